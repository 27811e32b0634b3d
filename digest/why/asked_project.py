"""The project that is asked about: its options, and the plan of the site that would be published today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from digest.articles.kinds import LARGEST_TEXT
from digest.articles.library import read_file
from digest.articles.provenance import base_of
from digest.build import Selection, plan_site
from digest.build.site_plan import SitePlan
from digest.cache.scan import read
from digest.config import FILE, Config, option_location
from digest.convert.bases import read_base
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.article import FrontMatter
from digest.plan.catalogue import Catalogue
from digest.plan.pages import PageInputs
from digest.plan.routes import output_file
from digest.why.fact import place_of
from digest.why.text_facts import AskedText


@dataclass(frozen=True, kw_only=True)
class AskedProject:
    """The project that is asked about.

    Attributes:
        folder: the project's.
        config: its options.
        day: that decides what is held back.
    """

    folder: Path
    config: Config
    day: date

    @cached_property
    def plan(self) -> SitePlan:
        """The plan of the site.

        Raises:
            ProblemsError: it cannot be planned.
        """
        return plan_site(self.folder, self.config, Selection(day=self.day))

    @cached_property
    def whole_plan(self) -> SitePlan:
        """The plan of the site with drafts and what is held back, as a preview shows it."""
        return plan_site(self.folder, self.config, Selection(day=self.day, drafts=True, future=True))

    @property
    def catalogue(self) -> Catalogue:
        """What is published, in all its orders."""
        return self.plan.ids.catalogue

    @cached_property
    def files(self) -> Mapping[str, object]:
        """The files of the site by their path."""
        return {file.path: file for file in self.plan.files}

    @cached_property
    def page_inputs(self) -> tuple[PageInputs, ...]:
        """The pages of the site."""
        return tuple(file for file in self.plan.files if isinstance(file, PageInputs))

    @cached_property
    def pages(self) -> Mapping[str, PurePosixPath]:
        """The texts that are published by the path of their page."""
        links = self.catalogue.permalinks
        pages = ((output_file(link), path) for path, link in links.items())
        return {page: PurePosixPath(path) for page, path in pages if isinstance(self.files.get(page), PageInputs)}

    def page_of(self, path: PurePosixPath) -> PageInputs | None:
        """The page of a text; None if nothing of it is published."""
        link = self.catalogue.permalinks.get(str(path))
        page = self.files.get(output_file(link)) if link is not None else None
        return page if isinstance(page, PageInputs) else None

    def problems_of(self, path: PurePosixPath) -> tuple[Problem, ...]:
        """What the plan says of a file."""
        return tuple(each for each in self.plan.problems if each.location and each.location.path == path)

    @cached_property
    def _options(self) -> str:
        """The text of `digest.yml`."""
        try:
            return (self.folder / FILE).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return ""

    def option(self, name: str) -> str:
        """The place of an option; empty where its default holds."""
        location = option_location(self._options, name)
        return place_of(FILE, location.line) if location else ""

    def text(self, path: PurePosixPath) -> AskedText | Problem:
        """A text of `content/`, or why it cannot be read."""
        body = read(self.folder, path, LARGEST_TEXT)
        if isinstance(body, Problem):
            return body
        article, problems = read_file(path, body, topics=self.config.topic_slugs, published=True)
        text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        return AskedText(
            article=article,
            text=text,
            problems=tuple(dict.fromkeys([*problems, *self.problems_of(path)])),
            config=self.config,
            option=self.option,
            first=self._first_properties(path, text),
        )

    def _first_properties(self, path: PurePosixPath, text: str) -> FrontMatter | None:
        """What the converter wrote into the front matter of a text; None if it did not write the text."""
        base = read_base(self.folder, base_of(text))
        if base is None:
            return None
        return read_file(path, base.encode("utf-8", "replace"), topics=self.config.topic_slugs)[0].front_matter
