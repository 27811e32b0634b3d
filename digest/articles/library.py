"""The files of `content/` as articles, introductions and pages; which of these a file is follows from its path."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from slugify import slugify

from digest.articles.draft_spellings import draft_warning
from digest.articles.front_matter import parse
from digest.articles.hidden_parts import conflict, published_part, unclosed_values
from digest.articles.kinds import FOLDER, PAGES, TOPICS, kind_of
from digest.articles.leftovers import leftover_warning
from digest.articles.private_values import without_private_values
from digest.dataclass import dataclass
from digest.errors import Location, Problem, has_errors
from digest.markdown.plain import plain_text
from digest.model.article import Article, FrontMatter, Slugs
from digest.model.card import Record
from digest.model.slug import has_own_letters, in_own_letters, portable
from digest.model.topic import UNSORTED
from digest.model.week import Week

MAX_SLUG: Final = 80
"""Code points of a slug made from a title: long enough to be told apart, short enough for every file system."""

MAX_BYTES: Final = 200
"""UTF-8 bytes of a slug in own letters: with what digest puts behind a name it fits 255 bytes, and decomposed, as some
systems store it, 255 UTF-16 units."""

_LONGEST: Final = 200
"""Code points of a slug made from a file's name: in ASCII it can be longer than the name, which fills 255 bytes."""

_HEADING = re.compile(r"#{1,6}[ \t]+\S.*")
_SLUG = re.compile(r"(?!.{200})[a-z0-9]+(?:-[a-z0-9]+)*")
"""A name that is its own slug, as digest names files."""

_INDEXES = ("_index", "index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What `content/` holds, each kind sorted by path.

    Attributes:
        articles: dated and undated.
        weeks: introductions, by week.
        topics: introductions, by slug.
        pages: free pages; their `slug` is the whole path below `pages/` (`guide/annotating`).
    """

    articles: tuple[Record, ...] = ()
    weeks: tuple[tuple[Week, Record], ...] = ()
    topics: tuple[tuple[str, Record], ...] = ()
    pages: tuple[Record, ...] = ()

    @property
    def texts(self) -> tuple[Record, ...]:
        """All files, of whatever kind."""
        introductions = tuple(record for _, record in (*self.weeks, *self.topics))
        return (*self.articles, *self.pages, *introductions)


def read_file(
    path: PurePosixPath, body: bytes, *, topics: Sequence[str], slugs: Slugs = "new", published: bool = False
) -> tuple[Article, tuple[Problem, ...]]:
    """Read one Markdown file of `content/`; a file that another program left there, or keeps for a draft, is a draft.

    Args:
        path: relative to the project.
        body: its bytes; those that are not UTF-8 are reported and replaced.
        topics: the known slugs.
        slugs: which addresses are in letters of their own script.
        published: whether it is read to be published: what may be hidden by mistake is left out and reported.
    """
    text, problems = _decode(path, body)
    front_matter, markdown, body_line, faults = parse(text, path, topics=topics)
    if warning := leftover_warning(path, text, front_matter):
        front_matter, faults = replace(front_matter, draft=True), (*faults, warning)
    if warning := draft_warning(path, text, front_matter):
        front_matter, faults = replace(front_matter, draft=True), (*faults, warning)
    if published and (unresolved := conflict(path, text)):
        front_matter, faults = replace(front_matter, draft=True), (unresolved,)
    elif published:
        math = front_matter.extra.get("math") is True
        markdown, unclosed = published_part(path, markdown, body_line, math=math)
        hidden = (*unclosed_values(path, text, front_matter), *unclosed)
        faults = (*faults, *(_spared(hidden) if front_matter.draft and not has_errors(faults) else hidden))
    own = is_in_own_letters(path, front_matter, slugs)
    article = Article(
        path=path, slug=article_slug(path, own=own), front_matter=front_matter, body=markdown, body_line=body_line
    )
    return _with_title(article), (*problems, *faults)


def read_published(
    path: PurePosixPath, body: bytes, *, topics: Sequence[str], slugs: Slugs
) -> tuple[Article, tuple[Problem, ...]]:
    """As `read_file` for what is published, without what its properties hide; the body keeps its private text."""
    article, problems = read_file(path, body, topics=topics, slugs=slugs, published=True)
    return replace(article, front_matter=without_private_values(article.front_matter)), problems


def _spared(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of a text that is being written, which may have its loose ends: warnings."""
    return (replace(problem, severity="warning") for problem in problems)


def build_library(
    records: Iterable[Record], topics: Sequence[str], slugs: Slugs = "new"
) -> tuple[Library, tuple[Problem, ...]]:
    """Put files into their places, and report those that have none."""
    by_kind: dict[str, list[Record]] = {"articles": [], "weeks": [], "topics": [], "pages": []}
    problems: list[Problem] = []
    for record in sorted(records, key=lambda item: item.file.replace("/", "\0")):
        kind = kind_of(record.file)
        problem = _misplaced(record, kind, topics)
        if problem is None:
            by_kind[kind].append(record)
        else:
            problems.append(problem)
    weeks = ((Week.parse(item.path.parent.name), item) for item in by_kind["weeks"])
    library = Library(
        articles=tuple(by_kind["articles"]),
        weeks=tuple((week, item) for week, item in weeks if week is not None),
        topics=tuple((item.path.stem, item) for item in by_kind["topics"]),
        pages=tuple(_addressed(item, own=slugs == "own") for item in by_kind["pages"]),
    )
    return library, tuple(problems)


def _addressed(page: Record, *, own: bool) -> Record:
    """A free page whose slug is the whole way below `pages/`."""
    return replace(page, card=replace(page.card, slug=page_slug(page.path, own=own)))


def is_in_own_letters(path: PurePosixPath, front_matter: FrontMatter, slugs: Slugs) -> bool:
    """Whether the address of an article is in letters of its own script.

    Args:
        path: of the article.
        front_matter: digest named the file if it has a seed, or an `id` with that name as `digest new article` writes.
        slugs: which addresses are.
    """
    named = front_matter.seed is not None or (front_matter.id or "").endswith(f"/{path.stem}")
    return slugs == "own" or (slugs == "new" and named)


def slug_of(title: str, *, own: bool = False) -> str:
    """The slug of a title: lower-case words joined by hyphens; a long one ends with a whole word.

    Args:
        title: any text.
        own: whether letters that are not romanised elsewhere stay; else all of it is ASCII.
    """
    if own and has_own_letters(title[:_LONGEST]):
        return in_own_letters(title[:_LONGEST], MAX_BYTES) or "untitled"
    return portable(slugify(title, max_length=MAX_SLUG, word_boundary=True, save_order=True) or "untitled")


def article_slug(path: PurePosixPath, *, own: bool = False) -> str:
    """The slug of an article: its file's name, as of `slug_of`."""
    return _name_slug(path.stem, own=own) or "untitled"


def page_slug(path: PurePosixPath, *, own: bool = False) -> str:
    """The path of a free page below `pages/`, as its address has it."""
    names = path.relative_to(PAGES).with_suffix("").parts
    parts = [_name_slug(name, own=own) or "page" for name in names]
    return "/".join(parts[:-1] if path.stem in _INDEXES and len(parts) > 1 else parts)


@lru_cache(maxsize=2**16)
def slugs_of(path: PurePosixPath) -> frozenset[str]:
    """The slugs that a text may have, whatever its front matter and the options say."""
    slug = page_slug if kind_of(path) == "pages" else article_slug
    return frozenset([slug(path), slug(path, own=True)])


def _name_slug(name: str, *, own: bool) -> str:
    """The slug of the name of a file or folder; empty if it has neither letter nor digit."""
    if own and has_own_letters(name):
        return in_own_letters(name, MAX_BYTES)
    return portable(name if _SLUG.fullmatch(name) else slugify(name, max_length=_LONGEST))


def _misplaced(record: Record, kind: str, topics: Sequence[str]) -> Problem | None:
    """What is wrong with the place of a file; None if nothing is."""
    if kind not in ("weeks", "topics"):
        return None
    path = record.path
    if kind == "weeks" and (Week.parse(path.parent.name) is None or path.parent.parent != FOLDER):
        return Problem(
            message="an introduction belongs in the folder of a week",
            location=Location(path=path),
            hint="move it to content/2025-W12/_index.md, or rename it if it is an article",
            code="misplaced-file",
        )
    if kind == "topics" and (path.stem not in {*topics, UNSORTED} or path.parent != TOPICS):
        return Problem(
            message=f'there is no topic "{path.relative_to(TOPICS).with_suffix("")}"',
            location=Location(path=path),
            hint="name the file after a topic's slug; topics are listed in digest.yml under topics",
            code="misplaced-file",
        )
    return None


def _with_title(article: Article) -> Article:
    """An article whose front matter has no title gets that of its first heading, which leaves the body.

    Without a heading it gets the file's name, or for an index the folder's.
    """
    if article.front_matter.title:
        return article
    body = article.body.lstrip("\n")
    heading = _HEADING.match(body)
    title = plain_text(heading[0]).strip() if heading else ""
    if heading is None or not title:
        name = article.path.parent.name if article.path.stem in _INDEXES else article.path.stem.replace("-", " ")
        title = name.replace("_", " ").strip() or "Untitled"
        return replace(article, front_matter=replace(article.front_matter, title=title))
    skipped = len(article.body) - len(body)
    rest = body[heading.end() :]
    lines = article.body[:skipped].count("\n")
    return replace(
        article,
        front_matter=replace(article.front_matter, title=title),
        body=rest,
        body_line=article.body_line + lines,
    )


def _decode(path: PurePosixPath, body: bytes) -> tuple[str, tuple[Problem, ...]]:
    body = body.removeprefix(BOM_UTF8)
    try:
        text = body.decode()
        problems: tuple[Problem, ...] = ()
    except UnicodeDecodeError as error:
        text = body.decode("utf-8", "replace")
        line = body.count(b"\n", 0, error.start) + 1
        place = Location(path=path, line=line)
        hint = "save the file as UTF-8"
        problems = (Problem(message="is not UTF-8", location=place, hint=hint, code="not-utf-8"),)
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return text.replace("\0", "\ufffd"), problems
