"""The candidates for an article's title, authors and day among its lines, each with its features.

A feature is a short text such as `title:words4`; `head_weights.tsv` says what it adds to the candidate's score.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.extract.lines import page_furniture
from digest.extract.lines.head_lines import STEM, HeadLine, head_line, names_below_label, spoken_words
from digest.extract.lines.line_features import Shape, densest

_ABOVE: Final = 400
"""Lines above the first paragraph among which the title is looked for."""
_BELOW: Final = 6
"""Lines from the first paragraph on, where what was kept first is a notice above the title."""
_BEHIND: Final = 40
"""Lines behind the article in which its author may be named."""

_LONGEST_TITLE: Final = 200
_CUT = re.compile(r"\s+([|–—·•»›>~:«‹/-]|::)\s+")
_NEAR: Final = (1, 2, 3, 5, 9, 19, 49)
_FAR: Final = (-20, -8, -3, -1, 0, 1, 2, 3, 5, 9, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a fact.

    Attributes:
        index: of its line.
        text: the title, the names joined by commas, or the day as an ISO date.
        names: the authors.
        day: the day.
        features: that do not depend on other candidates.
    """

    index: int
    text: str
    names: tuple[str, ...] = ()
    day: date | None = None
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a text with what candidates are judged by.

    Attributes:
        shapes: of its lines.
        kept: whether each is kept.
        blanks: whether a blank line stands before each.
        first, last: index of the first and last kept paragraph.
        words: how often each word stands in the kept lines, by its stem.
        site: names of the site.
        heads: the lines that may hold a fact.
    """

    shapes: Sequence[Shape]
    kept: Sequence[bool]
    blanks: Sequence[bool]
    first: int
    last: int
    dense: int
    words: Counter[str]
    site: Sequence[str]
    common: frozenset[str]
    heads: dict[int, HeadLine]

    @property
    def start(self) -> int:
        """The first line that may hold a fact."""
        return max(0, self.first - _ABOVE)

    @property
    def end(self) -> int:
        """The line behind the last that may hold a fact above the article."""
        return min(len(self.shapes), max(self.first, self.dense) + _BELOW)


def page(shapes: Sequence[Shape], kept: Sequence[bool], blanks: Sequence[bool], *, first: int, last: int, site: Sequence[str]) -> Page:
    dense = densest(shapes)[0]
    common = frozenset(word for line, is_kept in zip(shapes, kept, strict=True) if is_kept and line.kind == "P" for word in _LOWER.findall(line.text))
    start, end = max(0, first - _ABOVE), min(len(shapes), max(first, dense) + _BELOW)
    behind = range(max(end, last - 3), min(len(shapes), last + 1 + _BEHIND))
    heads = {index: head_line(shapes[index].text) for index in (*range(start, end), *behind)}
    return Page(shapes=shapes, kept=kept, blanks=blanks, first=first, last=last, dense=dense, words=spoken_words(shapes, kept), site=site, common=common, heads=heads)


# ------------------------------------------------------------------ titles
def title_candidates(page: Page) -> list[Candidate]:
    texts = [line.text for line in page.shapes]
    lowered = [text.casefold() for text in texts]
    ordered = sorted(lowered)
    counts = Counter(lowered)
    opening = {word[:STEM] for line in page.shapes[page.first : page.first + 4] for word in line.words}
    footers = [text for text in texts[page.first :] if "appeared first on" in text]
    result = []
    for index in range(page.start, page.end):
        line = page.shapes[index]
        head = page.heads[index]
        if not line.words or len(line.text) > _LONGEST_TITLE or line.reason in _NEVER or head.label or head.how in ("by", "pen"):
            continue
        place = list(_title_place(page, index))
        for text, cut in _variants(line.text):
            own = _title_own(page, text, cut, lowered[index], ordered, counts, opening)
            footer = ("footer",) if any(text in each for each in footers) else ()
            result.append(Candidate(index=index, text=text, features=(*place, *own, *footer)))
    return _ranked(page, result)


_LOWER = re.compile(r"(?<![^\s(“\"-])[^\W\d_A-Z][^\W\d_A-Z]{2,}")
_NEVER = frozenset(page_furniture.ANYWHERE) - {"newsletter notice", "teaser"}


def _variants(text: str) -> Iterator[tuple[str, str]]:
    """A line, and what is left of it without a site's name or a path beside the title, each with how it was cut."""
    yield text, ""
    marks = list(_CUT.finditer(text))
    if not marks:
        return
    first, last = marks[0], marks[-1]
    pieces = {
        (text[: last.start()], f"head{last[1]}"): None,
        (text[last.end() :], f"tail{last[1]}"): None,
    }
    if len(marks) > 1:
        pieces[text[: first.start()], f"first{first[1]}"] = None
    for piece, cut in pieces:
        if len(piece) > 2:
            yield piece.strip(), cut


def _title_place(page: Page, index: int) -> Iterator[str]:
    shapes, heads = page.shapes, page.heads
    line = shapes[index]
    distance = page.first - index
    yield f"near{bisect_right(_NEAR, distance) if distance > 0 else -1 - (distance < 0) - page.kept[index]}"
    yield f"index{bisect_right((0, 1, 2, 4, 9, 29), index)}"
    yield f"kind:{line.kind}{page.kept[index]:d}"
    if line.reason:
        yield f"is:{line.reason}"
    elif page_furniture.navigation(line.text):
        yield "navigation"
    own = heads[index]
    if own.days:
        yield "day"
    if own.names:
        yield f"names:{own.how}"
    if own.minutes:
        yield "minutes"
    yield from _below(page, index)
    yield f"evidence{_evidence(page, index)}"
    here = _stems(line)
    for name, at in (("above", index - 1), ("above2", index - 2), ("below", index + 1)):
        if 0 <= at < len(shapes):
            there = _stems(shapes[at])
            if there and here and len(shapes[at].words) <= 30:
                known = sum(page.words[stem] > 1 for stem in there) / len(there)
                yield f"{name} known{bisect_right((0.3, 0.6, 0.9), known)}{bisect_right((2, 5, 16), len(shapes[at].words))}"
                yield f"{name} shares{bisect_right((0.01, 0.3, 0.6, 0.99), len(here & there) / len(here))}"
    above = heads.get(index - 1)
    if above is not None:
        yield f"above:{_sort_of(above, shapes[index - 1])}"
    else:
        yield "above:^"
    behind = shapes[index + 1 : index + 7]
    yield f"prose{sum(line.kind == 'P' for line in behind)}"
    short = sum(len(each.words) <= 4 for each in shapes[max(0, index - 6) : index])
    yield f"short above{short}"
    short = sum(len(each.words) <= 4 for each in behind)
    yield f"short below{short}"
    alike = sum(abs(len(each.words) - len(line.words)) <= 3 and each.kind == line.kind for each in (*shapes[max(0, index - 3) : index], *behind[:3]))
    yield f"alike{alike}"
    yield f"blank{page.blanks[index]:d}{page.blanks[index + 1] if index + 1 < len(shapes) else 1:d}"


def _stems(line: Shape) -> set[str]:
    return {word[:STEM] for word in line.words if len(word) > 2 and word not in STOP_WORDS}


def _evidence(page: Page, index: int) -> str:
    """How far below a line a byline or a day stands."""
    for away in range(1, 12):
        line = page.heads.get(index + away)
        if line is None:
            break
        if (line.names and line.how != "alone") or line.label or (line.days and len(page.shapes[index + away].words) <= 16):
            return str(bisect_right((1, 2, 3, 5, 8), away))
    return ""


def _below(page: Page, index: int) -> Iterator[str]:
    """What stands in the four lines below: a byline, a day, a reading time, each with its distance."""
    seen: set[str] = set()
    for away in (1, 2, 3, 4):
        line = page.heads.get(index + away)
        if line is None:
            return
        for name in _sorts(line, page.shapes[index + away]):
            if name not in seen:
                seen.add(name)
                yield f"below:{name}{away}"


def _sorts(line: HeadLine, shape: Shape) -> Iterator[str]:
    if line.names:
        yield "names" if line.how != "alone" else "alone"
    if line.days and len(shape.words) <= 16:
        yield "day"
    elif line.yearless and len(shape.words) <= 10:
        yield "yearless"
    if line.label:
        yield "label"
    if line.minutes and len(shape.words) <= 16:
        yield "minutes"
    if line.updated and len(shape.words) <= 12:
        yield "updated"
    if shape.reason in ("share line", "reading time", "image credit", "counter", "comment form"):
        yield shape.reason


def _sort_of(line: HeadLine, shape: Shape) -> str:
    return next(_sorts(line, shape), shape.kind + str(bisect_right((1, 2, 4, 8), len(shape.words))))


def _title_own(page: Page, text: str, cut: str, whole: str, ordered: Sequence[str], counts: Counter[str], opening: set[str]) -> Iterator[str]:
    words = text.casefold().split()
    count = len(words)
    lowered = text.casefold()
    yield f"words{bisect_right((1, 2, 3, 4, 5, 7, 10, 14, 19), count)}"
    yield f"last:{text[-1] if not text[-1].isalnum() else 'a'}"
    yield f"initial:{'A' if text[0].isupper() else '0' if text[0].isdigit() else 'a' if text[0].isalpha() else '~'}"
    if text.isupper():
        yield "upper case"
    if count <= 14:
        yield from (f"word:{word}" for word in dict.fromkeys(word.strip(".,:;!?()[]\"'“”‘’|") for word in words) if word and word.isalpha())
    content = [word for word in (word.strip(".,:;!?()[]\"'“”‘’") for word in words) if len(word) > 2 and word not in STOP_WORDS]
    stems = {word[:STEM] for word in content}
    if stems:
        shared = sum(page.words[stem] > 0 for stem in stems) / len(stems)
        weight = sum(min(page.words[stem], 8) for stem in stems) / len(stems)
        first = sum(stem in opening for stem in stems) / len(stems)
        yield f"shared{bisect_right((0.01, 0.3, 0.5, 0.7, 0.9, 0.99), shared)}"
        yield f"weight{bisect_right((0.5, 1, 2, 3, 4, 5, 6), weight)}"
        yield f"opening{bisect_right((0.01, 0.2, 0.4, 0.6, 0.8), first)}"
    else:
        yield "no content"
    capitals = sum(word[:1].isupper() for word in text.split()) / count
    yield f"capitals{bisect_right((0.2, 0.5, 0.8, 0.99), capitals)}"
    again = counts[lowered] - (not cut)
    yield f"again{min(again, 3)}"
    longer = bisect_right(ordered, lowered)
    begins = longer < len(ordered) and ordered[longer].startswith(lowered) and ordered[longer] != whole
    if begins:
        yield f"begins another{_after(ordered[longer], lowered)}"
    if any(text.startswith(name) for name in page.site):
        yield "site"
    if cut:
        yield f"cut:{cut}"
        rest = whole.replace(lowered, "", 1).strip(" |–—·•»›>~:«‹/-")
        yield f"rest{bisect_right((1, 2, 3, 5, 9), len(rest.split()))}{'=' if counts[rest] else ''}{cut[:4]}"
        yield f"cut again{min(counts[lowered], 2)}"
    elif _CUT.search(text):
        yield "uncut"
        stem = _CUT.split(lowered)[0]
        if counts[stem]:
            yield "uncut stem stands alone"


def _after(longer: str, shorter: str) -> str:
    following = longer[len(shorter) :].lstrip()[:1]
    return following if following and following in "|-–—·:»" else "a"


def _ranked(page: Page, every: list[Candidate]) -> list[Candidate]:
    """The candidates with features that compare them: by the words they share with the text."""
    def shared(candidate: Candidate) -> float:
        stems = {word[:STEM] for word in re.findall(r"\w+", candidate.text.casefold()) if len(word) > 2 and word not in STOP_WORDS}
        return sum(min(page.words[stem], 8) for stem in stems) if len(stems) > 0 else 0.0
    ranks = sorted({shared(candidate) for candidate in every}, reverse=True)
    place = {value: rank for rank, value in enumerate(ranks)}
    return [
        Candidate(index=c.index, text=c.text, features=tuple(f"title:{f}" for f in (*c.features, f"rank{min(bisect_right((0, 1, 2, 4, 8), place[shared(c)]), 5)}")))
        for c in every
    ]


# ------------------------------------------------------------------ authors
def author_candidates(page: Page) -> list[Candidate]:
    counts = Counter(line.text for line in page.shapes)
    result = []
    for index, line in page.heads.items():
        above = page.heads.get(index - 1)
        names, how = line.names, line.how
        if above is not None and above.label and not line.label:
            names, how = names_below_label(line), f"label {how}"
        if not names:
            continue
        every = tuple(dict.fromkeys((*names, *_more_names(page, index)))) if how in ("alone", "label alone") else names
        more = len(every) > len(names)
        for variant, which in [(names, "part"), (every, "list")] if more else [(names, "")]:
            features = tuple(f"author:{f}" for f in (*_author_features(page, index, line, above, variant, how, counts), *([which] if which else ())))
            result.append(Candidate(index=index, text=", ".join(variant), names=variant, features=features))
        if len(names) > 1 and how in ("by", "credit", "pen", "label by") and not _AND.search(line.text):
            features = tuple(f"author:{f}" for f in (*_author_features(page, index, line, above, names[:1], how, counts), "first of several"))
            result.append(Candidate(index=index, text=names[0], names=names[:1], features=features))
    return result


_AND = re.compile(r"\b(?:and|und|et|y|with)\b|[&+]", re.IGNORECASE)
_BETWEEN = re.compile(r"\W*(?:and|und|et|y|&|\d{0,2}(?:,\d)*|[*†‡]|orcid.*)?\W*", re.IGNORECASE)


def _more_names(page: Page, index: int) -> Iterator[str]:
    """The names on the lines below, where an author list has a line for each."""
    missed = 0
    for at in range(index + 1, min(index + 24, len(page.shapes))):
        line = page.heads.get(at)
        if line is None:
            return
        if line.how == "alone" and not line.days:
            yield from line.names
            missed = 0
        elif not _BETWEEN.fullmatch(line.text) and not (line.role and len(page.shapes[at].words) <= 6):
            return
        else:
            missed += 1
            if missed > 2:
                return


def _author_features(page: Page, index: int, line: HeadLine, above: HeadLine | None, names: tuple[str, ...], how: str, counts: Counter[str]) -> Iterator[str]:
    shapes = page.shapes
    yield f"how:{how}"
    yield f"how:{how}{'-' if page.first > index else '+' if index > page.last else '='}{page.kept[index]:d}"
    yield f"names{min(len(names), 3)}"
    yield f"words{bisect_right((2, 3, 5, 8, 12, 20), len(shapes[index].words))}"
    if line.other or (above is not None and above.other):
        yield "other"
        yield f"other {line.other:d}{above is not None and above.other:d}"
    if line.role:
        yield "role"
    if line.days:
        yield "day"
    if line.minutes:
        yield "minutes"
    for away in (1, 2):
        for sign, name in ((1, "below"), (-1, "above")):
            near = page.heads.get(index + sign * away)
            if near is None:
                continue
            for sort in _sorts(near, shapes[index + sign * away]):
                yield f"{name}{away}:{sort}"
            if near.role and len(shapes[index + sign * away].words) <= 8:
                yield f"{name}{away}:role"
    distance = page.first - index
    yield f"near{bisect_right(_NEAR, distance) if distance > 0 else -1}"
    times = counts[shapes[index].text]
    yield f"times{min(times, 3)}"
    alone = sum(counts[name] for name in names)
    yield f"alone{min(alone, 3)}"
    yield f"in body{bisect_right((1, 2, 4), min(page.words[name.split()[-1].casefold()[:STEM]] for name in names))}"
    if page.heads.get(index + 1) is not None and page.heads[index + 1].text.startswith(names[0]):
        yield "biography below"
    words = [word for name in names for word in re.findall(r"[^\W\d_]+", name.casefold()) if len(word) > 2]
    common = sum(word in page.common or word in STOP_WORDS for word in words)
    yield f"common{min(common, 3)} of {min(len(words), 3)}"
    yield f"common{min(common, 3)}:{how}"
    initial = sum(len(word.strip(".")) == 1 for name in names for word in name.split())
    if initial:
        yield "initial"
    mentioned = sum(names[0] in each.text for each in shapes)
    yield f"mentioned{bisect_right((1, 2, 3, 5, 9), mentioned)}"
    crowd = sum(near is not None and bool(near.names) for near in (page.heads.get(index + away) for away in range(-8, 9) if away))
    yield f"crowd{bisect_right((1, 2, 3, 5), crowd)}"


# ------------------------------------------------------------------ days
def day_candidates(page: Page) -> list[Candidate]:
    result = []
    heads = {index: line for index, line in page.heads.items() if line.days}
    days = sorted({date.full for line in heads.values() for date in line.days if date.full})
    for index, line in heads.items():
        above = page.heads.get(index - 1)
        for number, mention in enumerate(line.days):
            assert mention.full is not None
            features = tuple(f"day:{f}" for f in _day_features(page, index, line, above, number, heads, days))
            result.append(Candidate(index=index, text=str(mention.full), day=mention.full, features=features))
    return result


def _day_features(page: Page, index: int, line: HeadLine, above: HeadLine | None, number: int, heads: dict[int, HeadLine], days: Sequence[date]) -> Iterator[str]:
    shapes = page.shapes
    mention = line.days[number]
    begin = line.days[number - 1].end if number else 0
    before = line.text[begin : mention.start]
    zone = "-" if page.first > index else "+" if index > page.last else "="
    cue = _cue(before) or (_cue(above.text) if not before.strip(" :|·•-–—(") and above is not None and len(shapes[index - 1].words) <= 4 else "")
    yield f"cue:{cue}"
    yield f"zone{zone}{page.kept[index]:d}{shapes[index].kind}"
    yield f"number{min(number, 2)} of {min(len(line.days), 3)}"
    yield f"words{bisect_right((3, 4, 6, 9, 14, 22), len(shapes[index].words))}"
    yield f"before{bisect_right((1, 2, 4, 8), len(before.split()))}"
    yield f"behind{bisect_right((1, 2, 4, 8), len(line.text[mention.end :].split()))}"
    distance = page.first - index
    yield f"near{bisect_right(_NEAR, distance) if distance > 0 else -1}"
    yield f"in line:{line.how}"
    if line.minutes:
        yield "minutes"
    if line.other:
        yield "other"
    for away in (1, 2):
        for sign, name in ((1, "below"), (-1, "above")):
            near = page.heads.get(index + sign * away)
            if near is not None:
                for sort in _sorts(near, shapes[index + sign * away]):
                    yield f"{name}{away}:{sort}"
    crowd = sum(index + away in heads for away in range(-8, 9) if away)
    yield f"crowd{bisect_right((1, 2, 3, 5), crowd)}"
    yield f"days{bisect_right((1, 2, 3, 5), len(days))}{'<' if mention.full == days[0] else '>' if mention.full == days[-1] else '='}"
    if shapes[index].reason:
        yield f"is:{shapes[index].reason}"


_CUES: Final = (
    ("updated", re.compile(r"\b(?:updated?|modified|revised|edited|stand|aktualisiert|geändert|mis à jour|modifié|actualizado|changed)\b\W*(?:\w+\W*){0,3}$", re.I)),
    ("reviewed", re.compile(r"\breviewed\b[^.]{0,40}$", re.I)),
    ("published", re.compile(r"\b(?:published|posted|publication|first|issued|created|written|erschienen|veröffentlicht|publié|paru|publicado|pubblicato|date|on)\b\W*(?:\w+\W*){0,3}$", re.I)),
    ("copyright", re.compile(r"©|copyright", re.I)),
    ("event", re.compile(r"\b(?:until|by|from|before|since|through|ends?|starts?|expires?|deadline|as of|comment\w*|says?|joined|accessed|retrieved|version)\b\W*$", re.I)),
)  # fmt: skip


def _cue(before: str) -> str:
    return next((name for name, pattern in _CUES if pattern.search(before)), "")


def from_title(candidate: Candidate, title: int | None, kind: str) -> str:
    """Where a byline or a day stands from the title."""
    if title is None:
        return f"{kind}:no title"
    return f"{kind}:from title{bisect_right(_FAR, candidate.index - title)}"
