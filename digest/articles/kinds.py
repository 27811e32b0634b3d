"""What a file of `content/` is, by its path.

content/<any folder>/<slug>.md    an article; its date decides its week, not its folder
content/<week>/_index.md          the editor's introduction to that week (`2025-W12`)
content/topics/<topic>.md         the introduction to a topic
content/pages/<path>.md           a free page at /<path>/; `index.md` or `_index.md` stands for its folder
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, Literal

Shelf = Literal["articles", "weeks", "topics", "pages"]

FOLDER: Final = PurePosixPath("content")
PAGES: Final = FOLDER / "pages"
TOPICS: Final = FOLDER / "topics"

UNDATED: Final = "undated"
"""The folder, and the address, of articles without a date."""

MARKDOWN: Final = (".md", ".markdown")
"""How the names of texts end; other files may be images that texts show."""


def shelf_of(path: PurePosixPath) -> Shelf:
    """The kind of text that stands at a path."""
    parts = path.parts
    if len(parts) > 2 and parts[1] == PAGES.name:
        return "pages"
    if len(parts) > 2 and parts[1] == TOPICS.name:
        return "topics"
    return "weeks" if path.stem == "_index" else "articles"


def is_article(path: PurePosixPath) -> bool:
    """Whether an article stands at a path."""
    return shelf_of(path) == "articles"
