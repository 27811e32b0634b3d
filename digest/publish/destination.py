"""The branch of a git remote that a site is published to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from digest.dataclass import dataclass
from digest.errors import DigestError, Location, Problem
from digest.publish.git import ACCESS, Git, GitFailedError, repository
from digest.publish.workflow import WORKFLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a site is published to.

    Attributes:
        git: in the person's repository.
        remote: its name.
        url: its address, without a password.
        branch: of the published site.
    """

    git: Git
    remote: str
    url: str
    branch: str

    def __str__(self) -> str:
        """The destination in words."""
        return f"{self.branch} of {self.remote} ({self.url})"

    @property
    def reference(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"

    def head(self) -> str:
        """The last commit of the branch as the remote has it now; empty if there is no such branch.

        Raises:
            GitFailedError: the remote was not reached.
        """
        listed = [line.split("\t") for line in self.git("ls-remote", self.remote, self.reference).splitlines()]
        return next((commit for commit, name in listed if name == self.reference), "")

    def no_access(self, error: GitFailedError) -> DigestError:
        """What to tell the person where git could not reach the remote, or was refused there."""
        place = f'"{self.remote}" ({self.url})'
        if ACCESS.search(error.report):
            return DigestError(f"no permission at {place}\n  {error}\n  check your key or token and your rights there")
        return DigestError(f"{place} was not reached\n  {error}\n  check the address and your connection")

    def problems(self) -> Iterator[Problem]:
        """A warning where the site is published in the other way too: visitors see what comes of one of them alone."""
        if (self.git.folder / WORKFLOW).is_file():
            yield Problem(
                message="GitHub builds and publishes this site itself at every push to the main branch; what digest "
                "publish pushes is seen only if GitHub Pages is set to deploy from a branch",
                location=Location(path=PurePosixPath(WORKFLOW)),
                hint="choose one way: push to the main branch and leave digest publish, or remove this file",
                severity="warning",
            )


def find_destination(project: Path, remote: str, branch: str) -> Destination:
    """The destination of a project; nothing is asked of the remote yet.

    Args:
        project: a folder within a git work tree.
        remote: name of the git remote.
        branch: of the remote; it need not exist.

    Raises:
        DigestError: there is no repository or no such remote, the branch cannot hold a site, or git does not know who
            the person is.
    """
    git = repository(project)
    remotes = git("remote").splitlines()
    if remote not in remotes:
        known = f"there is {', '.join(remotes)}: set `publish_remote`, or" if remotes else "there is none yet:"
        raise DigestError(f'git knows no remote "{remote}"\n  {known} run `git remote add {remote} <address>`')
    try:
        git("check-ref-format", f"refs/heads/{branch}")
    except GitFailedError:
        raise DigestError(f'"{branch}" cannot name a branch\n  set `publish_branch` in digest.yml') from None
    if branch == git.answer("symbolic-ref", "--short", "HEAD"):
        raise DigestError(
            f'"{branch}" is the branch you work on; the site needs one of its own\n'
            "  set `publish_branch: gh-pages` in digest.yml"
        )
    if not (git.answer("var", "GIT_AUTHOR_IDENT") and git.answer("var", "GIT_COMMITTER_IDENT")):
        raise DigestError(
            "git does not know who you are\n"
            '  run `git config --global user.name "…"` and `git config --global user.email "…"`'
        )
    url = re.sub(r"//[^/@]*@", "//", git("remote", "get-url", "--push", remote))
    return Destination(git=git, remote=remote, url=url, branch=branch)
