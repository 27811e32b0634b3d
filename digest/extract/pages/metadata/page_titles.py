"""The title of a page: what its headings, its metadata and the title of its head agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from digest.extract.pages.metadata.json_ld import is_article, one_line
from digest.extract.pages.metadata.page_headings import PageHeading
from digest.extract.pages.metadata.page_metadata import PageMetadata

STATED: Final = ("og:title", "headline", "twitter:title", "dc.title", "parsely-title")
SEPARATOR = re.compile(r"\s+[|–—·•:»/-]+\s+|\s*\|\s*")
"""What parts a title from a site's or a section's name."""

_ANY_SEPARATOR = re.compile(rf"{SEPARATOR.pattern}|:\s+(?=\S)")
"""Also a colon, behind which a title may go on."""

_DATE = re.compile(r"^(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\s*[-–—:|]\s+(?=\D)")
_EDGE = re.compile(r"^[|–—·•:/-]+\s+|\s+[|–—·•:»/-]+\s*$|\s*\|\s*$")

_TITLE_WORDS: Final = 3
"""A heading with fewer words may be the name of a section, and a title with fewer may end many headings by chance."""

_LONG: Final = 20
"""Code points from which a heading is not the name of a site."""


def page_title(page: PageMetadata, sites: Sequence[str], lines: frozenset[str]) -> tuple[str | None, bool]:
    """The title that a page shows and states; else what it states; else what it shows. Also whether it is a guess.

    A heading is the title where metadata or the head say the same, perhaps with the site's or a section's name before
    or behind it. Where metadata say the end of a heading, the beginning is a kicker and not part of the title.

    Args:
        page: its metadata.
        sites: names of the site and its host; none of them is a title.
        lines: the folded lines that the page shows.
    """
    sites = [*sites, *(heading.whole for heading in page.headings if heading.is_logo)]
    stated = [_without_site(text, sites) for text in stated_titles(page)]
    headings = [heading for heading in page.headings if not heading.is_logo and folded(heading.text) not in _set(sites)]
    agreed = next(filter(None, _agreed(headings, stated, page.title)), None)
    if agreed:
        return _polished(agreed, sites), False
    names = [*sites, *(heading.text for heading in page.headings if _HOST.fullmatch(heading.text))]
    candidates = [*_unconfirmed(headings, stated, page.title), *_head(page.title, names, lines)]
    candidates += [heading.text for heading in page.headings]
    title = next((text for text in candidates if text and folded(text)), None)
    return (_polished(title, sites), folded(title) not in lines) if title else (None, False)


def stated_titles(page: PageMetadata) -> list[str]:
    """The titles in metadata, most trusted first."""
    headlines = [text for item in page.json_ld if is_article(item) and (text := one_line(item.get("headline")))]
    first, *others = [value for _, value in page.values(STATED)] or [""]
    titles = dict.fromkeys(text[:_LONGEST_TITLE] for text in [first, *headlines, *others] if text)
    return list(titles)[:_MOST_STATED]


def folded(text: str) -> str:
    """The words of a text in lower case, to compare it with another."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("\u00ad", "")))


def letters(text: str) -> str:
    """The letters and digits of a text in lower case, for names that are written in one word or in several."""
    return folded(text).replace(" ", "")


def _set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, texts))


def _agreed(headings: Sequence[PageHeading], stated: Sequence[str], head: str) -> Iterator[str | None]:
    """Titles that two places of a page agree on, most trusted first."""
    for text in stated:
        for heading in headings:
            if folded(heading.text) == folded(text):
                yield text if ":" in text and ":" not in heading.text else heading.text
            elif _is_end(heading.text, text) or folded(text) in _set(SEPARATOR.split(heading.text)):
                yield text
    yield from (heading.whole for heading in headings if folded(heading.whole) in _set(stated))
    yield from (heading.text for heading in headings if any(_holds(text, heading.text) for text in stated))
    yield max((heading.text for heading in headings if _holds(head, heading.text)), key=_words, default=None)


def _words(text: str) -> int:
    return len(text.split())


def _is_end(heading: str, stated: str) -> bool:
    """Whether a heading is a stated title behind a kicker."""
    words, others = folded(heading).split(), folded(stated).split()
    count = len(others)
    if not others or count >= len(words) or words[-count:] != others:
        return False
    return count >= _TITLE_WORDS or (count > 1 and heading[: -len(stated)].rstrip()[-1:] in _KICKER_ENDS)


_KICKER_ENDS: Final = frozenset(":|–—-")


def _holds(title: str, heading: str) -> bool:
    """Whether a title is a heading, perhaps with more before or behind it, set apart by a separator."""
    inner, outer = folded(heading), folded(title)
    if not inner:
        return False
    if inner == outer or inner in _set(SEPARATOR.split(title)):
        return True
    if len(inner) >= _LONG and outer.startswith(inner):
        return True
    return len(inner.split()) >= _TITLE_WORDS and outer.endswith(f" {inner}")


def _unconfirmed(headings: Sequence[PageHeading], stated: Sequence[str], head: str) -> Iterator[str]:
    """Titles that a single place names: the only heading, unless metadata and head agree on quite another title.

    Of several headings, the one that has most words in common with a stated title.
    """
    single = headings[0].text if len(headings) == 1 and _words(headings[0].text) >= _TITLE_WORDS else ""
    agreed = (text for text in stated if _holds(head, text) or folded(head).startswith(folded(text)))
    other = next((text for text in agreed if single and _words(text) >= _TITLE_WORDS and not _shared(text, single)), "")
    related = max((heading.text for heading in headings), key=lambda text: _shared(text, *stated), default="")
    yield from (other, single, related if _shared(related, *stated) >= _RELATED else "", *stated)


_RELATED: Final = 2
"""Words that a heading has in common with a title that says the same in other words."""


def _shared(text: str, *others: str) -> int:
    """How many words a text has in common with another, whatever their endings; of several others the most."""
    return max((len(_stems(text) & _stems(other)) for other in others), default=0)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in folded(text).split() if len(word) >= _STEM)


_MOST_STATED: Final = 20
_LONGEST_TITLE: Final = 1000
"""Titles that a page states, and code points of each, that are read at most."""

_STEM: Final = 4
"""Code points of the beginning of a word that two inflections of it share; shorter words are mostly articles."""


def _head(head: str, sites: Sequence[str], lines: frozenset[str]) -> Iterator[str]:
    """The title of the head: the part of it that the page shows as a line, else all but the site's name."""
    parts = [part for part in _splits(head) if folded(part) in lines and folded(part) not in _set(sites)]
    shown = [part for part in parts if len(part.split()) >= _TITLE_WORDS]
    if shown:
        yield max(shown, key=len)
    yield from _behind_host(head, sites, lines)
    yield _without_site(head, sites)


_HOST: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
"""A site that is called by its address (`harbour.example`)."""


def _behind_host(head: str, sites: Sequence[str], lines: frozenset[str]) -> Iterator[str]:
    """What stands behind the site's address in the title of the head without a separator, if the page shows it."""
    first, _, rest = head.partition(" ")
    if _HOST.fullmatch(first) and folded(first) in _set(sites) and folded(rest) in lines:
        yield rest


def _splits(title: str) -> Iterator[str]:
    """The parts of a title between any two of its separators."""
    cuts = [(match.start(), match.end()) for match in _ANY_SEPARATOR.finditer(title[:1000])][:12]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(title)]
    return (title[start:end] for start in starts for end in ends if start < end)


def _without_site(title: str, sites: Sequence[str]) -> str:
    """A title without the site's name, and what is about the site, before or behind it."""
    names = _set(sites)
    for part in _ANY_SEPARATOR.finditer(title[:1000]):
        before, behind = title[: part.start()].strip(), title[part.end() :].strip()
        if folded(behind) in names and folded(before):
            return _without_site(before, sites)
        if folded(before) in names and folded(behind):
            return _without_site(behind, sites)
    return title


def _polished(title: str, sites: Sequence[str]) -> str:
    """A title without a date and the site's name."""
    return _EDGE.sub("", _without_site(_DATE.sub("", title) or title, sites)).strip() or title
