"""Why a file of the site is made: a comparison of what it was made from last time with what it is made from today."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from digest.build.contents import Changed
from digest.build.options import Reason
from digest.cache.codec import Codec
from digest.cache.store import Store, batches
from digest.model.card import Card
from digest.model.inputs import counted

Inputs: TypeAlias = Mapping[str, str]
"""What a file is made from: by name, a fingerprint."""

_INPUTS: Final = "inputs"
"""The name under which the store holds the inputs of files, by output folder and path."""

_REASONS: Final = "reasons"
"""The name under which the store holds why files were made again, by output folder and path."""

MOST_EXPLAINED: Final = 1000
"""Files made again by one build of which each has its own reasons: more have one in common, such as a template."""

_BATCH: Final = 1024
"""Files whose inputs are stored at a time."""

_SHOWN: Final = 8
"""Reasons that are named for one file."""

_MADE_FROM: Final = Codec[Inputs](Inputs)
_WHY: Final = Codec[tuple[str, ...]](tuple[str, ...])


def reasons(
    store: Store,
    output: str,
    stale: Iterable[tuple[str, Inputs]],
    written: Container[str],
    changed: Changed,
) -> tuple[Reason, ...]:
    """The reasons for making files.

    Args:
        store: with the inputs of the previous run.
        output: names the output folder in the store.
        stale: the paths of the files that are made, with their inputs.
        written: the files that the previous run wrote.
        changed: the cards that may have changed.
    """
    fields = {f"the entry of {path}": _fields(old, new) for path, (old, new) in changed.items()}
    result = []
    for path, inputs in stale:
        old = _inputs(store.get(_INPUTS, f"{output}/{path}"))
        result.append(Reason(path=path, why=_why(old, inputs, fields, known=path in written)))
    return tuple(result)


def keep_reasons(store: Store, output: str, made: Iterable[str], again: Sequence[str], why: Sequence[Reason]) -> None:
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
    new = {f"{output}/{path}" for path in made if path not in rows}
    if len(new) > MOST_EXPLAINED:  # to look for what is there takes less than to drop what is not
        new.intersection_update(name for name, _ in store.all(_REASONS))
    store.drop(_REASONS, sorted(new))
    store.put(_REASONS, {f"{output}/{path}": text for path, text in rows.items()})


def kept_reasons(store: Store, output: str, path: str) -> tuple[str, ...]:
    """Why a file was made again the last time; nothing if it was made only once, as far as is known."""
    stored = store.get(_REASONS, f"{output}/{path}")
    try:
        return _WHY.decode(stored or "[]")
    except ValueError:
        return ()


def remember(store: Store, output: str, files: Iterable[tuple[str, Inputs]]) -> None:
    """Store the inputs of files, for the next run to compare with."""
    for batch in batches(files, _BATCH):
        store.put(_INPUTS, {f"{output}/{path}": json.dumps(inputs, ensure_ascii=False) for path, inputs in batch})


def forget(store: Store, output: str, removed: Iterable[str]) -> None:
    """Drop the inputs of files that were removed."""
    names = [f"{output}/{path}" for path in removed]
    store.drop(_INPUTS, names)
    store.drop(_REASONS, names)


def _inputs(stored: str | None) -> Inputs | None:
    """The inputs that a row holds; None where there is none that can be read."""
    try:
        return _MADE_FROM.decode(stored or "")
    except ValueError:
        return None


def _why(old: Inputs | None, new: Inputs, changed: Mapping[str, str], *, known: bool) -> tuple[str, ...]:
    if not known:
        return ("it is new",)
    if old is None:
        return ("nothing is known of the last build",)
    differing = [
        *(f"{name} changed{changed.get(name, '')}" for name, text in new.items() if name in old and old[name] != text),
        *(f"{name} came" for name in new if name not in old),
        *(f"{name} went" for name in old if name not in new),
    ]
    if not differing and list(old) != list(new):
        differing = ["the order of what it shows changed"]
    if not differing:
        differing = ["the file was missing, or not as digest wrote it"]
    more = len(differing) - _SHOWN
    return (*differing[:_SHOWN], *([f"and {more} more"] if more > 0 else []))


def _fields(old: Card, new: Card) -> str:
    """Which properties of an article changed, as far as other pages show them."""
    names = [field.name for field in counted(Card) if getattr(old, field.name) != getattr(new, field.name)]
    return f": {', '.join(names)}" if names else ""
