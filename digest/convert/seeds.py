"""The `seed` of an article: the path of its source, and which of the documents in that source it is made of.

A source with one document is named by its path alone (`seeds/call.txt`). Each document of a source that holds several,
or whose reader names them, has its part behind a number sign (`seeds/mail.mbox#2`). A part has no dot, so it cannot be
taken for a file's ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

FIRST: Final = "1"
"""The part of the first document, unless the reader names it otherwise."""

_LONGEST_PART: Final = 64
_PART = re.compile(rf"#([\w-]{{1,{_LONGEST_PART}}})")
_NOT_IN_PART = re.compile(r"[^\w-]+")


def document_seeds(source: PurePosixPath, parts: Iterable[str]) -> tuple[PurePosixPath, ...]:
    """The seed of each document of a source.

    Args:
        source: its path.
        parts: as the reader names the documents; an empty or repeated name is replaced by the document's number.
    """
    names: list[str] = []
    for number, part in enumerate(parts, start=1):
        name = _NOT_IN_PART.sub("-", part).strip("-")[:_LONGEST_PART]
        name = name if name and name not in names else str(number)
        while name in names:  # a reader may have named another document with this number
            name += "-x"
        names.append(name)
    return (source,) if names == [FIRST] else tuple(with_part(source, name) for name in names)


def with_part(source: PurePosixPath, part: str) -> PurePosixPath:
    """The seed of one part of a source; of an empty part the source's own path."""
    return source.with_name(f"{source.name}#{part}") if part else source


def split_seed(seed: PurePosixPath) -> tuple[PurePosixPath, str]:
    """The path of the source and the part in it; the part is empty where the source holds one document."""
    if "#" not in seed.name:  # as of nearly all sources
        return seed, ""
    name, _, _ = seed.name.rpartition("#")
    match = _PART.fullmatch(seed.name[len(name) :])
    return (seed.with_name(name), match[1]) if match and name else (seed, "")
