"""Writes the site so that a visitor never meets a dead link, and a kill at any moment leaves it whole.

A run first makes all its files in a stage, a folder of the same file system. Whatever fails there, a template or the
disk, leaves the old site as it was. Then the run commits, by renames alone, in this order:

1. a manifest that names old and new files alike;
2. the new files; a folder that is new comes with all its files by one rename;
3. the files that change, those first that others link to;
4. the removal of the files that are no longer planned;
5. the exact manifest.

So no page links to a new file before it is there, or to an old one after it is gone. Exchanging the whole folder would
be one rename, but it would move foreign files too, cost a hard link for each file that stays, and does not exist on
every system. Renames in this order cost only what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import DigestError
from digest.output.file_writes import sweep, write_file
from digest.output.foreign_files import folders_of, foreign_files, is_all_ours
from digest.output.lock import hold_lock
from digest.output.manifest import MANIFEST, UNKNOWN, Record, dump, parse
from digest.output.renames import move, move_new, remove_all
from digest.output.stage import STAGE, Stage, Staged, stages


@contextmanager
def open_output(
    folder: Path, waiting: Callable[[], None] = lambda: None, staging: Path | None = None
) -> Iterator[Output]:
    """Open an output folder to write to it; no other run writes to it meanwhile.

    Args:
        folder: the output folder.
        waiting: called if another run writes to the folder, before waiting for that run.
        staging: a folder outside the site where files are made, if it is of the same file system; else they are made
            in a hidden folder within the site.

    Raises:
        DigestError: as `Output`, or the folder cannot be made.
    """
    _check(folder)  # before the lock, which would make the folder
    is_new = not folder.exists()
    with hold_lock(folder, waiting):
        every_stage = stages(folder, staging)
        sweep(folder)
        for stage in every_stage:
            stage.clear()
        try:
            yield Output(folder, every_stage[-1], is_new=is_new)
        finally:
            for stage in every_stage:
                stage.clear()
            if is_new:
                with suppress(OSError):
                    folder.rmdir()  # fails, as it should, unless the run wrote nothing


class Output:
    """An output folder and its manifest. Paths are relative to the folder, with slashes, as in addresses.

    Attributes:
        folder: where the site is written.
        records: the files that the last run wrote, by path.
        stage: where this run makes its files.
    """

    def __init__(self, folder: Path, stage: Stage | None = None, *, is_new: bool = False) -> None:
        """Read the manifest of an output folder, which need not exist yet.

        Args:
            folder: the output folder.
            stage: where files are made; not needed by who only asks.
            is_new: whether the folder was made just now, so that others have no files in it.

        Raises:
            DigestError: the path is a symbolic link, or is not a folder.
        """
        _check(folder)
        self.folder = folder
        self._root = f"{folder}/"  # kept as text: a large site asks for tens of thousands of paths
        self.stage = stage or Stage(folder / STAGE, folder)
        self._manifest = _read(folder / MANIFEST)
        self.records = parse(self._manifest)
        self._is_new = is_new and not self.records  # another run that was waited for may have filled it
        self._written = _modified(folder / MANIFEST)

    @property
    def state(self) -> bytes:
        """The bytes of the manifest: where they are equal, the same files were made from the same inputs."""
        return self._manifest

    def is_current(self, path: str, key: str) -> bool:
        """Whether a file was made from the inputs that have this fingerprint, and was not changed since.

        A file newer than the manifest counts as changed by somebody else.
        """
        record = self.records.get(path)
        return record is not None and record.key == key and self._is_as_written(path, record.size)

    def is_whole(self) -> bool:
        """Whether every file that the manifest names is there as it was written."""
        return bool(self.records) and all(
            self._is_as_written(path, record.size) for path, record in self.records.items()
        )

    def foreign(self, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """Files in the folder that digest did not write, sorted; names that begin with a dot are passed over.

        Args:
            known: the foreign files of the time when the manifest was written, if they are remembered. Then only
                folders that changed since are looked into.
        """
        if self._is_new:
            return ()
        ours = {"", *folders_of(self.records)}
        paths = {path for path in known or () if os.path.lexists(self._root + path) and path not in self.records}
        for folder in ours:
            if known is None or _modified(self._root + folder) > self._written:
                paths.update(foreign_files(self.folder, folder, ours, self.records))
        return tuple(sorted(paths))

    def claim(self, planned: Collection[str], stale: Iterable[str]) -> None:
        """Make sure that every file of the site can take its place.

        Args:
            planned: every file of the site.
            stale: the files among them that this run makes.

        Raises:
            DigestError: a foreign file stands in the place of a planned one, or a folder of the site has become a
                symbolic link.
        """
        new = [path for path in planned if path not in self.records]
        touched = [*new, *stale, *(path for path in self.records if path not in planned)]
        for folder in sorted(folders_of(touched)):
            if os.path.islink(self._root + folder):  # noqa: PTH114
                raise DigestError(f"{self.folder.name}/{folder} is a symbolic link; remove it, pages belong below it")
        for path in new:
            if os.path.lexists(self._root + path) and not is_all_ours(self.folder, path, self.records):
                raise DigestError(
                    f"{self.folder.name}/{path} stands where a page should be written, and digest did not write it; "
                    "move it away, or choose another folder with --output"
                )

    def commit(self, planned: Mapping[str, str], files: Sequence[Staged]) -> tuple[str, ...]:
        """Move the staged files to their places, remove files that are no longer planned, and write the manifest.

        Args:
            planned: every file of the site with its key.
            files: those that this run made, those first that others link to.

        Returns:
            The files that were removed, sorted.

        Raises:
            DigestError: the folder cannot be written to.
        """
        stale = tuple(sorted(set(self.records).difference(planned)))
        self._announce(files)
        changed = [file.path for file in files if file.changed]
        if stale:
            self._clear_the_way(changed, stale)
        new = {path: None for path in changed if not os.path.lexists(self._root + path)}
        move_new(self.stage, new)
        for path in changed:
            if path not in new:
                move(self.stage, path)
        remove_all(self.folder, stale)
        self.records.update((file.path, Record(planned[file.path], file.size)) for file in files)
        self.records = {path: self.records[path] for path in planned}
        self._write_manifest()
        self._date_manifest(file.path for file in files if not file.changed)
        return stale

    def clear(self) -> tuple[str, ...]:
        """Remove the manifest and every file that it names; returns those files, sorted."""
        removed = tuple(sorted(self.records))
        remove_all(self.folder, [*removed, MANIFEST])
        self.records = {}
        return removed

    def _is_as_written(self, path: str, size: int) -> bool:
        try:
            status = os.lstat(self._root + path)
        except OSError:
            return False
        return status.st_size == size and status.st_mtime_ns <= self._written

    def _announce(self, files: Iterable[Staged]) -> None:
        """Write a manifest that names the new files too, and gives no key to a file that is about to change.

        So a run that is killed before the end of the commit leaves no file that the next one takes for foreign or for
        current.
        """
        uncertain = [file.path for file in files if file.changed or file.path not in self.records]
        if uncertain:
            self.records.update(dict.fromkeys(uncertain, Record(UNKNOWN, 0)))
            self._write_manifest()

    def _clear_the_way(self, changed: Iterable[str], stale: Iterable[str]) -> None:
        """Remove an old file where a new folder belongs, and old files where a new file takes their folder's place."""
        new = set(changed)
        folders = folders_of(new)
        for path in stale:
            if path in folders or not new.isdisjoint(folders_of([path])):
                remove_all(self.folder, [path])

    def _write_manifest(self) -> None:
        self._manifest = dump(self.records)
        write_file(self.folder / MANIFEST, self._manifest, self.folder)

    def _date_manifest(self, compared: Iterable[str]) -> None:
        """Make the manifest at least as new as the files it names, so that the next run trusts them.

        A file newer than the manifest counts as changed by somebody else. Such a file was compared with the bytes that
        belong there when it was made again, and kept where they are the same. All other files are older than the last
        manifest, so they matter only where the clock was set back and the new manifest is older than the last.

        Args:
            compared: the files that this run found to hold the right bytes already.
        """
        manifest = self.folder / MANIFEST
        written = _modified(manifest)
        paths = self.records if written < self._written else compared
        newest = max((_modified(self._root + path) for path in paths), default=0)
        if newest > written:
            os.utime(manifest, ns=(newest, newest))


def _check(folder: Path) -> None:
    if folder.is_symlink():
        raise DigestError(f"{folder.name} is a symbolic link; remove it, or choose a folder with --output")
    if folder.exists() and not folder.is_dir():
        raise DigestError(f"{folder.name} is a file, not a folder; move it away, or choose a folder with --output")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _modified(path: str | Path) -> int:
    """The time of the last change of a file or folder, in nanoseconds; 0 if it does not exist."""
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return 0
