"""Wikilinks: `[[target]]`, as Obsidian writes them.

`[[target]]`, `[[target|words]]`, `[[target#Heading]]`, `[[target#^block]]` lead to a file of `content/` by its name,
`[[#Heading]]` within the page. `![[image.png]]` shows an image, and `![[image.png|300]]` shows it 300 pixels wide.
`![[text]]`, which embeds a text in Obsidian, is a link to it.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from digest.markdown.image_names import SHOWN
from digest.markdown.rules.declaration import InlineRule, Mark
from digest.markdown.rules.private import cuts_private, without_private

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_MARKUP: Final = "wikilink"
"""The `markup` of a wikilink's tokens."""

_LINK = re.compile(r"!?\[\[([^\[\]\n]{1,300})\]\]")
_BAR = re.compile(r"\\?\|")
_WIDTH = re.compile(r"(\d{1,4})(?:x\d{1,4})?", re.ASCII)


def _wikilink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read `[[…]]` or `![[…]]`: a link's tokens, or an image's."""
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None or cuts_private(match[1]):
        return False
    target, *words = (without_private(part).strip() for part in _BAR.split(match[1], maxsplit=1))
    label = "".join(words) or " > ".join(filter(None, target.split("#")))
    if not label or not target.strip("#"):
        return False
    if not silent:
        name = target.partition("#")[0].strip()
        if match[0][0] == "!" and PurePosixPath(name.lower()).suffix in SHOWN:
            _push_image(state, name, "".join(words), match.end())
        else:
            _push_link(state, target, label, match.end())
    state.pos = match.end()
    return True


def _push_link(state: StateInline, target: str, label: str, end: int) -> None:
    opening = state.push("link_open", "a", 1)
    opening.markup = _MARKUP
    opening.meta |= {"wiki": target, "end": end}
    state.push("text", "", 0).content = label
    state.push("link_close", "a", -1).markup = _MARKUP


def _push_image(state: StateInline, name: str, words: str, end: int) -> None:
    token = state.push("image", "img", 0)
    width = _WIDTH.fullmatch(words)
    token.attrs = {"width": width[1]} if width else {}
    token.children = [Token("text", "", 0, content=name if width or not words else words)]
    token.meta |= {"wiki": name, "end": end}


WIKILINK: Final = Mark(
    name="wikilink",
    example="See [[Other note|the other note]].",
    rules=(InlineRule(name="wikilink", opens="[!", read=_wikilink),),
    escapes=r"\[ (?= \[ )",
)
