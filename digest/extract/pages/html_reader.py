"""The reader of saved web pages: trafilatura finds the article, `serialise` writes it as Markdown.

`page_facts` reads the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from digest.extract.decoding.decode import clean
from digest.extract.facts.document import ANY_TIME, Document
from digest.extract.lines.text_reader import read_text
from digest.extract.pages.block_furniture import without_furniture
from digest.extract.pages.block_markdown import markdown
from digest.extract.pages.blocks import Block
from digest.extract.pages.text_blocks import SILENT, blocks, breaks
from digest.extract.pages.trafilatura_adapter import article_blocks, metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 5_000_000
"""Code points of a page, pictures inside it not counted, that are searched for the article.

A larger one is read as text.
"""

_SUSPICIOUS = 3
"""An article has missed the point where the lines of the page that read like one hold so many times its words."""

_PARAGRAPH = 5
"""Words from which a line may be a paragraph."""

_PICTURE_DATA = re.compile(r"data:[\w.+-]{1,50}/[\w.+-]{1,50};base64,[A-Za-z0-9+/=\s]{100,}")


def read_html(text: str, latest: date) -> Document:
    """Read a saved page; one in which no article is found is read as the text it shows.

    Args:
        text: the page.
        latest: the last day that a date in it may name.
    """
    tree, document = first_reading(text, latest)
    return document if tree is None else _second_opinion(tree, document)


def first_reading(text: str, latest: date) -> tuple[_Element | None, Document]:
    """The page as a tree, and what is found in it before its blocks are weighed.

    There is no tree where the parser cannot take the page or it is too large to be searched.
    """
    # lxml and trafilatura take half a second to import: only a page makes them wait.
    from lxml import etree  # noqa: PLC0415
    from lxml.html import HTMLParser  # noqa: PLC0415

    from digest.extract.pages.page_dates import in_order  # noqa: PLC0415
    from digest.extract.pages.page_facts import page_facts  # noqa: PLC0415

    text = _PICTURE_DATA.sub("", text)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        tree = None
    if tree is None:
        return None, read_text(_without_tags(text))
    shown = _shown(tree)
    if not shown.strip():  # the parser gives up on text behind 256 open tags or of 10 MB in one piece
        shown = _without_tags(text)
    facts = page_facts(tree, shown)
    searched = len(text) <= _LARGEST
    dated = _is_dated(facts, shown)
    wanting = not (dated and facts.title and facts.authors and facts.source)
    more = metadata(tree, facts.source_url, latest, search_day=not dated) if searched and wanting else Document()
    found = article_blocks(tree, facts.source_url) if searched else None
    document = _reading(found, facts, more, shown)
    stated = in_order(facts.stated, document.stated, shown, facts.title, facts.source_url)
    document = _with_facts(replace(document, shown=shown, stated=stated), facts)
    return tree if searched else None, document


def _is_dated(facts: Document, shown: str) -> bool:
    """Whether a page says its day so well that no other reader's would count."""
    from digest.extract.pages.near_title import beside, day_beside  # noqa: PLC0415

    if any(stated.evidence != ANY_TIME for stated in facts.stated):
        return True
    return day_beside(beside(shown, facts.title), {stated.day for stated in facts.stated}) is not None


def _reading(found: Sequence[Block] | None, facts: Document, more: Document, shown: str) -> Document:
    """What trafilatura found; where that is far less than the page's lines hold, what these hold."""
    title = facts.title or more.title
    body = markdown(without_furniture(found, title or "")) if found is not None else ""
    document = replace(more, title=title, body=body, found_by="trafilatura") if found is not None else None
    enough = _SUSPICIOUS * _words(document.body) if document is not None else 0
    if document is None or not document.body or enough < _words_in_paragraphs(shown):
        lines = read_text(clean(shown))
        if document is None or not document.body or enough < _words(lines.body):
            return lines
    return document


def _second_opinion(tree: _Element, document: Document) -> Document:
    """The document with those blocks of the page that are the article, the first reading being one of the reasons."""
    from digest.extract.pages.block_verdicts import second_reading  # noqa: PLC0415
    from digest.extract.pages.page_blocks import page_blocks  # noqa: PLC0415

    found = blocks(tree)
    kept = second_reading(found, document.body, by_lines=document.found_by == "lines") if found else None
    if kept is None:
        return document
    dropped = {slot for block, its in zip(found, kept, strict=True) if not its for slot in block.slots}
    body = markdown(without_furniture(page_blocks(tree, dropped, document.source_url), document.title or ""))
    return replace(document, body=body, found_by="blocks") if body else document


def _words_in_paragraphs(shown: str) -> int:
    """Words in the lines of a page that are long enough to be paragraphs: more than any reading of it finds."""
    counts = (line.count(" ") + 1 for line in shown.split("\n"))
    return sum(count for count in counts if count >= _PARAGRAPH)


def _words(body: str) -> int:
    return len(re.findall(r"[^\W_]+", re.sub(r"\]\([^)\s]*\)", "]", body)))


def _with_facts(document: Document, facts: Document) -> Document:
    """The document, with what the page says of itself before what was found in its text."""
    return replace(
        document,
        title=facts.title or document.title,
        authors=facts.authors or document.authors,
        source=facts.source or document.source,
        source_url=facts.source_url or document.source_url,
        language=facts.language,
        extra={**document.extra, **facts.extra},
        claims=(*facts.claims, *document.claims),
    )


def _shown(tree: _Element) -> str:
    """The text a page shows, a line for each block."""
    from lxml import etree  # noqa: PLC0415

    pieces: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        silent = not isinstance(element.tag, str) or element.tag in SILENT
        edge = "" if silent or not breaks(element) else "\n"
        if event == "end":
            pieces += (edge, " ".join((element.tail or "").split("\n")))
        elif silent:
            walker.skip_subtree()
        else:
            pieces += (edge, " ".join((element.text or "").split("\n")))
    return re.sub(r"[ \t]+", " ", re.sub(r"\n[ \t\n]*\n", "\n\n", "".join(pieces)))


def _without_tags(text: str) -> str:
    """The text of a page that the parser cannot take, without scripts, styles and tags."""
    text = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", "\n", text, flags=re.IGNORECASE | re.DOTALL)
    return unescape(re.sub(r"<[^<>]{0,2000}>", "\n", text))
