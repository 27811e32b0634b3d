"""Where in the source of a block its plain text stands.

A block's inline tokens are walked with a cursor in the source they came from. Text stands there letter by letter;
what was written otherwise than it reads (an escape, an entity, a code span, a bare `<address>`, a wikilink) is one
piece that cannot be cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.markdown.parser import parser
from digest.markdown.plain import token_text
from digest.markdown.rules.wikilinks import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token

_WHOLE = ("autolink", MARKUP)
"""Links that cannot be cut: their text is written otherwise than it reads."""

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place between two code points of the plain text where something may be written into the source.

    Attributes:
        offset: in the plain text.
        at: in the block's source.
        within: which tokens are open there, so that a passage begins and ends within the same ones.
    """

    offset: int
    at: int
    within: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of source: how long its text is, whether it may be cut at each letter, and its token's type."""

    start: int
    end: int
    length: int
    letters: bool
    nesting: int
    type: str = ""


def passage(source: str, env: Mapping[str, Any], start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a block's source that reads as its plain text from start to end, or None if none nests.

    Of several the outermost is taken, so that a note's reference stands behind a link, not within it.
    """
    gaps = list(_gaps(source, env, {start, end}))
    ends = [gap for gap in reversed(gaps) if gap.offset == end]
    for first in (gap for gap in gaps if gap.offset == start):
        for last in ends:
            if first.within == last.within and first.at <= last.at:
                return (first.at, last.at)
    return None


def _gaps(source: str, env: Mapping[str, Any], wanted: set[int]) -> Iterator[Gap]:
    """The places at the wanted offsets of the plain text."""
    within: tuple[int, ...] = ()
    offset = 0
    for piece in pieces(source, env):
        if offset in wanted:
            yield Gap(offset=offset, at=piece.start, within=within)
        if piece.letters:
            for inner in sorted(wanted):
                if offset < inner < offset + piece.length:
                    yield Gap(offset=inner, at=piece.start + inner - offset, within=within)
        if piece.nesting > 0:
            within = (*within, piece.start)
        elif piece.nesting < 0:
            within = within[:-1]
        offset += piece.length
        if offset in wanted:
            yield Gap(offset=offset, at=piece.end, within=within)


def pieces(source: str, env: Mapping[str, Any]) -> Iterator[Piece]:
    """The block cut into pieces, or as many of them as can be told apart."""
    cursor = 0
    addressed = False
    for token in parser().inline.parse(source, parser(), dict(env), []):
        if token.type == "link_open" and token.markup in _WHOLE:
            addressed = True
            continue
        if addressed:
            if token.type == "text":
                length = len(token.content)
                continue
            addressed = False
            yield Piece(cursor, token.meta["end"], length, letters=False, nesting=0, type="link")
            cursor = token.meta["end"]
            continue
        end = _end(source, cursor, token)
        if end is None:
            return
        text = token.content if token.type == "text_special" else token_text(token)
        yield Piece(cursor, end, len(text), token.type == "text", token.nesting, token.type)
        cursor = end


def _end(source: str, cursor: int, token: Token) -> int | None:
    """Where the source of a token ends that begins at the cursor; None where that cannot be told."""
    match token.type:
        case "text":
            written = token.content
        case "text_special" | "em_open" | "em_close" | "strong_open" | "strong_close":
            written = token.markup
        case "s_open" | "s_close" | "mark_open" | "mark_close" | "del_open" | "del_close":
            written = token.markup
        case "private" | "note_ref" | "ins" | "block_id" | "math":
            written = token.content
        case "link_open":
            written = "["
        case "link_close" | "image":
            end: int = token.meta["end"]
            return end
        case "softbreak" | "hardbreak":
            found = _BREAK.match(source, cursor)
            return found.end() if found else None
        case "code_inline":
            close = re.compile(rf"(?<!`){token.markup}(?!`)").search(source, cursor + len(token.markup))
            return close.end() if close else None
        case _:
            return None
    return cursor + len(written) if source.startswith(written, cursor) else None
