"""What is to be done about a source, by what its article and the ledger say."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from digest.convert.ledger import ledger_name
from digest.convert.shelf import Shelf, Shelved

Verdict = Literal["write", "unchanged", "edited", "deleted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A source, what it became earlier, and what is to be done about it."""

    seed: PurePosixPath
    source: str
    article: Shelved | None
    verdict: Verdict


def case_of(
    shelf: Shelf,
    seed: PurePosixPath,
    source: str,
    recipes: Container[str],
    seeds: Container[PurePosixPath],
    *,
    renew: bool,
) -> Case:
    """Decide about a source.

    Args:
        shelf: what there is.
        seed: the source's path.
        source: its fingerprint.
        recipes: what decides an article besides its source; of another one it is made anew.
        seeds: all sources.
        renew: whether a deleted article is made again.
    """
    article = _find(shelf, seed, source, seeds)
    return Case(seed=seed, source=source, article=article, verdict=_judge(shelf, article, seed, source, recipes, renew))


def _find(shelf: Shelf, seed: PurePosixPath, source: str, seeds: Container[PurePosixPath]) -> Shelved | None:
    """The article of a source: by its path, or by its content where the article's own source is gone."""
    article = shelf.by_seed.get(seed)
    if article is not None:
        return article
    renamed = shelf.by_source.get(source)
    return renamed if renamed is not None and renamed.seed not in seeds else None


def _judge(
    shelf: Shelf,
    article: Shelved | None,
    seed: PurePosixPath,
    source: str,
    recipes: Container[str],
    renew: bool,  # noqa: FBT001
) -> Verdict:
    if article is None:
        gone = ledger_name(seed) in shelf.ledger or source in shelf.sources
        return "deleted" if gone and not renew else "write"
    if article.source == source and article.recipe in recipes:
        return "unchanged"
    return "edited" if article.edited else "write"


def is_due(case: Case, bases: Container[str]) -> bool:
    """Whether an article is to be made of a source.

    An edited article is merged with it, unless only the converter is newer and nothing tells any more what it wrote.

    Args:
        case: the source and its article.
        bases: the names of those there are.
    """
    if case.verdict != "edited" or case.article is None:
        return case.verdict == "write"
    return case.article.base in bases or case.article.source != case.source
