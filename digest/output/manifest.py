"""The manifest: every file that digest wrote into an output folder, with the fingerprint of its inputs.

It lies in the output folder itself, so that it is copied and moved together with the files that it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

MANIFEST: Final = ".digest-manifest"
"""The name of the manifest within the output folder; it is not part of the site and is never published."""

UNKNOWN: Final = "-"
"""The key of a file that a run was about to change: no fingerprint equals it, so the next run makes the file again."""

_HEAD: Final = "digest-manifest 1"


class Record(NamedTuple):
    """What the manifest says of a file.

    Attributes:
        key: the fingerprint of all that decides its bytes, or `UNKNOWN` where a run did not finish.
        size: in bytes.
    """

    key: str
    size: int


def dump(records: Mapping[str, Record]) -> bytes:
    """The bytes of a manifest: one line a record, sorted by path."""
    lines = [f"{records[path].key} {records[path].size} {path}" for path in sorted(records)]
    return "\n".join([_HEAD, *lines, ""]).encode()


def parse(manifest: bytes) -> dict[str, Record]:
    """The records of a manifest by path; none if any line of it is damaged."""
    try:
        head, *lines = manifest.decode().split("\n")
        if head != _HEAD or lines.pop() != "":
            return {}
        return dict(map(_record, lines))
    except ValueError:
        return {}


def _record(line: str) -> tuple[str, Record]:
    key, size, path = line.split(" ", 2)
    if "\\" in path or ":" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        message = "a manifest names only files of its own folder"
        raise ValueError(message)
    return path, Record(key, int(size))
