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

from digest.content.places import FOLDER
from digest.errors import Location, Problem
from digest.incremental.fingerprint import key_of
from digest.model.card import Card
from digest.model.picture import Picture
from digest.model.slug import FORBIDDEN, is_portable
from digest.plan.routes import Addresses, Route, permalink, route_of

MEDIA: Final = "media"
"""The folder of the site that holds the copies of images."""

SIZES: Final = "(min-width: 48rem) 42rem, 100vw"
"""How wide a page shows an image: as the column of text, or on a small screen the whole width."""

_NO_PICTURES: Final[Mapping[PurePosixPath, Picture]] = MappingProxyType({})

_IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
_REFERENCE = re.compile(r'(href|src)="digest-(file|root):([^"]*)"')


def media_path(path: PurePosixPath) -> str:
    """The place in the site that is reserved for an image of `content/`; its copies have longer names there."""
    return f"{MEDIA}/{path.relative_to(FOLDER)}"


def media_route(path: PurePosixPath) -> Route:
    """The route of that place."""
    return Route("file", media_path(path))


def is_media(path: PurePosixPath) -> bool:
    """Whether a file of `content/` is an image that pages may show, under a name that every system can hold."""
    return path.suffix.lower() in _IMAGES and all(is_portable(part) for part in path.parts)


def target_of(article: Card, reference: str) -> PurePosixPath | None:
    """The file of the project that a link in an article means, or None where it leads out of `content/`."""
    path = PurePosixPath(normpath(str(article.path.parent / reference)))
    return path if path.is_relative_to(FOLDER) else None


def resolve(
    html: str,
    article: Card,
    routes: Mapping[PurePosixPath, Route],
    prefix: str,
    addresses: Addresses,
    *,
    pictures: Mapping[PurePosixPath, Picture] = _NO_PICTURES,
) -> str:
    """Put addresses where a rendering names files.

    Args:
        html: sanitised, with `digest-file:` and `digest-root:` references.
        article: whose body it is.
        routes: by file.
        prefix: what leads to the site's root: `../../`, or a whole address in feeds.
        addresses: how links are written.
        pictures: what is known of images: their size, and smaller copies for a browser to choose from.
    """

    def address(match: re.Match[str]) -> str:
        attribute, kind, raw = match[1], match[2], unescape(match[3])
        name, mark, fragment = raw.partition("#")
        if kind == "root":
            return f'{attribute}="{escape(prefix + addresses.path(route_of(unquote(name))) + mark + fragment)}"'
        path = target_of(article, unquote(name))
        route = routes.get(path) if path else None
        if route is None:
            return f'{attribute}="#"' if attribute == "href" else ""
        found = f'{attribute}="{escape(prefix + quote(addresses.path(route)) + mark + fragment)}"'
        picture = pictures.get(path) if path and attribute == "src" else None
        return found + _size(picture, prefix) if picture else found

    return _REFERENCE.sub(address, html) if "digest-" in html else html


def text_parts(
    article: Card | None,
    routes: Mapping[PurePosixPath, Route],
    pictures: Mapping[PurePosixPath, Picture] = _NO_PICTURES,
) -> tuple[tuple[str, str], ...]:
    """What a body is made from: its text, and where its links lead; nothing where there is no body."""
    if article is None:
        return ()
    text = (f"the text of {article.path}", article.text)
    if not article.references:
        return (text,)
    targets = [target_of(article, reference.target) for reference in article.references]
    found = [routes.get(target) if target else None for target in targets]
    shown = [str(pictures.get(target, "")) if target else "" for target in targets]
    addresses = key_of([*(permalink(route) if route else "-" for route in found), *shown])
    return text, (f"what the links in {article.path} lead to", addresses)


def _size(picture: Picture, prefix: str) -> str:
    """The attributes that let a browser keep room for an image, and load no more of it than it shows."""
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width and picture.height else ""
    if not picture.variants:
        return size
    copies = [*picture.variants, (picture.width, picture.path)]
    choice = ", ".join(f"{escape(prefix + quote(path))} {width}w" for width, path in copies)
    return f'{size} srcset="{choice}" sizes="{SIZES}"'


def broken(article: Card, routes: Mapping[PurePosixPath, Route]) -> list[Problem]:
    """The references of a body that lead to no file that is published."""
    problems = []
    for reference in article.references:
        path = target_of(article, reference.target)
        if path is not None and path in routes:
            continue
        kind = "image" if reference.image else "link"
        hint = f"name a file of {FOLDER}/, relative to this one"
        if reference.image and path is not None and not is_portable(path.name):
            hint = f"rename it: not every system takes that name (none of {FORBIDDEN} may stand in it)"
        problems.append(
            Problem(
                message=f'the {kind} "{reference.target}" leads to nothing that is published',
                location=Location(path=article.path, line=article.body_line + reference.line - 1),
                hint=hint,
            )
        )
    return problems
