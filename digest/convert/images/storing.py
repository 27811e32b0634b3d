"""Images of articles, stored beside them: copies of files that a saved page came with, and what is fetched.

An image is named after its bytes, so that it is stored once for all articles of a folder, and an article names it
before it has a name itself. Only what begins as an image does is stored; SVG is not, since it can hold scripts.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from html import unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from digest.articles.kinds import LARGEST_IMAGE
from digest.cache.scan import read
from digest.convert.sources import SEEDS
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.extract.formats import PAGES
from digest.markdown.image_links import image_addresses, with_image_addresses
from digest.model.fingerprint import fingerprint
from digest.output.file_writes import write_file

FOLDER: Final = "images"
"""The folder of images, beside the articles that show them."""

FETCHED: Final = Path(".digest/cache/fetched")
"""Where images wait, within the project, until their article has a place."""

MOST: Final = 100
"""Images of one article that are stored."""

BUDGET: Final = 300.0
"""Seconds for all images of one article: a page may name a hundred on servers that never answer."""

_SIGNATURES: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
    (re.compile(rb"....ftyp(?:avif|avis)", re.DOTALL), ".avif"),
)
"""How the images that pages may show begin, and how their names end."""

_MARKER: Final = "https://stored.invalid/"
"""The address under which an image of a saved page goes through extraction; no server can have it (RFC 2606)."""

_NOT_AN_IMAGE: Final = "it is not a PNG, JPEG, GIF, WebP or AVIF"

_SCRIPTS: Final = (".js", ".html", ".htm")
"""Endings of what a page loads by `src` besides images: without a warning where it cannot be stored."""

_SRC = re.compile(rb"""(\ssrc\s{0,9}=\s{0,9}["'])([^"'<>]{1,1000})(?=["'])""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A body whose images are stored.

    Attributes:
        body: it leads to the stored ones.
        names: of the stored ones, in the folder of what was fetched.
        problems: images that stay links, with the reason (warnings).
    """

    body: str
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def image_suffix(body: bytes) -> str | None:
    """How the name of an image ends, by its first bytes; None where it is not an image that pages may show."""
    suffix = next((suffix for signature, suffix in _SIGNATURES if signature.match(body)), None)
    if suffix is None or suffix == ".avif":
        return suffix
    try:
        import imagesize  # noqa: PLC0415  (slow to import, seldom needed)

        width, height = imagesize.get(io.BytesIO(body))
    except (ValueError, OSError, ArithmeticError, LookupError):
        return None
    return suffix if width > 0 and height > 0 else None


def mark_local_images(project: Path, page: PurePosixPath, body: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """A saved page in which the images that it came with have an address that extraction keeps.

    Returns:
        The page, and the images that it came with but that cannot be stored (warnings).
    """
    if page.suffix.lower() not in PAGES:
        return body, ()
    paths: dict[str, PurePosixPath | None] = {}
    problems = []
    for match in _SRC.finditer(body):
        target = _target(match)
        if target in paths or len(paths) >= MOST:
            continue
        paths[target] = path = _local(project, page, target)
        copied = _copied(project, page, path) if path is not None else b""
        if path is not None and isinstance(copied, str) and path.suffix.lower() not in _SCRIPTS:
            problems.append(_unstored(page, target, copied))
        if isinstance(copied, str):
            paths[target] = None

    def mark(match: re.Match[bytes]) -> bytes:
        path = paths.get(_target(match))
        return match[0] if path is None else match[1] + f"{_MARKER}{quote(str(path))}".encode()

    return _SRC.sub(mark, body), tuple(problems)


def _target(match: re.Match[bytes]) -> str:
    return unescape(match[2].decode("utf-8", "replace")).strip()


def store_images(project: Path, page: PurePosixPath, body: str) -> Stored:
    """Fetch or copy the images of a body; those that cannot be had stay links."""
    new: dict[str, str] = {}
    problems: list[Problem] = []
    end = time.monotonic() + BUDGET
    for number, address in enumerate(image_addresses(body)):
        image = _image(project, page, address, end) if number < MOST else f"only {MOST} of an article are stored"
        if isinstance(image, str):
            problems.append(_unstored(page, unquote(address.removeprefix(_MARKER)), image))
        else:
            new[address] = _put(project, image)
    links = {address: f"{FOLDER}/{name}" for address, name in new.items()}
    return Stored(
        body=with_image_addresses(body, links), names=tuple(dict.fromkeys(new.values())), problems=tuple(problems)
    )


def place_images(project: Path, article: PurePosixPath, names: tuple[str, ...]) -> None:
    """Put images that were fetched beside the article that shows them, where they are not there already.

    Raises:
        DigestError: one cannot be written.
    """
    for name in names:
        target = project / article.parent / FOLDER / name
        if not target.exists():
            write_file(target, (project / FETCHED / name).read_bytes())


def _image(project: Path, page: PurePosixPath, address: str, end: float) -> bytes | str:
    """The bytes of an image, or in words why they cannot be had; `end` is when time is up for its article."""
    scheme = urlsplit(address).scheme
    if address.startswith(_MARKER) or not scheme:
        target = unquote(address.removeprefix(_MARKER))
        path = PurePosixPath(target) if address.startswith(_MARKER) else _local(project, page, target)
        body: bytes | str = "there is no such file beside the source" if path is None else _copied(project, page, path)
    elif (left := end - time.monotonic()) <= 0:
        body = f"the images of this article took more than {BUDGET:.0f} seconds"
    else:
        from digest.convert.images.fetching import fetch  # noqa: PLC0415  (slow to import, seldom needed)

        body = fetch(address, left)
    return _NOT_AN_IMAGE if isinstance(body, bytes) and image_suffix(body) is None else body


def _local(project: Path, page: PurePosixPath, target: str) -> PurePosixPath | None:
    """The file below the folder of a page that a relative address names; None where there is none, or it leads out."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    name = unquote(parts.path)
    if parts.scheme or parts.netloc or not name or name.startswith("/") or "\0" in name:
        return None
    path = PurePosixPath(normpath(page.parent / name))
    return path if _is_within(project, page, path) else None


def _is_within(project: Path, page: PurePosixPath, path: PurePosixPath) -> bool:
    """Whether a file lies below a page's folder in `seeds/`, also when links are followed."""
    try:
        real = (project / path).resolve(strict=True)
        inside = real.is_relative_to((project / SEEDS).resolve()) and real.is_file()
    except (OSError, RuntimeError, ValueError):
        return False
    return inside and path.is_relative_to(page.parent) and path.is_relative_to(SEEDS)


def _copied(project: Path, page: PurePosixPath, path: PurePosixPath) -> bytes | str:
    if not _is_within(project, page, path):
        return "there is no such file beside the source"
    body = read(project, path, LARGEST_IMAGE)
    if isinstance(body, Problem):
        return body.message
    return body if image_suffix(body) else _NOT_AN_IMAGE


def _put(project: Path, body: bytes) -> str:
    name = f"{fingerprint(body)[:16]}{image_suffix(body)}"
    write_file(project / FETCHED / name, body)
    return name


def _unstored(page: PurePosixPath, address: str, reason: str) -> Problem:
    return Problem(
        message=f"the image {address} is not stored: {reason}",
        location=Location(path=page),
        hint="the article links to it; `digest convert --images` tries again",
        severity="warning",
    )


def companions(files: Sequence[PurePosixPath]) -> frozenset[PurePosixPath]:
    """The files that browsers put into a folder beside a saved page (`page.html`, `page_files/`); not sources."""
    pages = {path.with_suffix("") for path in files if path.suffix.lower() in PAGES}
    folders = {page.with_name(page.name + end) for page in pages for end in ("_files", ".files")}
    return frozenset(path for path in files if not folders.isdisjoint(path.parents))
