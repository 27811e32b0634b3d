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


def outside_problems(
    answers: Mapping[str, Answer], places: Callable[[str], Sequence[Location | None]]
) -> Iterator[Problem]:
    """A problem for each place that links to what is not as it should be; for others no place is asked for."""
    for address, answer in answers.items():
        problem = _problem(address, answer)
        if problem is not None:
            yield from (replace(problem, location=place) for place in places(address))


def _problem(address: str, answer: Answer) -> Problem | None:
    match answer.verdict:
        case "dead":
            return _dead(address, answer)
        case "private":
            return Problem(
                message=f"the link {address} leads to a place that readers cannot reach: {answer.reason}",
                hint="take the link out, or name a public address",
                severity="warning",
                code="private-outside-link",
            )
        case "refused":
            return Problem(
                message=f"the link {address} was not opened for a program: {_status(answer.status)}",
                hint="open it yourself; if it is good, switch this code off for its line",
                severity="warning",
                code="refused-outside-link",
            )
        case "unreachable":
            return Problem(
                message=f"the link {address} could not be reached: {answer.reason or _status(answer.status)}",
                hint="it may be for a while: look again on another day",
                severity="warning",
                code="unreachable-outside-link",
            )
        case "good":
            return _moved(address, answer) if answer.moved_to else None


def _dead(address: str, answer: Answer) -> Problem:
    copy = f"link to its copy: {answer.archived}" if answer.archived else "the Wayback Machine has no copy of it"
    return Problem(
        message=f"the link {address} is dead: {_status(answer.status)}",
        hint=copy if answer.archived else f"{copy}; find where the page went, or take the link out",
        code="dead-outside-link",
    )


def _moved(address: str, answer: Answer) -> Problem:
    new = answer.moved_to if len(answer.moved_to) <= _LONGEST else f"{answer.moved_to[:_LONGEST]}…"
    lost = urlsplit(address).path.strip("/") and not urlsplit(answer.moved_to).path.strip("/")
    return Problem(
        message=f"the link {address} moved for good, to {new}",
        hint="that is the front page: see whether the text is still there" if lost else "write the new address",
        severity="warning",
        code="moved-outside-link",
    )


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
