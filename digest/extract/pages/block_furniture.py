"""The blocks of an article without what the page has put around and between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from digest.extract.facts.dates import first_full
from digest.extract.facts.names import byline
from digest.extract.lines import page_furniture
from digest.extract.lines.wide_letters import wide_letters
from digest.extract.pages.blocks import Block, Heading, Inline, Link, Paragraph, Text, plain_text

_LONG: Final = 80
"""Code points from which a block is part of the article's running text; letters as wide as two count twice."""

_DATELINE: Final = 60
"""Code points of the longest line that only says a day."""

_WORD = re.compile(r"\w{3}")


def without_furniture(blocks: Iterable[Block], title: str) -> tuple[Block, ...]:
    """The blocks without headings that repeat the title, byline and dateline above the text, and furniture.

    Args:
        blocks: of the article, in their order.
        title: of the article.
    """
    texts = [(block, plain_text((block,))) for block in blocks]
    long = [index for index, (_, text) in enumerate(texts) if len(text) + wide_letters(text) >= _LONG]
    first, last = (long[0], long[-1]) if long else (0, len(texts))
    kept = [
        block
        for index, (block, text) in enumerate(texts)
        if not _is_furniture(block, text, title, above=index < first, below=index > last)
    ]
    while kept and isinstance(kept[-1], Heading):
        kept.pop()
    return tuple(kept)


def _is_furniture(block: Block, text: str, title: str, *, above: bool, below: bool) -> bool:
    """Whether a block is not the article's; `above` and `below` its running text there is more of that."""
    if not isinstance(block, Paragraph | Heading):
        return False
    if isinstance(block, Heading) and text.casefold().split() == title.casefold().split():
        return True
    if text and page_furniture.anywhere(text):
        return True
    if above and (byline(text) or (len(text) <= _DATELINE and first_full(text))):
        return True
    return below and (bool(page_furniture.tail(text)) or _only_links(block.content))


def _only_links(content: Sequence[Inline]) -> bool:
    """Whether a paragraph has several links and says nothing besides."""
    links = sum(isinstance(inline, Link) for inline in content)
    texts = [inline.text for inline in content if isinstance(inline, Text)]
    return links >= 2 and links + len(texts) == len(content) and not _WORD.search("".join(texts))
