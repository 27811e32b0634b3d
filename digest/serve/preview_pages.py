"""A page of the site as the preview shows it: what it was made from, whether it has changed, what may be written."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem, ProblemsError
from digest.model.fingerprint import key_of
from digest.review.article_writer import ArticleWriter
from digest.serve.inject import PREVIEW_SCRIPT
from digest.serve.page_sources import PageSource, PageSources
from digest.serve.preview_bar import preview_bar
from digest.serve.reading_page import READING, reading_page
from digest.serve.served_files import find
from digest.serve.write_access import article_path

_PAGES_KEPT: Final = 64
"""Pages that were shown last, kept for the time when their article cannot be read."""

_STYLESHEET = re.compile(r"<link\b[^>]*\brel=\"?stylesheet\b[^>]*\bhref=\"([^\"]+)\"[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPage:
    """A page as it is now.

    Attributes:
        html: of the site, without what the preview adds.
        version: changes whenever a browser should load the page again, or its style sheets alone.
        styles: the addresses of its style sheets.
        bar: HTML above the page.
        writing: what a page needs to write to its article, but for the token; empty where it has none.
        script: of the preview, for this kind of page.
        shows_problems: whether it shows the problems of the last build by itself.
    """

    html: str
    version: str
    styles: tuple[str, ...]
    bar: str = ""
    writing: Mapping[str, str] = field(default_factory=dict)
    script: str = PREVIEW_SCRIPT
    shows_problems: bool = False


class PreviewPages:
    """The pages of a site, with the files of `content/` behind them."""

    def __init__(self, site: Path, project: Path, today: Callable[[], date]) -> None:
        self.project, self.today = project, today
        self.writer = ArticleWriter(project)
        self._site = site
        self._sources = PageSources(project)
        self._kept: OrderedDict[str, tuple[str, bool]] = OrderedDict()  # and whether the article was a draft

    def config(self) -> Config:
        """The options of the project as they are now."""
        return self._sources.config()

    def page(self, name: str, problems: tuple[Problem, ...], built_from: int) -> PreviewPage | None:
        """A page as it is now; None if there is none.

        Args:
            name: its file relative to the site, or the address of a reading page without its first slash.
            problems: errors of the last build.
            built_from: when the last build that made the site began, in nanoseconds since 1970.
        """
        if f"/{name}".startswith(READING):
            return self._reading(name, problems)
        html = _text(find(self._site, PurePosixPath(name).parts))
        source = self._sources.of_page(name) if name.endswith("index.html") else None
        if source is None:
            return self._made(name, html, None, problems, "") if html is not None else None
        kept, was_draft = self._kept.get(name, ("", False))
        failed = source.path in {problem.location.path for problem in problems if problem.location}
        if kept and failed and (html is None or (source.is_draft and not was_draft)):  # what cannot be read is a draft
            return self._made(name, kept, replace(source, is_draft=was_draft), problems, "")
        is_current = _changed(self._sources.project / source.path) <= built_from
        if html is None:  # an editor that empties a file before it writes it may have been seen between the two
            return self._made(name, kept, source, problems, "") if kept and not is_current else None
        if is_current and not failed:
            self._keep(name, html, was_draft=source.is_draft)
        return self._made(name, html, source, problems, source.fingerprint if is_current else "")

    def _reading(self, name: str, problems: tuple[Problem, ...]) -> PreviewPage | None:
        path = article_path(f"/{name}".removeprefix(READING))
        if path is None or isinstance(self.writer.read(path), Problem):
            return None
        config = self.config()
        source = self._sources.read(path, config)
        if source is None:
            return None
        home = _text(find(self._site, ("index.html",))) or ""
        try:
            html = reading_page(self._sources.project, config, source, home)
        except ProblemsError:
            return None
        return self._made(name, html, source, problems, source.fingerprint)

    def _keep(self, name: str, html: str, *, was_draft: bool) -> None:
        """Keep a page for the time when its article cannot be read."""
        self._kept[name] = (html, was_draft)
        self._kept.move_to_end(name)
        if len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)

    def _made(
        self, name: str, html: str, source: PageSource | None, problems: tuple[Problem, ...], fingerprint: str
    ) -> PreviewPage:
        writing = {}
        bar = preview_bar(self.project, self.config().editor, source, f"/{name}", self.today())
        if source is not None and source.is_article:
            undo = self.writer.latest(source.path, source.body)
            writing = {"path": str(source.path), "fingerprint": fingerprint, "undo": undo}
        styles = tuple(_STYLESHEET.findall(html))
        content = key_of([_STYLESHEET.sub("", html), bar, *writing.values(), *map(str, problems)])
        version = f"v{content}-{key_of(styles)}"
        return PreviewPage(html=html, version=version, styles=styles, bar=bar, writing=writing)


def same_content(version: str, other: str) -> bool:
    """Whether two versions of a page differ in nothing but its style sheets."""
    return version.partition("-")[0] == other.partition("-")[0]


def _changed(file: Path) -> int:
    """When a file was changed last, in nanoseconds since 1970; 0 if it is gone."""
    try:
        status = file.stat()
    except OSError:
        return 0
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _text(file: Path | None) -> str | None:
    try:
        return file.read_bytes().decode("utf-8", "replace") if file else None
    except OSError:  # it was removed while the site was being rebuilt
        return None
