"""The file of the site for an address, and its type. No file outside the site is found, and no hidden one."""

from __future__ import annotations

import mimetypes
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

_TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""The types of files that sites have. The table of the system may lack or redefine any of these."""

_FEEDS: Final = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}


def segments(address: str) -> tuple[str, ...] | None:
    """The parts of a request's path, decoded once; None if one is hidden, leads upwards or cannot be a file's name."""
    parts = tuple(part for part in unquote(address).split("/") if part)
    if any(part.startswith(".") or any(mark in part for mark in "\\:\0") for part in parts):
        return None
    return parts


def find(site: Path, parts: tuple[str, ...]) -> Path | None:
    """The file for an address, found as GitHub Pages does: itself, a folder's `index.html`, or with `.html` added."""
    place = site.joinpath(*parts)
    for candidate in (place, place / "index.html", place.with_name(f"{place.name}.html")):
        try:
            real = candidate.resolve(strict=True)
            if real.is_file() and real.is_relative_to(site.resolve()):
                return real
        except (
            OSError,
            RuntimeError,
            ValueError,
        ):  # it does not exist, is a loop of links, or has a name that this system refuses
            continue
    return None


def folder_address(site: Path, parts: tuple[str, ...], address: str) -> str | None:
    """The address of a folder that was asked for without its final slash; without it relative links would be wrong."""
    if address.endswith("/") or not parts:
        return None
    file = find(site, parts)
    if file is None or file.name != "index.html" or parts[-1] == "index.html":
        return None
    return f"/{quote('/'.join(parts))}/"


def content_type(path: PurePosixPath | Path) -> str:
    """The MIME type, with the charset of text."""
    suffix = path.suffix.lower()
    name = (
        _FEEDS.get(path.name) or _TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
    textual = name.startswith("text/") or name.endswith(("xml", "json"))
    return f"{name}; charset=utf-8" if textual else name
