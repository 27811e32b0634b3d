"""What a page that annotates asks for -> an edit of an article, and its result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final

from digest.annotations.edit_annotations import add_annotation, add_reply, change_note, delete_annotation, read_note
from digest.annotations.refusals import Refusal
from digest.articles.front_matter import split
from digest.errors import Problem
from digest.model.annotation import CONTEXT, TextQuoteSelector
from digest.review.article_writer import ArticleWriter, Edit, Written
from digest.review.typed_values import refused
from digest.serve.write_access import article_path
from digest.serve.write_requests import NOT_AN_ARTICLE, sentence, status_of

ADDRESS: Final = "/-/annotations"

_NOT_UTF8: Final = Refusal("The file is not UTF-8. Save it as UTF-8 in your editor.")

BodyEdit = Callable[[str], "str | Refusal"]
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
    path = article_path(request.get("path"))
    if path is None:
        return _answer_to(NOT_AN_ARTICLE)
    return _answer_to(writer.write(path, request.get("fingerprint"), in_body(edit)))


def in_body(edit: BodyEdit) -> Edit:
    """An edit of a body as one of the whole text: the front matter, and what marks the encoding, stay as they are."""

    def edit_text(text: str, _: PurePosixPath) -> str | Problem:
        body = split(text)[1]
        result = edit(body) if _is_utf8(text) else _NOT_UTF8
        return refused(result.reason) if isinstance(result, Refusal) else text[: len(text) - len(body)] + result

    return edit_text


def _is_utf8(text: str) -> bool:
    """Whether the file of a text was UTF-8; bytes that are not stand as lone surrogates in it."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def _edit(action: object, request: Mapping[str, object]) -> BodyEdit | None:
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
    path = article_path(request.get("path"))
    current = NOT_AN_ARTICLE if path is None else writer.read(path)
    if isinstance(current, Problem):
        return _answer_to(current)
    _, body, _ = split(current.decode("utf-8", "replace"))
    note = read_note(body, str(request.get("anchor", "")))
    if isinstance(note, Refusal):
        return HTTPStatus.UNPROCESSABLE_ENTITY, {"error": note.reason}
    return HTTPStatus.OK, {"note": note}


def _answer_to(result: Written | Problem) -> tuple[int, Mapping[str, str]]:
    if isinstance(result, Problem):
        return status_of(result), {"error": sentence(result)}
    return HTTPStatus.OK, {"fingerprint": result.seen, "undo": result.undo}
