"""Whether what an article quotes still stands in its source, and where.

The words of each highlight and of each quotation are looked for in the source's plain text: as they are; then with
white space, quotation marks, dashes and the like taken as one; then approximately
(see `anchoring.fuzzy_match`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from markdown_it.token import Token

from digest.annotations.anchoring.fuzzy_match import find_alike
from digest.annotations.collect import collect
from digest.markdown.parser import parse
from digest.markdown.plain import inline_text

Kind = Literal["highlight", "quotation"]
Agreement = Literal["exact", "folded", "alike", "missing"]

LEAST: Final = 0.8
"""Likeness below which words do not count as standing in the source at all."""

_SAME: Final = {
    **dict.fromkeys("“”„‟«»″〝〞", '"'),
    **dict.fromkeys("‘’‚‛‹›′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a passage of an article stands in its source.

    Attributes:
        kind: a highlight, or a paragraph of a quotation.
        words: of the passage, plain.
        line: 1-based within the body, where its block begins.
        agreement: `exact` letter by letter; `folded` but for white space, quotation marks and dashes; `alike`
            approximately; `missing` not at all.
        start: where it begins in the source text; None where it is missing.
        end: where it ends there.
        likeness: 1 where exact or folded; else that of the most similar passage, 0 if there is none.
    """

    kind: Kind
    words: str
    line: int
    agreement: Agreement
    start: int | None = None
    end: int | None = None
    likeness: float = 1.0


def quotations(body: str, source_text: str) -> tuple[Standing, ...]:
    """How each highlight and each paragraph of a quotation in an article's body stands in a text, in reading order.

    A callout is a remark and no quotation. A highlight within a quotation is looked at for itself too.

    Args:
        body: annotated Markdown.
        source_text: plain text of the source, or of the article as it was extracted.
    """
    source = _Source(source_text)
    return tuple(source.standing(kind, words, line) for kind, words, line in _quoted(body) if words.strip())


def _quoted(body: str) -> Iterator[tuple[Kind, str, int]]:
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    collect(tokens, env)
    within: list[str] = []
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        if token.type in {"blockquote_open", "callout_open"}:
            within.append(token.type)
        elif token.type in {"blockquote_close", "callout_close"} and within:
            within.pop()
        elif token.type == "inline":
            if within and within[-1] == "blockquote_open":
                yield ("quotation", inline_text(token.children or ()), line)
            for words in _highlights(token.children or []):
                yield ("highlight", words, line)


def _highlights(children: list[Token]) -> Iterator[str]:
    opened: list[int] = []
    found: list[tuple[int, str]] = []
    for index, child in enumerate(children):
        if child.type == "mark_open":
            opened.append(index)
        elif child.type == "mark_close" and opened:
            begin = opened.pop()
            found.append((begin, inline_text(children[begin:index])))
    yield from (words for _, words in sorted(found))


class _Source:
    """A source's text, and the same folded, with the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self.offsets = _folded(text)

    def standing(self, kind: Kind, words: str, line: int) -> Standing:
        at = self.text.find(words.strip())
        if at >= 0:
            end = at + len(words.strip())
            return Standing(kind=kind, words=words, line=line, agreement="exact", start=at, end=end)
        wanted = _folded(words)[0].strip()
        at = self.folded.find(wanted)
        if at >= 0:
            start, end = self._unfolded(at, at + len(wanted))
            return Standing(kind=kind, words=words, line=line, agreement="folded", start=start, end=end)
        return self._alike(kind, words, line, wanted)

    def _alike(self, kind: Kind, words: str, line: int, wanted: str) -> Standing:
        places = find_alike(self.folded, wanted)
        likeness = 1 - places[0][2] / len(wanted) if places else 0.0
        if likeness < LEAST:
            return Standing(kind=kind, words=words, line=line, agreement="missing", likeness=likeness)
        start, end = self._unfolded(*places[0][:2])
        return Standing(kind=kind, words=words, line=line, agreement="alike", start=start, end=end, likeness=likeness)

    def _unfolded(self, start: int, end: int) -> tuple[int, int]:
        return (self.offsets[start], self.offsets[end - 1] + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in one form of each sign and each run of white space, and where each letter of it comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, letter in enumerate(text):
        if letter.isspace():
            same = "" if letters and letters[-1] == " " else " "
        else:
            same = _SAME.get(letter, letter if letter.isascii() else unicodedata.normalize("NFKC", letter))
        letters += same
        offsets += [at] * len(same)
    return "".join(letters), offsets
