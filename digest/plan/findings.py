"""What an article's page shows of what was found in its text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from digest.model.findings import Event, Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody's words in an article; the speaker may be empty."""

    speaker: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """What was found in the text of an article.

    Attributes:
        voices: in the order of the text.
        timeline: by date; an event's `date` is a day or a month, for the filter `moment`.
        named: (property, heading, names) of people, organisations and places, as far as there are any.
        machine: the properties that digest wrote by itself and nobody has adopted, `summary` and `key_points` too.
    """

    voices: tuple[Voice, ...] = ()
    timeline: tuple[Event, ...] = ()
    named: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    machine: tuple[str, ...] = ()


def found(findings: Findings) -> FoundView:
    """The view of findings; what somebody says in several quotations that follow each other stands together."""
    groups = groupby(findings.quotations, key=lambda quotation: quotation.speaker)
    return FoundView(
        voices=tuple(Voice(speaker=speaker, words=tuple(each.text for each in group)) for speaker, group in groups),
        timeline=findings.timeline,
        named=tuple(
            (name, label, names)
            for name, label, names in (
                ("people", "People", findings.people),
                ("organisations", "Organisations", findings.organisations),
                ("places", "Places", findings.places),
            )
            if names
        ),
        machine=findings.machine,
    )
