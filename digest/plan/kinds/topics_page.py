"""The index of topics."""

from __future__ import annotations

from collections.abc import Iterator

from digest.dataclass import dataclass
from digest.plan.catalogue import Catalogue
from digest.plan.lists import IndexPage
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route
from digest.plan.views import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage(IndexPage):
    """All topics."""


def _pages(catalogue: Catalogue) -> Iterator[TopicsPage]:
    terms = tuple(
        Term(
            name=topic.name,
            path=catalogue.addresses.path(Route("topic", topic.slug)),
            description=topic.description,
            count=len(catalogue.by_topic.get(topic.slug, ())),
        )
        for topic in catalogue.topics
    )
    title = catalogue.words.text("topics")
    yield TopicsPage(route=Route("topics"), site=catalogue.site, title=title, terms=terms)


KIND = Kind(name="topics", pattern=Pattern("topics/"), order=45, pages=_pages)
