"""Names of blocks, as Obsidian writes them: a `^name` behind the last word of a block, which is not shown.

A name in a paragraph of its own names the block before it. `[[note#^name]]` leads to a named block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from digest.markdown.ids import Ids, block_anchor
from digest.markdown.rules.declaration import NOTHING, HtmlContext, InlineRule, Mark, TokenType, content_end
from digest.markdown.rules.notes import is_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline

_WRITTEN_ID = re.compile(r"\^([A-Za-z0-9-]{1,64})[ \t]*", re.ASCII)

_ID: Final = "block_id"
_ID_OF_BLOCK_BEFORE: Final = "block_name"


def _block_id(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read the `^name` at the end of a block, with the white space before it."""
    match = _WRITTEN_ID.match(state.src, state.pos)
    if match is None or match.end() != len(state.src) or is_inside(state.env):
        return False
    if state.pos and not state.src[state.pos - 1].isspace():
        return False
    if not silent:
        start = len(state.src[: state.pos].rstrip())
        state.pending = state.pending.rstrip()
        if not state.pending and state.tokens and state.tokens[-1].type == "softbreak":
            state.tokens.pop()
        token = state.push(_ID, "", 0)
        token.content = state.src[start:]
        token.meta["name"] = match[1]
    state.pos = match.end()
    return True


def place_block_ids(tokens: list[Token], blocks: Sequence[Token]) -> None:
    """Put the id of each named block before what it names; if two are equal, only the first counts.

    An id stands before the text of its block. An id in a paragraph of its own stands before the preceding block.

    Args:
        tokens: of a body.
        blocks: those of them that hold markup, as `plain.blocks_with_markup` gives them.
    """
    if not _give_anchors(blocks):
        return
    for index in range(len(tokens) - 1, -1, -1):
        children = tokens[index].children
        if tokens[index].type != "inline" or not children or children[-1].type != _ID:
            continue
        block_id = children.pop()
        is_only_text = not children and tokens[index - 1].type == "paragraph_open"
        before = _block_before(tokens, index - 1) if is_only_text else None
        if before is None:
            children.insert(0, block_id)
        else:
            del tokens[index - 1 : index + 2]
            tokens.insert(before, Token(_ID_OF_BLOCK_BEFORE, "div", 0, meta=block_id.meta, block=True))


def _give_anchors(blocks: Sequence[Token]) -> bool:
    """Give the first of equal names its anchor; whether there are any names."""
    ids, named = Ids(), False
    for block in blocks:
        last = block.children[-1] if block.children else None
        if last is not None and last.type == _ID:
            named = True
            wanted = block_anchor(last.meta["name"])
            if ids.take(wanted) == wanted:
                last.meta["anchor"] = wanted
    return named


def _block_before(tokens: Sequence[Token], index: int) -> int | None:
    """The index at which the preceding block begins that stands in the same block as a token; None without one."""
    level = tokens[index].level
    for before in range(index - 1, -1, -1):
        token = tokens[before]
        if token.level < level:
            return None
        if token.level == level and token.nesting >= 0 and token.type != _ID_OF_BLOCK_BEFORE:
            return before
    return None


def _id_html(token: Token, _: HtmlContext) -> str:
    anchor = token.meta.get("anchor")
    return f'<span id="{anchor}" class="block-id"></span>' if anchor else ""


def _id_of_block_before_html(token: Token, _: HtmlContext) -> str:
    anchor = token.meta.get("anchor")
    return f'<div id="{anchor}" class="block-id"></div>\n' if anchor else ""


BLOCK_ID: Final = Mark(
    name="block id",
    example="A text with a name. ^its-name",
    rules=(InlineRule(name="block_id", opens="^", read=_block_id),),
    tokens=(
        TokenType(name=_ID, is_hidden=True, source_end=content_end, page=_id_html, feed=NOTHING),
        TokenType(name=_ID_OF_BLOCK_BEFORE, page=_id_of_block_before_html, feed=NOTHING),
    ),
    escapes=r"(?<! (?u:\S) ) \^ (?= [A-Za-z0-9-]+ $ )",
    elements={"span": frozenset({"id", "class"}), "div": frozenset({"id", "class"})},
)
