"""What `content/` already holds of the sources.

`seed_fingerprint` in an article has three parts: the source, the recipe (the converter and the options that shape
its work), and the article as it was written. From these alone a later run tells what changed: nothing, the source or
the recipe, or the article itself, which is a person's from then on. What was seen in a file is remembered; where that
is lost, the file is looked at again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.front_matter import is_edited, seed_of
from digest.articles.kinds import FOLDER, is_article
from digest.articles.library import read_file
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import scan
from digest.cache.store import Store
from digest.classify.near_duplicates import Telling, sketch
from digest.convert.bases import base_of
from digest.convert.ledger import read_ledger
from digest.model.article import Article

_LARGEST: Final = 64 * 2**20

_NO_WORDS = re.compile(r"(?<=\])\([^()\s]{1,2000}|\[\^[\w-]{1,50}\]")

_ARTICLES: Final = "article"
"""The kind of what is stored by path: what was seen in a file of `content/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A file of `content/`.

    Attributes:
        seed: the path of the source it was converted from; None where it was not.
        source: the fingerprint of that source then.
        recipe: the fingerprint of the recipe then.
        base: the name of its base: the fingerprint of the article as it was written then.
        edited: whether a person wrote it, or changed it since.
        duplicate_of: what its front matter says.
        telling: of an article that is published, what tells whether others are like it.
    """

    path: PurePosixPath
    seed: PurePosixPath | None
    source: str
    recipe: str
    base: str
    edited: bool
    duplicate_of: str | None
    telling: Telling | None


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The converted articles, and what else stands in the way of new ones.

    Attributes:
        by_seed: by the path of their source.
        by_source: by the fingerprint of their source, which finds them when the source was renamed.
        by_hand: the files that a person wrote or edited.
        bases: the names of the bases that files name.
        slugs: the names taken in `content/`, lower case.
        ledger: fingerprints of all sources ever converted, by their name; empty while there is no article at all.
    """

    by_seed: Mapping[PurePosixPath, Shelved]
    by_source: Mapping[str, Shelved]
    by_hand: tuple[PurePosixPath, ...]
    bases: frozenset[str]
    slugs: frozenset[str]
    ledger: Mapping[str, str]

    @cached_property
    def sources(self) -> frozenset[str]:
        """The fingerprints in the ledger."""
        return frozenset(self.ledger.values())


def open_shelf(project: Path, store: Store, jobs: int = 0) -> Shelf:
    """What `content/` holds, in the order needed to convert."""
    files = list(look_at_content(project, store, jobs))
    shelved = [file for file in files if file.seed is not None]
    return Shelf(
        by_seed={file.seed: file for file in reversed(shelved) if file.seed is not None},
        by_source={file.source: file for file in reversed(shelved)},
        by_hand=tuple(file.path for file in files if file.edited),
        bases=frozenset(file.base for file in files),
        slugs=frozenset(file.path.stem.lower() for file in files),
        ledger=read_ledger(project) if shelved else {},
    )


def look_at_content(project: Path, store: Store, jobs: int = 0) -> Iterator[Shelved]:
    """Every Markdown file of `content/`, as far as conversion is concerned; those that cannot be read left out."""
    found = scan(project, FOLDER)
    found = replace(found, stamps={path: item for path, item in found.stamps.items() if path.lower().endswith(".md")})
    for _, entry in FileCache(store, _SHELVED).results(project, found, jobs=jobs):
        if isinstance(entry, Entry):
            yield entry.result


def _shelve(path: PurePosixPath, body: bytes) -> Computed[Shelved]:
    text = body.decode("utf-8", "replace")
    seed, fingerprint = seed_of(text)
    source, recipe, _ = [*fingerprint.split("-"), "", "", ""][:3]
    article, _ = read_file(path, body, topics=())
    front_matter, edited = article.front_matter, is_edited(text)
    shelved = Shelved(
        path=path,
        seed=PurePosixPath(seed) if seed else None,
        source=source,
        recipe=recipe,
        base=base_of(text),
        edited=edited,
        duplicate_of=front_matter.duplicate_of,
        telling=_tell(article, by_hand=edited) if is_article(path) and not front_matter.draft else None,
    )
    return Computed(shelved)


def _tell(article: Article, *, by_hand: bool) -> Telling:
    """The words of a body, without addresses and the marks of notes: near enough to its text, and far cheaper."""
    text = _NO_WORDS.sub(" ", article.body)
    return Telling(
        path=article.path, day=article.front_matter.date, length=len(text), by_hand=by_hand, sketch=sketch(text)
    )


_SHELVED: Final = Computation(
    kind=_ARTICLES,
    codec=Codec[Shelved](Shelved),
    function=_shelve,
    limit=_LARGEST,
    dependencies=sys.byteorder,
)
"""What conversion needs of each file of `content/`; a cache may come from a machine with another order of bytes."""
