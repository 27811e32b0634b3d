"""The article that trafilatura found, as Markdown: blocks here, what stands in them in `inline`.

Its tree has the tags p, head, list, item, quote, code, table, row, cell, graphic, and inline hi, del, ref,
lb, code; any other is looked through. See `trafilatura/htmlprocessing.py` and `trafilatura/xml.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digest.extract.decoding.decode import clean
from digest.extract.facts.dates import first_full
from digest.extract.facts.names import byline
from digest.extract.lines import page_furniture
from digest.extract.pages.inline import image, inline, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({"p", "head", "list", "quote", "table", "graphic", "div", "ab"})
_DEEPEST = 50
"""Levels of nesting that are written as such; below, only text is left."""


def serialise(body: _Element, *, title: str, base: str | None) -> str:
    """The Markdown of an article's tree.

    Args:
        body: trafilatura's element of that name.
        title: a heading that repeats it is left out.
        base: the page's address, for relative links.
    """
    elements = _article(_flattened(body), title)
    blocks = [block for element in elements for block in _block(element, base, 0)]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _flattened(body: _Element) -> list[_Element]:
    """The blocks, those in containers too."""
    found: list[_Element] = []
    for child in body:
        if child.tag in {"div", "ab"} and any(inner.tag in _BLOCKS for inner in child):
            found += child
        else:
            found.append(child)
    return found


def _article(elements: Sequence[_Element], title: str) -> list[_Element]:
    """The blocks without the title again, byline and furniture around and between."""
    texts = [plain(element) for element in elements]
    long = [index for index, text in enumerate(texts) if len(text) >= 80]
    first, last = (long[0], long[-1]) if long else (0, len(texts))
    kept: list[_Element] = []
    for index, (element, text) in enumerate(zip(elements, texts, strict=True)):
        is_text = element.tag in {"p", "head", "ab", "div"}
        if element.tag == "head" and _same(text, title):
            continue
        if is_text and text and page_furniture.anywhere(text):
            continue
        if is_text and index < first and (byline(text) or (len(text) <= 60 and first_full(text))):
            continue
        if is_text and index > last and (page_furniture.tail(text) or _only_links(element)):
            continue
        kept.append(element)
    while kept and kept[-1].tag == "head":
        kept.pop()
    return kept


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _only_links(element: _Element) -> bool:
    """Whether a paragraph says nothing beside its links, of which it has several."""
    links = [link for link in element if link.tag == "ref"]
    between = (element.text or "") + "".join(child.tail or "" for child in element)
    return len(links) >= 2 and len(links) == len(element) and not re.search(r"\w{3}", between)


def _block(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    """The Markdown blocks of an element."""
    if depth > _DEEPEST or not isinstance(element.tag, str):
        yield from _paragraph(plain(element))
        return
    match element.tag:
        case "head":
            level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
            text = inline(element, base, lead=element.text or "").replace("\\\n", " ")
            if text:
                yield f"{'#' * max(2, int(level[1]) if level else 2)} {text}"
        case "list":
            yield from filter(None, ["\n".join(_items(element, base, depth))])
        case "quote":
            inner = "\n\n".join(_blocks_within(element, base, depth))
            if inner:
                yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case "code":
            yield _code("".join(map(str, element.itertext())), element.get("language") or "")
        case "table":
            yield from _table(element, base, depth)
        case "graphic":
            yield from filter(None, [image(element, base)])
        case _:
            yield from _blocks_within(element, base, depth)


def _paragraph(markdown: str) -> Iterator[str]:
    if markdown.strip():
        yield markdown


def _blocks_within(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    """The blocks of an element that holds blocks, runs of inline content beside them as paragraphs."""
    run: list[_Element] = []
    lead = element.text or ""
    for child in element:
        if child.tag in _BLOCKS or (child.tag == "code" and "\n" in "".join(map(str, child.itertext()))):
            yield from _paragraph(inline(run, base, lead=lead))
            yield from _block(child, base, depth + 1)
            run, lead = [], child.tail or ""
        else:
            run.append(child)
    yield from _paragraph(inline(run, base, lead=lead))


def _items(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    """The lines of a list, nested blocks indented under their item."""
    ordered = element.get("rend") == "ol"
    for number, item in enumerate((child for child in element if child.tag == "item"), start=1):
        mark = f"{number}. " if ordered else "- "
        blocks = list(_blocks_within(item, base, depth + 1))
        if not blocks:
            continue
        separator = "\n\n" if any(child.tag in {"p", "quote", "table"} for child in list(item)[1:]) else "\n"
        lines = separator.join(blocks).split("\n")
        yield mark + lines[0]
        yield from ((" " * len(mark) + line).rstrip() for line in lines[1:])


def _code(text: str, language: str) -> str:
    text = clean(text).strip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _table(element: _Element, base: str | None, depth: int) -> Iterator[str]:
    """A table of cells; one of a single column, or with paragraphs in it, is layout and yields its content."""
    rows = [[cell for cell in row if cell.tag == "cell"] for row in element.iter("row")]
    width = max((len(row) for row in rows), default=0)
    if width < 2 or width > 50 or any(len(plain(cell)) > 400 for row in rows for cell in row):
        for row in rows:
            for cell in row:
                yield from _blocks_within(cell, base, depth + 1)
        return
    if len(rows) > 2 and sum(1 for cell in rows[0] if plain(cell)) == 1:
        yield from (plain_cell for cell in rows.pop(0) if (plain_cell := _cell(cell, base)))  # a caption
    lines = [[_cell(cell, base) for cell in row] + [""] * (width - len(row)) for row in rows if row]
    lines.insert(1, ["---"] * width)
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: _Element, base: str | None) -> str:
    return inline(cell, base, lead=cell.text or "").replace("\\\n", " ").replace("\n", " ").replace("|", "\\|")
