"""What a publish would change: the site as it would be built now, against the one that is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from digest.build import open_publication
from digest.build.page_files import PageFiles
from digest.config import Config
from digest.dataclass import dataclass
from digest.diff import Difference, SiteTree, compare
from digest.errors import DigestError, Problem
from digest.publish.branch import Update
from digest.publish.destination import Destination
from digest.publish.git import Git, GitFailedError, repository
from digest.publish.pages_address import site_address
from digest.publish.site_trees import SHA1, tree_of_commit, tree_of_folder
from digest.publish.workflow import WORKFLOW


class ContentFiles(PageFiles):
    """Finds the files behind pages, and in the history of the project what they held."""

    def __init__(self, project: Path, config: Config, git: Git | None = None, published: str = "") -> None:
        """Files of a project, and of its history where that is in git.

        Args:
            project: its folder.
            config: its options.
            git: in the project's repository.
            published: the commit of the published site; empty where nothing is published.
        """
        super().__init__(project, config)
        self._git = git
        self._published = published

    def published_text_of(self, file: str) -> str:
        """What the last commit of the project before the site was published has of a file; nothing without one."""
        if self._git is None or not self._commit_then:
            return ""
        folder = self._project.resolve()
        top = self._git.folder.resolve()
        path = (folder / file).relative_to(top).as_posix() if folder.is_relative_to(top) else file
        return self._git.answer("cat-file", "blob", f"{self._commit_then}:{path}")

    @cached_property
    def _commit_then(self) -> str:
        """The last commit of the project before the site was published."""
        if self._git is None or not self._published:
            return ""
        moment = self._git.answer("log", "-1", "--no-show-signature", "--format=%cI", self._published)
        return self._git.answer("rev-list", "-1", f"--before={moment}", "HEAD") if moment else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDifference:
    """What a publish would change.

    Attributes:
        difference: between the two sites.
        published: the site that it was compared with, in words.
        remark: why that is not the one that is published now; empty where it is.
        problems: what is to be mended in `content/`.
    """

    difference: Difference
    published: str
    remark: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Published:
    """The site to compare with.

    Attributes:
        url: the address of the remote, without a password; empty where there is none.
        algorithm: how the ids of its files are made.
        sources: the files behind pages, with what they held when it was published; None where that is not known.
    """

    tree: SiteTree
    words: str
    remark: str = ""
    url: str = ""
    algorithm: str = SHA1
    sources: ContentFiles | None = None


def publish_difference(
    project: Path,
    config: Config,
    *,
    offline: bool = False,
    built: bool = False,
    progress: Callable[[str, int, int], None] = lambda _stage, _at, _of: None,
    waiting: Callable[[], None] = lambda: None,
) -> PublishDifference:
    """Compare what would be published now with what is published, or where nothing can be, with `site/`.

    Args:
        project: its folder.
        config: its options.
        offline: whether the remote is not asked.
        built: whether it is compared with `site/` as it was built last, not with what is published.
        progress: called with a stage of the build and how much of it is done.
        waiting: called if another run uses the same files, before waiting for it.

    Raises:
        ProblemsError: the site cannot be built.
        DigestError: this machine does not know what is published.
    """
    published = _built_site(project, "") if built else _published(project, config, offline=offline)
    address = site_address(config.base_url, config.cname, published.url)
    with open_publication(project, config, address=address, progress=progress, waiting=waiting) as publication:
        more = {"CNAME": f"{config.cname}\n".encode()} if config.cname and published.url else {}
        tree = tree_of_folder(project, publication.folder, more, published.algorithm)
        tree = tree if published.url else tree.wherever_it_stands()
        return PublishDifference(
            difference=compare(published.tree, tree, published.sources or ContentFiles(project, config)),
            published=published.words,
            remark=published.remark,
            problems=publication.built.problems,
        )


def update_difference(project: Path, config: Config, update: Update) -> Difference:
    """What an update would change that is about to be pushed.

    Args:
        project: its folder.
        config: its options.
        update: whose objects are still there.
    """
    git = update.destination.git
    before, after = tree_of_commit(git, update.parent), tree_of_commit(git, update.tree)
    return compare(before, after, ContentFiles(project, config, git, update.parent))


def _published(project: Path, config: Config, *, offline: bool) -> _Published:
    remote, branch = config.publish_remote, config.publish_branch
    try:
        git = repository(project)
    except DigestError as error:
        return _built_site(project, str(error).partition("\n")[0])
    if remote not in git("remote").splitlines():
        return _built_site(project, f'git knows no remote "{remote}" yet')
    url = re.sub(r"//[^/@]*@", "//", git("remote", "get-url", remote))
    destination = Destination(git=git, remote=remote, url=url, branch=branch)
    commit, fault = _published_commit(destination, offline=offline)
    if fault and not commit:
        raise DigestError(
            f'what is published at "{remote}" ({url}) is not known here\n  {fault}\n'
            "  connect and try again, or run `digest diff --built` to compare with site/ as it was built last"
        )
    if not commit and (git.folder / WORKFLOW).is_file():
        return _built_site(project, f"GitHub builds what is published ({WORKFLOW.as_posix()})")
    day = git.answer("log", "-1", "--no-show-signature", "--format=%cs", commit) if commit else ""
    return _Published(
        tree=tree_of_commit(git, commit),
        words=f"{destination}, published {day}" if commit else f"{destination}, where nothing is yet",
        remark=f"this is what is known from the last fetch or push: {fault}" if fault else "",
        url=url,
        algorithm=git.answer("rev-parse", "--show-object-format") or SHA1,
        sources=ContentFiles(project, config, git, commit),
    )


def _built_site(project: Path, remark: str) -> _Published:
    """The site as it was built last, in the place of the one that is published.

    Its pages may name `index.html` in their links, so that they open from disk; what is published never does.
    """
    tree = tree_of_folder(project, project / "site").wherever_it_stands()
    words = "site/ as it was built last" if tree.files else "site/, which is not built yet"
    return _Published(tree=tree, words=words, remark=remark)


def _published_commit(destination: Destination, *, offline: bool) -> tuple[str, str]:
    """Ask the remote for the last commit of the branch, and fetch it as `git fetch` does.

    Returns:
        Its id, empty if there is no such branch; and why the remote was not asked, or did not answer. Then the commit
        is the one that this machine knows from the last fetch or push, if it knows any.
    """
    git = destination.git
    kept = f"refs/remotes/{destination.remote}/{destination.branch}"
    known = git.answer("rev-parse", "--verify", "--quiet", kept)
    if offline:
        return known, "the remote was not asked"
    try:
        head = destination.head()
        if head and head != known:
            quiet = ("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")
            git("fetch", *quiet, destination.remote, f"+{destination.reference}:{kept}")
    except GitFailedError as error:
        return known, str(error)
    return head, ""
