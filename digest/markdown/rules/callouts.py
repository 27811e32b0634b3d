"""Callouts, as Obsidian writes them: a quotation whose first line is `[!kind]`, then `+` or `-` to fold, then a title.

Kinds have Obsidian's synonyms; an unknown kind acts as a note. Anything malformed stays a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from digest.markdown.html_escape import direction, text_html
from digest.markdown.rules.declaration import CoreRule, HtmlContext, Mark, TokenType, constant
from digest.markdown.rules.private import cuts_private, without_private

if TYPE_CHECKING:
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
KINDS: Final = {name: kind for kind, others in _SYNONYMS.items() for name in (kind, *others.split())}
"""The kind of a callout by each of its names."""

CALLOUT_OPEN: Final = "callout_open"
CALLOUT_CLOSE: Final = "callout_close"
_TITLE_OPEN: Final = "callout_title_open"
_TITLE_CLOSE: Final = "callout_title_close"
_KIND_NAME: Final = "callout_name"


def _callouts(state: StateCore) -> None:
    """Turn quotations that begin with a callout's first line into callouts."""
    if ">" not in state.src or "!" not in state.src:
        return
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
            match = _FIRST_LINE.match(_without_cut_private(token.content))
            if match and result[-2].type == "paragraph_open":
                opened[-1] = _open(result, match)
                if not token.content:
                    next(tokens)  # the paragraph had nothing else, so it goes, with its end
    state.tokens = result


def _without_cut_private(text: str) -> str:
    """The text, without its private spans if one begins in the first line and ends after it."""
    return without_private(text) if cuts_private(text.partition("\n")[0]) else text


def _open(result: list[Token], match: re.Match[str]) -> dict[str, str]:
    """Turn the quotation at the end of the result into a callout: its title out of its first paragraph."""
    quotation, paragraph, text = result[-3:]
    name = match[1].strip()
    title = (match[3] or "").strip()
    known = name.lower() if name.lower() in KINDS else ""
    meta = {"kind": KINDS.get(known, "note"), "fold": match[2], "name": name.capitalize(), "known": known}
    meta["titled"] = "yes" if title else ""
    quotation.type, quotation.tag = CALLOUT_OPEN, "details" if match[2] else "div"
    quotation.meta = meta
    line = (text.map or [0, 0])[0]
    level = paragraph.level
    heading = [
        Token(_TITLE_OPEN, "", 1, level=level, meta=meta, block=True),
        Token("inline", "", 0, content=title, children=[], level=level + 1, map=[line, line + 1]),
        Token(_TITLE_CLOSE, "", -1, level=level, meta=meta, block=True),
    ]
    if not title:
        # The name of the kind is not the author's words: it is shown, but is not part of the body's plain text.
        heading[1] = Token(_KIND_NAME, "", 0, level=level + 1, meta=meta)
    text.content = match.string[match.end() :].lstrip("\n")
    if text.map and paragraph.map:
        text.map = paragraph.map = [line + 1, text.map[1]]
    result[-2:] = [*heading, paragraph, text] if text.content else heading
    return meta


def _close(token: Token, meta: dict[str, str]) -> None:
    if meta:
        token.type, token.meta = CALLOUT_CLOSE, meta
        token.tag = "details" if meta["fold"] else "div"


def _open_html(token: Token, _: HtmlContext) -> str:
    is_open = ' open=""' if token.meta["fold"] == "+" else ""
    return f'<{token.tag} class="callout callout-{token.meta["kind"]}"{is_open}{direction(token)}>\n'


def _feed_open_html(token: Token, _: HtmlContext) -> str:
    return f"<blockquote{direction(token)}>\n"


def _title_open_html(token: Token, context: HtmlContext) -> str:
    """The start of a title; before one of the author's own stands the name of the kind."""
    start = "<summary>" if token.meta["fold"] else '<p class="callout-title">'
    if not token.meta["titled"]:
        return start
    return f'{start}<span class="callout-kind">{_kind_name_html(token, context)}</span> '


def _title_close_html(token: Token, _: HtmlContext) -> str:
    return "</summary>\n" if token.meta["fold"] else "</p>\n"


def _kind_name_html(token: Token, context: HtmlContext) -> str:
    """The name of the kind in the language of the site, or as it is written where digest does not know it."""
    known = token.meta["known"]
    return text_html(context.words.text(f"callout_{known}") if known else token.meta["name"])


CALLOUT: Final = Mark(
    name="callout",
    example="> [!warning]- Take care\n> Text.",
    rules=(CoreRule(name="callouts", when="blocks", apply=_callouts),),
    tokens=(
        TokenType(name=CALLOUT_OPEN, page=_open_html, feed=_feed_open_html),
        TokenType(name=CALLOUT_CLOSE, feed=constant("</blockquote>\n")),
        TokenType(name=_TITLE_OPEN, page=_title_open_html, feed=constant("<p><strong>")),
        TokenType(name=_TITLE_CLOSE, page=_title_close_html, feed=constant("</strong></p>\n")),
        TokenType(name=_KIND_NAME, page=_kind_name_html, feed=_kind_name_html),
    ),
    escapes_start=r"\[ (?= ! )",
    elements={
        "div": frozenset({"class"}),
        "details": frozenset({"class", "open"}),
        "summary": frozenset(),
        "span": frozenset({"class"}),
        "p": frozenset({"class"}),
    },
)
