"""The few elements of HTML that people write in Markdown, as GitHub and Obsidian show them; all other HTML is text.

Within a line: `<sub>`, `<sup>`, `<kbd>`, `<mark>` (a highlight as `==passage==` is one) and `<br>`. As a block
`<details>`, with a `<summary>` in its first line or in the line after. None has attributes, but `<details open>`: an
element with any other attribute stays text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from digest.markdown.rules.closing_delimiters import next_delimiter
from digest.markdown.rules.declaration import (
    BlockRule,
    HtmlContext,
    InlineRule,
    Mark,
    TokenType,
    constant,
    content_end,
    markup_end,
)
from digest.markdown.rules.private import cuts_private

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BREAK: Final = "html_break"
_DETAILS_OPEN: Final = "details_open"
_DETAILS_CLOSE: Final = "details_close"
_SUMMARY_OPEN: Final = "summary_open"
_SUMMARY_CLOSE: Final = "summary_close"

_TAG = re.compile(r"<(?:(?P<name>sub|sup|kbd|mark)|br\s{0,9}/?)>", re.IGNORECASE)
_DETAILS = re.compile(r"<details(?P<open>\s+open)?\s*>\s*(?:<summary>(?P<summary>.*?)</summary>)?\s*", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary>(?P<summary>.*?)</summary>\s*", re.IGNORECASE)
_PREFIX = re.compile(r"(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*")
"""What may stand before a block in its line: the marks of quotations and lists around it."""

_END = re.compile(r"</details>\s*", re.IGNORECASE)
_BEGIN = re.compile(r"<details(?:\s+open)?\s*>", re.IGNORECASE)


def _inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read `<br>`, or an element whose end stands in the same block."""
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = (match["name"] or "").lower()
    if not name:
        if not silent:
            state.push(_BREAK, "", 0).content = match[0]
        state.pos = match.end()
        return True
    closing = f"</{match['name']}>"
    end = next_delimiter(closing, state.src, match.end(), state.posMax)
    if end < 0 or cuts_private(state.src[match.end() : end]):
        return False
    if not silent:
        _push_element(state, name, match, end)
    state.pos = end + len(closing)
    return True


def _push_element(state: StateInline, name: str, opening: re.Match[str], end: int) -> None:
    closing = f"</{opening['name']}>"
    state.push(f"{name}_open", name, 1).markup = opening[0]
    block_end, state.pos, state.posMax = state.posMax, opening.end(), end
    state.md.inline.tokenize(state)
    state.posMax = block_end
    state.push(f"{name}_close", name, -1).markup = closing


def _details(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a block from `<details>` to the line of its `</details>`."""
    if state.is_code_block(start):
        return False
    opening = _DETAILS.fullmatch(_line(state, start))
    last = _last_line(state, start, end) if opening else None
    if opening is None or last is None:
        return False
    if silent:
        return True
    summary, first, summary_line = opening["summary"], start + 1, start
    following = _SUMMARY.fullmatch(_line(state, first)) if summary is None and first < last else None
    if following:
        summary, first, summary_line = following["summary"], first + 1, first
    _push_details(state, (start, last + 1), is_open=bool(opening["open"]))
    _push_summary(state, summary or "", summary_line)
    old_end, old_parent, state.lineMax = state.lineMax, state.parentType, last
    state.md.block.tokenize(state, first, last)
    state.lineMax, state.parentType = old_end, old_parent
    state.push(_DETAILS_CLOSE, "details", -1)
    state.line = last + 1
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _last_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line of the `</details>` that belongs to a line, if it stands in the same block."""
    last = _closing_lines(state.src).get(start)
    if last is None or last >= end:
        return None
    lines = range(start + 1, last + 1)
    return last if all(state.isEmpty(line) or state.sCount[line] >= state.blkIndent for line in lines) else None


@lru_cache(maxsize=4)
def _closing_lines(source: str) -> dict[int, int]:
    """The line of each `</details>` by that of its `<details>`: found for a body at once, for there may be many."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    if "</details" not in source.lower():
        return pairs
    for number, line in enumerate(source.split("\n")):
        text = line[_PREFIX.match(line).end() :].rstrip()  # type: ignore[union-attr]  # it matches every line
        if _BEGIN.match(text):
            opened.append(number)
        elif opened and _END.fullmatch(text):
            pairs[opened.pop()] = number
    return pairs


def _push_details(state: StateBlock, lines: tuple[int, int], *, is_open: bool) -> None:
    token = state.push(_DETAILS_OPEN, "details", 1)
    token.map = list(lines)
    token.meta = {"open": is_open}


def _push_summary(state: StateBlock, summary: str, line: int) -> None:
    if not summary.strip():
        return
    state.push(_SUMMARY_OPEN, "summary", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = summary.strip(), [line, line + 1], []
    state.push(_SUMMARY_CLOSE, "summary", -1)


def _details_html(token: Token, _: HtmlContext) -> str:
    return '<details open="">\n' if token.meta["open"] else "<details>\n"


HTML_ELEMENT: Final = Mark(
    name="html element",
    example="H<sub>2</sub>O",
    rules=(
        InlineRule(name="html_element", opens="<", read=_inline),
        BlockRule(name="details", opens="<", before="table", read=_details),
    ),
    tokens=(
        *(
            TokenType(name=f"{name}_{end}", source_end=markup_end)
            for name in ("sub", "sup", "kbd")
            for end in ("open", "close")
        ),
        TokenType(name=_BREAK, reads_as="\n", source_end=content_end, page=constant("<br>\n"), feed=constant("<br>\n")),
        TokenType(name=_DETAILS_OPEN, page=_details_html, feed=constant("<blockquote>\n")),
        TokenType(name=_DETAILS_CLOSE, page=constant("</details>\n"), feed=constant("</blockquote>\n")),
        TokenType(name=_SUMMARY_OPEN, page=constant("<summary>"), feed=constant("<p><strong>")),
        TokenType(name=_SUMMARY_CLOSE, page=constant("</summary>\n"), feed=constant("</strong></p>\n")),
    ),
    # CommonMark's own escapes cover `<` before a letter.
    elements={
        **{name: frozenset[str]() for name in ("sub", "sup", "kbd", "br", "summary")},
        "details": frozenset({"open"}),
    },
)
