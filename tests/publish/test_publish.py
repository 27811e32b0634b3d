"""Publishing a folder of files to real repositories."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.output.host_limits import LARGEST_FILE
from digest.publish import Update, branch, find_destination, prepare_update, push, refuse_unpublishable, without_traces


@dataclass(frozen=True)
class Place:
    """A person's project with a site, and the bare repository it is pushed to."""

    project: Path
    bare: Path

    @property
    def site(self) -> Path:
        return self.project / "site"

    def git(self, *arguments: str, at: Path | None = None) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=at or self.project, check=True, capture_output=True, text=True
        ).stdout.strip()

    def remote_refs(self) -> str:
        return self.git("for-each-ref", at=self.bare)

    def published(self) -> dict[str, str]:
        names = self.git("ls-tree", "-r", "--name-only", "gh-pages", at=self.bare).splitlines()
        return {name: self.git("show", f"gh-pages:{name}", at=self.bare) for name in names}

    def commit_to_branch(self, message: str, author: str = "Grace") -> None:
        """Somebody else's commit upon the remote's branch, or as its first."""
        clone = self.project.parent / f"clone-of-{author}"
        self.git("clone", "-q", str(self.bare), str(clone), at=self.bare)
        if self.remote_refs():
            self.git("checkout", "-q", "gh-pages", at=clone)
        else:
            self.git("checkout", "-q", "-b", "gh-pages", at=clone)
        self.git("-c", f"user.name={author}", "commit", "-q", "--allow-empty", "-m", message, at=clone)
        self.git("push", "-q", "origin", "gh-pages", at=clone)


@dataclass(frozen=True)
class Published:
    """What a publish changed, or with `dry_run` would change; the commit, if one was made."""

    update: Update
    commit: str | None

    @property
    def changed(self) -> bool:
        return self.update.changed


def publish(
    project: Path,
    site: Path,
    *,
    remote: str = "origin",
    branch: str = "gh-pages",
    cname: str = "",
    dry_run: bool = False,
) -> Published:
    """Every step of `digest publish` that needs git."""
    files = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if not path.is_dir()]
    refuse_unpublishable(site, files)
    destination = find_destination(project, remote, branch)
    if dry_run:
        with without_traces(destination.git) as git:
            return Published(prepare_update(replace(destination, git=git), site, files, cname), None)
    update = prepare_update(destination, site, files, cname)
    return Published(update, push(update) if update.changed else None)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    place = Place(project=tmp_path / "project", bare=tmp_path / "remote.git")
    place.site.mkdir(parents=True)
    (place.site / "index.html").write_text("first")
    (place.site / "_assets").mkdir()
    (place.site / "_assets/style.css").write_bytes(b"a {}\r\n")
    (place.project / ".gitignore").write_text("/site/*\n")
    place.git("init", "-q", "--bare", str(place.bare))
    place.git("init", "-q")
    place.git("add", ".gitignore")
    place.git("commit", "-q", "-m", "Begin")
    place.git("remote", "add", "origin", str(place.bare))
    return place


def refused(
    place: Place, *words: str, site: Path | None = None, remote: str = "origin", branch: str = "gh-pages"
) -> None:
    """Publishing says these words and leaves the remote as it was (promise 40)."""
    before = place.remote_refs()
    with pytest.raises(DigestError) as raised:
        publish(place.project, site or place.site, remote=remote, branch=branch)
    assert place.remote_refs() == before
    for word in words:
        assert word in str(raised.value)


def test_the_site_is_published_byte_by_byte(place: Place) -> None:
    """Ignored files, line ends and underscored folders included, with `.nojekyll` so that GitHub keeps those."""
    (place.project / ".gitattributes").write_text("* text eol=lf\n")
    result = publish(place.project, place.site)
    assert result.changed
    assert result.update.added == (".nojekyll", "_assets/style.css", "index.html")
    assert place.published().keys() == set(result.update.added)
    body = subprocess.run(
        ["git", "show", "gh-pages:_assets/style.css"], cwd=place.bare, check=True, capture_output=True
    ).stdout
    assert body == b"a {}\r\n"
    assert place.git("rev-parse", "gh-pages", at=place.bare) == result.commit
    assert not (place.site / ".nojekyll").exists()


def test_the_commit_is_the_persons_and_bears_the_trailer(place: Place) -> None:
    """Author and committer are the git identity; no machine path is told (promise 16)."""
    publish(place.project, place.site)
    shown = place.git("log", "-1", "--format=%an %ae %cn %ce %B", "gh-pages", at=place.bare)
    assert shown.startswith("Ada ada@example.org Ada ada@example.org Publish the site")
    assert "Published-by: research-digest" in shown
    assert str(place.project) not in shown


def test_a_second_publish_says_what_changed_and_is_a_fast_forward(place: Place) -> None:
    """History is added to, never replaced."""
    first = publish(place.project, place.site).commit
    (place.site / "index.html").write_text("second")
    (place.site / "new.html").write_text("new")
    (place.site / "_assets/style.css").unlink()
    result = publish(place.project, place.site)
    assert (result.update.added, result.update.modified, result.update.removed) == (
        ("new.html",),
        ("index.html",),
        ("_assets/style.css",),
    )
    assert place.git("rev-parse", "gh-pages^", at=place.bare) == first


def test_nothing_new_is_no_error_and_no_commit(place: Place) -> None:
    """Publishing twice equals publishing once."""
    publish(place.project, place.site)
    before = place.remote_refs()
    result = publish(place.project, place.site)
    assert (result.changed, result.commit) == (False, None)
    assert place.remote_refs() == before


def test_a_dry_run_says_the_same_and_pushes_nothing(place: Place) -> None:
    """What `--dry-run` tells is what comes."""
    told = publish(place.project, place.site, dry_run=True)
    assert place.remote_refs() == ""
    done = publish(place.project, place.site)
    assert (told.changed, told.update.added, told.commit) == (True, done.update.added, None)


@pytest.mark.parametrize("detached", [False, True])
def test_work_tree_index_head_and_branches_stay(place: Place, *, detached: bool) -> None:
    """Staged, changed and new files of the person are none of publishing's business; nor is a detached HEAD."""
    if detached:
        place.git("checkout", "-q", "--detach")
    (place.project / "staged.txt").write_text("staged")
    place.git("add", "staged.txt")
    (place.project / ".gitignore").write_text("/site/*\n# changed\n")

    def state() -> tuple[str, str, str, bytes]:
        return (
            place.git("--no-optional-locks", "status", "--porcelain"),
            place.git("for-each-ref", "refs/heads", "refs/tags"),
            (place.project / ".git/HEAD").read_text(),
            (place.project / ".git/index").read_bytes(),
        )

    before = state()
    publish(place.project, place.site)
    (place.site / "index.html").write_text("second")
    publish(place.project, place.site)
    assert state() == before


def test_a_commit_of_somebody_else_is_refused_by_name(place: Place) -> None:
    """A branch with a person's work is never built upon, even below digest's own commits."""
    publish(place.project, place.site)
    place.commit_to_branch("Fix a typo")
    refused(place, "Grace", "Fix a typo", "publish_branch")
    place.git("fetch", "-q", "origin", "gh-pages")
    tree = place.git("rev-parse", "FETCH_HEAD^{tree}")
    own = place.git("commit-tree", tree, "-p", "FETCH_HEAD", "-m", branch.MESSAGE)
    place.git("push", "-q", "origin", f"{own}:refs/heads/gh-pages")
    refused(place, "Grace")


def test_every_commit_is_seen_from_a_shallow_clone(place: Place) -> None:
    """A CI's clone of depth 1 does not hide a person's commit below digest's."""
    place.commit_to_branch("Own work")
    place.git("fetch", "-q", "origin", "gh-pages")
    own = place.git("commit-tree", "FETCH_HEAD^{tree}", "-p", "FETCH_HEAD", "-m", branch.MESSAGE)
    place.git("push", "-q", "origin", f"{own}:refs/heads/gh-pages", "HEAD:refs/heads/main")
    shallow = place.project.parent / "shallow"
    place.git("clone", "-q", "--depth=1", "--no-single-branch", f"file://{place.bare}", str(shallow))
    before = place.remote_refs()
    with pytest.raises(DigestError, match="Own work"):
        publish(shallow, place.site)
    assert place.remote_refs() == before


def test_a_domain_written_by_github_leads_to_the_option(place: Place) -> None:
    """GitHub commits a CNAME when a domain is set there; the message names `cname`."""
    publish(place.project, place.site)
    place.commit_to_branch("Create CNAME")
    refused(place, "set `cname` in digest.yml")


def test_the_domain_follows_the_configuration(place: Place) -> None:
    """CNAME is published when set and goes when unset; `site/` never holds it."""
    publish(place.project, place.site, cname="reading.example.org")
    assert place.published()["CNAME"] == "reading.example.org"
    assert not (place.site / "CNAME").exists()
    assert publish(place.project, place.site).update.removed == ("CNAME",)


def test_someone_who_pushed_in_between_is_not_overwritten(place: Place) -> None:
    """The push is a fast-forward or nothing."""
    publish(place.project, place.site)
    (place.site / "index.html").write_text("second")
    update = prepare_update(find_destination(place.project, "origin", "gh-pages"), place.site, ("index.html",))
    place.commit_to_branch("Meanwhile")
    with pytest.raises(DigestError, match=r"in between\n.*again"):
        push(update)
    assert place.git("log", "-1", "--format=%s", "gh-pages", at=place.bare) == "Meanwhile"


def test_a_remote_that_declines_is_a_matter_of_permission(place: Place) -> None:
    """Git's own reason is quoted."""
    hook = place.bare / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'not today' >&2\nexit 1\n")
    hook.chmod(0o755)
    refused(place, 'no permission at "origin"', "pre-receive hook declined")


def test_a_remote_that_is_not_there_is_named_without_its_password(place: Place) -> None:
    """What was not reached is named; a token in the address is not."""
    place.git("remote", "set-url", "origin", f"file://ada:token@{place.bare}-gone")
    with pytest.raises(DigestError, match="was not reached") as raised:
        publish(place.project, place.site)
    assert "token" not in str(raised.value)


def test_an_unknown_remote_names_the_known_ones(place: Place) -> None:
    """The remedy lies in `publish_remote` or `git remote add`."""
    refused(place, 'no remote "upstream"', "origin", "publish_remote", remote="upstream")
    place.git("remote", "remove", "origin")
    refused(place, "there is none yet", "git remote add origin")


def test_the_branch_of_ones_work_is_no_place_for_a_site(place: Place) -> None:
    """Even before it was ever pushed; nor is a name that no branch can have."""
    refused(place, "the branch you work on", "gh-pages", branch="main")
    refused(place, "cannot name a branch", branch="a..b")


def test_a_person_without_a_name_is_asked_for_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git would guess one from the machine, which nobody wants published."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.delenv("EMAIL", raising=False)
    refused(place, "who you are", "user.email")


def test_a_folder_without_git_is_told_how_to_begin(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a repository nor a traceback; git itself may be missing too."""
    folder = place.project.parent / "plain"
    folder.mkdir()
    with pytest.raises(DigestError, match=r"not in a git repository\n.*git init"):
        publish(folder, place.site)
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(DigestError, match="git is not installed"):
        publish(place.project, place.site)


def _link(place: Place) -> None:
    (place.site / "link.html").symlink_to(place.project / ".gitignore")


def _large(place: Place) -> None:
    with (place.site / "film.mp4").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


def _line_break(place: Place) -> None:
    (place.site / "two\nlines.html").write_text("x")


def _repository(place: Place) -> None:
    (place.site / ".git").mkdir()
    (place.site / ".git/config").write_text("x")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_link, ("link.html", "link")),
        (_large, ("film.mp4", "100 MB")),
        (_line_break, ("cannot hold", "lines.html")),
        (_repository, ("cannot hold", ".git/config")),
    ],
)
def test_a_file_that_cannot_be_published_is_named(
    place: Place, spoil: Callable[[Place], None], words: tuple[str, ...]
) -> None:
    """Before anything is pushed."""
    spoil(place)
    refused(place, *words)


def test_a_site_without_files_is_refused(place: Place) -> None:
    """Before anything is asked of git."""
    empty = place.project / "empty"
    refused(place, "nothing to publish", "digest convert", site=empty)
    empty.mkdir()
    refused(place, "nothing to publish", site=empty)


def test_a_hooks_variables_do_not_lead_astray(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """`digest publish` may run in a hook of another repository."""
    monkeypatch.setenv("GIT_DIR", str(place.bare.parent / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(place.bare.parent / "index"))
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    assert publish(place.project, place.site).changed
    assert not (place.bare.parent / "index").exists()


def test_a_project_without_commits_a_sub_folder_and_a_worktree_publish_alike(place: Place) -> None:
    """Wherever git finds the repository, the published tree is the site's own."""
    fresh = place.project.parent / "fresh"
    (fresh / "part/site").mkdir(parents=True)
    (fresh / "part/site/index.html").write_text("first")
    place.git("init", "-q", at=fresh)
    place.git("remote", "add", "origin", str(place.bare), at=fresh)
    assert publish(fresh / "part", fresh / "part/site").changed
    assert place.published().keys() == {".nojekyll", "index.html"}
    tree = place.project.parent / "tree"
    place.git("worktree", "add", "-q", "-b", "other", str(tree))
    assert publish(tree, place.site).update.added == ("_assets/style.css",)
