"""A file of `content/` as checks see it, and what they find out about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markdown_it.token import Token

from digest.annotations import Annotations
from digest.articles.kinds import is_article
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.article import Article, rights_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedText:
    r"""A file, read as it is published.

    Attributes:
        article: what it says.
        config: the options of the project.
        text: the whole file, `\n` line ends.
        tokens: of the body.
        annotations: of the body.
    """

    article: Article
    config: Config
    text: str
    tokens: Sequence[Token]
    annotations: Annotations

    def on_line(self, line: int, part: str = "") -> Location:
        """The place of a line of the file, with carets under the first part of it that reads like this."""
        lines = self.text.split("\n")
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        column = text.find(part) + 1 if part else 0
        path = self.article.path
        return Location(path=path, line=line, column=column or None, length=max(1, len(part)), text=text)

    def published_tokens(self) -> Iterator[tuple[int, Token]]:
        """Each inline token of a body that is published whole, with the line of the file on which it stands.

        Of the others only words of passages are published, without their links and images.
        """
        front_matter, path = self.article.front_matter, self.article.path
        whole = not is_article(path) or rights_of(front_matter, self.config.rights) == "full"
        for token in self.tokens if whole else ():
            line = self.article.body_line + (token.map[0] if token.map else 0)
            for child in token.children or ():
                line += child.type in ("softbreak", "hardbreak")
                yield line, child


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is known of an article to compare it with the others.

    Attributes:
        slug: the last part of its address.
        sketch: the name under which its sketch is stored.
        day: of publication.
        length: of its text, in code points.
        duplicate_of: what it says of that itself; empty where it is nobody's, None where it says nothing.
    """

    slug: str
    sketch: str
    day: date | None = None
    length: int = 0
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStory:
    """The story that a person put a text into: its name as readers see it, and the line that gives it."""

    name: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFindings:
    """What was found out about a file.

    Attributes:
        problems: those that the file alone shows.
        base: the name of what the converter last wrote of it; empty where it was not converted.
        passages: what people marked in it, plain text; empty without a base.
        quoted: what its front matter quotes and its text does not say; empty without a base.
        compared: None of what is not an article, and of drafts.
        story: None of these too, and where it names none.
    """

    problems: tuple[Problem, ...] = ()
    base: str = ""
    passages: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    compared: Compared | None = None
    story: NamedStory | None = None
