"""Where in the source of a block its plain text stands.

The inline tokens of a block are matched, one after the other, with the source they came from. Text stands there
letter by letter. What was written otherwise than it reads (an escape, an entity, a code span, an `<address>`, a
wikilink) is one piece that cannot be cut.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from digest.dataclass import dataclass
from digest.markdown.marks import TOKENS
from digest.markdown.parser import parser
from digest.markdown.plain import token_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place between two code points of the plain text where something may be written into the source.

    Attributes:
        offset: in the plain text.
        source_offset: in the block's source.
        open_tokens: where in the source each token begins that is open there. A passage must begin and end with the
            same ones.
    """

    offset: int
    source_offset: int
    open_tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block's source.

    Attributes:
        start: where it begins in the source.
        end: where it ends there.
        length: of its plain text, in code points.
        letters: whether it may be cut at each letter.
        nesting: 1 where a token opens, -1 where it closes, else 0.
        type: its token's; `link` for a link that cannot be cut.
    """

    start: int
    end: int
    length: int
    letters: bool
    nesting: int
    type: str = ""


def passage(source: str, env: Mapping[str, Any], start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a block's source that reads as its plain text from start to end, or None if none is well nested.

    Of several the outermost is taken, so that a note's reference stands behind a link, not within it.
    """
    gaps = list(_gaps(source, env, {start, end}))
    ends = [gap for gap in reversed(gaps) if gap.offset == end]
    for first in (gap for gap in gaps if gap.offset == start):
        for last in ends:
            if first.open_tokens == last.open_tokens and first.source_offset <= last.source_offset:
                return (first.source_offset, last.source_offset)
    return None


def _gaps(source: str, env: Mapping[str, Any], wanted: set[int]) -> Iterator[Gap]:
    """The places at the wanted offsets of the plain text."""
    opened: tuple[int, ...] = ()
    offset = 0
    for piece in pieces(source, env):
        if offset in wanted:
            yield Gap(offset=offset, source_offset=piece.start, open_tokens=opened)
        if piece.letters:
            for inner in sorted(wanted):
                if offset < inner < offset + piece.length:
                    yield Gap(offset=inner, source_offset=piece.start + inner - offset, open_tokens=opened)
        if piece.nesting > 0:
            opened = (*opened, piece.start)
        elif piece.nesting < 0:
            opened = opened[:-1]
        offset += piece.length
        if offset in wanted:
            yield Gap(offset=offset, source_offset=piece.end, open_tokens=opened)


def pieces(source: str, env: Mapping[str, Any]) -> Iterator[Piece]:
    """The block cut into pieces, or as many of them as can be told apart."""
    cursor = 0
    tokens = iter(parser().inline.parse(source, parser(), dict(env), []))
    for token in tokens:
        if token.type == "link_open" and "end" in token.meta:
            yield _whole_link(tokens, cursor, token.meta["end"])
            cursor = token.meta["end"]
            continue
        end = _end(source, cursor, token)
        if end is None:
            return
        yield Piece(cursor, end, len(token_text(token)), token.type == "text", token.nesting, token.type)
        cursor = end


def _whole_link(tokens: Iterator[Token], start: int, end: int) -> Piece:
    """A link whose text is written otherwise than it reads, so that it cannot be cut; takes its tokens."""
    inside = takewhile(lambda token: token.type != "link_close", tokens)
    return Piece(start, end, sum(len(token_text(token)) for token in inside), letters=False, nesting=0, type="link")


def _end(source: str, start: int, token: Token) -> int | None:
    """Where the source of a token ends that begins at `start`, or None if that cannot be told."""
    declared = TOKENS.get(token.type)
    return declared.source_end(source, start, token) if declared and declared.source_end else None
