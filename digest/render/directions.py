"""Blocks in another direction or language than the text around them, told from their letters and words."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

from digest.classify.direction import direction_in, mixes
from digest.classify.language import guess_language, reads_as
from digest.dataclass import dataclass
from digest.markdown.plain import inline_text
from digest.markdown.rules.callouts import CALLOUT_OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from digest.model.words import Direction

_OUTER: Final = frozenset({"blockquote_open", CALLOUT_OPEN, "bullet_list_open", "ordered_list_open", "list_item_open"})
_INNER: Final = frozenset({"paragraph_open", "heading_open", "th_open", "td_open"})


@dataclass(slots=True)
class _Block:
    """A block that may get a direction.

    Attributes:
        token: that opens it; None for the text as a whole.
        blocks: those within it.
        ways: the directions of its lines.
    """

    token: Token | None
    blocks: list[_Block] = field(default_factory=list)
    ways: set[Direction] = field(default_factory=set)


def place_directions(tokens: Sequence[Token], around: Direction) -> None:
    """Give the outermost blocks that run the other way throughout their direction, as the attribute `dir`.

    A quotation or list so has its bar or bullets on the right side. Most texts have no letter of the other direction,
    and cost one look at each of their lines.

    Args:
        tokens: of a body or comment.
        around: the direction in which the text as a whole is shown.
    """
    if mixes("\n".join([token.content for token in tokens if token.type == "inline"]), around):
        _place(_tree(tokens), around)


def place_languages(tokens: Sequence[Token], around: str) -> None:
    """Give quotations in another language its tag, as the attribute `lang`, where their words tell it for sure.

    A quotation in Chinese characters alone may be Japanese, and stays as it is within a Japanese text.

    Args:
        tokens: of a body.
        around: the tag of the body's language.
    """
    own = around.split("-", maxsplit=1)[0].lower()
    outer, texts = None, list[str]()
    for token in tokens:
        if outer is None and token.type == "blockquote_open":
            outer, texts = token, []
        elif outer is not None and token.type == "inline":
            texts.append(inline_text(token.children or ()))
        elif outer is not None and token.type == "blockquote_close" and token.level == outer.level:
            text = "\n".join(texts)
            told = None if reads_as(text, own) else guess_language(text)
            if told and told != own and (told, own) != ("zh", "ja"):
                outer.attrSet("lang", told)
            outer = None


def comment_direction(tokens: Sequence[Token]) -> Direction | None:
    """The direction of most letters of a comment; None where it has none."""
    return direction_in("\n".join(inline_text(token.children or ()) for token in tokens if token.type == "inline"))


def _tree(tokens: Sequence[Token]) -> _Block:
    """The blocks of a text within each other, with the directions of their lines."""
    root = _Block(None)
    opened: list[tuple[str, _Block]] = [("", root)]
    for token in tokens:
        if token.type in _OUTER or (token.type in _INNER and not token.hidden):
            block = _Block(token)
            opened[-1][1].blocks.append(block)
            opened.append((token.type.replace("_open", "_close"), block))
        elif token.type == opened[-1][0]:
            opened.pop()
        elif token.type == "inline":
            way = direction_in(inline_text(token.children or ()))
            for _, block in opened:
                block.ways.update((way,) if way else ())
    return root


def _place(block: _Block, around: Direction) -> None:
    way = next(iter(block.ways)) if len(block.ways) == 1 else around
    if block.token is not None and way != around:
        block.token.attrSet("dir", way)
        around = way
    for inner in block.blocks:
        if inner.ways - {around}:
            _place(inner, around)
