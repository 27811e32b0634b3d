"""The plan of the whole site: every page, every finished file, every image, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from digest.errors import Location, Problem
from digest.model.article import Article
from digest.model.page import Artifact, Page
from digest.plan.context import Context, article_route
from digest.plan.feeds import feeds
from digest.plan.pages import all_pages
from digest.plan.references import broken, is_media, media_route, target_of
from digest.plan.routes import Kind, Route, output_path, permalink
from digest.plan.sitemap import for_robots


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will stand in the output folder.

    Attributes:
        pages: to be rendered; those that others link to come first.
        artifacts: feeds and what search engines read, finished.
        media: images to be copied, by their place in the output folder.
        problems: broken links. They do not stop a build.
        collisions: two claims to one address. They do.
    """

    pages: tuple[Page, ...]
    artifacts: tuple[Artifact, ...]
    media: tuple[tuple[PurePosixPath, PurePosixPath], ...]
    problems: tuple[Problem, ...]
    collisions: tuple[Problem, ...]


def plan(context: Context, files: Iterable[PurePosixPath]) -> Plan:
    """Plan the site.

    Args:
        context: the content and the options.
        files: everything else in `content/`, of which images that bodies show are published.
    """
    claims = list(_claims(context))
    media = {path: media_route(path) for path in files if is_media(path)}
    routes = {**{path: route for route, path in claims if path is not None}, **media}
    pages = tuple(all_pages(context, routes))
    shown = _shown(context, media)
    return Plan(
        pages=pages,
        artifacts=(*feeds(context, routes), *for_robots(context, [route for route, _ in claims])),
        media=tuple((output_path(media[path]), path) for path in shown),
        problems=tuple(
            problem
            for article in _bodies(context)
            for problem in broken(article, context.renderings[article.path], routes)
        ),
        collisions=tuple(_collisions([*claims, *((media[path], path) for path in shown)])),
    )


def _bodies(context: Context) -> Iterator[Article]:
    library = context.library
    yield from library.articles
    yield from library.pages
    yield from (article for _, article in library.weeks)
    yield from (article for _, article in library.topics)


def _claims(context: Context) -> Iterator[tuple[Route, PurePosixPath | None]]:
    """Every page's route, and the file of `content/` that it is made from."""
    singles: tuple[Kind, ...] = ("home", "archive", "topics", "sources", "undated")
    for kind in singles:
        yield Route(kind), None
    introductions = dict(context.library.topics)
    for topic in context.topics:
        written = introductions.get(topic.slug)
        yield Route("topic", topic.slug), written.path if written else None
    for slug in sorted(context.by_source):
        yield Route("source", slug), None
    for digest in context.digests:
        introduction = context.introductions.get(digest.week)
        yield Route("week", str(digest.week)), introduction.path if introduction else None
    for article in context.library.articles:
        yield article_route(article), article.path
    for article in context.library.pages:
        yield Route("page", article.slug), article.path


def _collisions(claims: Iterable[tuple[Route, PurePosixPath | None]]) -> Iterator[Problem]:
    """One problem for each file whose address another claims too."""
    claimants: dict[str, list[PurePosixPath | None]] = {}
    for route, path in claims:
        claimants.setdefault(permalink(route).casefold(), []).append(path)
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
    shown = {
        target_of(article, reference.target)
        for article in _bodies(context)
        for reference in context.renderings[article.path].references
    }
    return [path for path in media if path in shown]
