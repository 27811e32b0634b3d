"""The article in a saved page, and what the page says about itself."""

from datetime import date

import pytest

from digest.content.markdown import plain_text
from digest.extract.document import Document
from digest.extract.html import read_html

LONG = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved at it. "
)
TODAY = date(2026, 11, 24)


def read(body: str, head: str = "") -> Document:
    page = f"<html lang='en-GB'><head>{head}</head><body><article><h1>The last ferry</h1>{body}</article></body></html>"
    return read_html(page, TODAY)


def around(inner: str) -> str:
    return f"<p>{LONG * 2}</p>{inner}<p>{LONG * 3}</p>"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Why <em>now</em></h2>", "## Why *now*\n"),
        (f"<p>{LONG}<b>bold</b> and <i>slanted</i></p>", "**bold** and *slanted*\n"),
        ("<ul><li>One<ul><li>nested</li></ul></li><li>Two</li></ul>", "- One\n  - nested\n- Two\n"),
        ("<ol><li>First</li><li>Second</li></ol>", "1. First\n2. Second\n"),
        ("<blockquote><p>It sank.</p><p>Slowly.</p></blockquote>", "> It sank.\n>\n> Slowly.\n"),
        ("<pre><code>a = `b`\n  c</code></pre>", "```\na = `b`\n  c\n```\n"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3</td></tr></table>",
            "| A | B |\n| --- | --- |\n| 1 | 2\\|3 |\n",
        ),
    ],
)
def test_a_block_is_written_as_markdown(html: str, markdown: str) -> None:
    """Headings, emphasis, lists, quotations, code and tables keep their form."""
    assert markdown in read(around(html)).body


def test_links_and_images_become_absolute_or_text() -> None:
    """By the canonical address; what leads to no page of the web stays as text."""
    body = read(
        around(
            f'<p>{LONG}<a href="/map?a=1&amp;copy=2">map</a> <a href="javascript:alert(1)">run</a></p><img src="i.png" alt="A [pier]">'
        ),
        head='<link rel="canonical" href="https://example.org/2025/ferry">',
    ).body
    assert "[map](https://example.org/map?a=1&copy=2) run" in body
    assert "![A \\[pier\\]](https://example.org/2025/i.png)" in body
    assert "javascript" not in body


def test_text_of_a_page_is_escaped() -> None:
    """What was text in the page is text in the article."""
    body = read(around(f"<p>{LONG}&lt;script&gt; *a* _b_ `c` ==d== [e](f) &amp;amp;</p>")).body
    assert "<script> *a* _b_ `c` ==d== [e](f) &amp;" in plain_text(body)


def test_the_title_stands_only_in_the_front_matter() -> None:
    """A heading that repeats it is no part of the body."""
    document = read(around(""))
    assert document.title == "The last ferry"
    assert "The last ferry" not in document.body


def test_metadata_comes_from_where_the_page_states_it() -> None:
    """JSON-LD, OpenGraph, canonical address without tracking, language."""
    document = read(
        around(""),
        head=(
            "<title>The last ferry | Sound Post</title>"
            '<link rel="canonical" href="https://example.org/ferry?utm_source=x&id=3">'
            '<meta property="og:site_name" content="Sound Post"><meta name="author" content="https://example.org/a">'
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"The last ferry",'
            '"datePublished":"2025-01-09T23:00:00-05:00","author":[{"name":"Ada Quill"},{"name":"Sound Post Staff"}]}]}</script>'
        ),
    )
    assert (document.title, document.source) == ("The last ferry", "Sound Post")
    assert document.source_url == "https://example.org/ferry?id=3"
    assert document.authors == ("Ada Quill",)
    assert document.language == "en-GB"
    assert (document.stated[0].day, document.stated[0].evidence) == (date(2025, 1, 9), "JSON-LD datePublished")


def test_the_name_of_the_site_is_taken_off_the_title() -> None:
    """`Title | Site` is the title of a page, not of an article."""
    head = '<title>Ferry ends – Sound Post</title><meta property="og:site_name" content="Sound Post">'
    page = f"<html><head>{head}</head><body><p>{LONG * 4}</p></body></html>"
    assert read_html(page, TODAY).title == "Ferry ends"


def test_a_page_without_an_article_is_read_as_its_text() -> None:
    """Nothing is lost where nothing was recognised."""
    assert "A short note." in read_html("<p>A short note.</p>", TODAY).body


def test_text_behind_the_parser_s_limits_is_kept() -> None:
    """What lies deeper than 256 open elements lxml drops; the text is then taken without it."""
    assert "deep down" in read_html("<div>" * 5000 + "deep down", TODAY).body


def test_broken_json_ld_is_ignored() -> None:
    """Metadata that cannot be read is no metadata."""
    for text in ("{", "[" * 100_000, '{"author": [[["x"]]], "datePublished": {}}', '"text"'):
        assert read(around(""), head=f'<script type="application/ld+json">{text}</script>').title == "The last ferry"
