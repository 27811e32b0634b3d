"""Puts drafts into `content/`: each into the folder of its week, under a name that no other has.

An article that exists already stays where it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import field
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, UNDATED
from digest.articles.library import slug_of
from digest.articles.provenance import with_added
from digest.convert.decisions import Decider, Decision
from digest.convert.drafts import Draft
from digest.convert.images import place_images
from digest.convert.ledger import Ledger
from digest.convert.revising import revise
from digest.convert.writing import ContentWriter, write_article
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.fingerprint import fingerprint
from digest.model.week import Week

_SUFFIX: Final = 6
"""Hexadecimal digits that part sources of one title."""


class Names:
    """The names taken in `content/`. Given in the order of the sources, they are the same in every run."""

    def __init__(self, taken: Iterable[str], added: date | None = None, *, own: bool = False) -> None:
        """Begin a run.

        Args:
            taken: the names that articles have.
            added: the day that decides the folder of every new article; without it that of its publication does.
            own: whether names are in letters of their own script.
        """
        self._taken = set(taken)
        self._added = added
        self._own = own

    def path(self, draft: Draft) -> PurePosixPath:
        """A place for a draft, which is taken then."""
        day = self._added or draft.day
        folder = str(Week.of(day)) if day else UNDATED
        return FOLDER / folder / f"{self._slug(draft.title, draft.seed)}.md"

    def _slug(self, title: str, seed: PurePosixPath) -> str:
        """The title's own slug, or that with a suffix from its seed."""
        slug = slug_of(title, own=self._own)
        if slug in self._taken:
            slug = f"{slug}-{fingerprint(seed)[:_SUFFIX]}"
        while slug in self._taken:  # two paths whose six digits are equal
            slug += "-x"
        self._taken.add(slug)
        return slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """What drafts are placed with in one run.

    Attributes:
        writer: of the run.
        decider: tells what is to be done about a document of a source that holds several.
        ledger: notes each document that has an article now.
        names: gives names to new articles.
        chosen: the sources meant; articles of others get their names and are not written.
        added: the day on which new articles are converted.
        named: the sources whose new text is taken even if little is left of the old.
        written: the articles that changed so far.
        new: those of them that were not there before.
    """

    writer: ContentWriter
    decider: Decider
    ledger: Ledger
    names: Names
    added: date
    chosen: Container[PurePosixPath]
    named: Container[PurePosixPath]
    written: set[PurePosixPath] = field(default_factory=set)
    new: set[PurePosixPath] = field(default_factory=set)

    def place(self, decision: Decision, drafts: Sequence[Draft]) -> list[Problem]:
        """Place the drafts of a source; returns what is to be looked at."""
        path = decision.seed
        if len(drafts) == 1 and drafts[0].seed == path:
            return self._place_one(path, decision, drafts[0])
        problems: list[Problem] = []
        for draft in drafts:
            of_document = self.decider.decide_document(draft.seed, draft.source, {draft.inputs})
            problems += self._place_one(path, of_document, draft)
        if not problems and path in self.chosen:  # says that all documents were placed: see Decider
            self.ledger.add(path, decision.source)
        return problems

    def _place_one(self, source: PurePosixPath, decision: Decision, draft: Draft) -> list[Problem]:
        problems = list(draft.problems)
        if decision.action in {"unchanged", "deleted"}:
            return problems
        path = decision.article.path if decision.article else self.names.path(draft)
        if source in self.chosen:
            problems += self._write(source, path, draft, exists=decision.article is not None)
        if path in self.writer.changed:
            self.ledger.add(draft.seed, draft.source)
            self.written.add(path)
            if decision.article is None:
                self.new.add(path)
        return problems

    def _write(self, source: PurePosixPath, path: PurePosixPath, draft: Draft, *, exists: bool) -> list[Problem]:
        """Write an article, its images first."""
        if not self.writer.dry:
            place_images(self.writer.project, path, draft.images)
        if exists:
            return revise(self.writer, path, draft.text, source, forced=source in self.named)
        write_article(self.writer, path, with_added(draft.text, self.added), replaces=False)
        return []
