"""The publisher's name of a page: the site's, without the slogan that many sites write behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest.extract.facts.addresses import host
from digest.extract.facts.names import credit
from digest.extract.pages.metadata.json_ld import is_article, names_in, one_line
from digest.extract.pages.metadata.page_metadata import PageMetadata
from digest.extract.pages.metadata.page_titles import SEPARATOR, folded, stated_titles

SITES: Final = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_SLOGAN_WORDS: Final = 4
"""Words from which what stands behind a site's name is a slogan."""

_LONGEST_NAME: Final = 6
"""Words of the longest name of a site at the end of a head's title, that nothing else confirms."""

_BY: Final = re.compile(r"(?:by|von|par|por|di|door)\b", re.IGNORECASE)
"""How a byline begins, as Substack writes one between a title and its own name, and Medium."""

_LETTERS = re.compile(r"[^\W_]+")


def publisher_names(page: PageMetadata) -> Iterator[str]:
    """The names of the publisher in metadata, most trusted first, as they are written."""
    yield from (value for _, value in page.values(SITES))
    for item in page.json_ld:
        if is_article(item) or item.get("publisher"):
            yield from filter(None, names_in(item.get("publisher")))
    yield from (
        name for item in page.json_ld if item.get("@type") == "WebSite" and (name := one_line(item.get("name")))
    )


def page_publisher(page: PageMetadata, address: str | None) -> str | None:
    """The publisher's name; the end of the head's title only if the rest is stated, or if the host agrees.

    Args:
        page: its metadata.
        address: of the page.
    """
    names = (name for name in publisher_names(page) if not re.match(r"(?:https?:)?//|@", name))
    name = next((short for name in names if (short := without_slogan(name, address))), None)
    return name or next(_in_head(page, address), None)


def without_slogan(name: str, address: str | None) -> str:
    """A site's name without the slogan behind it (`Harbour Review | News, sport and more`)."""
    match = SEPARATOR.search(name)
    if match is None:
        return name
    first, rest = name[: match.start()].strip(), name[match.end() :].strip()
    is_slogan = len(rest.split()) >= _SLOGAN_WORDS or "," in rest or SEPARATOR.search(rest) is not None
    return first if first and (is_slogan or agrees_with_host(first, address)) else name


def agrees_with_host(name: str, address: str | None) -> bool:
    """Whether a name is, letter by letter, a label of the address's host, or its whole host."""
    letters = "".join(_LETTERS.findall(name.casefold()))
    labels = (host(address) or "").casefold().split(".")
    hosts = {*labels[:-1], "".join(labels), "".join(labels[-2:])}
    return len(letters) >= 3 and letters in {re.sub(r"[^\w]|_", "", label) for label in hosts}


def _in_head(page: PageMetadata, address: str | None) -> Iterator[str]:
    """The parts of the head's title that can be the site's name: one that the host names, else the last; no byline."""
    parts = [part.strip() for part in SEPARATOR.split(page.title) if part.strip()]
    parts = [part for part in parts if not (_BY.match(part) and credit(part))]
    if len(parts) < 2:
        return
    yield from (part for part in (parts[-1], parts[0]) if agrees_with_host(part, address))
    titles = {folded(heading.text) for heading in page.headings if not heading.is_logo} | set(
        map(folded, stated_titles(page))
    )
    if (
        folded(" ".join(parts[:-1])) in titles
        and folded(parts[-1]) not in titles
        and len(parts[-1].split()) <= _LONGEST_NAME
    ):
        yield parts[-1]
