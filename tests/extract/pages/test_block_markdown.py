"""Blocks are written as Markdown that reads back as these blocks."""

import pytest

from digest.extract.pages.block_markdown import markdown
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
)

ADDRESS = "https://example.org/"


def text(words: str) -> Text:
    return Text(text=words)


def paragraph(*content: Inline | str) -> Paragraph:
    return Paragraph(content=tuple(text(part) if isinstance(part, str) else part for part in content))


def unordered(*items: tuple[Block, ...]) -> List:
    return List(ordered=False, items=tuple(Item(blocks=blocks) for blocks in items))


def rows(*lines: tuple[str, ...]) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    return tuple(tuple((paragraph(words),) for words in line) for line in lines)


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (Heading(level=3, content=(text("Why"),)), "### Why\n"),
        (Heading(level=1, content=(text("One"), LineBreak(), text("line"))), "## One line\n"),
        (paragraph("1 * 2 ", Emphasis(kind="b", content=(text("bold"),)), " end"), "1 * 2 **bold** end\n"),
        (paragraph(Emphasis(kind="s", content=(text("gone"),))), "~~gone~~\n"),
        (paragraph("a", LineBreak(), "b"), "a\\\nb\n"),
        (paragraph(CodeSpan(text="a`b")), "``a`b``\n"),
        (
            paragraph(Link(address=ADDRESS, content=(Emphasis(kind="i", content=(text("map"),)),))),
            f"[*map*]({ADDRESS})\n",
        ),
        (paragraph(Link(address=None, content=(text("menu"),))), "menu\n"),
        (Quote(blocks=(paragraph("a"), paragraph("b"))), "> a\n>\n> b\n"),
        (CodeBlock(text="\na\n```\n", language="python"), "````python\na\n```\n````\n"),
    ],
)
def test_a_block_is_written_in_its_form(block: Block, written: str) -> None:
    """What would be active in its text is escaped only where it is."""
    assert markdown((block,)) == written


@pytest.mark.parametrize(
    "content",
    [(), (text(" "),), (LineBreak(),), (Image(address=None, description="lost"),), (Emphasis(kind="b", content=()),)],
)
def test_a_block_without_content_is_not_written(content: tuple[Inline, ...]) -> None:
    """Nor are its markers."""
    inner = Paragraph(content=content)
    cells = ((inner,),) * 2
    blocks = (inner, Heading(level=2, content=content), Quote(blocks=(inner,)), unordered((inner,)))
    assert markdown((*blocks, Table(caption=(inner,), rows=(cells, cells)))) == ""


def test_an_image_in_a_paragraph_is_a_block_of_its_own() -> None:
    """In a heading or a cell it stands in the line; it needs an address."""
    image = Image(address=ADDRESS + "i.png", description="A [pier]")
    lost = Image(address=None, description="lost")
    written = "![A \\[pier\\]](https://example.org/i.png)"
    assert markdown((paragraph("a", image, "b", lost, "c"),)) == f"a\n\n{written}\n\nb\n\nc\n"
    assert markdown((Heading(level=2, content=(text("a "), image, lost)),)) == f"## a {written}\n"


def test_items_are_numbered_and_empty_ones_counted() -> None:
    """As a browser does."""
    items = tuple(Item(blocks=blocks) for blocks in ((paragraph("a"),), (), (paragraph("c"),)))
    assert markdown((List(ordered=True, items=items),)) == "1. a\n3. c\n"


def test_blank_lines_keep_the_paragraphs_of_an_item_apart() -> None:
    """A nested list needs none behind a paragraph, a paragraph does behind a list."""
    nested = unordered((paragraph("b"),))
    assert markdown((unordered((paragraph("a"), nested)),)) == "- a\n  - b\n"
    assert markdown((unordered((nested, paragraph("a"))),)) == "- - b\n\n  a\n"


def test_a_table_has_its_caption_above_and_all_columns_in_each_row() -> None:
    table = Table(caption=(paragraph("Boats"),), rows=rows(("a", "b"), ("1|2",)))
    assert markdown((table,)) == "Boats\n\n| a | b |\n| --- | --- |\n| 1\\|2 |  |\n"


def test_the_blocks_of_a_cell_stand_in_one_line() -> None:
    """Kept apart by spaces, whatever they are."""
    inner = (paragraph("a"), unordered((paragraph("b"),), (paragraph("c"),)), CodeBlock(text="d\ne", language=""))
    table = Table(caption=(), rows=((inner, (Quote(blocks=(paragraph("f"),)),)),))
    assert markdown((table,)) == "| a b c `d e` | f |\n| --- | --- |\n"


@pytest.mark.parametrize(
    "table",
    [
        Table(caption=(), rows=rows(("a",), ("b",))),
        Table(caption=(), rows=rows(("a", "b" * 401))),
        Table(caption=(), rows=rows(tuple("a" * 51))),
    ],
)
def test_a_table_that_only_lays_out_the_page_is_written_as_its_content(table: Table) -> None:
    """One column, a long text in a cell, or very many columns."""
    assert "|" not in markdown((table,))
    assert markdown((table,)).startswith("a\n\n")


def test_a_table_within_a_table_is_written_once() -> None:
    """The outer one lays out the page."""
    inner = Table(caption=(), rows=rows(("a", "b"), ("c", "d")))
    outer = Table(caption=(), rows=(((paragraph("Left"), inner), (paragraph("Right"),)),))
    assert markdown((outer,)) == "Left\n\n| a | b |\n| --- | --- |\n| c | d |\n\nRight\n"


def test_below_fifty_levels_only_the_text_is_left() -> None:
    """Escaped as any other."""
    block: Block = Heading(level=2, content=(text("[deep](x)"),))
    for _ in range(60):
        block = Quote(blocks=(block,))
    written = markdown((block,))
    assert written.count(">") == 51
    assert written.endswith("[deep\\](x)\n")


@pytest.mark.parametrize(
    ("before", "bold", "after", "written"),
    [
        ("", "Note:", "text", "**Note**:text"),
        ("a", "“quoted”", "b", "a“**quoted**”b"),
        ("", "«重点»", "内容", "«**重点**»内容"),
        ("", "Note:", " text", "**Note:** text"),
        ("x", "...", "y", "x...y"),
    ],
)
def test_punctuation_stands_outside_emphasis_that_a_word_touches(
    before: str, bold: str, after: str, written: str
) -> None:
    """`**Note:**text` would not be read as emphasis (CommonMark 0.31, 6.2)."""
    assert markdown((paragraph(before, Emphasis(kind="b", content=(text(bold),)), after),)) == f"{written}\n"
