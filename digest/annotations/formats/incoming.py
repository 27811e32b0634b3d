"""Annotations as they come from elsewhere, made safe to be written into an article.

All of it is somebody else's text. What could end a note early, hide a part of it or control a terminal is removed or
escaped; names and tags get the form that they have at the beginning of a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final

from digest.dataclass import dataclass
from digest.model.annotation import MACHINE, RESOLVED, Annotation, TextQuoteSelector

_OURS = re.compile(r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))|%%|(?<!\\)<!--", re.DOTALL)
_WIKILINK = re.compile(r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))|(?<!\\)\[\[", re.DOTALL)
_AS_TEXT: Final = {"%%": "%\\%", "[[": "\\[[", "<!--": "\\<!--"}
"""Marks of ours in somebody else's comment, and how they are written as text."""

_LONGEST_NAME: Final = 64
"""Code points of a name or tag."""

_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LABEL = re.compile(r"[\w.-]{1,64}")
_NOT_IN_NAME = re.compile(r"[^\w.-]+")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """An annotation of some page.

    Attributes:
        id: of the annotation in its own collection, or empty.
        parent: the id of the annotation that it replies to, or empty.
        address: of the page.
        annotation: what it says; of a note on the page as a whole the quotation is empty.
    """

    id: str
    parent: str
    address: str
    annotation: Annotation


def make_annotation(
    quote: TextQuoteSelector,
    *,
    comment: str = "",
    by: str = "",
    tags: Iterable[str] = (),
    day: date | None = None,
    label: str = "",
) -> Annotation:
    """An annotation whose comment stays within its note, and whose author, tags and day can be read back.

    Without a comment it has a note only if it has an author, a day or tags. A label that is taken, and `a1`, stand for
    any label that is free.
    """
    comment, by = safe_comment(comment), safe_name(by)
    tags = tuple(dict.fromkeys(filter(None, map(safe_tag, tags))))
    resolved = any(tag.lower() == RESOLVED for tag in tags)
    tags = tuple(tag for tag in tags if tag.lower() != RESOLVED)
    noted = comment or (by and by != MACHINE) or tags or day or resolved
    valid = label if _LABEL.fullmatch(label) else ""
    return Annotation(
        id=valid or ("a1" if noted else None),
        kind="highlight" if quote.exact.strip() else "note",
        quote=quote,
        comment=comment or None,
        by=by or None,
        tags=tags,
        day=day,
        resolved=resolved,
    )


def safe_comment(text: str) -> str:
    """Markdown without control characters, in which nothing is hidden: `%%` and `<!--` are text."""
    text = _CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = _OURS.sub(lambda match: match["code"] or _AS_TEXT[match[0]], text)
    return "\n".join(line if line.strip() else "" for line in text.split("\n"))


def without_wikilinks(comment: str) -> str:
    """A comment from a program that has no wikilinks: `[[x]]` in it names no file here, and is text."""
    return _WIKILINK.sub(lambda match: match["code"] or _AS_TEXT[match[0]], comment)


def as_written(comment: str) -> str:
    """A comment as it stood before `safe_comment`, for formats whose readers know nothing of our marks."""
    for mark, text in _AS_TEXT.items():
        comment = comment.replace(text, mark)
    return comment


def safe_text(text: str) -> str:
    """Plain text without control characters."""
    return _CONTROL_CHARACTERS.sub("", text)


def safe_name(name: str) -> str:
    """A reviewer's name as a note's head has it: `acct:ann@example.org` is `ann`, `Ann Lee` is `Ann-Lee`."""
    account = name.strip().removeprefix("acct:").removeprefix("mailto:")
    if "://" in account:
        account = account.rstrip("/").rpartition("/")[2]
    local = account.partition("@")[0] or account
    return _NOT_IN_NAME.sub("-", local[:_LONGEST_NAME]).strip("-.")


def safe_tag(tag: str) -> str:
    """A tag as a note's head has it: `peer review` is `peer-review`."""
    return _NOT_IN_TAG.sub("-", tag.strip().removeprefix("#")[:_LONGEST_NAME]).strip("-/")


def day_of(text: object) -> date | None:
    """The day of a time, in UTC; a time without zone is taken as it stands."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        return None
