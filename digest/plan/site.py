"""The plan of the whole site: every page, every finished file, every image, and what is in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from digest.errors import Location, Problem
from digest.model.card import Card
from digest.model.page import Copy, Document, Page
from digest.plan.context import Context
from digest.plan.feeds import feeds
from digest.plan.lists import list_routes
from digest.plan.pages import all_pages
from digest.plan.references import broken, is_media, media_route, target_of
from digest.plan.routes import Kind, Route, output_path, permalink
from digest.plan.sitemap import for_robots


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will stand in the output folder.

    Attributes:
        pages: to be rendered; those that others link to come first.
        documents: feeds and what search engines read.
        copies: images that pages show.
        problems: broken links. They do not stop a build.
        collisions: two claims to one address. They do.
    """

    pages: tuple[Page, ...]
    documents: tuple[Document, ...]
    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...]
    collisions: tuple[Problem, ...]


def plan(context: Context, files: Iterable[PurePosixPath] = ()) -> Plan:
    """Plan the site.

    Args:
        context: the content and the options.
        files: everything else in `content/`, of which images that bodies show are published.
    """
    claims = list(_claims(context))
    media = _media(files)
    routes = _routes(claims, media)
    shown = _shown(context, media)
    return Plan(
        pages=tuple(all_pages(context, routes)),
        documents=(*feeds(context, routes), *for_robots(context, [route for route, _ in claims])),
        copies=tuple(Copy(path=output_path(media[path]), source=path) for path in shown),
        problems=tuple(problem for article in _bodies(context) for problem in broken(article, routes)),
        collisions=tuple(_collisions([*claims, *((media[path], path) for path in shown)])),
    )


def plan_texts(
    context: Context, files: Iterable[PurePosixPath], only: Collection[PurePosixPath]
) -> tuple[Document | Page, ...]:
    """What of the plan shows the text of one of these files: all that is to be planned where only texts changed."""
    follows = any(article.references for article in _bodies(context))
    routes = _routes(_claims(context), _media(files)) if follows else {}
    return (*feeds(context, routes, only), *all_pages(context, routes, only))


def _media(files: Iterable[PurePosixPath]) -> dict[PurePosixPath, Route]:
    return {path: media_route(path) for path in files if is_media(path)}


def _routes(
    claims: Iterable[tuple[Route, PurePosixPath | None]], media: Mapping[PurePosixPath, Route]
) -> dict[PurePosixPath, Route]:
    return {**{path: route for route, path in claims if path is not None}, **media}


def _bodies(context: Context) -> Iterator[Card]:
    library = context.library
    yield from library.articles
    yield from library.pages
    yield from (article for _, article in library.weeks)
    yield from (article for _, article in library.topics)


def _claims(context: Context) -> Iterator[tuple[Route, PurePosixPath | None]]:
    """Every page's route, and the file of `content/` that it is made from."""
    singles: tuple[Kind, ...] = ("home", "topics", "sources")
    for kind in singles:
        yield Route(kind), None
    introductions = dict(context.library.topics)
    for route in list_routes(context):
        written = introductions.get(route.key) if route.kind == "topic" and not route.number else None
        yield route, written.path if written else None
    for digest in context.digests:
        introduction = context.introductions.get(digest.week)
        yield Route("week", str(digest.week)), introduction.path if introduction else None
    for article in context.library.articles:
        yield context.route(article), article.path
    for article in context.library.pages:
        yield Route("page", article.slug), article.path


def _collisions(claims: Iterable[tuple[Route, PurePosixPath | None]]) -> Iterator[Problem]:
    """One problem for each file whose address another claims too."""
    claimed = [(permalink(route).casefold(), path) for route, path in claims]
    if len({address for address, _ in claimed}) == len(claimed):
        return
    claimants: dict[str, list[PurePosixPath | None]] = {}
    for address, path in claimed:
        claimants.setdefault(address, []).append(path)
    for address, paths in claimants.items():
        if len(paths) > 1:
            for path in filter(None, paths):
                others = ", ".join(
                    str(other) if other else "a page of the site itself" for other in paths if other != path
                )
                yield Problem(
                    message=f"the address /{address} is claimed by {others} too",
                    location=Location(path=path),
                    hint="rename one of the files",
                )


def _shown(context: Context, media: dict[PurePosixPath, Route]) -> list[PurePosixPath]:
    shown = {target_of(article, reference.target) for article in _bodies(context) for reference in article.references}
    return [path for path in media if path in shown]
