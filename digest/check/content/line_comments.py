"""Comments that switch off a code that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.content.checked_text import CheckedText
from digest.check.ignored import directives
from digest.codes import CODES
from digest.errors import Location, Problem
from digest.yaml.fields import nearest


def unknown_codes(checked: CheckedText) -> Iterator[Problem]:
    """A problem for each code of a comment that no kind of mistake has; in a block of code it is an example."""
    lines = checked.text.split("\n")
    shown = {
        line
        for token in checked.tokens
        if token.type in ("fence", "code_block") and token.map
        for line in range(checked.article.body_line + token.map[0], checked.article.body_line + token.map[1])
    }
    for code, line, column in directives(lines) if "digest-ignore" in checked.text else ():
        if code not in CODES and line not in shown:
            near = nearest(code, tuple(CODES))
            yield Problem(
                message=f'there is no code "{code}"',
                location=Location(
                    path=checked.article.path, line=line, column=column, length=len(code), text=lines[line - 1]
                ),
                hint=f'did you mean "{near}"?'
                if near
                else "digest check writes the code of a problem behind its message",
                code="unknown-code",
            )
