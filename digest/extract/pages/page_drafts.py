"""Drafts of the blocks of a page, which can still change while it is read, and the blocks that are made of them.

An image is only known to stay when the text behind it has been read; until then its block cannot be a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.decoding.decode import clean
from digest.extract.pages.blocks import (
    Block,
    CodeBlock,
    Emphasis,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Text,
    as_code,
    plain_text,
    table,
)
from digest.extract.pages.normal import callout_elements as callouts
from digest.extract.pages.normal import list_elements as lists
from digest.extract.pages.normal.tokens import token_inlines


@dataclass(slots=True, kw_only=True)
class ImageDraft:
    """An image, or the link to a video, whose following text may not be known yet."""

    image: Image | Link
    in_figure: bool
    dropped: bool = False


@dataclass(slots=True, kw_only=True)
class LineDraft:
    """The draft of a paragraph, a heading or a part of one: its tag, its link's address, and what stands in it."""

    tag: str
    address: str | None = None
    parts: list[str | LineBreak | ImageDraft | LineDraft] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class ContainerDraft:
    """The draft of an element that holds blocks.

    Attributes:
        tag: of the element.
        number: of a list's first item, or of an item.
        step: from the number of one item to the next.
        kind: of a quotation that is a callout; of an item that is a task, whether it is done.
        title: of a callout.
        parts: what stands in the element.
    """

    tag: str
    number: int | None = None
    step: int = 1
    kind: str = ""
    title: str = ""
    parts: list[LineDraft | ContainerDraft | CodeBlock] = field(default_factory=list)


def container_draft(element: _Element, tag: str) -> ContainerDraft:
    """The empty draft of an element that holds blocks."""
    match tag:
        case "ol":
            step = -1 if element.get("reversed") is not None else 1
            return ContainerDraft(tag=tag, number=_number(element.get("start")), step=step)
        case "li":
            return ContainerDraft(tag=tag, number=_number(element.get("value")), kind=element.get(lists.DONE) or "")
        case "blockquote":
            kind, title = element.get(callouts.KIND) or "", element.get(callouts.TITLE) or ""
            return ContainerDraft(tag=tag, kind=kind, title=clean(title))
        case _:
            return ContainerDraft(tag=tag)


def _number(value: str | None) -> int | None:
    """The number of an item in an attribute, if Markdown can write it: up to nine digits, not negative."""
    match = re.fullmatch(r"\s*(\d{1,9})\s*", value or "")
    return int(match[1]) if match else None


def is_empty(line: LineDraft) -> bool:
    """Whether neither text nor an image stands in a draft; line breaks do not count."""
    for part in line.parts:
        match part:
            case str():
                if part.strip():
                    return False
            case ImageDraft():
                if not part.dropped:
                    return False
            case LineDraft():
                if not is_empty(part):
                    return False
            case LineBreak():
                pass
    return True


def blocks_of(container: ContainerDraft) -> tuple[Block, ...]:
    """The blocks that were drafted in a container."""
    return tuple(block for part in container.parts for block in _blocks(part))


def _blocks(draft: LineDraft | ContainerDraft | CodeBlock) -> Iterator[Block]:
    """The blocks of a draft: of a list or a table also what stands in it outside its items or cells."""
    match draft:
        case CodeBlock():
            yield draft
        case LineDraft(tag="p"):
            yield Paragraph(content=_content(draft))
        case LineDraft():
            yield Heading(level=int(draft.tag[1]), content=_content(draft))
        case ContainerDraft(tag="blockquote"):
            yield Quote(blocks=blocks_of(draft), kind=draft.kind, title=draft.title)
        case ContainerDraft(tag="table"):
            yield from _table_blocks(draft)
        case ContainerDraft(tag="dl"):
            yield List(ordered=False, items=tuple(_definitions(draft)))
        case ContainerDraft():
            yield from _list_blocks(draft)


def _table_blocks(draft: ContainerDraft) -> Iterator[Block]:
    """A table; what stands outside its cells goes before it, as the HTML Living Standard wants it (13.2.6.1)."""
    rows = _inside(draft, "tr")
    for outer, known in ((draft, {"tr", "caption"}), *((row, {"td"}) for row in rows)):
        for part in outer.parts:
            if not (isinstance(part, ContainerDraft) and part.tag in known):
                yield from _blocks(part)
    caption = tuple(block for part in _inside(draft, "caption") for block in blocks_of(part))
    cells = [tuple(map(blocks_of, _inside(row, "td"))) for row in rows]
    if cells or caption:
        yield table(cells, caption)


def _list_blocks(draft: ContainerDraft) -> Iterator[Block]:
    """A list; a list that stands between its items belongs to the item before it, any other block ends the list."""
    step = draft.step
    count = len(_inside(draft, "li"))
    number = draft.number if draft.number is not None else 1 if step > 0 else count
    items: list[tuple[ContainerDraft, list[Block]]] = []

    def items_so_far() -> List:
        written = tuple(
            Item(blocks=tuple(content), number=item.number, done=item.kind == "true" if item.kind else None)
            for item, content in items
        )
        return List(ordered=draft.tag == "ol", items=written, start=max(0, number), step=step)

    for part in draft.parts:
        if isinstance(part, ContainerDraft) and part.tag == "li":
            items.append((part, list(blocks_of(part))))
        elif items and isinstance(part, ContainerDraft) and part.tag in {"ul", "ol"}:
            items[-1][1].extend(_blocks(part))
        else:
            if items:
                yield items_so_far()
            number, items = number + step * len(items), []
            yield from _blocks(part)
    if items:
        yield items_so_far()


def _definitions(draft: ContainerDraft) -> Iterator[Item]:
    """The terms of a list, each in bold and with what defines it: in its line, if that is one paragraph."""
    terms: list[Inline] = []
    blocks: list[Block] = []
    for part in draft.parts:
        if not isinstance(part, ContainerDraft) or part.tag not in {"dt", "dd"}:
            blocks += _blocks(part)
        elif part.tag == "dt":
            if blocks:
                yield _definition(terms, blocks)
                terms, blocks = [], []
            terms += (*((Text(text=", "),) if terms else ()), Emphasis(kind="b", content=_line_of(blocks_of(part))))
        else:
            blocks += blocks_of(part)
    if terms or blocks:
        yield _definition(terms, blocks)


def _definition(terms: Sequence[Inline], blocks: Sequence[Block]) -> Item:
    """A term and what defines it, as an item."""
    if not terms:
        return Item(blocks=tuple(blocks))
    if blocks and isinstance(blocks[0], Paragraph) and not any(isinstance(part, Image) for part in blocks[0].content):
        colon = "" if plain_text(terms)[-1:] in {":", "?", "!", "."} else ":"
        line = Paragraph(content=(*terms, Text(text=f"{colon} "), *blocks[0].content))
        return Item(blocks=(line, *blocks[1:]))
    return Item(blocks=(Paragraph(content=tuple(terms)), *blocks))


def _line_of(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """The inline content of a term; its blocks stand in one line."""
    content: list[Inline] = []
    for block in blocks:
        content += (*((Text(text=" "),) if content else ()),)
        content += block.content if isinstance(block, Paragraph | Heading) else (Text(text=plain_text((block,))),)
    return tuple(content)


def _inside(container: ContainerDraft, tag: str) -> list[ContainerDraft]:
    return [part for part in container.parts if isinstance(part, ContainerDraft) and part.tag == tag]


def _content(line: LineDraft) -> tuple[Inline, ...]:
    """The inline content that was drafted in a line; pieces of text that touch are one."""
    content: list[Inline] = []
    text = ""
    for part in line.parts:
        if isinstance(part, str):
            text += part
        elif not isinstance(part, ImageDraft) or not part.dropped:
            content += _text(text)
            text = ""
            content += _inlines(part)
    return (*content, *_text(text))


def _text(text: str) -> tuple[Inline, ...]:
    return tuple(token_inlines(text)) if text else ()


def _inlines(part: LineBreak | ImageDraft | LineDraft) -> tuple[Inline, ...]:
    match part:
        case LineBreak():
            return (part,)
        case ImageDraft():
            return (part.image,)
        case LineDraft(tag="a"):
            return (Link(address=part.address, content=_content(part)),)
        case LineDraft(tag=("b" | "i" | "s") as kind):
            return (Emphasis(kind=kind, content=_content(part)),)
        case LineDraft():
            return tuple(as_code(_content(part)))
