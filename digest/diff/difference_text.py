"""What a publish would change, in words for a person and in JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from digest.diff.site_difference import BrokenAddress, Change, Difference, PublicWords, Weight

FORMAT: Final = 1
"""The number of the JSON's shape: a later digest may add keys, and raises it where one goes or changes."""

_MOST: Final = 20
"""Names of one kind that have a line of their own at most."""

_FEW: Final = 5
"""Names that stand in one line at most."""

_LONGEST: Final = 100
"""Code points that are shown of words."""

_TEXTS: Final = frozenset(("article", "page", "week", "topic"))
"""Kinds of pages with words of their own; all others only gather what these say."""

_WHY: Final = {"new": "new", "id": "again, since its id changed", "updated": "again, since its date of change did"}
_WORDS: Final = {"note": "note", "comment": "comment", "words": "text"}


def difference_lines(difference: Difference, most: int = _MOST) -> Iterator[str]:
    """The lines of a difference; nothing is said of what does not change.

    Args:
        difference: what a publish would change.
        most: names of one kind that have a line of their own at most.
    """
    if difference.is_empty:
        yield "nothing would change"
        return
    yield from _changes("added", difference.added, most)
    yield from _changes("changed", difference.changed, most)
    if difference.framed:
        pages = "page changes" if len(difference.framed) == 1 else "pages change"
        yield f"{len(difference.framed):,} {pages} only around the text: menu, ways to neighbours, style sheets"
    yield from _changes("removed", difference.removed, most)
    yield from _section("moved, and the old address leads on", map(_move, difference.moved), most)
    yield from _section("addresses that would lead nowhere", map(_broken, difference.broken), most)
    yield from _section("shown to subscribers", _entries(difference), most)
    yield from _section("public for the first time", map(_public, difference.words), most)
    yield from _weight(difference.weight)


def difference_json(difference: Difference, published: str) -> str:
    """The difference with all names.

    Args:
        difference: what a publish would change.
        published: what it is compared with, in words.
    """
    weight = difference.weight
    document = {
        "format": FORMAT,
        "published": published,
        "added": [_change(change) for change in difference.added],
        "changed": [{**_change(change), "parts": change.parts} for change in difference.changed],
        "only_around_the_text": difference.framed,
        "removed": [_change(change) for change in difference.removed],
        "moved": [{**_change(change), "leads_to": target} for change, target in difference.moved],
        "broken_addresses": [
            {
                **_change(broken.change),
                "moved_to": _change(broken.moved_to) if broken.moved_to else None,
                "alias": broken.alias,
            }
            for broken in difference.broken
        ],
        "feed_entries": [{"feed": each.feed, "title": each.title, "why": each.why} for each in difference.entries],
        "new_words": [_new_words(words) for words in difference.words],
        "weight": {
            "files": [weight.files_before, weight.files],
            "bytes": [weight.bytes_before, weight.bytes],
            "largest": [{"path": path, "bytes": size} for path, size in weight.largest],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _new_words(words: PublicWords) -> dict[str, object]:
    said = {"kind": words.kind, "text": words.text, "line": words.line or None, "was_hidden": words.was_hidden}
    return {**_change(words.page), **said}


def _change(change: Change) -> dict[str, str]:
    return {"path": change.path, "kind": change.kind, "title": change.title, "source": change.source}


def _changes(word: str, changes: Sequence[Change], most: int) -> Iterator[str]:
    """Texts line by line; pages that gather what texts say in one line, and in another what is not a page."""
    if not changes:
        return
    texts = [change for change in changes if change.kind in _TEXTS]
    lists = [change.address for change in changes if change.kind not in {*_TEXTS, "file"}]
    files = [change.path for change in changes if change.kind == "file"]
    counts = ((len(texts), "text"), (len(lists), "other page"), (len(files), "file"))
    yield f"{word}: {', '.join(_counted(number, noun) for number, noun in counts if number)}"
    yield from _lines(map(_line, texts), most)
    for names in (lists, files):
        if names:
            more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
            yield f"  {', '.join(names[:_FEW])}{more}"


def _line(change: Change) -> str:
    if not change.parts:
        return f"{change.address}  {change.title}"
    return f"{change.address}  {', '.join(change.parts)}" + (f" ({change.source})" if change.source else "")


def _move(move: tuple[Change, str]) -> str:
    change, target = move
    return f"{change.address} to /{target.removesuffix('index.html')}"


def _broken(broken: BrokenAddress) -> str:
    place, address = broken.moved_to, broken.change.address
    if broken.change.path.endswith("feed.xml"):
        return f"{address}, a feed that people may have subscribed to"
    if place is None:
        title = f"  {broken.change.title}" if broken.change.title else ""
        return f"{address}{title}: nothing like it is left"
    if not broken.alias:
        return f"{address} seems to be {place.address} now"
    return f"{address} is now {place.address}: write `aliases: [{broken.alias}]` in {place.source or 'its file'}"


def _entries(difference: Difference) -> Iterator[str]:
    """The entries of feeds: those that are shown again one by one, how many are new for each feed."""
    again = [entry for entry in difference.entries if entry.why != "new"]
    for entry in again:
        yield f"{entry.feed}: {_short(entry.title)}, {_WHY[entry.why]}"
    for feed in dict.fromkeys(entry.feed for entry in difference.entries):
        titles = [entry.title for entry in difference.entries if entry.feed == feed and entry.why == "new"]
        if titles:
            yield f"{feed}: {len(titles)} new: {_short(', '.join(titles))}"


def _public(words: PublicWords) -> str:
    page = words.page
    place = f"{page.source}:{words.line}" if page.source and words.line else page.source or page.address
    if words.kind == "rights":
        return f"{place}  {words.text}"
    hidden = ", hidden until now" if words.was_hidden else ""
    return f"{place}  {_WORDS[words.kind]}{hidden}: {_short(words.text)}"


def _weight(weight: Weight) -> Iterator[str]:
    before = f", before {_size(weight.bytes_before)} in {weight.files_before:,}" if weight.files_before else ""
    yield f"weight: {_size(weight.bytes)} in {_counted(weight.files, 'file')}{before}"
    if weight.largest:
        yield f"  largest that come or grow: {', '.join(f'{path} {_size(size)}' for path, size in weight.largest)}"


def _section(heading: str, lines: Iterable[str], most: int) -> Iterator[str]:
    every = list(lines)
    if every:
        yield f"{heading}: {len(every):,}"
        yield from _lines(every, most)


def _lines(lines: Iterable[str], most: int) -> Iterator[str]:
    every = list(lines)
    yield from (f"  {line}" for line in every[:most])
    if len(every) > most:
        yield f"  and {len(every) - most:,} more"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _size(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
