"""Slugs that every system takes as the name of a file or folder."""

from __future__ import annotations

import re
from typing import Final

_DEVICE: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.ASCII)
"""Names that Windows keeps for devices, whatever follows behind a dot (Microsoft Learn, "Naming Files, Paths,
and Namespaces")."""


FORBIDDEN: Final = '<>:"|?*\\'
"""Characters that no file name of Windows may hold (the same source)."""


def portable(slug: str) -> str:
    """The slug itself, or one with a word more where Windows would take it for a device: `con` -> `con-name`."""
    return f"{slug}-name" if _DEVICE.fullmatch(slug) else slug


def is_portable(name: str) -> bool:
    """Whether Windows, macOS and Linux all take the name of a file as it is."""
    stem = name.split(".", 1)[0].rstrip(" ").lower()
    odd = any(character in FORBIDDEN or ord(character) < 32 or ord(character) == 127 for character in name)
    return not odd and not name.endswith((".", " ")) and not _DEVICE.fullmatch(stem)
