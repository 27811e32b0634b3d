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

_OUTSIDE: Final = frozenset(("", ".", ".."))
"""What no part of a path is called that stays in its folder."""


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
    manifest = bytearray(f"{_HEAD}\n".encode())
    for path in sorted(records):  # not all lines at once, which take three times the memory of the bytes
        record = records[path]
        manifest += f"{record.key} {record.size} {path}\n".encode()
    return bytes(manifest)


def parse(manifest: bytes) -> dict[str, Record]:
    """The records of a manifest by path; none if any line of it is damaged, or names what is not in its own folder."""
    try:
        head, *lines = manifest.decode().split("\n")
        if head != _HEAD or lines.pop() != "":
            return {}
        records = {path: Record(key, int(size)) for key, size, path in (line.split(" ", 2) for line in lines)}
    except ValueError:
        return {}
    stays = all(_OUTSIDE.isdisjoint(path.split("/")) for path in records)
    return records if stays and b"\\" not in manifest and b":" not in manifest else {}
