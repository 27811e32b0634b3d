"""The authors of a page, in the order in which its statements are trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from digest.extract.facts.addresses import host
from digest.extract.facts.dates import mentions
from digest.extract.facts.document import Document
from digest.extract.facts.names import credit, given_first, house_names, is_person, pen_credit, pen_names, people
from digest.extract.pages.metadata.json_ld import is_article, names_in
from digest.extract.pages.metadata.near_title import NearbyLine
from digest.extract.pages.metadata.page_metadata import PageMetadata
from digest.extract.pages.metadata.page_titles import letters

AUTHORS: Final = (
    "author", "article:author", "citation_author", "dc.creator", "parsely-author", "sailthru.author", "byl",
)  # fmt: skip
_LABEL = re.compile(
    r"(?:(?:written|posted|published|words|text|texte|reported|geschrieben|verfasst|veröffentlicht|publié|publicado)\s+)?"
    r"(?:by|von|par|por|di|door)\s*:?|(?:autor(?:in|en|innen|a|es)?|authors?|auteure?s?|autore|autori)\s*:?",
    re.IGNORECASE,
)
"""A line that holds nothing but what introduces a name, which stands on the next one."""

_BETWEEN = re.compile(r"(?:,|&|and|und|et|y|e|en)", re.IGNORECASE)
_LONGEST_NAME: Final = 60
_MOST_JOINED: Final = 12
"""Lines of a list of authors that are joined to one."""

_LABELLED = re.compile(
    r"(?:(?:written|posted|published|text|words)\s+)?(?:autor(?:in|en|innen|a|es)?|authors?|auteure?s?|autore|autori|text"
    r"|words|von|by|par|por)\s*:\s*(?P<names>[^\W\d_].*)"
    r"|(?:autoren|authors|auteurs)\s+(?P<plural>[^\W\d_].*)",
    re.IGNORECASE,
)
_LONGEST_LABELLED: Final = 100
_HOST_END = re.compile(r"(?<=\w)\.[a-z]{2,6}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?]\s")
"""What a name does not have, and what is said about an author does."""

_NEAREST: Final = 4
"""Lines below the title in which a name may stand without a word that introduces it, beside a date."""

_TEASERS: Final = 3
"""Marked authors of several texts from which a page is one with teasers of other texts."""

_NAME_WORDS: Final = 4
"""Words of a name that nothing introduces; a list of topics has more."""

_DATELINE_WORDS: Final = 6
"""Words that may stand beside the date in a line under a name."""


def joined_labels(shown: str) -> str:
    """The text of a page in which a label and the name on the next line are one line (`by`, `Ada Quill`)."""
    lines = [line for line in map(str.strip, shown.split("\n")) if line]
    joined: list[str] = []
    index = 0
    while index < len(lines):
        end = index + 1
        if len(lines[index]) <= _LONGEST_NAME and _LABEL.fullmatch(lines[index]):
            end = _end_of_names(lines, end)
        joined.append(_joined(lines[index:end]))
        index = end
    return "\n".join(joined)


def _joined(lines: Sequence[str]) -> str:
    """A label and the lines of its names as one line, with a colon behind the label."""
    label, *names = lines
    return f"{label.rstrip(' :')}: {' '.join(names)}" if names else label


def _end_of_names(lines: Sequence[str], start: int) -> int:
    """Behind the last line of a list of names that begins at a line."""
    end = min(start + 1, len(lines)) if start < len(lines) and len(lines[start]) <= _LONGEST_NAME else start
    while end + 1 < min(len(lines), start + _MOST_JOINED) and _BETWEEN.fullmatch(lines[end]):
        end += 2
    return end


def page_authors(
    page: PageMetadata,
    title: str,
    sites: Sequence[str],
    lines: Sequence[str],
    nearby: Iterable[NearbyLine],
    shown: str,
) -> tuple[str, ...]:
    """The persons that the most trusted source names; where none names a person, the first pen name.

    The order of trust: lines near the title that credit somebody, JSON-LD, meta elements, what the page marks as the
    author's name, the only line that is labelled as the author's, a name beside the date below the title. Where a
    source names all of these persons and more, it is believed: a line often names the first author alone. The site
    itself is never the author.

    Args:
        page: its metadata.
        title: of the article, which is not an author.
        sites: names of the site and its host.
        lines: those that may be a byline, most trusted first.
        nearby: the lines around each place where the page shows the title.
        shown: the text of the page, a line for each block.
    """
    sites = [*sites, title]
    marked = [[name for name in source if not _is_site(name, sites)] for source in _sources(page)]
    credited = next((names for line in lines if (names := _others(credit(line), sites))), ())
    beside_date = _others(_name_beside_date(nearby), sites)
    persons = [credited, *(_others(people(source), sites) for source in marked), labelled_authors(shown)]
    if beside_date and len({names for names in page.bylines if people(names)}) >= _TEASERS:
        persons.insert(-2, beside_date)  # before the marked names, which may be those of teasers
    first = next(filter(None, persons), ())
    if first:
        return next((names for names in persons if len(names) > len(first) and set(first) <= set(names)), first)
    penned = next((names for line in lines if (names := pen_credit(line))), ())
    named = next((names for source in marked if (names := pen_names(source))), ()) or penned
    named = named or beside_date
    in_full = tuple(_in_full(name, [*(name for group in page.bylines for name in group), *lines]) for name in named)
    return in_full or next(
        (names for source in _sources(page, organisations=True) if (names := house_names(source))), ()
    )


def _sources(page: PageMetadata, *, organisations: bool = False) -> Iterator[list[str]]:
    """The names that each kind of metadata states, most trusted first."""
    articles = [item for item in page.json_ld if is_article(item)]
    pages = [item for item in page.json_ld if item.get("@type") == "WebPage"]
    for items, key in ((articles, "author"), (articles, "creator"), (pages, "author")):
        yield [name for item in items for name in names_in(item.get(key), organisations=organisations)]
    for name in AUTHORS:
        yield [given_first(value) or value for _, value in page.values([name]) if not _SENTENCE.search(value)]
    yield from (list(group) for group in page.bylines[:1])


def _is_site(name: str, sites: Sequence[str]) -> bool:
    """Whether a name is the site's, however its words are joined, with or without the end of a host."""
    return letters(name) in {letters(site) for given in sites for site in (given, _HOST_END.sub("", given))}


def guessed_authors(guesses: Iterable[str], facts: Document) -> tuple[str, ...]:
    """The authors that another reader found, without the site itself.

    Args:
        guesses: their names.
        facts: what the page says of itself.
    """
    return _others(guesses, list(filter(None, [facts.source, host(facts.source_url), facts.title])))


def _others(names: Iterable[str], sites: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if not _is_site(name, sites))


def labelled_authors(shown: str) -> tuple[str, ...]:
    """The persons in the only line of a page that is labelled as the author's (`Autorin: Ada Quill, Hamburg`)."""
    lines = {line for line in shown.split("\n") if len(line) <= _LONGEST_LABELLED}
    matches = (_LABELLED.fullmatch(line.strip()) for line in lines)
    named = {people([match["names"] or match["plural"]]) for match in matches if match} - {()}
    return named.pop() if len(named) == 1 else ()


def _name_beside_date(nearby: Iterable[NearbyLine]) -> tuple[str, ...]:
    """The person whose name stands beside a date near the title, if the title's places name no two."""
    places: dict[int, list[str]] = {}
    for line in nearby:
        places.setdefault(line.title, []).append(line.text)
    named = {names for lines in places.values() if (names := name_beside_date(lines))}
    return named.pop() if len(named) == 1 else ()


def name_beside_date(lines: Sequence[str]) -> tuple[str, ...]:
    """The person whose name stands before a date in a line, or alone in the line above or below a date.

    Only the first lines are read, and if several persons stand so, these are not the lines of one article.
    """
    dated = [_is_dateline(line) for line in lines]
    persons = []
    for index, line in enumerate(lines):
        name = line[: mentions(line)[0].start].strip(" ,|·•–—-") if dated[index] else line
        is_short = len(name.split()) <= _NAME_WORDS
        if any(dated[max(0, index - 1) : index + 2]) and is_short and is_person(name):
            persons.append((index, name))
    nearest = [name for index, name in persons if index < _NEAREST]
    return people(nearest) if len(nearest) == len(persons) == 1 else ()


def _is_dateline(line: str) -> bool:
    days = [mention for mention in mentions(line[:_LONGEST_LABELLED]) if mention.full]
    return bool(days) and len((line[: days[0].start] + line[days[0].end :]).split()) <= _DATELINE_WORDS


def _in_full(name: str, lines: Iterable[str]) -> str:
    """The full name, if a line that holds nothing but a person's name begins with this first name."""
    if " " in name:
        return name
    return next((line for line in lines if line.startswith(f"{name} ") and people([line]) == (line,)), name)
