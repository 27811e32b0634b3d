"""A file of `content/` as checks see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.config import Config
from digest.errors import Location
from digest.model.article import Article

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    r"""A file, read as it is published.

    Attributes:
        article: what it says.
        config: the options of the project.
        text: the whole file, `\n` line ends.
        tokens: of the body.
    """

    article: Article
    config: Config
    text: str
    tokens: Sequence[Token]

    def on_line(self, line: int, part: str = "") -> Location:
        """The place of a line of the file, with carets under the first part of it that reads like this."""
        lines = self.text.split("\n")
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        column = text.find(part) + 1 if part else 0
        path = self.article.path
        return Location(path=path, line=line, column=column or None, length=max(1, len(part)), text=text)
