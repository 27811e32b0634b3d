"""What a page that annotates asks for -> an edit of an article, and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Final

from digest.annotations.edit_annotations import add_annotation, add_reply, change_note, delete_annotation, read_note
from digest.annotations.refusals import Refusal
from digest.articles.front_matter import split
from digest.model.annotation import CONTEXT, TextQuoteSelector
from digest.serve.article_writes import ArticleWriter, Kind, NotWritten, Written, in_body

ADDRESS: Final = "/-/annotations"

_STATUS: Final[Mapping[Kind, HTTPStatus]] = {
    "wrong": HTTPStatus.BAD_REQUEST,
    "moved": HTTPStatus.CONFLICT,
    "refused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "failed": HTTPStatus.INTERNAL_SERVER_ERROR,
}

Edit = Callable[[str], "str | Refusal"]
"""A body -> the new body, or why it cannot be made."""


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
    return _answer_to(writer.write(request.get("path"), request.get("fingerprint"), in_body(edit)))


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
