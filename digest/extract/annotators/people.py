"""The people that a text names.

The words around a run of capitalised words show that it is a person's name: a title before it; a role before it or
in apposition behind it ("Ann Lee, an economist"); `who`; a verb of speech beside a quotation. Weaker evidence counts
where there are two pieces of it: the last word used alone elsewhere, a verb of speech, the next sentence beginning with
a pronoun. The kinds of evidence are those of Mikheev, Moens and Grover, "Named Entity Recognition without Gazetteers"
(1999); the rules are own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from itertools import islice, pairwise
from typing import Final

from digest.dataclass import dataclass
from digest.extract.annotators.capitalised_runs import Run
from digest.extract.annotators.lexicon import (
    ACRONYMS,
    NO_NAMES,
    ORGANISATIONS,
    PARTICLES,
    PLACE_FIRST,
    PLACE_LAST,
    PLACES,
    ROLE,
    ROLES,
    THINGS,
    TITLES,
    VERB,
)
from digest.extract.annotators.lexicon import words as words_of

MOST: Final = 100
"""Names of a text; they are compared with each other."""

_AROUND: Final = 60
"""Code points before and after a name in which evidence is looked for."""

_ROLE_WORDS = frozenset(ROLES.split()) | frozenset(role.capitalize() for role in ROLES.split())
_TITLE_ROLES = _ROLE_WORDS - {"Father", "Mother", "Sister", "Brother", "Aunt", "Uncle", "Son", "Daughter"}
"""Roles that are not a part of the name behind them; `Father John Misty` is a name."""

_NO_PERSON = NO_NAMES | THINGS | ORGANISATIONS | PLACE_FIRST | PLACE_LAST | PLACES | ACRONYMS
_OFFICES = frozenset({"officer", "director", "manager", "executive", "president", "secretary", "minister", "chairman"})
"""What the last word of a name is not: `Chief Strategy Officer` is an office."""

_WORD = re.compile(r"(?:[^\W\d_]\.|[^\W\d_]+(?:[’'-][^\W\d_]+)*)")

_SHOUTED = re.compile(r"[A-Z]{3}|^[A-Z]{2}$|^I[’']|(?<!Mc)(?<!Mac)(?<!De)(?<!La)[a-z][A-Z]")
"""What no person's name has: acronyms, `I’m`, capitals within a word (but `McDonald`)."""

_ROLE_BEFORE = re.compile(r"([\w-]+)(?: (?:en|in|of|de|at|für) \w+,|,| called| named)?\s\Z")
_ROLE_ENDING = ("ologist", "ographer", "icist", "onomist")
_NAME_IS = ("name was ", "name is ")
_ROLE_COMPOUND = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]{3,}(?:leiter|direktor|forscher|sprecher|minister|präsident|wissenschaftler|lehrer|meister|kundler"
    r"|trainer|händler|gärtner|sekretär|vorsitzender?|chef|experte)(?:in)?|[A-ZÄÖÜ][a-zäöüß]{3,}(?:expertin|rätin|loge|login)"
)
_SPEECH_BEFORE = re.compile(rf"[”“\"»’,](?: [a-z]{{2,3}})? {VERB}(?: [a-z]{{2,3}})? \Z")
_WHO = re.compile(r",? \(?(?:who|whose|whom|of whom|quien)\b")
_AGE = re.compile(r", \d\d(?:,|\.|;| ans\b| años\b| Jahre\b)|\s\(\d\d\)")
_APPOSITION = re.compile(
    rf"(?:, |\s\()(?:(?:a|an|the|one of the|one of|der|die|ein|eine|le|la|un|une|el|una|su|son|sa|its|their) )?"
    rf"(?:[\w’'-]+ ){{0,5}}?(?:{ROLE}|[a-z]+(?:ologist|ographer|icist|onomist))\b"
)
_SPEECH_AFTER = re.compile(rf" {VERB}\b")
_QUOTED_BEFORE = re.compile(r"[”“\"»][,.]? \Z")
_PRONOUN = re.compile(r"[^.!?]{0,200}[.!?][”\"»“]? (?:He|She|Er|Sie|Il|Elle|Él|Ella)\b")
_POSSESSIVE = re.compile(r"[’']s\b")
_STATEMENT = re.compile(r" \w+ (?:in|en|dans) (?:a|an|einer|un|una)? ?(?:statement|Mitteilung|communiqué|comunicado)")


@dataclass(frozen=True, slots=True)
class People:
    """The people of a text.

    Attributes:
        names: full names in the order in which they are first mentioned.
        by_surname: those of whom no other has the same last name.
    """

    names: tuple[str, ...] = ()
    by_surname: Mapping[str, str] = field(default_factory=dict)

    def of(self, words: Sequence[str]) -> str | None:
        """The full name that some words stand for, or `Mr. Lee` without one; None where they are not a person."""
        bare = _untitled(words)
        name = " ".join(bare)
        if name in self.names or name in self.by_surname:
            return self.by_surname.get(name, name)
        titled = len(bare) == 1 and len(words) == 2 and words[0].rstrip(".") in TITLES
        return " ".join(words) if titled else None


def people(paragraphs: Sequence[str], runs: Sequence[Run], prose: Collection[int]) -> People:
    """Find the people among the runs of a text, which hold no words of organisations.

    No word of a name is one that the text also writes in small letters.

    Args:
        paragraphs: of the text.
        runs: its capitalised words.
        prose: the paragraphs in which names are looked for.
    """
    written = _written_words(paragraphs)
    candidates = [
        (run, words)
        for run in runs
        if run.paragraph in prose
        and is_name_shaped(words := _untitled(run.words))
        and _is_proper(words, written, paragraphs[run.paragraph], run)
    ]
    surnames = frozenset(words[-1] for _, words in candidates)
    alone = _alone(paragraphs, runs, surnames)
    people_by_evidence = dict.fromkeys(
        " ".join(words) for run, words in candidates if _is_person(paragraphs[run.paragraph], run, words, alone)
    )
    joined_to_them = [
        " ".join(words)
        for (run, words), (other, others) in [*pairwise(candidates), *pairwise(reversed(candidates))]
        if words[-1] in alone and " ".join(others) in people_by_evidence and _are_joined(paragraphs, run, other)
    ]
    known = people_by_evidence | dict.fromkeys(joined_to_them)
    in_order = dict.fromkeys(name for _, words in candidates if (name := " ".join(words)) in known)
    names = _longest(islice(in_order, MOST))
    return People(names, _by_surname(names, candidates))


def _by_surname(names: Sequence[str], candidates: Sequence[tuple[Run, Sequence[str]]]) -> dict[str, str]:
    """The names by their last words, where no other name in the text has the same."""
    counts = Counter(name.split()[-1] for name in names)
    first_names: dict[str, set[str]] = {}
    for _, words in candidates:
        first_names.setdefault(words[-1], set()).add(words[0])
    alone = (name for name in names if counts[name.split()[-1]] == 1)
    return {last: name for name in alone if len(first_names.get(last := name.split()[-1], ())) <= 1}


def _written_words(paragraphs: Sequence[str]) -> AbstractSet[str]:
    """The words of a text as they are written, among them those in small letters."""
    written: set[str] = set()
    for text in paragraphs:
        written.update(words_of(text))
    return written


def _is_proper(words: Sequence[str], written: AbstractSet[str], text: str, run: Run) -> bool:
    """Whether no word of a name is a common one; a surname may be one where the name is proven beside it."""
    *first, last = (word.lower() in written for word in words if word not in PARTICLES)
    return not any(first) and (not last or _is_proven(text, run))


def _alone(paragraphs: Sequence[str], runs: Sequence[Run], surnames: frozenset[str]) -> Mapping[str, bool]:
    """The last names that stand alone somewhere, and whether what stands around one there proves it a person's."""
    proven: dict[str, bool] = {}
    for run in runs:
        words = _untitled(run.words)
        if len(words) == 1 and words[0] in surnames:
            proof = len(run.words) > 1 or _is_proven(paragraphs[run.paragraph], run)
            proven[words[0]] = proven.get(words[0], False) or proof
    return proven


def _are_joined(paragraphs: Sequence[str], run: Run, other: Run) -> bool:
    """Whether only `and` stands between two runs."""
    first, second = sorted((run, other), key=lambda each: each.start)
    between = paragraphs[run.paragraph][first.end : second.start]
    return run.paragraph == other.paragraph and between in {" and ", " und ", " et ", " y ", " & "}


def _untitled(words: Sequence[str]) -> Sequence[str]:
    """A name without titles and roles before it: `Interior Minister Ann Lee`."""
    if len(words) == 1:
        return words
    last = max((at for at, word in enumerate(words[:-1]) if _is_title(word)), default=-1)
    return words[last + 1 :]


def _is_title(word: str) -> bool:
    return word.rstrip(".") in TITLES or word in _TITLE_ROLES or bool(_ROLE_COMPOUND.fullmatch(word))


def is_name_shaped(words: Sequence[str]) -> bool:
    """Whether words look like a person's name: two to four of them, none of another kind of name."""
    proper = [word for word in words if word not in PARTICLES]
    return (
        2 <= len(proper) <= 4
        and len(words) <= 6
        and words[-1] not in PARTICLES
        and len(words[-1].rstrip(".")) > 1
        and all(_WORD.fullmatch(word) for word in words)
        and words[-1].lower() not in _OFFICES
        and not any(word in _NO_PERSON or _SHOUTED.search(word) for word in proper)
    )


def _is_person(text: str, run: Run, words: Sequence[str], alone: Mapping[str, bool]) -> bool:
    if len(words) < len(run.words) or alone.get(words[-1]) or _is_proven(text, run):
        return True  # a title or role stands before it, or one piece of evidence that is enough
    evidence = _speaks(text, run) + (words[-1] in alone)
    return evidence == 2 or (evidence == 1 and _PRONOUN.match(text, run.end) is not None)


def _is_proven(text: str, run: Run) -> bool:
    """Whether one piece of evidence around a run is enough."""
    before = text[max(0, run.start - _AROUND) : run.start]
    after = text[run.end : run.end + _AROUND]
    return bool(
        _WHO.match(after)
        or _has_role_before(before)
        or _AGE.match(after)
        or _APPOSITION.match(after)
        or (_SPEECH_BEFORE.search(before) and not _STATEMENT.match(f" x{after}") and not _POSSESSIVE.match(after))
        or (_QUOTED_BEFORE.search(before) and _speaks(text, run))
    )


def _has_role_before(before: str) -> bool:
    """Whether a role ends what stands before a name: `the economist `, `the mayor, `, `a cellist called `."""
    match = _ROLE_BEFORE.search(before[-32:])
    if match is None:
        return before.endswith(_NAME_IS)
    return match[1] in _ROLE_WORDS or match[1].endswith(_ROLE_ENDING) or before.endswith(_NAME_IS)


def _speaks(text: str, run: Run) -> bool:
    return bool(_SPEECH_AFTER.match(text, run.end)) and not _STATEMENT.match(text, run.end)


def _longest(names: Iterable[str]) -> tuple[str, ...]:
    """Names without those that are part of another: `Ann Lee` where the text also says `Ann Mary Lee`."""
    every = list(names)
    return tuple(
        name
        for name in every
        if not any(len(other) > len(name) and set(name.split()) < set(other.split()) for other in every)
    )
