"""Which file of the site an address names, and its type: nothing outside the site, nothing hidden."""

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
"""What sites are made of; a machine's own table may lack or redefine any of these."""

_FEEDS: Final = {"feed.xml": "application/atom+xml", "feed.json": "application/feed+json"}


def segments(address: str) -> tuple[str, ...] | None:
    """The parts of a request's path, decoded once; None where it is hidden, leads upwards or names no file."""
    parts = tuple(part for part in unquote(address).split("/") if part)
    if any(part.startswith(".") or any(mark in part for mark in "\\:\0") for part in parts):
        return None
    return parts


def find(site: Path, parts: tuple[str, ...]) -> Path | None:
    """The file for an address, as GitHub Pages finds it: itself, a folder's `index.html`, or with `.html` added."""
    place = site.joinpath(*parts)
    for candidate in (place, place / "index.html", place.with_name(f"{place.name}.html")):
        try:
            real = candidate.resolve(strict=True)
            if real.is_file() and real.is_relative_to(site.resolve()):
                return real
        except (OSError, RuntimeError, ValueError):  # absent, a loop of links, or no name this system can have
            continue
    return None


def folder_address(site: Path, parts: tuple[str, ...], address: str) -> str | None:
    """Where a folder asked for without its final slash is to be found, so that relative links in it hold."""
    if address.endswith("/") or not parts:
        return None
    found = find(site, parts)
    if found is None or found.name != "index.html" or parts[-1] == "index.html":
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
