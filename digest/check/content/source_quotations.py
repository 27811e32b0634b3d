"""What people marked in converted articles, and what their front matter quotes, held against what was converted.

A highlight is published as a quotation of its source. Where somebody mended a word within it, or kept a passage that
the source no longer has, the source is quoted with words that it does not say. What the converter last wrote of an
article, its base, stands beside `content/`; its name is made of its bytes, so that what was found out about it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from digest.annotations.anchoring import SearchText, anchor
from digest.articles.front_matter import split
from digest.articles.kinds import LARGEST_TEXT
from digest.articles.provenance import BASES, base_path, whole_base
from digest.cache.scan import read
from digest.cache.store import Store
from digest.check.content.checked_text import TextFindings
from digest.check.content.quoted_runs import is_said
from digest.errors import Location, Problem
from digest.markdown.plain import plain_text
from digest.merge.body_blocks import BodyBlock, read_body
from digest.merge.written_marks import WrittenMark
from digest.model.annotation import TextQuoteSelector
from digest.model.fingerprint import key_of

_CHANGED: Final = "changed"
"""The kind under which is stored which of some passages a base does not have, and what it has instead."""

_FIRST_WORDS: Final = 4
"""Words by which a quotation is found in front matter."""

_SHOWN: Final = 100
"""Code points of a passage of the source that a hint repeats."""


def changed_quotations(project: Path, findings: Mapping[str, TextFindings], store: Store) -> tuple[Problem, ...]:
    """A warning for each passage that does not stand in what was converted.

    An article whose base is gone, or was changed, cannot be held against it.
    """
    bases = frozenset(path.stem for path in (project / BASES).glob("*.txt"))
    problems: list[Problem] = []
    used = set()
    for path, each in findings.items():
        if (each.passages or each.quoted) and each.base in bases:
            name = key_of((each.base, *each.passages, "", *each.quoted))
            used.add(name)
            changed = _stored(store, name)
            changed = _found(project, each, store, name) if changed is None else changed
            problems += _problems(project, PurePosixPath(path), changed)
    store.drop(_CHANGED, {name for name, _ in store.all(_CHANGED)} - used)
    return tuple(problems)


def _stored(store: Store, name: str) -> Mapping[str, str] | None:
    text = store.get(_CHANGED, name)
    return None if text is None else dict(json.loads(text))


def _found(project: Path, article: TextFindings, store: Store, name: str) -> Mapping[str, str]:
    """The passages that the base does not have, each with the words that are most like it there, or nothing."""
    body = read(project, base_path(article.base), LARGEST_TEXT)
    base = None if isinstance(body, Problem) else whole_base(body.decode("utf-8", "replace"), article.base)
    if base is None:
        return {}
    text = SearchText.of(plain_text(split(base)[1]))
    changed = dict(_changed(article, text))
    store.put(_CHANGED, {name: json.dumps(changed)})
    return changed


def _changed(article: TextFindings, text: SearchText) -> Iterator[tuple[str, str]]:
    marked = (
        words
        for words in article.passages
        if anchor(TextQuoteSelector(exact=words), text, loosest="normalised") is None
    )
    quoted = (words for words in article.quoted if not is_said(words, text.text))
    for words in (*marked, *quoted):
        place = anchor(TextQuoteSelector(exact=words), text)
        yield words, text.text[place.start : place.end] if place else ""


def _problems(project: Path, path: PurePosixPath, changed: Mapping[str, str]) -> Iterator[Problem]:
    if not changed:
        return
    file = read(project, path, LARGEST_TEXT)
    text = "" if isinstance(file, Problem) else file.decode("utf-8-sig", "replace")
    places = _places(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    for words, instead in changed.items():
        known = f'it says "{_shortened(instead)}"; ' if instead else ""
        kind = "marked" if words in places else "quoted"
        yield Problem(
            message=f"the {kind} words do not stand " + ("so in the source" if instead else "in the source"),
            location=places.get(words) or _in_head(path, text, words),
            hint=f"{known}{'mark' if words in places else 'quote'} what the source says; "
            "words of your own belong into a note",
            severity="warning",
            code="changed-quotation",
        )


def _places(path: PurePosixPath, text: str) -> Mapping[str, Location]:
    """Where each marked passage stands in the file of an article."""
    _, body, body_line = split(text)
    places: dict[str, Location] = {}
    for block in read_body(body).blocks:
        for mark in block.marks:
            places.setdefault(mark.text, _place_of(path, mark, block, body_line + block.line))
    return places


def _in_head(path: PurePosixPath, text: str, words: str) -> Location:
    """The line of the front matter that quotes words; their beginning is enough, since a long value is folded."""
    begins = " ".join(words.split()[:_FIRST_WORDS])
    for number, line in enumerate(text.splitlines(), start=1):
        if (column := line.find(begins)) >= 0:
            return Location(path=path, line=number, column=column + 1, length=len(begins), text=line)
    return Location(path=path)


def _place_of(path: PurePosixPath, mark: WrittenMark, block: BodyBlock, first_line: int) -> Location:
    """Where a mark begins in its block, or the line on which that begins."""
    begins = mark.opening + mark.source.partition("\n")[0]
    for number, line in enumerate(block.lines, start=first_line):
        if (column := line.find(begins)) >= 0:
            return Location(path=path, line=number, column=column + 1, length=len(begins), text=line.rstrip("\r\n"))
    return Location(path=path, line=first_line)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
