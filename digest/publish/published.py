"""What is published now: the last commit of the branch at the remote, or what this machine knows of it."""

from __future__ import annotations

from digest.dataclass import dataclass
from digest.publish.destination import Destination
from digest.publish.git import Git, GitFailedError


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCommit:
    """The last commit of the published branch.

    Attributes:
        commit: its id; empty if there is no such branch, or none that this machine knows of.
        day: of the commit, ISO 8601; empty without one.
        fault: why the remote was not asked, or did not answer; empty where the commit is the one that it has now.
    """

    commit: str
    day: str
    fault: str = ""


def published_commit(destination: Destination, *, offline: bool = False) -> PublishedCommit:
    """Ask the remote for the last commit of the branch, and fetch it as `git fetch` does.

    Where the remote does not answer it is the one that this machine knows from the last fetch or push.

    Args:
        destination: the branch.
        offline: whether the remote is not asked.
    """
    git = destination.git
    kept = f"refs/remotes/{destination.remote}/{destination.branch}"
    known = git.answer("rev-parse", "--verify", "--quiet", kept)
    if offline:
        return _described(git, known, "the remote was not asked")
    try:
        head = destination.head()
        if head and head != known:
            quiet = ("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")
            git("fetch", *quiet, destination.remote, f"+{destination.reference}:{kept}")
    except GitFailedError as error:
        return _described(git, known, str(error))
    return _described(git, head, "")


def _described(git: Git, commit: str, fault: str) -> PublishedCommit:
    day = git.answer("log", "-1", "--no-show-signature", "--format=%cs", commit) if commit else ""
    return PublishedCommit(commit=commit, day=day, fault=fault)
