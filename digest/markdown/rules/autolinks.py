"""Bare addresses, as on GitHub: `https://…`, `http://…` and `www.…` are links.

As there, the punctuation at a sentence's end does not belong to an address, nor does a `)` without its `(`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from digest.markdown.rules.declaration import CoreRule, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore

_ADDRESS = re.compile(r"(?<![\w/@])(?:https?://|(www\.)(?=[\w-]))[^\s<>\"“”«»„（）「」。，、]+", re.IGNORECASE)
_HOST = re.compile(r"www\.(?:[\w-]+\.)*[\w-]+(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE | re.ASCII)
"""How an address without a scheme begins: with the name of a host, since there is no other sign of an address."""

_TRAILING = "?!.,:;*_~'’…"
"""Punctuation that belongs to the sentence if an address ends with it."""


def _addresses(state: StateCore) -> None:
    """Make links of the addresses in the text of each block."""
    for token in state.tokens:
        if token.type == "inline" and token.children and _may_hold_address(token.content):
            token.children = list(_linked(token.children))


def _may_hold_address(text: str) -> bool:
    return "://" in text or "www." in text or "WWW." in text


def _linked(children: list[Token]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        if depth or child.type != "text" or not _may_hold_address(child.content):
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
    rules=(CoreRule(name="addresses", when="text", apply=_addresses),),
)
