"""What a person typed -> what they ask about: a file of the project, an address of the site, or one outside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote, urlsplit

from digest.build.site_build import PUBLICATION
from digest.dataclass import dataclass

Sort: TypeAlias = Literal["file", "address", "outside"]

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SITES: Final = ("site/", f"{PUBLICATION.as_posix()}/site/")
"""Folders of the project that hold a built site."""

_FOLDERS: Final = ("content/", "seeds/", "themes/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked about.

    Attributes:
        sort: which of the three it is.
        name: of a file its path relative to the project, of an address what follows the site's root, of an address
            outside the site all of it.
    """

    sort: Sort
    name: str


def subject_of(name: str, project: Path, base_url: str, here: Path) -> Subject:
    """What a person means by what was typed; paths of files are seen from `here`."""
    if _WEB.match(name):
        return _of_url(name, base_url)
    for place in (here / name, project / name):
        inside = _relative(place, project)
        if inside and (place.exists() or place.is_symlink() or inside.startswith((*_FOLDERS, *_SITES))):
            site = next((folder for folder in _SITES if f"{inside}/".startswith(folder)), "")
            return Subject(sort="address", name=inside[len(site) :]) if site else Subject(sort="file", name=inside)
    return Subject(sort="address", name=_path_of(name).lstrip("/"))


def _of_url(url: str, base_url: str) -> Subject:
    """An address of the site, whichever of http and https it names; any other is outside."""
    try:
        parts, base = urlsplit(url), urlsplit(base_url)
    except ValueError:
        return Subject(sort="outside", name=url)
    if base_url and parts.netloc.lower() == base.netloc.lower() and f"{parts.path}/".startswith(base.path):
        return Subject(sort="address", name=_path_of(parts.path)[len(base.path) :])
    return Subject(sort="outside", name=url)


def _path_of(address: str) -> str:
    return unquote(re.split(r"[?#]", address, maxsplit=1)[0])


def _relative(place: Path, project: Path) -> str:
    """A path relative to the project, links in its folders resolved; empty if it lies outside."""
    try:
        parent = place.parent.resolve()
    except (OSError, ValueError, RuntimeError):
        return ""
    path = place.resolve() if place.name in {"", ".."} else parent / place.name
    root = project.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) and path != root else ""
