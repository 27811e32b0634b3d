"""The text of an article as annotators see it; what several of them need is computed once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from digest.dataclass import dataclass
from digest.extract.annotators.capitalised_runs import Run, runs
from digest.extract.annotators.lexicon import is_prose
from digest.extract.annotators.organisations import Organisation, names, organisations
from digest.extract.annotators.people import People, people
from digest.extract.annotators.places import places
from digest.extract.annotators.summary.key_points import key_points
from digest.extract.annotators.summary.page_description import describe, invite
from digest.extract.annotators.summary.sentences import Sentence, split
from digest.extract.annotators.summary.summary import summarise


@dataclass(frozen=True, kw_only=True)
class TextAnalysis:
    """The text of an article.

    Attributes:
        title: plain.
        paragraphs: the plain text of each.
        day: of publication, or None where it is not known.
        descriptions: what its page says of it, most trusted first.
    """

    title: str
    paragraphs: tuple[str, ...]
    day: date | None = None
    descriptions: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its first 200 sentences."""
        return split(self.paragraphs)

    @cached_property
    def summary(self) -> tuple[Sentence, ...]:
        """The one or two sentences that say what it is about, or none."""
        return summarise(self.sentences, self.title, self.people.by_surname)

    @cached_property
    def description(self) -> str | None:
        """The page's own description, where it can be the summary."""
        return describe(self.descriptions, self.title, self.sentences, self.people.by_surname)

    @cached_property
    def invitation(self) -> str | None:
        """The page's own description, where it invites to learn what the text explains."""
        return invite(self.descriptions, self.title, self.sentences)

    @cached_property
    def key_points(self) -> tuple[Sentence, ...]:
        """Up to three sentences that say most beside its summary."""
        return key_points(self.sentences, self.title, self.summary)

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
    def _prose(self) -> frozenset[int]:
        """The paragraphs that are sentences."""
        return frozenset(number for number, text in enumerate(self.paragraphs) if is_prose(text))

    @cached_property
    def _organisations(self) -> tuple[Organisation, ...]:
        return organisations(self.paragraphs, self._all_runs)

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """The organisations it names."""
        return names(self._organisations, self._prose)

    @cached_property
    def people(self) -> People:
        """The people it names."""
        return people(self.paragraphs, self.runs, self._prose)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places it names."""
        names_of_people = frozenset(part for name in self.people.names for part in (name, *name.split()))
        return places(self.paragraphs, self.runs, names_of_people, self._prose)
