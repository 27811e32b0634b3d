"""Whether the site has a page of the search: not with `search: off`, nor where a person has a page in its place."""

from __future__ import annotations

from digest.articles.library import Library
from digest.config import Config
from digest.model.card import Record


def has_search(config: Config, library: Library) -> bool:
    """Whether the site has a page of the search."""
    return config.search != "off" and not pages_in_its_place(library)


def pages_in_its_place(library: Library) -> tuple[Record, ...]:
    """The free pages that stand where the search would."""
    return tuple([page for page in library.pages if page.card.slug.casefold() == "search"])
