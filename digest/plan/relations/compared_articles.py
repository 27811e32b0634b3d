"""Which articles digest finds to be alike, and whether other terms of one of them would change that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from digest.classify.likeness import Like, Terms, alike
from digest.config import Config
from digest.dataclass import dataclass
from digest.model.card import Record
from digest.model.inputs import key
from digest.plan.relations.story_leads import Stories


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedArticles:
    """What is compared: all articles by date; none where digest looks for none that are alike.

    Attributes:
        paths: of their files.
        terms: of each; nothing of duplicates, which no list shows.
        unsure: the places of those in a language whose ordinary words are not known.
        found: the fingerprint of which are alike, in their order.
    """

    paths: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    unsure: tuple[int, ...] = ()
    found: str = ""

    def with_terms(self, newer: Mapping[str, str]) -> ComparedArticles | None:
        """The same with newer terms of some files; None if other articles are alike then, or in another order."""
        if not newer:
            return self
        pairs = zip(self.paths, self.terms, strict=True)
        compared = replace(self, terms=tuple([newer.get(path, old) if old else old for path, old in pairs]))
        return compared if _found(compared.likes()) == self.found else None

    def likes(self) -> Mapping[int, tuple[Like, ...]]:
        """The others that are like each article, by their places."""
        unsure = frozenset(self.unsure)
        return alike([Terms(terms, at not in unsure) for at, terms in enumerate(self.terms)])


class Comparison(NamedTuple):
    """The articles of a site by date, with the others that are like them by their places."""

    records: tuple[Record, ...]
    likes: Mapping[int, tuple[Like, ...]]
    compared: ComparedArticles


def compare(records: Iterable[Record], stories: Stories, config: Config) -> Comparison:
    """Compare articles, if the options say so.

    Args:
        records: of all articles.
        stories: which of them are duplicates.
        config: the options.
    """
    by_date = tuple(sorted(records, key=lambda record: record.card.date or date.min))
    if config.related != "all":
        return Comparison(by_date, {}, ComparedArticles())
    languages = [record.card.language or config.language for record in by_date]
    compared = ComparedArticles(
        paths=tuple([record.file for record in by_date]),
        terms=tuple(["" if record in stories else record.terms for record in by_date]),
        unsure=tuple([at for at, language in enumerate(languages) if language[:2].lower() != "en"]),
    )
    likes = compared.likes()
    return Comparison(by_date, likes, replace(compared, found=_found(likes)))


def _found(likes: Mapping[int, tuple[Like, ...]]) -> str:
    """Which articles are alike and tell one story; how much they are makes no difference."""
    return key(tuple([(at, tuple([(like.at, like.same_story) for like in likes[at]])) for at in sorted(likes)]))
