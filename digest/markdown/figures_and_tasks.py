"""The last changes to tokens before they are rendered: figures, boxes of tasks, names of blocks, headings in notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = ("file", "wiki", "root")


def shape(tokens: list[Token]) -> None:
    """Make a figure of each paragraph that is one image of the project, and put its box before a task's text.

    The name of a block goes before what it names: its text, or where it is a paragraph of its own, the block before.
    Expects the destinations that `links.survey` leaves.
    """
    _place_names(tokens)
    for index, token in enumerate(tokens):
        if token.type == "paragraph_open" and not token.hidden:
            _figure(token, tokens[index + 1], tokens[index + 2])
        elif token.type == "list_item_open" and "checked" in token.meta:
            token.attrs = {"class": "task-item"}
            _task(token, tokens[index + 1 : index + 3])
        elif token.type == "bullet_list_open":
            token.attrs = {}


def flatten_headings(tokens: Sequence[Token]) -> None:
    """Make paragraphs of headings: a note has no place in the outline of the page."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"


def _figure(opening: Token, inline: Token, closing: Token) -> None:
    children = inline.children or ()
    if not any(child.type == "image" for child in children):
        return
    shown = [child for child in children if child.type not in ("private", "block_id")]
    if len(shown) != 1 or shown[0].type != "image" or shown[0].meta["to"].kind not in _SHOWN:
        return
    opening.type, opening.tag = "figure_open", "figure"
    closing.type, closing.tag = "figure_close", "figure"
    title = str(shown[0].attrs.pop("title", ""))
    if title:
        shown += [
            Token("figcaption_open", "figcaption", 1),
            Token("text", "", 0, content=title),
            Token("figcaption_close", "figcaption", -1),
        ]
    inline.children = shown


def _place_names(tokens: list[Token]) -> None:
    """Put the name of a block before what it names."""
    for index in range(len(tokens) - 1, -1, -1):
        children = tokens[index].children
        if tokens[index].type != "inline" or not children or children[-1].type != "block_id":
            continue
        name = children.pop()
        alone = not children and tokens[index - 1].type == "paragraph_open"
        before = _block_before(tokens, index - 1) if alone else None
        if before is None:
            children.insert(0, name)
        else:
            del tokens[index - 1 : index + 2]
            tokens.insert(before, Token("block_name", "div", 0, meta=name.meta, block=True))


def _block_before(tokens: Sequence[Token], index: int) -> int | None:
    """Where the block before a token begins that stands in the same block as it."""
    level = tokens[index].level
    for before in range(index - 1, -1, -1):
        token = tokens[before]
        if token.level < level:
            return None
        if token.level == level and token.nesting >= 0 and token.type != "block_name":
            return before
    return None


def _task(item: Token, following: Sequence[Token]) -> None:
    box = Token("task", "", 0, meta={"checked": item.meta["checked"]})
    for token in following:
        if token.type == "inline":
            token.children = [box, *(token.children or ())]
            return
