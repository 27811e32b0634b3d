"""Caches of compiled templates: a folder of the project, and for the templates that come with digest its installation.

The folder is apart from the cache of the build, which a build server may restore from elsewhere: compiled templates are
code, and only code that was written on this machine is run. Each file begins with a checksum, so that a damaged one is
not.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Final, TypeAlias

from jinja2 import BytecodeCache
from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket

from digest.cache.program_fingerprint import program_fingerprint
from digest.compiled.beside_code import keep, read_kept
from digest.errors import DigestError
from digest.output.file_writes import write_file
from digest.theme.theme_files import THEMES

_CHECK: Final = 16
"""Bytes of the checksum that a file begins with."""

_MOST: Final = 128
"""Compiled templates that an installation keeps: those of a handful of languages."""

_Key: TypeAlias = tuple[str, str, str, str]
"""A template's name and file, its source, the words in it and the program that wrote them, and the version of Jinja."""


class Bytecode(BytecodeCache):
    """A folder of compiled templates. A file that is missing or damaged is written again."""

    def __init__(self, folder: Path | None, words: str) -> None:
        """Take the folder, and the fingerprint of the interface's words.

        They are compiled into the templates as filters write them, which another version may do otherwise.
        """
        self._folder = folder
        self._words = f"{words} {program_fingerprint()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, if it was compiled from this source and is undamaged where it is kept."""
        bucket.code = _of_installation().get(self._key(bucket)) or self._stored(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a template. If it cannot be written, the template is compiled again next time."""
        if self._folder is not None:
            body = marshal.dumps(bucket.code)
            with suppress(DigestError):
                write_file(_file(self._folder, bucket), _checksum(bucket, self._words, body) + body)
        if bucket.code is not None and not bucket.code.co_filename.startswith(f"{THEMES}/"):
            codes = _of_installation()
            if len(codes) >= _MOST:
                codes.clear()
            codes[self._key(bucket)] = bucket.code
            keep(__file__, codes)

    def _key(self, bucket: Bucket) -> _Key:
        return bucket.key, bucket.checksum, self._words, jinja_version

    def _stored(self, bucket: Bucket) -> CodeType | None:
        if self._folder is None:
            return None
        try:
            stored = _file(self._folder, bucket).read_bytes()
        except OSError:
            return None
        body = stored[_CHECK:]
        if stored[:_CHECK] != _checksum(bucket, self._words, body):
            return None
        code = marshal.loads(body)  # noqa: S302  (its checksum matches, and it was written on this machine)
        return code if isinstance(code, CodeType) else None


@cache
def _of_installation() -> dict[_Key, CodeType]:
    """The compiled templates of this installation."""
    return read_kept(__file__) or {}


def _file(folder: Path, bucket: Bucket) -> Path:
    return folder / f"{bucket.key}.bytecode"


def _checksum(bucket: Bucket, words: str, body: bytes) -> bytes:
    """The checksum of code, and of all that it was compiled from and for: source, words, Jinja and Python."""
    inputs = "\0".join((bucket.checksum, words, jinja_version, sys.implementation.cache_tag or ""))
    return hashlib.blake2b(inputs.encode() + MAGIC_NUMBER + body, digest_size=_CHECK).digest()
