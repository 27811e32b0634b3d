"""How much of each article a week's digest shows: its lead, full entries, and one line for the rest.

What the editor wrote decides: in a week with many articles those that nobody wrote a word about are named alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.inputs import named
from digest.plan.texts import HighlightedArticle

MANY: Final = 12
"""Articles from which a week is too many to be shown alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueArticle:
    """An article of a week.

    Attributes:
        article: with its highlights.
        brief: whether it is shown on one line.
    """

    article: HighlightedArticle
    brief: bool = named("how much of its articles is shown")


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


def in_issue(articles: Sequence[HighlightedArticle]) -> Iterator[IssueArticle]:
    """The articles of a week, those nobody wrote about on one line: none in a short week, or if all would be."""
    is_full = len(articles) > MANY and any(map(has_words, articles))
    for article in articles:
        yield IssueArticle(article=article, brief=is_full and not has_words(article))


def has_words(article: HighlightedArticle) -> bool:
    """Whether a person wrote about an article, or marked something in it."""
    return bool(article.card.comment_html or article.marks or article.card.lead)


def _cards(digest: Digest) -> Iterator[Card]:
    for section in digest.sections:
        yield from section.articles
