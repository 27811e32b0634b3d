"""What becomes of each file of `content/`."""

import time
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.articles.library import Library, build_library, read_file, slug_of
from digest.errors import Problem
from digest.model.article import Article
from digest.model.card import Card, Record
from digest.model.week import Week

law = settings(deadline=None)
TOPICS = ("energy", "climate")


def article(path: str, text: str = "---\ntitle: T\n---\nBody.\n") -> Article:
    found, problems = read_file(PurePosixPath(path), text.encode(), topics=TOPICS)
    assert problems == ()
    return found


def record(path: str) -> Record:
    found = article(path)
    return Record(card=Card(file=str(found.path), slug=found.slug, title=found.front_matter.title), text="")


def placed(*paths: str) -> tuple[Library, tuple[Problem, ...]]:
    return build_library([record(path) for path in paths], TOPICS)


def names(records: tuple[Record, ...]) -> list[str]:
    return [str(item.path) for item in records]


def test_each_file_finds_its_place_by_its_path() -> None:
    """Articles, introductions and free pages are told apart by where they lie."""
    library, problems = placed(
        "content/pages/guide/_index.md",
        "content/topics/energy.md",
        "content/topics/unsorted.md",
        "content/2025-W12/_index.md",
        "content/2025-W12/call.md",
        "content/anywhere/deep/note.md",
        "content/loose.md",
        "content/pages/about.md",
    )
    assert problems == ()
    assert names(library.articles) == ["content/2025-W12/call.md", "content/anywhere/deep/note.md", "content/loose.md"]
    assert [(week, str(item.path)) for week, item in library.weeks] == [(Week(2025, 12), "content/2025-W12/_index.md")]
    assert [(slug, str(item.path)) for slug, item in library.topics] == [
        ("energy", "content/topics/energy.md"),
        ("unsorted", "content/topics/unsorted.md"),
    ]
    assert [(item.card.slug, str(item.path)) for item in library.pages] == [
        ("about", "content/pages/about.md"),
        ("guide", "content/pages/guide/_index.md"),
    ]


@law
@given(st.permutations(["content/b.md", "content/a/z.md", "content/a.md", "content/B.md", "content/a-b/c.md"]))
def test_the_order_of_the_library_is_that_of_the_paths(paths: list[str]) -> None:
    """In whatever order files are read, the library is the same."""
    expected = ["content/B.md", "content/a/z.md", "content/a-b/c.md", "content/a.md", "content/b.md"]
    assert names(placed(*paths)[0].articles) == expected


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("content/_index.md", "an introduction belongs in the folder of a week"),
        ("content/notes/_index.md", "an introduction belongs in the folder of a week"),
        ("content/2025-W54/_index.md", "an introduction belongs in the folder of a week"),
        ("content/old/2025-W12/_index.md", "an introduction belongs in the folder of a week"),
        ("content/topics/sports.md", 'there is no topic "sports"'),
        ("content/topics/old/energy.md", 'there is no topic "old/energy"'),
    ],
)
def test_a_misplaced_file_is_named_and_stands_nowhere(path: str, message: str) -> None:
    """No introduction disappears in silence, and none takes the place of another."""
    library, problems = placed(path, "content/2025-W12/_index.md", "content/topics/energy.md")
    assert [(str(problem.location), problem.message) for problem in problems] == [(path, message)]
    assert names(tuple(item for _, item in (*library.weeks, *library.topics))) == [
        "content/2025-W12/_index.md",
        "content/topics/energy.md",
    ]
    assert (library.articles, library.pages) == ((), ())


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("content/pages/about.md", "about"),
        ("content/pages/Über uns.md", "uber-uns"),
        ("content/pages/guide/Getting Started.md", "guide/getting-started"),
        ("content/pages/guide/index.md", "guide"),
        ("content/pages/guide/_index.md", "guide"),
        ("content/pages/a.b.md", "a-b"),
        ("content/pages/index.md", "index"),
        ("content/pages/!!/??.md", "page/page"),
    ],
)
def test_a_free_page_has_the_address_of_its_path(path: str, slug: str) -> None:
    """Its way below `pages/`, each part as a slug; an index stands for its folder."""
    library, _ = placed(path)
    assert [item.card.slug for item in library.pages] == [slug]


@pytest.mark.parametrize(
    ("path", "slug"),
    [("content/Ein Löwe.md", "ein-lowe"), ("content/!!.md", "untitled"), ("content/a.b_c.md", "a-b-c")],
)
def test_an_article_has_the_slug_of_its_file(path: str, slug: str) -> None:
    """The file's name decides the address, so that a changed title breaks no link."""
    assert article(path).slug == slug


def test_no_slug_is_longer_than_a_file_system_allows() -> None:
    """Transliteration makes names longer: 85 ideographs fill 255 bytes, and their reading more than that."""
    found = article(f"content/{'衡' * 83}.md")
    page, _ = placed(f"content/pages/{'衡' * 83}/{'衡' * 83}.md")
    assert len(found.slug) <= 200
    assert all(len(part) <= 200 for part in page.pages[0].card.slug.split("/"))


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("content/a.md", "---\ntitle: From above\n---\n# From below\n", "From above"),
        ("content/a.md", "# A heading\n\nText.\n", "A heading"),
        ("content/a.md", "\n\n## Second level ##\nText.\n", "Second level"),
        ("content/a.md", "# About C#\n", "About C#"),
        ("content/a.md", "# **Bold** &amp; `code` [link](b.md) %%private%%\n", "Bold & code link"),
        ("content/a.md", "---\ndraft: true\n---\n\n# A heading\n", "A heading"),
        ("content/two-words_here.md", "Text.\n\n# Too late\n", "two words here"),
        ("content/two-words_here.md", "# #\n", "two words here"),
        ("content/two-words_here.md", "#hashtag\n", "two words here"),
        ("content/two-words_here.md", "---\ndraft: true\n---\n", "two words here"),
        ("content/2025-W12/_index.md", "Text.\n", "2025-W12"),
        ("content/pages/my_guide/index.md", "Text.\n", "my guide"),
    ],
)
def test_a_title_comes_from_front_matter_heading_or_name(path: str, text: str, title: str) -> None:
    """The first of them that says one; a heading is read as plain text."""
    assert article(path, text).front_matter.title == title


def test_a_heading_that_became_the_title_leaves_the_body() -> None:
    """It is not shown twice, and the lines below it keep their numbers."""
    text = "---\ndraft: true\n---\n\n# A heading\n\nText.\n"
    found = article("content/a.md", text)
    assert found.body == "\n\nText.\n"
    at = found.body.split("\n").index("Text.")
    assert text.split("\n")[found.body_line + at - 1] == "Text."


def test_a_heading_does_not_leave_the_body_where_front_matter_has_the_title() -> None:
    """Only what became the title is taken away."""
    assert article("content/a.md", "---\ntitle: T\n---\n# A heading\n").body == "# A heading\n"


def test_a_long_heading_is_read_in_a_moment() -> None:
    """A line of a million spaces costs no more than its length."""
    begun = time.monotonic()
    assert article("content/a.md", "# a" + " " * 1_000_000 + "b" + "#" * 1_000_000).front_matter.title
    assert time.monotonic() - begun < 20


def test_bytes_that_are_no_utf_8_are_reported_and_replaced() -> None:
    """The line is named; the rest of the article is read."""
    found, problems = read_file(PurePosixPath("content/a.md"), b"---\ntitle: T\n---\nCaf\xe9\n", topics=TOPICS)
    assert [str(problem) for problem in problems] == ["content/a.md:4  is not UTF-8\n  save the file as UTF-8"]
    assert (found.front_matter.title, found.body) == ("T", "Caf\ufffd\n")


def test_line_ends_byte_order_mark_and_nul_are_normalised() -> None:
    """CRLF, a lone CR and a BOM are read as any editor shows them."""
    body = b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nOne\rTwo\0\r\n"
    found, problems = read_file(PurePosixPath("content/a.md"), body, topics=TOPICS)
    assert (found.front_matter.title, found.body, problems) == ("T", "One\nTwo\ufffd\n", ())


@law
@given(st.binary(max_size=200), st.sampled_from([b"", b"---\n", b"\xff\xfe", b"# "]))
def test_no_bytes_make_reading_raise(body: bytes, begin: bytes) -> None:
    """Any bytes give an article with a title."""
    found, _ = read_file(PurePosixPath("content/a.md"), begin + body, topics=TOPICS)
    assert found.front_matter.title


@law
@given(st.text())
def test_a_slug_is_part_of_an_address_for_any_title(title: str) -> None:
    """Lower-case ASCII words joined by hyphens, never empty, at most 80 characters."""
    slug = slug_of(title)
    assert 0 < len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug == slug.strip("-")


def test_a_long_title_is_cut_at_a_word() -> None:
    """No half word ends a slug."""
    assert slug_of("word " * 30) == "-".join(["word"] * 16)
