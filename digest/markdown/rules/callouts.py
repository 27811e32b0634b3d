"""Callouts, as Obsidian writes them: a quotation whose first line is `[!kind]`, then `+` or `-` to fold, then a title.

Kinds have Obsidian's synonyms; an unknown kind acts as a note. Anything malformed stays a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from digest.markdown.rules.private import without_private

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

_FIRST_LINE = re.compile(r"\[!([^\]\[\n%]{1,40})\]([+-]?)(?:[ \t]+([^\n]*))?(?:\n|$)")

_SYNONYMS = {
    "note": "",
    "abstract": "summary tldr",
    "info": "",
    "todo": "",
    "tip": "hint important",
    "success": "check done",
    "question": "help faq",
    "warning": "caution attention",
    "failure": "fail missing",
    "danger": "error",
    "bug": "",
    "example": "",
    "quote": "cite",
}
KINDS = {name: kind for kind, others in _SYNONYMS.items() for name in (kind, *others.split())}
"""Each name a callout's kind goes by, and the kind."""


def callouts(md: MarkdownIt) -> None:
    """Teach the parser callouts: tokens `callout_open` … `callout_title_open` … `callout_close`."""
    md.core.ruler.after("block", "callouts", _callouts)


def _callouts(state: StateCore) -> None:
    result: list[Token] = []
    opened: list[dict[str, str]] = []
    tokens = iter(state.tokens)
    for token in tokens:
        result.append(token)
        if token.type == "blockquote_open":
            opened.append({})
        elif token.type == "blockquote_close":
            _close(token, opened.pop())
        elif token.type == "inline" and len(result) > 2 and result[-3].type == "blockquote_open":
            match = _FIRST_LINE.match(_whole(token.content))
            if match and result[-2].type == "paragraph_open":
                opened[-1] = _open(result, match)
                if not token.content:
                    next(tokens)  # the paragraph had nothing else, so it goes, with its end
    state.tokens = result


def _whole(text: str) -> str:
    """The text, without what is private if that begins in the first line and ends after it."""
    return without_private(text) if text.partition("\n")[0].count("%%") % 2 else text


def _open(result: list[Token], match: re.Match[str]) -> dict[str, str]:
    """Turn the quotation at the end of the result into a callout: its title out of its first paragraph."""
    quotation, paragraph, text = result[-3:]
    written = match[1].strip()
    meta = {"kind": KINDS.get(written.lower(), "note"), "fold": match[2]}
    quotation.type, quotation.tag = "callout_open", "details" if match[2] else "div"
    quotation.meta = meta
    title = (match[3] or "").strip()
    line = (text.map or [0, 0])[0]
    level = paragraph.level
    heading = [
        Token("callout_title_open", "", 1, level=level, meta=meta, block=True),
        Token("inline", "", 0, content=title, children=[], level=level + 1, map=[line, line + 1]),
        Token("callout_title_close", "", -1, level=level, meta=meta, block=True),
    ]
    if not title:
        # Not the author's words: shown, but no text of the body.
        heading[1] = Token("callout_name", "", 0, content=written.capitalize(), level=level + 1)
    text.content = match.string[match.end() :].lstrip("\n")
    if text.map and paragraph.map:
        text.map = paragraph.map = [line + 1, text.map[1]]
    result[-2:] = [*heading, paragraph, text] if text.content else heading
    return meta


def _close(token: Token, meta: dict[str, str]) -> None:
    if meta:
        token.type, token.meta = "callout_close", meta
        token.tag = "details" if meta["fold"] else "div"
