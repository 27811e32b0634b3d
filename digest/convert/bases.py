"""The base of each article, exactly as the converter wrote it, beside `content/`: what later merges start from.

A base is named by the third part of the article's `seed_fingerprint`, so that the article names its base wherever it
is moved. Bases are plain text in a hidden folder of `content/`, so that they travel with git, and neither Obsidian
nor a build takes them for articles. An article whose base is missing or was changed cannot be merged: the new version
waits beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER
from digest.articles.provenance import is_edited, seed_of
from digest.merge import MergeState, dump_state, parse_state

BASES: Final = FOLDER / ".base"

_NAME: Final = re.compile(r"[0-9a-f]{16}")


def base_name(seed_fingerprint: str) -> str:
    """The name of the base in a `seed_fingerprint`; empty where there is none in it."""
    name = seed_fingerprint.rpartition("-")[2]
    return name if _NAME.fullmatch(name) else ""


def base_path(name: str) -> PurePosixPath:
    """The path of a base."""
    return BASES / f"{name}.txt"


def memory_path(name: str) -> PurePosixPath:
    """The path of the memory of a base."""
    return BASES / f"{name}.memory"


def base_of(text: str) -> str:
    """The name of the base of an article."""
    return base_name(seed_of(text)[1])


def read_base(project: Path, name: str) -> str | None:
    """A base, or None where it is missing or was changed."""
    text = _read(project / base_path(name)) if name else None
    if text is None or is_edited(text) or base_of(text) != name:
        return None
    return text.replace("\r\n", "\n")


def read_memory(project: Path, name: str) -> MergeState:
    """The memory beside a base."""
    return parse_state(_read(project / memory_path(name)) or "") if name else MergeState()


def memory_bytes(memory: MergeState) -> bytes:
    """The bytes of a memory; empty where there is nothing to remember."""
    return dump_state(memory).encode("utf-8", "surrogateescape")


def existing_bases(project: Path) -> frozenset[str]:
    """The names of all bases there are."""
    return frozenset(path.stem for path in (project / BASES).glob("*.txt"))


def sweep_bases(project: Path, named: Collection[str]) -> None:
    """Remove the bases that no article names any more, with their memories; an offered version stays."""
    offered = {base_name(read_memory(project, name).offered) for name in named}
    for path in sorted((project / BASES).glob("*")):
        is_ours = path.suffix in {".txt", ".memory"} and _NAME.fullmatch(path.stem)
        if is_ours and path.stem not in named and path.stem not in offered:
            with suppress(OSError):
                path.unlink()


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None
