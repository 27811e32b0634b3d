"""The file of `content/` that a page of the site was made from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from digest.articles.draft_spellings import publication_day
from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.articles.library import read_file
from digest.cache.scan import read
from digest.config import FILE, Config, parse_config
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.article import rights_of, week_of
from digest.model.fingerprint import fingerprint
from digest.plan.candidate_files import candidate_files
from digest.plan.routes import article_address, permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSource:
    """A file of `content/`, as a page of the preview needs it.

    Attributes:
        path: relative to the project.
        body: its bytes.
        line: on which its text begins.
        is_article: whether it is an article, which can be annotated.
        is_whole: whether the site shows all of its text.
        is_draft: whether only the preview shows it.
        day: the first one on which it may be published, if there is one.
        permalink: of its page, as the file is now; empty for what is not an article.
    """

    path: PurePosixPath
    body: bytes
    line: int
    is_article: bool
    is_whole: bool
    is_draft: bool
    day: date | None
    permalink: str

    @property
    def fingerprint(self) -> str:
        """Of its bytes."""
        return fingerprint(self.body)


class PageSources:
    """Finds the files behind pages. What it found is remembered, and looked at again each time."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._known: dict[str, PurePosixPath] = {}
        self._paths: dict[str, PurePosixPath] = {}

    def config(self) -> Config:
        """The options of the project, the defaults where they cannot be read."""
        try:
            return parse_config((self.project / FILE).read_text("utf-8-sig"))[0]
        except (OSError, UnicodeDecodeError):
            return Config()

    def of_page(self, file: str) -> PageSource | None:
        """The source of a page (`2025/w12/call/index.html`); None if no single file of `content/` makes it."""
        link = file.removesuffix("index.html")
        config = self.config()
        known = self._known.get(link)
        source = self.read(known, config) if known else None
        if source is not None and source.permalink in {"", link}:
            return source
        candidates = [source for path in candidate_files(link, self._texts()) if (source := self.read(path, config))]
        exact = [source for source in candidates if source.permalink in {"", link}]
        # The page of an article that cannot be read any more stays at the address it had.
        likely = exact or (candidates if len(candidates) == 1 else [])
        if not likely:
            return None
        self._known[link] = likely[0].path
        return likely[0]

    def read(self, path: PurePosixPath, config: Config) -> PageSource | None:
        """A file of `content/`; None if it cannot be read."""
        body = read(self.project, path, LARGEST_TEXT)
        if isinstance(body, Problem):
            return None
        article, _ = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)
        front_matter, in_article = article.front_matter, is_article(path)
        week = str(week_of(front_matter, config.weeks) or "")
        return PageSource(
            path=path,
            body=body,
            line=article.body_line,
            is_article=in_article,
            is_whole=not in_article or rights_of(front_matter, config.rights) == "full",
            is_draft=front_matter.draft,
            day=publication_day(front_matter),
            permalink=permalink(article_address(week, article.slug)) if in_article else "",
        )

    def _texts(self) -> Iterator[PurePosixPath]:
        """The texts of `content/`. Each is made a path once: with ten thousand that takes longest."""
        for here, folders, names in os.walk(self.project / FOLDER):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            folder = Path(here).relative_to(self.project).as_posix()
            for name in sorted(names):
                file = f"{folder}/{name}"
                path = self._paths.get(file)
                if path is None:
                    path = self._paths[file] = PurePosixPath(file)
                if is_text(path) and not name.startswith("."):
                    yield path
