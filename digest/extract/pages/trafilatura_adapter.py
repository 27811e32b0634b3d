"""What trafilatura finds in a saved page: the article as a tree of HTML, and its metadata.

This module alone knows trafilatura and the tags of its tree: p, head, list, item, quote, code, table, row, cell,
graphic, div, ab, and within a line hi, del, ref, lb, code. Where they come from is said in
`trafilatura/htmlprocessing.py` and `trafilatura/xml.py`.
"""

from __future__ import annotations

import logging
from datetime import date
from typing import Final

from lxml.etree import _Element

from digest.extract.decoding.decode import clean
from digest.extract.facts.document import Dated, Document
from digest.extract.facts.names import people
from digest.extract.pages.metadata.htmldate_rules import restrict_htmldate

_TAGS: Final = {
    "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "graphic": "img", "lb": "br", "ab": "div",
}  # fmt: skip
_STYLES: Final = {"#b": "strong", "#i": "em", "#t": "code"}
"""Its tags, and the styles of its `hi`, in HTML; underlined, raised and lowered text is written as it is."""

_BLOCKS: Final = frozenset({"p", "head", "list", "quote", "table", "div", "ab", "graphic"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_CHILDREN: Final = 4_000
_MOST_PADDING: Final = 20_000_000
"""Children of one element, and table rows times the square of the longest row's cells, in a page that is searched:
trafilatura's time grows with the square of the one, and with the other, since it fills all rows to that length."""


def article_tree(tree: _Element, base: str | None) -> _Element | None:
    """The article that trafilatura finds in a page, as HTML; None also where a hostile page gives it trouble.

    Args:
        tree: the page, which is left as it is.
        base: where relative links of the page start.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415

    rows = [len(row) for row in tree.iter("tr")]
    if len(rows) * max(rows, default=0) ** 2 > _MOST_PADDING or any(len(each) > _MOST_CHILDREN for each in tree.iter()):
        return None
    _silence_logs()
    try:
        extracted = bare_extraction(
            tree,
            url=base,
            output_format="xml",  # it is not written here, while that of "python" would be
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
            include_tables=True,
            with_metadata=False,
        )
    except Exception:  # noqa: BLE001 (a parser's failure on a hostile page is a page without an article)
        return None
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return None
    return as_html(extracted.body)


def metadata(tree: _Element, address: str | None, latest: date, *, search_day: bool) -> Document:
    """What trafilatura and htmldate say of a page besides its text, as a document without a body.

    Their own trouble with hostile pages counts as nothing found.

    Args:
        tree: the page.
        address: of the page.
        latest: the last day that a date in it may name.
        search_day: whether htmldate searches the text for a day too, which takes most of the time.
    """
    from trafilatura import extract_metadata  # noqa: PLC0415

    _silence_logs()
    restrict_htmldate()
    dates = {"original_date": True, "extensive_search": search_day, "max_date": latest.isoformat()}
    try:
        extracted = extract_metadata(tree, default_url=address, date_config=dates)
    except Exception:  # noqa: BLE001 (as in `article_tree`)
        return Document()
    day = _day(extracted.date)
    return Document(
        title=clean(extracted.title or "") or None,
        stated=(Dated(day=day, evidence="the page, as htmldate reads it"),) if day else (),
        authors=people((extracted.author or "").split(";")),
        source=clean(extracted.sitename or "") or None,
    )


def _silence_logs() -> None:
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def as_html(body: _Element) -> _Element:
    """A tree of trafilatura with the tags of HTML, so that it is read as a page is; any other tag is looked through.

    Text between the blocks of the tree, or of an outer container of blocks, is what trafilatura left over: it goes.
    """
    containers = (child for child in body if child.tag in {"div", "ab"} and any(map(_is_block, child)))
    for outer in (body, *containers):
        outer.text = None
        for child in outer:
            child.tail = None
    for element in body.iter():
        rend = element.get("rend") or ""
        match element.tag:
            case "list":
                element.tag = "ol" if rend == "ol" else "ul"
            case "head":
                element.tag = rend if rend in _HEADINGS else "h2"
            case "hi":
                element.tag = _STYLES.get(rend, "span")
            case "code":
                has_lines = any("\n" in str(text) for text in element.itertext())
                element.tag = "pre" if has_lines or element.getparent() is body else "code"
            case "ref":
                element.tag = "a"
                element.set("href", element.get("target") or "")
            case str(tag) if tag in _TAGS:  # of a hostile page lxml refuses to set others as they are
                element.tag = _TAGS[tag]
    return body


def _is_block(element: _Element) -> bool:
    return element.tag in _BLOCKS
