"""Writes the site so that a reader never meets a dead link, and a kill at any moment leaves it whole.

A run makes all its files in a stage first, a folder of the same file system: whatever fails there, a template or the
disk, leaves the old site as it was. Then it commits, by renames alone, in this order: a manifest that names old and
new files alike; the new files, a new folder with all that is in it by one rename; the files that change, those first
that others link to; then what the plan no longer names is removed; the exact manifest last. Nothing old links to a
new file before it stands there, and nothing links to an old one when it goes. Swapping whole folders would be one
rename, but would move the files of other people too, cost a link for each file that stays, and is not to be had on
every system; renames in this order cost only what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import DigestError
from digest.output.files import sweep, unwritable, write_file
from digest.output.foreign_files import folders_of, foreign_in, is_all_ours
from digest.output.lock import locked
from digest.output.manifest import MANIFEST, UNKNOWN, Record, dump, parse
from digest.output.stage import STAGE, Stage, Staged, stages


@contextmanager
def opened(folder: Path, waiting: Callable[[], None] = lambda: None, workshop: Path | None = None) -> Iterator[Output]:
    """An output folder that no other run writes to at the same time.

    Args:
        folder: the output folder.
        waiting: called if another run writes to it, before waiting for that one.
        workshop: a folder beside the site for the stage, used if it is of the same file system; so readers of the
            output folder never see what is half made.

    Raises:
        DigestError: as `Output`, or the folder cannot be made.
    """
    _check(folder)  # what cannot be an output folder is not locked either
    new = not folder.exists()
    with locked(folder, waiting):
        places = stages(folder, workshop)
        sweep(folder)
        for stage in places:
            stage.clear()
        try:
            yield Output(folder, places[-1])
        finally:
            for stage in places:
                stage.clear()
            if new:
                with suppress(OSError):
                    folder.rmdir()  # nothing came of it


class Output:
    """An output folder and its manifest. A path in it is a text with slashes, as in addresses.

    Attributes:
        folder: where the site is written.
        records: what the last run wrote, by path.
        stage: where this run makes its files.
    """

    def __init__(self, folder: Path, stage: Stage | None = None) -> None:
        """Open an output folder, which need not exist yet; without a stage, to look at it.

        Raises:
            DigestError: the path is a symbolic link or no folder, or cannot be read.
        """
        _check(folder)
        self.folder = folder
        self.stage = stage or Stage(folder / STAGE, folder)
        self._manifest = _read(folder / MANIFEST)
        self.records = parse(self._manifest)
        self._written = _modified(folder / MANIFEST)

    @property
    def state(self) -> bytes:
        """The manifest: equal bytes name the same files made from the same things."""
        return self._manifest

    def is_current(self, path: str, key: str) -> bool:
        """Whether the file stands there as what has this fingerprint gave it.

        A file changed after the manifest was written is somebody else's doing.
        """
        record = self.records.get(path)
        return record is not None and record.key == key and self._stands(path, record.size)

    def is_whole(self) -> bool:
        """Whether every file that the manifest names stands there as it was written."""
        return bool(self.records) and all(self._stands(path, record.size) for path, record in self.records.items())

    def foreign(self, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """Files in the folder that digest did not write, sorted; names that begin with a dot are passed over.

        Args:
            known: those found when the manifest was written: then only folders that changed since are looked into.
        """
        ours = {"", *folders_of(self.records)}
        found = {path for path in known or () if os.path.lexists(f"{self.folder}/{path}") and path not in self.records}
        for folder in ours:
            if known is None or _modified(f"{self.folder}/{folder}") > self._written:
                found.update(foreign_in(self.folder, folder, ours, self.records))
        return tuple(sorted(found))

    def claim(self, planned: Collection[str], stale: Iterable[str]) -> None:
        """Make sure that every file of the site can take its place.

        Args:
            planned: every file of the site.
            stale: those that are to be made.

        Raises:
            DigestError: one of them exists and was not written by digest, or a folder of ours has become a symbolic
                link.
        """
        new = [path for path in planned if path not in self.records]
        touched = [*new, *stale, *(path for path in self.records if path not in planned)]
        for folder in sorted(folders_of(touched)):
            if os.path.islink(f"{self.folder}/{folder}"):  # noqa: PTH114
                raise DigestError(f"{self.folder.name}/{folder} is a symbolic link; remove it, pages belong below it")
        for path in new:
            if os.path.lexists(f"{self.folder}/{path}") and not is_all_ours(self.folder, path, self.records):
                raise DigestError(
                    f"{self.folder.name}/{path} stands where a page should be written, and digest did not write it; "
                    "move it away, or choose another folder with --output"
                )

    def commit(self, planned: Mapping[str, str], staged: Iterable[Staged]) -> tuple[str, ...]:
        """Put what was staged into its places, remove what is no longer planned, and write the manifest.

        Args:
            planned: every file of the site with its key.
            staged: what this run made, those first that others link to.

        Returns:
            What was removed, sorted.

        Raises:
            DigestError: the folder cannot be written to.
        """
        made = list(staged)
        stale = tuple(sorted(set(self.records).difference(planned)))
        sizes = {path: record.size for path, record in self.records.items()} | {item.path: item.size for item in made}
        self._announce(made)
        changed = [item.path for item in made if item.changed]
        self._clear_the_way(changed, stale)
        self._move_new([path for path in changed if not os.path.lexists(f"{self.folder}/{path}")])
        for path in changed:
            if os.path.lexists(f"{self.stage.folder}/{path}"):
                self._move(path)
        self._remove_all(stale)
        self.records = {path: Record(key, sizes[path]) for path, key in planned.items()}
        self._write_manifest()
        self._vouch_for(item.path for item in made if not item.changed)
        return stale

    def clear(self) -> tuple[str, ...]:
        """Remove every file that the manifest names, and the manifest; gives what was removed, sorted."""
        removed = tuple(sorted(self.records))
        self._remove_all([*removed, MANIFEST])
        self.records = {}
        return removed

    def _stands(self, path: str, size: int) -> bool:
        try:
            status = os.lstat(f"{self.folder}/{path}")
        except OSError:
            return False
        return status.st_size == size and status.st_mtime_ns <= self._written

    def _announce(self, made: Iterable[Staged]) -> None:
        """Name all files as ours before the first is moved, and vouch for none that is about to change."""
        unsure = [item.path for item in made if item.changed or item.path not in self.records]
        if unsure:
            self.records.update({path: Record(UNKNOWN, 0) for path in unsure})
            self._write_manifest()

    def _clear_the_way(self, changed: Iterable[str], stale: Iterable[str]) -> None:
        """Remove an old file where a new folder belongs, and old files where a new file takes their folder's place."""
        new = set(changed)
        folders = folders_of(new)
        for path in stale:
            if path in folders or not new.isdisjoint(folders_of([path])):
                self._remove_all([path])

    def _move_new(self, paths: Iterable[str]) -> None:
        """Move files to where nothing stands: whole folders where they are new, in the order given."""
        there: set[str] = set()
        moved: set[str] = set()
        for path in paths:
            top = self._topmost_new(path, there, moved)
            if top not in moved:
                moved.add(top)
                self._move(top)

    def _topmost_new(self, path: str, there: set[str], moved: set[str]) -> str:
        """The outermost folder of a path that is not there yet, or was moved there just now, or the path itself."""
        end = path.find("/")
        while end >= 0:
            folder = path[:end]
            if folder not in there:
                if folder in moved or not os.path.isdir(f"{self.folder}/{folder}"):  # noqa: PTH112
                    return folder
                there.add(folder)
            end = path.find("/", end + 1)
        return path

    def _move(self, path: str) -> None:
        """Move a file or folder from the stage to its place."""
        try:
            os.replace(f"{self.stage.folder}/{path}", f"{self.folder}/{path}")  # noqa: PTH105
        except OSError as error:
            raise unwritable(self.folder / path, error) from error

    def _remove_all(self, paths: Iterable[str]) -> None:
        """Remove files of ours, and then the folders that became empty.

        Pages go before what they show, and the page of a week or topic, which lies above its articles or on their
        level, before them: what goes first is what links to the rest.
        """
        in_order = sorted(paths, key=lambda path: (not path.endswith(".html"), path.count("/"), path))
        for path in in_order:
            self._remove(path)
        for folder in sorted(folders_of(in_order), key=lambda folder: -folder.count("/")):
            with suppress(OSError):
                os.rmdir(f"{self.folder}/{folder}")  # noqa: PTH106

    def _remove(self, path: str) -> None:
        try:
            os.unlink(f"{self.folder}/{path}")  # noqa: PTH108
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return  # somebody removed it, or put something of their own in its place
        except OSError as error:
            target = self.folder / path
            raise DigestError(
                f"{target.name} cannot be removed: {error.strerror or error} ({target.parent.name}/)"
            ) from error

    def _write_manifest(self) -> None:
        self._manifest = dump(self.records)
        write_file(self.folder / MANIFEST, self._manifest, self.folder)

    def _vouch_for(self, compared: Iterable[str]) -> None:
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
        newest = max((_modified(f"{self.folder}/{path}") for path in paths), default=0)
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
    """When it was last changed, in nanoseconds; 0 where there is none."""
    try:
        return os.lstat(path).st_mtime_ns
    except OSError:
        return 0
