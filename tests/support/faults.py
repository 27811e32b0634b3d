"""Projects that break, and how to see what is left of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import lru_cache
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import html5lib

TEXT = "{0}\n\nThe methane of the lakes was counted for nine years, in lake {1}. Nobody had counted it before.\n"


def filled(project, count=40):
    """A project of some size: articles over several weeks, a person's own among them, and sources to be converted."""
    for number in range(count):
        project.write(f"seeds/{number:02}.txt", TEXT.format(f"Late ice {number}", number))
        project.article(
            f"mine/{number:02}.md",
            title=f"Note {number}",
            date=f"2025-{1 + number % 12:02}-18",
            topics="[climate]",
            source="A lake",
        )
    return project


def start(project, *arguments, **more):
    """Start the command line in a process group of its own, from a folder that has nothing to do with it."""
    command = [sys.executable, "-m", "digest", "-C", str(project.folder), *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        cwd=Path(__file__).resolve().parents[2], **more,
    )  # fmt: skip


def run(project, *arguments, **more):
    """Run the command line in a process of its own; gives exit code and errors."""
    process = start(project, *arguments, **more)
    _, err = process.communicate(timeout=120)
    return process.returncode, err


def clean(project):
    """The site that a build from nothing gives."""
    target = project.folder.parent / "clean"
    shutil.rmtree(target, ignore_errors=True)
    assert project.digest("build", "--no-cache", "--output", str(target)).code == 0
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()
    }


def rubbish(folder):
    """What a run that was cut off may have left."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.name.endswith(".tmp") or (path.name.startswith(".digest-") and path.name != ".digest-manifest")
    ]


def without_rubbish(tree):
    """A tree without the unfinished files of a kill: their names begin with a dot, so that no one sees or publishes them."""
    return {
        path: body
        for path, body in tree.items()
        if not PurePosixPath(path).name.startswith(".digest-") or path == ".digest-manifest"
    }


def dead_links(site):
    """Links and loads of a site's pages, built to be opened from disk, that lead to no file."""
    pages = [(path, body) for path, body in site.items() if path.endswith(".html") and path != "404.html"]
    targets = [
        (path, os.path.normpath(PurePosixPath(path).parent / named)) for path, body in pages for named in links(body)
    ]
    return [(path, target) for path, target in targets if target not in site]


@lru_cache(maxsize=2000)
def links(page):
    """The paths that a page links to or loads; of one page once, since parsing it as a browser does takes long."""
    addresses = [
        urlsplit(unescape(element.get("href") or element.get("src") or ""))
        for element in html5lib.parse(page.decode(), namespaceHTMLElements=False).iter()
    ]
    return tuple(unquote(parts.path) for parts in addresses if parts.path and not parts.scheme)


def kill_after(process, seconds):
    """Kill a process and all it started, unless it has ended before; tells whether it was killed."""
    time.sleep(seconds)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    return alive


COUNTED = """
import os, signal, sys

at, seen = int(sys.argv.pop(1)), 0
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.chmod", "os.utime"}

def watch(event, arguments):
    global seen
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (event in CHANGES or writes) and "bytecode" not in str(arguments[0]):
        seen += 1
        if seen == at:
            os.killpg(os.getpgrp(), signal.SIGKILL)

sys.addaudithook(watch)
from digest.__main__ import main

code = main()
print(seen, file=sys.stderr)
sys.exit(code)
"""
"""The program, killed with all it started just before its n-th change of the file system, or with these counted.

Compiled templates do not count: whether they are written depends on what others have built in the same installation.
"""


def changes(project, *arguments, kill_before=0):
    """Run a command up to its n-th change of the file system; gives how many there were, None if it was killed there."""
    command = [sys.executable, "-c", COUNTED, str(kill_before), "-C", str(project.folder), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, start_new_session=True, timeout=120,
        cwd=Path(__file__).resolve().parents[2], env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return int(done.stderr.split()[-1])


def duration(project, *arguments):
    """How many seconds a command takes."""
    begun = time.monotonic()
    code, err = run(project, *arguments)
    assert (code, err) == (0, "")
    return time.monotonic() - begun
