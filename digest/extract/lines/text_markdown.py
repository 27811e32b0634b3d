"""The lines of a plain text that are kept, written as Markdown: subheads, lists, paragraphs and literal blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.extract.facts.document import Verdict
from digest.extract.lines.boilerplate import is_paragraph
from digest.extract.lines.headings import is_heading
from digest.markdown.escape import escape

_BULLET = re.compile(r"[-*•‣◦▪–]\s+")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
_MARKDOWN_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>\S.{0,118}?)\s*#*$")


def without_heading_marks(text: str) -> str:
    """A title as it is read where it is written as a heading of Markdown (`# The pier`)."""
    match = _MARKDOWN_HEADING.match(text)
    return match["text"] if match else text


def body_of(kept: Sequence[Verdict]) -> str:
    """The Markdown of the lines of an article."""
    return "".join(f"{block}\n" for block in _blocks(kept)).strip("\n") + "\n"


def _blocks(kept: Sequence[Verdict]) -> Iterator[str]:
    """The Markdown of each line."""
    for index, verdict in enumerate(kept):
        text = verdict.text
        following = kept[index + 1] if index + 1 < len(kept) else None
        if verdict.block:
            yield verdict.block
        elif bullet := _BULLET.match(text):
            is_last = following is None or bool(following.block) or not _BULLET.match(following.text)
            yield f"- {escape(text[bullet.end() :])}" + ("\n" if is_last else "")
        elif _is_numbered(kept, index):
            number = _NUMBER.match(text)
            assert number is not None
            yield f"{number[1]}. {escape(text[number.end() :])}" + ("" if _is_numbered(kept, index + 1) else "\n")
        elif heading := _MARKDOWN_HEADING.match(text):
            yield f"{'#' * max(2, len(heading['marks']))} {escape(heading['text'])}\n"
        elif index and following is not None and _is_text(following) and is_heading(text):
            yield f"## {escape(text)}\n"
        else:
            yield f"{escape(text)}\n"


def _is_text(following: Verdict) -> bool:
    """Whether a line can stand under a subhead."""
    return not following.block and is_paragraph(following.text)


def _is_numbered(kept: Sequence[Verdict], index: int) -> bool:
    """Whether a line is an item of a numbered list: it counts on from a neighbour, or a neighbour from it."""

    def number(at: int) -> int | None:
        match = _NUMBER.match(kept[at].text) if 0 <= at < len(kept) and not kept[at].block else None
        return int(match[1]) if match else None

    own = number(index)
    return own is not None and (number(index - 1) == own - 1 or number(index + 1) == own + 1)
