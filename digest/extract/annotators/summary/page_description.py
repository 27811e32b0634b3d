"""The page's own description as the summary, where it says in whole sentences what the article is about.

Pages describe themselves for search engines and for those who share their address. Many descriptions are the beginning
of the text cut off, a slogan of the site or a call to read on; these are not summaries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from digest.extract.annotators.summary.centrality import stems
from digest.extract.annotators.summary.sentences import Sentence, abbreviated, sentences
from digest.extract.annotators.summary.standing_alone import SHORTEST, follows_on, informs, is_whole, stands_alone
from digest.extract.annotators.summary.summary import LONGEST, names_unknown

_MOST_SENTENCES: Final = 2
_SHORTEST: Final = 60
"""Code points of a description."""

_COMPARED: Final = 60
"""Sentences of the text with which a description is compared."""

_SHARED: Final = 0.6
"""The least share of a description's words that stand in the text or its title."""

_SHORTEST_SECOND: Final = 20
"""Code points of a sentence behind another."""

_STOPS: Final = (".", "!", "?", "。", "”", "»", '"', ")")
_CUT: Final = re.compile(r"\b(?:the|an?|of|on|in|at|by|to|for|and|or|with|from|as|that|is|are|was|were|have|has)\.$")
"""How a text ends that was cut off and given a full stop."""


def describe(
    descriptions: Sequence[str], title: str, text: Sequence[Sentence], by_surname: Mapping[str, str]
) -> str | None:
    """The whole sentences at the beginning of the first description that says what the text is about, or None.

    Args:
        descriptions: of the page, most trusted first.
        title: of the text.
        text: its sentences.
        by_surname: the full names of people that it names.
    """
    if not descriptions:
        return None
    known = frozenset(stems(" ".join([title, *(sentence.text for sentence in text[:_COMPARED])])))
    return next(filter(None, (_summary(each, title, known, by_surname) for each in descriptions)), None)


def invite(descriptions: Sequence[str], title: str, text: Sequence[Sentence]) -> str | None:
    """The sentence of a description that says what there is to learn from the text, or None.

    It is the summary where there is no better one.
    """
    if not descriptions:
        return None
    known = frozenset(stems(" ".join([title, *(sentence.text for sentence in text[:_COMPARED])])))
    every = (sentence for description in descriptions for sentence in _sentences(description)[:1])
    return next((sentence for sentence in every if informs(sentence) and _is_about(sentence, title, known)), None)


def _sentences(description: str) -> list[str]:
    """The sentences of a description that is not cut off, without questions at its beginning."""
    if not description.endswith(_STOPS) or description.endswith("..."):
        return []
    every = [description[start:end] for start, end in sentences(description)]
    first = next((number for number, sentence in enumerate(every) if not sentence.endswith("?")), len(every))
    return every[first:]


def _summary(description: str, title: str, known: frozenset[str], by_surname: Mapping[str, str]) -> str | None:
    kept: list[str] = []
    for sentence in _sentences(description)[:_MOST_SENTENCES]:
        if not _is_good(sentence, " ".join(kept), by_surname) or len(" ".join([*kept, sentence])) > LONGEST:
            break
        kept.append(sentence)
    summary = " ".join(kept)
    return summary if _is_about(summary, title, known) else None


def _is_about(summary: str, title: str, known: frozenset[str]) -> bool:
    """Whether a description has the words of the text and says more than its title."""
    words = stems(summary)
    about = sum(word in known for word in words) >= _SHARED * len(words)
    is_title = summary.rstrip(".").casefold() == title.casefold()
    return len(summary) >= _SHORTEST and about and not is_title


def _is_good(sentence: str, before: str, by_surname: Mapping[str, str]) -> bool:
    return (
        is_whole(sentence, _SHORTEST_SECOND if before else SHORTEST)
        and (stands_alone(sentence) or (bool(before) and follows_on(sentence, before)))
        and not _CUT.search(sentence)
        and not abbreviated(sentence)
        and not names_unknown(sentence, before, by_surname)
    )
