"""What `content/` already holds of the sources.

`seed_fingerprint` in an article has three parts: the source, the recipe (the converter and the options that shape
its work), and the article as it was written. From these alone a later run tells what changed: nothing, the source or
the recipe, or the article itself, which is a person's from then on. What was seen in a file is remembered; where that
is lost, the file is looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from digest.content.front_matter import is_edited, seed_of
from digest.content.places import FOLDER
from digest.convert.ledger import read_ledger
from digest.incremental.looks import Look, looks
from digest.incremental.scan import scan
from digest.incremental.store import Store

_LARGEST: Final = 64 * 2**20

_ARTICLES: Final = "article"
"""The kind of what is stored by path: what was seen in a file of `content/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """An article that was once converted.

    Attributes:
        seed: the path of its source.
        source: the fingerprint of that source then.
        recipe: the fingerprint of the recipe then.
        edited: whether a person changed the article since.
    """

    path: PurePosixPath
    seed: PurePosixPath
    source: str
    recipe: str
    edited: bool


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The converted articles, and what else stands in the way of new ones.

    Attributes:
        by_seed: by the path of their source.
        by_source: by the fingerprint of their source, which finds them when the source was renamed.
        by_hand: the files that a person wrote or edited.
        slugs: the names taken in `content/`, lower case.
        ledger: fingerprints of all sources ever converted, by their name; empty while there is no article at all.
    """

    by_seed: Mapping[PurePosixPath, Shelved]
    by_source: Mapping[str, Shelved]
    by_hand: tuple[PurePosixPath, ...]
    slugs: frozenset[str]
    ledger: Mapping[str, str]

    @cached_property
    def sources(self) -> frozenset[str]:
        """The fingerprints in the ledger."""
        return frozenset(self.ledger.values())


def open_shelf(project: Path, store: Store, jobs: int = 0) -> Shelf:
    """Look at what `content/` holds."""
    found = scan(project, FOLDER)
    found = replace(found, stamps={path: item for path, item in found.stamps.items() if path.lower().endswith(".md")})
    shelved, by_hand = [], []
    for path, look in looks(project, found, _look, store=store, kind=_ARTICLES, limit=_LARGEST, jobs=jobs):
        if not isinstance(look, Look):
            continue
        seed, source, recipe, edited = json.loads(look.seen)
        if edited:
            by_hand.append(path)
        if seed:
            shelved.append(Shelved(path=path, seed=PurePosixPath(seed), source=source, recipe=recipe, edited=edited))
    return Shelf(
        by_seed={article.seed: article for article in reversed(shelved)},
        by_source={article.source: article for article in reversed(shelved)},
        by_hand=tuple(by_hand),
        slugs=frozenset(path.stem.lower() for path in found.files),
        ledger=read_ledger(project) if shelved else {},
    )


def _look(_path: PurePosixPath, body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    seed, fingerprint = seed_of(text)
    source, recipe, _ = [*fingerprint.split("-"), "", "", ""][:3]
    return json.dumps([seed, source, recipe, is_edited(text)])
