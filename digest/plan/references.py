"""Resolves the links of bodies to files of the project: articles to their pages, images to their copies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final
from urllib.parse import quote, unquote

from digest.content.places import FOLDER
from digest.errors import Location, Problem
from digest.incremental.fingerprint import key_of
from digest.model.card import Card
from digest.model.slug import FORBIDDEN, is_portable
from digest.plan.routes import Addresses, Route, permalink, route_of

MEDIA: Final = "media"
"""The folder of the site that holds the copies of images."""

_IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
_REFERENCE = re.compile(r'(href|src)="digest-(file|root):([^"]*)"')


def media_route(path: PurePosixPath) -> Route:
    """Where the copy of an image of `content/` stands."""
    return Route("file", f"{MEDIA}/{path.relative_to(FOLDER)}")


def is_media(path: PurePosixPath) -> bool:
    """Whether a file of `content/` is an image that pages may show, under a name that every system can hold."""
    return path.suffix.lower() in _IMAGES and all(is_portable(part) for part in path.parts)


def target_of(article: Card, reference: str) -> PurePosixPath | None:
    """The file of the project that a link in an article means, or None where it leads out of `content/`."""
    path = PurePosixPath(normpath(str(article.path.parent / reference)))
    return path if path.is_relative_to(FOLDER) else None


def resolve(html: str, article: Card, routes: Mapping[PurePosixPath, Route], prefix: str, addresses: Addresses) -> str:
    """Put addresses where a rendering names files.

    Args:
        html: sanitised, with `digest-file:` and `digest-root:` references.
        article: whose body it is.
        routes: by file.
        prefix: what leads to the site's root: `../../`, or a whole address in feeds.
        addresses: how links are written.
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
        return f'{attribute}="{escape(prefix + quote(addresses.path(route)) + mark + fragment)}"'

    return _REFERENCE.sub(address, html) if "digest-" in html else html


def text_parts(article: Card | None, routes: Mapping[PurePosixPath, Route]) -> tuple[tuple[str, str], ...]:
    """What a body is made from: its text, and where its links lead; nothing where there is no body."""
    if article is None:
        return ()
    text = (f"the text of {article.path}", article.text)
    if not article.references:
        return (text,)
    targets = [target_of(article, reference.target) for reference in article.references]
    found = [routes.get(target) if target else None for target in targets]
    return text, (
        f"what the links in {article.path} lead to",
        key_of([permalink(route) if route else "-" for route in found]),
    )


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
