"""What digest compiles beside its modules, compiled once in an installation, as Python compiles modules once.

Half of the start of `digest convert` would be to compile five hundred regular expressions, and a tenth of a build after
an edit the functions that are generated for dataclasses. What comes of them is kept beside this file. Patterns that are
made later than modules are imported, such as of words in an article, are not kept.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import CodeType
from typing import Any, Final, TypeAlias

from digest.compiled.beside_code import keep, read_kept

_ENGINE: Final[Any] = import_module("_sre")
_COMPILER: Final[Any] = import_module("re._compiler")

_IMPORTING: Final = "<frozen importlib._bootstrap>"

_MOST: Final = 8000
"""What is kept at most; where there is more, most is of versions that are gone, and all is compiled anew."""

_Kept: TypeAlias = dict[Any, Any]

_KEPT: Final[_Kept] = {}
"""What is kept: code by its source text, and by the text and the flags of a pattern, with all flags and groups."""


def compiled(source: str, mode: str = "exec") -> CodeType:
    """The code of a source text, which holds no words of a person; mode as of `compile`."""
    if source not in _KEPT:
        _KEPT[source] = compile(source, "<generated>", mode)
    code: CodeType = _KEPT[source]
    return code


class _Recorder:
    """The engine as the compiler sees it; it remembers the last pattern, and what it was made of."""

    last: tuple[Any, ...] = (None,)

    def __init__(self) -> None:
        vars(self).update({name: value for name, value in vars(_ENGINE).items() if name != "compile"})

    def compile(self, *arguments: Any) -> Any:
        """A pattern of its source, flags, code and groups."""
        pattern = _ENGINE.compile(*arguments)
        self.last = pattern, *arguments
        return pattern


@contextmanager
def kept_code() -> Iterator[None]:
    """Within this block patterns and texts are compiled only if no run before has kept them."""
    kept = read_kept(__file__) or {}
    _KEPT.clear()
    _KEPT.update(kept if len(kept) <= _MOST else {})
    count, compile_new, recorder = len(_KEPT), _COMPILER.compile, _Recorder()
    _COMPILER.compile, _COMPILER._sre = _pattern_maker(_KEPT, compile_new, recorder), recorder  # noqa: SLF001  (see above)
    try:
        yield
    finally:
        _COMPILER.compile, _COMPILER._sre = compile_new, _ENGINE  # noqa: SLF001  (as above)
        if len(_KEPT) > count:
            keep(__file__, dict(_KEPT))


def _pattern_maker(kept: _Kept, compile_new: Callable[[Any, Any], Any], recorder: _Recorder) -> Callable[..., Any]:
    def compile_once(source: Any, flags: Any = 0) -> Any:
        known = kept.get((source, int(flags))) if isinstance(source, str) else None
        if known is not None:
            return _ENGINE.compile(source, known[0], array("I", known[1]).tolist(), *known[2])
        pattern = compile_new(source, flags)
        made, *arguments = recorder.last
        if made is pattern and isinstance(source, str) and _is_importing():  # another thread may have made the last one
            _, all_flags, code, *groups = arguments
            kept[source, int(flags)] = int(all_flags), array("I", code).tobytes(), groups
        return pattern

    return compile_once


def _is_importing() -> bool:
    """Whether a module is being imported."""
    frame: Any = sys._getframe()  # noqa: SLF001  (the only way to know)
    while frame is not None and frame.f_code.co_filename != _IMPORTING:
        frame = frame.f_back
    return frame is not None
