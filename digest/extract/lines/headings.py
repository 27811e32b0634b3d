"""Which short lines of a plain text are subheads, and which are paragraphs without a full stop.

A wrong heading is worse than a missing one: a line is only taken for a subhead if nothing speaks for a sentence.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 90
_MOST_WORDS: Final = 14
"""Code points and words of the longest subhead."""

_STOPS: Final = ".!?…:;。！？"
_CLOSERS: Final = "\"'”’»)]“*"
_BEGINS = re.compile(r"[A-ZÀ-ÞĀ-Ž\d“„«¿\"]|[^\W\d_a-z]")
_FOOTNOTE = re.compile(r"(?:\s?\[\w{1,4}\]|[¹²³⁰⁴-⁹†‡*]+)$")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)\]]*(?:\[\w{1,4}\])*\s+\S")
_FIGURE = re.compile(r"(?:\d[.,]\d+|[€$£¥%]|\d\s?(?:EUR|USD|GBP|km|kg|cm|mm|m|g|t|h|min))$")
_PARENTHESIS = re.compile(r"[)\]]$")
_QUOTED_END = re.compile(r"[\"”»’]$")
_QUOTED_START: Final = ("“", "„", "«", '"', "‘")

_PRONOUN_WORDS: Final = (
    "i he she it we they you there er sie es wir ihr il elle nous vous ils elles on él ella nosotros"
)
_ARTICLE_WORDS: Final = (
    "the a an this that these those his her its their our my your der die das ein eine dieser diese le la les un une "
    "ce cette el los las una"
)
_VERB_WORDS: Final = (
    "is are was were be been am has have had will would shall can could may might must should does do did said says "
    "went came took made gave found kept stood fell began became cost costs got saw knew thought told wrote ran left "
    "ist sind war waren hat haben hatte wird werden wurde kann muss sagte est sont était a ont avait sera dit es son "
    "fue era ha han había será dijo"
)
_PRONOUNS, _ARTICLES, _VERBS = (frozenset(words.split()) for words in (_PRONOUN_WORDS, _ARTICLE_WORDS, _VERB_WORDS))
_MAYBE_VERB = re.compile(r"[a-z]{2,}(?:ed|ies)$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_heading(text: str) -> bool:
    """Whether a line may be a subhead: short, beginning like a title, and not a sentence."""
    if len(text) > _LONGEST or not _BEGINS.match(text) or text.endswith(",") or _FOOTNOTE.search(text):
        return False
    ending = text.rstrip(_CLOSERS + _emoji(text))
    if ending[-1:] in tuple(_STOPS) and not text.endswith("?"):
        return False
    if _SENTENCES.search(text) or _FIGURE.search(text) or _is_aside(text):
        return False
    words = _WORD.findall(text)
    return bool(words) and len(words) <= _MOST_WORDS and (text.endswith("?") or not _is_statement(words))


def _emoji(text: str) -> str:
    """The pictures at the end of a line, with what joins them, and the spaces between them."""
    end = len(text)
    while end and (ord(text[end - 1]) >= 0x2190 or text[end - 1] in "\u200d "):
        end -= 1
    return text[end:] if text[end:].strip() and not text[end:].strip()[-1:].isalpha() else ""


def _is_aside(text: str) -> bool:
    """Whether a line ends with a parenthesis or a quotation that began within it: `He wrote of it (1994)`."""
    if _QUOTED_END.search(text):
        return not text.startswith(_QUOTED_START)
    return bool(_PARENTHESIS.search(text)) and _is_statement(_WORD.findall(text))


def _is_statement(words: list[str]) -> bool:
    """Whether words are a clause: a pronoun or an article before a finite verb, not in title case."""
    lower = [word.lower() for word in words]
    others = [word for word in words[1:] if len(word) > 3]
    if len(others) >= 2 and sum(word[0].isupper() for word in others) >= 0.7 * len(others):
        return False
    has_verb = any(word in _VERBS or _MAYBE_VERB.match(word) for word in lower[1:])
    return (lower[0] in _PRONOUNS and len(words) > 1) or (lower[0] in _ARTICLES and has_verb)
