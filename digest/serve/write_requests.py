"""Requests that write: who may send them is checked first, then they are read as JSON and answered as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from tornado import web

from digest.errors import Problem
from digest.review.article_writer import CHANGED, LINK, NOT_WRITTEN, READ_ONLY, UNREADABLE
from digest.serve.write_access import refusal

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

Respond = Callable[[Mapping[str, object]], tuple[int, Mapping[str, object]]]
"""What does the work: a request -> the status and the answer. It runs in a thread."""


class WriteRequests(web.RequestHandler):
    """Answers requests that write, each an object of JSON."""

    def initialize(self, respond: Respond, token: str, port: int) -> None:
        """Take what does the work, and what a request must carry."""
        self._respond, self._token, self._port = respond, token, port

    def set_default_headers(self) -> None:
        """Nothing of an answer is stored, guessed at, or given to another site."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        """Refuse who may not write, before the request is read."""
        refused = refusal(self.request.method or "", dict(self.request.headers), token=self._token, port=self._port)
        if refused is not None:
            self._answer(refused[0], {"error": refused[1]})

    async def post(self) -> None:
        """Do what is asked for."""
        request = _request(self.request.body)
        if request is None:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "the request is not an object of JSON"})
            return
        # In a thread: it may wait for a conversion that is writing to content/.
        status, answer = await asyncio.to_thread(self._respond, request)
        self._answer(status, answer)

    def _answer(self, status: int, answer: Mapping[str, object]) -> None:
        self.set_status(status)
        self.finish(json.dumps(answer))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say the status alone, without a traceback."""
        self.finish(json.dumps({"error": f"{status_code} {self._reason}"}))


def _request(body: bytes) -> Mapping[str, object] | None:
    try:
        request = json.loads(body.decode("utf-8"))
        json.dumps(request, ensure_ascii=False).encode("utf-8")  # half a character cannot be written to a file
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None


def status_of(problem: Problem) -> HTTPStatus:
    """The status that says why nothing was written."""
    return _STATUS.get(problem.code, HTTPStatus.UNPROCESSABLE_ENTITY)


def sentence(problem: Problem) -> str:
    """A problem in sentences for a page: the file, what is wrong with it, and what to do."""
    where = f"{problem.location} " if problem.location else ""
    hint = f"{problem.hint[0].upper()}{problem.hint[1:]}" if problem.hint else ""
    texts = (f"{where}{problem.message}", hint)
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in texts if text)
