"""What an installation finds out once, kept in `__pycache__` beside the module that finds it out.

It is kept on the terms of Python's own bytecode: it has the same trust, is not written where Python writes none, and
may be deleted at any time. What is damaged, or was kept by another Python, is nothing.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from contextlib import suppress
from importlib.util import cache_from_source
from typing import Any

_VERSION = (sys.version, sys.byteorder)


def read_kept(module: str) -> Any:
    """The value that is kept beside a module, by its file; None if there is none."""
    with suppress(OSError, EOFError, ValueError, TypeError), open(_place(module), "rb") as file:  # noqa: PTH123  (every command reads it)
        check, body = int.from_bytes(file.read(4), "big"), file.read()
        if check == zlib.crc32(body):
            version, value = marshal.loads(body)  # noqa: S302  (as Python's own bytecode)
            return value if version == _VERSION else None
    return None


def keep(module: str, value: Any) -> None:
    """Keep a value made of plain ones beside a module, or not where that is not possible."""
    if sys.dont_write_bytecode:
        return
    body, place = marshal.dumps((_VERSION, value)), _place(module)
    new = f"{place}.{os.getpid()}"
    try:
        with open(new, "wb") as file:  # noqa: PTH123  (as above)
            file.write(zlib.crc32(body).to_bytes(4, "big") + body)
        os.replace(new, place)  # noqa: PTH105  (as above)
    except OSError:
        with suppress(OSError):
            os.unlink(new)  # noqa: PTH108  (as above)


def _place(module: str) -> str:
    return f"{cache_from_source(module)}.kept"
