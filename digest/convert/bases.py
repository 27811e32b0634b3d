"""The base of each article, exactly as the converter wrote it, beside `content/`: what later merges start from.

A base is named by the third part of the article's `seed_fingerprint`, so that the article names its base wherever it
is moved. Bases are plain text in a hidden folder of `content/`, so that they travel with git, and neither Obsidian
nor a build takes them for articles. An article whose base is missing or was changed cannot be merged: the new version
waits beside it.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from digest.articles.provenance import BASE_NAME, BASES, base_name, base_path, whole_base
from digest.merge import MergeState, dump_state, parse_state


def memory_path(name: str) -> PurePosixPath:
    """The path of the memory of a base."""
    return BASES / f"{name}.memory"


def read_base(project: Path, name: str) -> str | None:
    """A base, or None where it is missing or was changed."""
    text = _read(project / base_path(name)) if name else None
    return None if text is None else whole_base(text, name)


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
        is_ours = path.suffix in {".txt", ".memory"} and BASE_NAME.fullmatch(path.stem)
        if is_ours and path.stem not in named and path.stem not in offered:
            with suppress(OSError):
                path.unlink()


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return None
