"""What a page asks for: a JSON request -> an edit of an article, and its result as JSON."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from tornado import web

from digest.annotations.edit_annotations import add_annotation, add_reply, change_note, delete_annotation, read_note
from digest.annotations.refusals import Refusal
from digest.articles.front_matter import split
from digest.model.annotation import CONTEXT, TextQuoteSelector
from digest.serve.article_writes import ArticleWriter, Kind, NotWritten, Written
from digest.serve.write_access import refusal

ADDRESS: Final = "/-/annotations"

_STATUS: Final[Mapping[Kind, HTTPStatus]] = {
    "wrong": HTTPStatus.BAD_REQUEST,
    "moved": HTTPStatus.CONFLICT,
    "refused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "failed": HTTPStatus.INTERNAL_SERVER_ERROR,
}

Edit = Callable[[str], "str | Refusal"]


class AnnotationRequests(web.RequestHandler):
    """Answers the requests of pages that annotate."""

    def initialize(self, writer: ArticleWriter, token: str, port: int) -> None:
        """Take the writer, and what a request must carry."""
        self._writer, self._token, self._port = writer, token, port

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
        """Make the edit that is asked for."""
        request = _request(self.request.body)
        if request is None:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "the request is not an object of JSON"})
            return
        # In a thread: it may wait for a conversion that is writing to content/.
        status, answer = await asyncio.to_thread(respond, self._writer, request)
        self._answer(status, answer)

    def _answer(self, status: int, answer: Mapping[str, str]) -> None:
        self.set_status(status)
        self.finish(json.dumps(answer))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say the status alone, without a traceback."""
        self.finish(json.dumps({"error": f"{status_code} {self._reason}"}))


def respond(writer: ArticleWriter, request: Mapping[str, object]) -> tuple[int, Mapping[str, str]]:
    """The status and the answer to a request.

    Args:
        writer: of articles.
        request: `action` (`add`, `change`, `reply`, `delete`, `read` or `undo`) and what it needs: `path` and
            `fingerprint` of the article; `anchor`, the id of an element of its page; `quote`, `prefix` and `suffix` of
            a passage; `note` and `author`; `undo`, the name of a write.
    """
    action = request.get("action")
    if action == "undo":
        return _answer_to(writer.undo(request.get("undo")))
    if action == "read":
        return _read(writer, request)
    edit = _edit(action, request)
    if edit is None:
        return HTTPStatus.BAD_REQUEST, {"error": "the request asks for nothing that can be done"}
    return _answer_to(writer.write(request.get("path"), request.get("fingerprint"), edit))


def _edit(action: object, request: Mapping[str, object]) -> Edit | None:
    """The edit of a body that a request asks for; None if it is none."""
    names = ("anchor", "quote", "prefix", "suffix", "note", "author")
    given = {name: request.get(name, "") for name in names}
    texts = {name: value for name, value in given.items() if isinstance(value, str)}
    if len(texts) < len(names):
        return None
    match action:
        case "add":
            before, after = texts["prefix"][-CONTEXT:], texts["suffix"][:CONTEXT]
            quote = TextQuoteSelector(exact=texts["quote"], prefix=before, suffix=after)
            return partial(add_annotation, quote=quote, note=texts["note"], author=texts["author"])
        case "change":
            return partial(change_note, anchor_id=texts["anchor"], note=texts["note"], author=texts["author"])
        case "reply":
            return partial(add_reply, note_id=texts["anchor"], note=texts["note"], author=texts["author"])
        case "delete":
            return partial(delete_annotation, anchor_id=texts["anchor"])
        case _:
            return None


def _read(writer: ArticleWriter, request: Mapping[str, object]) -> tuple[int, Mapping[str, str]]:
    """The note that an element of a page shows, as it is typed."""
    current = writer.read(request.get("path"))
    if isinstance(current, NotWritten):
        return _answer_to(current)
    _, body, _ = split(current[1].decode("utf-8", "replace"))
    note = read_note(body, str(request.get("anchor", "")))
    if isinstance(note, Refusal):
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": note.reason}
    return HTTPStatus.OK, {"note": note}


def _answer_to(result: Written | NotWritten) -> tuple[int, Mapping[str, str]]:
    if isinstance(result, NotWritten):
        return _STATUS[result.kind], {"error": result.reason}
    return HTTPStatus.OK, {"fingerprint": result.fingerprint, "undo": result.undo}


def _request(body: bytes) -> Mapping[str, object] | None:
    try:
        request = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return request if isinstance(request, dict) else None
