"""Formulas to MathML, which browsers show by themselves. Needs latex2mathml, the extra `math`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from digest.markdown.rules.math import BLOCK_FORMULA, INLINE_FORMULA, MATH
from digest.model.rendering import Flaw
from digest.render.sanitise import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

MOST: Final = 1_000
"""Formulas of a body that are set, since each takes time; a paper has some hundred."""

_UNKNOWN = re.compile(r"<mi>(\\[A-Za-z]+|[{}&])</mi>")

_ENVIRONMENT = re.compile(r"\\(begin|end)\{([A-Za-z]+)\*?\}(?:\[[tbc]\](?=\s))?(?:(?<=\})\{\d+\})?")
"""Where an environment begins or ends, with where it stands and how many columns it has, which change nothing here."""

_SET_AS: Final = {
    **dict.fromkeys(("align", "aligned", "alignedat", "alignat", "flalign"), ("align*", "")),
    **dict.fromkeys(("gather", "gathered", "multline"), ("array", "{c}")),
    "eqnarray": ("array", "{rcl}"),
    "dcases": ("cases", ""),
}
"""The environment of latex2mathml, and its columns, for others that it would set on one line."""

_BROKEN_LINE: Final = 'linebreak="newline"'
"""In MathML: a line that ends outside an environment, which no browser shows."""

INSTALL: Final = 'pip install "research-digest[math]"'


def typeset(tokens: Sequence[Token], env: Mapping[str, Any], *, above: int = 0) -> Iterator[Flaw]:
    """Leave its MathML on each formula, as `meta["mathml"]`; yields the formulas that stay as they are written.

    Args:
        tokens: of a body or comment.
        env: of its parse.
        above: how many lines stand before the tokens' first.
    """
    if not env.get(MATH):
        return
    block_line = count = 0
    for token in tokens:
        block_line = token.map[0] if token.map else block_line
        line = block_line
        for child in [token] if token.type == BLOCK_FORMULA else token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type in (INLINE_FORMULA, BLOCK_FORMULA):
                count += 1
                fault = _set(child) if count <= MOST else (f"more than {MOST} formulas", "part the text into two")
                if fault:
                    yield Flaw(line=above + line + 1, message=fault[0], hint=fault[1], code="formula")
            line += child.content.count("\n") if child.type == INLINE_FORMULA else 0


def _set(token: Token) -> tuple[str, str] | None:
    """Set one formula; returns what is wrong with it, and what to do."""
    tex, display = token.meta["tex"], token.meta["display"]
    try:
        from latex2mathml.converter import convert  # noqa: PLC0415  (most articles hold no formulas)
    except ImportError:
        return ("formulas need latex2mathml, which is not installed", INSTALL)
    try:
        mathml = convert(_known_environments(tex), display="block" if display else "inline")
        if _BROKEN_LINE in mathml and r"\begin" not in tex:
            mathml = convert(rf"\begin{{array}}{{l}}{tex}\end{{array}}", display="block" if display else "inline")
    except Exception as error:  # noqa: BLE001  (latex2mathml raises whatever its parser runs into)
        return (f'the formula "{_short(tex)}" cannot be read ({type(error).__name__})', "check its braces and commands")
    unknown = _UNKNOWN.search(mathml)
    if unknown:
        return (f'"{unknown[1]}" in the formula "{_short(tex)}" is not known', "write it without, or as plain text")
    if _BROKEN_LINE in mathml:
        return (f'the lines of the formula "{_short(tex)}" cannot be set', "put them into aligned, gathered or array")
    token.meta["mathml"] = sanitise(mathml)
    return None


def _known_environments(tex: str) -> str:
    """The formula, with environments that latex2mathml knows instead of others that are set alike."""

    def known(match: re.Match[str]) -> str:
        name, columns = _SET_AS.get(match[2], ("", ""))
        return f"\\{match[1]}{{{name}}}{columns if match[1] == 'begin' else ''}" if name else match[0]

    return _ENVIRONMENT.sub(known, tex)


def _short(tex: str) -> str:
    line = " ".join(tex.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
