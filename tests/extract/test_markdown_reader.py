"""Markdown sources: the body stays, the front matter speaks."""

from datetime import date

from digest.extract.markdown_reader import read_markdown


def test_front_matter_is_mapped_and_the_rest_kept() -> None:
    """Known keys become facts; tags are no topics."""
    document = read_markdown(
        "---\ntitle: A mill\nauthor: ['[[Ada Quill]]']\nsource: https://example.org/mill?utm_source=x\npublished: 2025-01-07\n"
        "created: 2025-01-11\ntags: [clippings]\nlang: de\n---\nText.\n"
    )
    assert (document.title, document.authors, document.language) == ("A mill", ("Ada Quill",), "de")
    assert (document.source, document.source_url) == (None, "https://example.org/mill")
    assert [dated.day for dated in document.stated] == [date(2025, 1, 7)]
    assert document.extra == {"created": date(2025, 1, 11), "tags": ("clippings",)}
    assert document.topics is None


def test_a_source_that_is_a_name_is_the_publisher() -> None:
    """Only an address is an address."""
    document = read_markdown("---\nsource: Sound Post\nurl: https://example.org/a\n---\nText.\n")
    assert (document.source, document.source_url) == ("Sound Post", "https://example.org/a")


def test_the_first_heading_is_the_title() -> None:
    """It leaves the body, and the byline under it becomes facts."""
    document = read_markdown("# Two *mills*\n\nBy Ada Quill, 14 January 2025\n\nText with *emphasis*.\n\n## More\n")
    assert (document.title, document.authors) == ("Two mills", ("Ada Quill",))
    assert [dated.day for dated in document.dateline] == [date(2025, 1, 14)]
    assert document.body == "Text with *emphasis*.\n\n## More\n"


def test_a_heading_other_than_the_title_stays() -> None:
    """The front matter's title is the title; another first heading is text."""
    assert read_markdown("---\ntitle: A\n---\n# B\n\nText.\n").body == "# B\n\nText.\n"


def test_a_first_paragraph_is_no_byline() -> None:
    """A sentence that begins with "By" stays."""
    body = "By the time they came, the mill had burnt down.\n"
    assert read_markdown(f"# Mill\n\n{body}").body == body


def test_hopeless_front_matter_is_ignored() -> None:
    """The text below it is still read."""
    assert read_markdown("---\na: [\n---\nText.\n").body == "Text.\n"


def test_a_draft_stays_a_draft() -> None:
    """Nothing is published that its own front matter holds back."""
    assert read_markdown("---\ndraft: true\n---\nText.\n").draft
