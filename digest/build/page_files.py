"""The files of `content/` behind the pages of a site, for what is said of these pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from digest.articles.kinds import FOLDER, LARGEST_TEXT, PAGES, is_article, is_text
from digest.articles.library import read_file, slugs_of
from digest.cache.scan import Stamp, read, scan
from digest.config import Config
from digest.errors import Problem
from digest.model.article import week_of
from digest.plan.candidate_files import candidate_files
from digest.plan.routes import Route, article_address, output_path, route_of


class PageFiles:
    """Finds the files behind pages. A file is read only where its name alone does not say that it is the one.

    Paths stay texts as long as they can: of ten thousand, a few are asked for.
    """

    def __init__(self, project: Path, config: Config) -> None:
        self._project = project
        self._config = config

    def file_of(self, page: str) -> str:
        """The file of a page (`2025/w12/call/index.html`); empty where no file, or none that is known, makes it."""
        link = page.removesuffix("index.html")
        route = route_of(link)
        if route.kind == "article":
            candidates = self._articles(route, page)
        else:
            candidates = [path for path in map(str, candidate_files(link, self._pages)) if path in self._stamps]
        if len(candidates) > 1:
            candidates = [path for path in candidates if self._page_of(PurePosixPath(path)) == page]
        return candidates[0] if candidates else ""

    def text_of(self, file: str) -> str:
        r"""What a file holds, with `\n` line ends; nothing where it cannot be read."""
        body = read(self._project, PurePosixPath(file), LARGEST_TEXT)
        return "" if isinstance(body, Problem) else body.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def _articles(self, route: Route, page: str) -> list[str]:
        """The articles that may stand at a route. Most files are named as their slug, which takes its time to make."""
        slug = route.key.rpartition("/")[2]
        named = [path for path in _articles(self._by_name, slug) if self._page_of(PurePosixPath(path)) == page]
        return named or _articles(self._by_slug, slug)

    def _page_of(self, path: PurePosixPath) -> str:
        """The page of an article."""
        article, _ = read_file(
            path, self.text_of(str(path)).encode(), topics=self._config.topic_slugs, slugs=self._config.slugs
        )
        week = week_of(article.front_matter, self._config.weeks)
        return output_path(article_address(str(week or ""), article.slug))

    @cached_property
    def _stamps(self) -> Mapping[str, Stamp]:
        return scan(self._project, FOLDER).stamps

    @cached_property
    def _pages(self) -> tuple[PurePosixPath, ...]:
        return tuple(PurePosixPath(path) for path in self._stamps if path.startswith(f"{PAGES}/") and is_text(path))

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        return _grouped((path.rpartition("/")[2].rpartition(".")[0], path) for path in self._stamps if is_text(path))

    @cached_property
    def _by_slug(self) -> Mapping[str, list[str]]:
        return _grouped(
            (slug, path) for path in self._stamps if is_text(path) for slug in slugs_of(PurePosixPath(path))
        )


def _articles(texts: Mapping[str, list[str]], name: str) -> list[str]:
    return [path for path in texts.get(name, ()) if is_article(PurePosixPath(path))]


def _grouped(named: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name, path in named:
        groups.setdefault(name, []).append(path)
    return groups
