"""Merges front matter key by key, in the person's own text: order, comments and style stay as they are.

A key that the person did not change takes the converter's new value; one that was changed, added or removed stays
as the person left it. So a value that was deleted is not offered again. A value whose name the person took out of
`machine` is theirs too, though it is the converter's to the letter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from digest.articles.edits import machine_names
from digest.articles.property_lines import (
    Unreadable,
    WrittenProperties,
    WrittenProperty,
    read_properties,
    with_ends,
    with_lines,
)
from digest.markdown.line_ends import line_end
from digest.yaml.write_yaml import write_as

FINGERPRINT: Final = "seed_fingerprint"
"""The key whose value is always taken from the converter."""

MACHINE: Final = "machine"
"""The key that names the properties which the converter filled in; it is merged name by name."""


def merge_properties(base: str, mine: str, theirs: str, never: Collection[str] = ()) -> str | Unreadable:
    """The person's YAML with the converter's changes in it.

    Keys that the person deleted once never come back.
    """
    own = read_properties(mine)
    if isinstance(own, Unreadable):
        return own
    old, new = read_properties(base), read_properties(theirs)
    if isinstance(old, Unreadable) or isinstance(new, Unreadable):
        return Unreadable(line=1, reason="the converter's own front matter cannot be read")
    end = line_end(mine)
    known = {*old.by_key, *never}
    own_keys = {key for key in own.by_key if _is_own(key, own, old)}
    new = _with_machine(_machine(own, old, new, own_keys, known), own, new)
    parts = {
        key: "".join([*own.before[key], *(value.lines if key in own_keys else _kept(key, value, new, end))])
        for key, value in own.by_key.items()
    }
    return "".join([*_in_order(parts, known - {MACHINE}, new, end), *own.end])


def keys_of(yaml: str) -> tuple[str, ...]:
    """The keys of front matter, as far as it can be read."""
    properties = read_properties(yaml)
    return () if isinstance(properties, Unreadable) else tuple(properties.by_key)


def _is_own(key: str, own: WrittenProperties, old: WrittenProperties) -> bool:
    """Whether a value is the person's: changed, added, or confirmed.

    It is confirmed by taking its name out of `machine`, or by a change of the property that says where it comes from,
    such as `date_basis`.
    """
    if key in {FINGERPRINT, MACHINE}:
        return False
    basis = f"{key}_basis"
    return (
        _differs(key, own, old)
        or (basis in old.by_key and _differs(basis, own, old))
        or key in set(machine_names(old)) - set(machine_names(own))
    )


def _differs(key: str, own: WrittenProperties, old: WrittenProperties) -> bool:
    values = [each.by_key[key].value if key in each.by_key else None for each in (own, old)]
    return values[0] != values[1]


def _kept(key: str, own: WrittenProperty, new: WrittenProperties, end: str) -> Sequence[str]:
    """The merged lines of a key that the person has and did not change."""
    if key in new.by_key and new.by_key[key].value == own.value:
        return own.lines
    return with_lines(own, new.by_key[key].lines if key in new.by_key else (), end)


def _machine(
    own: WrittenProperties,
    old: WrittenProperties,
    new: WrittenProperties,
    own_keys: Collection[str],
    known: Collection[str],
) -> tuple[str, ...]:
    """The names in `machine` after the merge.

    These are the person's, without those that the converter does not fill in any more, and with those that it fills
    in only now, where the value is indeed taken from it.
    """
    mine, before, theirs = (machine_names(each) for each in (own, old, new))
    arriving = [name for name in theirs if name not in before and name not in own_keys]
    taken = [name for name in arriving if name in own.by_key or name not in known]
    names = tuple(dict.fromkeys([*(name for name in mine if name in theirs or name not in before), *taken]))
    return theirs if set(names) == set(theirs) else names


def _with_machine(names: tuple[str, ...], own: WrittenProperties, new: WrittenProperties) -> WrittenProperties:
    """The converter's properties with these names in `machine`, which goes with its last name."""
    by_key = dict(new.by_key)
    if names == machine_names(new):
        return new
    if names and names == machine_names(own):
        by_key[MACHINE] = own.by_key[MACHINE]
    elif names:
        before = (own if MACHINE in own.by_key else new).by_key[MACHINE].lines[0]
        written = read_properties(write_as(MACHINE, names, before))
        by_key |= {} if isinstance(written, Unreadable) else written.by_key
    else:
        by_key.pop(MACHINE, None)
    return replace(new, by_key=by_key)


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
