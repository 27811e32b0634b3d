"""Which texts tell the same story: the agency's copy on two sites, lightly edited, or cut short by one of them.

A text is the set of its shingles, runs of five words (Broder, "On the resemblance and containment of documents", 1997).
Its sketch is one-permutation MinHash: shingles are hashed once, parted into bins by the hash, and the least of each bin
is kept; the share of bins in which two sketches agree, of those not empty in both, estimates the share of shingles
that the texts have in common (Li, Owen and Zhang, "One Permutation Hashing", 2012). From that and the two sizes follows
how much of the shorter is in the longer. So that not every pair is compared, pairs are looked for by bands of bins
(locality-sensitive hashing; Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4).
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import eq
from pathlib import PurePosixPath
from typing import Final

from digest.dataclass import dataclass
from digest.model.article import Article

CONTAINED: Final = 0.64
"""The share of the shorter text that must stand in the longer one; of two of one length, a resemblance of 0.47.

Among the labelled texts in `tests/classify/same_story.txt` copies have 0.72 and more, two monthly bulletins of one
office 0.53, and all others 0.37 and less.
"""

SHORTEST: Final = 0.25
"""The size of a shortened copy, as a share of the whole: what holds four times as much is about something else too."""

APART: Final = 14
"""Days between which two sites still tell the same news."""

LEAST: Final = 40
"""Shingles below which a text is too short to be told from another."""

_WORDS: Final = 5
"""Words of a shingle: long enough not to be a common phrase, short enough to survive an editor."""

_BINS: Final = 128
"""The standard error of a resemblance of 0.5 is 0.044 with so many bins."""

_ROWS: Final = 2
"""Bins of a band: two texts that resemble by 0.25 share one of 64 bands with a probability of 0.98."""

_LEADING: Final = 16
"""Texts of one band to which the others in it are compared: a phrase of a site must not cost the square of its uses."""

_EMPTY: Final = 0xFFFF_FFFF

_STUDIED: Final = 200_000
"""Code points of a text that are read."""

_NOT_WORDS = re.compile(r"(?<=\])\([^()\s]{1,2000}|\[\^[\w-]{1,50}\]")
"""Addresses of links and marks of notes."""

_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_IDEOGRAPHS}]|[^\\W{_IDEOGRAPHS}]+")
"""A word; an ideograph or kana, which stands without spaces, is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is kept of a text to compare it by.

    Attributes:
        size: how many different shingles it has.
        bins: the least hash of each bin, four bytes each.
    """

    size: int
    bins: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedArticle:
    """What is compared of an article.

    Attributes:
        path: its file.
        day: of publication.
        length: of its text, in code points.
        by_hand: whether a person wrote or edited it; it leads then, and is not a duplicate.
    """

    path: PurePosixPath
    day: date | None
    length: int
    by_hand: bool
    sketch: Sketch


def compared(article: Article, *, by_hand: bool) -> ComparedArticle:
    """What is compared of an article: its body without addresses and the marks of notes.

    That is near enough to its plain text, and far cheaper.

    Args:
        article: as it was read.
        by_hand: whether a person wrote or edited it.
    """
    text = _NOT_WORDS.sub(" ", article.body)
    return ComparedArticle(
        path=article.path, day=article.front_matter.date, length=len(text), by_hand=by_hand, sketch=sketch(text)
    )


def sketch(text: str) -> Sketch:
    """The sketch of a plain text."""
    words = _WORD.findall(text[:_STUDIED].casefold())
    shingles = {" ".join(words[start : start + _WORDS]) for start in range(len(words) - _WORDS + 1)}
    bins = [_EMPTY] * _BINS
    for shingle in shingles:
        digest = hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=5).digest()
        number, value = digest[0] % _BINS, int.from_bytes(digest[1:], "big")
        bins[number] = min(bins[number], value)
    return Sketch(size=len(shingles), bins=array("I", bins).tobytes())


def resemblance(first: Sketch, second: Sketch) -> float:
    """The estimated share of their shingles that two texts have in common (Jaccard's index), 0 to 1."""
    bins, others = array("I", first.bins), array("I", second.bins)
    both_empty = list(map(min, bins, others)).count(_EMPTY)
    equal = sum(map(eq, bins, others)) - both_empty
    return equal / (_BINS - both_empty) if equal else 0.0


def containment(first: Sketch, second: Sketch) -> float:
    """The estimated share of the shorter text's shingles that stand in the longer one, 0 to 1."""
    alike = resemblance(first, second)
    common = alike * (first.size + second.size) / (1 + alike)
    return min(1.0, common / min(first.size, second.size)) if common else 0.0


def same_story(first: Sketch, second: Sketch) -> bool:
    """Whether two texts are so alike that one of them is enough."""
    short, long = sorted((first.size, second.size))
    return short >= max(LEAST, SHORTEST * long) and containment(first, second) >= CONTAINED


def duplicates(articles: Iterable[ComparedArticle]) -> dict[PurePosixPath, PurePosixPath]:
    """The duplicates among articles, each with the one that leads its group, whatever order they are given in.

    The lead is what a person wrote or edited, else the earliest, else the longest, else the first by its path. Each
    duplicate is like its lead itself, so that a chain of similar articles does not join two that are not.
    """
    ranked = sorted((article for article in articles if article.sketch.size >= LEAST), key=_precedence)
    followers: dict[int, list[int]] = {}
    for leading, following in sorted(_candidates([article.sketch for article in ranked])):
        lead, copy = ranked[leading], ranked[following]
        if not copy.by_hand and _near(lead.day, copy.day) and same_story(lead.sketch, copy.sketch):
            followers.setdefault(leading, []).append(following)
    lead_of: dict[int, int] = {}
    for leading in sorted(followers):
        if leading not in lead_of:
            lead_of |= {following: leading for following in followers[leading] if following not in lead_of}
    return {ranked[following].path: ranked[leading].path for following, leading in sorted(lead_of.items())}


def _precedence(article: ComparedArticle) -> tuple[bool, date, int, str]:
    return not article.by_hand, article.day or date.max, -article.length, str(article.path)


def _near(day: date | None, other: date | None) -> bool:
    return day is None or other is None or abs((day - other).days) <= APART


def _candidates(sketches: Sequence[Sketch]) -> set[tuple[int, int]]:
    """Pairs of numbers of sketches that agree in a band, the smaller number first."""
    pairs: set[tuple[int, int]] = set()
    for band in range(0, _BINS, _ROWS):
        for bucket in _buckets(sketches, band):
            pairs |= {(first, other) for at, first in enumerate(bucket[:_LEADING]) for other in bucket[at + 1 :]}
    return pairs


def _buckets(sketches: Sequence[Sketch], band: int) -> Iterator[list[int]]:
    """The numbers of the sketches that have a band in common, where at least two do and it is not empty."""
    width = array("I").itemsize
    empty = array("I", [_EMPTY] * _ROWS).tobytes()
    buckets: dict[bytes, list[int]] = {}
    for number, item in enumerate(sketches):
        buckets.setdefault(item.bins[band * width : (band + _ROWS) * width], []).append(number)
    yield from (bucket for key, bucket in buckets.items() if len(bucket) > 1 and key != empty)
