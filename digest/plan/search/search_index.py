"""The index of the search: the words of every published article that readers may find it by, as a script.

It holds titles, publishers, authors, comments, highlights and notes with their writers, and summaries, which say
whether they are digest's; not the texts themselves, whose rights differ. A script that assigns a value can be loaded
from disk too, where nothing is fetched.
It holds columns, each with a line for every article: a browser reads one long string much faster than many values.

The theme's script finds and ranks (`assets/search.js`). Letters are folded: case, diacritics, widths, apostrophes,
Arabic spellings of one letter; the Arabic article is left out.
Of scripts without spaces every pair of letters counts as a word. An article is found if it has every word of the query,
or one that begins with it, which counts half. Articles are ranked by BM25 (Robertson and Zaragoza 2009, with k1 = 1.2
and b = 0.25, lengths in letters), in which a word counts three times in the reader's own words (comment, notes,
highlights), twice in the title and once in a summary or a name; of equals the newest comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from operator import is_not
from pathlib import PurePosixPath
from typing import Any, Final

from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.model.inputs import FingerprintedOnce, key
from digest.model.rendering import Highlight
from digest.model.week import Week
from digest.plan import grouping
from digest.plan.catalogue import Catalogue
from digest.plan.descriptions import plain_text
from digest.plan.feeds.document_inputs import Document
from digest.plan.routes import Route, in_address, permalink
from digest.plan.texts import HighlightedArticle, Texts

FORM: Final = 2
"""The form of the index: a theme's script reads one form, and an index in another one has another name."""

LARGEST: Final = 3_000_000
"""Characters of an index with summaries; above that it leaves them out, so that the page opens on a phone too."""

PAGEFIND: Final = "search/pagefind/"
"""The folder in the site for the index of Pagefind, the extra `search`, which answers in the place of this one."""

_DIGITS: Final = 8
_BEFORE: Final = "window.digestSearch="


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedArticle:
    """What the index holds of an article.

    Attributes:
        file: in the project.
        path: of its page, relative to the site's root, with a slash at its end however pages link.
        source: the publisher's name, or empty.
        authors: their names with commas between them, or empty.
        date: the day of publication by ISO 8601, or empty.
        inferred: whether the day still waits for a person's confirmation.
        language: where it is not the site's, else empty.
        week: the label of its week, or empty.
        topics: slugs.
        comment_html: the editor's words on it, or empty.
        by_digest: whether the summary is digest's.
        marks: fingerprint of its highlights and notes; empty where there are none.
    """

    file: PurePosixPath
    path: str
    title: str
    source: str
    authors: str
    date: str
    inferred: bool
    language: str
    week: str
    topics: tuple[str, ...]
    comment_html: str
    summary: str
    by_digest: bool
    marks: str

    @property
    def highlighted(self) -> HighlightedArticle:
        """What its highlights are found by: its file alone."""
        return HighlightedArticle(card=Card(path=self.file, slug="", title=self.title), marks=self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContents(FingerprintedOnce):
    """All that the index holds.

    Attributes:
        language: of the site.
        topics: slug and name of the topics that articles have, in the order of the taxonomy.
        weeks: label and title of the weeks that articles stand in, the newest first.
        days: each date of an article by ISO 8601, and in words.
        articles: in reading order.
    """

    language: str
    topics: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str], ...]
    articles: tuple[IndexedArticle, ...]

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return "what the search finds"

    @property
    def route(self) -> Route:
        """Where the index stands: the name changes with what it holds, so that a browser may keep it for ever."""
        return Route("file", f"search/index.{key(self, str(FORM))[:_DIGITS]}.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex(Document):
    """The index as a script.

    Attributes:
        known: the columns of highlights as another index has them, by their fingerprint: they need not be made again.
    """

    contents: IndexContents
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def newer(self, contents: IndexContents, body: bytes) -> SearchIndex:
        """The index of newer contents; `body` is this one, or nothing where it is lost."""
        return SearchIndex(route=contents.route, contents=contents, known=_known_marks(self.contents, body))

    def body(self, texts: Texts) -> bytes:
        """`window.digestSearch={…};`, with a line for each column; no name of an empty one."""
        columns = _columns(_row(article, self._marks(article, texts)) for article in self.contents.articles)
        if sum(map(len, columns.values())) > LARGEST:
            columns = {name: value for name, value in columns.items() if name not in _SUMMARY}
        days = _json(dict(self.contents.days))
        head = f'"form":{FORM},"size":{len(self.contents.articles)},"days":{days}'
        body = bytearray(_encoded(f'{_BEFORE}{{{head},\n"articles":{{\n'))
        for at, name in enumerate(tuple(columns)):  # of a large index one column at a time is in memory twice
            body += b",\n" if at else b""
            body += _encoded(f"{_json(name)}:{_json(columns.pop(name))}")
        body += b"\n}};\n"
        return bytes(body)

    def _marks(self, article: IndexedArticle, texts: Texts) -> tuple[str, ...]:
        return (self.known.get(article.marks) or _marks(article, texts)) if article.marks else _NO_MARKS


def main_language(tag: str) -> str:
    """The language of a BCP 47 tag without region and script: who asks for English means that of Britain too."""
    return tag.split("-", 1)[0].lower()


def index_contents(catalogue: Catalogue) -> IndexContents:
    """What the index of a site holds: the articles that have a page, duplicates among them."""
    cards = [record.card for record in catalogue.records]
    articles = tuple([_indexed(catalogue, record) for record in catalogue.records])
    used = {topic for article in articles for topic in article.topics}
    weeks, days = {card.week for card in cards if card.week}, {card.date for card in cards if card.date}
    return IndexContents(
        language=catalogue.config.language,
        topics=tuple([(topic.slug, topic.name) for topic in catalogue.topics if topic.slug in used]),
        weeks=tuple([(label, _week_title(catalogue, label)) for label in sorted(weeks, reverse=True)]),
        days=tuple([(day.isoformat(), catalogue.words.day(day)) for day in sorted(days)]),
        articles=articles,
    )


def _week_title(catalogue: Catalogue, label: str) -> str:
    """As its digest has it; a week that only duplicates fall into has its number alone."""
    title, week = catalogue.week_titles.get(label), Week.parse(label)
    return title or (catalogue.words.week(week.year, week.number) if week else label)


def _indexed(catalogue: Catalogue, record: Record) -> IndexedArticle:
    card, site = record.card, catalogue.config.language
    return IndexedArticle(
        file=card.path,
        path=in_address(permalink(catalogue.routes[card.path])),
        source=card.source or "",
        date=card.date.isoformat() if card.date else "",
        language=card.language if card.language and card.language != site else "",
        week=card.week,
        topics=tuple([topic.slug for topic in grouping.topics_of(card, catalogue.known_topics, catalogue.unsorted)]),
        **_words_of(record),
    )


def with_records(contents: IndexContents, records: Mapping[PurePosixPath, Record]) -> IndexContents:
    """The same with the words of newer records; the very same if it holds none of these articles."""
    articles = [
        replace(article, **_words_of(records[article.file])) if article.file in records else article
        for article in (contents.articles if records else ())
    ]
    is_newer = any(map(is_not, articles, contents.articles))
    return replace(contents, articles=tuple(articles)) if is_newer else contents


def _words_of(record: Record) -> dict[str, Any]:
    """What the index holds of an article that people and digest wrote about it."""
    card = record.card
    return {
        "title": card.title,
        "authors": ", ".join(card.authors),
        "inferred": card.date_inferred,
        "comment_html": card.comment_html,
        "summary": card.summary,
        "by_digest": "summary" in card.machine,
        "marks": record.marks,
    }


_SUMMARY: Final = ("summary", "byDigest")
_MARKS: Final = ("anchors", "quotes", "notes", "by")
_NO_MARKS: Final = ("",) * len(_MARKS)
_COLUMNS: Final = (
    *("title", "path", "source", "authors", "date", "inferred", "lang", "week", "topics", "comment"),
    *(*_MARKS, *_SUMMARY),
)


def _row(article: IndexedArticle, marks: tuple[str, ...]) -> tuple[str, ...]:
    """An article in the order of the columns; of several highlights with tabs between them."""
    return (
        _line(article.title),
        article.path,
        _line(article.source),
        _line(article.authors),
        article.date,
        "1" if article.inferred else "",
        article.language,
        article.week,
        " ".join(article.topics),
        plain_text(article.comment_html) if article.comment_html else "",
        *marks,
        _line(article.summary),
        "1" if article.summary and article.by_digest else "",
    )


def _marks(article: IndexedArticle, texts: Texts) -> tuple[str, ...]:
    """Of its highlights and notes the anchors, the passages, what was noted, and by whom."""
    marks = texts.highlights(article.highlighted)
    return (
        "\t".join([mark.anchor for mark in marks]),
        "\t".join([_line(mark.quote) for mark in marks]),
        "\t".join([_noted(mark) for mark in marks]),
        "\t".join([_line(mark.by) for mark in marks]),
    )


def _known_marks(contents: IndexContents, body: bytes) -> Mapping[str, tuple[str, ...]]:
    """The columns of highlights in an index of these contents, by the fingerprint of the highlights."""
    try:
        text = body.decode("utf-8").removeprefix(_BEFORE).removesuffix(";\n")
        columns = json.loads(text)["articles"] if text else {}
        lines = [columns[name].split("\n") if name in columns else [""] * len(contents.articles) for name in _MARKS]
        rows = zip(contents.articles, *lines, strict=True) if columns else ()
        return {article.marks: tuple(row) for article, *row in rows if article.marks}
    except (ValueError, KeyError):
        return {}


def _noted(mark: Highlight) -> str:
    return plain_text(mark.comment_html) if mark.comment_html else ""


def _line(text: str) -> str:
    """A text that breaks no line of its column, nor a line in two values."""
    return text.replace("\n", " ").replace("\t", " ")


def _columns(rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The columns that say something, by name."""
    columns: dict[str, list[str]] = {name: [] for name in _COLUMNS}
    for row in rows:
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    return {name: "\n".join(columns.pop(name)) for name in _COLUMNS if any(columns[name])}


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _json(value: object) -> str:
    """JSON that is a value of JavaScript of any age, and markup nowhere."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
