"""Regular expressions that are compiled once in an installation, as Python compiles modules once.

To compile the five hundred that `digest convert` and the libraries below it begin with takes a third of its time. What
the `re` module makes of those that a module compiles while it is imported is kept beside this file. Patterns that are
made later, such as of words in an article, are not kept.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final, TypeAlias

from digest.cache.beside_code import keep, read_kept

_ENGINE: Final[Any] = import_module("_sre")
_COMPILER: Final[Any] = import_module("re._compiler")

_IMPORTING: Final = "<frozen importlib._bootstrap>"

_MOST: Final = 4000
"""Patterns that are kept; where there are more, most are of versions that are gone, and all are compiled anew."""

_Kept: TypeAlias = dict[tuple[str, int], tuple[int, bytes, Any]]
"""By pattern and flags: the flags in all, the code of the engine, and what it is told of groups."""


class _Recorder:
    """The engine as the compiler sees it; it remembers what the compiler gave it last."""

    arguments: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(_ENGINE, name)

    def compile(self, *arguments: Any) -> Any:
        """A pattern of its source, flags, code and groups."""
        self.arguments = arguments
        return _ENGINE.compile(*arguments)


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Within this block patterns are compiled only if no run before has kept them."""
    kept: _Kept = read_kept(__file__) or {}
    if len(kept) > _MOST:
        kept = {}
    count, compile_new, recorder = len(kept), _COMPILER.compile, _Recorder()

    def compile_once(source: Any, flags: Any = 0) -> Any:
        known = kept.get((source, int(flags))) if isinstance(source, str) else None
        if known is not None:
            return _ENGINE.compile(source, known[0], array("I", known[1]).tolist(), *known[2])
        pattern = compile_new(source, flags)
        if isinstance(source, str) and _is_importing():
            _, all_flags, code, *groups = recorder.arguments
            kept[source, int(flags)] = int(all_flags), array("I", code).tobytes(), groups
        return pattern

    _COMPILER.compile, _COMPILER._sre = compile_once, recorder  # noqa: SLF001  (see above)
    try:
        yield
    finally:
        _COMPILER.compile, _COMPILER._sre = compile_new, _ENGINE  # noqa: SLF001  (as above)
        if len(kept) > count:
            keep(__file__, kept)


def _is_importing() -> bool:
    """Whether a module is being imported."""
    frame: Any = sys._getframe()  # noqa: SLF001  (the only way to know)
    while frame is not None and frame.f_code.co_filename != _IMPORTING:
        frame = frame.f_back
    return frame is not None
