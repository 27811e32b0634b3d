"""Sites as they are compared: a commit of the published branch, and a folder that digest wrote.

Files are known by the ids that git gives their bytes, so that those of a commit are read only where they differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from digest.cache.store import Store
from digest.diff import NOTHING, SiteFile, SiteTree
from digest.errors import DigestError
from digest.model.fingerprint import fingerprint
from digest.output.commit import Output
from digest.publish.git import Git

CACHE: Final = Path(".digest/cache/published.sqlite")
"""The ids of files that digest wrote; may be lost at any time."""

SHA1: Final = "sha1"
"""How git hashes, unless a repository says otherwise."""

NO_JEKYLL: Final = ".nojekyll"
"""An empty file that a publish puts beside the site, and that no reader sees."""

_VERSION: Final = 1
_IDS: Final = "ids"
"""The kind under which the cache holds the ids of files, by their path, behind the fingerprint of their inputs."""


def tree_of_commit(git: Git, commit: str) -> SiteTree:
    """The site that a commit or a tree of the project's repository holds; nothing for an empty name.

    Raises:
        DigestError: git cannot read it.
    """
    if not commit:
        return NOTHING
    listed = git.output("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0")[:-1]
    files = dict(map(_listed_file, listed))
    files.pop(NO_JEKYLL, None)
    return SiteTree(files=files, read=lambda paths: _blobs(git, [files[path].fingerprint for path in paths]))


def tree_of_folder(
    project: Path, folder: Path, more: Mapping[str, bytes] | None = None, algorithm: str = SHA1
) -> SiteTree:
    """The site that digest wrote into a folder; nothing where it wrote none.

    There may be more files of the site than in the folder. The algorithm is that of the site it is compared with.
    """
    others = more or {}
    files = _written_files(project, folder, algorithm)
    files |= {path: SiteFile(_id_of(body, algorithm), len(body)) for path, body in others.items()}
    return SiteTree(
        files=files,
        read=lambda paths: [others[path] if path in others else _body(folder / path) or b"" for path in paths],
    )


def _listed_file(line: bytes) -> tuple[str, SiteFile]:
    """A file of a line of `git ls-tree -l`; what is not a file, such as a submodule, has no size."""
    about, _, path = line.partition(b"\t")
    _mode, _kind, name, size = about.split()
    return path.decode("utf-8", "replace"), SiteFile(name.decode(), int(size) if size.isdigit() else 0)


def _blobs(git: Git, ids: Sequence[str]) -> list[bytes]:
    """The bytes of some objects, read by one process."""
    output = git.output("cat-file", "--batch", given="".join(f"{name}\n" for name in ids).encode())
    return list(_bodies(output, ids))


def _bodies(output: bytes, ids: Sequence[str]) -> Iterator[bytes]:
    """The bodies in the output of `git cat-file --batch`: before each stand its id, its kind and its size."""
    at = 0
    for name in ids:
        end = output.index(b"\n", at)
        head = output[at:end].split()
        if len(head) != 3:
            raise DigestError(f"git lost the object {name} of the published site\n  run `git fetch` and try again")
        at = end + 1 + int(head[2])
        yield output[end + 1 : at]
        at += 1


def _written_files(project: Path, folder: Path, algorithm: str) -> dict[str, SiteFile]:
    """The files of a folder with their ids: from the cache as long as a file is as digest wrote it of equal inputs."""
    output = Output(folder)
    kind = f"{_IDS}_{algorithm}_{fingerprint(folder.as_posix())[:8]}"
    with closing(Store(project / CACHE, _VERSION)) as store:
        known = dict(store.all(kind))
        files, new = {}, {}
        for path, record in output.records.items():
            is_current = output.is_current(path, record.key)
            key, _, name = known.get(path, "").partition(" ")
            if key == record.key and is_current:
                files[path] = SiteFile(name, record.size)
                continue
            body = _body(folder / path)
            if body is not None:
                files[path] = SiteFile(_id_of(body, algorithm), len(body))
            if body is not None and is_current:
                new[path] = f"{record.key} {files[path].fingerprint}"
        store.put(kind, new)
        store.drop(kind, known.keys() - output.records.keys())
    return files


def _body(path: Path) -> bytes | None:
    """The bytes of a file; None if somebody removed it."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _id_of(body: bytes, algorithm: str) -> str:
    """The id that git gives the bytes of a file (gitformat-object: the kind, the size, NUL, the bytes)."""
    return hashlib.new(algorithm, b"blob %d\0" % len(body) + body, usedforsecurity=False).hexdigest()
