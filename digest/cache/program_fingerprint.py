"""The fingerprint of the program itself, which is a part of whatever it writes."""

from __future__ import annotations

import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

import digest
from digest.model.fingerprint import fingerprint

_LIBRARIES: Final = (
    "babel", "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "nh3", "pygments", "python-slugify", "pyyaml",
)  # fmt: skip
"""The libraries of which another version could give other bytes."""


@cache
def program_fingerprint() -> str:
    """The fingerprint of this program: of its code, its version, and the versions of its libraries.

    The code counts and not the version alone, so that a site is made again also while the program is being changed.
    """
    folder = os.path.dirname(digest.__file__)  # noqa: PTH120  (every command reads it: paths as objects take half)
    code = []
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                with open(f"{here}{os.sep}{name}", "rb") as file:  # noqa: PTH123  (as above)
                    code.append((f"{here}/{name}".removeprefix(folder).replace(os.sep, "/"), file.read()))
    return fingerprint(digest.__version__, code, [(name, _version(name)) for name in _LIBRARIES])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
