"""Which lines of a scraped text are the article: a verdict for each, with its reason.

In the manner of jusText (Pomikálek, 2011) lines are first judged alone, then by their neighbours:
paragraphs anchor the article, what stands before the first and after the last is kept only where it reads
like a sentence, and a line between them only falls by its own words. Recall comes before precision: a
paragraph is never dropped in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digest.extract import furniture
from digest.extract.dates import first_full
from digest.extract.document import Verdict
from digest.extract.lines import Line
from digest.extract.names import byline

_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]“*]*$")
_TAIL_SHARE = 0.25
"""So much of an article's text may at most stand behind the line where its tail is thought to begin."""

_HEADING_LONGEST = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Where the article lies among the lines.

    Attributes:
        title: index of the title's line, or None.
        first, last: indices of the first and last paragraph.
        end: index of the line with which the tail begins.
    """

    title: int | None
    first: int
    last: int
    end: int


def is_sentence(text: str) -> bool:
    """Whether a line reads like at least one whole sentence."""
    words = text.count(" ") + 1
    return words >= 4 and bool(_SENTENCE_END.search(text)) and not furniture.navigation(text)


def is_paragraph(text: str) -> bool:
    """Whether a line can be nothing but a paragraph of running text."""
    words = text.count(" ") + 1
    return (is_sentence(text) and len(text) >= 80) or (words >= 20 and not furniture.navigation(text))


def is_heading(text: str) -> bool:
    """Whether a line may be a subhead: short, no sentence, beginning like a title."""
    return (
        len(text) <= _HEADING_LONGEST
        and (not _SENTENCE_END.search(text) or text.endswith("?"))
        and (text[0].isupper() or text[0].isdigit() or text[0] in "“„«¿")
        and not text.endswith(",")
    )


def verdicts(lines: Sequence[Line]) -> tuple[tuple[Verdict, ...], Zones | None]:
    """A verdict for every line that is not blank, and the zones (None where no line is a paragraph)."""
    shown = [line for line in lines if line.text]
    zones = _zones(shown)
    if zones is None:
        return tuple(_verdict(line, furniture.anywhere(line.text), "line") for line in shown), None
    site = _site_names(shown)
    result = []
    for index, line in enumerate(shown):
        dropped = _reason(shown, index, zones, site)
        result.append(_verdict(line, dropped, "title" if index == zones.title else "paragraph"))
    return tuple(result), zones


def _verdict(line: Line, dropped: str | None, kept_as: str) -> Verdict:
    return Verdict(line=line.number, text=line.text, kept=dropped is None, reason=dropped or kept_as)


def _zones(shown: Sequence[Line]) -> Zones | None:
    reasons = [furniture.anywhere(line.text) for line in shown]
    prose = [
        i
        for i, line in enumerate(shown)
        if not reasons[i] and is_paragraph(line.text) and not furniture.tail(line.text)
    ]
    if not prose:
        return None
    end = _end(shown, prose)
    prose = [index for index in prose if index < end]
    first, last = prose[0], prose[-1]
    return Zones(title=_title(shown, first), first=first, last=last, end=end)


def _end(shown: Sequence[Line], prose: Sequence[int]) -> int:
    """The first line of the tail: a line such tails begin with, behind which little running text stands."""
    left = whole = sum(len(shown[index].text) for index in prose)
    paragraphs = frozenset(prose)
    for index, line in enumerate(shown):
        if index in paragraphs:
            left -= len(line.text)
        elif index > prose[0] and left <= _TAIL_SHARE * whole and furniture.tail(line.text):
            return index
    return len(shown)


def _title(shown: Sequence[Line], first: int) -> int | None:
    """The line above the first paragraph that is most likely the title.

    Titles have several words and no full stop, stand near a byline or the first paragraph, come again below,
    and are not the site's name. What a feed's footer names is the title for certain.
    """
    texts = [line.text for line in shown]
    site = _site_names(shown)
    best, best_score = None, 0.0
    for index in range(first):
        text = texts[index]
        words = text.count(" ") + 1
        if furniture.anywhere(text) or furniture.tail(text) or furniture.navigation(text) or _is_metadata(text):
            continue
        score = min(words, 8) / 8 + (0.5 if words >= 4 else 0) - (0.6 if text.endswith(".") else 0)
        score += 0.5 if index + 1 == first or _is_metadata(texts[index + 1]) else 0
        score += 0.4 if sum(1 for other in texts if other.startswith(text)) > 1 else 0
        score += 0.3 if index == 0 else 0
        score -= 1.5 if any(text.startswith(name) for name in site) else 0
        score += 3 if any(text in later for later in texts[first:] if "appeared first on" in later) else 0
        if score > best_score:
            best, best_score = index, score
    return best


def _is_metadata(text: str) -> bool:
    """Whether a short line says by whom or of when a text is."""
    return len(text) <= 160 and (bool(byline(text)) or first_full(text) is not None)


def _site_names(shown: Sequence[Line]) -> tuple[str, ...]:
    """The site's name as a copyright line or the like gives it.

    A line of the head that begins so is its motto.
    """
    return tuple(name for line in shown if (name := publisher(line.text)))


_PUBLISHER = (
    re.compile(r"(?:source|quelle|fuente)\s*:\s*(?P<name>[^:/]+?)\s*::\s*(?P<section>\S.*)$", re.IGNORECASE),
    re.compile(r"the post .* appeared first on\s+(?P<name>.+?)\.?$", re.IGNORECASE),
    re.compile(r"(?:source|quelle|fuente)\s*:\s*(?P<name>[^:/]{2,60})$", re.IGNORECASE),
    re.compile(
        r"\W*(?:©|\(c\)|copyright)\s*(?:©"
        r"|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?(?P<name>[^.|,\d©]{2,60})",
        re.IGNORECASE,
    ),
)
"""What names a publisher, most trusted first."""


def publisher(text: str) -> str | None:
    """The publisher's name a line gives, or None."""
    if len(text) > 300:
        return None
    found = next((match for pattern in _PUBLISHER if (match := pattern.match(text))), None)
    return found["name"].strip() if found else None


def trust(text: str) -> int:
    """The rank of what a line says about the publisher, lower is better."""
    return next((rank for rank, pattern in enumerate(_PUBLISHER) if pattern.match(text)), len(_PUBLISHER))


def section(text: str) -> str | None:
    """The section of the publisher that a source line names."""
    match = _PUBLISHER[0].match(text) if len(text) <= 300 else None
    return match["section"].strip() if match else None


def _reason(shown: Sequence[Line], index: int, zones: Zones, site: tuple[str, ...]) -> str | None:
    """Why the line is dropped, or None."""
    text = shown[index].text
    if index == zones.title:
        return None
    if index >= zones.end:
        return furniture.tail(text) or furniture.anywhere(text) or "after the article"
    if reason := furniture.anywhere(text):
        return reason
    if zones.title is not None and text == shown[zones.title].text:
        return "title again"
    if index < zones.first:
        return _reason_above(text, index, zones, site)
    if index > zones.last and not (is_sentence(text) or shown[index].is_item or "://" in text):
        return furniture.tail(text) or "short line after the last paragraph"
    return None


def _reason_above(text: str, index: int, zones: Zones, site: tuple[str, ...]) -> str | None:
    if zones.title is None or index < zones.title:
        return "navigation" if furniture.navigation(text) else "above the title"
    if byline(text):
        return "byline"
    if len(text) <= 160 and first_full(text):
        return "dateline"
    if furniture.navigation(text):
        return "navigation"
    if any(text.startswith(name) for name in site):
        return "motto of the site"
    return None if is_sentence(text) else furniture.tail(text) or "above the first paragraph"
