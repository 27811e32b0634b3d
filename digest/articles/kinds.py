"""What a file of `content/` is, by its path, and how large it may be.

content/<any folder>/<slug>.md    an article; its date decides its week, not its folder
content/<week>/_index.md          the editor's introduction to that week (`2025-W12`)
content/topics/<topic>.md         the introduction to a topic
content/pages/<path>.md           a free page at /<path>/; `index.md` or `_index.md` stands for its folder
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final, Literal

Kind = Literal["articles", "weeks", "topics", "pages"]

FOLDER: Final = PurePosixPath("content")
PAGES: Final = FOLDER / "pages"
TOPICS: Final = FOLDER / "topics"

UNDATED: Final = "undated"
"""The folder, and the address, of articles without a date."""

MARKDOWN: Final = (".md", ".markdown")
"""How the names of texts end, in lower case; other files may be images that texts show."""

ASIDE: Final = ".new"
"""Behind the name of an article, for the version that waits beside it; no program takes such a file for an article."""

LARGEST_TEXT: Final = 16 * 2**20
"""Bytes of the largest text that any command reads or writes: a long novel has two million."""

LARGEST_IMAGE: Final = 64 * 2**20
"""Bytes of the largest image that is stored beside an article, and of the largest that is published."""


def is_text(path: PurePosixPath | str) -> bool:
    """Whether a file is a text, by the end of its name in any case."""
    return str(path).lower().endswith(MARKDOWN)


def kind_of(path: PurePosixPath | str) -> Kind:
    """The kind of text at a path."""
    parts = str(path).split("/")
    if len(parts) > 2 and parts[1] == PAGES.name:
        return "pages"
    if len(parts) > 2 and parts[1] == TOPICS.name:
        return "topics"
    return "weeks" if parts[-1].startswith("_index") and PurePosixPath(parts[-1]).stem == "_index" else "articles"


def is_article(path: PurePosixPath | str) -> bool:
    """Whether a text at a path is an article."""
    return kind_of(path) == "articles"
