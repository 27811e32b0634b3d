"""An article as the annotators read it: its paragraphs, and what several of them want to know, found out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from digest.extract.annotators.capitalised_runs import Run, runs
from digest.extract.annotators.key_sentences import KeySentences, Sentence, choose, split
from digest.extract.annotators.organisations import Organisation, names, organisations
from digest.extract.annotators.people import People, people
from digest.extract.annotators.places import places


@dataclass(frozen=True, kw_only=True)
class TextAnalysis:
    """An article, read.

    Attributes:
        title: plain.
        paragraphs: the plain text of each.
        day: of publication, or None where nobody knows.
    """

    title: str
    paragraphs: tuple[str, ...]
    day: date | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The first of its sentences, as many as are studied."""
        return split(self.paragraphs)

    @cached_property
    def key_sentences(self) -> KeySentences:
        """The sentences that say most of it."""
        return choose(self.sentences, self.title)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its capitalised words, as far as they are not of an organisation's name."""
        taken = [((each.paragraph, each.start), (each.paragraph, each.end)) for each in self._organisations]
        taken.sort()
        kept, at = [], 0
        for run in self._all_runs:
            place = (run.paragraph, run.start)
            while at < len(taken) and taken[at][1] <= place:
                at += 1
            if at == len(taken) or place < taken[at][0]:
                kept.append(run)
        return tuple(kept)

    def runs_of(self, paragraph: int) -> Sequence[Run]:
        """Those of one paragraph."""
        return self._by_paragraph.get(paragraph, ())

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Run]]:
        found: dict[int, list[Run]] = {}
        for run in self.runs:
            found.setdefault(run.paragraph, []).append(run)
        return found

    @cached_property
    def _all_runs(self) -> tuple[Run, ...]:
        return runs(self.paragraphs)

    @cached_property
    def _organisations(self) -> tuple[Organisation, ...]:
        return organisations(self.paragraphs, self._all_runs)

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations it names."""
        return names(self._organisations)

    @cached_property
    def people(self) -> People:
        """The people it names."""
        return people(self.paragraphs, self.runs)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places it names."""
        people = frozenset(part for name in self.people.names for part in (name, *name.split()))
        return places(self.paragraphs, self.runs, people)
