"""Merges front matter key by key, in the person's own text: order, comments and style stay as they are.

A key that the person did not change takes the converter's new value; one that was changed, added or removed stays
as the person left it. So a value that was deleted is not offered again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from digest.articles.property_lines import (
    Unreadable,
    WrittenProperties,
    WrittenProperty,
    read_properties,
    with_ends,
    with_lines,
)
from digest.markdown.line_ends import line_end

FINGERPRINT: Final = "seed_fingerprint"
"""The key whose value is always taken from the converter."""


def merge_properties(base: str, mine: str, theirs: str, never: Collection[str] = ()) -> str | Unreadable:
    """The person's YAML with the converter's changes in it.

    Args:
        base: as the converter wrote it last.
        mine: as the person left it; its line ends and comments are kept.
        theirs: as the converter writes it now; its `seed_fingerprint` is taken.
        never: keys that the person deleted once.
    """
    own = read_properties(mine)
    if isinstance(own, Unreadable):
        return own
    old, new = read_properties(base), read_properties(theirs)
    if isinstance(old, Unreadable) or isinstance(new, Unreadable):
        return Unreadable(line=1, reason="the converter's own front matter cannot be read")
    end = line_end(mine)
    parts: dict[str, str] = {}
    for key, value in own.by_key.items():
        parts[key] = "".join([*own.before[key], *_kept(key, value, old, new, end)])
    return "".join([*_in_order(parts, {*old.by_key, *never}, new, end), *own.end])


def keys_of(yaml: str) -> tuple[str, ...]:
    """The keys of front matter, as far as it can be read."""
    properties = read_properties(yaml)
    return () if isinstance(properties, Unreadable) else tuple(properties.by_key)


def _kept(key: str, own: WrittenProperty, old: WrittenProperties, new: WrittenProperties, end: str) -> Sequence[str]:
    """The merged lines of a key that the person has."""
    mine_changed = key != FINGERPRINT and (key not in old.by_key or old.by_key[key].value != own.value)
    if mine_changed or (key in new.by_key and new.by_key[key].value == own.value):
        return own.lines
    return with_lines(own, new.by_key[key].lines if key in new.by_key else (), end)


def _in_order(parts: dict[str, str], known: Collection[str], new: WrittenProperties, end: str) -> list[str]:
    """The parts in the person's order; a new key comes after the key that it follows in the converter's."""
    order = list(parts)
    before = ""
    for key, value in new.by_key.items():
        if key not in parts and key not in known:
            parts[key] = "".join(with_ends(value.lines, end))
            order.insert(order.index(before) + 1 if before else len(order), key)
        before = key if key in parts else before
    return [parts[key] for key in order]
