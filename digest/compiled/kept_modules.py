"""The bytecode of the modules that digest imports from packages, in one file.

Python looks for each module in folders, and opens and checks a file of its own, which takes as long as to run most of
them. What is kept of a module counts as its own bytecode does, while its source has the same size and time. Modules in
no package are left to Python: a folder that is searched before may have come to hold another one of that name.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from itertools import accumulate
from types import CodeType, ModuleType
from typing import Any, BinaryIO, Final, TypeAlias
from zlib import crc32

from digest.compiled.beside_code import keep, place_of, read_kept, write

_PYTHON: Final[Any] = import_module("importlib._bootstrap_external")

_CODE: Final = f"{place_of(__file__)}.code"

_HEAD: Final = 16
"""Bytes before the code: of Python's version, of flags, and of the time and size of the source."""

_Row: TypeAlias = tuple[str, str, int, int, int]
"""The files of a module's source and bytecode, and where the latter is in the one file: start, size, and checksum."""


_Module: TypeAlias = tuple[str, str, bytes]
"""The same two files, and the bytecode."""


class _Loader(SourceFileLoader):
    """Gives the code that was found; if it is asked once more, as Python does."""

    code: CodeType | None = None

    def get_code(self, fullname: str) -> CodeType | None:
        code, self.code = self.code, None
        return code or super().get_code(fullname)


class _Finder:
    """Finds what is kept of modules, by their paths without the ending; of others it gathers the names."""

    def __init__(self, rows: dict[str, _Row], file: int) -> None:
        self.rows, self._file = rows, file
        self.missed: dict[str, str] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, _target: ModuleType | None = None) -> ModuleSpec | None:
        if path is None or len(path) != 1:
            return None
        place = f"{path[0]}/{name.rpartition('.')[2]}"
        row = self.rows.get(place)
        body = self.body(row) if row else b""
        if row is None or not _is_current(body, row[0]):
            self.missed[place] = name
            return None
        loader = _Loader(name, row[0])
        loader.code = _PYTHON._compile_bytecode(memoryview(body)[_HEAD:], name, row[1], row[0])  # noqa: SLF001  (as Python's own: its source may have been moved)
        spec = ModuleSpec(name, loader, origin=row[0])
        if row[0].endswith("__init__.py"):
            spec.submodule_search_locations = [os.path.dirname(row[0])]  # noqa: PTH120  (hundreds at each start)
        spec.cached, spec.has_location = row[1], True
        return spec

    def body(self, row: _Row) -> bytes:
        """The bytecode of a module, with its head; nothing if it is damaged."""
        *_, start, size, check = row
        body = os.pread(self._file, size, start)
        return body if crc32(body) == check else b""


@contextmanager
def kept_modules() -> Iterator[None]:
    """Within this block modules are run as they are kept; those that are not are kept at its end."""
    if not hasattr(os, "pread"):
        yield
        return
    with _opened() as file:
        finder = _Finder(read_kept(__file__) or {}, file.fileno())
        sys.meta_path.insert(sys.meta_path.index(PathFinder) if PathFinder in sys.meta_path else 0, finder)
        try:
            yield
        finally:
            sys.meta_path.remove(finder)
            if os.access(os.path.dirname(_CODE), os.W_OK):  # noqa: PTH120  (as above)
                _keep_missed(finder)


def _opened() -> BinaryIO:
    """The one file; where there is none, or it is another user's alone, an empty one."""
    try:
        return open(_CODE, "rb")  # noqa: PTH123  (as above)
    except OSError:
        return open(os.devnull, "rb")  # noqa: PTH123  (as above)


def _keep_missed(finder: _Finder) -> None:
    """Keep what was missed beside the rest, as far as both are current."""
    new: dict[str, _Module] = {}
    for place, name in finder.missed.items():
        spec = getattr(sys.modules.get(name), "__spec__", None)
        if spec and isinstance(spec.loader, SourceFileLoader) and spec.cached:
            with suppress(OSError), open(spec.cached, "rb") as file:  # noqa: PTH123  (as above)
                new[place] = spec.origin, spec.cached, file.read()
    new = _current(new)
    if new:
        kept = _current({place: (*row[:2], finder.body(row)) for place, row in finder.rows.items()}) | new
        starts = accumulate([len(body) for _, _, body in kept.values()], initial=0)
        write(_CODE, b"".join([body for _, _, body in kept.values()]))
        modules = zip(kept.items(), starts, strict=False)
        keep(__file__, {place: (*files, start, len(body), crc32(body)) for (place, (*files, body)), start in modules})


def _current(modules: dict[str, _Module]) -> dict[str, _Module]:
    return {place: module for place, module in modules.items() if _is_current(module[2], module[0])}


def _is_current(body: bytes, source: str) -> bool:
    """Whether bytecode is of a source as it is now."""
    try:
        status = os.stat(source)  # noqa: PTH116  (as above)
    except OSError:
        return False
    time, size = (value & 0xFFFFFFFF for value in (int(status.st_mtime), status.st_size))
    return body[:_HEAD] == MAGIC_NUMBER + bytes(4) + time.to_bytes(4, "little") + size.to_bytes(4, "little")
