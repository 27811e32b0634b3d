"""What surrounds a build goes wrong: its cache, its clock, its folders, its theme. After each the next build is right."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faults import clean, dead_links, filled, rubbish, run

CACHE = ".digest/cache/digest.sqlite"
REPOSITORY = Path(__file__).resolve().parents[2]


def built(project, count=12):
    """A project of some articles, built."""
    filled(project, count)
    assert project.digest("build").code == 0
    return project


def check_it_recovers(project):
    """The person's files are as they were, and one more build gives the clean site."""
    content = project.tree("content")
    assert project.digest("build").code == 0
    assert project.tree("content") == content
    assert project.tree("site") == clean(project)
    assert dead_links(project.tree("site")) == []
    assert rubbish(project.folder) == []


DAMAGE = {
    "empty": lambda _: b"",
    "cut": lambda body: body[: len(body) // 2],
    "another version": lambda body: body[:60] + b"\x00\x00\x00\x63" + body[64:],
    "random": lambda body: os.urandom(len(body)),
    "random within": lambda body: body[:4096] + os.urandom(len(body) - 4096),
    "text": lambda _: b"this is no cache",
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_cache_is_an_empty_one(project, how):
    """Cut, of another version, or filled with random bytes: nothing is told, and the site is right."""
    built(project)
    path = project.folder / CACHE
    path.write_bytes(DAMAGE[how](path.read_bytes()))
    project.article("mine/03.md", title="Edited", date="2025-04-18", topics="[climate]")
    result = project.digest("build")
    assert (result.code, result.err) == (0, "")
    check_it_recovers(project)


def test_a_cache_from_another_machine_is_checked_by_content(project, tmp_path):
    """One that belongs to another state of the files says nothing false: what differs is parsed."""
    built(project)
    other = type(project)(tmp_path / "other", project._capture)
    shutil.copytree(project.folder, other.folder)
    for number in range(6):
        other.article(f"mine/{number:02}.md", title=f"Elsewhere {number}", date="2025-04-18", topics="[health]")
    assert other.digest("build").code == 0
    shutil.copyfile(other.folder / CACHE, project.folder / CACHE)
    check_it_recovers(project)


@pytest.mark.parametrize("name", [".digest", ".digest/cache", ".digest/bytecode"])
def test_a_file_in_the_place_of_a_folder_of_ours_is_done_without(project, name):
    """The build works, and the file stays."""
    filled(project, 4)
    project.write(name, "mine")
    assert project.digest("build").code == 0
    check_it_recovers(project)
    assert project.read(name) == "mine"


@pytest.mark.parametrize("seconds", [-(10**7), 10**7])
def test_a_clock_that_jumps_changes_nothing(project, seconds):
    """Sources and site from the future or the past; an edit with an old time is seen; and things settle down again."""
    built(project)
    for path in sorted(project.folder.rglob("*")):
        os.utime(path, (time.time() + seconds, time.time() + seconds))
    project.article("mine/03.md", title="Edited", date="2025-04-18", topics="[climate]")
    os.utime(project.folder / "content/mine/03.md", (1, 1))
    check_it_recovers(project)
    result = project.digest("build", "--explain")
    assert result.out.startswith("0 files made")


def test_an_edit_of_the_same_size_and_time_is_seen(project):
    """Only the inode's own time tells it, or that the first build came too soon to be sure."""
    built(project)
    path = project.folder / "content/mine/03.md"
    for word in ("First", "Other", "Third"):
        times = path.stat()
        project.article("mine/03.md", title=word, date="2025-04-18", topics="[climate]")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert project.digest("build").code == 0
        assert word in project.read("site/2025/w16/03/index.html")
    check_it_recovers(project)


def as_nobody(project, *arguments):
    """Run the command line as a user to whom permissions mean something."""
    program = (  # what is needed is imported first: the interpreter's own files may be readable for root alone
        "import os, sys\n"
        "import email.parser, multiprocessing.connection, shutil, slugify, tempfile\n"
        "import digest.build.changed_build, digest.build.previous.edited_build\n"
        "import digest.build.site_build, digest.cli.command_line\n"
        "from digest.__main__ import main\n"
        "from digest.cache.program_fingerprint import program_fingerprint\n"
        "program_fingerprint(), b'x'.decode('utf-8-sig'), b'x'.decode('unicode-escape')\n"
        "if os.getuid() == 0:\n    os.setgroups([])\n    os.setgid(65534)\n    os.setuid(65534)\n"
        "sys.exit(main())\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "-C", str(project.folder), *arguments],
        capture_output=True, text=True, check=False, timeout=60, cwd=REPOSITORY,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return result.returncode, result.stderr


def everybody(project, may_write):
    """Let everybody read the project, and write it or not."""
    for folder in project.folder.parents:
        if folder != folder.parent and folder.stat().st_uid == os.getuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    for path in (project.folder, *project.folder.rglob("*")):
        path.chmod((0o777 if may_write else 0o555) if path.is_dir() else (0o666 if may_write else 0o444))


def test_a_read_only_site_is_said_in_words_and_stays(project):
    """Exit code 1, the reason, the old site to the byte."""
    built(project)
    before = project.tree("site")
    project.article("mine/03.md", title="Edited", date="2025-04-18", topics="[climate]")
    everybody(project, may_write=True)
    for path in (project.folder / "site", *(project.folder / "site").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    code, err = as_nobody(project, "build")
    everybody(project, may_write=True)
    assert code == 1
    assert "cannot be written" in err
    assert "Traceback" not in err
    after = project.tree("site")
    assert {path: body for path, body in after.items() if path != ".digest-manifest"} == {
        path: body for path, body in before.items() if path != ".digest-manifest"
    }
    check_it_recovers(project)


def test_a_project_that_may_only_be_read_is_built_elsewhere(project, tmp_path):
    """No cache can be kept, and none is needed."""
    filled(project, 4)
    expected = clean(project)
    everybody(project, may_write=False)
    output = tmp_path / "public"
    output.mkdir()
    output.chmod(0o777)
    code, err = as_nobody(project, "build", "--output", str(output))
    everybody(project, may_write=True)
    assert err == ""
    assert code == 0
    assert {
        path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()
    } == expected


def fill(path):
    """Write a file until there is no room left on its disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(handle, b"x" * 1024)
    except OSError as error:
        assert error.errno == errno.ENOSPC  # noqa: PT017  (the loop ends so, and only so)
    finally:
        os.close(handle)
    return path


def test_a_small_file_system_that_is_full_is_said_in_words(project, tmp_path):
    """On a disk of its own with too little room: the old site stays, and with room the next build is whole."""
    mount = tmp_path / "disk"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system can be mounted by root alone")
    try:
        disk = type(project)(mount / "project", project._capture)
        shutil.copytree(filled(project, 6).folder, disk.folder)
        assert disk.digest("build").code == 0
        before = disk.tree("site")
        room = fill(disk.folder / "ballast")
        config = disk.folder / "digest.yml"
        with config.open("r+b") as file:  # in place: there is no room for another
            file.write(b"title: Full digest".ljust(18)[:18])
        code, err = run(disk, "build")
        assert (code, "Traceback" in err) == (1, False)
        assert "cannot be written: No space left on device" in err
        assert disk.tree("site") == before
        room.unlink()
        assert disk.digest("build").code == 0
        elsewhere = type(project)(tmp_path / "elsewhere" / "project", project._capture)
        shutil.copytree(disk.folder, elsewhere.folder)
        assert disk.tree("site") == clean(elsewhere) != before
    finally:
        subprocess.run(["umount", str(mount)], check=True, capture_output=True)


def test_thousands_of_files_in_one_folder(project):
    """A week of a thousand articles builds; the home page does not grow with it."""
    for number in range(1000):
        project.article(f"one/a{number}.md", title=f"Article {number}", date="2025-03-18", topics="[climate]")
    began = time.monotonic()
    assert project.digest("build").code == 0
    assert time.monotonic() - began < 30
    assert len(list((project.folder / "site/2025/w12").iterdir())) == 1001
    assert len(project.read("site/index.html")) < 30_000
    assert project.digest("build", "--explain").out.startswith("0 files made")


def test_names_that_differ_in_case_alone_collide(project):
    """Both are named, nothing is overwritten: not every system can hold the two."""
    built(project)
    before = project.tree("site")
    project.article("mine/Call.md", title="One", date="2025-03-18")
    project.article("other/call.md", title="Two", date="2025-03-19")
    result = project.digest("build")
    assert result.code == 1
    assert "content/mine/Call.md  the address /2025/w12/call/ is claimed by content/other/call.md too" in result.err
    assert "content/other/call.md  the address /2025/w12/call/ is claimed by content/mine/Call.md too" in result.err
    assert project.tree("site") == before
    (project.folder / "content/mine/Call.md").unlink()
    check_it_recovers(project)


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (
            "{% extends 'base.html' %}\n{% block main %}\n{{ view.nonsense }}\n{% endblock %}",
            ":3:9  ArchiveView has no field 'nonsense'",
        ),
        ("{{ undefined_thing }}", "'undefined_thing' is undefined"),
        ("{% include 'archive.html' %}", "templates include or call each other without end"),
        ("<p>\n{% if %}", ":2:1  "),
    ],
    ids=["missing field", "undefined", "endless", "syntax"],
)
def test_a_broken_template_is_named_and_the_old_site_stays(project, template, words):
    """File, line, the line itself and the page; with the template mended the site is whole."""
    built(project)
    before = project.tree("site")
    project.article("mine/03.md", title="Edited", date="2025-04-18", topics="[climate]")
    project.write("themes/paper/archive.html", template)
    result = project.digest("build")
    assert result.code == 1
    assert "themes/paper/archive.html" in result.err
    assert words in result.err
    assert "while rendering archive/index.html with the template archive.html" in result.err
    assert " | " in result.err
    assert project.tree("site") == before
    (project.folder / "themes/paper/archive.html").unlink()
    check_it_recovers(project)
