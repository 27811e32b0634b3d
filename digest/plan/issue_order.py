"""How much of each article a week's digest shows: its lead, full entries, and one line for the rest.

What the editor wrote decides: in a week with many articles those that nobody wrote a word about are named alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from digest.errors import Location, Problem
from digest.model.card import Card
from digest.model.digest import Digest
from digest.plan.texts import HighlightedArticle

MANY: Final = 12
"""Articles from which a week is too many to be shown alike."""


def lead_of(digest: Digest) -> Card | None:
    """The lead story of a week: the first that says it is."""
    return next((card for card in _cards(digest) if card.lead), None)


def several_leads(digests: Iterable[Digest]) -> Iterator[Problem]:
    """A problem for each article that leads a week which another one leads already."""
    for digest in digests:
        leads = [card for card in _cards(digest) if card.lead]
        for card in leads[1:]:
            yield Problem(
                message=f"{digest.week} has two lead stories: {leads[0].path} leads it already",
                location=Location(path=card.path),
                hint="take `lead: true` out of one of them",
                severity="warning",
                code="two-leads",
            )


def in_brief(articles: Sequence[HighlightedArticle]) -> frozenset[PurePosixPath]:
    """The files of those articles of a week that are shown on one line: none in a short week, or if all would be."""
    silent = frozenset(article.card.path for article in articles if not has_words(article))
    return silent if len(articles) > MANY and len(silent) < len(articles) else frozenset()


def has_words(article: HighlightedArticle) -> bool:
    """Whether a person wrote about an article, or marked something in it."""
    return bool(article.card.comment_html or article.marks or article.card.lead)


def _cards(digest: Digest) -> Iterator[Card]:
    for section in digest.sections:
        yield from section.articles
