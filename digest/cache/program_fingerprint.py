"""The fingerprint of the program itself, which is a part of whatever it writes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Final

import digest
from digest.cache.scan import Stamp, is_reliable, stamp_of
from digest.compiled.beside_code import keep, read_kept
from digest.model.fingerprint import fingerprint

_LIBRARIES: Final = (
    "babel", "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "nh3", "pygments", "python-slugify", "pyyaml",
)  # fmt: skip
"""The libraries of which another version could give other bytes."""

_METADATA: Final = (".dist-info", ".egg-info")


@cache
def program_fingerprint() -> str:
    """The fingerprint of this program: of its code, its version, and the versions of its libraries.

    The code counts and not the version alone, so that a site is made again also while the program is being changed.
    Its files are read only if the system says of one what it did not say before.
    """
    started, folder = time.time_ns(), os.path.dirname(digest.__file__)  # noqa: PTH120  (every command reads it: paths as objects take half)
    stamps = sorted(_code(folder))
    kept = read_kept(__file__)
    if kept and kept[0] == stamps:
        code = kept[1]
    else:
        code = _fingerprint_of(folder, [path for path, _ in stamps])
        if all(is_reliable(stamp, started) for _, stamp in stamps):
            keep(__file__, (stamps, code))
    return fingerprint(digest.__version__, code, installed_versions(_LIBRARIES))


def _code(folder: str) -> Iterator[tuple[str, Stamp]]:
    """The modules below a folder, each with its stamp."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path, stamp_of(entry.stat())
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _code(entry.path)


def _fingerprint_of(folder: str, paths: Sequence[str]) -> str:
    """The fingerprint of the names and bytes of files."""
    code = []
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123  (as above)
            code.append((path.removeprefix(folder).replace(os.sep, "/"), file.read()))
    return fingerprint(code)


def installed_versions(libraries: Container[str]) -> dict[str, str]:
    """Those of some libraries that are installed, with their versions, by the names of the folders about them.

    `importlib.metadata` tells the same, and takes a tenth of the time of a build that has nothing to do.

    Args:
        libraries: their names in lower case, with hyphens.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(os.listdir(folder or os.curdir)):  # noqa: PTH208  (as above)
                name, _, version = entry.partition("-")
                name = name.lower().replace("_", "-").replace(".", "-")
                if name in libraries and version.endswith(_METADATA):
                    versions.setdefault(name, version.removesuffix(".dist-info").removesuffix(".egg-info"))
    return versions
