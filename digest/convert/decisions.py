"""What is to be done about a source, by what its articles and the ledger say."""

from __future__ import annotations

from collections.abc import Container, Sequence
from pathlib import PurePosixPath
from typing import Literal

from digest.convert.existing_articles import ExistingArticle, ExistingArticles
from digest.convert.ledger import ledger_name
from digest.convert.seeds import FIRST, split_seed, with_part
from digest.dataclass import dataclass

Action = Literal["write", "unchanged", "edited", "deleted"]
"""`write` makes an article, `edited` merges with one, `deleted` leaves out what a person deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A source, or one document in it, and what is to be done about it.

    Attributes:
        seed: the source's path, with the part of the document where one is meant.
        source: the fingerprint of the source.
        articles: what it became earlier; several only where the source holds several documents.
        action: what is to be done.
    """

    seed: PurePosixPath
    source: str
    articles: tuple[ExistingArticle, ...]
    action: Action

    @property
    def article(self) -> ExistingArticle | None:
        """What a source of one document became earlier."""
        return self.articles[0] if self.articles else None

    @property
    def documents(self) -> tuple[tuple[PurePosixPath, ExistingArticle], ...]:
        """The articles with the seeds that their documents have now, also if the source was renamed."""
        return tuple((with_part(self.seed, _part_of(article)), article) for article in self.articles)


def _part_of(article: ExistingArticle) -> str:
    return split_seed(article.seed)[1] if article.seed else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Decides about the sources of a run.

    Attributes:
        existing: the articles there are.
        sources: the paths of all sources.
        remake: whether a deleted article is made again.
    """

    existing: ExistingArticles
    sources: Container[PurePosixPath]
    remake: bool

    def decide(self, seed: PurePosixPath, source: str, inputs: Container[str]) -> Decision:
        """Decide whether a source is to be read.

        Args:
            seed: its path.
            source: its fingerprint.
            inputs: the fingerprints of all else that decides its articles; with another one they are made again.
        """
        parts = self.existing.parts.get(seed) or self._renamed_parts(source)
        if not parts:
            return self.decide_document(seed, source, inputs)
        action = self._action_of_parts(parts, seed, source, inputs)
        return Decision(seed=seed, source=source, articles=parts, action=action)

    def decide_document(self, seed: PurePosixPath, source: str, inputs: Container[str]) -> Decision:
        """Decide about one document of a source, named by its seed; the rest as in `decide`."""
        article = self._article_of(seed, source)
        action = self._action(article, seed, source, inputs)
        return Decision(seed=seed, source=source, articles=(article,) if article else (), action=action)

    def _article_of(self, seed: PurePosixPath, source: str) -> ExistingArticle | None:
        """The article of a document: by its seed, or by its content where the article's own source is gone.

        The first document keeps its article when its source comes to hold several documents, or one again.
        """
        path, part = split_seed(seed)
        other_name = {FIRST: path, "": with_part(path, FIRST)}.get(part, seed)
        article = self.existing.by_seed.get(seed) or self.existing.by_seed.get(other_name)
        if article is not None:
            return article
        renamed = self.existing.by_content.get((source, part))
        if renamed is None or renamed.seed is None or split_seed(renamed.seed)[0] in self.sources:
            return None
        return renamed

    def _renamed_parts(self, source: str) -> tuple[ExistingArticle, ...]:
        """The articles of the documents in a source whose path is gone, by its content."""
        articles = self.existing.parts_by_content.get(source, ())
        return tuple(each for each in articles if each.seed and split_seed(each.seed)[0] not in self.sources)

    def _action(
        self, article: ExistingArticle | None, seed: PurePosixPath, source: str, inputs: Container[str]
    ) -> Action:
        if article is None:
            deleted = self._is_in_ledger(seed, source)
            return "deleted" if deleted and not self.remake else "write"
        if article.source == source and article.inputs in inputs:
            return "unchanged"
        return "edited" if article.edited else "write"

    def _is_in_ledger(self, seed: PurePosixPath, source: str) -> bool:
        """Whether a document ever became an article; a whole source also by its content, if it was renamed."""
        return ledger_name(seed) in self.existing.ledger or (
            not split_seed(seed)[1] and source in self.existing.ever_converted
        )

    def _action_of_parts(
        self, articles: Sequence[ExistingArticle], seed: PurePosixPath, source: str, inputs: Container[str]
    ) -> Action:
        """Whether a source of several documents is read again.

        Its own line in the ledger says that all of its documents were converted. An article whose document is not in
        the source any more keeps its old fingerprint, and does not count.
        """
        is_complete = self.existing.ledger.get(ledger_name(seed)) == source
        is_current = all(article.inputs in inputs for article in articles if article.source == source)
        return "unchanged" if is_complete and is_current and not self.remake else "write"


def is_due(decision: Decision, bases: Container[str]) -> bool:
    """Whether an article is to be made of a source.

    An edited article is merged with it, unless only the inputs are newer and its base is missing.

    Args:
        decision: about the source.
        bases: the names of the bases there are.
    """
    article = decision.article
    if decision.action != "edited" or article is None:
        return decision.action == "write"
    return article.base in bases or article.source != decision.source
