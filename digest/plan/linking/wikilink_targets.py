"""Which file a `[[wikilink]]` means, once all of `content/` is known.

As in Obsidian a name may be any end of a file's path (`call`, `2025-W12/call`, `plan.png`), whatever its case, with or
without `.md`; also the title of a text, or the last part of its address. What is nearer to the file's own name wins:
the whole path, then an end of it, then the address, then the title. Where several files are equally near there is no
telling which one is meant, and the link is reported.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from digest.articles.kinds import FOLDER, MARKDOWN, PAGES
from digest.articles.library import slugs_of
from digest.model.card import Record
from digest.model.rendering import Reference

_INDEXES: Final = ("index", "_index")
"""Files that stand for their folder."""

_SHOWN: Final = 3
"""How many of several files of one name a hint lists."""


def linked(records: Sequence[Record], others: Iterable[PurePosixPath]) -> tuple[Record, ...]:
    """The records with the file that each of their wikilinks means.

    Args:
        records: of all that is published.
        others: the images of `content/`.
    """
    if not any(reference.wiki for record in records for reference in record.references):
        return tuple(records)
    names = _Names(records, others)
    return tuple(
        replace(record, references=tuple(names.resolved(record, reference) for reference in record.references))
        if any(reference.wiki for reference in record.references)
        else record
        for record in records
    )


class _Names:
    """The names that files go by, from the nearest to the farthest kind; each name with the files it may mean."""

    def __init__(self, records: Iterable[Record], others: Iterable[PurePosixPath]) -> None:
        self._paths: dict[str, list[PurePosixPath]] = {}
        self._ends: dict[str, list[PurePosixPath]] = {}
        self._slugs: dict[str, list[PurePosixPath]] = {}
        self._titles: dict[str, list[PurePosixPath]] = {}
        for record in records:
            path = record.path
            self._add_file(path)
            is_page = path.is_relative_to(PAGES)
            for slug in sorted(slugs_of(path)) if is_page else [record.card.slug]:
                if path.stem not in _INDEXES or is_page:
                    self._slugs.setdefault(name_key(slug), []).append(path)
            self._titles.setdefault(name_key(record.card.title), []).append(path)
        for path in others:
            self._add_file(path)

    def _add_file(self, path: PurePosixPath) -> None:
        first, *ends = _ends(path)
        self._paths.setdefault(first, []).append(path)
        for end in ends:
            self._ends.setdefault(end, []).append(path)

    def resolved(self, record: Record, reference: Reference) -> Reference:
        """A reference with its file, or with what to do about it; a reference that is not a wikilink stays as it is."""
        if not reference.wiki:
            return reference
        found = self._found(record, reference.target)
        if len(found) == 1:
            return replace(reference, file=found[0])
        return replace(reference, hint=_choice(found) if found else self._guess(reference.target))

    def _found(self, record: Record, target: str) -> Sequence[PurePosixPath]:
        beside = name_key(normpath(str(record.path.parent.relative_to(FOLDER) / target)))
        key = name_key(target)
        if "/" in target and beside in self._paths:  # `../2025-W11/old`: as in a link of Markdown
            return self._paths[beside]
        kinds = (self._paths, self._ends, self._slugs, self._titles)
        return next((kind[key] for kind in kinds if key in kind), ())

    def _guess(self, target: str) -> str:
        """The name most like one that nothing has, of those that begin with the same letter."""
        key = name_key(target)
        names = {**self._titles, **self._slugs, **self._ends, **self._paths}
        alike = [name for name in names if name[:1] == key[:1] and abs(len(name) - len(key)) <= len(key) // 2]
        near = difflib.get_close_matches(key, alike, n=1)
        if not near:
            return f"name a file of {FOLDER}/ by its name, or by its title"
        return f'did you mean "{near[0]}"? that is {names[near[0]][0]}'


def _choice(files: Sequence[PurePosixPath]) -> str:
    paths = [path.relative_to(FOLDER) for path in files]
    names = [path.with_suffix("") if path.suffix in MARKDOWN else path for path in paths]
    more = f" (and {len(files) - _SHOWN} more)" if len(files) > _SHOWN else ""
    return f"say which one is meant: {' or '.join(f'[[{name}]]' for name in names[:_SHOWN])}{more}"


def _ends(path: PurePosixPath) -> Iterator[str]:
    """The path below `content/` and its ends, each also as the folder that an index stands for."""
    parts = path.relative_to(FOLDER).parts
    names = ["/".join(parts[start:]) for start in range(len(parts))]
    if path.stem in _INDEXES and len(parts) > 1:
        names += ["/".join(parts[start:-1]) for start in range(len(parts) - 1)]
    return map(name_key, names)


def name_key(name: str) -> str:
    """A name without what makes no difference: case, form of Unicode, white space, `.md`."""
    key = " ".join(unicodedata.normalize("NFC", name).casefold().split()).strip("/")
    ending = next((ending for ending in MARKDOWN if key.endswith(ending)), "")
    return key.removesuffix(ending)
