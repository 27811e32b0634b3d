"""An answer: what is asked about, and facts of it, each with its reason and its place."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from digest.dataclass import dataclass

Kind: TypeAlias = Literal["text", "page", "source", "picture", "file"]
"""What is asked about: a text of `content/`, a page without one, a source, an image or attachment, any other file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact.

    Attributes:
        name: what it is about, one word or two; several facts may have one name.
        value: what is so.
        reason: why it is so, or more about it; may be empty.
        place: the file and the line that say so (`content/2025-W12/call.md:4`); may be empty.
    """

    name: str
    value: str
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer.

    Attributes:
        subject: a path relative to the project, or of a page its address.
        kind: what that is.
        title: of the text or page, or empty.
        facts: in the order in which they are told.
    """

    subject: str
    kind: Kind
    title: str = ""
    facts: tuple[Fact, ...] = ()


def place_of(path: PurePosixPath | str, line: int | None) -> str:
    """A place in a file of the project."""
    return f"{path}:{line}" if line else str(path)
