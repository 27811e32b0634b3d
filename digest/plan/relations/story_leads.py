"""Articles that tell the same story: one of them leads; lists show the lead alone, and name the others beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from digest.articles.kinds import is_article
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.card import Record
from digest.plan.grouping import group
from digest.yaml.fields import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The stories that several articles tell. `article in stories` says whether an article is a duplicate.

    Attributes:
        duplicates: in the order in which the articles were given.
    """

    duplicates: tuple[Record, ...]
    _leads: Mapping[str, Record]
    _others: Mapping[str, tuple[Record, ...]]

    def __contains__(self, article: Record) -> bool:
        return article.file in self._leads

    def lead(self, article: Record) -> Record | None:
        """The article that leads the story of a duplicate; None of one that leads itself or is alone."""
        return self._leads.get(article.file)

    def others(self, article: Record) -> tuple[Record, ...]:
        """The duplicates of the story that an article leads."""
        return self._others.get(article.file, ())


def stories(articles: Sequence[Record]) -> Stories:
    """What the articles say of each other."""
    ends = leads(articles)
    if not ends:
        return Stories(duplicates=(), _leads={}, _others={})
    by_path = {article.file: article for article in articles}
    duplicates = tuple(article for article in articles if article.file in ends)
    return Stories(
        duplicates=duplicates,
        _leads={path: by_path[end] for path, end in ends.items()},
        _others=group(duplicates, lambda article: (ends[article.file],)),
    )


def leads(articles: Iterable[Record]) -> dict[str, str]:
    """Of each duplicate the article that leads its group: a chain is followed to its end, a circle counts as none."""
    following = _following(list(articles))
    circles = _circles(following)
    straight = {path: target for path, target in following.items() if path not in circles}
    ends: dict[str, str] = {}
    for start in straight:
        chain, at = [], start
        while at in straight and at not in ends:
            chain.append(at)
            at = straight[at]
        end = ends.get(at, at)
        ends |= dict.fromkeys(chain, end)
    return ends


def misnamed(records: Sequence[Record]) -> list[Problem]:
    """What is wrong with the `duplicate_of` of articles, drafts among them: it names none, or leads in a circle."""
    if not any(record.duplicate_of for record in records):
        return []
    articles = [record for record in records if is_article(record.file)]
    following = _following(articles)
    circles = _circles(following)
    slugs = [article.card.slug for article in articles]
    return [
        _problem(article, slugs, in_circle=article.file in circles)
        for article in articles
        if article.duplicate_of and (article.file in circles or article.file not in following)
    ]


def _following(articles: Iterable[Record]) -> dict[str, str]:
    """What each duplicate names: the first article of that slug, or of two the one that it is not itself."""
    articles = list(articles)
    if not any(article.duplicate_of for article in articles):
        return {}
    named: dict[str, list[str]] = {}
    articles = sorted(articles, key=lambda article: article.file.split("/"))
    for article in articles:
        named.setdefault(article.card.slug, []).append(article.file)
    return {
        article.file: next((path for path in paths if path != article.file), paths[0])
        for article in articles
        if (paths := named.get(article.duplicate_of, []))
    }


def _circles(following: Mapping[str, str]) -> set[str]:
    """The articles from which one comes back to themselves."""
    seen: set[str] = set()
    circles: set[str] = set()
    for start in following:
        chain: dict[str, int] = {}
        at = start
        while at in following and at not in seen and at not in chain:
            chain[at] = len(chain)
            at = following[at]
        if at in chain:
            circles |= {path for path, number in chain.items() if number >= chain[at]}
        seen |= chain.keys()
    return circles


def _problem(article: Record, slugs: list[str], *, in_circle: bool) -> Problem:
    slug = article.duplicate_of
    near = nearest(slug, slugs)
    guess = f'did you mean "{near}"? ' if near and near != slug else ""
    return Problem(
        message=f'duplicate_of "{slug}" leads back to this article'
        if in_circle
        else f'duplicate_of names no article: "{slug}"',
        location=Location(path=article.path, line=article.duplicate_line or None),
        hint="one article of a story leads and has no duplicate_of: delete this line, or write `duplicate_of: no`"
        if in_circle
        else f"{guess}write the name of its file without .md, or `no` where it is nobody's duplicate",
        severity="warning" if article.card.draft else "error",
        code="wrong-duplicate",
    )
