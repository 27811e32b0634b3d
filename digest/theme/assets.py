"""Assets: style sheets, fonts, images and scripts, published under names that change with their bytes.

`assets/paper.css` becomes `assets/paper.3f2a9c1b.css`, so that a browser may keep it for ever. A style sheet names
other assets by `url(…)` and `@import`: these names are replaced first, then the sheet is minified, and only then its
own fingerprint can be taken.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.page import Artifact

_REFERENCE = re.compile(
    r"""(?P<comment>/\*.*?\*/)
    | url\(\s*(?:(?P<quote>["'])(?P<quoted>[^\n]*?)(?P=quote)|(?P<bare>(?:\\.|[^"'()\s\\])+))\s*\)
    | @import\s+(?P<mark>["'])(?P<sheet>[^"']+)(?P=mark)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)
"""How an address begins that does not name an asset: a scheme, the root of a host, a fragment."""

_CSS_ESCAPE = re.compile(r"\\(.)")
_NEEDS_QUOTES = re.compile(r"[\s()]")
"""In the address of a style sheet: what stands in quotes alone."""

_STYLES: Final = (".css",)
_SCRIPTS: Final = (".js", ".mjs")

_STRING: Final = re.compile(r"""/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL)
"""The comments and quoted texts of a style sheet."""

_DIGITS: Final = 8
"""Hexadecimal digits in a name: 32 bits are enough to distinguish the versions of one file."""


def publish_assets(
    files: Mapping[str, tuple[PurePosixPath, bytes]],
) -> tuple[Mapping[str, Artifact], tuple[Problem, ...]]:
    """Name the assets after their bytes.

    Args:
        files: by the path in the theme: the path that problems show, and the bytes. Their order is kept.

    Returns:
        The assets as they go to the site, by the same paths; and a problem for each reference of a style sheet to a
        file that does not exist, or back to itself.
    """
    naming = _Naming(files=files)
    for name in files:
        naming.artifact(name)
    return {name: naming.artifacts[name] for name in files}, tuple(naming.problems)


@dataclass(slots=True, kw_only=True)
class _Naming:
    """Names the assets, each after those that it refers to.

    Attributes:
        artifacts: the assets that have their names.
        open_sheets: the style sheets whose references are being replaced; one that refers to another of them is in
            a circle of imports.
    """

    files: Mapping[str, tuple[PurePosixPath, bytes]]
    artifacts: dict[str, Artifact] = field(default_factory=dict)
    open_sheets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def artifact(self, name: str) -> Artifact:
        if name not in self.artifacts:
            _, body = self.files[name]
            if name.endswith(".css"):
                self.open_sheets.append(name)
                body = self._stylesheet(name, body)
                self.open_sheets.pop()
            body = minify(name, body)
            self.artifacts[name] = Artifact(path=_fingerprinted(name, body), body=body)
        return self.artifacts[name]

    def _stylesheet(self, name: str, body: bytes) -> bytes:
        text = body.decode("utf-8", "replace")

        def with_new_name(match: re.Match[str]) -> str:
            written = match["quoted"] or match["bare"] or match["sheet"]
            if not written or _EXTERNAL.match(written):
                return match[0]
            address = self._address(name, written, text, match.start())
            if match["bare"] and _NEEDS_QUOTES.search(address):
                address = f'"{address}"'
            return match[0].replace(written, address)

        return _REFERENCE.sub(with_new_name, text).encode()

    def _address(self, sheet: str, address: str, text: str, at: int) -> str:
        """The address of another asset, to be written into the published style sheet."""
        file = re.split(r"[?#]", address, maxsplit=1)[0]
        folder = posixpath.dirname(sheet)
        target = posixpath.normpath(posixpath.join(folder, unquote(_CSS_ESCAPE.sub(r"\1", file))))
        if target not in self.files or target in self.open_sheets:
            why = "the style sheets import each other" if target in self.open_sheets else f"there is no {target}"
            self.problems.append(_broken_reference(self.files[sheet][0], text, at, address, why))
            return address
        return posixpath.relpath(self.artifact(target).path, folder) + address[len(file) :]


def _broken_reference(path: PurePosixPath, text: str, at: int, address: str, why: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    place = Location(path=path, line=line, column=column, length=len(address), text=text.splitlines()[line - 1])
    return Problem(message=f'"{address}" leads nowhere: {why}', location=place, code="theme-file")


def _fingerprinted(name: str, body: bytes) -> str:
    path = PurePosixPath(name)
    digits = hashlib.blake2b(body, digest_size=_DIGITS // 2).hexdigest()
    return str(path.with_name(f"{path.stem}.{digits}{path.suffix}"))


def minify(name: str, body: bytes) -> bytes:
    """The bytes that go to the site, without comments and needless spaces.

    A file is left as it is if its name says that it is minified (`site.min.js`), if it is neither a style sheet nor a
    script, if it is not UTF-8, or if the minifier would change a quoted text in it. Comments that begin with `/*!`
    (licences) stay.
    """
    stem, _, suffix = name.rpartition(".")
    if stem.endswith(".min") or f".{suffix}" not in (*_STYLES, *_SCRIPTS):
        return body
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body
    if f".{suffix}" in _SCRIPTS:
        from rjsmin import jsmin  # noqa: PLC0415  (few themes have scripts)

        return f"{jsmin(text, keep_bang_comments=True)}\n".encode()
    from rcssmin import cssmin  # noqa: PLC0415  (a build that has nothing to do needs no minifier)

    small = cssmin(text, keep_bang_comments=True)
    return f"{small}\n".encode() if _strings(small) == _strings(text) else body


def _strings(text: str) -> list[str]:
    """The quoted texts of a style sheet outside its comments."""
    return [found for found in _STRING.findall(text) if not found.startswith("/")]
