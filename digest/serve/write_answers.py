"""What became of a request that writes -> the status and the words of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from digest.errors import Problem
from digest.review.article_writer import CHANGED, LINK, NOT_WRITTEN, READ_ONLY, UNREADABLE

NOT_AN_ARTICLE: Final = Problem(message="This is not the path of an article.", code="not-an-article")

_STATUS: Final[Mapping[str, HTTPStatus]] = {
    NOT_AN_ARTICLE.code: HTTPStatus.BAD_REQUEST,
    LINK: HTTPStatus.BAD_REQUEST,
    CHANGED: HTTPStatus.CONFLICT,
    UNREADABLE: HTTPStatus.CONFLICT,
    READ_ONLY: HTTPStatus.INTERNAL_SERVER_ERROR,
    NOT_WRITTEN: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status by the code of a problem; any other problem says that the edit cannot be made."""


def status_of(problem: Problem) -> HTTPStatus:
    """The status that says why nothing was written."""
    return _STATUS.get(problem.code, HTTPStatus.UNPROCESSABLE_ENTITY)


def sentence(problem: Problem) -> str:
    """A problem in sentences for a page: the file, what is wrong with it, and what to do."""
    where = f"{problem.location} " if problem.location else ""
    hint = f"{problem.hint[0].upper()}{problem.hint[1:]}" if problem.hint else ""
    texts = (f"{where}{problem.message}", hint)
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in texts if text)
