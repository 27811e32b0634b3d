"""An answer: what is asked about, and facts of it, each with its reason and its place; in words and in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from digest.dataclass import dataclass

FORMAT: Final = 1
"""The number of the JSON's shape: a later digest may add keys, and raises it where one goes or changes."""

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


def not_published(reason: str, place: str = "") -> Fact:
    """The fact that something is not published."""
    return Fact(name="published", value="no", reason=reason, place=place)


def answer_lines(answer: Answer) -> Iterator[str]:
    """The lines of an answer: what is asked about, then a line for each fact, their names in one column."""
    yield f"{answer.subject}  {answer.title}".rstrip()
    width = max((len(fact.name) for fact in answer.facts), default=0)
    for before, fact in zip((None, *answer.facts), answer.facts, strict=False):
        name = "" if before and before.name == fact.name else fact.name
        yield f"  {name:{width}}  {_line(fact, answer.subject)}"


def answer_json(answer: Answer) -> str:
    """The answer as JSON."""
    text = json.dumps({"format": FORMAT, **asdict(answer)}, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace").decode()  # a file's name need not be Unicode


def _line(fact: Fact, subject: str) -> str:
    """A fact; a place in the file that is asked about is told by its line alone."""
    reason = f": {fact.reason}" if fact.reason else ""
    inside = fact.place == subject or fact.place.startswith(f"{subject}:")
    place = f"line {fact.place[len(subject) + 1 :]}" if inside and fact.place != subject else fact.place
    return f"{fact.value}{reason}" + (f" ({place})" if place and fact.place != subject else "")
