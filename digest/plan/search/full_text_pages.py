"""A page of plain words for each article, made for a program that indexes pages: Pagefind, the extra `search`.

Readers never see these pages. They hold what the article's own page shows and no more: title, publisher, authors,
comment, highlights and notes with their writers, summary, and the text where it is published whole. The words are
folded as the theme's script folds those of a query (`assets/search.js`), with pairs of letters in scripts without
spaces, so that both kinds of search find alike.
What a result shows of a passage stands as JSON in the id of its element, which is kept and not searched.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from digest.dataclass import dataclass
from digest.model.card import Record
from digest.model.inputs import key
from digest.plan.descriptions import plain_text
from digest.plan.search.index_contents import IndexContents, IndexedArticle, main_language
from digest.plan.search.page_passages import page_passages
from digest.plan.texts import TextReference, Texts

_WEIGHTS: Final = {"comment": 3, "note": 3, "quote": 3, "title": 2, "summary": 1, "text": 1}
"""How much a word weighs by where it stands, as in digest's own index."""

_MOST: Final = 2
"""How often a word of a text counts: more says little, and makes the index of 10,000 articles half as large again."""

_AROUND: Final = string.punctuation + "“”„‘’«»‹›…–—。、・「」『』（）！？：；،؛؟"
"""What stands around a word and is not looked for."""

_SPACE: Final = re.compile(r"\s")
"""Pagefind drops white space from ids, so that U+E000, which no text uses, stands for a space in them."""

_MARKS: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670'\u2019]")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
    | {
        "\u0629": "\u0647",
        "\u0649": "\u064a",
        "\u0671": "\u0627",
        "\u06a9": "\u0643",
        "\u06c1": "\u0647",
        "\u06cc": "\u064a",
    }
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
_ARABIC_ARTICLE: Final = re.compile(
    "(?<![\u0621-\u06d3])(?:[\u0628\u0641\u0643\u0648]?\u0627\u0644|\u0648?\u0644\u0644)(?=[\u0621-\u06d3]{2})"
)
_UNSPACED: Final = re.compile(
    "(?:["
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9"  # Han
    "\U00020000-\U000323af"
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0edf"  # Thai, Lao
    "\u1780-\u17f9\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"  # Khmer, Burmese
    "][\u0300-\u036f\u3099\u309a]*)+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullTextPage:
    """The page of an article.

    Attributes:
        article: as digest's own index has it.
        day: of its publication, in words; or empty.
        language: of the site.
        text: the article's, where it is published whole.
    """

    article: IndexedArticle
    day: str
    language: str
    text: TextReference | None

    def html(self, texts: Texts) -> str:
        """The page, with what it can be filtered and sorted by."""
        seen = Counter[str]()
        passages = "\n".join([_passage(kind, text, more, seen) for kind, text, more in self._passages(texts) if text])
        filters = "".join([_told("filter", name, value) for name, value in self._filters()])
        order = _told("sort", "date", self.article.date or "0")
        names = escape(folded("\n".join([self.article.source, self.article.authors, *self._writers(texts)])))
        return (
            f'<!DOCTYPE html><html lang="{escape(self.language)}"><head><meta charset="utf-8"></head>'
            f"<body><main data-pagefind-body>{filters}{order}\n{passages}\n<p>{names}</p></main></body></html>\n"
        )

    def _filters(self) -> Iterator[tuple[str, str]]:
        article = self.article
        yield from (("topic", topic) for topic in article.topics)
        yield "source", article.source
        yield "week", article.week
        yield "language", main_language(article.language or self.language)
        yield "marked", "1" if article.marks else ""

    def _writers(self, texts: Texts) -> tuple[str, ...]:
        """Of its notes."""
        return tuple([mark.by for mark in texts.highlights(self.article.highlighted)]) if self.article.marks else ()

    def _passages(self, texts: Texts) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        """Of each passage its kind, its words, and what a result needs beside these."""
        article = self.article
        yield "title", article.title, self._shown()
        yield "comment", plain_text(article.comment_html), {}
        for mark in texts.highlights(article.highlighted) if article.marks else ():
            yield "note", plain_text(mark.comment_html), {"anchor": mark.anchor, "by": mark.by}
            yield "quote", mark.quote, {"anchor": mark.anchor}
        yield "summary", article.summary, {}
        if self.text:
            for anchor, text in page_passages(texts.text(self.text).html):
                yield "text", text, {"heading": anchor}

    def _shown(self) -> Mapping[str, object]:
        """What a result shows of the article itself."""
        article = self.article
        return {
            "title": article.title,
            "path": article.path,
            "source": article.source,
            "authors": article.authors,
            "date": article.date,
            "day": self.day,
            "inferred": article.inferred,
            "lang": article.language,
            "byDigest": bool(article.summary) and article.by_digest,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FullTextPages:
    """The pages of all articles.

    Attributes:
        contents: what digest's own index holds of the articles.
        texts: of each article, where it is published whole.
    """

    contents: IndexContents
    texts: tuple[TextReference | None, ...]

    @property
    def key(self) -> str:
        """The fingerprint of all that they are made from."""
        return key(self.contents, *(reference.text if reference else "" for reference in self.texts))

    def __iter__(self) -> Iterator[FullTextPage]:
        """In reading order."""
        days = dict(self.contents.days)
        for article, text in zip(self.contents.articles, self.texts, strict=True):
            yield FullTextPage(
                article=article, day=days.get(article.date, ""), language=self.contents.language, text=text
            )


def full_text_pages(contents: IndexContents, records: Iterable[Record]) -> FullTextPages:
    """The pages of the articles of a site.

    Args:
        contents: what digest's own index holds of them.
        records: of the same articles, in any order.
    """
    whole = {record.file: TextReference(file=record.file, text=record.text) for record in records if _is_whole(record)}
    return FullTextPages(contents=contents, texts=tuple([whole.get(article.file) for article in contents.articles]))


def _is_whole(record: Record) -> bool:
    return record.card.rights == "full"


def folded(text: str) -> str:
    """A text as its words are compared; scripts without spaces in pairs of letters, each run's last letter alone."""
    if text.isascii():
        return text.lower().replace("'", "")
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    plain = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    return _UNSPACED.sub(_pairs, _ARABIC_ARTICLE.sub("", plain))


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    pairs = [letters[at : at + 2] for at in range(len(letters))]
    return f" {' '.join(pairs)} "


def _passage(kind: str, text: str, more: Mapping[str, object], seen: Counter[str]) -> str:
    """A passage as an element; `seen` counts the words of the article's text."""
    shown = {"kind": kind, **{name: value for name, value in more.items() if value}}
    shown |= {} if kind == "title" else {"text": text}
    told = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    told = escape(_SPACE.sub(lambda space: f"\\u{ord(space[0]):04x}", told.replace(" ", "\ue000")))
    words = _few(folded(text), seen) if kind == "text" else folded(text)
    return f'<p id="{told}" data-pagefind-weight="{_WEIGHTS[kind]}">{escape(words)}</p>'


def _few(text: str, seen: Counter[str]) -> str:
    """The words of a part of a text without those that came often enough before."""
    words = []
    for written in text.split():
        word = written.strip(_AROUND)
        seen[word] += 1
        if word and seen[word] <= _MOST:
            words.append(word)
    return " ".join(words)


def _told(what: str, name: str, value: str) -> str:
    return f'<i data-pagefind-{what}="{name}[title]" title="{escape(value)}"></i>' if value else ""
