"""Cards of all of `content/`: remembered where a file is as it was, parsed anew where it is not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from sys import intern
from typing import Final, NamedTuple

from digest.articles.kinds import LARGEST_TEXT, MARKDOWN
from digest.build.parse import feed_html, parse
from digest.build.record import card_json, card_of, rendering_json, rendering_of
from digest.build.run import Run
from digest.cache.program_fingerprint import program
from digest.cache.scan import Found, Stamp, read, settled
from digest.cache.store import Store, batches
from digest.cache.workers import each
from digest.config import Config
from digest.errors import Problem
from digest.model.card import Card
from digest.model.fingerprint import fingerprint, key_of
from digest.model.rendering import Rendering

_CARDS: Final = "card"
"""The kind of what is stored by path: stamp, fingerprint and card of a file."""

_TEXTS: Final = "text"
"""The kind of what is stored by the fingerprint of a text: its rendering. It holds for that text for ever."""

_FEEDS: Final = "feed"
"""The kind of what is stored by the fingerprint of a text: its HTML in feeds, unless a worker made it, which stores
nothing."""

_BATCH: Final = 256
"""Articles that are stored at a time, so that not all bodies are in memory at once."""


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


class _Known(NamedTuple):
    """What is stored of a file.

    Attributes:
        stamp: what the system said of it.
        seen: when, in nanoseconds.
        body: fingerprint of its bytes.
        recipe: fingerprint of what parsed it.
    """

    stamp: Stamp
    seen: int
    body: str
    recipe: str
    card: Card
    problems: tuple[Problem, ...]


class _Read(NamedTuple):
    """What a worker found in a file: only the fingerprint where it is the one known."""

    body: str
    card: str = ""
    text: str = ""
    rendering: str = ""


def recall(run: Run) -> Contents:
    """The cards of all Markdown files, from memory as far as it holds; what is found out is put there."""
    found, store = run.found, run.store
    recipe = fingerprint(program(), run.config.topics, run.config.rights)
    paths = [path for path in found.stamps if path.lower().endswith(MARKDOWN)]
    known = dict(_known(store))
    usable = {path: known[path] for path in paths if path in known and known[path].recipe == recipe}
    current = {path: item for path, item in usable.items() if _is_current(item, found.stamps[path])}
    unsure = [path for path in paths if path not in current]
    parsed, failed = _read_all(run, recipe, unsure, usable, current)
    _forget(store, known, current)
    store.save()
    return Contents(
        cards={path: current[path].card for path in paths if path in current},
        problems=(*failed, *(problem for item in current.values() for problem in item.problems)),
        before={path: known[path].card for path in parsed if path in known},
        settled=all(settled(stamp, found.seen) for stamp in found.stamps.values()),
        frame=_frame(run, current),
    )


def _read_all(
    run: Run, recipe: str, unsure: Sequence[str], usable: Mapping[str, _Known], current: dict[str, _Known]
) -> tuple[list[str], list[Problem]]:
    """Read files, and add what is known of them now to what is current.

    Returns:
        The files that were parsed, and what is wrong with those that cannot be read.
    """
    parsed, failed, done = [], [], 0
    work = partial(_read_one, run.project, run.config, {path: usable[path].body for path in unsure if path in usable})
    for batch in batches(zip(unsure, each(work, unsure, run.options.jobs), strict=True), _BATCH):
        rows, texts = {}, {}
        for path, made in batch:
            if isinstance(made, Problem):
                failed.append(made)
                continue
            current[path] = _now(path, made, usable, run.found, recipe)
            rows[path] = _row(current[path], made.card or card_json(current[path].card, current[path].problems))
            if made.card:
                parsed.append(path)
                texts[made.text] = made.rendering
        run.store.put(_CARDS, rows)
        run.store.put(_TEXTS, texts)
        done += len(batch)
        run.progress("reading", done, len(unsure))
    return parsed, failed


class StoredTexts:
    """The bodies of articles, read when they are asked for: from the store, or where it lost one, from its file."""

    def __init__(self, project: Path, config: Config, store: Store) -> None:
        self._project, self._config, self._store = project, config, store

    def rendering(self, article: Card) -> Rendering:
        """A body as pages show it."""
        text = self._store.get(_TEXTS, article.text)
        if text is not None:
            return rendering_of(text)
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
        body = read(self._project, article.path, LARGEST_TEXT)
        return b"" if isinstance(body, Problem) else body


def _known(store: Store) -> Iterator[tuple[str, _Known]]:
    for path, text in store.all(_CARDS):
        try:
            stamp, seen, body, recipe, value = json.loads(text)
            card, problems = card_of(path, value)
        except (ValueError, TypeError):
            continue
        yield path, _Known(tuple(stamp), seen, body, intern(recipe), card, problems)


def _is_current(item: _Known, stamp: Stamp) -> bool:
    return item.stamp == stamp and settled(stamp, item.seen)


def _read_one(project: Path, config: Config, known: Mapping[str, str], path: str) -> _Read | Problem:
    """Read a file, and parse it unless its bytes are those known by their fingerprint."""
    body = read(project, PurePosixPath(path), LARGEST_TEXT)
    if isinstance(body, Problem):
        return body
    print_ = fingerprint(body)
    if known.get(path) == print_:
        return _Read(print_)
    parsed = parse(config, PurePosixPath(path), body)
    card = card_json(parsed.card, parsed.problems)
    return _Read(print_, card, parsed.card.text, rendering_json(parsed.rendering))


def _now(path: str, made: _Read, usable: Mapping[str, _Known], found: Found, recipe: str) -> _Known:
    """What is known of a file now that it was read."""
    if not made.card:
        return usable[path]._replace(stamp=found.stamps[path], seen=found.seen)
    card, problems = card_of(path, json.loads(made.card))
    return _Known(found.stamps[path], found.seen, made.body, recipe, card, problems)


def _row(item: _Known, card: str) -> str:
    stamp = ",".join(map(str, item.stamp))
    return f'[[{stamp}],{item.seen},"{item.body}","{item.recipe}",{card}]'


def _frame(run: Run, current: Mapping[str, _Known]) -> str:
    """Images count by their stamps."""
    found = run.found
    items = ((path, current.get(path), stamp) for path, stamp in found.stamps.items())
    lines = [f"{path} {_seen_from_outside(item) if item else stamp}" for path, item, stamp in items]
    return key_of([run.settings, *map(str, found.problems), *lines])


def _seen_from_outside(item: _Known) -> str:
    """What of a file reaches further than its own page: its entry and highlights, where links lead, and problems."""
    card = item.card
    if not card.references and not card.duplicate_line and not item.problems:
        return f"{card.shown} {card.marks}"
    seen = (card.shown, card.marks, card.body_line, card.duplicate_line, card.references, item.problems)
    return " ".join(map(str, seen))


def _forget(store: Store, known: Mapping[str, _Known], current: Mapping[str, _Known]) -> None:
    """Drop files that are gone, and texts that no file has any more."""
    changed = [item for path, item in known.items() if current.get(path) is not item]
    if changed:
        texts = {item.card.text for item in current.values()}
        store.drop(_CARDS, [path for path in known if path not in current])
        gone = {item.card.text for item in changed}.difference(texts)
        store.drop(_TEXTS, gone)
        store.drop(_FEEDS, gone)
