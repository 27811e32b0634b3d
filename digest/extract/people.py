"""The people that a text names.

That a run of capitalised words is a person's name is told by what stands around it: a title before it; a role before
it or in apposition behind it ("Ann Lee, an economist"); `who`; a verb of speech beside a quotation. Lesser signs count
where two of them meet: the last word used alone elsewhere, a verb of speech, the next sentence beginning with a
pronoun. The kinds of evidence are those of Mikheev, Moens and Grover, "Named Entity Recognition without Gazetteers"
(1999); the rules are own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from digest.extract.capitals import Run
from digest.extract.lexicon import (
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

_AROUND: Final = 60
"""Code points before and after a name in which evidence is looked for."""

_ROLE_WORDS = frozenset(ROLES.split()) | frozenset(role.capitalize() for role in ROLES.split())
_NO_PERSON = NO_NAMES | THINGS | ORGANISATIONS | PLACE_FIRST | PLACE_LAST | PLACES | ACRONYMS
_WORD = re.compile(r"(?:[^\W\d_]\.|[^\W\d_]+(?:[’'-][^\W\d_]+)*)")

_SHOUTED = re.compile(r"[A-Z]{3}|^[A-Z]{2}$|^I[’']|(?<!Mc)(?<!Mac)(?<!De)(?<!La)[a-z][A-Z]")
"""What no person's name has: acronyms, `I’m`, capitals within a word (but `McDonald`)."""

_ROLE_BEFORE = re.compile(rf"(?:^|[\s(])(?:{ROLE}|[a-z]+(?:ologist|ographer|icist|onomist))\s\Z")
_SPEECH_BEFORE = re.compile(rf"[”“\"»’,](?: [a-z]{{2,3}})? {VERB}(?: [a-z]{{2,3}})? \Z")
_WHO = re.compile(r",? \(?(?:who|whose|whom|quien)\b")
_AGE = re.compile(r", \d\d(?:,|\.|;| ans\b| años\b| Jahre\b)|\s\(\d\d\)")
_APPOSITION = re.compile(
    rf"(?:, |\s\()(?:(?:a|an|the|one of the|one of|der|die|ein|eine|le|la|un|une|el|una|su|son|sa|its|their) )?"
    rf"(?:[\w’'-]+ ){{0,5}}?(?:{ROLE}|[a-z]+(?:ologist|ographer|icist|onomist))\b"
)
_SPEECH_AFTER = re.compile(rf" {VERB}\b")
_QUOTED_BEFORE = re.compile(r"[”“\"»][,.]? \Z")
_PRONOUN = re.compile(r"[^.!?]{0,200}[.!?][”\"»“]? (?:He|She|Er|Sie|Il|Elle|Él|Ella)\b")
_STATEMENT = re.compile(r" \w+ (?:in|en|dans) (?:a|an|einer|un|una)? ?(?:statement|Mitteilung|communiqué|comunicado)")


@dataclass(frozen=True, slots=True)
class Person:
    """A mention of a person.

    Attributes:
        run: where.
        name: the full name as far as the text gives it.
    """

    run: Run
    name: str


@dataclass(frozen=True)
class People:
    """The people of a text.

    Attributes:
        names: full names in the order in which they are first mentioned.
        mentions: every one, by full name or surname alone, in the order of the text.
    """

    names: tuple[str, ...] = ()
    mentions: tuple[Person, ...] = ()
    _by_surname: Mapping[str, str] = field(default_factory=dict)

    def of(self, words: Sequence[str]) -> str | None:
        """The full name that some words stand for, or None where they stand for no person that is known."""
        bare = _untitled(words)
        name = " ".join(bare)
        if name in self.names:
            return name
        return self._by_surname.get(name) if bare else None


def people(paragraphs: Sequence[str], runs: Sequence[Run]) -> People:
    """Find the people among the runs of a text."""
    alone = Counter(_surname(run.words) for run in runs if len(_untitled(run.words)) == 1)
    found: dict[str, None] = {}
    for run in runs:
        words = _untitled(run.words)
        name = " ".join(words)
        if name not in found and is_shaped(words) and _is_person(paragraphs[run.paragraph], run, words, alone):
            found[name] = None
    names = tuple(_longest(found))
    surnames = Counter(_surname(name.split()) for name in names)
    by_surname = {_surname(name.split()): name for name in names if surnames[_surname(name.split())] == 1}
    known = People(names, (), by_surname)
    mentions = tuple(Person(run, full) for run in runs if (full := known.of(run.words)))
    return People(names, mentions, by_surname)


def _untitled(words: Sequence[str]) -> Sequence[str]:
    """A name without titles and roles before it: `Interior Minister Ann Lee`."""
    last = max(
        (at for at, word in enumerate(words[:-1]) if word.rstrip(".") in TITLES or word in _ROLE_WORDS), default=-1
    )
    return words[last + 1 :]


def _surname(words: Sequence[str]) -> str:
    """The last name, with the particles before it where there are any: `van Dijk`."""
    return words[-1]


def is_shaped(words: Sequence[str]) -> bool:
    """Whether words look like a person's name: two to four of them, none of another kind of name."""
    proper = [word for word in words if word not in PARTICLES]
    return (
        2 <= len(proper) <= 4
        and len(words) <= 6
        and words[-1] not in PARTICLES
        and len(words[-1].rstrip(".")) > 1
        and all(_WORD.fullmatch(word) for word in words)
        and not any(word in _NO_PERSON or _SHOUTED.search(word) for word in proper)
    )


def _is_person(text: str, run: Run, words: Sequence[str], alone: Mapping[str, int]) -> bool:
    if len(words) < len(run.words):
        return True  # a title or role stands before it
    before = text[max(0, run.start - _AROUND) : run.start]
    after = text[run.end : run.end + _AROUND]
    speaks = bool(_SPEECH_AFTER.match(after)) and not _STATEMENT.match(after)
    if (
        _WHO.match(after)
        or _ROLE_BEFORE.search(before)
        or _AGE.match(after)
        or _APPOSITION.match(after)
        or (_SPEECH_BEFORE.search(before) and not _STATEMENT.match(f" x{after}"))
        or (speaks and _QUOTED_BEFORE.search(before))
    ):
        return True
    signs = [speaks, alone.get(_surname(words), 0) > 0, bool(_PRONOUN.match(text, run.end))]
    return sum(signs) >= 2


def _longest(names: Iterable[str]) -> list[str]:
    """Names without those that are part of another: `Ann Lee` where the text also says `Ann Mary Lee`."""
    every = list(names)
    return [
        name
        for name in every
        if not any(
            other != name and len(other) > len(name) and set(name.split()) < set(other.split()) for other in every
        )
    ]
