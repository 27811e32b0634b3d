"""What a publish would change: two sites that digest built, compared."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from digest.diff import Difference, SiteFile, SiteTree, difference_json, difference_lines
from digest.diff import compare as compare_with

NOTE = "See ==the bubbles==[^a1] there.\n\n[^a1]: @ann: All of them?"


class NoSourceFiles:
    """Knows no file."""

    def file_of(self, _page: str) -> str:
        return ""

    def text_of(self, _file: str) -> str:
        return ""

    def published_text_of(self, _file: str) -> str:
        return ""


def compare(before: SiteTree, after: SiteTree, sources=None) -> Difference:
    return compare_with(before, after, sources or NoSourceFiles())


def tree(files):
    """A site in memory."""
    return SiteTree(
        files={path: SiteFile(sha256(body).hexdigest(), len(body)) for path, body in files.items()},
        read=lambda paths: [files[path] for path in paths],
    )


def built(project, *options):
    """The site of a project as it is now."""
    project.digest("build", "--base-url", "https://digest.example.org/", *options)
    return {path: body for path, body in project.tree("site").items() if not path.startswith(".")}


class Sources:
    """The files of a project, by the slugs of their pages."""

    def __init__(self, project):
        self.project = project

    def file_of(self, page):
        names = [
            path for path in self.project.tree("content") if path.removesuffix(".md").split("/")[-1] in page.split("/")
        ]
        return f"content/{names[0]}" if names else ""

    def text_of(self, file):
        return self.project.read(file)

    def published_text_of(self, _file):
        return ""


@pytest.fixture
def site(project):
    """Two articles and a page, and what the site is made of them."""
    project.article(
        "2025-W12/one.md", title="One", body="The first text has quite a few words in it.", topics="[climate]"
    )
    project.article("2025-W12/two.md", title="Two", body="Another text with other words in it.", topics="[health]")
    project.write("content/pages/about.md", "---\ntitle: About\n---\nWho we are and what we do here.\n")
    return built(project)


def difference(project, before, *options):
    """What the project as it is now would change."""
    return compare(tree(before), tree(built(project, *options)), Sources(project))


def by_address(changes):
    return {change.address: change.parts for change in changes if change.kind in {"article", "page"}}


def test_nothing_changes(project, site):
    found = difference(project, site)
    assert found.is_empty
    assert list(difference_lines(found)) == ["nothing would change"]


CHANGES = {
    "title": ("title: The title", "title: Another", {"title"}),
    "text": ("quite a few", "very many", {"text"}),
    "highlight": ("a few words", "==a few words==", {"highlights"}),
    "summary": ("date:", "summary: In short.\ndate:", {"summary"}),
    "comment": ("date:", "comment: Read it.\ndate:", {"comment"}),
    "authors": ("date:", "authors: [Ann]\ndate:", {"authors"}),
    "date": ("2025-03-18", "2025-03-19", {"date"}),
    "topics": ("[climate]", "[health]", {"topics and week"}),
    "points": ("date:", "key_points: [It holds.]\ndate:", {"key points"}),
    "source": ("date:", "source_url: https://lake.example.org/\nrights: full\ndate:", {"source"}),
    "links": ("first text", "[first](https://a.example.org/) text", {"links"}),
    "note": ("in it.", f"in it.\n\n{NOTE}", {"text", "notes", "highlights"}),
    "frame": ("date:", "weight: 3\ndate:", set()),
}
"""What is replaced in an article by what, and the parts of its page that a reader then sees changed."""


def test_the_parts_of_a_page_that_change_are_named(project):
    """Each part alone, as a reader sees it."""
    body = "The first text has quite a few words in it."
    for slug in CHANGES:
        project.article(f"{slug}.md", title="The title", body=body, topics="[climate]")
    before = built(project)
    for slug, (old, new, _) in CHANGES.items():
        text = project.read(f"content/{slug}.md")
        assert old in text
        project.write(f"content/{slug}.md", text.replace(old, new))
    found = by_address(difference(project, before).changed)
    assert {slug: set(found.get(f"/2025/w12/{slug}/", ())) for slug in CHANGES} == {
        slug: parts for slug, (_, _, parts) in CHANGES.items()
    }


def test_a_template_that_all_pages_share_is_one_line(project, site):
    """Neither a new menu nor another neighbour is a change of a text."""
    project.write("digest.yml", project.read("digest.yml").replace("Test digest", "Another name"))
    found = difference(project, site)
    assert {change.kind for change in found.changed} <= {"home", "file"}
    assert "2025/w12/one/index.html" in found.framed
    lines = list(difference_lines(found))
    assert f"{len(found.framed)} pages change only around the text: menu, ways to neighbours, style sheets" in lines


def test_a_new_neighbour_changes_no_text(project, site):
    project.article("2025-W12/three.md", title="Three", date="2025-03-20", topics="[health]")
    found = difference(project, site)
    assert by_address(found.changed) == {}
    assert by_address(found.added) == {"/2025/w12/three/": ()}
    assert {"home", "week"} <= {change.kind for change in found.changed}


def test_a_renamed_article_breaks_its_address_and_its_alias_is_named(project, site):
    """Writing the alias mends it."""
    text = project.read("content/2025-W12/one.md")
    (project.folder / "content/2025-W12/one.md").unlink()
    project.write("content/2025-W12/uno.md", text)
    found = difference(project, site)
    assert [(broken.change.address, broken.moved_to.address, broken.alias) for broken in found.broken] == [
        ("/2025/w12/one/", "/2025/w12/uno/", "/2025/w12/one/")
    ]
    expected = "/2025/w12/one/ is now /2025/w12/uno/: write `aliases: [/2025/w12/one/]` in content/2025-W12/uno.md"
    assert f"  {expected}" in list(difference_lines(found))
    assert found.words == ()
    project.write("content/2025-W12/uno.md", text.replace("title: One", "title: One\naliases: [/2025/w12/one/]"))
    mended = difference(project, site)
    assert mended.broken == ()
    assert [(change.address, target) for change, target in mended.moved] == [
        ("/2025/w12/one/", "2025/w12/uno/index.html")
    ]


def test_an_article_that_is_gone_leaves_an_address_without_an_alias(project, site):
    (project.folder / "content/2025-W12/one.md").unlink()
    found = difference(project, site)
    assert [(broken.change.address, broken.moved_to) for broken in found.broken if broken.change.kind == "article"] == [
        ("/2025/w12/one/", None)
    ]
    assert "  /2025/w12/one/  One: nothing like it is left" in list(difference_lines(found))


def test_an_alias_that_is_taken_away_breaks_its_address(project):
    project.article("2025-W12/one.md", title="One", aliases="[/old/]")
    before = built(project)
    project.article("2025-W12/one.md", title="One")
    (broken,) = difference(project, before).broken
    assert (broken.change.address, broken.change.kind, broken.alias) == ("/old/", "redirect", "/old/")
    assert broken.moved_to.address == "/2025/w12/one/"


def entries(found):
    return sorted((entry.feed, entry.title, entry.why) for entry in found.entries)


def test_entries_of_feeds_are_new_or_shown_again(project, site):
    """A feed of which a text alone changed is told to nobody; a new entry and another day are."""
    text = project.read("content/2025-W12/one.md")
    project.write("content/2025-W12/one.md", text.replace("2025-03-18", "2025-03-19"))
    project.article("2025-W12/three.md", title="Three", date="2025-03-18", topics="[climate]")
    assert entries(difference(project, site)) == [
        ("feed.xml", "Week 12, 2025", "updated"),
        ("topics/climate/feed.xml", "One", "updated"),
        ("topics/climate/feed.xml", "Three", "new"),
    ]


def test_an_entry_with_another_id_is_shown_again():
    """An entry is known by its title or its link; what only moved into the archive is not new."""
    entry = '<entry><title>{}</title><id>{}</id><updated>2025-01-01T00:00:00Z</updated><link href="{}"/></entry>'
    feed = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'.format
    first = {
        "feed.xml": feed(entry.format("B", "b", "/b/")).encode(),
        "feed-1.xml": feed(entry.format("A", "a", "/a/")).encode(),
    }
    second = first | {"feed.xml": feed(entry.format("B", "x", "/b/") + entry.format("A", "a", "/a/")).encode()}
    assert entries(compare(tree(first), tree(second))) == [("feed.xml", "B", "id")]
    assert entries(compare(tree(first), tree({"feed.xml": b"<!DOCTYPE x>", "feed-1.xml": b"<"}))) == []


def words(found):
    return [(each.kind, each.text, each.page.source, each.line) for each in found.words]


def test_private_words_that_are_opened_are_named_with_their_line(project):
    """Exactly the words that were hidden, a whole paragraph of them or one in a sentence."""
    project.article(
        "2025-W12/one.md",
        title="One",
        body="It is said %%by Ben Secret%% that ice is late.\n\n%%\nA hidden part.\n%%\n\nThe end.",
    )
    before = built(project)
    text = project.read("content/2025-W12/one.md")
    project.write("content/2025-W12/one.md", text.replace("%%", ""))
    assert words(difference(project, before)) == [
        ("words", "by Ben Secret", "content/2025-W12/one.md", 6),
        ("words", "A hidden part.", "content/2025-W12/one.md", 9),
    ]


def test_a_new_note_is_named_with_its_line_and_an_old_one_is_not(project, site):
    text = project.read("content/2025-W12/one.md")
    project.write("content/2025-W12/one.md", text + f"\n{NOTE}\n")
    found = difference(project, site)
    assert ("note", "@ann All of them?", "content/2025-W12/one.md", 11) in words(found)
    before = built(project)
    project.write("content/2025-W12/one.md", project.read("content/2025-W12/one.md").replace("quite a few", "many"))
    assert [kind for kind, *_ in words(difference(project, before))] == ["words"]


def test_a_note_with_tags_among_its_words_is_named_with_its_line(project, site):
    """Its page shows the tags before the words, where the file does not have them."""
    text = project.read("content/2025-W12/one.md")
    written = text + "\n[^a1]: @ann: Fast, says #ben. #numbers\n"
    project.write("content/2025-W12/one.md", written)
    line = 1 + written.split("\n").index("[^a1]: @ann: Fast, says #ben. #numbers")
    found = [each for each in words(difference(project, site)) if each[0] == "note"]
    assert found == [("note", "@ann · #ben · #numbers Fast, says #ben. #numbers", "content/2025-W12/one.md", line)]


def test_wider_rights_are_named_and_the_text_not_line_by_line(project):
    source = "source_url: https://lake.example.org/one"
    body = "The first text has ==quite a few words== in it. And a second sentence."
    for rights in ("link", "excerpt", "full"):
        project.write(
            f"content/{rights}.md", f"---\ntitle: One\ndate: 2025-03-18\n{source}\nrights: {rights}\n---\n{body}\n"
        )
    states = {}
    for rights in ("link", "excerpt", "full"):
        text = project.read(f"content/{rights}.md")
        states[rights] = text
    for rights in states:
        (project.folder / f"content/{rights}.md").unlink()
    sites = {}
    for rights, text in states.items():
        project.write("content/one.md", text)
        sites[rights] = built(project)
    for narrow, wide in (("link", "excerpt"), ("excerpt", "full"), ("link", "full")):
        found = compare(tree(sites[narrow]), tree(sites[wide]), Sources(project))
        assert words(found) == [("rights", f"rights widened from {narrow} to {wide}", "content/one.md", 0)]
        assert "rights" in by_address(found.changed)["/2025/w12/one/"]
        assert words(compare(tree(sites[wide]), tree(sites[narrow]), Sources(project))) == []
    empty = compare(tree({}), tree(sites["full"]), Sources(project))
    assert words(empty) == [("rights", "the whole text of somebody else, by rights: full", "content/one.md", 0)]


def test_weight_names_the_largest_that_come_or_grow():
    found = compare(tree({"a.png": b"1", "b.png": b"12"}), tree({"a.png": b"123", "b.png": b"21", "c.png": b"1234"}))
    assert found.weight.largest == (("c.png", 4), ("a.png", 3))
    assert (found.weight.bytes_before, found.weight.bytes) == (3, 9)
    assert (found.weight.files_before, found.weight.files) == (2, 3)


def test_a_site_that_opens_from_disk_has_the_same_texts(project):
    """`index.html` in links is not a change of a text, and may be passed over."""
    address = "https://digest.example.org/reading/"
    project.article("2025-W12/one.md", title="One")
    project.digest("build", "--base-url", address)
    pretty = tree(project.tree("site"))
    project.digest("build")
    files = tree(project.tree("site"))
    found = compare(pretty, files)
    assert (by_address(found.changed), len(found.framed)) == ({}, 12)
    alike = compare(pretty.wherever_it_stands(), files.wherever_it_stands())
    assert ([change.path for change in alike.changed], alike.framed) == ([".digest-manifest"], ())


def test_pages_of_another_program_are_compared_too():
    """Whatever they look like; the order is the same each time, and long lists are cut."""
    pages = {f"{name}.html": f"<h1>{name}</h1><p>old text of {name}".encode() for name in "abcdef"}
    odd = {"x.html": b"", "y.html": b"\xff\xfe<", "z.html": b"<!-- only -->", "deep.html": b"<div>" * 5000}
    after = {path: body.replace(b"old", b"new") for path, body in pages.items()}
    found = compare(tree(pages | odd), tree(after | dict.fromkeys(odd, b"<main><p>here</main>")))
    assert [change.path for change in found.changed] == sorted([*pages, *odd])
    assert {change.parts for change in found.changed if change.path in pages} == {("text",)}


def test_long_lists_are_cut_in_words_and_whole_in_json(project):
    for number in range(5):
        project.article(f"n{number}.md", title=f"N{number}")
    found = compare(tree({}), tree(built(project)))
    lines = list(difference_lines(found, most=2))
    assert "  and 7 more" in lines
    document = json.loads(difference_json(found, "nothing yet"))
    titles = {each["path"]: each["title"] for each in document["added"] if each["path"].endswith(".html")}
    assert titles["archive/index.html"] == "Archive"
    assert titles["topics/unsorted/index.html"] == "Unsorted"
    assert titles["index.html"] == "Digest of Week 12, 2025"
    assert [each["path"] for each in document["added"] if each["kind"] == "article"] == [
        f"2025/w12/n{number}/index.html" for number in range(5)
    ]
