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
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final

from digest.dataclass import dataclass
from digest.model.rendering import Highlight
from digest.plan.descriptions import plain_text
from digest.plan.feeds.document_inputs import Document
from digest.plan.search.index_contents import FORM, IndexContents, IndexedArticle
from digest.plan.texts import Texts

LARGEST: Final = 3_000_000
"""Characters of an index with summaries; above that it leaves them out, so that the page opens on a phone too."""

PAGEFIND: Final = "search/pagefind/"
"""The folder in the site for the index of Pagefind, the extra `search`, which answers in the place of this one."""

_BEFORE: Final = "window.digestSearch="


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchIndex(Document):
    """The index as a script.

    Attributes:
        last: the contents of the last index, and its bytes or nothing where they are lost: of what has not changed
            since nothing is made again.
    """

    contents: IndexContents
    last: tuple[IndexContents, bytes] | None = field(default=None, compare=False)

    def body(self, texts: Texts) -> bytes:
        """`window.digestSearch={…};`, with a line for each column; no name of an empty one."""
        articles = self.contents.articles
        columns = self._newer_columns(texts) or _columns(
            _COLUMNS, (_row(each, _marks(each, texts)) for each in articles)
        )
        if _size(columns) <= LARGEST:
            whole = columns | _columns(_SUMMARY, map(_summary, articles))
            columns = whole if _size(whole) <= LARGEST else columns
        head = f'"form":{FORM},"size":{len(articles)},"days":{_json(dict(self.contents.days))}'
        body = bytearray(_encoded(f'{_BEFORE}{{{head},\n"articles":{{\n'))
        for at, name in enumerate(tuple(columns)):  # of a large index one column at a time is in memory twice
            body += b",\n" if at else b""
            body += _encoded(f'"{name}":"{columns.pop(name)}"')
        body += b"\n}};\n"
        return bytes(body)

    def _newer_columns(self, texts: Texts) -> dict[str, str]:
        """The columns of the last index with the lines of newer articles; nothing where it is not known."""
        contents, body = self.last or (self.contents, b"")
        parts = (line.removesuffix(",").partition(":") for line in body.decode("utf-8", "replace").split("\n")[2:-2])
        columns = {name[1:-1]: column[1:-1] for name, _, column in parts}
        newer: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for at, (was, now) in enumerate(zip(contents.articles, self.contents.articles, strict=True)):
            if was is not now and columns:
                marks = _marks(now, texts)
                old = _row(was, marks if was.marks == now.marks else _OTHER_MARKS)
                for name, before, line in zip(_COLUMNS, old, _row(now, marks), strict=True):
                    if line != before:
                        newer[name][at] = line
        empty = _END * (len(contents.articles) - 1)
        columns |= {name: _with_lines(columns.get(name, empty), lines) for name, lines in newer.items()}
        return {name: columns[name] for name in _COLUMNS if columns.get(name)}


_SUMMARY: Final = ("summary", "byDigest")
_MARKS: Final = ("anchors", "quotes", "notes", "by")
_OTHER_MARKS: Final = ("\n",) * len(_MARKS)
"""Stand for marks of which nothing is known but that they differ: no line has an end within it."""

_COLUMNS: Final = (
    *("title", "path", "source", "authors", "date", "inferred", "lang", "week", "topics", "comment"),
    *_MARKS,
)
_END: Final = r"\n"
"""The end of a line in JSON."""


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
    )


def _summary(article: IndexedArticle) -> tuple[str, str]:
    return _line(article.summary), "1" if article.summary and article.by_digest else ""


def _marks(article: IndexedArticle, texts: Texts) -> tuple[str, ...]:
    """Of its highlights and notes the anchors, the passages, what was noted, and by whom."""
    marks = texts.highlights(article.highlighted) if article.marks else ()
    return (
        "\t".join([mark.anchor for mark in marks]),
        "\t".join([_line(mark.quote) for mark in marks]),
        "\t".join([_noted(mark) for mark in marks]),
        "\t".join([_line(mark.by) for mark in marks]),
    )


def _noted(mark: Highlight) -> str:
    return plain_text(mark.comment_html) if mark.comment_html else ""


def _line(text: str) -> str:
    """A text that breaks no line of its column, nor a line in two values."""
    return text.replace("\n", " ").replace("\t", " ")


def _columns(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The columns that say something, by name, in JSON without the quotes around them."""
    columns: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
    return {name: _json("\n".join(columns.pop(name)))[1:-1] for name in names if any(columns[name])}


def _size(columns: Mapping[str, str]) -> int:
    return sum(map(len, columns.values()))


def _with_lines(column: str, newer: Mapping[int, str]) -> str:
    """A column with newer lines, by their places; nothing where none says anything."""
    lines = column.replace(r"\\", "\0").split(_END)  # so that what follows an escaped backslash is not taken with it
    for at, line in newer.items():
        lines[at] = _json(line)[1:-1]
    return _END.join(lines).replace("\0", r"\\") if any(lines) else ""


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _json(value: object) -> str:
    """JSON that is a value of JavaScript of any age, and markup nowhere."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
