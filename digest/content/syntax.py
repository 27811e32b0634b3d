"""The one parser of `content/`.

CommonMark 0.31 with GitHub's tables, strikethrough, tasks and bare addresses, and this project's highlights, notes,
callouts and private text. Raw HTML is text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline import autolink, image, link
from markdown_it.token import Token

from digest.content.callouts import callouts
from digest.content.links import is_allowed
from digest.content.marks import marks
from digest.content.notes import notes
from digest.content.private import private, without_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_MAX_NESTING = 50
"""Levels of nested blocks or inlines, two for each list; deeper blocks are dropped by markdown-it.

Time for unclosed brackets grows with it: at 50, a million characters of `![` stay well under a minute.
"""

_LONGEST = 1_000_000
"""Code points of a body that is read as Markdown. A longer one, several novels, is shown as it is written."""

_NEWLINE = re.compile(r"\r\n?")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")

_ADDRESS = re.compile(r"(?<![\w/])https?://[^\s<>\"“”«»„（）「」。，、]+", re.IGNORECASE)
_TRAILING = "?!.,:;*_~'’…"


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        """Whether a link is one: what may not lead anywhere stays text."""
        return is_allowed(url)


@cache
def parser() -> MarkdownIt:
    """The parser, set up once."""
    md = _Parser("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": _MAX_NESTING, "tasklists": True})
    md.enable(["table", "strikethrough"])
    md.disable(["html_block", "html_inline", "normalize"])  # what they would do is done: no HTML, and `normalised`
    for rules in (marks, notes, callouts, private):
        rules(md)
    md.core.ruler.after("text_join", "addresses", _addresses)
    for name, rule in (("link", link), ("image", image), ("autolink", autolink)):
        md.inline.ruler.at(name, _ending(rule))
    return md


def parse(body: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a body; `env` collects what stands outside their stream (definitions of links and notes)."""
    body = normalised(body)
    if len(body) > _LONGEST:
        return [Token("code_block", "code", 0, content=without_private(body), block=True)]
    return parser().parse(body, env)


def normalised(body: str) -> str:
    """The body with line feeds alone at its lines' ends, and U+FFFD for what no UTF-8 file or page can hold."""
    return _UNWRITABLE.sub("\ufffd", _NEWLINE.sub("\n", body) if "\r" in body else body)


def _ending(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """The rule, leaving on its last token where in the source it ended: what a link leads to is no text."""

    def ending(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        matched = rule(state, silent)
        if matched and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return matched

    return ending


def _addresses(state: StateCore) -> None:
    """Make links of bare http and https addresses, GitHub's way; what ends them is cut as it is there."""
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            token.children = list(_linked(token.children))


def _linked(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if depth or child.type != "text" or "://" not in child.content:
            yield child
            continue
        at = 0
        for match in _ADDRESS.finditer(child.content):
            address = _trimmed(match[0])
            if address.endswith("//"):
                continue
            yield from _text(child.content[at : match.start()], child.level)
            yield Token("link_open", "a", 1, attrs={"href": address}, level=child.level, info="auto")
            yield from _text(address, child.level + 1)
            yield Token("link_close", "a", -1, level=child.level, info="auto")
            at = match.start() + len(address)
        yield from _text(child.content[at:], child.level)


def _text(content: str, level: int) -> Iterator[Token]:
    if content:
        yield Token("text", "", 0, content=content, level=level)


def _trimmed(address: str) -> str:
    """The address without punctuation of the sentence around it, and with as many `)` as `(`."""
    while True:
        shorter = address.rstrip(_TRAILING)
        surplus = shorter.count(")") - shorter.count("(")
        if shorter.endswith(")") and surplus > 0:
            closing = len(shorter) - len(shorter.rstrip(")"))
            shorter = shorter[: len(shorter) - min(surplus, closing)]
        if shorter == address:
            return address
        address = shorter
