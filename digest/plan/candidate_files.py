"""A page's address -> the files of `content/` that may have made it, without any of them being read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from digest.articles.kinds import FOLDER, PAGES, TOPICS, kind_of
from digest.articles.library import slugs_of
from digest.plan.routes import route_of


def candidate_files(link: str, texts: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
    """The files that may be behind a permalink, in the order of the texts; which articles are, their weeks decide.

    Args:
        link: of the page (`2025/w12/call/`).
        texts: the files of `content/`, relative to the project; consumed only where a file's name does not follow from
            the link.
    """
    route = route_of(link)
    match route.kind:
        case "week":
            yield FOLDER / route.key / "_index.md"
        case "topic":
            yield TOPICS / f"{route.key}.md"
        case "page":
            yield from (path for path in texts if path.is_relative_to(PAGES) and route.key in slugs_of(path))
        case "article":
            slug = route.key.rpartition("/")[2]
            yield from (path for path in texts if kind_of(path) == "articles" and slug in slugs_of(path))
