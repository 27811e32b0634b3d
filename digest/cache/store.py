"""What earlier runs found out: texts by kind and name in one SQLite file, all of which may be lost at any time.

The file is a cache and treated as one: of another version, damaged or from elsewhere it is an empty one, and where it
cannot be written (a full disk, a folder that is read-only) this run keeps in memory what it would have stored. It
holds texts with a checksum each, never code and nothing that is unpickled, so that a restored one can be wrong but
cannot run anything. SQLite's journal makes a killed run's last transaction as if it had not been; `synchronous` is
off since only a crash of the whole machine could then damage the file, and a damaged one is an empty one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

_PATIENCE: Final = 10.0
"""Seconds to wait for another run that stores."""


_MAPPED: Final = 2**30
"""Bytes of the file that `all` reads through memory, which takes a third of the time of reading page by page."""


class Store:
    """A store of texts. A name is unique within its kind, which is an ASCII word.

    A forked worker may go on reading from the store that it inherits; only the process that opened it writes.
    """

    def __init__(self, path: Path, version: int) -> None:
        """Open the store at a path, or an empty one where there is none to be had. Never raises.

        Args:
            path: of the file.
            version: of what is stored, 1 to 2**31 - 1; a store of another version is an empty one.
        """
        self._path = path
        self._version = version
        self._process = os.getpid()
        self._kept: dict[str, dict[str, str]] = {}
        self._connection = _connect(path, version) or _anew(path, version)
        self._writable = self._connection is not None
        self._parents: sqlite3.Connection | None = None

    def all(self, kind: str) -> Iterator[tuple[str, str]]:
        """Every name of a kind with its text, in no order that means anything."""
        self._read(f"PRAGMA mmap_size = {_MAPPED}", ())
        rows = self._read(f"SELECT name, body, sum FROM {kind}", ())  # noqa: S608  (a kind is a constant of ours)
        self._read("PRAGMA mmap_size = 0", ())
        kept = self._kept.get(kind, {})
        yield from ((name, body) for name, body, check in rows if name not in kept and check == _sum(kind, name, body))
        yield from list(kept.items())

    def get(self, kind: str, name: str) -> str | None:
        """The text of a name, or None."""
        kept = self._kept.get(kind, {}).get(name)
        if kept is not None:
            return kept
        rows = self._read(f"SELECT name, body, sum FROM {kind} WHERE name = ?", (name,))  # noqa: S608
        return next((body for _, body, check in rows if check == _sum(kind, name, body)), None)

    def put(self, kind: str, items: Mapping[str, str]) -> None:
        """Store texts by name, in the place of what these names had."""
        rows = [(name, body, _sum(kind, name, body)) for name, body in items.items()]
        if rows and not self._write(kind, f"INSERT OR REPLACE INTO {kind} VALUES (?, ?, ?)", rows):  # noqa: S608
            self._kept.setdefault(kind, {}).update(items)

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Forget names."""
        rows = [(name,) for name in names]
        if rows:
            self._write(kind, f"DELETE FROM {kind} WHERE name = ?", rows)  # noqa: S608
        for (name,) in rows:
            self._kept.get(kind, {}).pop(name, None)

    def save(self) -> None:
        """Make what was put lasting, and readable to workers."""
        if self._connection is not None and self._connection.in_transaction:
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                self._stop_writing()

    def close(self) -> None:
        """Save, and let go of the file."""
        self.save()
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _read(self, query: str, values: tuple[str, ...]) -> list[tuple[str, str, bytes]]:
        if os.getpid() != self._process:  # SQLite's connections do not survive a fork, nor may a copy be closed
            self._process, self._writable, self._parents = os.getpid(), False, self._connection
            self._connection = _connect(self._path, self._version)
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            return []  # no such kind yet, or another run is in the way
        except (sqlite3.Error, UnicodeDecodeError):
            if self._writable:
                self._connection.close()
                self._connection = _anew(self._path, self._version)
            return []

    def _write(self, kind: str, statement: str, rows: list[tuple[str]] | list[tuple[str, str, bytes]]) -> bool:
        """Whether it could be written."""
        if self._connection is None or not self._writable:
            return False
        try:
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            columns = "name TEXT PRIMARY KEY, body TEXT NOT NULL, sum BLOB NOT NULL"
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {kind} ({columns})")
            self._connection.executemany(statement, rows)
        except (sqlite3.Error, UnicodeEncodeError):
            self._stop_writing()
            return False
        return True

    def _stop_writing(self) -> None:
        """From now on keep in memory what is put; what was put since the last `save` is lost."""
        self._writable = False
        if self._connection is not None and self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items, so many at a time: not all of what is to be stored need be in memory at once."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _connect(path: Path, version: int) -> sqlite3.Connection | None:
    """A connection to a store of our version; None where there is none."""
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = OFF")
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if found == 0 and tables == 0:
            connection.execute(f"PRAGMA user_version = {version}")
        elif found != version:
            connection.close()
            return None
    except (OSError, sqlite3.Error):
        if connection is not None:
            connection.close()
        return None
    return connection


def _anew(path: Path, version: int) -> sqlite3.Connection | None:
    """A connection to an empty store in the place of one that cannot be used."""
    with suppress(OSError):
        for file in (path, path.with_name(f"{path.name}-journal")):
            file.unlink(missing_ok=True)
    return _connect(path, version)


def _sum(kind: str, name: str, body: str) -> bytes:
    """A checksum against damage, not against an enemy: 64 bits of BLAKE2b."""
    return hashlib.blake2b(f"{kind}\0{name}\0{body}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
