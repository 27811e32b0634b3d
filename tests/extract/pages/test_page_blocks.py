"""The kept part of a page keeps its structure."""

import pytest
from lxml import etree
from lxml.html import HTMLParser, fragment_fromstring

from digest.extract.pages.block_furniture import without_furniture
from digest.extract.pages.block_markdown import markdown
from digest.extract.pages.page_blocks import page_blocks
from digest.extract.pages.page_images import shown_image
from digest.extract.pages.text_blocks import text_blocks

BASE = "https://example.org/2025/ferry"


def written(body: str, *, without: str = "") -> str:
    """The Markdown of a page without the blocks that begin with some word."""
    tree = etree.fromstring(f"<html><body>{body}</body></html>", HTMLParser())
    found = text_blocks(tree)
    dropped = {node for block in found if without and block.text.startswith(without) for node in block.nodes}
    return markdown(without_furniture(page_blocks(tree, dropped, BASE), ""))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<div><h3>Why <em>now</em></h3><p>Text.</p></div>", "### Why *now*\n\nText.\n"),
        ("<h2><div>Why</div></h2><p>Text.</p>", "## Why\n\nText.\n"),
        ("<ul><li>One<ul><li>nested</li></ul></li><li>Two</li></ul>", "- One\n  - nested\n- Two\n"),
        ("<ol><li><p>First</p></li><li>Second</li></ol>", "1. First\n2. Second\n"),
        ("<blockquote><p>It sank.</p><p>Slowly.</p></blockquote>", "> It sank.\n>\n> Slowly.\n"),
        ("<pre><code class='language-python'>a = 1<br>b = 2</code></pre>", "```python\na = 1\nb = 2\n```\n"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2 |\n",
        ),
        ("<p>See <a href='/map'>the <b>map</b></a>.</p>", "See [the **map**](https://example.org/map).\n"),
        ("<a href='/x'><div><h2>Card</h2><p>Text.</p></div></a>", "## Card\n\nText.\n"),
        ("<div>One<br>line<div>Two</div>Three</div>", "One\\\nline\n\nTwo\n\nThree\n"),
        ("<dl><dt>Sound</dt><dd>Water.</dd></dl>", "- **Sound**: Water.\n"),
        ("<li>Stray</li><td>cell</td>", "Stray\n\ncell\n"),
    ],
)
def test_every_block_keeps_its_form(html: str, markdown: str) -> None:
    """Headings, lists, quotations, code with its language, tables, links; containers are looked through."""
    assert written(html) == markdown


def test_a_dropped_block_takes_nothing_with_it() -> None:
    """What stands around it stays, in its form, and no empty mark is left."""
    html = "<p>First.</p><ul><li>Share this</li><li>Kept</li></ul><blockquote>Share it</blockquote><p>Last.</p>"
    assert written(html, without="Share") == "First.\n\n- Kept\n\nLast.\n"


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/pier.jpg' alt='A pier'>",
        "<img src='data:image/gif;base64,R0' data-src='/pier.jpg' alt='A pier'>",
        "<img src='/img/placeholder.png' data-original='/pier.jpg' alt='A pier'>",
        "<img data-lazy-src='/pier.jpg' src='/spacer.gif' alt='A pier'>",
        "<img srcset='/small.jpg 300w, /pier.jpg 900w' alt='A pier'>",
        "<img data-srcset='/small.jpg 1x, /pier.jpg 2x' alt='A pier'>",
        "<picture><source srcset='/pier.jpg 900w'><img alt='A pier'></picture>",
        "<img class='lazy' alt='A pier'><noscript><img src='/pier.jpg' alt='A pier'></noscript>",
    ],
)
def test_lazy_pictures_are_resolved(image: str) -> None:
    """To where the script would load them from, the largest of a set."""
    assert "![A pier](https://example.org/pier.jpg)" in written(f"<p>One.</p><figure>{image}</figure><p>Two.</p>")


def test_pictures_belong_to_the_text_behind_them() -> None:
    """One before dropped text goes, unless it is a figure behind kept text; so do counters of readers."""
    body = "<p>One.</p><img src='/author.jpg'><p>Share</p><img src='/two.jpg'><p>Two.</p><img src='/p.gif' width=1>"
    assert written(body, without="Share") == "One.\n\n![](https://example.org/two.jpg)\n\nTwo.\n"


def test_the_page_itself_is_not_changed() -> None:
    """It is read again for other ends."""
    tree = etree.fromstring("<html><body><p>One<br>two <b>three</b></p><img src='/a.jpg'></body></html>", HTMLParser())
    before = etree.tostring(tree)
    page_blocks(tree, {node for block in text_blocks(tree) for node in block.nodes}, BASE)
    assert etree.tostring(tree) == before


def test_a_table_within_a_table_is_written_once() -> None:
    """Old pages are laid out by tables; the rows of an inner one are not the outer one's."""
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    table = "| a | b |\n| --- | --- |\n| c | d |"
    assert (
        written(f"<table><tr><td><p>Left</p>{inner}</td><td>Right</td></tr></table>") == f"Left\n\n{table}\n\nRight\n"
    )
    assert written(f"<table><tr><td>Left</td></tr><tr><td>{inner}</td></tr></table>") == f"Left\n\n{table}\n"


def test_a_table_without_text_is_not_written() -> None:
    """It held pictures that count readers, or whose address is not known."""
    cell = "<td><img src='data:image/gif;base64,R0'> &nbsp;<img src='mailto:x'></td>"
    assert written(f"<p>One.</p><table><tr>{cell}{cell}</tr></table><p>Two.</p>") == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("address", "is_picture"),
    [
        ("/img/blanket-coverage.png", True),
        ("/loading-dock.jpg", True),
        ("/lazy-dog.png", True),
        ("/logo-transparent.png", True),
        ("/img/blank.gif", False),
        ("/wp/lazy-load.gif", False),
        ("/a/img-placeholder-300x200.jpg", False),
        ("1x1.png", False),
        ("data:image/gif;base64,R0", False),
    ],
)
def test_a_placeholder_is_told_by_the_whole_name_of_its_file(address: str, is_picture: bool) -> None:
    image = fragment_fromstring(f"<img src='{address}' alt='A'>")
    assert (shown_image(image) is not None) == is_picture


def test_a_size_of_nothing_says_nothing_unless_both_sides_have_it() -> None:
    assert shown_image(fragment_fromstring("<img src='/a.png' width='570' height='0'>"))
    assert shown_image(fragment_fromstring("<img src='/a.png' width='0' height='0'>")) is None
    assert shown_image(fragment_fromstring("<img src='/a.png' width='570' height='20'>")) is None


def test_a_picture_for_screens_of_two_sizes_is_written_once() -> None:
    page = fragment_fromstring(
        "<div><p>Text.</p><img src='/pier-large.webp' alt='P'><img src='/pier-small.jpg' alt='P'>"
        "<img src='/lock.jpg'><img src='/lock.jpg'><p>More.</p></div>"
    )
    written = markdown(page_blocks(page, frozenset(), "https://example.org/"))
    assert (written.count("pier"), written.count("lock")) == (1, 2)


def test_the_text_behind_a_figure_decides_about_its_image_if_the_caption_goes() -> None:
    page = fragment_fromstring(
        "<div><h1>T</h1><figure><img src='/a.jpg'><figcaption>Enlarge</figcaption></figure><p>Text.</p></div>"
    )
    caption = next(page.iter("figcaption"))
    dropped = {(caption, "text"), (page[0], "text")}
    assert "a.jpg" in markdown(page_blocks(page, dropped, "https://example.org/"))
    dropped.add((page[2], "text"))
    assert "a.jpg" not in markdown(page_blocks(page, dropped, "https://example.org/"))
