"""The plan of the whole site: every page, every finished file, every image, and what is in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from digest.errors import Location, Problem
from digest.model.card import Card
from digest.model.page import Document, Page
from digest.plan.context import Context
from digest.plan.feeds.atom import feeds
from digest.plan.feeds.sitemap import for_robots
from digest.plan.kinds.highlight_lists import highlight_routes
from digest.plan.kinds.lists import list_routes
from digest.plan.kinds.pages import all_pages
from digest.plan.references import broken, is_media, media_route, target_of
from digest.plan.routes import Kind, Route, permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will stand in the output folder.

    Attributes:
        pages: to be rendered; those that others link to come first.
        documents: feeds and what search engines read.
        problems: broken links. They do not stop a build.
        collisions: two claims to one address. They do.
    """

    pages: tuple[Page, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    collisions: tuple[Problem, ...]


def plan(context: Context, files: Iterable[PurePosixPath] = ()) -> Plan:
    """Plan the site.

    Args:
        context: the content and the options.
        files: everything else in `content/`, of which images that bodies show are published.
    """
    claims = list(_claims(context))
    media = [path for path in files if is_media(path)]
    routes = _routes(context, claims, media)
    shown = _shown(context, media)
    return Plan(
        pages=tuple(all_pages(context, routes)),
        documents=(*feeds(context, routes), *for_robots(context, [route for route, _ in claims])),
        problems=tuple(problem for article in _bodies(context) for problem in broken(article, routes)),
        collisions=tuple(_collisions([*claims, *((media_route(path), path) for path in shown)])),
    )


def plan_texts(
    context: Context, files: Iterable[PurePosixPath], only: Collection[PurePosixPath]
) -> tuple[Document | Page, ...]:
    """What of the plan shows the text of one of these files: all that is to be planned where only texts changed."""
    follows = any(article.references for article in _bodies(context))
    routes = _routes(context, _claims(context), [path for path in files if is_media(path)]) if follows else {}
    return (*feeds(context, routes, only), *all_pages(context, routes, only))


def _routes(
    context: Context, claims: Iterable[tuple[Route, PurePosixPath | None]], media: Iterable[PurePosixPath]
) -> dict[PurePosixPath, Route]:
    """Where every file that is published stands; an image under the name of its copy."""
    pictures = context.pictures
    images = {path: Route("file", pictures[path].path) if path in pictures else media_route(path) for path in media}
    return {**{path: route for route, path in claims if path is not None}, **images}


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
    yield from ((route, None) for route in highlight_routes(context))
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


def _shown(context: Context, media: Sequence[PurePosixPath]) -> list[PurePosixPath]:
    shown = {target_of(article, reference) for article in _bodies(context) for reference in article.references}
    return [path for path in media if path in shown]
