"""Drafts and days of publication as other programs write them, so that moving a text into `content/` publishes nothing.

`draft: true` is digest's own spelling. Jekyll, Hexo and dev.to write `published: false` and keep `_drafts`, Obsidian
Publish and its kin `publish: false`, WordPress, Pelican and Nikola a `status`, Ghost a `visibility`, Hugo and Quarto
`draft` and `publishDate`, Astro `pubDate`, Eleventy `permalink: false`, Hashnode `saveAsDraft`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import line_of
from digest.errors import Location, Problem
from digest.model.article import FrontMatter, Value, folded_key

_IF_TRUE = re.compile(
    "draft|drafts|isdraft|private|isprivate|hidden|hide|unpublished|unlisted|donotpublish|nopublish|"
    "saveasdraft|embargoed|secret|confidential|wip"
)
"""Properties that hide a text if they are true; white space, hyphens, underscores and case do not count."""

_IF_FALSE = re.compile("published|publish|ispublished|public|ispublic|dgpublish|render|share|listed|visible|permalink")
"""Properties that hide a text if they are false."""

_BY_WORD = re.compile("status|state|stage|poststatus|publicationstatus|visibility|type")
"""Properties that hide a text if they hold one of `_WORDS`; so do the others."""

_WORDS = re.compile(
    "draft|drafts|auto-draft|private|hidden|pending|unpublished|unlisted|wip|internal|confidential|secret|"
    "restricted|embargoed|members|paid|password|scheduled|future|trash|never"
)
_TRUE: Final = frozenset(("true", "yes", "y", "on", "1"))
_FALSE: Final = frozenset(("false", "no", "n", "off", "0"))
_NOTHING: Final = _FALSE | {"", "none", "null"}

_DAYS = re.compile(
    "published|publishdate|publishon|publishat|publishedat|publishedon|publicationdate|scheduled|"
    "scheduledfor|embargo|embargountil|embargoeduntil|date|pubdate|pubdatetime|releasedate|golive"
)
"""Properties that hold the day on which a text is to be published; `date` is `Date` and the like."""

_WAITING = re.compile("scheduled|scheduledfor|embargo|embargountil|embargoeduntil")
"""Those that say nothing but that a text is to wait: it waits, too, where their day cannot be read."""

_WRITTEN_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
"""A day from the year on, or a month, whose first day is taken."""

_FOLDERS: Final = frozenset(("_drafts", "drafts", "_private", "private", "_unpublished", "unpublished"))


def draft_warning(path: PurePosixPath, text: str, front_matter: FrontMatter) -> Problem | None:
    """The warning that a text is taken for a draft since another program would; None for all other texts.

    Args:
        path: relative to the project.
        text: the whole file.
        front_matter: read from it.
    """
    if front_matter.draft:
        return None
    for key, value in front_matter.extra.items():
        if _hides(key, value):
            return Problem(
                message=f"{key}: {_written(value)} makes it a draft, and it is not published",
                location=Location(path=path, line=line_of(text, key)),
                hint="write draft: true instead, or take the line out to publish it",
                severity="warning",
                code="foreign-draft",
            )
    folder = next((name for name in path.parts[1:-1] if name.casefold() in _FOLDERS), None)
    if folder is None:
        return None
    return Problem(
        message=f"is a draft, since it stands in the folder {folder}, and is not published",
        location=Location(path=path),
        hint="move it to another folder to publish it",
        severity="warning",
        code="foreign-draft",
    )


def publication_day(front_matter: FrontMatter) -> date | None:
    """The first day on which a text may be published: its date, a later one of another program, its week's Monday."""
    return publication(front_matter)[0]


def publication(front_matter: FrontMatter) -> tuple[date | None, str]:
    """The same with the property that says so; the property is empty where there is no day."""
    stated = [(front_matter.date, "date")] if front_matter.date else []
    if front_matter.week:  # no issue goes out before its week has begun
        stated.append((front_matter.week.monday, "week"))
    stated += [(day, key) for key, value in front_matter.extra.items() if (day := _publication(key, value))]
    return max(stated, key=itemgetter(0)) if stated else (None, "")


def _publication(key: str, value: Value) -> date | None:
    return _day(value) if _DAYS.fullmatch(folded_key(key)) else None


def _hides(key: str, value: Value) -> bool:
    name = folded_key(key)
    if _WAITING.fullmatch(name) and _day(value) is None and str(value).strip().casefold() not in _NOTHING:
        return True
    if name == "tags":
        values = value if isinstance(value, tuple) else str(value).split(",")
        return any(str(tag).strip().lstrip("#").casefold() == "draft" for tag in values)
    if name == "build" and isinstance(value, Mapping):
        return any(_hides("publish", value[part]) for part in ("render",) if part in value)
    if not isinstance(value, str | bool | int | float):
        return False
    word = str(value).strip().casefold()
    return (
        bool(_IF_TRUE.fullmatch(name) and word in _TRUE)
        or bool(_IF_FALSE.fullmatch(name) and word in _FALSE)
        or (_may_say(name) and bool(_WORDS.fullmatch(word.replace("work in progress", "wip"))))
    )


@lru_cache(maxsize=256)
def _may_say(name: str) -> bool:
    return any(names.fullmatch(name) for names in (_IF_TRUE, _IF_FALSE, _BY_WORD))


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = _WRITTEN_DAY.match(str(value).strip())
    try:
        return date(int(written[1]), int(written[2]), int(written[3] or 1)) if written else None
    except ValueError:
        return None


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "…" if isinstance(value, Mapping) else str(value)
