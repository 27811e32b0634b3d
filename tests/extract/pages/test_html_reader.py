"""The article in a saved page, and what the page says about itself."""

from datetime import date

import pytest

from digest.extract.facts.document import Document
from digest.extract.pages.html_reader import read_html
from digest.markdown.plain import plain_text

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


def test_a_comment_in_the_source_does_not_end_a_sentence() -> None:
    """React writes one between pieces of text; nothing behind it is lost."""
    body = read(
        around(f"<p>{LONG}Mr<!-- -->. Trump’s <a href='https://example.org/t'>tariffs</a><!-- --> on ferries.</p>")
    ).body
    assert "Mr. Trump’s [tariffs](https://example.org/t) on ferries." in body


def test_a_short_article_above_many_comments_is_the_article() -> None:
    """A hundred words are enough for an article: readers may write twenty times as many below it."""
    comments = "".join(
        f"<li class='comment'><b>Reader {number}</b> <i>{number} May 2025</i><p>My uncle took that boat {number} times to see his dentist, who had moved away, and he said that it was slow.</p></li>"
        for number in range(60)
    )
    page = f"<html><body><article><h1>The last ferry</h1>{around('')}</article><ol id='comments'>{comments}</ol></body></html>"
    document = read_html(page, TODAY)
    assert LONG.strip() in document.body
    assert "uncle" not in document.body


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


@pytest.mark.parametrize(
    ("base", "leads_to"),
    [
        ("", "https://example.org/boats/fares"),
        ('<base target="_top">', "https://example.org/boats/fares"),
        ('<base href="">', "https://example.org/boats/fares"),
        ('<base href="/">', "https://example.org/fares"),
        ('<base target="_top"><base href="/old/ferry"><base href="/new/">', "https://example.org/old/fares"),
        ('<base href="https://cdn.example.net/a/">', "https://cdn.example.net/a/fares"),
        ('<base href="javascript:alert(1)//">', "https://example.org/boats/fares"),
        ('<base href="mailto:a@example.org">', "https://example.org/boats/fares"),
    ],
)
def test_relative_links_start_where_the_page_says(base: str, leads_to: str) -> None:
    """The first `<base>` with an address of the web decides, else the page's own address."""
    head = f'{base}<link rel="canonical" href="https://example.org/boats/ferry">'
    body = read(
        around('<p>See <a href="fares">the fares</a> before you go, since they change with the tide.</p>'), head
    )
    assert f"[the fares]({leads_to})" in body.body
    assert body.source_url == "https://example.org/boats/ferry"


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


@pytest.mark.parametrize(
    "tag", ["b", "a href='https://example.org/'", "code", "i><b", "blockquote", "table><tr><td", "dd"]
)
@pytest.mark.parametrize("levels", [60, 120, 240])
def test_deeply_nested_elements_keep_their_text(tag: str, levels: int) -> None:
    """An element that is never closed nests with each that follows; lxml reads at most 256 levels."""
    opened = f"<{tag}>" * (levels // (1 + tag.count("<")))
    assert "deep down" in read(f"<p>{LONG * 3}</p>{opened}<p>deep down. {LONG * 3}</p>").body


def test_broken_json_ld_is_ignored() -> None:
    """Metadata that cannot be read is no metadata."""
    for text in ("{", "[" * 100_000, '{"author": [[["x"]]], "datePublished": {}}', '"text"'):
        assert read(around(""), head=f'<script type="application/ld+json">{text}</script>').title == "The last ferry"


def test_the_day_near_the_title_goes_before_the_metadata() -> None:
    """A page that was moved or is read in another zone states another day than it shows."""
    head = '<meta property="article:published_time" content="2025-03-01T00:10:00Z">'
    assert read("<p>28 February 2025</p>" + around(""), head=head).stated[0].day == date(2025, 2, 28)
    assert read(around(""), head=head).stated[0].day == date(2025, 3, 1)
    older = '<link rel="canonical" href="https://example.org/2019/7/3/ferry">'
    assert read(around(""), head=head + older).stated[0].day == date(2019, 7, 3)


def test_a_timestamp_of_greenwich_is_shifted_only_to_a_day_that_the_page_shows() -> None:
    """One with its own zone is right as it stands."""
    shown = around("") + "<footer>Paper of 28 February 2025</footer>"
    for value, day in (("2025-03-01T00:10:00Z", date(2025, 2, 28)), ("2025-03-01T00:10:00+01:00", date(2025, 3, 1))):
        head = f'<meta property="article:published_time" content="{value}">'
        assert read(shown, head=head).stated[0].day == day


def test_the_byline_near_the_title_names_the_author() -> None:
    """Metadata often name the house, the template's author, or a first name only."""
    head = '<meta name="author" content="Sound Post"><meta property="og:site_name" content="Sound Post">'
    assert read("<p>By Ada Quill</p>" + around(""), head=head).authors == ("Ada Quill",)
    assert read(around(""), head=head).authors == ("Sound Post",)
    first = '<meta name="author" content="Ada">'
    assert read("<p>Ada Quill</p>" + around(""), head=first).authors == ("Ada Quill",)


def test_a_script_or_the_page_s_menu_is_never_the_article() -> None:
    """Whether the extraction stands or the classified blocks replace it."""
    page = (
        "<html><body><nav><a href='/'>Home</a> <a href='/n'>News</a></nav><script>var hidden = 1</script><main>"
        + "".join(f"<div class='card'><h3>Ferry {n}</h3><p>{LONG}It was boat {n}.</p></div>" for n in range(12))
        + "</main><footer>© 2025 Sound Post</footer></body></html>"
    )
    body = read_html(page, TODAY).body
    assert "hidden" not in body
    assert "© 2025" not in body
    assert all(f"It was boat {n}." in body for n in range(12))


def test_a_page_of_short_items_and_half_bold_words_keeps_its_own_structure() -> None:
    """Numbers of items and marks within words do not count as words that the page and the extraction do not share."""
    page = f"""<html><body><article><h1>Ferry</h1><p>{"The harbour board answered in March that its records were lost. " * 3}</p>
    <ol start="5"><li>five</li><li value="9">nine</li><li>ten</li></ol><ol reversed><li>b<b>o</b>w</li><li>two</li></ol>
    <p>{"The flood, the team noted, had been in another building of the port. " * 3}</p></article></body></html>"""
    body = read_html(page, date(2026, 1, 1)).body
    assert "5. five\n9. nine\n10. ten" in body
    assert "2. b**o**w\n1. two" in body


def test_a_page_of_a_few_words_keeps_its_structure() -> None:
    """Trafilatura takes its text as one line; its blocks are found in that, however short they are."""
    head = "<head><title>The pier and its posts</title></head>"
    page = f"<html>{head}<body><article><ul><li>1</li></ul><h2>First</h2><p>Text.</p></article></body></html>"
    assert read_html(page, date(2025, 1, 1)).body == "- 1\n\n## First\n\nText.\n"
