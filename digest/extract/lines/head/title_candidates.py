"""The candidates for a scraped text's title: the lines above its first paragraph, whole and without the site's name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from digest.dataclass import dataclass
from digest.extract.lines import page_furniture
from digest.extract.lines.head.head_page import NEAR, Candidate, Page, stems
from digest.extract.lines.line_features import Shape

_LONGEST_TITLE: Final = 200
_CUT = re.compile(r"\s+([|–—·•»›>~:«‹/-]|::)\s+|\s(/)(?=\S)")
_RULES: Final = " |–—·•»›>~:«‹/-"
_NEVER: Final = (frozenset(page_furniture.ANYWHERE) - {"newsletter notice", "teaser"}) | frozenset(
    ("comment form", "copyright", "legal links", "mail footer", "tags")
)
"""Furniture that is not a title, whatever stands around it."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MOST_WORDS: Final = 14
"""Words of the longest line whose single words count."""
_SHORTEST_DOUBLED: Final = 10
"""Code points of the shortest title that may stand twice on a line; shorter words may be doubled on purpose."""

_FEWEST_OF_CLAUSE: Final = 3
CLAUSE: Final = "clause"
"""The feature of a part of a sentence: what a cut leaves where no site's name was cut off."""

_FOOTERS: Final = 3
"""Feed footers that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The lines of a text to compare titles with, in lower case.

    Attributes:
        lowered: the lines.
        counts: how often each stands there.
        ordered: sorted.
        stems: of the lines around the title, by their index.
        opening: the stems of the first paragraphs.
        footers: lines that name the post in a feed.
    """

    lowered: Sequence[str]
    counts: Counter[str]
    ordered: Sequence[str]
    stems: Mapping[int, set[str]]
    opening: set[str]
    footers: Sequence[str]


def title_candidates(page: Page) -> list[Candidate]:
    """Every line that may be the title, and what is left of it without a site's name or a path."""
    texts = _texts(page)
    every: list[tuple[int, str, tuple[str, ...], int]] = []
    for index in range(page.start, page.end):
        if not _may_be_title(page, index):
            continue
        place = tuple(_place(page, texts, index))
        for text, cut, clause in _variants(page.shapes[index].text):
            content = _WORD.findall(text.casefold())
            own = _own(page, texts, text, cut, texts.lowered[index], content)
            shared = sum([min(page.words[stem], 8) for stem in stems(content)])
            every.append((index, text, (*place, *own, *clause), shared))
    ranks = {value: rank for rank, value in enumerate(sorted({shared for *_, shared in every}, reverse=True))}
    return [
        Candidate(index=index, text=text, features=(*features, f"rank{bisect_right((0, 1, 2, 4, 8), ranks[shared])}"))
        for index, text, features, shared in every
    ]


def _may_be_title(page: Page, index: int) -> bool:
    line, head = page.shapes[index], page.heads[index]
    is_title = line.words and len(line.text) <= _LONGEST_TITLE and line.reason not in _NEVER
    return bool(is_title) and not (_is_below_title(page, index) or head.label or head.form in ("by", "pen"))


def _is_below_title(page: Page, index: int) -> bool:
    """Whether a line can only stand below the title: behind the article, or a paragraph from the first one on."""
    if index > page.last:
        return True
    line = page.shapes[index]
    ends = line.ends and not line.text.endswith(("?", "!"))
    return index >= page.first and (line.kind in "ftn" or (line.kind == "P" and ends))


def _texts(page: Page) -> _Texts:
    lowered = [line.text.casefold() for line in page.shapes]
    return _Texts(
        lowered=lowered,
        counts=Counter(lowered),
        ordered=sorted(lowered),
        stems={
            index: stems(page.shapes[index].words)
            for index in range(max(0, page.start - 2), min(len(page.shapes), page.end + 1))
        },
        opening=set().union(*(stems(line.words) for line in page.shapes[page.first : page.first + 4])),
        footers=[text for text in lowered[page.first :] if "appeared first on" in text][:_FOOTERS],
    )


def _mark(match: re.Match[str]) -> str:
    return match[1] or match[2]


def _variants(text: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A line, and what is left of it without its last, all but its first, or all but its last part.

    Yields:
        The text, how it was cut, and a feature for a cut through a sentence.
    """
    text = _once(text)
    yield text, "", ()
    marks = list(_CUT.finditer(text))
    if not marks:
        return
    first, last = marks[0], marks[-1]
    parts = {text[: last.start()]: ("head", last), text[last.end() :]: ("tail", last)}
    if len(marks) > 1:
        parts.setdefault(text[: first.start()], ("first", first))
    for part, (cut, mark) in parts.items():
        if len(part) > 2:
            yield part.strip(), f"{cut}{_mark(mark)}", (CLAUSE,) if _is_clause(text[mark.end() :]) else ()


def _is_clause(behind: str) -> bool:
    """Whether a sentence goes on behind a dash: in lower case and with three words, as a site's name seldom does."""
    return behind[:1].islower() and len(behind.split(maxsplit=3)) >= _FEWEST_OF_CLAUSE


def _once(text: str) -> str:
    """A line, once if it says the same twice in a row, as a heading and the description of its picture do."""
    middle = len(text) // 2
    half = text[:middle].strip()
    return half if len(half) > _SHORTEST_DOUBLED and half == text[middle:].strip() else text


def _place(page: Page, texts: _Texts, index: int) -> Iterator[str]:
    """Features of what stands around a line."""
    shapes, line, head = page.shapes, page.shapes[index], page.heads[index]
    distance = page.first - index
    yield f"near{bisect_right(NEAR, distance) if distance > 0 else -1 - (distance < 0) - page.kept[index]}"
    yield f"index{bisect_right((0, 1, 2, 4, 9, 29), index)}"
    yield f"kind:{line.kind}{page.kept[index]:d}"
    if line.reason:
        yield f"is:{line.reason}"
    elif page_furniture.navigation(line.text):
        yield "navigation"
    if head.days:
        yield "day"
    if head.names:
        yield f"names:{head.form}"
    if head.minutes:
        yield "minutes"
    yield from _below(page, index)
    yield f"evidence{_evidence(page, index)}"
    yield from _related(page, texts, index)
    yield f"above:{next(iter(page.kinds[index - 1]), _size(shapes[index - 1])) if index - 1 in page.kinds else '^'}"
    yield from _crowd(page, index)


def _crowd(page: Page, index: int) -> Iterator[str]:
    """How much running text, and how many short or similar lines, stand around a line."""
    line, before, behind = (
        page.shapes[index],
        page.shapes[max(0, index - 6) : index],
        page.shapes[index + 1 : index + 7],
    )
    yield f"prose{sum(each.kind == 'P' for each in behind)}"
    yield f"short above{sum(len(each.words) <= 4 for each in before)}"
    yield f"short below{sum(len(each.words) <= 4 for each in behind)}"
    count = len(line.words)
    alike = [abs(len(each.words) - count) <= 3 and each.kind == line.kind for each in (*before[-3:], *behind[:3])]
    yield f"alike{sum(alike)}"
    yield f"blank{page.blanks[index]:d}{page.blanks[index + 1] if index + 1 < len(page.blanks) else 1:d}"


def _related(page: Page, texts: _Texts, index: int) -> Iterator[str]:
    """Whether the lines above and below speak of the same, and of what the text speaks of: a title has a subtitle."""
    here = texts.stems[index]
    for name, at in (("above", index - 1), ("above2", index - 2), ("below", index + 1)):
        there = texts.stems.get(at, set())
        count = len(page.shapes[at].words) if there else 0
        if here and there and count <= 30:
            known = sum(page.words[stem] > 1 for stem in there) / len(there)
            yield f"{name} known{bisect_right((0.3, 0.6, 0.9), known)}{bisect_right((2, 5, 16), count)}"
            yield f"{name} shares{bisect_right((0.01, 0.3, 0.6, 0.99), len(here & there) / len(here))}"


def _evidence(page: Page, index: int) -> str:
    """How far below a line a byline or a day stands."""
    for away in range(1, 12):
        line = page.heads.get(index + away)
        if line is None:
            break
        dated = line.days and len(page.shapes[index + away].words) <= 16
        if (line.names and line.form != "alone") or line.label or dated:
            return str(bisect_right((1, 2, 3, 5, 8), away))
    return ""


def _below(page: Page, index: int) -> Iterator[str]:
    """What stands in the four lines below: a byline, a day, a reading time, each with its distance."""
    seen: set[str] = set()
    for away in (1, 2, 3, 4):
        for kind in page.kinds.get(index + away, ()):
            if kind not in seen:
                seen.add(kind)
                yield f"below:{kind}{away}"


def _size(line: Shape) -> str:
    return line.kind + str(bisect_right((1, 2, 4, 8), len(line.words)))


def _own(page: Page, texts: _Texts, text: str, cut: str, whole: str, content: Sequence[str]) -> Iterator[str]:
    """Features of a title's own words."""
    lowered = text.casefold()
    words = lowered.split()
    yield f"words{bisect_right((1, 2, 3, 4, 5, 7, 10, 14, 19), len(words))}"
    yield f"last:{'a' if text[-1].isalnum() else text[-1]}"
    yield f"initial:{'A' if text[0].isupper() else '0' if text[0].isdigit() else 'a' if text[0].isalpha() else '~'}"
    if text.isupper():
        yield "upper case"
    capitals = sum(word[:1].isupper() for word in text.split()) / len(words)
    yield f"capitals{bisect_right((0.2, 0.5, 0.8, 0.99), capitals)}"
    if len(words) <= _MOST_WORDS:
        yield from (f"word:{word}" for word in dict.fromkeys(content))
    yield from _shared(page, stems(content), texts.opening)
    yield from _elsewhere(texts, lowered, cut, whole)
    if any(text.startswith(name) for name in page.site):
        yield "site"
    if any(lowered in footer for footer in texts.footers):
        yield "footer"
    if cut:
        yield from _cut(texts, lowered, cut, whole)
    elif _CUT.search(text):
        yield "uncut alone" if texts.counts[_CUT.split(lowered)[0]] else "uncut"


def _shared(page: Page, content: set[str], opening: set[str]) -> Iterator[str]:
    """How many of a title's words stand in the text, how often, and in its opening."""
    if not content:
        yield "no content"
        return
    size = len(content)
    shared = sum(page.words[stem] > 0 for stem in content) / size
    weight = sum(min(page.words[stem], 8) for stem in content) / size
    yield f"shared{bisect_right((0.01, 0.3, 0.5, 0.7, 0.9, 0.99), shared)}"
    yield f"weight{bisect_right((0.5, 1, 2, 3, 4, 5, 6), weight)}"
    yield f"opening{bisect_right((0.01, 0.2, 0.4, 0.6, 0.8), len(content & opening) / size)}"


def _elsewhere(texts: _Texts, lowered: str, cut: str, whole: str) -> Iterator[str]:
    """Whether the title stands on another line too, or another line begins with it."""
    yield f"again{min(texts.counts[lowered] - (not cut), 3)}"
    place = bisect_right(texts.ordered, lowered)
    longer = texts.ordered[place] if place < len(texts.ordered) else ""
    if longer.startswith(lowered) and longer != whole:
        following = longer[len(lowered) :].lstrip()[:1]
        yield f"begins another{following if following and following in '|-–—·:»' else 'a'}"


def _cut(texts: _Texts, lowered: str, cut: str, whole: str) -> Iterator[str]:
    """What was cut off, and whether it, or the rest, stands on a line of its own."""
    yield f"cut:{cut}"
    rest = whole.replace(lowered, "", 1).strip(_RULES)
    yield f"rest{bisect_right((1, 2, 3, 5, 9), len(rest.split()))}{'=' if texts.counts[rest] else ''}{cut[:4]}"
    yield f"cut again{min(texts.counts[lowered], 2)}"
