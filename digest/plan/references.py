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
from digest.errors import Location, Problem
from digest.markdown.image_names import IMAGES
from digest.model.card import Card
from digest.model.fingerprint import key_of
from digest.model.picture import Picture
from digest.model.rendering import Reference
from digest.model.slug import FORBIDDEN, is_portable
from digest.plan.routes import Addresses, Route, permalink, route_of

MEDIA: Final = "media"
"""The folder of the site that holds the copies of images."""

SIZES: Final = "(min-width: 48rem) 42rem, 100vw"
"""How wide a page shows an image: as the column of text, or on a small screen the whole width."""

_UNKNOWN: Final = Picture(path="")
_NO_PICTURES: Final[Mapping[PurePosixPath, Picture]] = MappingProxyType({})

_REFERENCE = re.compile(r'(href|src)="digest-(file|root|wiki):([^"]*)"(?: width="(\d+)")?')
_LOST = re.compile(
    r'<a class="wikilink" href="digest-wiki:([^"#]*)[^"]*">([^<]*)</a>'
    r'|<img src="digest-wiki:([^"]*)"(?: width="\d+")? alt="([^"]*)"[^>]*>'
)
"""A wikilink, or an image shown by one: what is left of it where it means no file is its text."""


def media_path(path: PurePosixPath) -> str:
    """The place in the site that is reserved for an image of `content/`; its copies have longer names there."""
    return f"{MEDIA}/{path.relative_to(FOLDER)}"


def media_route(path: PurePosixPath) -> Route:
    """The route of that place."""
    return Route("file", media_path(path))


def is_media(path: PurePosixPath) -> bool:
    """Whether a file of `content/` is an image that pages may show, under a name that every system can hold."""
    return path.suffix.lower() in IMAGES and all(is_portable(part) for part in path.parts)


def target_of(article: Card, reference: Reference) -> PurePosixPath | None:
    """The file of the project that a link in an article means, or None where it means none of `content/`."""
    return reference.file if reference.wiki else _beside(article, reference.target)


def _beside(article: Card, target: str) -> PurePosixPath | None:
    path = PurePosixPath(normpath(str(article.path.parent / target)))
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
        html: sanitised, with `digest-file:`, `digest-wiki:` and `digest-root:` references.
        article: whose body it is.
        routes: by file.
        prefix: what leads to the site's root: `../../`, or a whole address in feeds.
        addresses: how links are written.
        pictures: what is known of images: their size, and smaller copies for a browser to choose from.
    """
    named = {found.target: target_of(article, found) for found in article.references if found.wiki}

    def address(match: re.Match[str]) -> str:
        attribute, kind, raw = match[1], match[2], unescape(match[3])
        name, mark, fragment = raw.partition("#")
        if kind == "root":
            return f'{attribute}="{escape(prefix + addresses.path(route_of(unquote(name))) + mark + fragment)}"'
        path = named.get(unquote(name)) if kind == "wiki" else _beside(article, unquote(name))
        route = routes.get(path) if path else None
        if path is None or route is None:
            return f'{attribute}="#"' if attribute == "href" else ""
        found = f'{attribute}="{escape(prefix + quote(addresses.path(route)) + mark + fragment)}"'
        if attribute == "href":
            return found
        return found + _size(pictures.get(path, _UNKNOWN), prefix, int(match[4] or 0))

    def text(match: re.Match[str]) -> str:
        """The match as it is, or its text alone."""
        path = named.get(unquote(unescape(match[1] or match[3])))
        return match[0] if path in routes else match[2] or match[4] or ""

    if "digest-" not in html:
        return html
    return _REFERENCE.sub(address, _LOST.sub(text, html) if named else html)


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
    targets = [target_of(article, reference) for reference in article.references]
    found = [routes.get(target) if target else None for target in targets]
    shown = [str(pictures.get(target, "")) if target else "" for target in targets]
    addresses = key_of([*(permalink(route) if route else "-" for route in found), *shown])
    return text, (f"what the links in {article.path} lead to", addresses)


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
    if not picture.variants:
        return size
    copies = [*picture.variants, (picture.width, picture.path)]
    choice = ", ".join(f"{escape(prefix + quote(path))} {pixels}w" for pixels, path in copies)
    return f'{size} srcset="{choice}" sizes="{f"{wanted}px" if wanted else SIZES}"'


def broken(article: Card, routes: Mapping[PurePosixPath, Route]) -> list[Problem]:
    """The references of a body that lead to no file that is published."""
    problems = []
    for reference in article.references:
        path = target_of(article, reference)
        if path is not None and path in routes:
            continue
        kind = "image" if reference.image else "link"
        hint = reference.hint or f"name a file of {FOLDER}/, relative to this one"
        if reference.image and path is not None and not is_portable(path.name):
            hint = f"rename it: not every system takes that name (none of {FORBIDDEN} may stand in it)"
        problems.append(
            Problem(
                message=f'the {kind} "{reference.target}" leads to nothing that is published',
                location=Location(
                    path=article.path,
                    line=article.body_line + reference.line - 1,
                    column=reference.column or None,
                    length=len(reference.target),
                ),
                hint=hint,
            )
        )
    return problems
