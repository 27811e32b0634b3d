"""Plain text to Markdown that renders back to exactly this text.

Only what would be active is escaped, so that an article stays pleasant to read and edit: `a * b`, `snake_case`,
`[sic]` and `50 %` stay as they are. Active is what CommonMark 0.31 and this project's own syntax say, and also what
later syntax may claim (`[[`, `^[`, `{>>`).
"""

from __future__ import annotations

import re

from markdown_it.common.utils import MD_TRIM_CHARS

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_ODD_SPACE = re.compile(r"[\t\n\r\f\v]| [ \t\n\r\f\v]")
_PERHAPS_ACTIVE = re.compile(r"[\\`*_~=%\[\]<&^{]")

_INLINE = re.compile(
    r"""
      \\ (?= [!-/:-@\[-`{-~] )          # a backslash that would escape its neighbour
    | `+                                # code
    | \*+                               # emphasis
    | _+
    | ~{2,}                             # struck out
    | ={2,}                             # a highlight
    | %{2,}                             # private
    | \[ (?= [\[^] )                    # [^note], [[wiki]]
    | \] (?= [(\[] )                    # [link](…), [link][…]
    | < (?= [A-Za-z/!?] )               # <https://…>, <tag>
    | & (?= \#?\w{1,32}; )              # &amp;
    | \^ (?= \[ )                       # ^[note]
    | (?<! [^ ] ) \^ (?= [A-Za-z0-9-]+ $ )   # the ^name of a block
    | \{ (?= ==|>>|\+\+|--|~~ )         # CriticMarkup
    """,
    re.VERBOSE | re.ASCII,
)

_START = re.compile(
    r"""
      \#{1,6} (?: [ ] | $ )             # a heading
    | >                                 # a quotation
    | [-+*] (?: [ ] | $ )               # a list
    | (?P<number> \d{1,9} ) [.)] (?: [ ] | $ )
    | (?P<rule> [-=] ) (?: [ ]? (?P=rule) )* [ ]? $   # a rule, or the line under a heading
    | \[ (?= ! | [ xX]\][ ] | [^\]]* \]: ) # [!callout], [x] task, [definition]: …
    """,
    re.VERBOSE | re.ASCII,
)

_CLOSING_HASHES = re.compile(r"(?<= )#(?=#*$)")
"""`# A #` has the text `A`: a heading's text must not end so."""


def escape(text: str) -> str:
    """Markdown for a paragraph of plain text, on one line.

    Rendering it gives the text back, with each run of ASCII white space as one space and no white space at the
    ends. It also holds as a heading's, list item's or quotation's text; for a table cell see `escape_cell`.
    """
    line = (_SPACE.sub(" ", text) if _ODD_SPACE.search(text) else text).strip(MD_TRIM_CHARS)
    if not _PERHAPS_ACTIVE.search(line):
        return _CLOSING_HASHES.sub(r"\\#", _escape_start(line))
    single_tick = line.count("`") == 1

    def replace(match: re.Match[str]) -> str:
        found = match[0]
        if _inert(line, match, single_tick=single_tick):
            return found
        return "".join("\\" + character for character in found)

    escaped = _INLINE.sub(replace, line)
    return _CLOSING_HASHES.sub(r"\\#", _escape_start(escaped))


def escape_cell(text: str) -> str:
    """Markdown for the plain text of a table's cell."""
    return escape(text).replace("|", "\\|")


def _inert(line: str, match: re.Match[str], *, single_tick: bool) -> bool:
    """Whether a run of delimiters cannot open or close anything where it stands."""
    before = line[match.start() - 1] if match.start() else " "
    after = line[match.end()] if match.end() < len(line) else " "
    match match[0][0]:
        case "`":
            return single_tick
        case "*" | "=" | "_" | "~" if before == after == " ":
            return match.start() > 0 and match.end() < len(line)
        case "_":
            return before.isalnum() and after.isalnum()
        case _:
            return False


def _escape_start(line: str) -> str:
    """The line, with the mark escaped that would make it another kind of block."""
    match = _START.match(line)
    if match is None:
        return line
    at = match.end("number") if match["number"] else 0
    return f"{line[:at]}\\{line[at:]}"
