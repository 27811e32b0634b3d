"""What `content/` already holds of the sources.

`seed_fingerprint` in an article has three parts: the source, the recipe (the converter and the options that shape
its work), and the article as it was written. From these alone, without any memory elsewhere, a later run tells
what changed: nothing, the source or the recipe, or the article itself, which is a person's from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from digest.content.front_matter import is_edited, seed_of
from digest.content.places import FOLDER
from digest.incremental.files import write_file
from digest.incremental.scan import read, scan

LEDGER: Final = FOLDER / ".converted"
"""The sources that ever became an article, a line each: one whose article a person deleted stays deleted."""

_LARGEST: Final = 64 * 2**20
_HEAD: Final = (
    "# Sources that were converted. An article that you delete is not made again while its line stands here.\n"
)

Verdict = Literal["write", "unchanged", "edited", "deleted"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The converted articles, and what else stands in the way of new ones.

    Attributes:
        by_seed: by the path of their source.
        by_source: by the fingerprint of their source, which finds them when the source was renamed.
        slugs: the names taken in `content/`, lower case.
        ledger: paths and fingerprints of all sources ever converted.
    """

    by_seed: Mapping[PurePosixPath, Shelved]
    by_source: Mapping[str, Shelved]
    slugs: frozenset[str]
    ledger: frozenset[str]


def open_shelf(project: Path) -> Shelf:
    """Read what `content/` holds. While it holds no article at all, the ledger counts for nothing."""
    files = [path for path in scan(project, FOLDER).files if path.suffix.lower() == ".md"]
    shelved = [article for path in files if (article := _shelved(project, path)) is not None]
    return Shelf(
        by_seed={article.seed: article for article in reversed(shelved)},
        by_source={article.source: article for article in reversed(shelved)},
        slugs=frozenset(path.stem.lower() for path in files),
        ledger=_read_ledger(project) if shelved else frozenset(),
    )


def find(shelf: Shelf, seed: PurePosixPath, source: str, seeds: Iterable[PurePosixPath]) -> Shelved | None:
    """The article of a source: by its path, or by its content where the article's own source is gone."""
    article = shelf.by_seed.get(seed)
    if article is not None:
        return article
    renamed = shelf.by_source.get(source)
    return renamed if renamed is not None and renamed.seed not in seeds else None


def judge(shelf: Shelf, article: Shelved | None, seed: PurePosixPath, source: str, recipe: str) -> Verdict:
    """What to do about a source."""
    if article is None:
        return "deleted" if {ledger_name(seed), source} & shelf.ledger else "write"
    if (article.source, article.recipe) == (source, recipe):
        return "unchanged"
    return "edited" if article.edited else "write"


def record(project: Path, shelf: Shelf, converted: Mapping[PurePosixPath, str]) -> None:
    """Add sources to the ledger.

    Args:
        project: its folder.
        shelf: as it was opened.
        converted: the sources that have an article now, each with the fingerprint it had when that was made.
    """
    before = (line.split(" ", 1) for line in shelf.ledger if " " in line)
    known = {seed: source for source, seed in before} | {
        ledger_name(seed): source for seed, source in converted.items()
    }
    if not known:
        return
    lines = [f"{source} {seed}" for seed, source in sorted(known.items())]
    body = (_HEAD + "".join(f"{line}\n" for line in lines)).encode("utf-8", "surrogateescape")
    write_file(project / LEDGER, body)


def ledger_name(seed: PurePosixPath) -> str:
    """A source's path on one line."""
    return str(seed).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _shelved(project: Path, path: PurePosixPath) -> Shelved | None:
    body = read(project, path, _LARGEST)
    if not isinstance(body, bytes):
        return None
    text = body.decode("utf-8", "replace")
    seed, fingerprint = seed_of(text)
    if not seed:
        return None
    source, recipe, _ = [*fingerprint.split("-"), "", "", ""][:3]
    return Shelved(path=path, seed=PurePosixPath(seed), source=source, recipe=recipe, edited=is_edited(text))


def _read_ledger(project: Path) -> frozenset[str]:
    """Its lines, and the fingerprint and path in each."""
    try:
        text = (project / LEDGER).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return frozenset()
    lines = [line for line in text.split("\n") if " " in line and not line.startswith("#")]
    return frozenset(part for line in lines for part in (line, *line.split(" ", 1)))
