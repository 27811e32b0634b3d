"""Plain text to Markdown that renders back to exactly this text.

Only what would be active is escaped, so that an article stays pleasant to read and edit: `a * b`, `snake_case`,
`[sic]` and `50 %` stay as they are. Active is what CommonMark 0.31 says, and what each mark declares (`Mark.escapes`).
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it.common.utils import MD_TRIM_CHARS

from digest.markdown.marks import MARKS
from digest.markdown.rules import commonmark

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ODD_SPACE = re.compile(r"[\t\n\r\f\v]| [ \t\n\r\f\v]")
_COMMONMARK = r"""
      \\ (?= [!-/:-@\[-`{-~] )          # a backslash that would escape the next character
    | `+                                # code
    | \*+                               # emphasis
    | _+
    | ~{2,}                             # struck out
    | \] (?= [(\[] )                    # [link](…), [link][…]
    | < (?= [A-Za-z/!?] )               # <https://…>, <tag>
    | & (?= \#?\w{1,32}; )              # &amp;
"""

_COMMONMARK_START = r"""
      \#{1,6} (?: [ ] | $ )             # a heading
    | >                                 # a quotation
    | [-+*] (?: [ ] | $ )               # a list
    | (?P<number> \d{1,9} ) [.)] (?: [ ] | $ )
    | (?P<rule> [-=] ) (?: [ ]? (?P=rule) )* [ ]? $   # a rule, or the line under a heading
    | (?P<version> [<|] ) (?P=version){6} (?: [ ] | $ )   # what git puts around a conflict
    | \[ (?= [ xX]\][ ] | [^\]]* \]: )  # [x] task, [definition]: …
"""

_FLAGS: Final = re.VERBOSE | re.ASCII

_INLINE = re.compile("|".join([_COMMONMARK, *(mark.escapes for mark in MARKS if mark.escapes)]), _FLAGS)
"""What is active within a block, each code point of which is escaped."""

_START = re.compile(
    "|".join([_COMMONMARK_START, *(mark.escapes_start for mark in MARKS if mark.escapes_start)]), _FLAGS
)
"""What would make another kind of block of a line."""

_MAY_BE_ACTIVE = re.compile(f"[{re.escape(commonmark.OPENS + ''.join(mark.opens for mark in MARKS if mark.escapes))}]")
"""The characters at which `_INLINE` can match; a text without them, as most are, is not searched further."""

_CLOSING_HASHES = re.compile(r"(?<= )#(?=#*$)")
"""The `#` at a text's end, which a heading would lose: `# A #` has the text `A`."""


def escape(text: str) -> str:
    """Markdown for a paragraph of plain text, on one line.

    Rendered, it is the text again, with each run of ASCII white space as one space and none at the ends. It may also
    stand in a heading, a list item or a quotation; for the cell of a table see `escape_cell`.
    """
    line = (_SPACE.sub(" ", text) if _ODD_SPACE.search(text) else text).strip(MD_TRIM_CHARS)
    if not _MAY_BE_ACTIVE.search(line):
        return _CLOSING_HASHES.sub(r"\\#", _escape_start(line))
    has_one_backtick = line.count("`") == 1

    def replace(match: re.Match[str]) -> str:
        if _is_inert(line, match, has_one_backtick=has_one_backtick):
            return match[0]
        return "".join("\\" + character for character in match[0])

    escaped = _INLINE.sub(replace, line)
    return _CLOSING_HASHES.sub(r"\\#", _escape_start(escaped))


def escape_cell(text: str) -> str:
    """Markdown for the plain text of a table's cell."""
    return escape(text).replace("|", "\\|")


def _is_inert(line: str, match: re.Match[str], *, has_one_backtick: bool) -> bool:
    """Whether a run of CommonMark's delimiters cannot open or close anything where it stands."""
    before = line[match.start() - 1] if match.start() else " "
    after = line[match.end()] if match.end() < len(line) else " "
    match match[0][0]:
        case "`":
            return has_one_backtick
        case "*" | "_" | "~" if before == after == " ":
            return match.start() > 0 and match.end() < len(line)
        case "_":
            return before.isalnum() and after.isalnum()
        case _:
            return False


def _escape_start(line: str) -> str:
    """The line, with the character escaped that would make it another kind of block."""
    match = _START.match(line)
    if match is None:
        return line
    at = match.end("number") if match["number"] else 0
    return f"{line[:at]}\\{line[at:]}"
