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
from digest.publish.git import Git


class ContentFiles:
    """Finds the files behind pages. A file is read only where its name alone does not say that it is the one.

    Paths stay texts as long as they can: of ten thousand, a few are asked for.
    """

    def __init__(self, project: Path, config: Config, git: Git | None = None, published: str = "") -> None:
        """Files of a project, and of its history where that is in git.

        Args:
            project: its folder.
            config: its options.
            git: in the project's repository.
            published: the commit of the published site; empty where nothing is published.
        """
        self._project = project
        self._config = config
        self._git = git
        self._published = published

    def file_of(self, page: str) -> str:
        """The file of a page (`2025/w12/call/index.html`); empty where no file, or none that is known, makes it."""
        link = page.removesuffix("index.html")
        route = route_of(link)
        if route.kind == "article":
            candidates = self._articles(route)
        else:
            candidates = [path for path in map(str, candidate_files(link, self._pages)) if path in self._stamps]
        if len(candidates) > 1:
            candidates = [path for path in candidates if self._page_of(PurePosixPath(path)) == page]
        return candidates[0] if candidates else ""

    def text_of(self, file: str) -> str:
        """What a file holds; nothing where it cannot be read."""
        body = read(self._project, PurePosixPath(file), LARGEST_TEXT)
        return "" if isinstance(body, Problem) else body.decode("utf-8", "replace")

    def published_text_of(self, file: str) -> str:
        """What the last commit of the project before the site was published has of a file; nothing without one."""
        if self._git is None or not self._commit_then:
            return ""
        folder = self._project.resolve()
        top = self._git.folder.resolve()
        path = (folder / file).relative_to(top).as_posix() if folder.is_relative_to(top) else file
        return self._git.answer("cat-file", "blob", f"{self._commit_then}:{path}")

    @cached_property
    def _commit_then(self) -> str:
        """The last commit of the project before the site was published."""
        if self._git is None or not self._published:
            return ""
        moment = self._git.answer("log", "-1", "--no-show-signature", "--format=%cI", self._published)
        return self._git.answer("rev-list", "-1", f"--before={moment}", "HEAD") if moment else ""

    def _articles(self, route: Route) -> list[str]:
        """The articles that may stand at a route. Most files are named as their slug, which takes its time to make."""
        slug = route.key.rpartition("/")[2]
        named = self._by_name.get(slug) or self._by_slug.get(slug, [])
        return [path for path in named if is_article(PurePosixPath(path))]

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


def _grouped(named: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for name, path in named:
        groups.setdefault(name, []).append(path)
    return groups
