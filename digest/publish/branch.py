"""The published site as a branch of the project's git remote: read, compared, and pushed to.

The commit is built by git's plumbing commands in an index of its own. The person's work tree, index and branches stay
as they are, and filters such as the conversion of line ends do not change the files. The parent of the new commit is
the last one of the branch, so that a push is always a fast-forward and never forced: the remote takes it whole or not
at all, and not if anything was pushed there since the comparison.

Every commit of digest has a trailer. A branch that has any other commit is refused, since it is somebody's work.
`cname` in `digest.yml` alone decides whether the branch has a file `CNAME`: without it the file is removed. A `CNAME`
that GitHub wrote came with a commit of GitHub's, so that the branch is refused.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from digest.dataclass import dataclass
from digest.errors import DigestError
from digest.publish.destination import Destination
from digest.publish.git import Git, GitFailedError

MESSAGE: Final = "Publish the site\n\nPublished-by: research-digest\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A site as it would be published, compared with what is published now.

    Attributes:
        destination: where it would be pushed to.
        parent: the last commit of the branch; empty if there is no such branch.
        tree: of the new commit.
        before: paths of the published site; none if there is none.
        added: paths that it does not have; likewise `modified` and `removed`.
    """

    destination: Destination
    parent: str
    tree: str
    before: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the site differs from what is published."""
        return bool(self.added or self.modified or self.removed)


def prepare_update(destination: Destination, folder: Path, files: Sequence[str], cname: str = "") -> Update:
    """Compare a site with what is published now.

    Args:
        destination: where it would be published.
        folder: of the site.
        files: of the site, relative to the folder.
        cname: own domain, published as `CNAME`.

    Raises:
        DigestError: the remote was not reached, or its branch holds work of somebody else.
    """
    parent = _fetch(destination)
    if parent:
        _refuse_foreign(destination, parent)
    git = destination.git
    tree = _tree(git, folder, files, cname)
    old = parent or git("hash-object", "-w", "-t", "tree", "--stdin")
    parts = git("diff-tree", "-r", "-z", "--no-renames", "--name-status", old, tree).split("\0")[:-1]
    by_kind: dict[str, list[str]] = {"A": [], "M": [], "D": []}
    for kind, name in zip(parts[::2], parts[1::2], strict=True):
        by_kind["M" if kind == "T" else kind].append(name)
    added, modified, removed = (tuple(names) for names in by_kind.values())
    before = tuple(git("ls-tree", "-r", "-z", "--name-only", old).split("\0")[:-1])
    return Update(
        destination=destination,
        parent=parent,
        tree=tree,
        before=before,
        added=added,
        modified=modified,
        removed=removed,
    )


def push(update: Update) -> str:
    """Push a site as one commit on top of what digest pushed there before; returns the commit.

    Raises:
        DigestError: nothing was pushed, or, as the message says, it is not known whether it was.
    """
    destination, parent = update.destination, update.parent
    git = destination.git
    commit = git("commit-tree", update.tree, *(("-p", parent) if parent else ()), given=MESSAGE.encode())
    try:
        refspec = f"{commit}:{destination.reference}"
        git("push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", destination.remote, refspec)
    except GitFailedError as error:
        if not _arrived(update, commit, error):
            raise destination.no_access(error) from None
    return commit


def _arrived(update: Update, commit: str, error: GitFailedError) -> bool:
    """Whether a commit reached the remote although git reported an error, as it does where the connection broke.

    Raises:
        DigestError: somebody else pushed meanwhile, or the remote does not answer any more.
    """
    destination = update.destination
    raced = DigestError(
        f'someone published to {destination.branch} on "{destination.remote}" in between\n'
        "  nothing of yours was pushed; run `digest publish` again"
    )
    if "[rejected]" in error.report:
        raise raced
    try:
        head = destination.head()
    except GitFailedError:
        raise DigestError(
            f'"{destination.remote}" ({destination.url}) does not answer any more: the site arrived there whole, or '
            f"not at all\n  {error}\n  run `digest publish` again when you are connected"
        ) from None
    if head not in {commit, update.parent}:
        raise raced
    return head == commit


def _fetch(destination: Destination) -> str:
    """Fetch the remote branch with its whole history; returns its last commit, or nothing if it does not exist."""
    git = destination.git
    try:
        head = destination.head()
        if not head:
            return ""
        shallow = not git.is_without_traces and git("rev-parse", "--is-shallow-repository") == "true"
        depth = ("--depth=2147483647",) if shallow else ()  # what git takes for infinite: every commit is checked
        quiet = ("--no-tags", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules", "--no-auto-maintenance")
        git("fetch", *quiet, *depth, destination.remote, destination.reference)
        return git("rev-parse", "--verify", f"{head}^{{commit}}")
    except GitFailedError as error:
        raise destination.no_access(error) from None


def _refuse_foreign(destination: Destination, head: str) -> None:
    """Refuse a branch with a commit that digest did not make: a person's work could be lost."""
    branch = destination.branch
    log_format = "--format=%H%x1f%an%x1f%s%x1f%(trailers:key=Published-by,valueonly,separator=%x2C)"
    for line in destination.git("log", "--no-show-signature", "--no-color", log_format, head).splitlines():
        commit, author, subject, published_by = line.split("\x1f", 3)
        if published_by.strip() == "research-digest":
            continue
        subject, author = (re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text) for text in (subject, author))
        advice = "set `publish_branch` in digest.yml to a branch of its own, or delete this one if nobody needs it"
        if "CNAME" in subject:
            advice = f"GitHub wrote it for your domain: set `cname` in digest.yml, delete {branch} there, publish again"
        foreign = f'{commit[:10]} by {author}, "{subject}"'
        raise DigestError(
            f'{branch} on "{destination.remote}" has a commit that digest did not make: {foreign}\n  {advice}'
        )


def _tree(git: Git, folder: Path, names: Sequence[str], cname: str) -> str:
    """Write the tree of the commit: the files, `.nojekyll` (without it Jekyll drops files named `_…`), and `CNAME`."""
    paths = "".join(f"{(folder / name).absolute()}\n" for name in names).encode("utf-8", "surrogateescape")
    blobs = dict(
        zip(names, git("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths).split(), strict=True)
    )
    blobs[".nojekyll"] = git("hash-object", "-w", "--stdin")
    if cname:
        blobs["CNAME"] = git("hash-object", "-w", "--stdin", given=f"{cname}\n".encode())
    lines = "".join(f"100644 {blob}\t{name}\0" for name, blob in blobs.items()).encode()
    with tempfile.TemporaryDirectory(prefix="digest-") as temporary:
        with_own_index = replace(git, variables={**git.variables, "GIT_INDEX_FILE": str(Path(temporary) / "index")})
        with_own_index("update-index", "-z", "--index-info", given=lines)
        return with_own_index("write-tree")
