"""The sources that ever became an article, a line each: one whose article a person deleted stays deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from digest.articles.kinds import FOLDER, is_article, is_text
from digest.config import Config
from digest.output.file_writes import write_error, write_file
from digest.plan.feeds.kept_ids import KEPT, KeptIds, dump_kept, named

LEDGER: Final = FOLDER / ".converted"

_HEAD: Final = (
    "# Sources that were converted. An article that you delete is not made again while its line stands here.\n"
)


class Ledger:
    """The ledger of a run that writes articles: a line is added with each, so that a killed run loses none."""

    def __init__(self, project: Path, known: Mapping[str, str], *, dry: bool = False) -> None:
        """Begin with the known fingerprints by name. Where `dry`, nothing is written."""
        self._dry = dry
        self._target = project / LEDGER
        self._known = dict(known)
        self._file: BinaryIO | None = None

    def add(self, seed: PurePosixPath, source: str) -> None:
        """Note that a source has an article now, and the fingerprint that it had when that was made.

        Raises:
            DigestError: it cannot be written.
        """
        name = ledger_name(seed)
        if self._known.get(name) == source or self._dry:
            return
        try:
            if self._file is None:
                write_file(self._target, self._text())
                self._file = self._target.open("ab")
            self._known[name] = source
            self._file.write(_line(name, source))
            self._file.flush()
        except OSError as error:
            raise write_error(self._target, error) from error

    def close(self) -> None:
        """Sort the file and close it.

        Raises:
            DigestError: it cannot be written.
        """
        self.abandon()
        if self._known and not self._dry:
            write_file(self._target, self._text())

    def abandon(self) -> None:
        """Close the file as it is."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _text(self) -> bytes:
        return _HEAD.encode() + b"".join(_line(name, source) for name, source in sorted(self._known.items()))


@contextmanager
def kept(project: Path, known: Mapping[str, str], *, dry: bool = False) -> Iterator[Ledger]:
    """A ledger that is sorted when its block ends; where that raises, the file stays as it is."""
    ledger = Ledger(project, known, dry=dry)
    try:
        yield ledger
        ledger.close()
    finally:
        ledger.abandon()


def begin_feed_ids(project: Path, config: Config) -> None:
    """Name a digest that has no article yet, so that the ids in its feeds are its own.

    Raises:
        DigestError: it cannot be written.
    """
    texts = (path.relative_to(project) for path in (project / FOLDER).rglob("*"))
    begun = (project / LEDGER).exists() or (project / KEPT).exists()
    if not begun and not any(is_text(path.name) and is_article(PurePosixPath(path)) for path in texts):
        kept = KeptIds(digest=named(config.title, config.author, config.base_url))
        write_file(project / KEPT, dump_kept(kept).encode())


def read_ledger(project: Path) -> dict[str, str]:
    """The fingerprint of each source by its name. A last line without an end was cut off by a kill."""
    try:
        text = (project / LEDGER).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return {}
    lines = (line.split(" ", 1) for line in text.split("\n")[:-1] if " " in line and not line.startswith("#"))
    return {name: source for source, name in lines}


def ledger_name(seed: PurePosixPath) -> str:
    """A seed with its line breaks escaped."""
    return str(seed).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")


def _line(name: str, source: str) -> bytes:
    return f"{source} {name}\n".encode("utf-8", "surrogateescape")
