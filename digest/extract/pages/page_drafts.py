"""Drafts of the blocks of a page, which can still change while it is read, and the blocks that are made of them.

An image is only known to stay when the text behind it has been read; until then its block cannot be a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from digest.extract.pages.blocks import (
    Block,
    Cell,
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
    Strikethrough,
    Strong,
    Text,
    as_code,
    collapsed,
    table,
)


@dataclass(slots=True, kw_only=True)
class ImageDraft:
    """An image whose following text may not be known yet."""

    image: Image
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
    """The draft of an element that holds blocks, and its tag."""

    tag: str
    parts: list[LineDraft | ContainerDraft | CodeBlock] = field(default_factory=list)


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
    return tuple(part if isinstance(part, CodeBlock) else _block(part) for part in container.parts)


def _block(draft: LineDraft | ContainerDraft) -> Block:
    match draft:
        case LineDraft(tag="p"):
            return Paragraph(content=_content(draft))
        case LineDraft():
            return Heading(level=int(draft.tag[1]), content=_content(draft))
        case ContainerDraft(tag="blockquote"):
            return Quote(blocks=blocks_of(draft))
        case ContainerDraft(tag="table"):
            rows = _inside(draft, "tr")
            return table([tuple(Cell(blocks=blocks_of(cell)) for cell in _inside(row, "td")) for row in rows])
        case ContainerDraft():
            items = tuple(Item(blocks=blocks_of(item)) for item in _inside(draft, "li"))
            return List(ordered=draft.tag == "ol", items=items)


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


def _text(text: str) -> tuple[Text, ...]:
    return (Text(text=collapsed(text)),) if text else ()


def _inlines(part: LineBreak | ImageDraft | LineDraft) -> tuple[Inline, ...]:
    match part:
        case LineBreak():
            return (part,)
        case ImageDraft():
            return (part.image,)
        case LineDraft(tag="a"):
            return (Link(address=part.address, content=_content(part)),)
        case LineDraft(tag="strong"):
            return (Strong(content=_content(part)),)
        case LineDraft(tag="em"):
            return (Emphasis(content=_content(part)),)
        case LineDraft(tag="del"):
            return (Strikethrough(content=_content(part)),)
        case LineDraft():
            return tuple(as_code(_content(part)))
