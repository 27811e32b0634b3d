"""Anchoring: where in a text a quotation stands (W3C Web Annotation Data Model, section 4.2.4).

The words are looked for as they are, then with typography folded, then by similarity. Whoever knows the text that the
quotation was taken from has the place checked the other way round too: of all passages of that text the quotation
must be the one most like the place. So a sentence that was deleted does not lend its annotation to a neighbour that
is built alike.

The thresholds were chosen on random articles and edits, with seeds below 10,000 of `tests/support/edited_stories.py`.
The law in `tests/merge/test_merge_law.py` is measured on others, from 100,000 on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

from digest.annotations.anchoring.candidates import SEARCHES
from digest.annotations.anchoring.edit_distance import map_range, nearest_ranges
from digest.annotations.anchoring.passage_ends import FAMILIAR, with_exact_ends
from digest.annotations.anchoring.search_text import Method, Place, SearchText
from digest.dataclass import dataclass
from digest.model.annotation import CONTEXT, TextQuoteSelector

LONG_ENOUGH: Final = 12
"""Code points of a passage that is itself wherever it stands alone; a shorter one needs its context."""

SURE: Final = 0.85
"""Similarity from which a passage that leads back, in familiar surroundings, is taken for the old one."""

SHORT: Final = 0.75
"""Similarity of the text on both sides that makes a short passage, or one of several equal ones, sure."""

_METHODS: Final = tuple(SEARCHES)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedText:
    """The text that a quotation was taken from.

    Attributes:
        text: plain.
        start: where in it the quotation begins.
    """

    text: str
    start: int


def anchor(
    quote: TextQuoteSelector,
    text: SearchText | str,
    *,
    loosest: Method = "fuzzy",
    hint: int | None = None,
    quoted_text: QuotedText | None = None,
) -> Place | None:
    """Where a quotation stands in a text; None if it does not.

    If the quoted text is not known, a place is sure if it was not found by similarity, and
    - the words (12 code points at least) stand nowhere else, typography aside; or
    - the context agrees on both sides, and agrees less at all other places with these words.

    If it is known, the place is sure if it is very like the quotation, in familiar surroundings, and if of all passages
    of the quoted text the quotation alone is most like the place. A place that is most like other passages is None.

    Args:
        quote: the passage; white space at its ends is part of its context. One without words is the point at which
            its prefix meets its suffix.
        text: to be searched.
        loosest: the loosest of the three methods that may be used.
        hint: about where in the text it is expected, in code points.
        quoted_text: the text that the quotation was taken from, if it is known.
    """
    searched = SearchText.of(text) if isinstance(text, str) else text
    methods = _METHODS[: _METHODS.index(loosest) + 1]
    if not quote.exact.strip():
        return _anchor_point(quote, searched, methods, hint)
    stripped = _stripped(quote)
    if quoted_text is not None:
        indent = len(quote.exact) - len(quote.exact.lstrip())
        quoted_text = replace(quoted_text, start=quoted_text.start + indent)
    return _anchor_passage(stripped, searched, methods, hint, quoted_text)


def _stripped(quote: TextQuoteSelector) -> TextQuoteSelector:
    """The quotation with the white space at the ends of its words in its context."""
    exact = quote.exact.strip()
    before, _, after = quote.exact.partition(exact)
    prefix, suffix = f"{quote.prefix}{before}", f"{after}{quote.suffix}"
    return TextQuoteSelector(exact=exact, prefix=prefix[-CONTEXT:], suffix=suffix[:CONTEXT])


def _anchor_passage(
    quote: TextQuoteSelector,
    text: SearchText,
    methods: Sequence[Method],
    hint: int | None,
    quoted_text: QuotedText | None,
) -> Place | None:
    if quoted_text is None:
        place = _most_likely(quote, text, methods, hint)
    else:
        searches = (places for method in methods if (places := SEARCHES[method](quote, text, hint)))
        place = _both_ways(next(searches, ()), quote, text, quoted_text)
    return with_exact_ends(place, quote, text.text) if place and place.method == "fuzzy" else place


def _most_likely(
    quote: TextQuoteSelector, text: SearchText, methods: Sequence[Method], hint: int | None
) -> Place | None:
    """The place that the quotation's words and context speak for most; a fuzzy one only if there is no other.

    Where typography may be folded, it is folded at once: the letters as they are may stand elsewhere too.
    """
    for method in methods[1:] or methods:
        places = SEARCHES[method](quote, text, hint)
        if places:
            return _best(quote, places)
    return None


def _best(quote: TextQuoteSelector, places: Sequence[Place]) -> Place:
    """The best of one search's candidates, and whether it is sure."""
    best, *others = places
    if best.method == "fuzzy":
        return best
    if not others and len(quote.exact) >= LONG_ENOUGH:
        return replace(best, sure=True)
    agrees = min(best.prefix, best.suffix) >= SHORT
    return replace(best, sure=agrees and all(_agreement(other) < _agreement(best) for other in others))


def _agreement(place: Place) -> float:
    return place.prefix + place.suffix


def _anchor_point(
    quote: TextQuoteSelector, text: SearchText, methods: Sequence[Method], hint: int | None
) -> Place | None:
    """The point between prefix and suffix, which are looked for as one passage."""
    around = TextQuoteSelector(exact=f"{quote.prefix}{quote.suffix}")
    place = _anchor_passage(around, text, methods, hint, None) if around.exact.strip() else None
    if place is None:
        return None
    size = len(quote.prefix)
    if place.method != "exact":
        words = text.text[place.start : place.end]
        first, last = (0, size) if quote.prefix else (0, len(around.exact))
        mapped = map_range(around.exact, words, first, last)
        size = mapped[1] if quote.prefix else mapped[0]
    return replace(place, start=place.start + size, end=place.start + size)


def _both_ways(
    places: Sequence[Place], quote: TextQuoteSelector, text: SearchText, quoted_text: QuotedText
) -> Place | None:
    """The first candidate that is sure, or else the first from which a way leads back."""
    unsure: Place | None = None
    for place in places:
        verdict = _way_back(place, quote, text, quoted_text)
        if verdict == "sure":
            return replace(place, sure=True)
        if verdict == "unsure" and unsure is None:
            unsure = place
    return unsure


def _way_back(
    place: Place, quote: TextQuoteSelector, text: SearchText, quoted_text: QuotedText
) -> Literal["sure", "unsure", "none"]:
    """Whether the way back leads from a place to the quotation: from its own words, or with those around them."""
    exact = place.method == "exact"
    unique = exact and place.unique and quoted_text.text.count(quote.exact) == 1
    if unique and len(quote.exact) >= LONG_ENOUGH:
        return "sure"
    low, high = (max(0, place.start - CONTEXT), place.end + CONTEXT) if exact else (place.start, place.end)
    ways = [_leads_back(text.text[low:high], quote, quoted_text)]
    if exact and ways == [0]:  # a sentence that moved has kept what is on one side of the passage
        ways += [
            _leads_back(text.text[low : place.end], quote, quoted_text),
            _leads_back(text.text[place.start : high], quote, quoted_text),
        ]
    if not any(ways):
        return "unsure" if unique else "none"
    familiar = min(place.prefix, place.suffix) >= SHORT if exact else place.context >= FAMILIAR
    return "sure" if ways[0] == 1 and place.similarity >= SURE and familiar else "unsure"


def _leads_back(passage: str, quote: TextQuoteSelector, quoted_text: QuotedText) -> float:
    """Of the passages of the quoted text nearest to another one, the part that are the quotation's own."""
    end = quoted_text.start + len(quote.exact)
    own = [first < end and quoted_text.start < last for first, last, _ in nearest_ranges(quoted_text.text, passage)]
    return sum(own) / len(own) if own else 0
