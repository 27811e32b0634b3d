"""Where an article is put: the folder of its week, and a name that no other has."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, UNDATED
from digest.articles.library import slug_of
from digest.convert.drafts import Draft
from digest.model.fingerprint import fingerprint
from digest.model.week import Week

_SUFFIX: Final = 6
"""Hexadecimal digits that part sources of one title."""


class Names:
    """The names taken in `content/`. Given in the order of the sources, they are the same in every run."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def path(self, made: Draft, seed: PurePosixPath) -> PurePosixPath:
        """A place for a draft, which is taken then."""
        return FOLDER / (str(Week.of(made.day)) if made.day else UNDATED) / f"{self._slug(made.title, seed)}.md"

    def _slug(self, title: str, seed: PurePosixPath) -> str:
        """The title's own slug, or that with a suffix from the source's path."""
        slug = slug_of(title)
        if slug in self._taken:
            slug = f"{slug}-{fingerprint(seed)[:_SUFFIX]}"
        while slug in self._taken:  # two paths whose six digits are equal
            slug += "-x"
        self._taken.add(slug)
        return slug
