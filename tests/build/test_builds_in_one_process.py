"""Builds one after another in one process, which keeps the plan: what they leave is what a build that keeps nothing leaves."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from digest.build import Extent, Memory, Options, build, build_texts, contents
from digest.config import parse_config

CONFIG, _ = parse_config("title: Test\ntopics:\n  - name: Climate\n    slug: climate\n")
DAY = Options(output=Path()).day

ARTICLE = """\
---
title: {title}
date: 2025-03-18
topics: [climate]
rights: full
---
One ==fact== of many here.

{text}
"""


class Project:
    """A project whose builds are made by one process, and by others that know nothing of it.

    Attributes:
        changed: what was changed since the last build.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.memory = Memory()
        self.changed: set[PurePosixPath] = set()
        for name in "abc":
            self.write(f"2025-W12/{name}.md", ARTICLE.format(title=name.upper(), text="See [it](b.md)."))
        self.write("2025-W12/_index.md", "The week.\n")
        self.write("topics/climate.md", "On climate.\n")
        self.write("pages/about.md", "---\ntitle: About\n---\nOf [a](../2025-W12/a.md).\n")
        self.build()

    def path(self, name: str) -> Path:
        return self.folder / "content" / name

    def write(self, name: str, text: str) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, "utf-8")
        self.changed.add(PurePosixPath("content", name))

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def options(self, output: str, *, cache: bool = True) -> Options:
        return Options(output=self.folder / output, drafts=True, future=True, jobs=1, cache=cache, day=DAY)

    def build_texts(self) -> Extent:
        """What could be made of the changes without the whole site."""
        changed = sorted(self.changed)
        return build_texts(self.folder, CONFIG, self.options("kept"), self.memory, changed)

    def build(self) -> Extent:
        """Build as the preview does; gives what was made at first."""
        extent = self.build_texts()
        if extent != "everything":
            build(self.folder, CONFIG, self.options("kept"), memory=self.memory)
        self.changed.clear()
        return extent

    def tree(self, output: str) -> dict[str, bytes]:
        files = (path for path in (self.folder / output).rglob("*") if path.is_file())
        return {
            path.relative_to(self.folder / output).as_posix(): path.read_bytes()
            for path in files
            if not path.name.startswith(".digest")
        }

    def shows(self, words: str, page: str) -> bool:
        return words in self.tree("kept")[f"{page}index.html"].decode()

    def is_as_built_elsewhere(self, *, cache: bool = True) -> bool:
        """Whether a build that keeps nothing in memory makes the same files."""
        build(self.folder, CONFIG, self.options("other", cache=cache))
        return self.tree("kept") == self.tree("other")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_other_words_of_a_text_are_made_without_another_plan(project: Project) -> None:
    """On its page, and in the feed that holds it."""
    project.replace("2025-W12/a.md", "of many here", "of some here")
    assert project.build() == "everything"
    assert project.shows("of some here", "2025/w12/a/")
    assert "of some here" in project.tree("kept")["topics/climate/feed.xml"].decode()
    assert project.is_as_built_elsewhere()


def test_introductions_and_free_pages_are_texts_too(project: Project) -> None:
    """Wherever they are shown."""
    project.replace("2025-W12/_index.md", "The week", "That week")
    project.replace("topics/climate.md", "On climate", "About climate")
    project.replace("pages/about.md", "Of [a]", "About [a]")
    assert project.build() == "everything"
    assert project.shows("That week", "2025/w12/")
    assert project.shows("About climate", "topics/climate/")
    assert project.is_as_built_elsewhere()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("==fact==", "==fact==[^a1]", "A note."),
        ("title: A\n", "title: Another\n", "Another"),
        ("title: A\n", "title: A\nsummary: Of facts.\n", "Of facts."),
        ("See [it]", "## New\n\nSee [it]", "New"),
    ],
)
def test_what_others_show_of_a_text_is_made_without_another_plan(
    project: Project, old: str, new: str, words: str
) -> None:
    """A note, a title, a summary, a heading."""
    project.replace("2025-W12/a.md", old, new)
    if "[^a1]" in new:
        project.replace("2025-W12/a.md", "See [it]", "[^a1]: @ann: A note.\n\nSee [it]")
    assert project.build() == "everything"
    assert project.shows(words, "2025/w12/a/")
    assert project.is_as_built_elsewhere()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("==fact==", "==fact==[^a1]", "A note."),
        ("title: A\n", "title: Zebra\n", "Zebra"),
        ("title: A\n", "title: A\nsource: Daily\n", "Daily"),
    ],
)
def test_the_own_page_of_a_text_comes_first_if_others_show_something_of_it(
    project: Project, old: str, new: str, words: str
) -> None:
    """A tag, a title that changes the order, a publisher: then all else is planned and made."""
    project.replace("2025-W12/a.md", old, new)
    if "[^a1]" in new:
        project.replace("2025-W12/a.md", "See [it]", "[^a1]: @ann #new: A note.\n\nSee [it]")
    assert project.build_texts() == "own pages"
    assert project.shows(words, "2025/w12/a/")
    assert project.build_texts() == "nothing"
    project.build()
    assert project.is_as_built_elsewhere()


@pytest.mark.parametrize(
    "change",
    [
        lambda project: project.path("2025-W12/a.md").unlink(),
        lambda project: project.write("2025-W12/new.md", ARTICLE.format(title="New", text="")),
        lambda project: project.replace("2025-W12/a.md", "2025-03-18", "2025-03-25"),
        lambda project: project.replace("2025-W12/a.md", "b.md", "c.md"),
        lambda project: project.replace("2025-W12/a.md", "title: A", "title: A\ndraft: true"),
        lambda project: project.replace("2025-W12/a.md", "date: 2025-03-18", "date: [never]"),
        lambda project: project.write("2025-W12/a.md", "---\ntitle: [\n---\n"),
        lambda project: (project.path("2025-W12/a.md").unlink(), project.path("2025-W12/a.md").mkdir()),
    ],
)
def test_what_the_plan_does_not_know_is_left_to_the_next_build(
    project: Project, change: Callable[[Project], object]
) -> None:
    """An address, a link, a mistake: nothing is shown before all is."""
    before = project.tree("kept")
    change(project)
    project.changed.add(PurePosixPath("content/2025-W12/a.md"))
    assert project.build_texts() == "nothing"
    assert project.tree("kept") == before
    project.build()
    assert project.is_as_built_elsewhere()


def test_another_process_that_wrote_to_the_folder_is_noticed(project: Project) -> None:
    """The plan that is kept is not that of the files there."""
    project.replace("2025-W12/a.md", "title: A\n", "title: Theirs\n")
    build(project.folder, CONFIG, project.options("kept"))
    project.changed.clear()
    project.replace("2025-W12/b.md", "of many", "of few")
    assert project.build() == "nothing"
    assert project.is_as_built_elsewhere()


def test_a_cache_that_was_deleted_is_filled_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only with what changed since."""
    shutil.rmtree(project.folder / ".digest")
    project.replace("2025-W12/a.md", "title: A\n", "title: Another\n")
    project.build()
    parsed: list[object] = []
    monkeypatch.setattr(contents, "parse", lambda *arguments: parsed.append(arguments))
    assert project.is_as_built_elsewhere()
    assert parsed == []


def test_after_any_edits_the_site_is_that_of_a_clean_build(project: Project) -> None:
    """Edits of all kinds, several at once among them."""
    chance = random.Random(3)
    names = ["2025-W12/a.md", "2025-W12/b.md", "2025-W12/c.md", "2025-W13/d.md", "pages/about.md", "2025-W12/_index.md"]
    texts = [
        "Words.",
        "Other words.",
        "A ==mark==[^a1].\n\n[^a1]: @ann: Hm.",
        "# H\n\n[b](b.md)",
        "![](no.png)",
        "%%x%%",
    ]
    extents = set()
    for _ in range(24):
        for _ in range(chance.choice([1, 1, 1, 2])):
            name, kind = chance.choice(names), chance.random()
            if kind < 0.15:
                project.path(name).unlink(missing_ok=True)
                project.changed.add(PurePosixPath("content", name))
            elif kind < 0.6 and project.path(name).exists():
                project.write(name, project.path(name).read_text("utf-8") + f"\n{chance.choice(texts[:2])}\n")
            else:
                project.write(name, ARTICLE.format(title=chance.choice("ABX"), text=chance.choice(texts)))
        extents.add(project.build())
        assert project.is_as_built_elsewhere()
    assert extents == {"nothing", "own pages", "everything"}
    assert project.is_as_built_elsewhere(cache=False)
