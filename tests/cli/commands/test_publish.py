"""Publishing through the command line, to a real repository."""

from __future__ import annotations

import os
import subprocess

import pytest


@pytest.fixture
def published(project, tmp_path, monkeypatch):
    """A project under git with a built site and a bare repository as its remote."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    project.article("a.md")
    assert project.digest("build").code == 0
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    return project


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def refs(project):
    return git(project.folder.parent / "remote.git", "for-each-ref")


def connect(project):
    git(project.folder, "init", "-q")
    git(project.folder, "remote", "add", "origin", str(project.folder.parent / "remote.git"))


def test_a_dry_run_then_a_publish_then_nothing_new(published):
    """The dry run names files and pushes nothing; the publish pushes them; the third finds nothing to do."""
    connect(published)
    dry = published.digest("publish", "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out.startswith("would change gh-pages of origin (")
    assert "\n  added   404.html\n" in dry.out
    assert refs(published) == ""
    done = published.digest("publish")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("published to gh-pages of origin (")
    names = git(published.folder.parent / "remote.git", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", ".nojekyll"} <= set(names)
    assert ".digest-manifest" not in names
    before = refs(published)
    again = published.digest("publish")
    assert (again.code, again.out.startswith("nothing new: gh-pages of origin")) == (0, True)
    assert refs(published) == before


def test_what_is_missing_is_said_with_the_way_to_have_it(published):
    """Promise 40: no repository, no remote, no site: exit code 1, a sentence, and nothing pushed."""
    results = [published.digest("publish")]
    git(published.folder, "init", "-q")
    results.append(published.digest("publish"))
    git(published.folder, "remote", "add", "origin", str(published.folder.parent / "remote.git"))
    (published.folder / "site").rename(published.folder / "moved")
    results.append(published.digest("publish"))
    assert [(result.code, result.out) for result in results] == [(1, "")] * 3
    assert all(result.err.startswith("error: ") and "Traceback" not in result.err for result in results)
    assert "git init" in results[0].err
    assert "git remote add" in results[1].err
    assert "digest build" in results[2].err
    assert refs(published) == ""


def test_setup_writes_the_workflow_and_says_what_to_do(published):
    """The file is named; a second time is no error."""
    connect(published)
    for _ in range(2):
        result = published.digest("publish", "--setup")
        assert (result.code, result.err) == (0, "")
        assert "builds and publishes the site on every push; commit it" in result.out
    assert list((published.folder / ".github/workflows").glob("*.yml"))
    assert refs(published) == ""
