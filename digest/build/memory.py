"""What a build knows of all files of `content/`: from the cache if a file did not change, else parsed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import MARKDOWN
from digest.build.parse import feed_html, parse
from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, FileCache
from digest.cache.scan import is_reliable, read
from digest.cache.store import Store
from digest.config import Config
from digest.errors import Problem
from digest.model.card import Card
from digest.model.fingerprint import fingerprint, key_of
from digest.model.rendering import Rendering

LARGEST: Final = 16 * 2**20
"""Bytes of the largest file of `content/` that is read: a long novel has two million."""

_CARDS: Final = "card"
"""The name under which the cache holds the card of each file."""

_TEXTS: Final = "text"
"""The name under which the store holds renderings, by the fingerprint of their text."""

_FEEDS: Final = "feed"
"""The name under which the store holds the HTML of texts in feeds, by the fingerprint of the text. What a worker makes
is not stored, since a worker does not write to the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All of `content/`, read.

    Attributes:
        cards: by path, in order.
        problems: of reading them.
        before: of the files that were parsed in this run, the cards that they had.
        settled: whether files of equal stamps will have equal bytes when the next run comes.
        frame: the fingerprint of everything but the texts: equal frames differ in texts alone.
    """

    cards: Mapping[str, Card]
    problems: tuple[Problem, ...]
    before: Mapping[str, Card]
    settled: bool
    frame: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What a build knows of a file of `content/` without its text."""

    card: Card
    problems: tuple[Problem, ...] = ()


_FILES: Final = Codec[ReadFile](ReadFile)
_RENDERINGS: Final = Codec[Rendering](Rendering)


def recall(run: Run) -> Contents:
    """The cards of all Markdown files, from the cache as far as it holds."""
    found = run.found
    texts = replace(found, stamps={path: at for path, at in found.stamps.items() if path.lower().endswith(MARKDOWN)})
    cache = FileCache(run.store, _computation(run.config))
    current: dict[str, ReadFile] = {}
    failed = []
    results = cache.results(run.project, texts, jobs=run.options.jobs, progress=partial(run.progress, "reading"))
    for path, entry in results:
        if isinstance(entry, Problem):
            failed.append(entry)
        else:
            current[path] = entry.result
    before = {path: entry.result for path, entry in cache.previous.items() if current.get(path) is not entry.result}
    _forget_texts(run.store, before.values(), current.values())
    return Contents(
        cards={path: file.card for path, file in current.items()},
        problems=(*failed, *(problem for file in current.values() for problem in file.problems)),
        before={path: file.card for path, file in before.items() if path in current},
        settled=all(is_reliable(stamp, found.started) for stamp in found.stamps.values()),
        frame=_frame(run, current),
    )


def _computation(config: Config) -> Computation[ReadFile]:
    return Computation(
        kind=_CARDS,
        codec=_FILES,
        function=partial(_read, config),
        limit=LARGEST,
        dependencies=fingerprint(config.topics, config.rights),
    )


def _read(config: Config, path: PurePosixPath, body: bytes) -> Computed[ReadFile]:
    parsed = parse(config, path, body)
    text = (_TEXTS, parsed.card.text, _RENDERINGS.encode(parsed.rendering))
    return Computed(ReadFile(card=parsed.card, problems=parsed.problems), texts=(text,))


def _forget_texts(store: Store, before: Iterable[ReadFile], current: Iterable[ReadFile]) -> None:
    """Drop the texts that no file has any more."""
    old = {file.card.text for file in before}
    gone = old.difference(file.card.text for file in current) if old else ()
    store.drop(_TEXTS, gone)
    store.drop(_FEEDS, gone)
    store.save()


class StoredTexts:
    """The bodies of articles, read when they are asked for: from the store, or where it lost one, from its file."""

    def __init__(self, project: Path, config: Config, store: Store) -> None:
        self._project, self._config, self._store = project, config, store

    def rendering(self, article: Card) -> Rendering:
        """A body as pages show it."""
        text = self._store.get(_TEXTS, article.text)
        with suppress(ValueError):
            if text is not None:
                return _RENDERINGS.decode(text)
        return parse(self._config, article.path, self._body(article)).rendering

    def feed_html(self, article: Card) -> str:
        """A body as feeds hold it: the one made for an earlier build, or one made now."""
        html = self._store.get(_FEEDS, article.text)
        if html is None:
            html = feed_html(self._config, article.path, self._body(article))
            self._store.put(_FEEDS, {article.text: html})
        return html

    def _body(self, article: Card) -> bytes:
        """The file as it stands; nothing where it went away during the build, which the next one sees."""
        body = read(self._project, article.path, LARGEST)
        return b"" if isinstance(body, Problem) else body


def _frame(run: Run, current: Mapping[str, ReadFile]) -> str:
    """Images count by their stamps."""
    found = run.found
    items = ((path, current.get(path), stamp) for path, stamp in found.stamps.items())
    lines = [f"{path} {_seen_from_outside(item) if item else stamp}" for path, item, stamp in items]
    return key_of([run.settings, *map(str, found.problems), *lines])


def _seen_from_outside(item: ReadFile) -> str:
    """What of a file reaches further than its own page: its entry and highlights, where links lead, and problems."""
    card = item.card
    if not card.references and not card.duplicate_line and not item.problems:
        return f"{card.shown} {card.marks}"
    seen = (card.shown, card.marks, card.body_line, card.duplicate_line, card.references, item.problems)
    return " ".join(map(str, seen))
