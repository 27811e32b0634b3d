"""Names of stories that look like slips of the fingers: one text alone has them, and another is one letter away.

Two names of which one has another digit are two stories (`COP 29`, `COP 30`), and so are short ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from digest.check.content.checked_text import NamedStory, TextFindings
from digest.check.content.key_spelling import letters_apart
from digest.errors import Location, Problem

_SHORTEST: Final = 6
"""Letters from which a wrong one is a slip; in a shorter name it makes another."""


def misspelled_stories(findings: Mapping[str, TextFindings]) -> tuple[Problem, ...]:
    """A warning for each text that alone has the name of its story, where another name is one letter away.

    Of two such texts the second is named; and a name that several have is right.
    """
    texts: dict[str, list[str]] = defaultdict(list)
    for path in sorted(findings):
        if named := findings[path].story:
            texts[named.name.casefold()].append(path)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in texts:
        for form in _without_a_letter(name):
            alike[form].append(name)
    lone = ((name, paths[0]) for name, paths in texts.items() if len(paths) == 1 and len(name) >= _SHORTEST)
    found = ((path, findings[path].story, _meant(name, path, texts, alike)) for name, path in lone)
    return tuple(
        _problem(path, named, findings[texts[meant][0]].story) for path, named, meant in found if named and meant
    )


def _without_a_letter(name: str) -> Iterator[str]:
    """The name, and all that is left of it without one letter: two names one letter apart have one of these alike."""
    yield name
    yield from {name[:at] + name[at + 1 :] for at in range(len(name))}


def _meant(name: str, path: str, texts: Mapping[str, Sequence[str]], alike: Mapping[str, Sequence[str]]) -> str | None:
    """The name that was meant: that of most texts, of equals the first."""
    near = {
        other
        for form in _without_a_letter(name)
        for other in alike[form]
        if (len(texts[other]), path) > (1, texts[other][0]) and _is_slip(name, other)
    }
    return min(near, key=lambda other: (-len(texts[other]), other), default=None)


def _is_slip(name: str, other: str) -> bool:
    digits, others = ([letter for letter in each if letter.isdigit()] for each in (name, other))
    return digits == others and letters_apart(name, other) == 1


def _problem(path: str, named: NamedStory, meant: NamedStory | None) -> Problem:
    right = meant.name if meant else ""
    return Problem(
        message=f'no other text is on the story "{named.name}"',
        location=Location(path=PurePosixPath(path), line=named.line),
        hint=f'write "{right}" if that is meant; stories are one where their names are the same',
        severity="warning",
        code="misspelled-story",
    )
