"""The text of an article as annotators see it; what several of them need is computed once."""

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
    """The text of an article.

    Attributes:
        title: plain.
        paragraphs: the plain text of each.
        day: of publication, or None where it is not known.
    """

    title: str
    paragraphs: tuple[str, ...]
    day: date | None = None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its first 200 sentences."""
        return split(self.paragraphs)

    @cached_property
    def key_sentences(self) -> KeySentences:
        """The sentences that say most of it."""
        return choose(self.sentences, self.title)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """Its runs of capitalised words that are not part of an organisation's name."""
        spans = sorted(((name.paragraph, name.start), (name.paragraph, name.end)) for name in self._organisations)
        outside, at = [], 0
        for run in self._all_runs:  # both are in the order of the text
            place = (run.paragraph, run.start)
            while at < len(spans) and spans[at][1] <= place:
                at += 1
            if at == len(spans) or place < spans[at][0]:
                outside.append(run)
        return tuple(outside)

    def runs_of(self, paragraph: int) -> Sequence[Run]:
        """The runs of one paragraph."""
        return self._by_paragraph.get(paragraph, ())

    @cached_property
    def _by_paragraph(self) -> dict[int, list[Run]]:
        by_paragraph: dict[int, list[Run]] = {}
        for run in self.runs:
            by_paragraph.setdefault(run.paragraph, []).append(run)
        return by_paragraph

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
        names_of_people = frozenset(part for name in self.people.names for part in (name, *name.split()))
        return places(self.paragraphs, self.runs, names_of_people)
