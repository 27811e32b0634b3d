"""The last changes to tokens before they are rendered: figures, the boxes of tasks, headings within notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = ("file", "root")


def shape(tokens: Sequence[Token]) -> None:
    """Make a figure of each paragraph that is one image of the project, and put its box before a task's text.

    Expects the destinations that `links.survey` leaves.
    """
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
    shown = [child for child in inline.children or () if child.type != "private"]
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


def _task(item: Token, following: Sequence[Token]) -> None:
    box = Token("task", "", 0, meta={"checked": item.meta["checked"]})
    for token in following:
        if token.type == "inline":
            token.children = [box, *(token.children or ())]
            return
