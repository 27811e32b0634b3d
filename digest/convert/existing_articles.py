"""The articles that `content/` already holds, as far as conversion is concerned.

`seed_fingerprint` in an article has three parts: the source, the inputs (the converter and the options that shape its
work), and the article as it was written. From these alone a later run tells what changed: nothing, the source or the
inputs, or the article itself, which is a person's from then on. What was read of a file is cached; without the cache
the file is read again.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.articles.library import is_in_own_letters, read_file
from digest.articles.provenance import base_of, is_edited, seed_of
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import scan
from digest.cache.store import Store
from digest.classify.same_story import ComparedArticle, compared
from digest.convert.ledger import read_ledger
from digest.convert.seeds import split_seed
from digest.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingArticle:
    """A text of `content/`.

    Attributes:
        path: relative to the project.
        seed: the document that it was converted from (see `seeds`); None where it was not.
        source: the fingerprint of that document's source then.
        inputs: the fingerprint of all else that decided the conversion then.
        base: the name of its base: the fingerprint of the article as it was written then.
        own: whether its address is in letters of its own script, unless the options say otherwise of all.
        edited: whether a person wrote it, or changed it since.
        duplicate_of: what its front matter says.
        compared: what is compared to find duplicates; None for drafts and for texts that are not articles.
    """

    path: PurePosixPath
    seed: PurePosixPath | None
    source: str
    inputs: str
    base: str
    own: bool
    edited: bool
    duplicate_of: str | None
    compared: ComparedArticle | None


@dataclass(frozen=True, kw_only=True)
class ExistingArticles:
    """The converted articles, and what else new articles must avoid.

    Attributes:
        by_seed: by the document that they were converted from.
        by_content: by the fingerprint of their source and their part of it; finds them when the source was renamed.
        by_hand: the files that a person wrote or edited.
        bases: the names of the bases that files name.
        slugs: the names taken in `content/`, lower case, also by texts that cannot be read.
        ledger: fingerprints of all sources ever converted, by their name; empty while there is no article at all.
    """

    by_seed: Mapping[PurePosixPath, ExistingArticle]
    by_content: Mapping[tuple[str, str], ExistingArticle]
    by_hand: tuple[PurePosixPath, ...]
    bases: frozenset[str]
    slugs: frozenset[str]
    ledger: Mapping[str, str]

    @cached_property
    def ever_converted(self) -> frozenset[str]:
        """The fingerprints in the ledger."""
        return frozenset(self.ledger.values())

    @cached_property
    def parts(self) -> Mapping[PurePosixPath, tuple[ExistingArticle, ...]]:
        """The articles made of sources that hold several documents, by the path of the source."""
        parts: dict[PurePosixPath, tuple[ExistingArticle, ...]] = {}
        for seed, article in self.by_seed.items():
            source, part = split_seed(seed)
            if part:
                parts[source] = (*parts.get(source, ()), article)
        return parts

    @cached_property
    def parts_by_content(self) -> Mapping[str, tuple[ExistingArticle, ...]]:
        """The same by the fingerprint of the source."""
        parts: dict[str, tuple[ExistingArticle, ...]] = {}
        for article in (article for articles in self.parts.values() for article in articles):
            parts[article.source] = (*parts.get(article.source, ()), article)
        return parts


def read_existing(project: Path, store: Store, jobs: int = 0) -> ExistingArticles:
    """The articles of `content/`, in the order needed to convert."""
    files = list(scan_content(project, store, jobs))
    converted = [(file.seed, file) for file in reversed(files) if file.seed is not None]
    return ExistingArticles(
        by_seed=dict(converted),
        by_content={(file.source, split_seed(seed)[1]): file for seed, file in converted},
        by_hand=tuple(file.path for file in files if file.edited),
        bases=frozenset(file.base for file in files),
        slugs=frozenset(unicodedata.normalize("NFC", path.stem).lower() for path in texts_in(project)),
        ledger=read_ledger(project) if converted else {},
    )


def texts_in(project: Path) -> tuple[PurePosixPath, ...]:
    """The paths of all texts in `content/`, sorted."""
    return tuple(path for path in scan(project, FOLDER).files if is_text(path))


def scan_content(project: Path, store: Store, jobs: int = 0) -> Iterator[ExistingArticle]:
    """Every text of `content/`; those that cannot be read are left out."""
    files = scan(project, FOLDER)
    texts = replace(files, stamps={path: stamp for path, stamp in files.stamps.items() if is_text(path)})
    for _, entry in FileCache(store, _EXISTING).results(project, texts, jobs=jobs):
        if isinstance(entry, Entry):
            yield entry.result


def _read(path: PurePosixPath, body: bytes) -> Computed[ExistingArticle]:
    text = body.decode("utf-8", "replace")
    seed, seed_fingerprint = seed_of(text)
    source, inputs, _ = [*seed_fingerprint.split("-"), "", "", ""][:3]
    article, _ = read_file(path, body, topics=())
    front_matter, edited = article.front_matter, is_edited(text)
    existing = ExistingArticle(
        path=path,
        seed=PurePosixPath(seed) if seed else None,
        source=source,
        inputs=inputs,
        base=base_of(text),
        own=is_in_own_letters(path, front_matter, "new"),
        edited=edited,
        duplicate_of=front_matter.duplicate_of,
        compared=compared(article, by_hand=edited) if is_article(path) and not front_matter.draft else None,
    )
    return Computed(existing)


_EXISTING: Final = Computation(
    kind="article",
    codec=Codec[ExistingArticle](ExistingArticle),
    function=_read,
    limit=LARGEST_TEXT,
    dependencies=sys.byteorder,
)
"""What conversion needs of each text of `content/`; a cache may come from a machine with another order of bytes."""
