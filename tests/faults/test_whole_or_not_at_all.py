"""Whole or not at all: kills, full disks, builds at once and edits in between leave no torn file and no dead link."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faults import (
    TEXT,
    changes,
    clean,
    dead_links,
    duration,
    filled,
    kill_after,
    rubbish,
    run,
    start,
    without_rubbish,
)

COUNT = 24
"""Articles of a project: over a year, so that each has weeks, and lists of more than one page."""

PARALLEL = 50
"""Articles from which several processes read them."""

KILLS = 6
"""Kills of a build or conversion, spread over its changes of the file system from the first to the last."""

RANDOM_KILLS = 4
"""Kills of builds at random moments, which may lie within a change."""

SOONER = 0.7
"""What is left of the time to wait after a run that ended before its kill: one measured on a busy machine is too long."""


@pytest.mark.parametrize("pages", ["all", "some"])
def test_a_killed_build_leaves_whole_pages_and_the_next_one_ends_it(project, pages):
    """Promises 34, 35: before any change of a file: each is of the old or of the new site, no link is dead; the next build gives the clean bytes."""
    filled(project, COUNT)
    assert project.digest("build").code == 0
    edit(project, pages, KILLS)
    there_are = changes(project, "build")
    assert there_are > (2 * COUNT if pages == "all" else KILLS)
    old = clean(project)
    for number in range(KILLS):
        edit(project, pages, number)
        before = 1 + number * (there_are - 1) // (KILLS - 1) - (number == KILLS - 1)
        old = check_a_killed_build(project, old, lambda at=before: changes(project, "build", kill_before=at) is None)


def test_a_build_killed_at_a_random_moment_is_whole_too(project):
    """Promises 34, 35: also while a file, or the cache, is being written."""
    rng = random.Random(5)
    filled(project, COUNT)
    took = duration(project, "build")
    old = clean(project)
    killed = []
    for number in range(RANDOM_KILLS):
        edit(project, "all" if number % 2 else "some", number)
        moment = took * rng.uniform(0.2, 1.05)
        old = check_a_killed_build(
            project, old, lambda at=moment: killed.append(kill_after(start(project, "build"), at)) is None
        )
        took *= 1 if killed[-1] else SOONER
    assert sum(killed) > RANDOM_KILLS // 3


def check_a_killed_build(project, old, kill):
    """Kill a build, look at what it left, and build again; gives the files of the new site."""
    new = clean(project)
    before = project.tree("content")
    assert kill()
    site = without_rubbish(project.tree("site"))
    site.pop(".digest-manifest", None)  # names old and new files alike while a build runs
    assert [path for path, body in site.items() if body not in (old.get(path), new.get(path))] == []
    assert dead_links(site) == []
    assert project.tree("content") == before
    assert project.digest("build").code == 0
    assert project.tree("site") == new
    assert rubbish(project.folder) == []
    return new


def edit(project, pages, number):
    """Change every page, or a few; add, move and remove articles."""
    if pages == "all":
        project.write("digest.yml", f"title: Digest {number}\n" + project.read("digest.yml").partition("\n")[2])
    project.article(f"more/{number}.md", title=f"More {number}", date=f"2024-0{1 + number}-01", topics="[health]")
    project.article(f"mine/{number:02}.md", title=f"Moved {number}", date=f"2025-0{1 + number % 9}-02")
    (project.folder / f"content/mine/{number + KILLS + 1:02}.md").unlink(missing_ok=True)


def test_a_killed_conversion_leaves_whole_articles_and_the_next_one_ends_it(project):
    """Promises 26, 34, 35: killed before any change of a file: what a person wrote is untouched, each article is whole; the next run ends as one never killed."""
    filled(project, COUNT)
    mine = project.tree("content/mine")
    seeds = project.tree("seeds")
    there_are = changes(project, "convert")
    whole = project.tree("content")
    for number in range(KILLS):
        for path in whole:
            if not path.startswith("mine/"):
                (project.folder / "content" / path).unlink(missing_ok=True)
        assert changes(project, "convert", kill_before=1 + number * there_are // KILLS) is None
        made = project.tree("content")
        assert [path for path, body in made.items() if path.endswith(".md") and body != whole.get(path)] == []
        assert (project.tree("content/mine"), project.tree("seeds")) == (mine, seeds)
        assert project.digest("convert").code == 0
        assert without_rubbish(project.tree("content")) == whole


@pytest.mark.parametrize("command", ["build", "convert"])
def test_a_full_disk_is_said_in_words_and_the_old_files_stay(project, command):
    """Promise 36: no file may grow beyond some bytes: exit code 1, a sentence, nothing torn, and the next run is as if nothing had been."""
    filled(project, 4)
    assert project.digest("convert").code == 0
    assert project.digest("build").code == 0
    folder = "site" if command == "build" else "content"
    before = project.tree(folder)
    project.write(
        "digest.yml", project.read("digest.yml").replace("Test digest", "D" * 3000).replace("methane", "methane gas")
    )
    project.write("seeds/new.txt", TEXT.format("New ice", 1) * 300)
    limited = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); from digest.__main__ import main; sys.exit(main())"
    result = subprocess.run(
        [sys.executable, "-c", limited, "-C", str(project.folder), command], capture_output=True, text=True, check=False, timeout=60,
        cwd=Path(__file__).resolve().parents[2], env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert result.returncode == 1
    assert "cannot be written: File too large" in result.stderr
    assert "Traceback" not in result.stderr
    after = project.tree(folder)
    changed = [path for path in before if after.get(path) != before[path]]
    assert [path for path in changed if len(after.get(path, b"")) > 2000] == []
    assert rubbish(project.folder) == []
    assert project.digest(command).code == 0
    if command == "build":
        assert project.tree("site") == clean(project)


def test_a_place_that_cannot_be_written_is_said_in_words(project):
    """Promise 36: an output below a file, a content/ or .digest that is a file: exit code 1 and the name."""
    filled(project, 2)
    project.write("file", "mine")
    result = project.digest("build", "--output", str(project.folder / "file/site"))
    assert (result.code, "Traceback" in result.err) == (1, False)
    assert "cannot be written" in result.err or "is a file" in result.err
    shutil.rmtree(project.folder / "content")
    project.write("content", "mine")
    result = project.digest("convert")
    assert (result.code, "Traceback" in result.err) == (1, False)
    assert result.err
    assert project.read("content") == project.read("file") == "mine"


def test_two_builds_at_once_give_one_clean_site(project):
    """Promise 37: both succeed, or one says in words that it cannot; the site afterwards is that of a clean build."""
    filled(project, COUNT)
    for round_ in range(2):
        project.write("digest.yml", project.read("digest.yml").replace("title: ", f"title: {round_}", 1))
        runs = [start(project, "build") for _ in range(2)]
        ends = [(*process.communicate(timeout=60), process.returncode) for process in runs]
        assert [err for _, err, _ in ends if "Traceback" in err] == []
        assert 0 in [code for _, _, code in ends]
        assert all(code == 0 or err for _, err, code in ends)
        assert project.digest("build").code == 0
        assert project.tree("site") == clean(project)
        assert rubbish(project.folder) == []


def test_edits_during_a_build_survive_and_appear_in_the_next(project):
    """Promise 38: articles that change, come and go while a build runs are neither lost nor half shown."""
    filled(project, PARALLEL)
    assert project.digest("build").code == 0
    for round_ in range(2):
        process = start(project, "build", "--no-cache")
        number = 0
        while process.poll() is None:
            project.article(
                f"mine/{number % PARALLEL:02}.md", title=f"Edit {round_} {number}", date="2025-04-18", topics="[health]"
            )
            (project.folder / f"content/mine/{(number * 7) % PARALLEL:02}.md").unlink(missing_ok=True)
            number += 1
            time.sleep(0.003)
        _, err = process.communicate(timeout=60)
        assert number > 3
        assert "Traceback" not in err
        assert process.returncode in {0, 1}
        after = project.tree("content")
        assert project.digest("build").code == 0
        assert project.tree("content") == after
        assert project.tree("site") == clean(project)


def test_equal_inputs_give_equal_bytes_anywhere(project, tmp_path):
    """Promise 39: folder, hash seed, zone, locale, umask, times and order of files, number of processes: not a byte differs."""
    filled(project, PARALLEL)
    results = []
    circumstances = [
        ("here", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, 0o022, ("--jobs", "1")),
        (
            "an other/place é",
            {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
            0o077,
            ("--jobs", "2"),
        ),
    ]
    for name, environment, umask, jobs in circumstances:
        copy = tmp_path / name
        files = sorted(path.relative_to(project.folder) for path in project.folder.rglob("*") if path.is_file())
        for number, path in enumerate(files if name == "here" else reversed(files)):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(project.folder / path, copy / path)
            os.utime(copy / path, (number * 10_000, number * 10_000))
        twin = type(project)(copy, None)
        for command in ("convert", "build"):
            assert run(twin, command, *jobs, env={**os.environ, **environment}, umask=umask) == (0, "")
        results.append((twin.tree("content"), twin.tree("site")))
    assert len(results[0][0]) > 100
    assert results[0] == results[1]
