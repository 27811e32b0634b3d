"""Equal values -> equal fingerprints, on every machine and in every run."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

DIGITS: Final = 32
"""Hexadecimal digits of a fingerprint: 128 bits of BLAKE2b, beyond accident."""

_FORMAT: Final = 2
"""The version of marshal's format: the last in which equal values are always written alike, whatever objects share."""

_NUMBER: Final = 4
"""Bytes for the number of a list's items, which stands between a byte for its kind and these."""

_SOME: Final = 256
"""Items of a long list that are in memory at once."""


def fingerprint(*values: object) -> str:
    """The fingerprint of values: canonical bytes tagged by type, hashed by BLAKE2b.

    Raises:
        TypeError: for a type whose equality it does not know.
    """
    chunks: list[bytes] = []
    _add(chunks, values)
    return hashlib.blake2b(b"".join(chunks), digest_size=DIGITS // 2).hexdigest()


def key_of(texts: Iterable[str]) -> str:
    """The fingerprint of texts without NUL characters; cheaper than `fingerprint`, for many short ones."""
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=DIGITS // 2).hexdigest()


def plain_fingerprint(value: Any) -> str:
    """The fingerprint of a plain value, or of lists and tuples of these: the cheapest, for many values at once."""
    return hashlib.blake2b(marshal.dumps(value, _FORMAT), digest_size=DIGITS // 2).hexdigest()


def long_fingerprint(head: Any, count: int, items: Iterable[Any]) -> str:
    """As `plain_fingerprint` of a value that ends with a list, of which few items are in memory at once.

    Args:
        head: the value with an empty list in its place.
        count: how many items it has.
        items: these.
    """
    start = marshal.dumps(head, _FORMAT)[:-_NUMBER] + count.to_bytes(_NUMBER, "little")
    digest, iterator = hashlib.blake2b(start, digest_size=DIGITS // 2), iter(items)
    while some := list(islice(iterator, _SOME)):
        digest.update(marshal.dumps(some, _FORMAT)[1 + _NUMBER :])
    return digest.hexdigest()


def _add(chunks: list[bytes], value: object) -> None:  # noqa: C901  (one case a type)
    match value:
        case str():
            _add_tagged(chunks, "str", value)
        case None | bool() | int() | float() | date():
            _add_tagged(chunks, type(value).__name__, repr(value) if isinstance(value, float) else str(value))
        case bytes():
            chunks += (b"bytes%d:" % len(value), value)
        case PurePath():
            _add_tagged(chunks, "path", value.as_posix())
        case tuple() | list():
            chunks.append(b"list%d:" % len(value))
            for item in value:
                _add(chunks, item)
        case Mapping():
            chunks.append(b"map%d:" % len(value))
            for key in sorted(value):
                _add(chunks, key)
                _add(chunks, value[key])
        case _ if is_dataclass(value) and not isinstance(value, type):
            _add_tagged(chunks, "class", type(value).__name__)
            for name in _names(type(value)):
                _add(chunks, getattr(value, name))
        case _:
            message = f"no canonical form for {type(value).__name__}"
            raise TypeError(message)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass."""
    return tuple(item.name for item in fields(kind))


def _add_tagged(chunks: list[bytes], kind: str, text: str) -> None:
    body = text.encode("utf-8", "surrogatepass")
    chunks.append(b"%s%d:%s" % (kind.encode(), len(body), body))
