"""Publishes `site/` as a branch of the project's git remote.

The commit is built by git's plumbing commands in an index of its own. The person's work tree, index and branches stay
as they are, and filters such as the conversion of line ends do not change the files. The parent of the new commit is
the last one of the branch, so that a push is always a fast-forward and never forced.

Every commit of digest has a trailer. A branch that has any other commit is refused, since it is somebody's work.
`cname` in `digest.yml` alone decides whether the branch has a file `CNAME`: without it the file is removed. A `CNAME`
that GitHub wrote came with a commit of GitHub's, so that the branch is refused.
"""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from digest.errors import DigestError
from digest.output.manifest import MANIFEST
from digest.publish.git import ACCESS, Git, GitFailedError, repository

LARGEST_FILE: Final = 100 * 1024 * 1024
"""Bytes; GitHub refuses a push with a larger file ("About large files on GitHub")."""

_NOT_PUBLISHED: Final = frozenset({".gitkeep", MANIFEST})
"""Files of the output folder that are not part of the site."""

MESSAGE: Final = "Publish the site\n\nPublished-by: research-digest\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publish changed, or with `dry_run` would change.

    Attributes:
        changed: whether the site differs from what is published.
        remote: its name.
        url: its address, without a password.
        branch: of the published site.
        commit: the new commit, or None if none was made.
        added: paths in the site, sorted; likewise `modified` and `removed`.
    """

    changed: bool
    remote: str
    url: str
    branch: str
    commit: str | None = None
    added: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def publish(
    project: Path,
    site: Path,
    *,
    remote: str = "origin",
    branch: str = "gh-pages",
    cname: str = "",
    dry_run: bool = False,
) -> Published:
    """Push the site to a branch of a git remote as one commit on top of what digest pushed there before.

    Args:
        project: a folder within a git work tree.
        site: the built site.
        remote: name of the git remote.
        branch: of the remote; it is created if it does not exist.
        cname: own domain, published as `CNAME`.
        dry_run: say what would change, push nothing.

    Raises:
        DigestError: nothing was pushed. The message says why, and what to do.
    """
    files = dict(_files(site))
    git = repository(project)
    url = _check_names(git, remote, branch)
    parent = _fetch(git, remote, branch, url)
    if parent:
        _refuse_foreign(git, parent, remote, branch)
    tree = _tree(git, site, files, cname)
    result = _compare(git, parent, tree, Published(changed=False, remote=remote, url=url, branch=branch))
    if not result.changed or dry_run:
        return result
    commit = git("commit-tree", tree, *(("-p", parent) if parent else ()), given=MESSAGE.encode())
    _push(git, commit, remote, branch, url)
    return replace(result, commit=commit)


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    if site.is_symlink():
        raise DigestError(f"{site.name}/ is a symbolic link, which may lead to any folder\n  make it a folder")
    paths = (
        [path for path in _all_entries(site) if path.relative_to(site).as_posix() not in _NOT_PUBLISHED]
        if site.is_dir()
        else []
    )
    if not paths:
        raise DigestError(f"there is nothing in {site.name}/ to publish\n  run `digest build` first")
    for path in paths:
        name = path.relative_to(site).as_posix()
        status = path.lstat()
        shown = f"{site.name}/{name}".encode("utf-8", "replace").decode()
        if not stat.S_ISREG(status.st_mode):
            raise DigestError(f"{shown} is a link, or not a regular file; a site cannot have it\n  remove it")
        if status.st_size > LARGEST_FILE:
            size = status.st_size / 1024**2
            raise DigestError(f"{shown} has {size:.0f} MB; GitHub takes at most 100 MB a file\n  shrink or remove it")
        if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]|(^|/)\.git(/|$)", name, re.IGNORECASE):
            raise DigestError(f"git cannot hold a file named {shown!r}\n  remove or rename it")
        yield name, path


def _all_entries(site: Path) -> list[Path]:
    """The files and links of the site, sorted. A folder that cannot be read is an error."""

    def fail(error: OSError) -> None:
        raise DigestError(f"a folder of {site.name}/ cannot be read: {error.strerror}\n  change its permissions")

    entries = [Path(at) / name for at, folders, names in os.walk(site, onerror=fail) for name in (*folders, *names)]
    return sorted(path for path in entries if path.is_symlink() or not path.is_dir())


def _check_names(git: Git, remote: str, branch: str) -> str:
    """Check the remote, the branch and the person's name; returns the remote's address."""
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
    return re.sub(r"//[^/@]*@", "//", git("remote", "get-url", "--push", remote))


def _fetch(git: Git, remote: str, branch: str, url: str) -> str:
    """Fetch the remote branch with its whole history; returns its last commit, or nothing if it does not exist."""
    reference = f"refs/heads/{branch}"
    try:
        listed = [line.split("\t") for line in git("ls-remote", remote, reference).splitlines()]
        heads = [commit for commit, name in listed if name == reference]
        if not heads:
            return ""
        shallow = git("rev-parse", "--is-shallow-repository") == "true"
        depth = ("--depth=2147483647",) if shallow else ()  # what git takes for infinite: every commit is checked
        quiet = ("--no-tags", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules", "--no-auto-maintenance")
        git("fetch", *quiet, *depth, remote, reference)
        return git("rev-parse", "--verify", f"{heads[0]}^{{commit}}")
    except GitFailedError as error:
        raise _no_access(error, remote, url) from None


def _no_access(error: GitFailedError, remote: str, url: str) -> DigestError:
    if ACCESS.search(error.report):
        return DigestError(
            f'no permission at "{remote}" ({url})\n  {error}\n  check your key or token and your rights there'
        )
    return DigestError(f'"{remote}" ({url}) was not reached\n  {error}\n  check the address and your connection')


def _refuse_foreign(git: Git, head: str, remote: str, branch: str) -> None:
    """Refuse a branch with a commit that digest did not make: a person's work could be lost."""
    log_format = "--format=%H%x1f%an%x1f%s%x1f%(trailers:key=Published-by,valueonly,separator=%x2C)"
    for line in git("log", "--no-show-signature", "--no-color", log_format, head).splitlines():
        commit, author, subject, published_by = line.split("\x1f", 3)
        if published_by.strip() == "research-digest":
            continue
        subject, author = (re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text) for text in (subject, author))
        advice = "set `publish_branch` in digest.yml to a branch of its own, or delete this one if nobody needs it"
        if "CNAME" in subject:
            advice = f"GitHub wrote it for your domain: set `cname` in digest.yml, delete {branch} there, publish again"
        foreign = f'{commit[:10]} by {author}, "{subject}"'
        raise DigestError(f'{branch} on "{remote}" has a commit that digest did not make: {foreign}\n  {advice}')


def _tree(git: Git, site: Path, files: Mapping[str, Path], cname: str) -> str:
    """Write the tree of the commit: the files, `.nojekyll` (without it Jekyll drops files named `_…`), and `CNAME`."""
    names = list(files)
    paths = "".join(f"{(site / name).absolute()}\n" for name in names).encode("utf-8", "surrogateescape")
    blobs = dict(
        zip(names, git("hash-object", "-w", "--no-filters", "--stdin-paths", given=paths).split(), strict=True)
    )
    blobs[".nojekyll"] = git("hash-object", "-w", "--stdin")
    if cname:
        blobs["CNAME"] = git("hash-object", "-w", "--stdin", given=f"{cname}\n".encode())
    lines = "".join(f"100644 {blob}\t{name}\0" for name, blob in blobs.items()).encode()
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        with_own_index = replace(git, variables={**git.variables, "GIT_INDEX_FILE": str(Path(folder) / "index")})
        with_own_index("update-index", "-z", "--index-info", given=lines)
        return with_own_index("write-tree")


def _compare(git: Git, parent: str, tree: str, result: Published) -> Published:
    before = parent or git("hash-object", "-w", "-t", "tree", "--stdin")
    parts = git("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, tree).split("\0")[:-1]
    by_kind: dict[str, list[str]] = {"A": [], "M": [], "D": []}
    for kind, name in zip(parts[::2], parts[1::2], strict=True):
        by_kind["M" if kind == "T" else kind].append(name)
    added, modified, removed = (tuple(names) for names in by_kind.values())
    return replace(result, changed=bool(parts), added=added, modified=modified, removed=removed)


def _push(git: Git, commit: str, remote: str, branch: str, url: str) -> None:
    try:
        refspec = f"{commit}:refs/heads/{branch}"
        git("push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", remote, refspec)
    except GitFailedError as error:
        if "[rejected]" in error.report:
            raise DigestError(
                f'someone published to {branch} on "{remote}" in between\n  run `digest publish` again'
            ) from None
        raise _no_access(error, remote, url) from None
