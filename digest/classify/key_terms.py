"""The terms that tell what an article is about from what others are: names first, then the words used most.

Ordinary words say little, and are left out as far as they are known: those of English pages, and the function words of
other languages. What is left of the beginning of a text (news say what they are about in their first sentences) is
ranked by how often it stands there, a name and a word of the title above others. A few dozen terms of a text are enough
to find its like (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988), and are small
enough to be kept of every article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.classify.ordinary_words import ordinary_words
from digest.model.article import FrontMatter

BAR: Final = "|"
"""Stands between the names and the other words."""

_STUDIED: Final = 900
"""Code points of a text that are read: about 150 words."""

_MOST: Final = 24
"""Terms of an article."""

_IN_TITLE: Final = 2
"""Times that a word counts because it stands in the title."""

_NAMED: Final = 2
"""Times that a name counts because front matter lists it."""

_LONGEST: Final = 9
"""Letters of a term: the beginnings of long words are alike where their inflection differs."""

_MORE_FUNCTION_WORDS: Final = (
    "you your when these what some while there many even each after here then whether let why once since instead than "
    "would could should because although until under through where who whose only very much still just said says say "
    "yesterday today tomorrow sometimes another against between without within during among she her his him our "
    "how all can more most other january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday http https www"
)
"""Words of English that say nothing about a subject, and are not in the list of ordinary ones."""

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_KATAKANA: Final = "\u30a1-\u30fc"
_HIRAGANA: Final = "\u3041-\u309f"
_WORD: Final = re.compile(
    f"(?=([{_HAN}]{{2}}))[{_HAN}]|([{_KATAKANA}]{{2,}})|([^\\W\\d_{_HAN}{_KATAKANA}{_HIRAGANA}]{{3,}})"
)
"""A word of three letters or more; a word in katakana; of ideographs, which stand without spaces, every pair."""

_SHORT: Final = 32
"""Code points of what is kept with its terms; a line without spaces is not a word, and comes once."""

_MOST_KEPT: Final = 2**15

_NOT_WORDS: Final = re.compile(r"\]\([^()\s]{1,2000}|\[\^[\w.-]{1,50}\](?::.*(?:\n {4}.*|\n\t.*)*)?|://\S+")
"""Addresses, and marks of notes with the notes themselves: who annotates a text does not change what it is about."""

_MAY_HOLD: Final = ("](", "[^", "://")
_FIRST: Final = re.compile(r"[.!?…:\n]\W*(\w+)")
"""The first word of a sentence or line, which has a capital whatever it is."""


def terms_of(front_matter: FrontMatter, body: str) -> str:
    """The key terms of an article, by its title, summary, body and the names that its properties list."""
    findings = front_matter.findings
    names = (*findings.people, *findings.organisations, *findings.places)
    return key_terms(front_matter.title, f"{front_matter.summary or ''}\n{body}", names)


def key_terms(title: str, text: str, names: Iterable[str] = ()) -> str:
    """The terms of an article, most telling first: names, a bar, other words.

    Args:
        title: plain.
        text: Markdown; its beginning is read.
        names: of people, organisations and places that are known to stand in it.
    """
    text = text[:_STUDIED]
    if any(mark in text for mark in _MAY_HOLD):
        text = _NOT_WORDS.sub(" ", text)
    words, first = text.split(), set(_FIRST.findall(f"\n{text}"))
    there = set(words)
    if _kept_terms.cache_info().currsize > _MOST_KEPT:
        _kept_terms.cache_clear()
    counts: dict[str, int] = {}
    found: set[str] = set()
    for written in words:
        for name, capitalised, lower in _kept_terms(written) if len(written) <= _SHORT else _terms(written):
            counts[name] = counts.get(name, 0) + 1
            if capitalised and capitalised not in first and lower not in there:
                found.add(name)
    for name, _, _ in _terms(title):
        counts[name] = counts.get(name, 0) + _IN_TITLE
    for name, _, _ in _terms(" ".join(names)):
        counts[name] = counts.get(name, 0) + _NAMED
        found.add(name)
    ranked = sorted([(-count - (name in found), -len(name), name) for name, count in counts.items()])[:_MOST]
    terms = [name for _, _, name in ranked]
    return " ".join([*(name for name in terms if name in found), BAR, *(name for name in terms if name not in found)])


def _terms(text: str) -> tuple[tuple[str, str, str], ...]:
    """The terms in a text, mostly what stands between two spaces.

    Returns:
        Of each the term, its word where that begins with a capital (else nothing), and the word in lower case.
    """
    terms, plain = [], _plain_words()
    for pair, katakana, word in _WORD.findall(text):
        written = pair or katakana or word
        lower = written.casefold()
        name = _singular(lower)
        if name not in plain and lower not in plain:
            terms.append((name[:_LONGEST], written if written[0].isupper() else "", lower))
    return tuple(terms)


_kept_terms: Final = cache(_terms)  # without the order of use, which would cost more than what is looked up


def _singular(word: str) -> str:
    """A word without the ending of an English plural, near enough for words that are only compared."""
    if len(word) > 5 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui" else word


@cache
def _plain_words() -> frozenset[str]:
    return ordinary_words() | STOP_WORDS | frozenset(_MORE_FUNCTION_WORDS.split())
