"""Many sources: memory stays, a killed run goes on, and neither that nor the number of workers shows in the result."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digest.cli import run
from digest.config import parse_config
from digest.convert import drafts
from digest.convert.conversion import convert
from digest.convert.ledger import LEDGER
from tests.conftest import CONFIG, Project

REPOSITORY = Path(__file__).resolve().parents[2]
PEAK = "import resource, sys; from digest.cli import run; code = run(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
CODE = "".join(f"{number}{'x' * 195}\n" for number in range(500))
"""100 KB in few words, since a word takes much longer than its bytes."""

SOURCES = 30


def source(number):
    """A source whose title it shares with two others."""
    return (
        f"The ferry log {number // 3}\n\n{1 + number % 28} March 2025\n\n"
        f"The crew of boat {number} wrote down every wave that came over the bow that winter, {number * 7} in all. "
        "Nobody had asked them to, and the harbour office kept the books unread for a generation.\n"
    )


def filled(project, count=SOURCES):
    for number in range(count):
        project.write(f"seeds/{number:03}.txt", source(number))
    return project


def forget(project):
    """Delete the articles and the ledger."""
    for path in project.tree("content"):
        (project.folder / "content" / path).unlink()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_memory_does_not_grow_with_the_number_of_sources(project, jobs):
    """Ten times as many sources of 100 KB take less memory more than a quarter of what is written."""

    def peak():
        command = [sys.executable, "-c", PEAK, "-C", str(project.folder), "convert", "--jobs", jobs]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": "."}
        )
        return int(done.stdout.split()[-1]) * 1024

    peaks = []
    for count in (16, 160):
        for number in range(count):
            project.write(f"seeds/{number:03}.md", f"# Log {number}\n\nWaves, {number}.\n\n```\n{number}\n{CODE}```\n")
        peaks.append(peak())
    written = sum(len(body) for path, body in project.tree("content").items() if path.endswith(".md"))
    assert written > 15_000_000
    assert peaks[1] - peaks[0] < written / 4


def test_one_worker_gives_the_same_as_many(project):
    """Slugs of equal titles, ledger and all."""
    filled(project)
    trees = []
    for jobs in ("1", "2", "5"):
        forget(project)
        assert project.digest("convert", "--jobs", jobs).code == 0
        trees.append(project.tree("content"))
    assert len([path for path in trees[0] if path.endswith(".md")]) == SOURCES
    assert trees[0] == trees[1] == trees[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """What a run gives that is never cut off."""
    project = Project(tmp_path_factory.mktemp("whole"), None)
    project.write("digest.yml", CONFIG)
    assert run(["-C", str(filled(project).folder), "convert"]) == 0
    return project.tree("content")


@pytest.mark.parametrize("after", [1, SOURCES // 3, SOURCES - 1])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_cut_off_anywhere_keeps_what_it_made_and_the_next_goes_on(project, whole, after, jobs):
    """Articles already written are not touched again; names and ledger are those of a run never cut off."""
    filled(project)
    config, _ = parse_config(project.read("digest.yml"))

    def stop(at, of):
        if at == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(project.folder, config, jobs=int(jobs), progress=stop)
    made = {path: project.folder / "content" / path for path in project.tree("content") if path.endswith(".md")}
    times = {path: file.stat().st_mtime_ns for path, file in made.items()}
    assert len(made) == after
    assert project.read(str(LEDGER)).count("\n") == after + 1
    assert project.digest("convert").code == 0
    assert project.tree("content") == whole
    assert {path: file.stat().st_mtime_ns for path, file in made.items()} == times


def test_an_article_deleted_after_a_run_was_cut_off_stays_deleted(project):
    """The ledger has a line of each article as soon as there is one."""
    filled(project, 3)
    config, _ = parse_config(project.read("digest.yml"))

    def stop(at, of):
        if at == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(project.folder, config, jobs=1, progress=stop)
    gone = min(path for path in project.tree("content") if path.endswith(".md"))
    (project.folder / "content" / gone).unlink()
    assert project.digest("convert").code == 0
    assert gone not in project.tree("content")


def test_a_ledger_cut_off_within_a_line_is_read_up_to_there(project):
    """The half line is no source; the next run writes it whole."""
    filled(project, 4)
    project.digest("convert")
    whole = project.read(str(LEDGER))
    project.write(str(LEDGER), whole[:-7])
    project.digest("convert")
    assert project.read(str(LEDGER)) == whole


def test_a_source_that_kills_its_worker_is_named_and_the_others_are_converted(project, monkeypatch):
    """Whatever the system does to a worker, the run ends in words."""
    filled(project, 20)
    extract = drafts.extract

    def die(read, **more):
        if read.path.name in {"004.txt", "013.txt"}:
            os.kill(os.getpid(), signal.SIGKILL)
        return extract(read, **more)

    monkeypatch.setattr(drafts, "extract", die)
    result = project.digest("convert", "--jobs", "2")
    assert result.code == 1
    assert [line for line in result.err.splitlines() if line.startswith("seeds/")] == [
        "seeds/004.txt  was given up: the process that read it was killed, perhaps for want of memory",
        "seeds/013.txt  was given up: the process that read it was killed, perhaps for want of memory",
    ]
    assert len([path for path in project.tree("content") if path.endswith(".md")]) == 18


def test_what_did_not_change_is_not_opened(project, monkeypatch):
    """Once the files have been seen unchanged for a while, a run looks at their stamps alone."""
    filled(project, 10)
    project.digest("convert")
    long_ago = time.time_ns() - 10**11
    files = [
        path for folder in ("seeds", "content") for path in (project.folder / folder).rglob("*.*") if path.is_file()
    ]
    before = project.tree("content")
    for path in files:
        os.utime(path, ns=(long_ago, long_ago))
    time.sleep(0.1)
    project.digest("convert")
    opened = []
    monkeypatch.setattr("digest.cache.file_cache.read", lambda _project, path, _limit: opened.append(path))
    assert project.digest("convert").code == 0
    assert opened == []
    assert project.tree("content") == before


@pytest.mark.parametrize("how", ["lose", "scribble"])
def test_what_is_remembered_can_be_lost(project, how):
    """An edit of the same length and time in an article or source is seen, with or without a memory."""
    filled(project, 3)
    project.digest("convert")
    cache = project.folder / ".digest/cache/convert.sqlite"
    before = project.tree("content")
    if how == "lose":
        cache.unlink()
    else:
        cache.write_bytes(cache.read_bytes()[:3000] + b"x" * 5000)
    assert project.digest("convert").code == 0
    assert project.tree("content") == before
    project.write("seeds/001.txt", source(1).replace("Nobody", "No one"))
    project.digest("convert")
    assert sum("No one" in body.decode() for path, body in project.tree("content").items() if path.endswith(".md")) == 1
