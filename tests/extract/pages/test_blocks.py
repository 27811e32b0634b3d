"""Blocks as values: their text, code made of other content, the caption among a table's rows."""

from digest.extract.pages.blocks import (
    Block,
    CodeBlock,
    CodeSpan,
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
    Table,
    Text,
    as_code,
    collapsed,
    plain_text,
    table,
)


def paragraph(text: str) -> Paragraph:
    return Paragraph(content=(Text(text=text),))


def cell(text: str) -> tuple[Block, ...]:
    return (paragraph(text),) if text else ()


def test_the_text_of_every_kind_of_block_is_found() -> None:
    content: tuple[Inline, ...] = (
        Text(text="a "),
        Emphasis(kind="i", content=(CodeSpan(text="b"),)),
        LineBreak(),
        Link(address=None, content=(Text(text=" c"),)),
        Image(address="https://example.org/i.png", description="not text"),
    )
    blocks: tuple[Block, ...] = (
        Heading(level=2, content=content),
        List(ordered=False, items=(Item(blocks=(paragraph(" d"),)),)),
        Quote(blocks=(paragraph(" e"),)),
        CodeBlock(text="\n  f\n", language=""),
        Table(caption=(paragraph("g"),), rows=((cell(" h"),),)),
    )
    assert plain_text(blocks) == "a b c d e f g h"


def test_white_space_is_one_space_and_nothing_invisible_is_left() -> None:
    assert collapsed("a\n\t b\u00a0\u200bc ") == "a b c "


def test_code_keeps_the_links_and_line_breaks_in_it() -> None:
    link = Link(address="https://example.org/", content=(Text(text="b"),))
    assert tuple(as_code((Text(text="a"), LineBreak(), link))) == (
        CodeSpan(text="a"),
        LineBreak(),
        Link(address="https://example.org/", content=(CodeSpan(text="b"),)),
    )


def test_a_first_row_with_one_text_is_the_caption_of_at_least_two_others() -> None:
    """With one row below it, it may as well be the head of that."""
    rows = [(cell("Boats"), cell("")), (cell("a"), cell("b")), (cell("c"), cell("d"))]
    assert table(rows) == Table(caption=(paragraph("Boats"),), rows=tuple(rows[1:]))
    assert table(rows[:2]) == Table(caption=(), rows=tuple(rows[:2]))
    assert table(rows[1:]) == Table(caption=(), rows=tuple(rows[1:]))
