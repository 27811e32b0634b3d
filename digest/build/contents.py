"""What a build knows of all files of `content/`: from the cache if a file did not change, else parsed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest.articles.kinds import LARGEST_TEXT, MARKDOWN
from digest.build.parse import Parsed, parse
from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import Stamp, is_reliable, read
from digest.cache.store import Store
from digest.cache.text_rows import MARKS, TEXTS, highlights_of, text_of
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.card import Card, Record
from digest.model.fingerprint import fingerprint
from digest.model.inputs import fingerprint_of, keep_fingerprint
from digest.model.rendering import Highlight, Text
from digest.model.words import Words
from digest.plan.texts import HighlightedArticle, TextReference
from digest.render import feed_edition

_RECORDS: Final = "record"
"""The name under which the cache holds the record of each file."""

_KEPT_HIGHLIGHTS: Final = 1024
"""Articles whose highlights a process keeps: pages of one kind show them all, so that fewer than all help little."""


Changed: TypeAlias = Mapping[str, tuple[Card, Card]]
"""Cards by path, as they were and as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All of `content/`, read.

    Attributes:
        records: by path, in order.
        problems: of reading them.
        before: of the files that were parsed in this run, the cards that they had.
        reliable: whether an equal stamp of a file will mean equal bytes in the next run.
    """

    records: Mapping[str, Record]
    problems: tuple[Problem, ...]
    before: Mapping[str, Card]
    reliable: bool

    @property
    def changed(self) -> Changed:
        """The cards of the files that were parsed in this run."""
        return {path: (old, self.records[path].card) for path, old in self.before.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a build knows of a file of `content/` without its text.

    Attributes:
        card: the fingerprint of the record's card, so that it is made once.
    """

    record: Record
    card: str
    problems: tuple[Problem, ...] = ()


_FILES: Final = Codec[ReadFile](ReadFile)


def read_contents(
    run: Run,
    words: Words,
    known: MutableMapping[str, Entry[ReadFile]] | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Contents:
    """The records of the Markdown files that were scanned, from the cache as far as it holds.

    Args:
        run: with the files.
        words: of the interface, which stand in the texts too.
        known: what earlier builds of this process read, by path: it is asked in the place of the cache unless it is
            empty, and brought up to date.
        meanwhile: called when workers have begun to read.
    """
    scan, known = run.scan, {} if known is None else known
    if known and run.store.get(_RECORDS, next(iter(known))) is None:
        known.clear()  # the cache was deleted, and the texts with it
    texts = replace(
        scan, stamps={path: stamp for path, stamp in scan.stamps.items() if path.lower().endswith(MARKDOWN)}
    )
    previous = {path: entry for path, entry in known.items() if scan.whole or path in texts.stamps}
    cache = FileCache(run.store, _computation(run.config, words), previous if known else None)
    current: dict[str, ReadFile] = {}
    failed = []
    progress = partial(run.progress, "reading")
    for path, entry in cache.results(run.project, texts, jobs=run.selection.jobs, progress=progress):
        if not current:
            meanwhile()
        if isinstance(entry, Problem):
            failed.append(entry)
        else:
            known[path], current[path] = entry, entry.result
            keep_fingerprint(entry.result.record.card, entry.result.card)
            object.__setattr__(entry.result.record.card, "file", path)  # an equal text: one object instead of two
    before = {path: entry.result for path, entry in cache.previous.items() if current.get(path) is not entry.result}
    for path in before.keys() - current.keys() & known.keys():
        del known[path]
    _forget_texts(run.store, before.values(), (entry.result for entry in known.values()))
    return Contents(
        records={path: file.record for path, file in current.items()},
        problems=(*failed, *(problem for file in current.values() for problem in file.problems)),
        before={path: file.record.card for path, file in before.items() if path in current},
        reliable=all(is_reliable(stamp, scan.started) for stamp in scan.stamps.values()),
    )


def stored_files(run: Run, words: Words, stamps: Mapping[str, Stamp]) -> dict[str, Entry[ReadFile]] | None:
    """What the cache holds of files, by path; None unless all were read as they had these stamps, by the same options.

    Args:
        run: this one.
        words: of the interface.
        stamps: of the files, as in the last build: one into another folder may have read them later.
    """
    computation = _computation(run.config, words)
    entries = dict(FileCache(run.store, computation, paths=stamps).previous)
    for entry in entries.values():
        keep_fingerprint(entry.result.record.card, entry.result.card)
    is_known = all(entry.dependencies == computation.dependencies for entry in entries.values())
    return entries if is_known and {path: entry.stamp for path, entry in entries.items()} == stamps else None


def _computation(config: Config, words: Words) -> Computation[ReadFile]:
    return Computation(
        kind=_RECORDS,
        codec=_FILES,
        function=partial(_read, config, words),
        limit=LARGEST_TEXT,
        dependencies=fingerprint(config.topics, config.rights, config.slugs, config.weeks, config.language, words),
    )


def _read(config: Config, words: Words, path: PurePosixPath, body: bytes) -> Computed[ReadFile]:
    parsed = parse(config, words, path, body)
    record = parsed.record
    file = ReadFile(record=record, card=fingerprint_of(record.card), problems=parsed.problems)
    return Computed(file, texts=parsed.rows)


def _forget_texts(store: Store, before: Iterable[ReadFile], current: Iterable[ReadFile]) -> None:
    """Drop the texts and highlights that no file has any more."""
    old = [file.record for file in before]
    if old:
        kept = [file.record for file in current]
        texts = {record.text for record in old}.difference(record.text for record in kept)
        store.drop(TEXTS, texts)
        store.drop(MARKS, {record.marks for record in old}.difference(record.marks for record in kept))
    store.save()


class StoredTexts:
    """Resolves references to texts: from the store, or where it lost one, from its file. It can be pickled."""

    def __init__(self, project: Path, config: Config, words: Words, store: Store) -> None:
        self._project, self._config, self._words, self._store = project, config, words, store
        self._highlights: dict[str, tuple[Highlight, ...]] = {}

    def text(self, reference: TextReference) -> Text:
        """A text as pages show it."""
        stored = self._store.get(TEXTS, reference.text)
        with suppress(ValueError):
            if stored is not None:
                return text_of(stored)
        return self._parsed(PurePosixPath(reference.file)).text

    def feed_html(self, reference: TextReference) -> str:
        """A text as feeds hold it."""
        return feed_edition(self.text(reference))

    def highlights(self, article: HighlightedArticle) -> tuple[Highlight, ...]:
        """The highlights of an article, which a handful of pages show."""
        highlights = self._highlights.get(article.marks)
        if highlights is None:
            if len(self._highlights) >= _KEPT_HIGHLIGHTS:
                self._highlights.clear()
            highlights = self._highlights[article.marks] = self._read_highlights(article)
        return highlights

    def _read_highlights(self, article: HighlightedArticle) -> tuple[Highlight, ...]:
        stored = self._store.get(MARKS, article.marks)
        with suppress(ValueError):
            if stored is not None:
                return highlights_of(stored)
        return self._parsed(article.card.path).highlights

    def _parsed(self, path: PurePosixPath) -> Parsed:
        """A file, read and stored again: a text that equals another one is dropped with that one."""
        parsed = parse(self._config, self._words, path, self._body(path))
        for kind, name, row in parsed.rows:
            self._store.put(kind, {name: row})
        return parsed

    def _body(self, path: PurePosixPath) -> bytes:
        """The file as it stands; nothing where it went away during the build, which the next one sees."""
        body = read(self._project, path, LARGEST_TEXT)
        return b"" if isinstance(body, Problem) else body
