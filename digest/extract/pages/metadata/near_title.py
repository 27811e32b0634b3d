"""The dateline and the byline that a page shows near its title.

A reader looks there first. Where the metadata of a page says something else, that is mostly the day on which it was
moved to a new system, the author of a template, or a day in another time zone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

from digest.dataclass import dataclass
from digest.extract.facts.dates import mentions
from digest.extract.facts.mention import Mention
from digest.extract.facts.names import credit, pen_credit

_LINES_BELOW: Final = 8
_LINES_ABOVE: Final = 2
"""Lines below and above the title that are read."""

_BESIDE_TITLE: Final = 40
"""Code points that may stand in the title's line beside the title."""

_TITLE_WORDS: Final = 3
"""Words from which a title may stand in a line beside something else."""

_PROSE: Final = 40
"""Words of the first line that is certainly running text."""

_LONGEST: Final = 160
"""Code points of the longest line that may be a dateline or a byline."""

_PUBLISHED_BEFORE: Final = 40
"""Code points before a date in which a word for "published" is searched."""

_DATELINE_WORDS: Final = 14
"""Words besides the date from which a line is not a dateline."""

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
"""Where the texts of two elements touch that only a style sheet sets apart (`Research7 April 2020`)."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[a-zà-ÿ]{3}[.!?…][\"'”’»)]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyLine:
    """A line near the title.

    Attributes:
        distance: lines from the title, negative above it.
        text: the line.
        title: the number of the title's line, since a page may show its title in several places.
    """

    distance: int
    text: str
    title: int = 0


def lines_near_title(shown: str, title: str | None) -> tuple[NearbyLine, ...]:
    """The lines around each place where a page shows its title: those below before those above, the nearest first.

    Args:
        shown: the text of the page, a line for each block.
        title: of the article.
    """
    words = _folded(title or "")
    if not words:
        return ()
    lines = [line for line in map(str.strip, shown.split("\n")) if line]
    longest = len(title or "") + _BESIDE_TITLE
    short = {index: _folded(line) for index, line in enumerate(lines) if len(line) <= longest}
    titles = [index for index, folded in short.items() if folded == words]
    titles = titles or [index for index, folded in short.items() if _holds_title(folded, words)]
    nearby = [line for index in titles for line in (*_below(lines, index), *_above(lines, index))]
    return tuple(sorted(nearby, key=lambda line: (line.distance < 0, abs(line.distance))))


def _holds_title(line: Sequence[str], title: Sequence[str]) -> bool:
    """Whether the words of a line are those of the title, with a kicker before it or a name behind it."""
    count = len(title)
    return count >= _TITLE_WORDS and title in (line[:count], line[-count:])


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _below(lines: Sequence[str], title: int) -> Iterator[NearbyLine]:
    for distance, line in enumerate(lines[title + 1 : title + 1 + _LINES_BELOW], start=1):
        if line.count(" ") >= _PROSE:
            return
        yield NearbyLine(distance=distance, text=line, title=title)


def _above(lines: Sequence[str], title: int) -> Iterator[NearbyLine]:
    for distance, line in enumerate(reversed(lines[max(0, title - _LINES_ABOVE) : title]), start=1):
        yield NearbyLine(distance=-distance, text=line, title=title)


def day_near_title(lines: Sequence[NearbyLine], stated: AbstractSet[date]) -> date | None:
    """The day nearest the title that is neither that of an update nor of an event.

    Args:
        lines: around the title.
        stated: days that the page states. If one of them stands in the nearest line with a day, or in the line after
            it, it is taken.
    """
    nearest: date | None = None
    for line in lines:
        days = list(_publication_days(line.text))
        if stated_day := next((day for day in days if day in stated), None):
            return stated_day
        if nearest is not None:
            return nearest
        nearest = days[0] if days else None
    return nearest


def day_called_publication(shown: str) -> date | None:
    """The day that lines anywhere on a page call that of publication, if they name only one."""
    return _only(_days_called(shown, _PUBLISHED, _is_called_published))


def day_called_update(shown: str) -> date | None:
    """The day that lines anywhere on a page call that of an update, if they name only one."""
    return _only(_days_called(shown, _UPDATED, _UPDATED.search))


def day_before_update(shown: str) -> date | None:
    """The day that stands before that of an update in lines that hold little else, if they name only one."""
    return _only(filter(None, map(_day_before_update, _lines_with(_UPDATED, shown))))


def _only(days: Iterable[date]) -> date | None:
    different = set(days)
    return different.pop() if len(different) == 1 else None


def _lines_with(pattern: re.Pattern[str], shown: str) -> list[str]:
    return [line.strip() for line in shown.split("\n") if len(line) <= _LONGEST and pattern.search(line)]


def _days_called(shown: str, pattern: re.Pattern[str], is_called: Callable[[str], object]) -> Iterator[date]:
    """The days of lines with a word, as far as the words right before a day call it so."""
    for line in _lines_with(pattern, shown):
        for mention in mentions(line):
            if mention.full and is_called(line[max(0, mention.start - _PUBLISHED_BEFORE) : mention.start]):
                yield mention.full


def _is_called_published(before: str) -> bool:
    """Whether the last word for what was done on a date, of those before it, is one for publication."""
    published = max((match.start() for match in _PUBLISHED.finditer(before)), default=-1)
    updated = max((match.start() for match in _UPDATED.finditer(before)), default=-1)
    return published > updated


def _day_before_update(line: str) -> date | None:
    """The first day of `3 December 2025. Updated: 7 December 2025`."""
    dates = mentions(line)
    if len(dates) < 2 or not dates[1].full:
        return None
    first, second = dates[:2]
    before, between, behind = line[: first.start], line[first.end : second.start], line[second.end :]
    words = sum(len(_WORD.findall(text)) for text in (before, between, behind))
    is_update = bool(_UPDATED.search(between)) and not _UPDATED.search(before) and not _EVENT.search(line)
    return first.full if is_update and words <= _DATELINE_WORDS else None


def unique_bylines(shown: str) -> tuple[str, ...]:
    """The line of a page that names a day and an author, if there is only one: in a thread each comment has its own."""
    lines = (line.strip() for line in shown.split("\n") if len(line) <= _LONGEST and any(map(str.isdigit, line)))
    bylines = {
        line for line in lines if (credit(line) or pen_credit(line)) and any(mention.full for mention in mentions(line))
    }
    return tuple(bylines) if len(bylines) == 1 else ()


def is_day_of_update(day: date, shown: str) -> bool:
    """Whether a page shows a day, and only as that of an update."""
    lines = [line for line in shown.split("\n") if len(line) <= _LONGEST and str(day.year) in line]
    before = [line[: mention.start] for line in lines for mention in mentions(line) if mention.full == day]
    return bool(before) and all(_UPDATED.search(text) for text in before)


def _publication_days(text: str) -> Iterator[date]:
    """The days in a line that can be those of publication."""
    if len(text) > _LONGEST:
        return
    separated = _GLUED.sub(" ", text)
    dates = mentions(separated)
    for index, mention in enumerate(dates):
        if mention.full and _is_dateline(separated, dates, index):
            yield mention.full


def _is_dateline(text: str, dates: Sequence[Mention], index: int) -> bool:
    """Whether one of the dates in a line is that of publication, as far as the words around it tell."""
    mention = dates[index]
    before, after = text[: mention.start], text[mention.end :]
    if _is_called_published(before):
        return True
    if _UPDATED.search(before) or _EVENT.search(text):
        return False
    following = text[mention.end : dates[index + 1].start] if index + 1 < len(dates) else ""
    if following and _RANGE.match(following):
        return False
    words = len(_WORD.findall(before)) + len(_WORD.findall(after))
    return words <= _DATELINE_WORDS and not (_SENTENCE_END.search(text) and words >= 4)
