"""Links to articles that stand in properties: a `[[wikilink]]` as Obsidian writes it, a link of Markdown, or a name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from digest.model.rendering import Reference

_WIKILINK: Final = re.compile(r"!?\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]")
_LINK: Final = re.compile(r"\[[^\[\]]*\]\(<?([^()<>#]+)(?:#[^()<>]*)?>?\)")


def link_in(text: str, line: int) -> Reference:
    """The reference that a property's text is; a text without marks is the name of what it leads to.

    Args:
        text: as it is written.
        line: 1-based within the body, as of a reference; before it for a property.
    """
    text = text.strip()
    if link := _LINK.fullmatch(text):
        return Reference(target=unquote(link[1].strip()), line=line, image=False)
    wikilink = _WIKILINK.fullmatch(text)
    return Reference(target=wikilink[1].strip() if wikilink else text, line=line, image=False, wiki=True)


def name_in(text: str) -> str:
    """A name as readers see it: of a wikilink its words, or what it leads to."""
    wikilink = _WIKILINK.fullmatch(text.strip())
    return " ".join(((wikilink[2] or wikilink[1]) if wikilink else text).split())
