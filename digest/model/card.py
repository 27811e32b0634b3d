"""An article without its text: all that the plan of a site needs of it, small enough to keep those of ten years."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from digest.model.article import FrontMatter
from digest.model.rendering import Reference
from digest.model.shared import SHARED

PRINT: Final = 16
"""Hexadecimal digits of the fingerprints of a card: 64 bits tell one state of an article from the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of a file of `content/` once it was read and rendered.

    Attributes:
        path: relative to the project (`content/2025-W12/call.md`).
        slug: the last part of its address; of a free page the whole way below `pages/`.
        front_matter: validated; topics are there even where a score chose them.
        body_line: the 1-based line of the file on which the body begins.
        minutes: how long a person reads the body as it is published, at least 1.
        notes: how many margin notes it has.
        duplicate_line: the line of the file on which it says that it is a duplicate; 0 where it does not.
        highlights: how many passages and points people marked or noted.
        tags: of all of these, each tag as often as there are some with it.
        references: what its body leads to in the project, in reading order.
        shown: fingerprint of all that other pages can show of it.
        marks: fingerprint of what other pages can show of these; empty where there are none.
        text: fingerprint of its rendering, and of what only its own page shows.
    """

    path: PurePosixPath
    slug: str
    front_matter: FrontMatter
    body_line: int = 1
    minutes: int = 1
    notes: int = 0
    duplicate_line: int = 0
    highlights: int = 0
    tags: tuple[str, ...] = field(default=(), metadata=SHARED)
    references: tuple[Reference, ...] = ()
    shown: str = ""
    marks: str = ""
    text: str = ""
