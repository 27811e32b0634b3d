"""`digest diff` in real repositories: what it compares with, and what it says where that cannot be had."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2025-06-01T12:00:00Z")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2025-06-01T12:00:00Z")


def git(folder, *arguments, **variables):
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True, env={**os.environ, **variables}
    ).stdout.strip()


def publish(project, folder, name="gh-pages"):
    """Push the files of a folder as the branch, as any program does; returns the commit."""
    index = {"GIT_INDEX_FILE": str(project.folder.parent / "index")}
    git(folder, f"--git-dir={project.folder / '.git'}", "--work-tree=.", "add", "-f", "-A", ".", **index)
    git(project.folder, "rm", "-q", "--cached", "--ignore-unmatch", ".digest-manifest", **index)
    commit = git(project.folder, "commit-tree", git(project.folder, "write-tree", **index), "-m", "Publish the site")
    git(project.folder, "push", "-q", "origin", f"{commit}:refs/heads/{name}")
    return commit


@pytest.fixture
def remote(project):
    """A project with an article, in a repository with a remote that has no branch yet."""
    project.article("2025-W12/one.md", title="One", body="The first text has quite a few words in it.")
    return with_remote(project)


def with_remote(project, *options):
    bare = project.folder.parent / "remote.git"
    git(project.folder.parent, "init", "-q", "--bare", *options, str(bare))
    git(project.folder, "init", "-q", *options)
    git(project.folder, "remote", "add", "origin", str(bare))
    return bare


def published(project):
    """The project as it is now, published."""
    project.digest("diff")
    return publish(project, project.folder / ".digest/publish/site")


def edit(project):
    text = project.read("content/2025-W12/one.md")
    project.write("content/2025-W12/one.md", text.replace("quite a few", "very many"))


def test_the_first_publish_adds_everything_and_the_second_nothing(project, remote):
    first = project.digest("diff")
    assert first.code == 0
    assert f"against gh-pages of origin ({remote}), where nothing is yet\n" in first.out
    assert "  /2025/w12/one/  One\n" in first.out
    commit = published(project)
    again = project.digest("diff")
    assert again.out == (f"against gh-pages of origin ({remote}), published 2025-06-01\nnothing would change\n")
    project.write(".digest/cache/published.sqlite", "not a cache")
    assert project.digest("diff").out == again.out
    assert git(project.folder, "for-each-ref", "--format=%(objectname) %(refname)") == (
        f"{commit} refs/remotes/origin/gh-pages"
    )


def test_an_edit_is_told_with_its_file_and_neither_content_nor_site_is_written(project, remote):
    project.digest("build")
    published(project)
    edit(project)
    before = {folder: project.tree(folder) for folder in ("content", "site")}
    result = project.digest("diff")
    assert "  /2025/w12/one/  text (content/2025-W12/one.md)\n" in result.out
    assert "  content/2025-W12/one.md:6  text: very many\n" in result.out
    assert {folder: project.tree(folder) for folder in before} == before
    found = json.loads(project.digest("diff", "--json").out)
    assert [(each["path"], each["parts"]) for each in found["changed"] if each["kind"] == "article"] == [
        ("2025/w12/one/index.html", ["text"])
    ]
    assert found["published"].endswith("published 2025-06-01")
    ((kind, line, source),) = [(each["kind"], each["line"], each["source"]) for each in found["new_words"]]
    assert (kind, line, source) == ("words", 6, "content/2025-W12/one.md")


def test_words_that_were_hidden_when_it_was_published_say_so(project, remote):
    """What stood in the file, and was not shown: the last commit before the publish knows."""
    text = "It is said %%by old Ben Secret%% here.\n\n%%\nA hidden part of it.\n%%"
    project.article("2025-W12/one.md", title="One", body=text)
    git(project.folder, "add", "content")
    git(project.folder, "commit", "-q", "-m", "Begin")
    published(project)
    project.article("2025-W12/one.md", title="One", body=text.replace("%%", "") + "\n\nSome words that are new.")
    out = project.digest("diff").out
    assert "  content/2025-W12/one.md:6  text, hidden until now: by old Ben Secret\n" in out
    assert "  content/2025-W12/one.md:9  text, hidden until now: A hidden part of it.\n" in out
    assert "  content/2025-W12/one.md:12  text: Some words that are new.\n" in out


def test_a_draft_that_was_published_before_is_named_as_removed(project, remote):
    """What is compared is what a publish would push, whatever the preview shows."""
    published(project)
    project.write(
        "content/2025-W12/one.md", project.read("content/2025-W12/one.md").replace("date:", "draft: true\ndate:")
    )
    project.digest("build", "--drafts")
    assert "  /2025/w12/one/  One: nothing like it is left\n" in project.digest("diff").out


def test_a_remote_that_is_not_reached_is_told_and_what_is_known_is_taken(project, remote):
    published(project)
    edit(project)
    online = project.digest("diff").out
    away = remote.rename(remote.with_name("away.git"))
    result = project.digest("diff")
    assert result.code == 0
    assert "this is what is known from the last fetch or push: git: fatal: '" in result.err
    assert result.out == online
    away.rename(remote)
    assert "the remote was not asked" in project.digest("diff", "--offline").err


def test_what_was_never_known_cannot_be_compared_with(project, remote):
    """Nothing is taken for new only since nobody answers; `--built` compares with the last build."""
    project.digest("build")
    remote.rename(remote.with_name("away.git"))
    result = project.digest("diff")
    assert result.code == 1
    assert f'what is published at "origin" ({remote}) is not known here' in result.err
    assert "digest diff --built" in result.err
    built = project.digest("diff", "--built")
    assert (built.code, built.out) == (0, "against site/ as it was built last\nnothing would change\n")


def test_a_fetch_by_somebody_else_is_seen(project, remote):
    """A commit that another machine pushed is fetched; in a shallow clone with a detached head too."""
    published(project)
    git(project.folder, "add", "content", "digest.yml")
    git(project.folder, "commit", "-q", "-m", "Begin")
    git(project.folder, "push", "-q", "origin", "HEAD:refs/heads/main")
    git(project.folder.parent, "clone", "-q", "--depth=1", "--branch=main", f"file://{remote}", "clone")
    git(project.folder.parent / "clone", "checkout", "-q", "--detach")
    project.folder = project.folder.parent / "clone"
    first = project.digest("diff")
    assert first.out == f"against gh-pages of origin (file://{remote}), published 2025-06-01\nnothing would change\n"
    edit(project)
    assert "/2025/w12/one/  text" in project.digest("diff", "--offline").out


@pytest.mark.parametrize("is_repository", [False, True])
def test_without_a_remote_it_is_compared_with_the_last_build(project, is_repository):
    project.article("2025-W12/one.md", title="One", body="The first text has quite a few words in it.")
    if is_repository:
        git(project.folder, "init", "-q")
    reason = 'git knows no remote "origin" yet' if is_repository else "this project is not in a git repository"
    result = project.digest("diff")
    assert result.err == f"compared with site/, which is not built yet: {reason}\n"
    assert "added: 5 texts" in result.out
    project.digest("build")
    assert project.digest("diff").out == "against site/ as it was built last\nnothing would change\n"
    edit(project)
    (project.folder / "site/404.html").unlink()
    changed = project.digest("diff").out
    assert "/2025/w12/one/  text (content/2025-W12/one.md)" in changed
    assert "added: 1 other page\n  /404.html\n" in changed


def test_without_git_too(project, monkeypatch, tmp_path):
    project.article("2025-W12/one.md", title="One")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ": git is not installed" in project.digest("diff").err


def test_where_a_workflow_publishes_no_branch_is_missed(project, remote):
    project.digest("publish", "--setup")
    assert ": GitHub builds what is published (.github/workflows/pages.yml)" in project.digest("diff").err


def test_a_site_of_another_program_is_compared_too(project, remote):
    """Pages without our classes, files without a sense, a name that is not UTF-8, a submodule and a link."""
    other = project.folder.parent / "other"
    for name, body in {"index.html": b"<h1>Old", "a b/ü.html": b"", "feed.xml": b"<", "x": b"\0\xff"}.items():
        path = other / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    (other / "link").symlink_to("index.html")
    Path(os.fsdecode(os.fsencode(other) + b"/\xff.html")).write_bytes(b"<p>odd")
    publish(project, other)
    result = project.digest("diff")
    assert result.code == 0
    assert "removed: " in result.out
    assert "nothing like it is left" in result.out


def test_a_repository_that_hashes_otherwise(project):
    project.article("2025-W12/one.md", title="One")
    with_remote(project, "--object-format=sha256")
    published(project)
    assert "nothing would change" in project.digest("diff").out


def test_an_own_domain_is_part_of_what_is_published(project, remote):
    published(project)
    project.write("digest.yml", project.read("digest.yml") + "cname: reading.example.org\n")
    assert "  CNAME\n" in project.digest("diff").out


def test_of_two_articles_of_one_name_the_right_one_is_named(project, remote):
    """Their weeks decide; a file whose name is not its slug is found too."""
    project.article("2025-W13/one.md", title="Another", date="2025-03-25", body="Another text.")
    project.article("My Notes.md", title="Notes", body="My text.")
    published(project)
    for path in ("2025-W13/one.md", "My Notes.md"):
        project.write(f"content/{path}", project.read(f"content/{path}").replace("text", "poem"))
    out = project.digest("diff").out
    assert "/2025/w13/one/  text (content/2025-W13/one.md)" in out
    assert "/2025/w12/my-notes/  text (content/My Notes.md)" in out


def test_a_mistake_in_content_is_told_beside_the_difference(project, remote):
    project.article("2025-W12/two.md", title="Two", body="Text %% that is not closed.")
    result = project.digest("diff")
    assert result.code == 1
    assert "content/2025-W12/two.md:6" in result.err
    assert "added: " in result.out
