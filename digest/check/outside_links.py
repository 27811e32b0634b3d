"""The links that lead out of a site: gathered from its pages, asked about, and traced to the texts that write them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from digest.articles.library import read_file
from digest.cache.store import Store
from digest.check.external import Answer, Client, Clock, Remembered, ask_all, outside_problems
from digest.check.external.pace import PAUSE, Pace
from digest.check.site import BuiltSite, Fault, Origins, place_of
from digest.dataclass import dataclass
from digest.errors import Location, Problem

CACHE: Final = Path(".digest/cache/outside.sqlite")
"""What hosts answered; may be lost at any time. It outlives a change of the program, so that nobody is asked again."""

_VERSION: Final = 1
"""Of what is stored there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """How links that lead out of the site are asked about.

    Attributes:
        client: sends each request.
        clock: says when, and waits.
        refresh: whether what was asked within days is asked again.
        pause: seconds between two requests to one host.
    """

    client: Client
    clock: Clock = Clock()
    refresh: bool = False
    pause: float = PAUSE


def check_outside(
    project: Path,
    site: BuiltSite,
    origins: Origins,
    outside: Outside,
    progress: Callable[[str, int, int], None] = lambda _stage, _at, _of: None,
) -> tuple[Problem, ...]:
    """What is wrong with links that lead out of a site. Only what hosts answered is stored."""
    pages = _pages(site)
    with closing(Store(project / CACHE, _VERSION)) as store:
        remembered = Remembered(store, refresh=outside.refresh)
        asking = _asking(pages, origins, outside, remembered, partial(progress, "asking other hosts"))
        answers = asyncio.run(asking)
    return tuple(outside_problems(answers, lambda address: _places(address, pages[address], origins)))


async def _asking(
    pages: Mapping[str, Sequence[str]],
    origins: Origins,
    outside: Outside,
    remembered: Remembered,
    progress: Callable[[int, int], None],
) -> Mapping[str, Answer]:
    def day(address: str) -> date | None:
        return next(filter(None, (_day(page, origins) for page in pages[address])), None)

    pace = Pace(outside.clock, outside.pause)
    try:
        return await ask_all(pages, outside.client, pace, remembered, day=day, progress=progress)
    finally:
        await outside.client.close()


def _pages(site: BuiltSite) -> Mapping[str, Sequence[str]]:
    """The pages that link to each outside address."""
    pages: dict[str, list[str]] = {}
    for file, facts in site.facts.items():
        for address in facts.outside:
            pages.setdefault(address, []).append(file)
    return pages


def _places(address: str, pages: Sequence[str], origins: Origins) -> Sequence[Location | None]:
    """Where texts write an address, each once; where none does, the first page that shows it."""
    places = [place_of(Fault(code="", file=page, what=address), origins) for page in pages]
    written = [place for place in places if place is not None and not place.path.is_relative_to(origins.folder)]
    return tuple(dict.fromkeys(written)) or places[:1]


def _day(page: str, origins: Origins) -> date | None:
    """The day of the text behind a page."""
    source = origins.source(page)
    if source is None:
        return None
    article, _ = read_file(source, origins.text(source).encode(), topics=())
    return article.front_matter.date
