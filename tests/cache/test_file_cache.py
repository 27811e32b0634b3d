"""The cache of per-file results: what is not opened, what is not computed again, and what is."""

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pytest

from digest.cache import file_cache
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import Scan, read, scan
from digest.cache.store import Store
from digest.errors import Problem
from digest.model.fingerprint import fingerprint

LATER = 10**12
"""Nanoseconds after which a file that has not changed is trusted not to have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    path: PurePosixPath
    count: int


def count(path: PurePosixPath, body: bytes) -> Computed[Words]:
    return Computed(Words(path=path, count=len(body.split())), texts=(("text", fingerprint(body), body.decode()),))


WORDS = Computation(kind="words", codec=Codec[Words](Words), function=count, limit=100)


class Folder:
    """A project with one folder of files, and its cache."""

    def __init__(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.store = Store(project / "cache.sqlite", 1)
        self.opened: list[str] = []
        self.computation = replace(WORDS, function=self.compute)
        self.computed: list[str] = []
        monkeypatch.setattr(file_cache, "read", self.read)

    def write(self, name: str, text: str) -> None:
        (self.project / "content").mkdir(exist_ok=True)
        (self.project / "content" / name).write_text(text)

    def read(self, project: Path, path: PurePosixPath, limit: int) -> bytes | Problem:
        self.opened.append(path.name)
        return read(project, path, limit)

    def compute(self, path: PurePosixPath, body: bytes) -> Computed[Words]:
        self.computed.append(path.name)
        return count(path, body)

    def scan(self, later: int = LATER) -> Scan:
        found = scan(self.project, PurePosixPath("content"))
        return replace(found, started=found.started + later)

    def results(self, later: int = LATER, **options: str) -> dict[str, int | str]:
        """The count of each file, or the message of its problem; from the store as another run would read it."""
        self.opened, self.computed = [], []
        cache = FileCache(self.store, replace(self.computation, **options))
        entries = dict(cache.results(self.project, self.scan(later), jobs=1))
        return {
            PurePosixPath(path).name: entry.message if isinstance(entry, Problem) else entry.result.count
            for path, entry in entries.items()
        }

    @property
    def stored(self) -> list[str]:
        return sorted(PurePosixPath(name).name for name, _ in self.store.all("words"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    folder = Folder(tmp_path, monkeypatch)
    folder.write("a.md", "one two")
    folder.write("b.md", "three")
    yield folder
    folder.store.close()


def test_a_file_whose_stamp_did_not_change_is_not_opened(folder: Folder) -> None:
    """Neither is its result computed again."""
    assert folder.results() == {"a.md": 2, "b.md": 1}
    assert (folder.opened, folder.computed) == (["a.md", "b.md"], ["a.md", "b.md"])
    assert folder.results() == {"a.md": 2, "b.md": 1}
    assert (folder.opened, folder.computed) == ([], [])


def test_a_file_of_equal_bytes_is_opened_once_and_not_computed_again(folder: Folder) -> None:
    """Such as one that was checked out anew: its new stamp is stored with the old result."""
    folder.results()
    os.utime(folder.project / "content/a.md", ns=(5, 5))
    assert folder.results() == {"a.md": 2, "b.md": 1}
    assert (folder.opened, folder.computed) == (["a.md"], [])
    folder.results()
    assert folder.opened == []


def test_a_changed_file_is_computed_again_and_no_other(folder: Folder) -> None:
    """Its neighbours are not opened."""
    folder.results()
    folder.write("b.md", "three four")
    assert folder.results() == {"a.md": 2, "b.md": 2}
    assert (folder.opened, folder.computed) == (["b.md"], ["b.md"])


def test_a_file_that_was_scanned_right_after_a_change_is_opened_again(folder: Folder) -> None:
    """Another change could have got the same stamp, so that the stamp proves nothing (git: racily clean)."""
    folder.results(later=0)
    path = folder.project / "content/b.md"
    before = path.stat()
    with path.open("r+") as file:
        file.write("a b c")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.results() == {"a.md": 2, "b.md": 3}
    assert (folder.opened, folder.computed) == (["a.md", "b.md"], ["b.md"])


def test_what_a_result_depends_on_is_part_of_its_name(folder: Folder) -> None:
    """Other options, another version of a library: all is computed again; the old results are there to compare with."""
    folder.results(dependencies="old")
    previous = FileCache(folder.store, folder.computation).previous
    assert {path: entry.result.count for path, entry in previous.items()} == {"content/a.md": 2, "content/b.md": 1}
    folder.results(dependencies='new "name"')
    assert folder.computed == ["a.md", "b.md"]
    folder.results(dependencies='new "name"')
    assert (folder.opened, folder.computed) == ([], [])


def test_the_result_of_a_file_that_is_gone_goes(folder: Folder) -> None:
    """And comes back with the file."""
    folder.results()
    (folder.project / "content/a.md").unlink()
    assert folder.results() == {"b.md": 1}
    assert folder.stored == ["b.md"]
    folder.write("a.md", "again")
    assert folder.results() == {"a.md": 1, "b.md": 1}


def test_a_file_that_cannot_be_read_is_a_problem_each_time(folder: Folder) -> None:
    """One that grew too large, one that vanished after the scan; no result of theirs is kept."""
    folder.results()
    folder.write("a.md", "x" * 101)
    folder.write("b.md", "changed")
    found = folder.scan()
    (folder.project / "content/b.md").unlink()
    for _ in range(2):
        entries = dict(FileCache(folder.store, folder.computation).results(folder.project, found, jobs=1))
        problems = [str(entry).split("\n")[0] for entry in entries.values()]
        assert problems == [
            "content/a.md  too large: 0 MiB, at most 0 MiB are read",
            "content/b.md  cannot be read: No such file or directory",
        ]
        assert folder.stored == []


def test_texts_are_stored_beside_results(folder: Folder) -> None:
    """Each by the name that the computation gave it, and again when the result is computed again."""
    folder.results()
    assert {text for _, text in folder.store.all("text")} == {"one two", "three"}
    assert folder.store.get("text", fingerprint(b"three")) == "three"


@pytest.mark.parametrize(
    "row", ["", "[]", "null", '[[1],2,"a","",["content/a.md",7]]', "[[1,2,3,4],5,6,7,8]", '[[],[],"",""]', "[" * 99_999]
)
def test_a_bad_row_counts_as_absent(folder: Folder, row: str) -> None:
    """Whatever is wrong with it, the file is read."""
    folder.results()
    folder.store.put("words", {"content/a.md": row})
    assert folder.results() == {"a.md": 2, "b.md": 1}
    assert folder.opened == ["a.md"]


def test_a_result_of_another_type_counts_as_absent(folder: Folder) -> None:
    """Though the row around it is good."""
    folder.results()
    row = folder.store.get("words", "content/a.md") or ""
    assert row.endswith('["content/a.md",2]]')
    folder.store.put("words", {"content/a.md": row.replace(",2]]", ',"2"]]')})
    assert folder.results() == {"a.md": 2, "b.md": 1}
    assert folder.computed == ["a.md"]


def test_an_entry_that_was_not_computed_has_the_object_it_had(folder: Folder) -> None:
    """By this, those who compare with the last run see what changed."""
    folder.results()
    os.utime(folder.project / "content/a.md", ns=(5, 5))
    folder.write("b.md", "other")
    cache = FileCache(folder.store, folder.computation)
    entries = dict(cache.results(folder.project, folder.scan(), jobs=1))
    same = {
        path: entry.result is cache.previous[path].result for path, entry in entries.items() if isinstance(entry, Entry)
    }
    assert same == {"content/a.md": True, "content/b.md": False}


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    """In the order of the scan, whatever the order in which they are done, with what was done on the way."""
    (tmp_path / "content").mkdir()
    for number in range(300):
        (tmp_path / f"content/{number}.md").write_text("word " * (number % 17) if number % 50 else "x" * 101)
    found = scan(tmp_path, PurePosixPath("content"))
    runs = []
    for jobs in (1, 3):
        store, seen = Store(tmp_path / f"{jobs}.sqlite", 1), []
        results = FileCache(store, WORDS).results(
            tmp_path, found, jobs=jobs, progress=lambda done, of, seen=seen: seen.append((done, of))
        )
        runs.append((list(results), sorted(store.all("words")), sorted(store.all("text")), seen))
        store.close()
    assert runs[0] == runs[1]
    assert [path for path, _ in runs[0][0]] == list(found.stamps)
    assert runs[0][3] == [(64, 300), (128, 300), (192, 300), (256, 300), (300, 300)]
    assert len(runs[0][1]) == 294


@pytest.mark.parametrize("seed", range(20))
def test_after_any_edits_the_results_are_those_of_no_cache(folder: Folder, tmp_path: Path, seed: int) -> None:
    """Edits of the same length, files touched, removed, swapped or of an old time: with a cache as without one."""
    rng = random.Random(seed)
    files = folder.project / "content"
    for _ in range(12):
        names = sorted(path.name for path in files.iterdir())
        name, time = rng.choice([*names, "c.md", "d.md"]), rng.choice([5, 10**18 + 1])
        match rng.choice(["write", "touch", "remove", "swap", "nothing"]):
            case "write":
                folder.write(name, rng.choice(["a b", "a  ", "abc", "c d e"]))
            case "touch" if name in names:
                os.utime(files / name, ns=(time, time))
            case "remove" if name in names:
                (files / name).unlink()
            case "swap" if name in names:
                (files / name).replace(files / rng.choice(names))
        fresh = Store(tmp_path / "none" / "cache.sqlite", 1)
        expected = {
            path: entry.result
            for path, entry in FileCache(fresh, WORDS).results(folder.project, folder.scan(0), jobs=1)
        }
        fresh.close()
        (tmp_path / "none" / "cache.sqlite").unlink()
        cached = FileCache(folder.store, WORDS).results(folder.project, folder.scan(0), jobs=1)
        assert {path: entry.result for path, entry in cached} == expected
