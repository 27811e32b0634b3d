"""Publishing to repositories that git itself serves: refused, interrupted and overtaken, it is whole or not at all.

The remote has the site as it was, or as it was shown, and the message says which (promise 40).
"""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from tests.publish.conftest import git
from tests.support.git_servers import git_daemon, git_over_http, git_program

PROTOCOLS = {"daemon": git_daemon, "http": git_over_http}


@pytest.fixture(scope="module", params=PROTOCOLS)
def served(request, published_folder, need):
    """The address of the bare repository, as one of git's servers has it."""
    program = "git-daemon" if request.param == "daemon" else "git-http-backend"
    need(git_program(program).is_file(), program)
    base = published_folder.parent
    with PROTOCOLS[request.param](base) as address:
        yield f"{address}/remote.git"


@pytest.fixture
def remote(published, served):
    """The project with a change to publish, and the served repository as its remote; hooks are taken away."""
    git(published.folder, "remote", "set-url", "origin", served)
    published.article("2025-W12/one.md", title="One", body="A sentence that is new.", rights="full")
    yield published
    git(published.folder, "remote", "set-url", "origin", str(published.bare))
    for hook in (published.bare / "hooks").iterdir():
        hook.unlink()


def hook(remote, name, script):
    """Let the server run a script."""
    path = remote.bare / "hooks" / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


def is_published(remote):
    return b"A sentence that is new." in remote.everything()


def another_commit(remote):
    """A commit that digest made elsewhere, on top of what is published."""
    tree = git(remote.bare, "rev-parse", "gh-pages^{tree}")
    message = "Publish the site\n\nPublished-by: research-digest"
    return git(remote.bare, "commit-tree", tree, "-p", "gh-pages", "-m", message)


def test_it_is_published_and_the_second_time_nothing_is_new(remote):
    """With a dry run before, which fetches and changes nothing."""
    before = remote.head()
    dry = remote.digest("publish", "--dry-run")
    assert (dry.code, dry.err, remote.head()) == (0, "", before)
    done = remote.digest("publish", "--yes")
    assert (done.code, done.err) == (0, "")
    assert git(remote.bare, "rev-parse", "gh-pages^") == before
    assert is_published(remote)
    assert remote.digest("publish").out.startswith("nothing new: ")


@pytest.mark.parametrize("name", ["pre-receive", "update"])
def test_a_push_that_a_hook_declines(remote, name):
    """Git's own reason is quoted, and what the hook says."""
    before = remote.head()
    hook(remote, name, "echo 'closed for the week' >&2; exit 1")
    result = remote.digest("publish", "--yes")
    assert result.code == 1
    assert 'no permission at "origin"' in result.err
    assert "hook declined" in result.err
    assert "published to" not in result.out
    assert (remote.head(), is_published(remote)) == (before, False)


@pytest.mark.parametrize("name", ["pre-receive", "update"])
def test_a_server_that_is_killed_during_the_push(remote, name):
    """The old site stays; the next run publishes."""
    before = remote.head()
    hook(remote, name, "kill -9 $PPID")
    result = remote.digest("publish", "--yes")
    assert result.code == 1
    assert result.err.startswith('error: "origin" (')
    assert "Traceback" not in result.err
    assert (remote.head(), is_published(remote)) == (before, False)
    (remote.bare / "hooks" / name).unlink()
    assert remote.digest("publish", "--yes").code == 0
    assert is_published(remote)


def test_a_server_that_is_killed_when_the_push_has_arrived(remote):
    """Git reports an error; that the site is there whole is found by asking."""
    hook(remote, "post-receive", "kill -9 $PPID")
    result = remote.digest("publish", "--yes")
    assert (result.code, result.err) == (0, "")
    assert "published to gh-pages of origin" in result.out
    assert is_published(remote)


def test_a_server_that_goes_away_for_good(remote):
    """Whether the push arrived is not known then, and the message says so."""
    before = remote.head()
    away = f"mv {remote.bare} {remote.bare}-away"
    hook(remote, "pre-receive", f"{away}; kill -9 $PPID")
    result = remote.digest("publish", "--yes")
    (remote.bare.parent / "remote.git-away").rename(remote.bare)
    assert result.code == 1
    assert "does not answer any more: the site arrived there whole, or not at all" in result.err
    assert remote.head() == before


def test_somebody_publishes_between_the_question_and_the_answer(remote, monkeypatch):
    """Nothing of theirs is overwritten, nothing of ours is half there; again, and it is published on top."""

    class Slow(io.StringIO):
        def isatty(self):
            return True

        def readline(self, *_):
            git(remote.bare, "update-ref", "refs/heads/gh-pages", other)
            return "y\n"

    other = another_commit(remote)
    monkeypatch.setattr(sys, "stdin", Slow())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    result = remote.digest("publish")
    assert result.code == 1
    assert "someone published to gh-pages" in result.err
    assert "run `digest publish` again" in result.err
    assert (remote.head(), is_published(remote)) == (other, False)
    assert remote.digest("publish", "--yes").code == 0
    assert git(remote.bare, "rev-parse", "gh-pages^") == other


def test_somebody_publishes_while_the_push_is_received(remote):
    """The server finds another commit than it locked: also then it is said who was first."""
    other = another_commit(remote)
    hook(remote, "pre-receive", f"env -u GIT_QUARANTINE_PATH git update-ref refs/heads/gh-pages {other}")
    result = remote.digest("publish", "--yes")
    assert result.code == 1
    assert "someone published to gh-pages" in result.err
    assert (remote.head(), is_published(remote)) == (other, False)


@pytest.mark.parametrize(("name", "arrives"), [("pre-receive", False), ("post-receive", True)])
def test_ctrl_c_during_the_push(remote, name, arrives):
    """The remote has the old site or the whole new one, and digest ends without a traceback."""
    before, names = remote.head(), remote.names()
    group = remote.bare / "group"
    hook(remote, name, f"kill -INT -$(cat {group}) && touch {group}-sent; exit 1")
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", "-C", str(remote.folder), "publish", "--yes"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    group.write_text(str(process.pid))
    _, err = process.communicate()
    assert (process.returncode, err) == (130, "")
    assert (remote.bare / "group-sent").exists()
    (remote.bare / "group-sent").unlink()
    assert git(remote.folder, "for-each-ref", "refs/heads") == ""
    assert (remote.head() != before, is_published(remote)) == (arrives, arrives)
    assert remote.names() == names


def test_a_connection_that_breaks_in_the_middle_of_the_push(published):
    """Half a site is none: the old one stays, and digest asks whether the new one arrived."""
    before = published.head()
    published.article("2025-W12/one.md", title="One", body="A sentence that is new.", rights="full")
    with git_over_http(published.bare.parent, cut=True) as address:
        git(published.folder, "remote", "set-url", "origin", f"{address}/remote.git")
        result = published.digest("publish", "--yes")
        git(published.folder, "remote", "set-url", "origin", str(published.bare))
    assert result.code == 1
    assert "was not reached" in result.err
    assert published.head() == before


def test_a_server_that_wants_a_name_is_not_waited_for(published):
    """Where git would ask for a password it is told that there is no permission."""
    with git_over_http(published.bare.parent) as address:
        git(published.folder, "remote", "set-url", "origin", f"{address}/locked/remote.git")
        result = published.digest("publish", "--yes")
        git(published.folder, "remote", "set-url", "origin", str(published.bare))
    assert result.code == 1
    assert 'no permission at "origin"' in result.err
