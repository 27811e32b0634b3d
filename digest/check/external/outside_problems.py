"""Answers -> problems: what is dead, moved, refused or out of reach, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from digest.check.external.answer import Answer
from digest.errors import Location, Problem

_LONGEST: Final = 200
"""Characters of an address that a host wrote, as a message shows it."""

_NO_COPY: Final = "the Wayback Machine has no copy of it; find where the page went, or take the link out"


def outside_problems(
    answers: Mapping[str, Answer], places: Callable[[str], Sequence[Location | None]]
) -> Iterator[Problem]:
    """A problem for each place that links to what is not as it should be; for others no place is asked for."""
    for address, answer in answers.items():
        problem = _problem(address, answer)
        if problem is not None:
            yield from (replace(problem, location=place) for place in places(address))


def _problem(address: str, answer: Answer) -> Problem | None:
    link, status = f"the link {address}", _status(answer.status)
    match answer.verdict:
        case "dead":
            copy = f"link to its copy: {answer.archived}" if answer.archived else _NO_COPY
            return Problem(message=f"{link} is dead: {status}", hint=copy, code="dead-outside-link")
        case "private":
            message = f"{link} leads to a place that readers cannot reach: {answer.reason}"
            return _warning(message, "take the link out, or name a public address", code="private-outside-link")
        case "refused":
            hint = "open it yourself; if it is good, switch this code off for its line"
            return _warning(f"{link} was not opened for a program: {status}", hint, code="refused-outside-link")
        case "unreachable":
            message = f"{link} could not be reached: {answer.reason or status}"
            hint = "it may be for a while: look again on another day"
            return _warning(message, hint, code="unreachable-outside-link")
        case "good" if answer.moved_to:
            new = answer.moved_to if len(answer.moved_to) <= _LONGEST else f"{answer.moved_to[:_LONGEST]}…"
            lost = urlsplit(address).path.strip("/") and not urlsplit(answer.moved_to).path.strip("/")
            hint = "that is the front page: see whether the text is still there" if lost else "write the new address"
            return _warning(f"{link} moved for good, to {new}", hint, code="moved-outside-link")
    return None


def _warning(message: str, hint: str, *, code: str) -> Problem:
    return Problem(message=message, hint=hint, severity="warning", code=code)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
