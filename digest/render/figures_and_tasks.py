"""Passes over tokens before they are written as HTML: figures, boxes of tasks, headings in comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

from digest.markdown.marks import TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

_OF_THE_PROJECT = ("file", "wiki", "root")
"""Kinds of destinations whose images are shown; of another host's image only a link is."""

_HIDDEN = frozenset(token.name for token in TOKENS.values() if token.is_hidden)
_BEGIN_FIGURES = _HIDDEN | {"image"}


def place_figures_and_tasks(tokens: Sequence[Token]) -> None:
    """Make a figure of each paragraph that is one image of the project, and put its box before a task's text.

    Expects the destinations that `links.resolve_links` leaves.
    """
    for index, token in enumerate(tokens):
        children = tokens[index + 1].children if token.type == "paragraph_open" and not token.hidden else None
        if children and children[0].type in _BEGIN_FIGURES:
            _figure(token, tokens[index + 1], tokens[index + 2])
        elif token.type == "list_item_open" and "checked" in token.meta:
            token.attrs = {"class": "task-item"}
            _task(token, tokens[index + 1 : index + 3])
        elif token.type == "bullet_list_open":
            token.attrs = {}


def flatten_headings(tokens: Sequence[Token]) -> None:
    """Make paragraphs of headings, as in a comment, which has no place in the outline of the page."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"


def _figure(opening: Token, inline: Token, closing: Token) -> None:
    visible = [child for child in inline.children or () if child.type not in _HIDDEN]
    if len(visible) != 1 or visible[0].type != "image" or visible[0].meta["destination"].kind not in _OF_THE_PROJECT:
        return
    opening.type, opening.tag = "figure_open", "figure"
    closing.type, closing.tag = "figure_close", "figure"
    title = str(visible[0].attrs.pop("title", ""))
    if title:
        visible += [
            Token("figcaption_open", "figcaption", 1),
            Token("text", "", 0, content=title),
            Token("figcaption_close", "figcaption", -1),
        ]
    inline.children = visible


def _task(item: Token, following: Sequence[Token]) -> None:
    box = Token("task", "", 0, meta={"checked": item.meta["checked"]})
    for token in following:
        if token.type == "inline":
            token.children = [box, *(token.children or ())]
            return
