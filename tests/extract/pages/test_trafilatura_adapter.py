"""The tree that trafilatura makes of a page, as blocks."""

from datetime import date

import pytest
from lxml import etree
from lxml.html import HTMLParser, fromstring

from digest.extract.facts.document import Document
from digest.extract.pages import trafilatura_adapter
from digest.extract.pages.blocks import (
    Block,
    CodeBlock,
    CodeSpan,
    Emphasis,
    Heading,
    Image,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from digest.extract.pages.page_blocks import page_blocks

BASE = "https://example.org/2025/ferry"


def blocks(xml: str) -> tuple[Block, ...]:
    tree = trafilatura_adapter.as_html(etree.fromstring(f"<body>{xml}</body>"))
    return page_blocks(tree, frozenset(), BASE, all_article=True)


def paragraph(text: str) -> Paragraph:
    return Paragraph(content=(Text(text=text),))


@pytest.mark.parametrize(
    ("xml", "block"),
    [
        ("<p>One\n  line</p>", paragraph("One line")),
        ('<head rend="h3">Why</head>', Heading(level=3, content=(Text(text="Why"),))),
        ("<head>Why</head>", Heading(level=2, content=(Text(text="Why"),))),
        ('<list rend="ol"><item>a</item></list>', List(ordered=True, items=(Item(blocks=(paragraph("a"),)),))),
        ('<list rend="ul"><item>a</item></list>', List(ordered=False, items=(Item(blocks=(paragraph("a"),)),))),
        ("<quote><p>a</p>b</quote>", Quote(blocks=(paragraph("a"), paragraph("b")))),
        ("<code>a\n  b</code>", CodeBlock(text="a\n  b", language="")),
        ("<table><row><cell>a</cell><cell/></row></table>", Table(caption=(), rows=(((paragraph("a"),), ()),))),
        ("<div>a</div>", paragraph("a")),
    ],
)  # fmt: skip
def test_every_block_is_known(xml: str, block: Block) -> None:
    """By its tag; how it is styled is said in `rend`."""
    assert blocks(xml) == (block,)


@pytest.mark.parametrize(
    ("xml", "inline"),
    [
        ('<hi rend="#b">a</hi>', Emphasis(kind="b", content=(Text(text="a"),))),
        ('<hi rend="#i">a</hi>', Emphasis(kind="i", content=(Text(text="a"),))),
        ('<hi rend="#t">a</hi>', CodeSpan(text="a")),
        ('<del rend="overstrike">a</del>', Emphasis(kind="s", content=(Text(text="a"),))),
        ("<code>a</code>", CodeSpan(text="a")),
        ('<ref target="/map">a</ref>', Link(address="https://example.org/map", content=(Text(text="a"),))),
        ('<ref target="#top">a</ref>', Link(address=None, content=(Text(text="a"),))),
        ('<graphic src="mailto:a@example.org"/>', Image(address=None, description="")),
        ("<lb/>", LineBreak()),
    ],
)
def test_every_part_of_a_line_is_known(xml: str, inline: object) -> None:
    """With the text around it."""
    assert blocks(f"<p>x {xml} y</p>") == (Paragraph(content=(Text(text="x "), inline, Text(text=" y"))),)


def test_containers_around_blocks_are_looked_through() -> None:
    assert blocks("<div><p>a</p><ab><p>b</p></ab></div>") == (paragraph("a"), paragraph("b"))


def test_a_picture_at_the_end_stays_and_raised_text_is_written_as_it_is() -> None:
    picture = Paragraph(content=(Image(address="https://example.org/2025/i.png", description="A pier"),))
    assert blocks('<p>10<hi rend="#sup">2</hi></p><graphic src="i.png" alt="A pier"/>') == (paragraph("102"), picture)


def test_a_quote_within_a_paragraph_stands_behind_its_text() -> None:
    assert blocks("<p>He said <quote>a</quote></p>") == (paragraph("He said "), Quote(blocks=(paragraph("a"),)))


def test_text_between_blocks_is_left_out() -> None:
    """It is what trafilatura left over of something else."""
    assert blocks("menu<p>a</p>menu<div>share<p>b</p>share</div>") == (paragraph("a"), paragraph("b"))


def test_code_of_several_lines_is_a_block_wherever_it_stands() -> None:
    assert blocks("<p>x<code>a\nb</code></p>") == (paragraph("x"), CodeBlock(text="a\nb", language=""))


def test_a_tag_that_has_no_name_of_html_is_looked_through() -> None:
    """A hostile page may have one, which its parser takes and nobody may set."""
    tree = fromstring("<html><body><p>One.</p><ht<p>Two.</ht<p></body></html>")
    assert "ht<p" in {element.tag for element in tree.iter()}
    found = page_blocks(trafilatura_adapter.as_html(tree[0]), frozenset(), BASE, all_article=True)
    assert found == (paragraph("One."), paragraph("Two."))


def test_trouble_of_the_library_is_nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page must not stop a conversion."""

    def trouble(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.bare_extraction", trouble)
    monkeypatch.setattr("trafilatura.extract_metadata", trouble)
    tree = etree.fromstring("<html><body><p>Text.</p></body></html>", HTMLParser())
    assert trafilatura_adapter.article_tree(tree, BASE) is None
    assert trafilatura_adapter.metadata(tree, BASE, date(2026, 11, 24), search_day=False) == Document()


def test_a_table_that_would_be_filled_to_a_square_is_not_searched() -> None:
    """Rows as many as the columns of the first one: trafilatura adds a cell for each place that is not there."""
    rows = f"<tr>{'<td>one</td>' * 1_000}</tr>" + "<tr><td>two</td></tr>" * 1_000
    page = (
        f"<html><body><article><p>{'A long paragraph of words. ' * 40}</p><table>{rows}</table></article></body></html>"
    )
    assert trafilatura_adapter.article_tree(etree.fromstring(page, HTMLParser()), None) is None
