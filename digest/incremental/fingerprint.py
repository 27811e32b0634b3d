"""Equal values -> equal fingerprints, on every machine and in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

DIGITS: Final = 32
"""Hexadecimal digits of a fingerprint: 128 bits of BLAKE2b, beyond accident."""


def fingerprint(*values: object) -> str:
    """The fingerprint of values: canonical bytes tagged by type, hashed by BLAKE2b.

    Raises:
        TypeError: for a type whose equality it does not know.
    """
    digest = hashlib.blake2b(digest_size=DIGITS // 2)
    for chunk in _chunks(values):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(value: object) -> Iterator[bytes]:  # noqa: C901  (one case a type)
    match value:
        case None | bool() | int() | float() | date():
            yield _tagged(type(value).__name__, repr(value) if isinstance(value, float) else str(value))
        case str():
            yield _tagged("str", value)
        case bytes():
            yield b"bytes%d:" % len(value)
            yield value
        case PurePath():
            yield _tagged("path", value.as_posix())
        case tuple() | list():
            yield b"list%d:" % len(value)
            for item in value:
                yield from _chunks(item)
        case Mapping():
            yield b"map%d:" % len(value)
            for key in sorted(value):
                yield from _chunks(key)
                yield from _chunks(value[key])
        case _ if is_dataclass(value):
            yield _tagged("class", type(value).__name__)
            for item in fields(value):
                yield from _chunks(getattr(value, item.name))
        case _:
            message = f"no canonical form for {type(value).__name__}"
            raise TypeError(message)


def _tagged(kind: str, text: str) -> bytes:
    body = text.encode("utf-8", "surrogatepass")
    return b"%s%d:%s" % (kind.encode(), len(body), body)
