"""Assets: files that go to the site as they are, under names that change with their bytes.

`assets/paper.css` becomes `assets/paper.3f2a9c1b.css`, so that a browser may keep it for ever. What a stylesheet
names by `url(…)` or `@import` is renamed in it, and it is minified, which is why its own fingerprint is taken last.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from digest.errors import Location, Problem
from digest.model.page import Artifact
from digest.theme.minify import minify

_REFERENCE = re.compile(
    r"""(?P<comment>/\*.*?\*/)
    | url\(\s*(?P<quote>["']?)(?P<address>[^"'()\s]+)(?P=quote)\s*\)
    | @import\s+(?P<mark>["'])(?P<sheet>[^"']+)(?P=mark)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)
_DIGITS: Final = 8
"""Hexadecimal digits in a name: 32 bits tell the versions of one file apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Assets as they go to the site.

    Attributes:
        artifacts: by their path in the theme (`assets/paper.css`), in order.
    """

    artifacts: Mapping[str, Artifact]


def publish_assets(files: Mapping[str, tuple[PurePosixPath, bytes]]) -> tuple[Published, tuple[Problem, ...]]:
    """Name the assets after their bytes.

    Args:
        files: by the path in the theme: the path to show, and the bytes. Their order is kept.

    Returns:
        The assets, and as problems each reference of a stylesheet that leads nowhere or round in a circle.
    """
    press = _Press(files=files)
    for name in files:
        press.artifact(name)
    return Published(artifacts={name: press.done[name] for name in files}), tuple(press.problems)


@dataclass(slots=True, kw_only=True)
class _Press:
    """The assets while they are named: a stylesheet waits for what it refers to."""

    files: Mapping[str, tuple[PurePosixPath, bytes]]
    done: dict[str, Artifact] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def artifact(self, name: str) -> Artifact:
        if name not in self.done:
            _, body = self.files[name]
            if name.endswith(".css"):
                self.waiting.append(name)
                body = self._stylesheet(name, body)
                self.waiting.pop()
            body = minify(name, body)
            self.done[name] = Artifact(path=_fingerprinted(name, body), body=body)
        return self.done[name]

    def _stylesheet(self, name: str, body: bytes) -> bytes:
        text = body.decode("utf-8", "replace")

        def renamed(match: re.Match[str]) -> str:
            address = match["address"] or match["sheet"]
            if not address or _ELSEWHERE.match(address):
                return match[0]
            return match[0].replace(address, self._address(name, address, text, match.start()))

        return _REFERENCE.sub(renamed, text).encode()

    def _address(self, sheet: str, address: str, text: str, at: int) -> str:
        """The address of another asset as it stands in a published stylesheet."""
        file = re.split(r"[?#]", address, maxsplit=1)[0]
        folder = posixpath.dirname(sheet)
        target = posixpath.normpath(posixpath.join(folder, file))
        if target not in self.files or target in self.waiting:
            why = "imports itself in the end" if target in self.waiting else f"there is no {target}"
            self.problems.append(_dead(self.files[sheet][0], text, at, address, why))
            return address
        return posixpath.relpath(self.artifact(target).path, folder) + address[len(file) :]


def _dead(path: PurePosixPath, text: str, at: int, address: str, why: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    place = Location(path=path, line=line, column=column, length=len(address), text=text.splitlines()[line - 1])
    return Problem(message=f'"{address}" leads nowhere: {why}', location=place)


def _fingerprinted(name: str, body: bytes) -> str:
    path = PurePosixPath(name)
    digits = hashlib.blake2b(body, digest_size=_DIGITS // 2).hexdigest()
    return str(path.with_name(f"{path.stem}.{digits}{path.suffix}"))
