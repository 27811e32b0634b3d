"""An answer in words for a person, and in JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from digest.why.fact import Answer, Fact

FORMAT: Final = 1
"""The number of the JSON's shape: a later digest may add keys, and raises it where one goes or changes."""


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
