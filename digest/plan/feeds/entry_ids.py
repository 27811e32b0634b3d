"""The ids of the feeds of a site and of their entries; `kept_ids` says what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.plan.catalogue import Catalogue
from digest.plan.feeds.kept_ids import KeptIds, article_ids, former_id, made_id, named, with_entries
from digest.plan.routes import Route, article_route, output_path


@dataclass(frozen=True)
class EntryIds:
    """The ids of a site.

    Attributes:
        catalogue: of its content.
        kept: what is kept of ids.
    """

    catalogue: Catalogue
    kept: KeptIds = KeptIds()

    @cached_property
    def of_articles(self) -> Mapping[str, str]:
        """The id of each article by its file."""
        records = self.catalogue.records
        if self.kept.former:
            return {record.file: self._former(article_route(record.card)) for record in records}
        return article_ids(records, self.kept)

    def doubled(self) -> Iterator[Problem]:
        """A warning for each article whose `id` an earlier one has, as where somebody copied a file."""
        owners: dict[str, str] = {}
        for record in self.catalogue.records:
            owner = owners.setdefault(record.identity, record.file) if record.identity else record.file
            if owner != record.file:
                yield Problem(
                    message=f'the id "{record.identity}" is that of {owner}; feeds know this article by another',
                    location=Location(path=record.path),
                    hint="take the line with the id out, or write an id that no other article has",
                    severity="warning",
                    code="doubled-id",
                )

    def of(self, route: Route) -> str:
        """The id of a week, or of a feed."""
        kept, key = self.kept, _key(route)
        if kept.former:
            return self._former(route)
        return kept.ids.get(key) or made_id(kept, key)

    def to_keep(self) -> KeptIds:
        """What is to be kept when this site goes out."""
        catalogue, config, kept = self.catalogue, self.catalogue.config, self.kept
        kept = kept if kept.digest else replace(kept, digest=named(config.title, config.author, config.base_url))
        weeks = [Route("week", str(digest.week)) for digest in catalogue.digests]
        feeds = [feed_route("", 0), *(feed_route(f"topics/{topic.slug}/", 0) for topic in catalogue.topics)]
        is_new = not (self.kept.digest or catalogue.records)
        others = {} if is_new else {_key(route): self.of(route) for route in (*weeks, *feeds)}
        return with_entries(kept, catalogue.records, self.of_articles, others)

    def _former(self, route: Route) -> str:
        site = self.catalogue.addresses.base_url or re.sub(r"\s+", " ", self.catalogue.config.title)
        return former_id(site, output_path(route))


def feed_route(folder: str, number: int) -> Route:
    """Where a feed (number 0) or one of its archive documents stands; a folder ends in a slash, or is empty."""
    return Route("file", f"{folder}feed-{number}.xml" if number else f"{folder}feed.xml")


def _key(route: Route) -> str:
    """What the id of a week or feed is made of."""
    return f"{'week' if route.kind == 'week' else 'feed'} {route.key}"
