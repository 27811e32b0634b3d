"""The candidates for a scraped text's authors: bylines, lone names, names below a label, and biographies behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from digest.classify.ordinary_words import ordinary_words
from digest.extract.facts.names import pen_names
from digest.extract.lines.head.head_lines import HeadLine
from digest.extract.lines.head.head_page import STEM, Candidate, Page
from digest.extract.lines.head.line_names import is_no_name

_AND = re.compile(r"\b(?:and|und|et|y|with)\b|[&+]", re.IGNORECASE)
_BETWEEN = re.compile(r"\W*(?:and|und|et|y|&|\d{0,2}(?:,\d)*|orcid.*|find articles by)?\W*", re.IGNORECASE)
_LEAD = re.compile(r"(\w+)\W+by\b|\b(author|words|von|par|por)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_LIST: Final = 60
"""Lines of a list of authors that has a line for each."""
_BIT_OF_LIST: Final = 3
"""Lines between two names of such a list."""

_MOST_WORDS_BESIDE_DAY: Final = 3
_LONGEST_DATELINE: Final = 40
"""Words of a pen name that only stands beside a day, and code points of the line that gives the day."""


def author_candidates(page: Page) -> list[Candidate]:
    """Every line that names whom the text may be by, in each way in which its names can be read."""
    counts = Counter(line.text for line in page.heads.values())
    read = [(index, *_names(page, index)) for index in page.heads]
    places = _places(page, read)
    result = []
    for index, names, form in read:
        for variant, which in _variants(page, index, names, form) if names else ():
            features = (*_features(page, index, variant, form, counts), *_of_names(page, variant, form, places))
            features = (*features, which) if which else features
            result.append(Candidate(index=index, text=", ".join(variant), names=variant, form=form, features=features))
    return result


def _names(page: Page, index: int) -> tuple[tuple[str, ...], str]:
    """The names of a line and their form: told by a label above it, by its own words, or by a day beside it."""
    line, above = page.heads[index], page.heads.get(index - 1)
    if above is not None and above.label and not line.label:
        return line.labelled, f"label {line.form}"
    if line.names or line.label or not 1 <= len(page.shapes[index].words) <= _MOST_WORDS_BESIDE_DAY:
        return line.names, line.form
    beside = [page.heads.get(index + 1), above]
    is_beside_day = any(near and near.dated and len(near.text) <= _LONGEST_DATELINE for near in beside)
    shape = page.shapes[index]
    if not is_beside_day or line.dated or shape.kind in "ftn" or not shape.text[0].isalpha() or is_no_name(shape.text):
        return (), ""
    return pen_names([line.text]), "beside day"


def _places(page: Page, read: Sequence[tuple[int, tuple[str, ...], str]]) -> dict[str, set[tuple[int, str]]]:
    """For the first name of each line: every line on which it stands, with its form and zone there."""
    places: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for index, names, form in read:
        for name in names[:1]:
            places[name.casefold()].add((index, f"{form}{page.zone(index)}"))
    return places


def _variants(page: Page, index: int, names: tuple[str, ...], form: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names of a line; with those below it; without what follows a comma, which may be a house or a rank."""
    every = names
    if form in ("alone", "label alone"):
        every = tuple(dict.fromkeys((*names, *_listed_below(page, index))))
    if len(every) > len(names):
        yield names, "part"
        yield every, "list"
        return
    yield names, ""
    if len(names) > 1 and form in ("by", "credit", "pen", "label by") and not _AND.search(page.heads[index].text):
        yield names[:1], "first of several"


def _listed_below(page: Page, index: int) -> Iterator[str]:
    """The names on the lines below, where a list of authors has a line for each."""
    missed = 0
    for at in range(index + 1, index + _LONGEST_LIST):
        line = page.heads.get(at)
        if line is None:
            return
        if line.form in ("alone", "team alone") and not line.dated:
            yield from line.names
            missed = 0
            continue
        missed += 1
        role = len(page.shapes[at].words) <= 6 and line.role
        if missed > _BIT_OF_LIST or not (role or _BETWEEN.fullmatch(line.text)):
            return


def _features(page: Page, index: int, names: tuple[str, ...], form: str, counts: Counter[str]) -> Iterator[str]:
    line, above = page.heads[index], page.heads.get(index - 1)
    yield f"how:{form}"
    yield f"how:{form}{page.zone(index)}{page.kept[index]:d}"
    yield f"names{min(len(names), 3)}"
    yield f"words{bisect_right((2, 3, 5, 8, 12, 20), len(page.shapes[index].words))}"
    yield f"near{page.near(index)}"
    yield f"behind{page.behind(index)}"
    yield f"times{min(counts[line.text], 3)}"
    yield from _own(line, above)
    if lead := _LEAD.search(line.text if not form.startswith("label") or above is None else above.text):
        yield f"lead:{(lead[1] or lead[2]).lower()}"
    yield from around(page, index)
    for step, name in ((1, "below"), (-1, "above")):
        for away in (1, 2):
            near = page.heads.get(index + step * away)
            if near is not None and len(page.shapes[index + step * away].words) <= 8 and near.role:
                yield f"{name}{away}:role"
    below = page.heads.get(index + 1)
    if below is not None and below.form == "biography" and below.names[:1] == names[:1]:
        yield "biography below"
    if index + 1 < len(page.shapes) and page.shapes[index + 1].text.startswith(names[0].split()[0] + " "):
        yield f"first name below{page.zone(index)}"
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
    if line.dated:
        yield "day"
    if line.minutes:
        yield "minutes"


def around(page: Page, index: int) -> Iterator[str]:
    """What stands in the two lines above and below a line."""
    for away in (1, 2):
        for step, name in ((1, "below"), (-1, "above")):
            yield from [f"{name}{away}:{kind}" for kind in page.kinds.get(index + step * away, ())]


def _of_names(
    page: Page, names: tuple[str, ...], form: str, places: Mapping[str, set[tuple[int, str]]]
) -> Iterator[str]:
    """Whether the names read like names, whose words are not ordinary, and where else on the page they stand."""
    words = [word for name in names for word in _LETTERS.findall(name.lower()) if len(word) > 2]
    ordinary = min(3, sum(word in ordinary_words() for word in words))
    yield f"ordinary{ordinary} of {min(len(words), 3)}"
    yield f"ordinary{ordinary}:{form}"
    last_names = [name.split()[-1].casefold()[:STEM] for name in names]
    yield f"in body{bisect_right((1, 2, 4), min(page.words[name] for name in last_names))}"
    alone = sum(line.text in names for line in page.heads.values())
    yield f"alone{min(alone, 3)}"
    mentioned = sum(names[0] in line.text for line in page.heads.values())
    yield f"mentioned{bisect_right((1, 2, 3, 5, 9), mentioned)}"
    elsewhere = {place for _, place in places[names[0].casefold()]}
    yield from (f"also:{place}" for place in sorted(elsewhere))
    zones = {place[-1] for place in elsewhere}
    if len(zones) > 1:
        yield f"zones{''.join(sorted(zones))}"
    if any(len(word.strip(".")) == 1 for name in names for word in name.split()):
        yield "initial"
    if any(name.startswith(names[0]) for name in page.site):
        yield "site"
