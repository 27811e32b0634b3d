"""What a page shows beside its title: the day, and by whom.

A reader looks there first, and so did those who made the page: where metadata says something else, it is mostly of a
move to a new system, of the template's author, or in another time zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from digest.extract.facts.dates import Mention, mentions
from digest.extract.facts.names import credit, pen_credit

_AFTER: Final = 8
_BEFORE: Final = 2
"""Lines below and above the title that are looked at."""

_PROSE: Final = 40
"""Words of a line with which the text has begun."""

_LONGEST: Final = 160
"""Code points of a line that may say day or author."""

_NEAR: Final = 40
"""Code points between "published" and its date."""

_WORDS: Final = 14
"""Words that may stand beside a date where it is no part of a sentence."""

_UPDATED = re.compile(
    r"\b(?:updat|modif|revis|edited|changed|zuletzt|geändert|[äÄ]nderung|aktualis|bearbeitet|mis à jour"
    r"|actualiz|aggiorn|atualiz|bijgewerkt)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:publi|posted|created|erschien|veröffent|erstellt|pubbl|geplaatst)", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:termine?|when|wann|beginn|begins?|starts?|event|veranstaltung|deadline|frist|until|till|bis|quand|cuándo"
    r"|quando)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|bis|until)\s*$")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\b(?:19|20)\d\d)(?=\d\d?:)")
"""Where elements met that only their style sets apart (`Research7 April 2020`)."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{3}[.!?…][\"'”’»)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A line near the title.

    Attributes:
        distance: lines from the title, negative above it.
        text: the line.
    """

    distance: int
    text: str


def beside(shown: str, title: str | None) -> tuple[Beside, ...]:
    """The lines around each place where a page shows its title, those below first, the nearest first.

    Args:
        shown: the text of the page, a line for each block.
        title: as it was found.
    """
    words = _folded(title or "")
    if not words:
        return ()
    lines = [line for line in map(str.strip, shown.split("\n")) if line]
    near = len(title or "") + 10
    places = [at for at, line in enumerate(lines) if len(line) <= near and _folded(line) == words]
    found = [one for at in places for one in (*_below(lines, at), *_above(lines, at))]
    return tuple(sorted(found, key=lambda one: (one.distance < 0, abs(one.distance))))


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _below(lines: Sequence[str], at: int) -> Iterator[Beside]:
    for distance, line in enumerate(lines[at + 1 : at + 1 + _AFTER], start=1):
        if line.count(" ") >= _PROSE:
            return
        yield Beside(distance=distance, text=line)


def _above(lines: Sequence[str], at: int) -> Iterator[Beside]:
    for distance, line in enumerate(reversed(lines[max(0, at - _BEFORE) : at]), start=1):
        yield Beside(distance=-distance, text=line)


def day_beside(lines: Sequence[Beside], stated: AbstractSet[date]) -> date | None:
    """The day nearest the title that is neither that of an update nor of something to come.

    Args:
        lines: around the title.
        stated: days that the page states: of several in one line or the next, one of these is taken.
    """
    nearest: date | None = None
    for line in lines:
        days = list(_days(line.text))
        if found := next((day for day in days if day in stated), None):
            return found
        if nearest is not None:
            return nearest
        nearest = days[0] if days else None
    return nearest


def day_said(shown: str) -> date | None:
    """The day that lines anywhere on a page call that of publication, if they name one only."""
    lines = (line.strip() for line in shown.split("\n") if len(line) <= _LONGEST and _PUBLISHED.search(line))
    found = {
        mention.full
        for line in lines
        for mention in mentions(line)
        if mention.full and _PUBLISHED.search(line[max(0, mention.start - _NEAR) : mention.start])
    }
    return found.pop() if len(found) == 1 else None


def lines_by(shown: str) -> tuple[str, ...]:
    """The line of a page that names a day and an author, if it has but one: in a thread there are many."""
    lines = (line.strip() for line in shown.split("\n") if len(line) <= _LONGEST and any(map(str.isdigit, line)))
    found = [line for line in lines if (credit(line) or pen_credit(line)) and any(one.full for one in mentions(line))]
    return tuple(dict.fromkeys(found)) if len(set(found)) == 1 else ()


def is_of_update(day: date, shown: str) -> bool:
    """Whether a page shows a day, and only as that of an update."""
    lines = [line for line in shown.split("\n") if len(line) <= _LONGEST and str(day.year) in line]
    before = [line[: mention.start] for line in lines for mention in mentions(line) if mention.full == day]
    return bool(before) and all(_UPDATED.search(one) for one in before)


def _days(text: str) -> Iterator[date]:
    """The days in a line that can be those of publication."""
    if len(text) > _LONGEST:
        return
    apart = _GLUED.sub(" ", text)
    found = mentions(apart)
    for index, mention in enumerate(found):
        if mention.full and _is_dateline(apart, found, index):
            yield mention.full


def _is_dateline(text: str, found: Sequence[Mention], index: int) -> bool:
    """Whether a date in a line is that of publication, as far as the words around it tell."""
    mention = found[index]
    before, after = text[: mention.start], text[mention.end :]
    if _PUBLISHED.search(before):
        return True
    if _UPDATED.search(before) or _EVENT.search(text):
        return False
    following = text[mention.end : found[index + 1].start] if index + 1 < len(found) else ""
    if following and _RANGE.match(following):
        return False
    words = len(_WORD.findall(before)) + len(_WORD.findall(after))
    return words <= _WORDS and not (_SENTENCE_END.search(text) and words >= 4)
