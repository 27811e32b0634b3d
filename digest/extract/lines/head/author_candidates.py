"""The candidates for a scraped text's authors: bylines, lone names, names below a label, and biographies behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.extract.lines.head.head_lines import HeadLine, kinds_of_line
from digest.extract.lines.head.head_page import STEM, Candidate, Page

_AND = re.compile(r"\b(?:and|und|et|y|with)\b|[&+]", re.IGNORECASE)
_BETWEEN = re.compile(r"\W*(?:and|und|et|y|&|\d{0,2}(?:,\d)*|orcid.*)?\W*", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_LIST: Final = 24
"""Lines of a list of authors that has a line for each."""
_BIT_OF_LIST: Final = 2
"""Lines between two names of such a list."""


def author_candidates(page: Page) -> list[Candidate]:
    """Every line that names whom the text may be by, in each way in which its names can be read."""
    counts = Counter(line.text for line in page.heads.values())
    common: frozenset[str] | None = None
    result = []
    for index, line in page.heads.items():
        above = page.heads.get(index - 1)
        below_label = above is not None and above.label and not line.label
        names, how = (line.labelled, f"label {line.how}") if below_label else (line.names, line.how)
        if names and common is None:
            common = page.common_words()
        for variant, which in _variants(page, index, names, how) if names else ():
            own = (*_features(page, index, variant, how, counts), *_of_names(page, variant, how, common or frozenset()))
            features = (*own, *([which] if which else ()))
            prefixed = tuple(f"author:{feature}" for feature in features)
            result.append(Candidate(index=index, text=", ".join(variant), names=variant, how=how, features=prefixed))
    return result


def _variants(page: Page, index: int, names: tuple[str, ...], how: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of a line; with those below it; without what follows a comma, which may be a house or a rank."""
    every = names
    if how in ("alone", "label alone"):
        every = tuple(dict.fromkeys((*names, *_listed_below(page, index))))
    if len(every) > len(names):
        yield names, "part"
        yield every, "list"
        return
    yield names, ""
    if len(names) > 1 and how in ("by", "credit", "pen", "label by") and not _AND.search(page.heads[index].text):
        yield names[:1], "first of several"


def _listed_below(page: Page, index: int) -> Iterator[str]:
    """The names on the lines below, where a list of authors has a line for each."""
    missed = 0
    for at in range(index + 1, index + _LONGEST_LIST):
        line = page.heads.get(at)
        if line is None:
            return
        if line.how == "alone" and not line.days:
            yield from line.names
            missed = 0
            continue
        missed += 1
        role = len(page.shapes[at].words) <= 6 and line.role
        if missed > _BIT_OF_LIST or not (role or _BETWEEN.fullmatch(line.text)):
            return


def _features(page: Page, index: int, names: tuple[str, ...], how: str, counts: Counter[str]) -> Iterator[str]:
    line = page.heads[index]
    zone = "-" if page.first > index else "+" if index > page.last else "="
    yield f"how:{how}"
    yield f"how:{how}{zone}{page.kept[index]:d}"
    yield f"names{min(len(names), 3)}"
    yield f"words{bisect_right((2, 3, 5, 8, 12, 20), len(page.shapes[index].words))}"
    yield f"near{page.near(index)}"
    yield f"times{min(counts[line.text], 3)}"
    yield from _own(line, page.heads.get(index - 1))
    yield from around(page, index)
    for sign, name in ((1, "below"), (-1, "above")):
        for away in (1, 2):
            near = page.heads.get(index + sign * away)
            if near is not None and len(page.shapes[index + sign * away].words) <= 8 and near.role:
                yield f"{name}{away}:role"
    below = page.heads.get(index + 1)
    if below is not None and below.how == "biography" and below.names[:1] == names[:1]:
        yield "biography below"
    crowd = sum(bool(near.names) for away in range(-8, 9) if away and (near := page.heads.get(index + away)))
    yield f"crowd{bisect_right((1, 2, 3, 5), crowd)}"


def _own(line: HeadLine, above: HeadLine | None) -> Iterator[str]:
    """What else a line says, and the label above it."""
    other_above = above is not None and above.other
    if line.other or other_above:
        yield "other"
        yield f"other {line.other:d}{other_above:d}"
    if line.role:
        yield "role"
    if line.days:
        yield "day"
    if line.minutes:
        yield "minutes"


def around(page: Page, index: int) -> Iterator[str]:
    """What stands in the two lines above and below a line."""
    for away in (1, 2):
        for sign, name in ((1, "below"), (-1, "above")):
            near = page.heads.get(index + sign * away)
            if near is not None:
                yield from (f"{name}{away}:{kind}" for kind in kinds_of_line(near, page.shapes[index + sign * away]))


def _of_names(page: Page, names: tuple[str, ...], how: str, common_words: frozenset[str]) -> Iterator[str]:
    """Whether the names read like names: their words do not stand in the text in lower case."""
    words = [word for name in names for word in _LETTERS.findall(name.casefold()) if len(word) > 2]
    common = min(3, sum(word in common_words or word in STOP_WORDS for word in words))
    yield f"common{common} of {min(len(words), 3)}"
    yield f"common{common}:{how}"
    last_names = [name.split()[-1].casefold()[:STEM] for name in names]
    yield f"in body{bisect_right((1, 2, 4), min(page.words[name] for name in last_names))}"
    alone = sum(line.text in names for line in page.heads.values())
    yield f"alone{min(alone, 3)}"
    mentioned = sum(names[0] in line.text for line in page.heads.values())
    yield f"mentioned{bisect_right((1, 2, 3, 5, 9), mentioned)}"
    if any(len(word.strip(".")) == 1 for name in names for word in name.split()):
        yield "initial"
