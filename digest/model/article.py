"""An article: what `content/` holds of one source, or what a person wrote there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.annotation import Annotation
from digest.model.findings import Findings
from digest.model.week import Week

Rights = Literal["full", "excerpt", "link"]
"""What of an article is published: all of it; summary, key points and highlights; or only what names it."""

NARROWEST: Final[Rights] = "link"
"""What holds where nobody can tell what a person wanted."""

_NARROW: Final[Mapping[str, Rights]] = {"excerpt": "excerpt", "link": "link"}
_ADDRESS: Final = ("https://", "http://")
_SEPARATORS: Final = re.compile(r"[\s_-]+")

_ALIKE: Final = 0.8
"""The least ratio of a misspelled key with `rights`: a letter is missing, too many, or changed places."""

Slugs = Literal["new", "own", "ascii"]
"""Which addresses are in letters of their own script where that is not read in Latin ones: those of files that digest
names, all, or none."""

Day: TypeAlias = date
"""A day, under a name that no property has."""

Weeks = Literal["published", "added"]
"""Which day of an article decides its week where it names none: that of its publication, or that of its conversion."""

Value: TypeAlias = str | int | float | bool | date | Sequence["Value"] | Mapping[str, "Value"] | None
"""What YAML can say in front matter."""

SHARED: Final[Mapping[str, bool]] = MappingProxyType({"shared": True})
"""The metadata of a field whose values repeat over many articles: those read from a cache become one object."""

INFERRED = "inferred"
"""A `date_basis` or `title_basis` that begins with this word says that a person has not confirmed date or title yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The properties of an article, in the order in which they are written.

    Attributes:
        title: never empty.
        title_basis: why the title is a guess; `inferred…` asks for confirmation, None where nobody doubts it.
        date: the day of publication, or None where no source and no person says.
        date_basis: where the date comes from; `inferred…` asks for confirmation.
        updated: the last day on which a person changed what subscribers are to hear of.
        week: the digest that a person put it into, whatever its date says.
        source: the publisher's name.
        source_url: where the text stands, http or https.
        authors: names, in the order given.
        language: BCP 47 tag.
        topics: slugs, the first is the section of the week; None leaves them to the score of title and body.
        comment: the editor's words on why it matters, Markdown.
        lead: whether it is the lead story of its week.
        weight: its place in its section, the lightest first; 0 leaves it to its date.
        summary: one or two sentences.
        summary_basis: where the summary comes from, if neither digest nor a person wrote it.
        key_points: sentences.
        findings: quotations, timeline and names, and which properties the converter wrote.
        added: the day on which it was converted first.
        seed: the path of the source it was converted from, relative to the project.
        seed_fingerprint: what the converter needs to see whether source or article changed since.
        rights: None leaves it to `rights_of`.
        draft: built only with `--drafts`.
        id: what feeds know it by, whatever else changes.
        aliases: addresses within the site that lead to it too, without a slash at the beginning.
        duplicate_of: the slug of the article that tells the same story; empty where a person says that none does,
            None where nothing is said.
        story: the name that a person gave the story that it goes on with; empty where it is on none, None where nothing
            is said.
        related: links to the articles that a person wants named beside it; None leaves them to digest.
        extra: every other key, for the theme.
    """

    title: str
    title_basis: str | None = None
    date: date | None = None
    date_basis: str | None = None
    updated: Day | None = None
    week: Week | None = None
    source: str | None = field(default=None, metadata=SHARED)
    source_url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    topics: tuple[str, ...] | None = field(default=None, metadata=SHARED)
    comment: str | None = None
    lead: bool = False
    weight: int = 0
    summary: str | None = None
    summary_basis: str | None = None
    key_points: tuple[str, ...] = ()
    findings: Findings = Findings()
    added: Day | None = None
    seed: str | None = None
    seed_fingerprint: str | None = None
    rights: Rights | None = None
    draft: bool = False
    id: str | None = None
    aliases: tuple[str, ...] = ()
    duplicate_of: str | None = None
    story: str | None = None
    related: tuple[str, ...] | None = None
    extra: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_foreign(self) -> bool:
        """Whether the text is somebody else's: it was converted, or names an address where it stands.

        So says an address, too, under another spelling of its key, or in the place of the publisher's name, where web
        clippers write it.
        """
        if self.seed is not None or self.source_url is not None:
            return True
        is_address = (self.source or "").casefold().startswith(_ADDRESS)
        return is_address or any(folded_key(key) == "sourceurl" for key in self.extra)

    @property
    def date_inferred(self) -> bool:
        """Whether the date still waits for a person's confirmation."""
        return bool(self.date_basis and self.date_basis.startswith(INFERRED))


def week_of(article: FrontMatter, weeks: Weeks) -> Week | None:
    """The week of an article: the one that it names, else that of its day; None where there is neither."""
    if article.week is not None:
        return article.week
    day = article.added if weeks == "added" and article.added else article.date
    return Week.of(day) if day else None


def rights_of(article: FrontMatter, default: Rights) -> Rights:
    """What of an article is published: what it says itself; all of what a person wrote here; else the default.

    A text that was converted, or that names an address where it stands, is somebody's.
    """
    stated = stated_rights(article)
    if stated is not None:
        return stated[1]
    return default if article.is_foreign else "full"


def stated_rights(article: FrontMatter) -> tuple[str, Rights] | None:
    """The key that says what is published, and what it says; None where there is none.

    A key that looks like a slip of `rights` counts where it narrows: `Rights: excerpt` was meant to hold text back.
    """
    if article.rights is not None:
        return "rights", article.rights
    for key, value in article.extra.items():
        rights = _NARROW.get(value.strip().casefold()) if isinstance(value, str) else None
        if rights and SequenceMatcher(None, folded_key(key), "rights").ratio() >= _ALIKE:
            return key, rights
    return None


@lru_cache(maxsize=256)
def folded_key(key: str) -> str:
    """A key of front matter without case, hyphens, underscores and spaces, which people write in different ways."""
    return _SEPARATORS.sub("", key.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What was made of a source, before it has a place in `content/`.

    Attributes:
        front_matter: without `seed_fingerprint`, which only the finished text has.
        body: Markdown without annotations.
        annotations: the converter's own, by their quotation in the body's plain text.
        lost: how many characters of the source could not be read.
        problems: what a person should mend in the source.
        part: its name within a source that holds several documents; may be empty.
    """

    front_matter: FrontMatter
    body: str
    annotations: tuple[Annotation, ...] = ()
    lost: int = 0
    problems: tuple[Problem, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A file of `content/`, read.

    Attributes:
        path: relative to the project (`content/2025-W12/call.md`).
        slug: the last part of its address.
        front_matter: validated.
        body: annotated Markdown, everything after the front matter.
        body_line: the 1-based line of the file on which the body begins.
    """

    path: PurePosixPath
    slug: str
    front_matter: FrontMatter
    body: str
    body_line: int = 1
