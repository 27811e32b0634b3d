"""What was found in a text beside what it is about: who is quoted, what happened when, who and what it names.

In front matter each quotation and event is one line of text, so that every editor shows and changes it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal, get_args

from digest.dataclass import dataclass

Annotator = Literal["summary", "key_points", "quotations", "timeline", "people", "organisations", "places"]
"""The properties that digest can fill in by itself; each is also an option, and a word of `machine`."""

ANNOTATORS: Final[tuple[Annotator, ...]] = get_args(Annotator)

TRUSTED_ANNOTATORS: Final[tuple[Annotator, ...]] = ("summary", "quotations", "people", "places")
"""Those that run by default: on sites left out, at least 97 of 100 quotations, people and places are right."""

Basis = Literal["stated", "yearless", "relative"]
"""How a text gives a date: whole; without its year; by its distance from the day of publication."""

_DASH: Final = " — "
_LONGEST_SPEAKER: Final = 80
_EVENT: Final = re.compile(
    r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"
    r"(?: \((?P<basis>yearless|relative)\))?(?:\s*[—–:-]\s*|\s+)(?P<text>\S.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of somebody.

    Attributes:
        text: verbatim, without quotation marks.
        speaker: whose words they are; empty where that is not said.
    """

    text: str
    speaker: str = ""

    def __str__(self) -> str:
        """As front matter holds it: `It is zero. — Rosalind Etchegaray`."""
        return f"{self.text}{_DASH}{self.speaker}" if self.speaker else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that has a date.

    Attributes:
        date: `2025-03-18`, or `2025-03` where only the month is known.
        text: the sentence, verbatim.
        basis: anything but `stated` was worked out from the day of publication.
    """

    date: str
    text: str
    basis: Basis = "stated"

    def __str__(self) -> str:
        """As front matter holds it: `2025-03-18 (yearless) — The bridge was opened on March 18.`."""
        basis = "" if self.basis == "stated" else f" ({self.basis})"
        return f"{self.date}{basis}{_DASH}{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All of it, as the article's own page shows it.

    Attributes:
        quotations: in the order of the text.
        timeline: by date.
        people, organisations, places: names, in the order of the text.
        machine: which properties of the article digest wrote; a person takes a word out to call the value theirs.
    """

    quotations: tuple[Quotation, ...] = ()
    timeline: tuple[Event, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    machine: tuple[Annotator, ...] = ()


def read_quotation(line: str) -> Quotation:
    """A quotation out of its line; what stands behind the last dash is the speaker, unless it is too long for one."""
    text, _, speaker = line.rpartition(_DASH)
    if not text or len(speaker) > _LONGEST_SPEAKER:
        return Quotation(text=line)
    return Quotation(text=text.strip(), speaker=speaker.strip())


def read_event(line: str) -> Event | None:
    """An event out of its line, or None where that does not begin with a month or day that there is."""
    match = _EVENT.fullmatch(line.strip())
    if match is None or not _exists(match["date"]):
        return None
    basis: Basis = "yearless" if match["basis"] == "yearless" else "relative" if match["basis"] else "stated"
    return Event(date=match["date"], text=match["text"], basis=basis)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day if len(day) > len("2025-03") else f"{day}-01")
    except ValueError:
        return False
    return True
