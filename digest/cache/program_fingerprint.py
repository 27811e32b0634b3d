"""What of the program itself decides the bytes of a site."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import digest
from digest.model.fingerprint import fingerprint

_LIBRARIES: Final = (
    "babel", "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "nh3", "pygments", "python-slugify", "pyyaml",
)  # fmt: skip
"""Those whose other version could give other bytes."""


@cache
def program() -> str:
    """The fingerprint of this program: its code, not only its number, and the versions of what it is built on.

    So a site is right again after an update, and while the program itself is being worked on.
    """
    folder = Path(digest.__file__).parent
    code = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.py"))]
    return fingerprint(digest.__version__, code, [(name, _version(name)) for name in _LIBRARIES])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
