"""What a build server installs: the digest that made the project, wherever that came from."""

from __future__ import annotations

import json
import subprocess

import pytest
from packaging.requirements import Requirement

from digest.new import requirements as module
from digest.new.requirements import Installation, public_address, requirements_text, this_installation

COMMIT = "0123456789abcdef0123456789abcdef01234567"
GIT = {"vcs": "git", "commit_id": COMMIT}
PRIVATE = "/home/ada/secret/digest"


def lines(direct_url, clone=None, extras=()):
    """The lines that pip reads."""
    text = requirements_text(Installation(version="1.2.3", direct_url=direct_url, clone=clone, extras=extras))
    assert PRIVATE not in text
    assert "password" not in text
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("direct_url", "clone", "expected"),
    [
        (None, None, "research-digest==1.2.3"),
        (
            {"url": "https://github.com/ada/digest.git", "vcs_info": GIT},
            None,
            f"research-digest @ git+https://github.com/ada/digest.git@{COMMIT}",
        ),
        (
            {"url": "https://ada:password@git.example/digest", "vcs_info": GIT, "subdirectory": "code"},
            None,
            f"research-digest @ git+https://git.example/digest@{COMMIT}#subdirectory=code",
        ),
        (
            {"url": "ssh://git@github.com/ada/digest.git", "vcs_info": GIT},
            None,
            f"research-digest @ git+https://github.com/ada/digest.git@{COMMIT}",
        ),
        (
            {"url": "https://e.example/research_digest-1.2.3-py3-none-any.whl", "archive_info": {}},
            None,
            "research-digest @ https://e.example/research_digest-1.2.3-py3-none-any.whl",
        ),
        (
            {"url": f"file://{PRIVATE}", "dir_info": {"editable": True}},
            ("https://github.com/ada/digest", COMMIT),
            f"research-digest @ git+https://github.com/ada/digest@{COMMIT}",
        ),
    ],
)
def test_what_others_can_read_is_named(direct_url, clone, expected):
    """A version of the package index, a commit of a repository, a wheel on the web, the repository of a clone."""
    assert lines(direct_url, clone) == [expected]
    assert Requirement(expected).name == "research-digest"


@pytest.mark.parametrize(
    "direct_url",
    [
        {"url": f"file://{PRIVATE}", "dir_info": {}},
        {"url": f"file://{PRIVATE}", "dir_info": {"editable": True}},
        {"url": f"file://{PRIVATE}/research_digest-1.2.3-py3-none-any.whl", "archive_info": {}},
        {"url": f"file://{PRIVATE}", "vcs_info": GIT},
    ],
)
def test_what_lies_on_this_machine_alone_is_a_comment_that_says_what_to_write(direct_url):
    """Nothing is installed from it, its path is not told, and each line that it proposes is one that pip reads."""
    assert lines(direct_url) == []
    text = requirements_text(Installation(version="1.2.3", direct_url=direct_url))
    assert "installed from a folder or file of your own machine" in text
    proposed = [line.removeprefix("# ") for line in text.splitlines() if line.startswith(("# research", "# ./"))]
    assert [Requirement(line).name for line in proposed if not line.startswith("./")] == ["research-digest"] * 2
    assert proposed[1] == "./research_digest-1.2.3-py3-none-any.whl"


def test_extras_are_asked_for_that_are_here():
    """A site that has small pictures or formulas here has them there too."""
    assert lines(None, extras=("images", "math")) == ["research-digest[images,math]==1.2.3"]


@pytest.mark.parametrize("address", ["", "/srv/digest.git", "file:///srv/digest.git", "../digest", "C:\\digest"])
def test_a_path_is_not_an_address(address):
    """What pip would look for on its own machine."""
    assert public_address(address) == ""


class Distribution:
    """An installed package, as far as it is asked."""

    def __init__(self, noted):
        self.noted = noted

    def read_text(self, name):
        assert name == "direct_url.json"
        return self.noted


def test_a_clone_is_named_by_a_commit_that_others_have(tmp_path, monkeypatch):
    """Of a folder under git: only once its commit is pushed, and not as a part of another repository."""
    remote, clone = tmp_path / "remote.git", tmp_path / "a digest"
    for command in (
        ["init", "-q", "--bare", str(remote)],
        ["init", "-q", str(clone)],
        ["-C", str(clone), "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "One", "--allow-empty"],
        ["-C", str(clone), "remote", "add", "origin", "git@github.com:ada/digest.git"],
    ):
        subprocess.run(["git", *command], check=True)
    noted = json.dumps({"url": clone.as_uri(), "dir_info": {"editable": True}})
    monkeypatch.setattr(module, "distribution", lambda _name: Distribution(noted))
    assert this_installation().clone is None
    subprocess.run(["git", "-C", str(clone), "push", "-q", str(remote), "HEAD:refs/heads/main"], check=True)
    subprocess.run(["git", "-C", str(clone), "fetch", "-q", str(remote), "main:refs/remotes/origin/main"], check=True)
    head = subprocess.run(["git", "-C", str(clone), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    assert this_installation().clone == ("https://github.com/ada/digest.git", head.stdout.strip())
    (clone / "below").mkdir()
    noted = json.dumps({"url": (clone / "below").as_uri(), "dir_info": {}})
    assert this_installation().clone is None


def test_a_package_of_the_index_has_no_note(monkeypatch):
    """PEP 610: `direct_url.json` is there only where it came from elsewhere."""
    monkeypatch.setattr(module, "distribution", lambda _name: Distribution(None))
    assert this_installation().direct_url is None


def test_a_digest_that_was_not_installed_comes_from_its_folder(monkeypatch):
    """As when it is run in a clone of its repository."""

    def missing(_name):
        raise module.PackageNotFoundError

    monkeypatch.setattr(module, "distribution", missing)
    assert "dir_info" in this_installation().direct_url
