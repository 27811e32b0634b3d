"""Which lines of a scraped text are the article: a verdict for each, with its reason.

Every line has a score, the log-odds that it is the article's, which is the sum of the weights of its features
(`line_features`, `line_weights.tsv`). The kept lines are those of the path through all lines with the highest sum,
where each change between kept and dropped costs something (Viterbi): so a subhead amid paragraphs stays and a
sentence amid links goes. Recall comes before precision: a line is only dropped against a bonus for keeping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.extract.facts.dates import first_full
from digest.extract.facts.document import Verdict
from digest.extract.facts.names import byline
from digest.extract.facts.publisher_lines import publisher
from digest.extract.feature_weights import weights
from digest.extract.lines import page_furniture
from digest.extract.lines.head.head_block import Head, head
from digest.extract.lines.head.head_page import head_page
from digest.extract.lines.line_features import Shape, ends_with, features, shape
from digest.extract.lines.literal_blocks import Line
from digest.extract.lines.wide_letters import wide_letters

_STOPS: Final = ".!?…:;。！？؟۔।"

_BONUS: Final = 1.6
"""Log-odds for keeping a line: with 0.8 one page in 15 loses more than a tenth of its article, with this one in 25
(five-fold cross-validation over sites, `tests/quality/fit.py`)."""

_CHANGE: Final = 1.0
"""Log-odds that a change between kept and dropped lines costs; chosen there too."""

_FEW_WORDS: Final = 120
"""A text with fewer words was probably not scraped with a page around it: only furniture is dropped from it."""

_RECURRING: Final = 6.0
"""Log-odds against a line that stands in other sources too. A paragraph amid an article, which has 3 to 9, stays even
if others quote it, since two changes would cost more; at the edges, where one does, it must be worth more than 3."""

_DOUBTFUL: Final = -2.0
"""Log-odds from which a paragraph behind the article may be its last word."""

_SOME_WORDS: Final = 10
"""Where fewer words are kept and none of the lines is a paragraph, there was no article to find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The place of the article among the lines.

    Attributes:
        first, last: indices of the first and last paragraph that is kept.
        head: the title, the authors and the day, each with the index of its line.
    """

    first: int
    last: int
    head: Head

    @property
    def title(self) -> int | None:
        """The index of the title's line, or None."""
        return self.head.title[0] if self.head.title else None

    @property
    def facts(self) -> dict[int, str]:
        """The lines that name the authors and the day, which are said in the front matter."""
        days = {index: "dateline" for index, _ in (*self.head.days, *self.head.slashed)}
        return days | ({self.head.authors[0]: "byline"} if self.head.authors else {})


def is_sentence(text: str) -> bool:
    """Whether a line reads like at least one whole sentence."""
    words = text.count(" ") + 1 + wide_letters(text) // 2
    return words >= 4 and ends_with(text, _STOPS) and not page_furniture.navigation(text)


def is_paragraph(text: str) -> bool:
    """Whether a line can be nothing but a paragraph of running text."""
    wide = wide_letters(text)
    words = text.count(" ") + 1 + wide // 2
    return (is_sentence(text) and len(text) + wide >= 80) or (words >= 20 and not page_furniture.navigation(text))


_CREDIT = re.compile(r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|BY|VON|PAR|POR)\s+(?=[^\W\d_])[^.!?:;]{2,60}")
"""A byline that names an agency or the like; under a title nothing else begins so and is as short."""


def keep(scores: Sequence[float], *, bonus: float = _BONUS, change: float = _CHANGE) -> list[bool]:
    """Which lines are kept: the path of highest sum through their scores.

    Args:
        scores: for each line the log-odds that it is the article's.
        bonus: log-odds for keeping one.
        change: log-odds that a change between kept and dropped lines costs.
    """
    steps: list[tuple[bool, bool]] = []
    dropped, kept = 0.0, -change
    for score in scores:
        steps.append((kept - change > dropped, kept >= dropped - change))
        dropped, kept = max(dropped, kept - change), max(kept, dropped - change) + score + bonus
    state, result = kept > dropped, []
    for when_dropped, when_kept in reversed(steps):
        result.append(state)
        state = when_kept if state else when_dropped
    return result[::-1]


def verdicts(
    lines: Sequence[Line], recurring: AbstractSet[str] = frozenset()
) -> tuple[tuple[Verdict, ...], Zones | None]:
    """A verdict for every line that is not blank, and the zones (None where no line is a paragraph).

    Args:
        lines: of a text.
        recurring: those that stand in other sources too, which speaks against them.
    """
    filled = [line for line in lines if line.text]
    shapes = [_with_reason(shape(line.text), recurring) for line in filled]
    blanks = _blanks(lines)
    scores = [
        score - _RECURRING if line.text in recurring else score
        for line, score in zip(filled, scores_of(shapes, blanks, weights()), strict=True)
    ]
    if sum(len(line.words) for line in shapes) < _FEW_WORDS:
        kept = _of_a_short_text(shapes)
    else:
        without_furniture = [is_kept and line.kind != "f" for is_kept, line in zip(keep(scores), shapes, strict=True)]
        kept = _with_last_words(shapes, scores, without_furniture)
    site = tuple(name for line in filled if (name := publisher(line.text)))
    zones = _zones(filled, shapes, kept, blanks, site)
    if zones is None:
        reasons = _reasons_without_zones(shapes, kept)
        judged = zip(filled, scores, reasons, strict=True)
        return tuple(
            judge(line, reason or "line", kept=reason is None, score=score) for line, score, reason in judged
        ), None
    reasons = _reasons(filled, shapes, _without_bonus_above(kept, scores, zones), zones, site)
    kept_as = ["title" if index == zones.title else "paragraph" for index in range(len(filled))]
    return tuple(
        judge(line, reason or name, kept=reason is None, score=score)
        for line, score, reason, name in zip(filled, scores, reasons, kept_as, strict=True)
    ), zones


def judge(line: Line, reason: str, *, kept: bool = True, score: float = 0.0) -> Verdict:
    """The verdict on a line."""
    return Verdict(
        line=line.number, end=line.end, text=line.text, block=line.block, kept=kept, reason=reason, score=score
    )


def _reasons_without_zones(shapes: Sequence[Shape], kept: Sequence[bool]) -> list[str | None]:
    """Why each line is dropped where no line is a paragraph; all is kept but furniture where hardly a word is."""
    words_kept = sum(len(line.words) for line, is_kept in zip(shapes, kept, strict=True) if is_kept)
    return [
        None if (is_kept if words_kept >= _SOME_WORDS else line.kind != "f") else line.reason or "around the article"
        for line, is_kept in zip(shapes, kept, strict=True)
    ]


def _with_reason(line: Shape, recurring: AbstractSet[str]) -> Shape:
    """A line's shape; where it recurs and its words give no reason, that is the reason."""
    return replace(line, reason="in other sources too") if line.text in recurring and line.reason is None else line


def _of_a_short_text(shapes: Sequence[Shape]) -> list[bool]:
    """Everything but furniture, and but what follows a tail's first line without being a sentence."""
    prose = max((index for index, line in enumerate(shapes) if line.kind == "P"), default=len(shapes))
    tail = next((index for index, line in enumerate(shapes) if index > prose and line.kind == "t"), len(shapes))
    return [line.kind not in "ft" and index < tail for index, line in enumerate(shapes)]


def _with_last_words(shapes: Sequence[Shape], scores: Sequence[float], kept: list[bool]) -> list[bool]:
    """Keep doubtful paragraphs directly behind the last kept line too: a source, a note, a last word."""
    last = max((index for index, is_kept in enumerate(kept) if is_kept), default=len(kept))
    for index in range(last + 1, len(kept)):
        if shapes[index].kind != "P" or scores[index] < _DOUBTFUL:
            break
        kept[index] = True
    return kept


def _blanks(lines: Sequence[Line]) -> list[bool]:
    """For every line that is not blank, whether a blank one stands before it."""
    before = [False, *(not line.text for line in lines)]
    return [blank for blank, line in zip(before, lines, strict=False) if line.text]


def scores_of(shapes: Sequence[Shape], blanks: Sequence[bool], table: Mapping[str, float]) -> list[float]:
    """For each line the log-odds that it is the article's, by what each feature adds in a table."""
    intercept, get = table[""], table.get
    return [intercept + sum([get(feature, 0.0) for feature in of_line]) for of_line in features(shapes, blanks)]


def _zones(
    filled: Sequence[Line], shapes: Sequence[Shape], kept: Sequence[bool], blanks: Sequence[bool], site: Sequence[str]
) -> Zones | None:
    prose = [i for i, line in enumerate(filled) if kept[i] and shapes[i].kind in "PSM" and is_paragraph(line.text)]
    if not prose:
        return None
    lines = head_page(shapes, kept, blanks, first=prose[0], last=prose[-1], site=site)
    return Zones(first=prose[0], last=prose[-1], head=head(lines))


def _without_bonus_above(kept: Sequence[bool], scores: Sequence[float], zones: Zones) -> list[bool]:
    """The kept lines; above the first paragraph only those that are more likely the article's than not.

    The bonus buys recall of paragraphs. Above them it buys mottoes, bylines and standfirsts: counting it there costs
    0.001 to 0.002 of F1 and wins none of the pages that lose a tenth (`tests/quality/fit.py`).
    """
    return [
        is_kept and (index >= zones.first or score > 0)
        for index, (is_kept, score) in enumerate(zip(kept, scores, strict=True))
    ]


def _reasons(
    filled: Sequence[Line], shapes: Sequence[Shape], kept: Sequence[bool], zones: Zones, site: Sequence[str]
) -> list[str | None]:
    """Why each line is dropped, None where it is kept."""
    title = filled[zones.title].text if zones.title is not None else None
    result: list[str | None] = []
    for index, line in enumerate(filled):
        if index == zones.title:
            result.append(None)
        elif line.text == title:
            result.append("title again")
        elif index < zones.first and index in zones.facts:
            result.append(zones.facts[index])
        elif index < zones.first:
            result.append(_reason_above(shapes[index], index, zones, site, kept=kept[index]))
        elif kept[index]:
            result.append(None)
        else:
            result.append(
                _reason_by_words(shapes[index]) or ("amid the article" if index < zones.last else "after the article")
            )
    return result


def _reason_by_words(line: Shape) -> str | None:
    """The reason that the words of a line give to drop it, or None."""
    return line.reason or ("navigation" if page_furniture.navigation(line.text) else None)


def _reason_above(line: Shape, index: int, zones: Zones, site: Sequence[str], *, kept: bool) -> str | None:
    """Why a line above the first paragraph is dropped: what names author, day or site is said in the front matter."""
    text = line.text
    if zones.title is None or index < zones.title:
        return None if kept and is_sentence(text) else _reason_by_words(line) or "above the title"
    if len(text) <= page_furniture.LONGEST and (byline(text) or _CREDIT.fullmatch(text)):
        return "byline"
    if len(text) <= 160 and first_full(text):
        return "dateline"
    if any(text.startswith(name) for name in site):
        return "motto of the site"
    return None if kept else _reason_by_words(line) or "above the first paragraph"
