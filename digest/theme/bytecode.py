"""A cache of compiled templates.

It is apart from the cache of the build, which a build server may restore from elsewhere: compiled templates are code,
and only code that was written on this machine is run. Each file begins with a checksum, so that a damaged one is not.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket

from digest.errors import DigestError
from digest.output.file_writes import write_file

_CHECK: Final = 16
"""Bytes of the checksum that a file begins with."""


class Bytecode(BytecodeCache):
    """A folder of compiled templates. A file that is missing or damaged is compiled again."""

    def __init__(self, folder: Path, words: str) -> None:
        """Take the folder, and the fingerprint of the interface's words, which are compiled into the templates."""
        self._folder = folder
        self._words = words

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, if it is in the folder, undamaged and compiled from this source."""
        try:
            stored = self._path(bucket).read_bytes()
        except OSError:
            return
        body = stored[_CHECK:]
        if stored[:_CHECK] == _checksum(bucket, self._words, body):
            code = marshal.loads(body)  # noqa: S302  (its checksum matches, and it was written on this machine)
            bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a template. If it cannot be written, the template is compiled again next time."""
        body = marshal.dumps(bucket.code)
        try:
            write_file(self._path(bucket), _checksum(bucket, self._words, body) + body)
        except DigestError:
            return

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bytecode"


def _checksum(bucket: Bucket, words: str, body: bytes) -> bytes:
    """The checksum of code, and of all that it was compiled from and for: source, words, Jinja and Python."""
    inputs = "\0".join((bucket.checksum, words, jinja_version, sys.implementation.cache_tag or ""))
    return hashlib.blake2b(inputs.encode() + MAGIC_NUMBER + body, digest_size=_CHECK).digest()
