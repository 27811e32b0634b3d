"""The summary of a text: a sentence that says what it is about, and the one that goes on from it.

A news story says it first, other texts within their first paragraphs, so the place of a sentence counts most and the
words that it shares with the title next. Both sentences stand where they stood in the text: of two that follow each
other, the second may say "it" of what the first names. Where no sentence stands alone there is no summary, since a
wrong one is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from digest.extract.annotators.lexicon import NO_NAMES, ORGANISATIONS, VERB
from digest.extract.annotators.summary.centrality import stems
from digest.extract.annotators.summary.sentences import Sentence
from digest.extract.annotators.summary.standing_alone import follows_on, is_whole, says_what_it_covers, stands_alone

LONGEST: Final = 420
"""Code points of a summary."""

_STUDIED: Final = 6
"""Sentences at the beginning of a text of which one may open its summary."""

_STOPS: Final = (".", "!", "?", "…", "。", "”", "»", '"', ")")
"""What a heading does not end with."""

_LEAD, _FALL = 1.5, 0.3
"""How much the first sentence counts, and how fast that wears off."""

_TITLE: Final = 1.2
"""How much it counts that a sentence has all words of the title."""

_NEAR: Final = 2
"""The number of the last sentence, from 0, that may open a summary with few of the title's words."""

_LEAST_ABOUT: Final = 0.25
"""The share of the title's words that a sentence must have. Of the sites' summaries that were judged (see
tests/benchmarks), 75 in 100 were good above it and 37 below."""

_ABOUT_SECOND: Final = 0.15
"""The share that the second sentence must have."""

_ABOUT: Final = 0.5
"""The share that a later one must have."""

_GUIDE: Final = re.compile(
    r"\b(?:best|top|tips?|ways|guide|how to|alternatives?|trends|ideas|things|types?|vs|versus|reasons|steps"
    r"|for beginners|checklist|cheap\w*|affordable|explained|choosing|comparing|costs?|pricing|practices)\b"
    r"|^(?:the )?\d{1,3} ",
    re.IGNORECASE,
)
"""Titles of guides and lists, whose first sentences often lead up to their subject before they name it."""

_ABOUT_GUIDE: Final = 0.25
"""The share of the title's words that a sentence of a guide must have. Of the sites' summaries that were judged, 4 of
16 were good below it; any two of their three parts choose the same share."""

_COVERS: Final = 0.3
"""How much it counts that a sentence says what the text covers."""

_ANNOUNCED: Final = 1.0
"""How much it counts that a dateline or `In short:` stands before a sentence."""

_TO_YOU: Final = re.compile(r"\b(?:you|your|yours|we|our|us)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w[\w-]*")
_CASE_OF_YOURS: Final = re.compile(r"(?:If|When|Whether|Once|Before|After|While|As) (?:you|your)\b")
_SOON: Final = 3
"""Sentences behind the first among which the second is looked for."""

_SHARED: Final = 2
"""Words that one which does not follow at once must share with the first or the title."""

_SHORTEST_SECOND: Final = 11
"""Code points of a sentence behind another: `She was 91.`"""

_LONG_ENOUGH: Final = 60
"""Code points of a sentence that may be a summary by itself."""

_SAID_BY: Final = re.compile(
    rf"\b(?:{VERB}|according to) (?P<behind>[A-ZÀ-Þ][\w’'-]+)(?=[,.;]| that\b)"
    r"|(?<![A-ZÀ-Þ][\w.] )(?<![a-zß-ÿ] )\b(?P<ahead>[A-ZÀ-Þ][a-zß-ÿ]+) (?:says|adds|explains|recalls|admits)\b"
)
"""Speech of somebody who is named by one name, as one who was introduced before is."""


def summarise(sentences: Sequence[Sentence], title: str, by_surname: Mapping[str, str]) -> tuple[Sentence, ...]:
    """The one or two sentences of a summary, or none.

    Args:
        sentences: of the text, in order.
        title: of the text.
        by_surname: the full names of people that it names.
    """
    headline = frozenset(stems(title))
    is_guide = bool(_GUIDE.search(title))
    opening = [place for place, sentence in enumerate(sentences) if sentence.text.endswith(_STOPS)][:_STUDIED]
    scores = {
        place: _score(number, sentences[place], headline)
        for number, place in enumerate(opening)
        if _opens(sentences[place].text, by_surname)
        and not (is_guide and _leads_up(sentences[place], headline))
        and _may_open(number, _about(sentences[place], headline), headline, announced=sentences[place].is_announced)
    }
    if not scores:
        return ()
    first = max(scores, key=scores.__getitem__)
    anchor = sentences[first]
    second = _second(sentences, first, headline, by_surname)
    if second is None:
        return (anchor,) if len(anchor.text) >= _LONG_ENOUGH else ()
    return (anchor, second)


def _may_open(number: int, about: float, headline: frozenset[str], *, announced: bool) -> bool:
    """Whether a sentence stands near enough to the beginning and has enough of the title's words."""
    if number == 0 or announced or not headline:
        return number <= _NEAR
    return about >= (_ABOUT_SECOND, _LEAST_ABOUT, _ABOUT)[min(number, _NEAR + 1) - 1]


def _leads_up(sentence: Sentence, headline: frozenset[str]) -> bool:
    """Whether a sentence of a guide has not come to its subject yet."""
    named = sentence.is_announced or says_what_it_covers(sentence.text)
    return not named and _about(sentence, headline) < _ABOUT_GUIDE


def _opens(text: str, by_surname: Mapping[str, str]) -> bool:
    return (
        is_whole(text)
        and not _CASE_OF_YOURS.match(text)
        and stands_alone(text)
        and not names_unknown(text, "", by_surname)
    )


def _score(number: int, sentence: Sentence, headline: frozenset[str]) -> float:
    covers = _COVERS if says_what_it_covers(sentence.text) else 0.0
    to_you = 0.25 * min(2, len(_TO_YOU.findall(sentence.text)))
    announced = _ANNOUNCED if sentence.is_announced else 0.0
    return announced + _LEAD / (1 + _FALL * number) + _TITLE * _about(sentence, headline) + covers - to_you


def _about(sentence: Sentence, headline: frozenset[str]) -> float:
    """The share of the title's words that a sentence has."""
    shared = len(headline.intersection(stems(sentence.text)))
    return min(1.0, shared / max(2, len(headline)))


def _second(
    sentences: Sequence[Sentence], first: int, headline: frozenset[str], by_surname: Mapping[str, str]
) -> Sentence | None:
    """The sentence that goes on from the first: the next, or one soon after it that refers to nothing before."""
    before = sentences[first]
    subject = frozenset(stems(before.text)) | headline
    for distance, after in enumerate(sentences[first + 1 : first + 1 + _SOON]):
        if distance == 0:
            stands = stands_alone(after.text) or follows_on(after.text, before.text)
        else:
            stands = stands_alone(after.text) and len(subject.intersection(stems(after.text))) >= _SHARED
        fits = len(before.text) + 1 + len(after.text) <= LONGEST
        whole = is_whole(after.text, _SHORTEST_SECOND) and not _CASE_OF_YOURS.match(after.text)
        if whole and fits and stands and not names_unknown(after.text, before.text, by_surname):
            return after
    return None


def names_unknown(text: str, before: str, by_surname: Mapping[str, str]) -> bool:
    """Whether a sentence calls somebody by surname alone whom the summary has not named in full."""
    together = f"{before} {text}"
    words = set(_WORD.findall(together))
    if any(surname in words and name not in together for surname, name in by_surname.items()):
        return True
    return not before and any(_is_bare_name(match) for match in _SAID_BY.finditer(text))


def _is_bare_name(speech: re.Match[str]) -> bool:
    """Whether speech is that of one name, which is not an organisation's."""
    name = speech["behind"] or speech["ahead"]
    return name not in ORGANISATIONS and name not in NO_NAMES and not name.isupper()
