"""Where hidden text begins that never ends, so that nothing behind it may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from digest.dataclass import dataclass
from digest.markdown.note_definitions import definitions
from digest.markdown.parser import LONGEST, normalised, parse
from digest.markdown.rules.hidden_text import UNCLOSED
from digest.markdown.rules.math import MATH
from digest.markdown.rules.notes import comment_env
from digest.markdown.rules.private import may_hold_private, without_private

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

_DELIMITERS: Final = ("%%", "<!--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclosed:
    """A delimiter without its partner.

    Attributes:
        delimiter: `%%` or `<!--`.
        offset: where it stands in the body, in code points.
    """

    delimiter: str
    offset: int


def first_unclosed(body: str, *, math: bool = False) -> Unclosed | None:
    r"""The first opening delimiter of a body whose hidden text does not end in the same block; None without one.

    Where its column cannot be told, as in a note, the first delimiter of its kind from its line on is given.

    Args:
        body: Markdown, `\n` line ends.
        math: whether it may hold formulas.
    """
    if not may_hold_private(body):
        return None
    if len(body) > LONGEST:  # shown as it is written, so code does not count
        return _first_of([(0, delimiter, "") for delimiter in _DELIMITERS if delimiter in without_private(body)], body)
    env: dict[str, Any] = {MATH: True} if math else {}
    tokens = parse(body, env)
    return _first_of([*_in_blocks(tokens), *_in_notes(env)], normalised(body))


def _in_blocks(tokens: Iterable[Token]) -> Iterator[tuple[int, str, str]]:
    """The line of each unclosed delimiter, from 0, the delimiter, and what follows it on the line of its block."""
    number = 0
    for token in tokens:
        number = token.map[0] if token.map else number
        if token.type != "inline" or not may_hold_private(token.content):
            continue
        for child, source in _inline(token.children or (), token.content):
            at = child.meta["offset"]
            rest = source[at:].partition("\n")[0] if source is token.content else ""
            above = token.content.count("\n", 0, at) if rest else 0
            yield number + above, child.content, rest


def _inline(children: Iterable[Token], source: str) -> Iterator[tuple[Token, str]]:
    """The unclosed delimiters among inline tokens, each with the text that its offset counts in, if it is known."""
    for child in children:
        if child.type == UNCLOSED:
            yield child, source
        yield from _inline(child.children or (), "")
        if definition := child.meta.get("definition"):
            yield from _inline(_comment_tokens(definition.comment, {}), "")


def _in_notes(env: Mapping[str, Any]) -> Iterator[tuple[int, str, str]]:
    for definition in definitions(env):
        if may_hold_private(definition.comment):
            for child, _ in _inline(_comment_tokens(definition.comment, env), ""):
                yield definition.line - 1, child.content, ""


def _comment_tokens(comment: str, env: Mapping[str, Any]) -> Iterator[Token]:
    for token in parse(comment, comment_env(env)):
        yield from token.children or ()


def _first_of(candidates: Iterable[tuple[int, str, str]], body: str) -> Unclosed | None:
    lines = body.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    offsets = [
        (_offset(body, starts[line], lines[line], delimiter, rest), delimiter) for line, delimiter, rest in candidates
    ]
    if not offsets:
        return None
    offset, delimiter = min(offsets)
    return Unclosed(delimiter=delimiter, offset=offset)


def _offset(body: str, start: int, line: str, delimiter: str, rest: str) -> int:
    column = line.rfind(rest) if rest else -1
    return start + column if column >= 0 else max(body.find(delimiter, start), 0)
