"""Resolves the links of bodies to files of the project: articles to their pages, images to their copies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote

from digest.articles.kinds import FOLDER
from digest.markdown.image_names import ATTACHMENTS, SHOWN
from digest.model.card import Record
from digest.model.picture import Picture
from digest.model.rendering import Reference
from digest.model.slug import is_portable
from digest.plan.routes import Addresses, Route, route_of
from digest.plan.texts import Links, Target

MEDIA: Final = "media"
"""The folder of the site that holds the copies of images."""

SIZES: Final = "(min-width: 48rem) 42rem, 100vw"
"""How wide a page shows an image: as the column of text, or on a small screen the whole width."""

WIDE: Final = (900, 1.8)
"""Pixels, and widths for one height, from which an image may take of the margin: charts and panoramas need it."""

_WIDE_SIZES: Final = "(min-width: 60rem) 57rem, 100vw"
"""How wide a page shows such an image."""

_UNKNOWN: Final = Picture(path="")
_NOWHERE: Final = Target(name="")
_NO_ANCHORS: Final[Mapping[str, str | None]] = MappingProxyType({})
_NO_PICTURES: Final[Mapping[PurePosixPath, Picture]] = MappingProxyType({})

_LINK = re.compile(r'<a[^>]* href="digest-[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img[^>]* src="digest-[^>]*>')
_REFERENCE = re.compile(r'(href|src)="digest-(file|root|wiki):([^"]*)"(?: width="(\d+)")?')
_LOST_LINK = re.compile(r'<a[^>]* href="digest-(file|wiki):([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_LOST_IMAGE = re.compile(r'<img src="digest-(file|wiki|root):([^"]*)"(?: width="\d+")? alt="([^"]*)"[^>]*>')
"""A link or an image. If it means nothing that is published, its text is what is left of it."""


def media_path(path: PurePosixPath) -> str:
    """The place in the site that is reserved for an image of `content/`; its copies have longer names there."""
    return f"{MEDIA}/{path.relative_to(FOLDER)}"


def media_route(path: PurePosixPath) -> Route:
    """The route of that place."""
    return Route("file", media_path(path))


def is_media(path: PurePosixPath) -> bool:
    """Whether a file of `content/` is one that pages may show or lead to, under a name that every system can hold."""
    return path.suffix.lower() in SHOWN | ATTACHMENTS and all(is_portable(part) for part in path.parts)


def target_of(record: Record, reference: Reference) -> PurePosixPath | None:
    """The file of the project that a link in a text means, or None where it means none of `content/`."""
    if reference.wiki:
        return reference.file
    if not reference.target:
        return record.path
    return _beside(record.path, reference.target)


def _beside(path: PurePosixPath, target: str) -> PurePosixPath | None:
    place = FOLDER / target.lstrip("/").removeprefix(f"{FOLDER}/") if target.startswith("/") else path.parent / target
    file = PurePosixPath(normpath(str(place)))
    return file if file.is_relative_to(FOLDER) else None


def links_of(
    record: Record,
    permalinks: Mapping[str, str],
    pictures: Mapping[PurePosixPath, Picture] = _NO_PICTURES,
    anchors: Mapping[str, str | None] = _NO_ANCHORS,
) -> Links | None:
    """Where the links of a text lead.

    Args:
        record: of the text.
        permalinks: by file, of all that is published.
        pictures: what is known of images, by file.
        anchors: the ids of the elements of texts, by file.
    """
    targets: dict[tuple[str, bool], Target] = {}
    for reference in record.references:
        path = target_of(record, reference)
        link = permalinks.get(str(path)) if path else None
        is_of_the_site = reference.target.startswith("/") and not reference.image
        if not reference.target or (is_of_the_site and link is None):
            continue  # within the page; to a page of the site itself
        key = (reference.target, reference.wiki)
        before = targets[key].headings if key in targets else ()
        heading = _is_heading(reference.fragment, (anchors.get(str(path)) if path else None) or "")
        targets[key] = Target(
            name=reference.target,
            wiki=reference.wiki,
            permalink=link,
            picture=pictures.get(path) if path else None,
            headings=tuple(dict.fromkeys((*before, reference.fragment))) if heading else before,
        )
    return Links(file=record.file, targets=tuple(targets.values())) if targets else None


def _is_heading(fragment: str, anchors: str) -> bool:
    """Whether a fragment names a heading without the `h-` that its anchor begins with."""
    ids = anchors.split()
    return bool(fragment) and fragment not in ids and f"h-{fragment}".lower() in ids


def resolve(html: str, links: Links | None, prefix: str, addresses: Addresses, *, sized: bool = True) -> str:
    """Put addresses where a rendering names files.

    Args:
        html: sanitised, with `digest-file:`, `digest-wiki:` and `digest-root:` references.
        links: where they lead.
        prefix: what leads to the site's root: `../../`, or a whole address in feeds.
        addresses: how links are written.
        sized: whether images say their size, and name smaller copies for a browser to choose from.
    """
    if "digest-" not in html:
        return html
    targets = {(target.name, target.wiki): target for target in links.targets} if links else {}

    def address(match: re.Match[str]) -> str:
        attribute, kind, raw = match[1], match[2], unescape(match[3])
        name, mark, fragment = raw.partition("#")
        target = targets.get(_key(kind, name), _NOWHERE)
        if kind == "root" and target.permalink is None:
            return f'{attribute}="{escape(prefix + addresses.path(route_of(unquote(name))) + mark + fragment)}"'
        if unquote(fragment) in target.headings:
            fragment = f"h-{fragment}".lower()
        if target.permalink is None:
            return ""
        written = f'{attribute}="{escape(prefix + addresses.styled(target.permalink) + mark + fragment)}"'
        if attribute == "href":
            return written
        picture = target.picture if sized and target.picture else _UNKNOWN
        return written + _size(picture, prefix, int(match[4] or 0))

    def text(match: re.Match[str]) -> str:
        """The match as it is, or its text alone."""
        target = targets.get(_key(match[1], unescape(match[2])), _NOWHERE)
        return match[0] if target.permalink is not None else match[3]

    if any(target.permalink is None for target in targets.values()):
        html = _LOST_LINK.sub(text, _LOST_IMAGE.sub(text, html))
    return _REFERENCE.sub(address, html)


def _key(kind: str, name: str) -> tuple[str, bool]:
    """The name of a target, and whether it is a wikilink's, by what stands in a rendering."""
    return (f"/{unquote(name)}" if kind == "root" else unquote(name), kind == "wiki")


def without_links(html: str) -> str:
    """A rendering without links to files of the project and without images of it, for where none can be resolved."""
    return _IMAGE.sub("", _LINK.sub(r"\1", html)) if "digest-" in html else html


def _size(picture: Picture, prefix: str, wanted: int) -> str:
    """The attributes that let a browser keep room for an image, and load no more of it than it shows.

    Args:
        picture: what is known of it.
        prefix: what leads to the site's root.
        wanted: how wide a text wants it, in pixels; 0 for as wide as it is.
    """
    width = wanted or picture.width
    height = round(picture.height * width / picture.width) if picture.width else 0
    size = f' width="{width}" height="{height}"' if width and height else f' width="{wanted}"' if wanted else ""
    is_wide = not wanted and 0 < WIDE[1] * picture.height <= picture.width >= WIDE[0]
    size += ' class="wide"' if is_wide else ""
    if not picture.variants:
        return size
    copies = [*picture.variants, (picture.width, picture.path)]
    choice = ", ".join(f"{escape(prefix + quote(path))} {pixels}w" for pixels, path in copies)
    return f'{size} srcset="{choice}" sizes="{f"{wanted}px" if wanted else _WIDE_SIZES if is_wide else SIZES}"'
