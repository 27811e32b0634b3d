"""The manifest: every file that digest wrote into an output folder, with a fingerprint of what it was made from.

It lies in the output folder itself, so that it travels with what it describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

MANIFEST: Final = ".digest-manifest"
"""The name of the manifest within the output folder; it is not part of the site and is never published."""

UNKNOWN: Final = "-"
"""The key of a file that a run was about to change."""

_HEAD: Final = "digest-manifest 1"


class Record(NamedTuple):
    """What is known of a written file.

    Attributes:
        key: fingerprint of all that decides its bytes, or `-` where a run did not finish.
        size: bytes.
    """

    key: str
    size: int


def dump(records: Mapping[str, Record]) -> bytes:
    """The manifest of records by path: a line each, sorted."""
    lines = [f"{records[path].key} {records[path].size} {path}" for path in sorted(records)]
    return "\n".join([_HEAD, *lines, ""]).encode()


def parse(manifest: bytes) -> dict[str, Record]:
    """The records by path; a manifest that cannot be read whole is as good as none."""
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
