"""What a page has put around an article's blocks is dropped, what is the article's stays."""

from digest.extract.pages.block_furniture import without_furniture
from digest.extract.pages.blocks import Block, Heading, Item, LineBreak, Link, List, Paragraph, Quote, Text

LONG = Paragraph(
    content=(Text(text="The ferry crossed the sound for the first time in 1931, and was late by an hour. " * 2),)
)


def paragraph(text: str) -> Paragraph:
    return Paragraph(content=(Text(text=text),))


def heading(text: str) -> Heading:
    return Heading(level=2, content=(Text(text=text),))


def kept(*blocks: Block) -> tuple[Block, ...]:
    return without_furniture(blocks, "The Last Ferry")


def test_a_heading_that_repeats_the_title_is_dropped() -> None:
    """Whatever its case; a paragraph that does may be meant."""
    assert kept(heading("The last  ferry"), LONG, paragraph("The last ferry"), LONG) == (
        LONG,
        paragraph("The last ferry"),
        LONG,
    )


def test_byline_and_dateline_are_dropped_above_the_text_only() -> None:
    """Amid the text they are part of it."""
    byline, dateline = paragraph("By Ada Quill"), paragraph("8 January 2025")
    assert kept(byline, dateline, LONG, byline, dateline, LONG) == (LONG, byline, dateline, LONG)


def test_furniture_is_dropped_wherever_it_stands() -> None:
    assert kept(LONG, paragraph("Advertisement"), LONG, paragraph("Share this:"), LONG) == (LONG, LONG, LONG)


def test_a_list_or_quote_is_never_furniture() -> None:
    """Its items are not lines of the page."""
    blocks = (Quote(blocks=(paragraph("Advertisement"),)), List(ordered=False, items=(Item(blocks=()),)))
    assert kept(LONG, *blocks, LONG) == (LONG, *blocks, LONG)


def test_links_alone_are_dropped_below_the_text() -> None:
    """If there are several of them and nothing besides, whether they lead anywhere or not."""
    link = Link(address=None, content=(Text(text="Boats"),))
    links = Paragraph(content=(link, Text(text=" | "), link))
    described = Paragraph(content=(link, Text(text=" or else "), link))
    broken = Paragraph(content=(link, LineBreak(), link))
    single = Paragraph(content=(link,))
    assert kept(links, LONG, links) == (links, LONG)
    assert kept(LONG, described, broken, single) == (LONG, described, broken, single)


def test_headings_without_a_text_below_them_are_dropped() -> None:
    """They announce what was left out."""
    assert kept(heading("Why"), LONG, heading("Comments"), heading("More")) == (heading("Why"), LONG)
