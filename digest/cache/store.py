"""The store behind every cache: texts by kind and name in one SQLite file, which may be deleted at any time.

A file that has another version, is damaged or is not a store counts as empty and is replaced. If the file cannot be
written (a full disk, a read-only folder), this run keeps in memory what it would have stored. The file holds texts,
each with a checksum, and no code or pickle: a store from elsewhere can be wrong but cannot run anything.

SQLite's journal undoes the last transaction of a run that was killed. `synchronous` is off: without it only a crash of
the whole machine can damage the file, and then it counts as empty.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

T = TypeVar("T")

_TIMEOUT: Final = 10.0
"""Seconds to wait while another run writes."""

_PATIENCE: Final = 1.0
"""The same in a worker, once: what it cannot read then it makes anew."""

_BATCH: Final = 256
"""Texts that `all` reads at a time, so that not all of a kind are in memory at once."""

_MAPPED_BYTES: Final = 2**30
"""Bytes of the file that `all` maps into memory: that takes a third of the time of reading page by page."""


class Store:
    """A store of texts, each with a name that is unique within its kind; a kind is an ASCII word.

    A forked worker may read from the store that it inherits. Only the process that opened the store writes to it.
    """

    def __init__(self, path: Path, version: int) -> None:
        """Open the store at a path, or an empty one if that is not possible; never raises.

        Args:
            path: of the file.
            version: of what is stored, 1 to 2**31 - 1; a store of another version counts as empty.
        """
        self._path = path
        self._version = version
        self._process = os.getpid()
        self._unwritten: dict[str, dict[str, str]] = {}
        self._connection = _connect(path, version) or _recreate(path, version)
        self._writable = self._connection is not None
        self._inherited: sqlite3.Connection | None = None

    def __getstate__(self) -> tuple[Path, int]:
        """Pickled, it is opened again in the other process, which reads what was saved before and writes nothing."""
        return self._path, self._version

    def __setstate__(self, state: tuple[Path, int]) -> None:
        self._path, self._version = state
        self._process = os.getpid()
        self._unwritten = {}
        self._connection = _connect(*state, timeout=_PATIENCE)
        self._writable = False
        self._inherited = None

    def all(self, kind: str) -> Iterator[tuple[str, str]]:
        """Every name of a kind with its text, in no particular order."""
        query = f"SELECT rowid, name, body, checksum FROM {kind} WHERE rowid > ? ORDER BY rowid LIMIT {_BATCH}"  # noqa: S608  (a kind is a constant of ours)
        unwritten, last = self._unwritten.get(kind, {}), 0
        self._read(f"PRAGMA mmap_size = {_MAPPED_BYTES}", ())
        while rows := self._read(query, (last,)):
            last = rows[-1][0]
            for _, name, body, check in rows:
                if name not in unwritten and check == _checksum(kind, name, body):
                    yield name, body
        self._read("PRAGMA mmap_size = 0", ())
        yield from list(unwritten.items())

    def get(self, kind: str, name: str) -> str | None:
        """The text of a name, or None."""
        unwritten = self._unwritten.get(kind, {}).get(name)
        if unwritten is not None:
            return unwritten
        rows = self._read(f"SELECT name, body, checksum FROM {kind} WHERE name = ?", (name,))  # noqa: S608
        return next((body for _, body, check in rows if check == _checksum(kind, name, body)), None)

    def put(self, kind: str, items: Mapping[str, str]) -> None:
        """Store texts by name; each replaces the text that its name had."""
        rows = [(name, body, _checksum(kind, name, body)) for name, body in items.items()]
        if rows and not self._write(kind, f"INSERT OR REPLACE INTO {kind} VALUES (?, ?, ?)", rows):  # noqa: S608
            self._unwritten.setdefault(kind, {}).update(items)

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Remove names and their texts."""
        rows = [(name,) for name in names]
        if rows:
            self._write(kind, f"DELETE FROM {kind} WHERE name = ?", rows)  # noqa: S608
        for (name,) in rows:
            self._unwritten.get(kind, {}).pop(name, None)

    def save(self) -> None:
        """Commit what was put and dropped, so that it lasts and workers can read it."""
        if self._connection is not None and self._connection.in_transaction:
            try:
                self._connection.execute("COMMIT")
            except sqlite3.Error:
                self._stop_writing()

    def close(self) -> None:
        """Save, and close the file."""
        self.save()
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _read(self, query: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        if (
            os.getpid() != self._process
        ):  # a connection must not be used after a fork, and closing the copy would harm it
            self._process, self._writable, self._inherited = os.getpid(), False, self._connection
            self._connection = _connect(self._path, self._version, _PATIENCE)
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            code = getattr(error, "sqlite_errorcode", None)  # none where Python cannot read a text as UTF-8
            if code is None or not isinstance(error, sqlite3.OperationalError):  # damaged
                if self._writable:
                    self._connection.close()
                    self._connection = _recreate(self._path, self._version)
            elif code == sqlite3.SQLITE_BUSY and not self._writable:  # else nothing of this kind is stored yet
                self._connection.close()
                self._connection = None
            return []

    def _write(self, kind: str, statement: str, rows: list[tuple[str]] | list[tuple[str, str, bytes]]) -> bool:
        """Execute a statement for each row; returns whether that was possible."""
        if self._connection is None or not self._writable:
            return False
        try:
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
            columns = "name TEXT PRIMARY KEY, body TEXT NOT NULL, checksum BLOB NOT NULL"
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {kind} ({columns})")
            self._connection.executemany(statement, rows)
        except (sqlite3.Error, UnicodeEncodeError):
            self._stop_writing()
            return False
        return True

    def _stop_writing(self) -> None:
        """Keep in memory what is put from now on; what was put since the last `save` is lost."""
        self._writable = False
        if self._connection is not None and self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of a size, so that not all of them need be in memory at once."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _connect(path: Path, version: int, timeout: float | None = None) -> sqlite3.Connection | None:
    """A connection to the store of this version at a path, made if there is no file; None if that is not possible."""
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=_TIMEOUT if timeout is None else timeout, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA synchronous = OFF")
        (stored_version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if stored_version == 0 and tables == 0:
            connection.execute(f"PRAGMA user_version = {version}")
        elif stored_version != version:
            connection.close()
            return None
    except (OSError, sqlite3.Error, UnicodeDecodeError):
        if connection is not None:
            connection.close()
        return None
    return connection


def _recreate(path: Path, version: int) -> sqlite3.Connection | None:
    """A connection to an empty store, which replaces a file that cannot be used."""
    with suppress(OSError):
        for file in (path, path.with_name(f"{path.name}-journal")):
            file.unlink(missing_ok=True)
    return _connect(path, version)


def _checksum(kind: str, name: str, body: str) -> bytes:
    """A checksum against damage, not against an attacker, in a third of the time that a hash takes: CRC-32.

    A body that is not a text, as damage may have it, has another one.
    """
    start = crc32(f"{kind}\0{name}\0".encode("utf-8", "surrogatepass"))
    return crc32(str(body).encode("utf-8", "surrogatepass"), start).to_bytes(4, "big")
