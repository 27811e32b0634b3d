"""A source to an article, whatever the bytes."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import Problem
from digest.extract.extract import extract
from digest.extract.formats import FORMATS
from digest.markdown.plain import paragraphs
from digest.model.article import Extract
from digest.model.source import LARGEST_SOURCE, Source
from digest.model.topic import Topic

TODAY = date(2026, 11, 24)
FIXTURES = Path(__file__).parent / "fixtures"
OTHERS = Path(os.environ.get("DIGEST_SHARED_SEEDS", str(Path(__file__).parents[2].parent / "shared" / "seeds")))
"""Scraped texts of others, which the repository does not hold: read too where they are at hand."""

SCRAPED = {
    path: facts
    for path, facts in {
        FIXTURES / "scraped_story.txt": ("Tidewater Review", "Letters"),
        OTHERS / "000_ce72c28b4e584ca7.txt": ("Weekly Blitz", "Writings"),
    }.items()
    if path.exists() or path.parent == FIXTURES
}
"""Scraped stories: their publisher and section."""

STORY = """The last ferry across the sound

The ferry that had crossed the sound since 1931 made its last trip on March 18, and nobody on the pier waved.

A bridge will take its place, the county said, although nobody has yet found out how to pay for the piers.

For the moment people row, which takes them forty minutes and costs the county nothing at all. The rowing club is glad.

The county will pay for two boats, while the club pays for the oars. Nobody knows who pays when the bridge is late.
"""


def read(name: str, body: bytes | str, **given: object) -> Extract | Problem:
    data = body.encode() if isinstance(body, str) else body
    source = Source(
        path=PurePosixPath("seeds") / name, body=data, reference_day=TODAY, reference_basis="the file’s own date"
    )
    found = extract(source, topics=given.get("topics", ()))  # type: ignore[arg-type]
    return found if isinstance(found, Problem) else found[0]


def article(name: str, body: bytes | str, **given: object) -> Extract:
    found = read(name, body, **given)
    assert isinstance(found, Extract), found
    return found


def test_a_text_becomes_an_article() -> None:
    """Everything the front matter of a converted article needs is there."""
    topics = (Topic(slug="transport", name="Transport", keywords=("ferry", "bridge")),)
    front_matter = article("ferry.txt", STORY, topics=topics).front_matter
    assert front_matter.title == "The last ferry across the sound"
    assert front_matter.date == date(2026, 3, 18)
    assert front_matter.date_inferred
    assert front_matter.language == "en"
    assert front_matter.topics == ("transport",)
    assert front_matter.seed == "seeds/ferry.txt"
    assert front_matter.summary is not None
    assert front_matter.summary.startswith("The ferry that had crossed")


def test_annotations_quote_the_body() -> None:
    """Every quotation, with what stands around it, is found in exactly one paragraph."""
    found = article("ferry.txt", STORY)
    texts = paragraphs(found.body)
    assert found.annotations
    for annotation in found.annotations:
        quote = annotation.quote
        assert sum(quote.prefix + quote.exact + quote.suffix in text for text in texts) == 1
        assert annotation.by == "digest"


def test_only_what_was_inferred_is_marked_in_the_text() -> None:
    """Key points are a property, and leave the text to people's marks."""
    found = article("ferry.txt", STORY)
    (inferred,) = found.annotations
    assert inferred.id == "d1"
    assert inferred.quote.exact == "March 18"
    assert found.front_matter.key_points
    assert not any("March 18" in point for point in found.front_matter.key_points)


@pytest.mark.parametrize(
    ("name", "body", "word"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b"\xef\xbb\xbf \n", "empty"),
        ("a.pdf", b"%PDF-1.4", "no known format"),
        ("a.txt", b"%PDF-1.4", "PDF"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.md", b"---\ntitle: T\n---\n", "nothing readable"),
        ("noending", b"text", "no known format"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_a_hint(name: str, body: bytes, word: str) -> None:
    """The problem names the file, the reason and the way out."""
    found = read(name, body)
    assert isinstance(found, Problem)
    assert word in found.message
    assert found.hint
    assert found.location is not None
    assert str(found.location.path) == f"seeds/{name}"


def test_a_source_beyond_the_limit_is_refused() -> None:
    """Sixty-four MiB are enough for any article."""
    found = read("a.txt", b"a" * (LARGEST_SOURCE + 1))
    assert isinstance(found, Problem)
    assert "64 MiB" in found.message


def test_an_untitled_text_is_named_after_its_file() -> None:
    """A title is never empty."""
    assert article("last_ferry-home.txt", "Only one line of text").front_matter.title == "last ferry home"


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@settings(deadline=None)  # the first page imports lxml and trafilatura
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise(suffix: str, body: bytes) -> None:
    """Any bytes under any known ending give an article or a problem."""
    found = read(f"a{suffix}", body)
    assert isinstance(found, Extract | Problem)


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<b>", "<a href='javascript:x'>", "<table><tr><td>", "&lt;", "&#0;", "---\n", "# ", "a", " ", "\n",
     "[x](y)", "===", "`", "\u202e", "Source: a :: b\n", "By A B\n", "January 5", "<script type='application/ld+json'>{", "}</script>"]
)  # fmt: skip


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
@settings(deadline=None)
@given(pieces=st.lists(_PIECES, max_size=30))
def test_no_markup_raises(suffix: str, pieces: list[str]) -> None:
    """Nor does what looks like the format, broken."""
    found = read(f"a{suffix}", "".join(pieces))
    assert isinstance(found, Extract | Problem)


HOSTILE = {
    "nested.html": b"<div>" * 100_000 + b"deep text that is still read" + b"</div>" * 100_000,
    "unclosed.html": b"<b><i>" * 50_000 + b"deep text that is still read",
    "bomb.xhtml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<html><body><p>" + b"&b;" * 10_000 + b" text</p></body></html>",
    "line.txt": b"word " * 400_000,
    "lines.txt": b"word word\n" * 20_000,
    "quotes.txt": b'"' * 300_000 + b".",
    "months.txt": b"Jan " * 100_000,
    "bars.txt": b"|" * 300_000,
    "brackets.md": b"text " + b"[" * 50_000,
    "quoted.md": b"> " * 20_000 + b"text",
    "alias.md": b"---\na: &a [1]\nb: *a\n---\ntext\n",
    "nul.txt": b"te\x00xt " * 1000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_source_is_read_in_bounded_time(name: str) -> None:
    """Nothing here is refused, and nothing takes more than seconds."""
    found = article(name, HOSTILE[name])
    assert "text" in found.body or "word" in found.body or len(found.body) > 1000


def test_text_and_markdown_do_not_wait_for_the_html_machinery() -> None:
    """The heavy imports, lxml and trafilatura, happen only when a page is read."""
    program = (
        "import sys, datetime, pathlib\n"
        "from digest.extract.extract import extract\n"
        "from digest.model.source import LARGEST_SOURCE, Source\n"
        "p = pathlib.PurePosixPath('a.txt')\n"
        "extract(Source(path=p, body=b'x y', reference_day=datetime.date(2025, 1, 1), reference_basis=''), topics=())\n"
        "sys.exit(any(name in sys.modules for name in ('lxml', 'trafilatura', 'htmldate')))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("path", SCRAPED, ids=lambda path: path.stem)
def test_a_scraped_story_comes_out_whole(path: Path) -> None:
    """Title, all paragraphs, publisher, section, inferred date; nothing of what stands below the text."""
    lines = [line.strip() for line in path.read_text("utf-8").split("\n")]
    found = article(path.name, path.read_bytes())
    publisher, section = SCRAPED[path]
    assert found.front_matter.title == lines[0]
    assert [text for text in lines[1:] if len(text) > 200] == list(paragraphs(found.body))
    assert found.front_matter.source == publisher
    assert found.front_matter.extra == {"section": section}
    assert found.front_matter.date == date(2026, 3, 18)
    assert found.annotations[0].quote.exact == "March 18"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("onlylink.txt", "https://example.org/a_story?x=1\n"),
        ("onlylink.md", "<https://example.org/a>\n"),
        ("links.md", "- https://example.org/a\n- https://example.org/b\n"),
        ("links.txt", "https://example.org/a\n\nhttps://example.org/b\n"),
    ],
)
def test_a_source_that_is_nothing_but_an_address_is_reported(name: str, body: str) -> None:
    """With a remedy; nothing of it is an article."""
    found = read(name, body)
    assert isinstance(found, Problem)
    assert "nothing but an address" in found.message
    assert found.hint is not None
    assert "paste the text" in found.hint


@pytest.mark.parametrize(
    "body",
    ["# A story\n\nhttps://example.org/a\n", "---\ntitle: A\n---\nhttps://example.org\n", "See https://example.org\n"],
)
def test_an_address_with_a_title_or_a_word_is_an_article(body: str) -> None:
    assert "https://example.org" in article("note.md", body).body


def test_the_mistakes_of_front_matter_are_told() -> None:
    found = article("note.md", "---\ntitle: Posts: a history\ndate: 2025-02-11\n---\nText of it.\n")
    assert found.front_matter.title == "Posts: a history"
    (problem,) = found.problems
    assert str(problem).startswith("seeds/note.md:2:")
    assert problem.severity == "warning"
