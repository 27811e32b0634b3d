"""Builds after an edit, by the plan that the cache keeps of the previous build: they leave what a clean build leaves.

For many more steps: DIGEST_EDIT_SEEDS=200 pytest tests/build/test_edited_texts.py
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path, PurePosixPath
from weakref import ref

import pytest

from digest.build import Built, Options, build, changed_build, contents, site_plan
from digest.build.previous import file_rows
from digest.build.run import open_store
from digest.cache import scan
from digest.config import Config, parse_config
from digest.errors import DigestError
from digest.model.words import Words
from digest.output.stage import Stage
from digest.plan.catalogue import Catalogue

SEEDS = int(os.environ.get("DIGEST_EDIT_SEEDS", "1"))
STEPS = 36
DAY = date(2026, 1, 1)
CONFIG = "title: Test\nbase_url: https://a.example/\ntopics:\n  - name: {}\n    slug: climate\n    keywords: [methane]\n  - name: Health\n    keywords: [ward]\n"

NEWS = (
    "Rolf Aamot of Nordleden sued Oda Ferrand of Skarnes at Kvitsund: Ingvild Strom's ==Clementine== sank.",
    "Oda Ferrand of Skarnes raised the Clementine at Kvitsund, and Rolf Aamot of Nordleden sued Ingvild Strom.",
    "Methane, methane, methane of the ==ward==.",
    "See [it](b.md) and [[About]].",
)


class Project:
    """A project that is built from the command line again and again, each time by a process that knows nothing."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.times, self.planned = folder, count(10**18, 10**9), 0
        self.topic, self.day = "Climate", DAY
        monkeypatch.setattr(scan, "_FINE_TICK", -(10**18))  # every write here has a time of its own
        monkeypatch.setattr(scan, "_COARSE_TICK", -(10**18))
        plan_files = changed_build.plan_files

        def counted(*arguments: object, **options: object) -> object:
            self.planned += 1
            return plan_files(*arguments, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(changed_build, "plan_files", counted)
        for at, name in enumerate("abcdef"):
            self.write(f"2025-W12/{name}.md", self.article(name.upper(), 17 + at % 3, NEWS[at % 4]))
        self.write("2025-W12/_index.md", "The week.\n")
        self.write("topics/climate.md", "On climate.\n")
        self.write("pages/about.md", "---\ntitle: About\n---\nOf [a](../2025-W12/a.md).\n")

    @staticmethod
    def article(title: str, day: int, body: str, more: str = "") -> str:
        return f"---\ntitle: {title}\ndate: 2025-03-{day}\n{more}topics: [climate]\n---\n{body}\n\n{NEWS[2]} Words.\n"

    def path(self, name: str) -> Path:
        return self.folder / "content" / name

    def write(self, name: str, text: str) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        time = next(self.times)
        os.utime(path, ns=(time, time))

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.path(name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def build(self, output: str = "site", *, cache: bool = True, explain: bool = False) -> Built | str:
        config, _ = parse_config(CONFIG.format(self.topic))
        options = Options(output=self.folder / output, jobs=1, cache=cache, day=self.day, explain=explain)
        try:
            return build(self.folder, config, options)
        except DigestError as error:
            return str(error)

    def tree(self, output: str) -> dict[str, bytes]:
        files = (path for path in (self.folder / output).rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder / output)): path.read_bytes() for path in files}

    def builds_without_a_plan(self) -> bool:
        """Whether a build after an edit plans nothing; its files, and what it says, are those of a clean build."""
        before = self.planned
        now, without_plan = self.build(), self.planned == before
        clean = self.build("clean", cache=False)
        if isinstance(now, str) or isinstance(clean, str):
            assert now == clean
            return False
        ours, theirs = self.tree("site"), self.tree("clean")
        assert ours == theirs
        assert (now.articles, now.files, now.problems) == (clean.articles, clean.files, clean.problems)
        again = self.build()
        assert isinstance(again, Built)
        assert (again.rendered, again.written, again.problems) == (0, 0, now.problems)
        return without_plan


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path, monkeypatch)
    project.build()
    return project


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("2025-W12/a.md", "Words.", "{}. Other words."),
        ("2025-W12/d.md", "See [it]", "Look at {} [it]"),
        ("2025-W12/c.md", "Methane, methane", "This was edited {}.\n\nMethane, methane"),
        ("pages/about.md", "Of [a]", "About {} [a]"),
        ("2025-W12/_index.md", "The week", "{} The week"),
        ("topics/climate.md", "On climate", "{} On climate"),
        ("2025-W12/a.md", "title: A", "title: A {}"),
        ("2025-W12/a.md", "Words.", "Words=={}==. Words."),
        ("2025-W12/f.md", "Words.", "Words[^{0}]. Words.\n\n[^{0}]: A note.\n"),
        ("2025-W12/e.md", "date: 2025", "summary: The gist.\ncomment: Read {}.\ndate: 2025"),
    ],
)
def test_other_words_of_a_text_are_made_without_another_plan(project: Project, name: str, old: str, new: str) -> None:
    """On its page and in the feed, again and again; also where what it is compared by changes without a consequence."""
    for words in ("once", "twice", "three times"):
        project.replace(name, old, new.format(words))
        old = new.format(words)
        assert project.builds_without_a_plan()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("2025-W12/b.md", "title: B", "title: Z"),
        ("2025-W12/a.md", "Rolf Aamot of Nordleden sued Oda Ferrand", "Nobody saw anybody"),
        ("2025-W12/d.md", "b.md", "c.md"),
        ("2025-W12/_index.md", "The week", "---\ntitle: That week\n---\nThe week"),
        ("pages/about.md", "title: About", "title: Of us"),
    ],
)
def test_what_other_files_are_planned_by_is_planned(project: Project, name: str, old: str, new: str) -> None:
    """An order, names by which articles are related, a link, titles of other texts."""
    project.replace(name, old, new)
    assert not project.builds_without_a_plan()


@pytest.mark.parametrize("link", ["[[Another]]", "[[A]]", "[[Nothing]]"])
def test_a_title_that_links_may_mean_is_planned(project: Project, link: str) -> None:
    """The new one, the old one, or one that is like what a link names in vain."""
    project.replace("2025-W12/c.md", "Words.", f"{link}.")
    project.build()
    project.replace("2025-W12/a.md", "title: A", "title: Another")
    assert not project.builds_without_a_plan()


def test_a_build_into_another_folder_in_between_is_noticed(project: Project) -> None:
    """It has read the text before, so that the cache no longer has it as it was."""
    project.build("other")
    project.replace("2025-W12/a.md", "title: A", "title: Another")
    project.build("other")
    assert not project.builds_without_a_plan()
    project.replace("2025-W12/a.md", "Words.", "More words.")
    project.build("other")
    project.replace("2025-W12/a.md", "More words.", "Even more words.")
    assert not project.builds_without_a_plan()
    project.replace("2025-W12/a.md", "Even more", "Fewer")
    assert project.builds_without_a_plan()


def test_explaining_names_the_text_that_changed(project: Project) -> None:
    """And the properties of an article that changed."""
    project.replace("2025-W12/a.md", "Words.", "Other words.")
    built = project.build(explain=True)
    assert isinstance(built, Built)
    assert ("2025/w12/a/index.html", ("the text of content/2025-W12/a.md changed",)) in [
        (reason.path, reason.why) for reason in built.reasons
    ]
    project.replace("2025-W12/a.md", "title: A", "title: Another")
    built = project.build(explain=True)
    assert isinstance(built, Built)
    assert any("the entry of content/2025-W12/a.md changed: title" in reason.why for reason in built.reasons)


def test_what_does_not_show_what_changed_is_not_made(project: Project) -> None:
    """The search holds neither the points of an article nor how long it takes to read."""
    project.build()
    project.replace("2025-W12/a.md", "Words.", "word " * 900)
    project.replace("2025-W12/b.md", "title: B", "title: B\nkey_points: [A point.]")
    built = project.build(explain=True)
    assert isinstance(built, Built)
    assert project.planned == 1
    assert not [reason.path for reason in built.reasons if "search" in reason.path]
    assert {why.partition(" changed")[1] for reason in built.reasons for why in reason.why} == {" changed"}


def test_files_that_are_kept_wrongly_are_not_used(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of a file has to have the key that the manifest gives it."""
    decode = file_rows._decoded
    monkeypatch.setattr(file_rows, "_decoded", lambda text: decode(text.replace('"D"', '"Wrong"')))
    project.replace("2025-W12/a.md", "Words.", "Other words.")
    assert not project.builds_without_a_plan()


@pytest.mark.parametrize(
    ("kind", "pattern", "wrong"),
    [
        ("plan", "(?s).*", "[]"),
        ("column", r"\d+\|[\d ]*", "9999|"),
        ("column", r"\d+\|[\d ]*", "x|"),
        ("column", "(?s).*", "[]"),
        ("column", "(?s).*", "[1]"),
        ("file", r"^digest\.plan\.\S+ \S+", "digest.plan.routes output_path"),
        ("theme", "(?s).*", "[]"),
        ("theme", "(?s).*", "[" * 100_000),
        ("look", "(?s).*", "null"),
        ("look", "(?s).*", "[[]]"),
    ],
)
def test_rows_of_another_form_count_as_lost(project: Project, kind: str, pattern: str, wrong: str) -> None:
    """Such as a cache from elsewhere has: what they say cannot be relied on, and the site is made without them."""
    store = open_store(project.folder)
    rows = dict(store.all(kind))
    store.put(
        kind, {name: re.sub(pattern, wrong, body, count=0 if kind == "column" else 1) for name, body in rows.items()}
    )
    store.close()
    project.replace("2025-W12/a.md", "title: A", "title: A b")
    project.builds_without_a_plan()


def test_a_row_that_holds_another_file_counts_as_lost(project: Project) -> None:
    """Though that one has its own key."""
    store = open_store(project.folder)
    rows = dict(store.all("file"))
    (page,) = (name for name in rows if name.endswith("/w12/a/index.html"))
    store.put("file", {page: next(body for name, body in rows.items() if name.endswith("/w12/f/index.html"))})
    store.close()
    project.replace("2025-W12/a.md", "Words.", "Other words.")
    assert not project.builds_without_a_plan()


@pytest.mark.parametrize(("old", "new"), [("Words.", "Other words."), ("title: A", "title: Z")])
def test_what_is_kept_of_a_build_that_failed_is_not_used(
    project: Project, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    """A plan and files are kept before it is known whether these files take their places."""

    def fail(*_: object) -> None:
        raise DigestError("the disk is full")

    project.replace("2025-W12/a.md", old, new)
    with monkeypatch.context() as patches:
        patches.setattr("digest.output.commit.Output.commit", fail)
        assert project.build() == "the disk is full"
    project.replace("2025-W12/a.md", "ords.", "ords now.")
    assert not project.builds_without_a_plan()
    project.replace("2025-W12/a.md", "ords now.", "ords then.")
    assert project.builds_without_a_plan()


def test_what_was_read_and_planned_from_is_not_kept_while_files_are_made(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large site it is a quarter of all that the build would hold then."""
    catalogues: list[ref[Catalogue]] = []
    plan = site_plan.plan
    monkeypatch.setattr(
        site_plan, "plan", lambda catalogue, **named: (catalogues.append(ref(catalogue)), plan(catalogue, **named))[1]
    )
    alive: list[Catalogue | None] = []
    put = Stage.put
    monkeypatch.setattr(
        Stage, "put", lambda *given: (alive.extend(catalogue() for catalogue in catalogues), put(*given))[1]
    )
    project.replace("2025-W12/a.md", "title: A", "title: Z")
    project.build()
    assert alive
    assert not any(alive)


def test_a_text_that_equals_an_edited_one_is_read_again_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the cache held of both is dropped with the edited one; whoever needs it next stores it again."""
    for name in "ab":
        project.write(f"2025-W12/{name}.md", project.article(name, 18, "The ==same== words."))
    project.build()
    parse, read = contents.parse, list[str]()

    def counted(config: Config, words: Words, path: PurePosixPath, body: bytes) -> object:
        read.append(path.name)
        return parse(config, words, path, body)

    monkeypatch.setattr(contents, "parse", counted)
    project.replace("2025-W12/a.md", "Words.", "Other words.")
    project.build()
    for title in "XYZ":
        project.replace("2025-W12/a.md", "title: ", f"title: {title}")
        project.build()
    assert (read.count("a.md"), read.count("b.md")) == (4, 1)


def _step(project: Project, chance: random.Random) -> None:
    """One change of any kind; most are to the words of a text."""
    texts = sorted(path for path in project.path("").rglob("*.md") if path.is_file())
    path = chance.choice(texts)
    name, text = str(path.relative_to(project.path(""))), path.read_text("utf-8")
    head, mark, body = text.rpartition("---\n")
    kinds: list[Callable[[], object]] = [
        lambda: project.write(name, f"{text}More {chance.random()}.\n"),
        lambda: project.write(name, f"{head}{mark}Before {chance.random()}.\n\n{body}"),
        lambda: project.write(name, text.replace("Words", chance.choice(["Words", "Longer words", "[[About]]"]))),
        lambda: project.write(name, f"{head}{mark}{chance.choice(NEWS)}\n\n{body}"),
        lambda: project.write(name, text),
        lambda: project.write(name, f"{head}{mark}{chance.choice(NEWS)} {'Words. ' * chance.choice([1, 400])}\n"),
        lambda: project.write(name, text.replace("title: ", f"title: {chance.choice('XYZ')}", 1)),
        lambda: project.write(name, re.sub("(?m)^title: .*", lambda line: f"{line[0]}x", text, count=1)),
        lambda: project.write(name, text.replace("Words.", f"Words[^n].\n\n[^n]: Note {chance.random()}.\n", 1)),
        lambda: project.write(name, re.sub("Note .*", f"Note {chance.random()}", text)),
        lambda: project.write(name, text.replace("date: 2025-03-1", f"date: 2025-03-{chance.choice('012')}", 1)),
        lambda: project.write(name, text.replace("topics: [", f"{chance.choice(PROPERTIES)}\ntopics: [", 1)),
        lambda: project.write(name, text.replace("[climate]", chance.choice(["[health, climate]", "[]"]), 1)),
        lambda: path.unlink() if len(texts) > 4 else None,
        lambda: path.rename(path.with_name(f"{chance.choice('ghij')}.md")),
        lambda: project.write(f"2025-W13/{chance.choice('klm')}.md", project.article("New", 26, chance.choice(NEWS))),
        lambda: setattr(project, "topic", chance.choice(["Climate", "Weather"])),
        lambda: setattr(project, "day", chance.choice([DAY, date(2031, 1, 1)])),
        lambda: project.build("other"),
        lambda: shutil.rmtree(project.folder / ".digest", ignore_errors=True),
        lambda: chance.choice(sorted((project.folder / "site").rglob("*.html"))).write_text("no", "utf-8"),
    ]
    chance.choices(kinds, [8, 8, 4, 4, 1, 2, 1, 8, 4, 4, *[1] * 11])[0]()


PROPERTIES = [
    "story: The bell", "related: [b]", "related: []", "summary: Gist.", "comment: Mine.", "duplicate_of: b", "draft: true",
    "lead: true", "weight: 2", "rights: excerpt", "rights: link", "week: 2025-W13", "date: 2030-01-01", "language: de",
    "timeline: [2025-03-18 - A point.]", "aliases: [/old/]", "source: Daily", "added: 2025-03-24", "key_points: [Words.]",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(SEEDS))
def test_after_any_edits_the_site_is_that_of_a_clean_build(project: Project, seed: int) -> None:
    """Most of them to words, several at once among them, with all else in between."""
    chance, without_plan = random.Random(seed), 0
    for _ in range(STEPS):
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            _step(project, chance)
        without_plan += project.builds_without_a_plan()
    assert without_plan >= 2
