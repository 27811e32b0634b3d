"""Bare addresses, as on GitHub: `https://…`, `http://…` and `www.…` are links.

An address is one link up to its end, whatever signs of ours it holds (`==`, `%%`, `~~`, `{++`, `*`, `_`). As on GitHub,
the punctuation at a sentence's end does not belong to an address, nor does a `)` without its `(`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from digest.markdown.rules.declaration import CoreRule, InlineRule, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_ADDRESS = re.compile(
    r"(?<![\w/@])(?:https?://|(www\.)(?=[\w-]))[^\s<>\"“”«»„（）「」。，、]+"
    r"|(?<=[\u3041-\u30ff\u3400-\u9fff])https?://[!#-;=?-~]+",
    re.IGNORECASE,
)
"""An address; one directly behind a Chinese or Japanese letter, where no space stands, ends before the next such."""
_HOST = re.compile(r"www\.(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE | re.ASCII)
"""How an address without a scheme begins: with the name of a host, since there is no other sign of an address."""

_STOPS = re.compile(r"`|\[\^|\^\[|\[\[|\]\(|\{$")
"""What ends an address within its letters: code, a note, a wikilink, the end of a link's words, a comment."""

_CRITIC = re.compile(r"\{(==|\+\+|--|~~)$")
_OPENED = re.compile(r"(?:\*+|_+|~~|==)$")

_TRAILING = "?!.,:;*_~'’…"
"""Punctuation that belongs to the sentence if an address ends with it."""


def _signs(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read a run of signs as text if it stands within an address: `https://a.example/?t=YQ==&u=Yg` is one."""
    pos = state.pos
    spans = _spans(state.src)
    index = bisect_left(spans, (pos, 0)) - 1 if spans else -1
    if index < 0 or pos >= spans[index][1]:
        return False
    end = pos + 1
    while end < state.posMax and state.src[end] == state.src[pos]:
        end += 1
    if not silent:
        state.append_pending(state.src[pos:end])
    state.pos = end
    return True


@lru_cache(maxsize=16)
def _spans(source: str) -> tuple[tuple[int, int], ...]:
    """Where the addresses in the source of a block begin and end; as `_addresses` finds them once it is read."""
    if not may_hold_address(source) or _are_led_to(source):
        return ()
    spans: list[tuple[int, int]] = []
    outside, last = 0, 0
    for match in _ADDRESS.finditer(source):
        before = source[max(0, match.start() - 3) : match.start()]
        if before.endswith(("](", "<")):  # where a link leads, which is not read as text
            continue
        outside += source.count("==", last, match.start())
        address = _trimmed(_cut(match[0], before))
        if address.endswith("%%"):
            address = _trimmed(address.rstrip("%"))
        if address.endswith("==") and outside % 2:  # the end of a highlight that began before it
            address = _trimmed(address.rstrip("="))
        last = match.start() + len(address)
        spans.append((match.start(), last))
    return tuple(spans)


def _are_led_to(source: str) -> bool:
    """Whether all addresses in a text are for sure where a link leads: a look that spares a search, for most are."""
    lower = source.lower()
    led_to = sum(lower.count(f"{before}{scheme}") for before in ("](", "<") for scheme in ("http://", "https://"))
    return lower.count("://") == led_to and lower.count("www.") == lower.count("://www.")


def _cut(address: str, before: str) -> str:
    """The address up to what ends it: a sign that was opened directly before it, or one that no address holds."""
    critic, opened = _CRITIC.search(before), _OPENED.search(before)
    closing = f"{critic[1]}}}" if critic else opened[0] if opened else ""
    if closing and (at := address.find(closing)) >= 0:
        address = address[:at]
    stop = _STOPS.search(address)
    return address[: stop.start()] if stop else address


def _addresses(state: StateCore) -> None:
    """Make links of the addresses in the text of each block."""
    has_www = "www." in state.src or "WWW." in state.src
    for token in state.tokens if has_www or "://" in state.src else ():
        # One character, which most blocks have not, is looked for in a fraction of the time of three.
        may_hold = token.type == "inline" and (has_www or ":" in token.content) and may_hold_address(token.content)
        if may_hold and token.children:
            token.children = list(_linked(token.children))


def may_hold_address(text: str) -> bool:
    """Whether a bare address may begin in a text."""
    return "://" in text or "www." in text or "WWW." in text


def _linked(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if depth or child.type != "text" or not may_hold_address(child.content):
            yield child
            continue
        at = 0
        for match in _ADDRESS.finditer(child.content):
            address = _trimmed(match[0])
            if address.endswith("//") or (match[1] and not _HOST.match(address)):
                continue
            yield from _text(child.content[at : match.start()], child.level)
            href = f"http://{address}" if match[1] else address
            yield Token("link_open", "a", 1, attrs={"href": href}, level=child.level, info="auto")
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


ADDRESS: Final = Mark(
    name="bare address",
    example="See www.example.org/a, where it stands.",
    rules=(
        InlineRule(name="address_signs", opens="=%~{*_$", read=_signs, is_first=True),
        CoreRule(name="addresses", when="text", apply=_addresses),
    ),
)
