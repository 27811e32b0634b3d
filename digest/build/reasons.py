"""Why a file of the site is made: a comparison of what it was made from last time with what it is made from today."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from digest.build.contents import Changed
from digest.build.options import Reason
from digest.build.planned_files import File, keys_of
from digest.build.previous.file_rows import FILES, kept_file, kept_look
from digest.cache.codec import Codec
from digest.cache.store import Store
from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import counted, fingerprint_of, inputs_of
from digest.output.commit import Output
from digest.plan.pages import PageInputs
from digest.theme.theme import Parts

_REASONS: Final = "reasons"
"""The name under which the store holds why files were made again, by output folder and path."""

MOST_EXPLAINED: Final = 1000
"""Files made again by one build of which each has its own reasons: more have one in common, such as a template."""

_SHOWN: Final = 8
"""Reasons that are named for one file."""

_NOTHING_KNOWN: Final = ("nothing is known of the last build",)

_WHY: Final = Codec[tuple[str, ...]](tuple[str, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The previous build, as far as it is known: what is said of it has the key that the manifest gives the file.

    Attributes:
        file_of: gives a file as it was planned then, by its path.
        templates: the parts of the templates of then.
        changed: the cards that may have changed since.
    """

    file_of: Callable[[str], File | None]
    templates: Mapping[str, Parts]
    changed: Changed = MappingProxyType({})

    def has(self, file: File, key: str) -> bool:
        """Whether a file, planned so, was what has this key."""
        return keys_of(self.templates, [file]) == {file.path: key}


def kept_before(store: Store, output: str, changed: Changed = MappingProxyType({})) -> Before:
    """The build before this one into the folder that is called so in the store, as far as it is kept."""
    look = kept_look(store, output)
    file_of = partial(kept_file, store, output, look.site)
    return Before(file_of=file_of, templates=look.templates, changed=changed)


def reasons(
    output: Output,
    keys: Mapping[str, str],
    templates: Mapping[str, Parts],
    files: Iterable[File],
    before: Before | None,
) -> tuple[Reason, ...]:
    """The reasons for making files, which have these keys and templates of these parts.

    Args:
        output: with the manifest of the previous build.
        keys: by path, where the previous build counts.
        templates: the parts of each.
        files: those that are made.
        before: the previous build; None where it does not count.
    """
    changed = {f"the entry of {path}": cards for path, cards in before.changed.items()} if before else {}
    result = []
    why: tuple[str, ...]
    for file in files:
        record = output.records.get(file.path)
        if record is None:
            why = ("it is new",)
        elif before is None:
            why = _NOTHING_KNOWN
        elif record.key == keys[file.path]:
            why = ("the file was missing, or not as digest wrote it",)
        else:
            why = _why(file, record.key, templates, before, changed)
        result.append(Reason(path=file.path, why=why))
    return tuple(result)


def keep_reasons(store: Store, output: str, made: Sequence[str], again: Sequence[str], why: Sequence[Reason]) -> None:
    """Store why files were made again, in the place of what was stored of all files that a build makes.

    Args:
        store: where they are kept.
        output: names the output folder in the store.
        made: the paths of all files that the build makes.
        again: the paths of those that were there before.
        why: the reasons for these; for the first of them where there are more than `MOST_EXPLAINED`.
    """
    rows = {each.path: json.dumps(each.why) for each in why}
    if len(again) > len(why):
        others = json.dumps([f"one of {len(again):,} files that were made at once; of another: {why[0].why[0]}"])
        rows = dict.fromkeys(again, others) | rows
    new: Iterable[str] = (f"{output}/{path}" for path in made if path not in rows)
    if len(made) > MOST_EXPLAINED:  # to look for what is there takes less than to drop what is not
        new = filter({name for name, _ in store.all(_REASONS)}.__contains__, new)
    store.drop(_REASONS, sorted(new))
    store.put(_REASONS, {f"{output}/{path}": text for path, text in rows.items()})


def kept_reasons(store: Store, output: str, path: str) -> tuple[str, ...]:
    """Why a file was made again the last time; nothing if it was made only once, as far as is known."""
    stored = store.get(_REASONS, f"{output}/{path}")
    try:
        return _WHY.decode(stored or "[]")
    except ValueError:
        return ()


def forget(store: Store, output: str, removed: Iterable[str]) -> None:
    """Drop what is stored of files that were removed."""
    names = [f"{output}/{path}" for path in removed]
    store.drop(_REASONS, names)
    store.drop(FILES, names)


def _why(file: File, key: str, templates: Mapping[str, Parts], before: Before, changed: Changed) -> tuple[str, ...]:
    """How a file differs from the one that has a key."""
    was = file if before.has(file, key) else before.file_of(file.path)
    if was is None or not before.has(was, key):
        return _NOTHING_KNOWN
    old, new = (_parts(was, before.templates), _parts(file, templates))
    if was is not file:
        old, new = inputs_of(was) | old, inputs_of(file) | new
    differing = [
        *(
            f"{name} changed{_fields(changed.get(name), old[name], new[name])}"
            for name in new
            if old.get(name, new[name]) != new[name]
        ),
        *(f"{name} came" for name in new if name not in old),
        *(f"{name} went" for name in old if name not in new),
    ]
    more = len(differing) - _SHOWN
    last = [f"and {more} more"] if more > 0 else []
    return (*differing[:_SHOWN], *last) or ("the order of what it shows changed",)


def _parts(file: File, templates: Mapping[str, Parts]) -> dict[str, object]:
    """The parts of the template of a file, by name."""
    return dict(templates.get(file.template, ())) if isinstance(file, PageInputs) else {}


def _fields(cards: tuple[Card, Card] | None, was: Any, now: Any) -> str:
    """Which properties of an article changed, as far as other pages show them; nothing if its card was not shown so.

    A preview, or a build into another folder, may have read the article since. What leads a story is shown with more.
    """
    if cards is None or (fingerprint_of(cards[1]) in now and fingerprint_of(cards[0]) not in was):
        return ""
    names = [field.name for field in counted(Card) if getattr(cards[0], field.name) != getattr(cards[1], field.name)]
    return f": {', '.join(names)}" if names else ""
