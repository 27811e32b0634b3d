"""Publishing through the command line, to a real repository: what is said, what is asked, what is refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

GITHUB = "https://github.com/Ada/Reading.git"


@pytest.fixture
def published(project, tmp_path, monkeypatch):
    """A project, and a bare repository to be its remote."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    project.article("a.md")
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    return project


def git(folder, *arguments):
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def bare(project):
    return project.folder.parent / "remote.git"


def refs(project):
    return git(bare(project), "for-each-ref")


def on_branch(project):
    """The files of the published branch, by their path."""
    names = git(bare(project), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    texts = (name for name in names if name.endswith((".html", ".xml", ".json", "CNAME")))
    return {name: git(bare(project), "show", f"gh-pages:{name}") for name in texts}


def connect(project, address=""):
    """Make the bare repository the remote, under another address if that is wanted; git alone knows of the detour."""
    git(project.folder, "init", "-q")
    git(project.folder, "remote", "add", "origin", address or str(bare(project)))


def detour(project, monkeypatch):
    """Make what is fetched from and pushed to the address of the remote go to the bare repository."""
    from digest.publish.git import Git

    def redirected(self, *arguments, given=b""):
        url = git(project.folder, "config", "remote.origin.url").strip()
        elsewhere = arguments[0] in {"ls-remote", "fetch", "push"}
        options = ("-c", f"url.{bare(project)}.insteadOf={url}") if elsewhere else ()
        return call(self, *options, *arguments, given=given)

    call = Git.__call__
    monkeypatch.setattr(Git, "__call__", redirected)


class Keyboard(io.StringIO):
    """A person's answers."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """Call with the answers that a person will give."""

    def answers(*lines):
        monkeypatch.setattr(sys, "stdin", Keyboard("".join(f"{line}\n" for line in lines)))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    return answers


def test_a_dry_run_then_a_publish_then_nothing_new(published):
    """The dry run names files and pushes nothing; the publish pushes them; the third finds nothing to do."""
    connect(published)
    dry = published.digest("publish", "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out.startswith("would change gh-pages of origin (")
    assert "\n  /2025/w12/a/  " in dry.out
    assert refs(published) == ""
    done = published.digest("publish", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "\npublished to gh-pages of origin (" in done.out
    assert done.out.endswith("\nhttps://digest.example.org/reading/\n")
    names = git(bare(published), "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert {"index.html", ".nojekyll", "2025/w12/a/index.html"} <= set(names)
    assert not [name for name in names if "digest-" in name]
    before = refs(published)
    again = published.digest("publish")
    assert (again.code, again.out.startswith("nothing new: gh-pages of origin")) == (0, True)
    assert refs(published) == before


def test_without_a_terminal_it_asks_for_a_clear_word(published):
    """What would change is shown, nothing is pushed, and the exit code is that of wrong use."""
    connect(published)
    result = published.digest("publish")
    assert result.code == 2
    assert result.out.startswith("would change gh-pages of origin")
    assert result.err.startswith("error: nothing was published: digest publish asks before it pushes")
    assert "--yes" in result.err
    assert refs(published) == ""


def test_on_a_terminal_it_asks(published, terminal):
    """Promise 42: the question comes behind the changes; anything but yes, and the end of the input, publishes nothing."""
    connect(published)
    for answers in ((), ("",), ("n",), ("yesterday",)):
        terminal(*answers)
        result = published.digest("publish")
        assert result.code == 1
        words = ("would change", "Publish? [y/N]", "nothing was published")
        places = [result.out.index(word) for word in words]
        assert places == sorted(places)
        assert refs(published) == ""
    terminal(" Yes ")
    result = published.digest("publish")
    assert result.code == 0
    assert "Publish? [y/N] published to gh-pages of origin" in result.out
    assert result.out.endswith("\nhttps://digest.example.org/reading/\n")
    assert "index.html" in on_branch(published)


def test_a_dry_run_leaves_nothing_behind(published):
    """Not an object in the person's repository, even of what somebody else published."""
    connect(published)
    published.digest("publish", "--yes")
    git(published.folder.parent, "clone", "-q", str(bare(published)), "clone", "--branch", "gh-pages")
    clone = published.folder.parent / "clone"
    message = "Publish\n\nPublished-by: research-digest"
    git(clone, "commit", "-q", "--allow-empty", "-m", message)
    git(clone, "push", "-q", "origin", "gh-pages")
    published.article("b.md", title="Another")
    before = published.tree(".git"), refs(published)
    result = published.digest("publish", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "added: 1 text\n  /2025/w12/b/  Another\n" in result.out
    assert "\nnothing was pushed, and nothing changed here; what was fetched of gh-pages to compare is g" in result.out
    assert (published.tree(".git"), refs(published)) == before


def test_what_changes_for_readers_is_shown_before_the_question(published, terminal):
    """Addresses that would break, and words that would be public for the first time, each with its file."""
    connect(published)
    published.article("b.md", title="Another", body="Shown. %%Told to nobody.%%")
    assert published.digest("publish", "--yes").code == 0
    (published.folder / "content/a.md").unlink()
    published.article("b.md", title="Another", body="Shown. Told to nobody.")
    terminal("n")
    shown = published.digest("publish").out.partition("Publish? [y/N]")[0]
    assert "addresses that would lead nowhere: 1\n  /2025/w12/a/  A title: nothing like it is left\n" in shown
    assert "public for the first time: 1\n  content/b.md" in shown
    assert "Told to nobody." in shown


def test_what_is_missing_is_said_with_the_way_to_have_it(published):
    """Promise 40: no repository, no remote, no content: exit code 1, a sentence, and nothing pushed."""
    results = [published.digest("publish")]
    git(published.folder, "init", "-q")
    results.append(published.digest("publish"))
    git(published.folder, "remote", "add", "origin", str(bare(published)))
    (published.folder / "content").rename(published.folder / "moved")
    results.append(published.digest("publish", "--yes"))
    assert [(result.code, result.out) for result in results] == [(1, "")] * 3
    assert not [result.err for result in results if "Traceback" in result.err]
    assert "git init" in results[0].err
    assert "git remote add" in results[1].err
    assert "there is no folder content/" in results[2].err
    assert refs(published) == ""


def test_the_address_is_told_by_the_remote_and_kept_where_the_person_wants_it(published, terminal, monkeypatch):
    """Feeds, the sitemap and canonical links are whole; `digest.yml` is changed in one line, after a yes alone."""
    connect(published, GITHUB)
    detour(published, monkeypatch)
    options = "# mine\r\ntitle: Reading   # so\r\n# here\r\nbase_url:\r\ntopics: []\r\n"
    published.write("digest.yml", "\ufeff" + options)
    terminal("y", "no")
    result = published.digest("publish")
    assert (result.code, result.err) == (0, "")
    assert result.out.count("feeds and the sitemap name https://ada.github.io/Reading/: write") == 1
    assert "\nhttps://ada.github.io/Reading/\n" in result.out
    assert "open https://github.com/Ada/Reading/settings/pages" in result.out
    assert "Write base_url: https://ada.github.io/Reading/ into digest.yml? [y/N]" in result.out
    assert published.read("digest.yml") == "\ufeff" + options
    files = on_branch(published)
    assert "<link>https://ada.github.io" in files["feed.xml"] or 'href="https://ada.github.io' in files["feed.xml"]
    assert "https://ada.github.io/Reading/2025/w12/a/" in files["sitemap.xml"]
    assert '<link rel="canonical" href="https://ada.github.io/Reading/"' in files["index.html"]
    published.article("b.md", title="Another")
    terminal("y")
    result = published.digest("publish")
    assert (result.code, "settings/pages" in result.out, "Write base_url" in result.out) == (0, False, False)
    git(bare(published), "update-ref", "-d", "refs/heads/gh-pages")
    terminal("y", "y")
    assert published.digest("publish").code == 0
    kept = options.replace("base_url:", "base_url: https://ada.github.io/Reading/")
    assert published.read("digest.yml") == "\ufeff" + kept
    published.article("c.md", title="A third")
    result = published.digest("publish", "--yes")
    assert "base_url" not in result.out


def test_without_a_terminal_the_address_is_written_nowhere(published, monkeypatch):
    """A line before the question says where it belongs."""
    connect(published, GITHUB)
    detour(published, monkeypatch)
    published.write("digest.yml", "title: Reading\n")
    result = published.digest("publish", "--yes")
    assert (result.code, result.err) == (0, "")
    assert "name https://ada.github.io/Reading/: write that into digest.yml to keep it\n" in result.out
    assert published.read("digest.yml") == "title: Reading\n"


def test_a_site_that_cannot_know_its_address_is_warned_of(published):
    """Its feeds have relative links and it has no sitemap; the own domain tells it too."""
    connect(published)
    published.write("digest.yml", "title: Reading\n")
    result = published.digest("publish", "--yes")
    assert result.code == 0
    assert result.err.startswith("digest.yml  warning: base_url is not set")
    assert "relative links" in result.err
    published.write("digest.yml", "title: Reading\ncname: reading.ada.example\n")
    result = published.digest("publish", "--yes")
    assert (result.code, result.err) == (0, "")
    assert "https://reading.ada.example/2025/w12/a/" in on_branch(published)["sitemap.xml"]


def test_a_domain_unlike_the_address_is_refused(published):
    """With the line of `digest.yml`."""
    connect(published)
    published.write("digest.yml", "title: T\nbase_url: https://ada.example/reading/\ncname: reading.ada.example\n")
    result = published.digest("publish", "--yes")
    assert (result.code, result.out) == (1, "")
    assert "digest.yml:3:8  cname reading.ada.example and base_url https://ada.example/reading/ name" in result.err
    assert "https://reading.ada.example/: write that as base_url" in result.err
    assert refs(published) == ""


def test_an_address_that_the_remote_does_not_have_is_warned_of(published, monkeypatch):
    """A `base_url` left over from another repository; upper case and the scheme do not matter."""
    connect(published, GITHUB)
    detour(published, monkeypatch)
    published.write("digest.yml", "base_url: https://ada.github.io/old/\n")
    result = published.digest("publish", "--dry-run")
    assert result.err.startswith("digest.yml:1:11  warning: base_url is https://ada.github.io/old/, but GitHub will")
    published.write("digest.yml", "base_url: http://Ada.github.io/reading\n")
    assert published.digest("publish", "--dry-run").err == ""


def test_too_much_is_refused_with_the_largest_files(published, monkeypatch):
    """A file over 100 MB, or more than 1 GB; the remedy names content/."""
    connect(published)
    published.write("content/2025-W12/film.mp4", b"\0" * 900_000)
    published.article("2025-W12/f.md", title="Film", body="[a film](film.mp4)")
    monkeypatch.setattr("digest.publish.limits.LARGEST_FILE", 800_000)
    result = published.digest("publish", "--yes")
    assert (result.code, result.out) == (1, "")
    assert ".mp4 has 1 MB; GitHub takes at most 100 MB a file\n  shrink" in result.err
    monkeypatch.setattr("digest.publish.limits.LARGEST_FILE", 100_000_000)
    monkeypatch.setattr("digest.publish.limits.LARGEST_SITE", 100_000)
    result = published.digest("publish", "--yes")
    assert (result.code, result.out) == (1, "")
    assert "takes at most 1 GB. The largest files:\n" in result.err
    assert ".mp4\n" in result.err
    assert refs(published) == ""


def test_two_ways_of_publishing_at_once_are_warned_of(published):
    """Where the workflow is set up, GitHub may show what that builds, and not what is pushed here."""
    connect(published)
    published.digest("publish", "--setup")
    result = published.digest("publish", "--yes")
    assert result.code == 0
    assert result.err.startswith(".github/workflows/pages.yml  warning: GitHub builds and publishes this site itself")
    assert "choose one way" in result.err


def test_setup_writes_the_workflow_and_says_what_to_do(published):
    """The file is named; a second time is not an error; requirements that install no digest are warned of."""
    connect(published)
    published.write("requirements.txt", "research-digest==1.2.3\n")
    for _ in range(2):
        result = published.digest("publish", "--setup")
        assert (result.code, result.err) == (0, "")
        assert "builds and publishes the site on every push; commit it" in result.out
    assert list((published.folder / ".github/workflows").glob("*.yml"))
    published.write("requirements.txt", "requests\n")
    assert "requirements.txt  warning: installs no digest" in published.digest("publish", "--setup").err
    (published.folder / "requirements.txt").unlink()
    assert "requirements.txt says which digest it installs; look at it" in published.digest("publish", "--setup").out
    assert refs(published) == ""
