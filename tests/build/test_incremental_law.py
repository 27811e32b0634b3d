"""The law of incremental builds: after any sequence of edits the tree is that of a clean build, byte for byte.

A larger search, before a release or after work on the build: `make law`, or
DIGEST_LAW_EXAMPLES=1000 pytest tests/build/test_incremental_law.py
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from digest.build import Built, Options, build
from digest.config import parse_config
from digest.errors import DigestError

EXAMPLES = int(os.environ.get("DIGEST_LAW_EXAMPLES", "100"))

SLUGS = st.sampled_from(["a", "b", "c", "d"])
FOLDERS = st.sampled_from(["2025-W12", "2025-W13", "notes"])
TEXTS = [
    "Text.",
    "Texts",
    "One ==fact==[^a1] here.\n\n[^a1]: @ann #method: Is it?",
    "See [it](a.md), [that](../notes/b.md) and [nothing](gone.md).",
    "# A heading\n\n## Two\n\n### Three\n\nMethane, methane, methane of the hospital.",
    "![The plan](plan.png) %%private%%",
    "> A quote\n\n==A point.==",
    "One ==fact==[^a1] here.\n\n[^a1]: @ann #Method #weak: Is it? See [it](a.md).",
    "One ==fact==[^a1] here, ==two==.\n\n[^a1]: @bob #method 2026-11-20: No.\n[^a1.1]: @ann: Yes.",
    "One ==fact==[^a1] here, ==two==.\n\n[^a1]: @bob #method #resolved 2026-11-20: No.\n",
    "A point[^a1] here.\n\n[^a1]: @digest #inferred: No year.",
    "[[a]], [[One]], [[about#h|it]], ![[plan.png|20]] and [[Ünï & <b>]].",
    "Oda Ferrand of Skarnes raised the Clementine at Kvitsund, and Rolf Aamot of Nordleden sued Ingvild Strom.",
    "Rolf Aamot of Nordleden sued Oda Ferrand of Skarnes at Kvitsund: Ingvild Strom's ==Clementine==[^a1] sank.\n\n[^a1]: @a #resolved: In\n1987.",
    "[[2025-W12/b]] ends here ^end\n\n[[#^end]] {++more++}",
]
BODIES = st.sampled_from(TEXTS)
VALUES = {
    "title": ["One", "Two", "Ünï & <b>", "2025-W12"],
    "date": ["2025-03-17", "2025-03-18", "2025-03-25", "2024-12-30", "2999-01-01", "someday", ""],
    "topics": ["[climate]", "[health, climate]", "[]", "[wrong]"],
    "source": ["Daily News", "daily news", "Other", "朝日"],
    "summary": ["Gist.", "Other gist."],
    "key_points": ["[A point.]", "[fact, A point.]"],
    "draft": ["true", "false"],
    "rights": ["full", "excerpt", "link"],
    "date_basis": ["inferred from the text", "confirmed"],
    "source_url": ["https://a.example/1", "https://b.example/2"],
    "duplicate_of": ["a", "b", "c", "no", "gone", ""],
    "week": ["2025-W12", "2025-W13", "2024-W53"],
    "added": ["2025-03-24", "2025-03-18"],
    "comment": ["Mine: [it](a.md).", "%%no%% *Yes*", "[[b]]"],
    "lead": ["true", "false"],
    "weight": ["1", "2"],
    "aliases": ["[/old/]", "[/2025/w12/a/, /archive/]", "[A name]"],
    "machine": ["[summary]", "[key_points]", "[timeline]", "[timeline, people]"],
    "timeline": ["[2025-03-18 - A point.]", "[2025-02 - Two]", "['2025-03-18 (relative) - A %%b%% point.']"],
    "people": ["[Oda Ferrand]", "[Kvitsund, Skarnes, Nordleden]"],
    "language": ["de", "he", "en"],
    "story": ["The bell", "the Bell", "%%The%% bell", "no"],
    "related": ["[a]", '["[[b]]", c]', '["[[a|A name]]", about]', "[]"],
    "order": ["1", "2"],
    "menu": ["false", "true"],
}
LINES = {name: st.sampled_from(values) for name, values in VALUES.items()}
FRONT = st.fixed_dictionaries({}, optional=LINES)
RELATIONS = ["story", "related", "timeline", "date", "title", "people", "machine", "draft"]
"""Properties by which other pages than its own show something of an article."""
TOPICS = "topics:\n  - name: {0}\n    slug: climate\n    keywords: [methane]\n  - name: Health\n    keywords: [{1}]\n"
OPTIONS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["A digest", "Another"]),
        "base_url": st.sampled_from(["", "https://ada.example/reading/"]),
        "rights": st.sampled_from(["full", "excerpt"]),
        "links": st.sampled_from(["auto", "pretty", "file"]),
        "weeks": st.sampled_from(["published", "added"]),
        "related": st.sampled_from(["all", "own", "none"]),
        "timeline": st.sampled_from(["all", "own", "none"]),
        "search": st.sampled_from(["plain", "off"]),
        "slugs": st.sampled_from(["new", "own"]),
        "language": st.sampled_from(["en", "de", "ar"]),
        "topic": st.sampled_from(["Climate", "Weather"]),
        "keyword": st.sampled_from(["hospital", "methane"]),
    }
)
THEME = {
    "_entry.html": st.sampled_from(["", "{% macro entry(item, page, site, level=3, dated=true, lead=false) %}{{ item.title }}{% endmacro %}"]),
    "not_found.html": st.sampled_from(["", "{{ site.title }}", "{{ asset('own.css') }}", "{% include '_part.html' %}"]),
    "_part.html": st.sampled_from(["", "part", "other part"]),
    "assets/own.css": st.sampled_from(["", "p { color: red }", "p { color: blue }"]),
}  # fmt: skip


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Edits(RuleBasedStateMachine):
    """A project that somebody works on."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="digest-law-"))
        self.project = self.folder / "project"
        self.arguments: dict[str, object] = {"base_url": None, "drafts": False}
        self.fresh = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(options=OPTIONS)
    def begin(self, options: dict[str, str]) -> None:
        (self.project / "content").mkdir(parents=True)
        self.configure(options)
        for slug in "ab":
            self.write(f"2025-W12/{slug}.md", {"title": slug, "date": "2025-03-18"}, "Text.")

    def write(self, path: str, front: dict[str, str], body: str) -> None:
        target = self.project / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{key}: {value}\n" for key, value in front.items())
        target.write_text(f"---\n{lines}---\n{body}\n", "utf-8")
        self.fresh = False

    def texts(self) -> list[Path]:
        return sorted(path for path in (self.project / "content").rglob("*") if path.is_file())

    @rule(folder=FOLDERS, slug=SLUGS, front=FRONT, body=BODIES)
    def write_an_article(self, folder: str, slug: str, front: dict[str, str], body: str) -> None:
        self.write(f"{folder}/{slug}.md", front, body)

    @rule(
        number=st.integers(0, 99),
        line=st.sampled_from(sorted(LINES)).flatmap(lambda name: st.tuples(st.just(name), LINES[name])),
    )
    def edit_a_property(self, number: int, line: tuple[str, str]) -> None:
        if found := [path for path in self.texts() if path.suffix == ".md"]:
            self.set_property(found[number % len(found)], *line)

    def set_property(self, path: Path, name: str, value: str) -> None:
        """One line of a file alone; without a value it is taken out."""
        head, mark, body = path.read_text("utf-8").rpartition("---\n")
        lines = [line for line in head.splitlines() if not line.startswith(f"{name}:")]
        lines += [f"{name}: {value}"] if value else []
        path.write_text("".join(f"{line}\n" for line in lines) + mark + body, "utf-8")
        self.fresh = False

    @rule(number=st.integers(0, 99), body=BODIES)
    def edit_a_body(self, number: int, body: str) -> None:
        if found := [path for path in self.texts() if path.suffix == ".md"]:
            path = found[number % len(found)]
            head, mark, _ = path.read_text("utf-8").rpartition("---\n")
            path.write_text(f"{head}{mark}{body}\n", "utf-8")
            self.fresh = False

    @rule(
        number=st.integers(0, 99),
        words=st.sampled_from(["Text", "Methane", "fact", "Two"]),
        tag=st.sampled_from(["", "#method", "#weak"]),
    )
    def mark_a_passage(self, number: int, words: str, tag: str) -> None:
        """As a person does in an editor, who leaves everything else alone."""
        found = [path for path in self.texts() if path.suffix == ".md"]
        path = found[number % len(found)] if found else None
        text = path.read_text("utf-8") if path else ""
        head, mark, body = text.rpartition("---\n")
        if path and words in body and "==" not in body:
            body = body.replace(words, f"=={words}==[^a9]" if tag else f"=={words}==", 1)
            path.write_text(f"{head}{mark}{body}" + (f"\n[^a9]: @ann {tag}: Hm.\n" if tag else ""), "utf-8")
            self.fresh = False

    @rule(
        path=st.sampled_from(
            ["2025-W12/_index.md", "2025-W13/_index.md", "topics/climate.md", "topics/none.md", "pages/about.md",
             "pages/guide/index.md", "pages/guide/one.md", "pages/guide/two.md", "pages/archive.md"]
        ),
        front=FRONT,
        body=BODIES,
    )  # fmt: skip
    def write_a_page(self, path: str, front: dict[str, str], body: str) -> None:
        self.write(path, front, body)

    @rule(number=st.integers(0, 99))
    def delete_a_file(self, number: int) -> None:
        if found := self.texts():
            found[number % len(found)].unlink()
            self.fresh = False

    @rule(number=st.integers(0, 99), folder=FOLDERS, slug=SLUGS)
    def rename_a_file(self, number: int, folder: str, slug: str) -> None:
        if found := self.texts():
            path = found[number % len(found)]
            target = self.project / "content" / folder / f"{slug}{path.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            self.fresh = False

    @rule(folder=FOLDERS, body=st.sampled_from([b"image", b"other", b"imagE"]))
    def write_an_image(self, folder: str, body: bytes) -> None:
        target = self.project / "content" / folder / "plan.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        self.fresh = False

    @rule(options=OPTIONS)
    def configure(self, options: dict[str, str]) -> None:
        words = dict(options)
        topics = TOPICS.format(words.pop("topic"), words.pop("keyword"))
        lines = "".join(f"{key}: {value}\n" for key, value in words.items() if value)
        (self.project / "digest.yml").write_text(lines + topics, "utf-8")
        self.fresh = False

    @rule(files=st.fixed_dictionaries({}, optional=THEME))
    def change_the_theme(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            target = self.project / "themes" / "paper" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if text:
                target.write_text(text, "utf-8")
            else:
                target.unlink(missing_ok=True)
        self.fresh = False

    @rule(base_url=st.sampled_from([None, "", "https://b.example/"]), drafts=st.booleans())
    def choose(self, base_url: str | None, drafts: bool) -> None:
        self.arguments = {"base_url": base_url, "drafts": drafts}
        self.fresh = False

    @rule(number=st.integers(0, 999), how=st.sampled_from(["remove", "shorten", "touch", "same size"]))
    def meddle_with_the_output(self, number: int, how: str) -> None:
        found = sorted(path for path in (self.project / "site").rglob("*") if path.is_file() and path.name[0] != ".")
        if not found:
            return
        path = found[number % len(found)]
        if how == "remove":
            path.unlink()
        elif how == "touch":
            os.utime(path)
        else:
            path.write_bytes(path.read_bytes()[:-1] + (b"?" if how == "same size" else b""))
        if how in {"same size", "touch"}:
            status = path.stat()
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))
        self.fresh = False

    @rule(how=st.sampled_from(["delete", "truncate", "scribble", "bytecode", "manifest"]))
    def lose_what_was_remembered(self, how: str) -> None:
        cache = self.project / ".digest/cache/digest.sqlite"
        if how == "bytecode":
            for path in (self.project / ".digest/bytecode").glob("*"):
                path.write_bytes(b"\0" * 50)
        elif how == "manifest" and (self.project / "site/.digest-manifest").exists():
            shutil.rmtree(self.project / "site")  # without its manifest every file there would be somebody else's
        elif cache.exists():
            body = cache.read_bytes()
            cache.write_bytes(
                {"truncate": body[:5000], "scribble": body[:4000] + b"x" * 3000 + body[7000:]}.get(how, b"")
            )
        self.fresh = False

    @rule(number=st.integers(0, 99))
    def set_a_clock_back(self, number: int) -> None:
        if found := self.texts():
            os.utime(found[number % len(found)], ns=(10**18, 10**18))
            self.fresh = False

    def built(self, output: str, *, cache: bool) -> Built | str:
        config, _ = parse_config((self.project / "digest.yml").read_text("utf-8"))
        options = Options(output=self.project / output, cache=cache, jobs=1, explain=True, **self.arguments)  # type: ignore[arg-type]
        try:
            return build(self.project, config, options)
        except DigestError as error:
            return str(error)

    @precondition(lambda self: not self.fresh)
    @rule()
    def build(self) -> None:
        """The tree, what is told, and then that nothing is left to do."""
        shutil.rmtree(self.project / "clean", ignore_errors=True)
        before = tree(self.project / "site") if (self.project / "site").exists() else {}
        content = tree(self.project / "content")
        now, clean = self.built("site", cache=True), self.built("clean", cache=False)
        self.fresh = True
        assert tree(self.project / "content") == content
        if isinstance(now, str) or isinstance(clean, str):
            assert now == clean
            after = tree(self.project / "site") if (self.project / "site").exists() else {}
            assert after == before
            return
        assert tree(self.project / "site") == tree(self.project / "clean")
        assert (now.articles, now.files, now.problems) == (clean.articles, clean.files, clean.problems)
        again = self.built("site", cache=True)
        assert isinstance(again, Built)
        assert (again.rendered, again.written, again.removed, again.reasons) == (0, 0, (), ())
        assert (again.articles, again.files, again.problems) == (now.articles, now.files, now.problems)

    @invariant()
    def nothing_half_made_is_left(self) -> None:
        assert not list(self.folder.rglob(".digest-*.tmp"))
        assert not list(self.folder.rglob("stage-*"))


Edits.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
TestIncrementalEqualsClean = Edits.TestCase


def test_one_edit_at_a_time_reaches_every_page_that_shows_it() -> None:
    """Of articles on one story: a build after each, since what other edits make anew hides what one of them misses."""
    project, front = Edits(), {"date": "2025-03-18", "story": "The bell", "timeline": "[2025-03-18 - A point.]"}
    project.begin({"title": "A digest", "topic": "Climate", "keyword": "methane"})
    news = [text for text in TEXTS if "Kvitsund" in text]
    for at, slug in enumerate("abcd"):
        own = front if slug in "ab" else {}
        project.write(f"2025-W12/{slug}.md", {"title": slug, **own, "date": f"2025-03-{18 + at}"}, news[at % 2])
    edited = project.project / "content/2025-W12/a.md"
    for name in RELATIONS:
        for value in VALUES[name]:
            project.set_property(edited, name, value)
            project.build()
        project.set_property(edited, name, front.get(name, ""))
    project.teardown()
