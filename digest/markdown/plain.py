"""A body's plain text: what a person would read aloud, without links, emphasis, marks, notes or private text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.markdown.marks import TOKENS
from digest.markdown.parser import parse, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_TEXTS = frozenset(token.name for token in TOKENS.values() if token.is_text)
_READS_AS = {token.name: token.reads_as for token in TOKENS.values() if token.reads_as}

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_BEGIN_NONE = bytes({*range(256)}.difference(range(0xE3, 0xEA), (0xEF, 0xF0)))
"""The bytes with which none of them begins in UTF-8: they tell in a tenth of the time that a text has none."""


def paragraphs(body: str) -> tuple[str, ...]:
    """The plain text of each top-level paragraph in reading order, without headings, lists, quotations and the like."""
    return _paragraphs(parse(body, {}))


def paragraphs_and_text(body: str) -> tuple[tuple[str, ...], str]:
    """What `paragraphs` and `plain_text` give, from one parse."""
    tokens, _ = parsed(body)
    return _paragraphs(tokens), "\n\n".join(block_texts(tokens))


def _paragraphs(tokens: Sequence[Token]) -> tuple[str, ...]:
    texts = (
        inline_text(token.children or ())
        for before, token in pairwise(tokens)
        if before.type == "paragraph_open" and before.level == 0
    )
    return tuple(text for text in texts if text.strip())


def plain_text(body: str) -> str:
    """All the text of a body: its paragraphs, headings, list items, cells and code, with a blank line between."""
    return "\n\n".join(block_texts(parse(body, {})))


def blocks_with_markup(tokens: Iterable[Token]) -> list[Token]:
    """The blocks that hold text directly, but for those that are text alone, as most are."""
    blocks = ((token, token.children) for token in tokens if token.type == "inline")
    return [token for token, children in blocks if children and (len(children) > 1 or children[0].type != "text")]


def block_texts(tokens: Iterable[Token]) -> Iterator[str]:
    """The plain text of each block that holds text directly, in reading order; empty ones left out."""
    for token in tokens:
        if token.type == "inline":
            text = inline_text(token.children or ())
        elif token.type in _TEXTS:
            text = token.content.rstrip("\n")
        else:
            continue
        if text.strip():
            yield text


def inline_text(children: Iterable[Token]) -> str:
    """The plain text of one block's inline tokens; that of an image is empty."""
    # As `token_text` for each, without a call for each: this is asked for every block of every body.
    return "".join([child.content if child.type in _TEXTS else _READS_AS.get(child.type, "") for child in children])


def token_text(token: Token) -> str:
    """The plain text of one inline token."""
    return token.content if token.type in _TEXTS else _READS_AS.get(token.type, "")


def count_words(texts: Iterable[str]) -> int:
    """How many words stand between spaces; two ideographs or kana, which stand without spaces, count as one word."""
    words = ideographs = 0
    for text in texts:
        has_none = text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _BEGIN_NONE)
        rest, count = (text, 0) if has_none else _IDEOGRAPH.subn(" ", text)
        ideographs += count
        words += len(rest.split())
    return words + (ideographs + 1) // 2
