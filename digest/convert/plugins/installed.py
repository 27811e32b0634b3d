"""The plug-ins that are installed: the one place where the metadata of other packages is read.

A plug-in is known by its package's name and version; its code is not imported before it is needed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from digest.articles.front_matter import KEYS
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.extract.formats import FORMATS

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

READERS: Final = "digest.readers"
"""The group of entry points that read sources; the name of each is the ending of the files that it reads."""

ANNOTATORS: Final = "digest.annotators"
"""The group of entry points that annotate articles; the name of each is the property that it fills in."""

_ENDING = re.compile(r"\.?[a-z0-9]+")
_PROPERTY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """An entry point of another package; all of it is text, so that it travels to worker processes.

    Attributes:
        group: of entry points.
        name: of the entry point.
        target: where its function is (`module:function`).
        package: the name of the package that offers it.
        version: of that package.
    """

    group: str
    name: str
    target: str
    package: str
    version: str

    def __str__(self) -> str:
        """As messages name it."""
        return f'the plug-in "{self.name}" ({self.group}) of {self.package} {self.version}'

    @property
    def ending(self) -> str:
        """Of a reader: the ending of the files that it reads, with its dot."""
        return f".{self.name.removeprefix('.')}"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What decides whether an article that it had a part in is up to date."""
        return (self.group, self.name, self.package, self.version)

    @property
    def removal(self) -> str:
        """The hint that says how to go on without it."""
        return f"`pip uninstall {self.package}` removes it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugins:
    """The plug-ins of a run.

    Attributes:
        readers: sorted by name, then by package.
        annotators: the same.
        problems: plug-ins that cannot be used, whatever the source.
    """

    readers: tuple[Plugin, ...] = ()
    annotators: tuple[Plugin, ...] = ()
    problems: tuple[Problem, ...] = ()

    def identities(self, source: PurePosixPath) -> tuple[tuple[str, str, str, str], ...]:
        """Of the plug-ins that have a part in the articles of a source."""
        ending = source.suffix.lower()
        readers = (plugin.identity for plugin in self.readers if plugin.ending == ending)
        return (*readers, *(plugin.identity for plugin in self.annotators))


def installed_plugins() -> Plugins:
    """The plug-ins of this Python environment. Nothing of theirs is imported yet, and nothing raises."""
    plugins = sorted(_plugins(), key=lambda plugin: plugin.identity)
    problems = {plugin: problem for plugin in plugins if (problem := _unusable(plugin, plugins))}
    usable = [plugin for plugin in plugins if plugin not in problems]
    return Plugins(
        readers=tuple(plugin for plugin in usable if plugin.group == READERS),
        annotators=tuple(plugin for plugin in usable if plugin.group == ANNOTATORS),
        problems=tuple(problems.values()),
    )


def _plugins() -> Iterator[Plugin]:
    """The entry points of both groups; of a package that is installed twice, those that Python would import."""
    if not any(map(_may_name, _metadata())):
        return
    from importlib.metadata import distributions  # noqa: PLC0415  (slow to import, seldom needed)

    known: set[str] = set()
    for package in distributions():
        text = package.read_text("entry_points.txt") or ""
        if not _may_name(text):
            continue  # to take entry points and names apart takes ten times as long
        name = str(package.name)
        if name.lower() in known:
            continue
        known.add(name.lower())
        for entry in _entry_points(package):
            if entry.group in {READERS, ANNOTATORS}:
                yield Plugin(
                    group=entry.group, name=entry.name, target=entry.value, package=name, version=package.version
                )


def _metadata() -> Iterator[str]:
    """The entry points of all packages as they are written; of eggs and archives the names of both groups instead."""
    for folder in map(Path, sys.path):
        if folder.is_file():
            yield READERS
        with suppress(OSError):
            for name in os.listdir(folder):  # noqa: PTH208  (thousands of names)
                if name.endswith(".egg"):
                    yield READERS
                elif name.endswith((".dist-info", ".egg-info")):
                    with suppress(OSError):
                        yield (folder / name / "entry_points.txt").read_bytes().decode("utf-8", "replace")


def _may_name(text: str) -> bool:
    """Whether the entry points of a package may be plug-ins."""
    return READERS in text or ANNOTATORS in text


def _entry_points(package: Distribution) -> tuple[EntryPoint, ...]:
    try:
        return tuple(package.entry_points)
    except Exception:  # noqa: BLE001 (how damaged metadata fails differs between versions of Python)
        return ()


def _unusable(plugin: Plugin, plugins: list[Plugin]) -> Problem | None:
    """Why a plug-in cannot be used for any source; two readers of one ending are told at each source instead."""
    reason = None
    if plugin.group == READERS:
        if not _ENDING.fullmatch(plugin.name):
            reason = "its name is not the ending of a file: small letters and digits"
        elif plugin.ending in FORMATS:
            reason = f"digest itself reads files that end in {plugin.ending}"
    elif not _PROPERTY.fullmatch(plugin.name):
        reason = "its name is not that of a property: small letters, digits and _"
    elif plugin.name in KEYS:
        reason = f"digest itself has a property {plugin.name}"
    elif first := next((other for other in plugins if _is_rival(plugin, other)), None):
        reason = f"{first} fills in the same property"
    if reason is None:
        return None
    return Problem(message=f"{plugin} is not used: {reason}", hint=plugin.removal, severity="warning")


def _is_rival(plugin: Plugin, other: Plugin) -> bool:
    """Whether another plug-in of the same name comes before it."""
    return (other.group, other.name) == (plugin.group, plugin.name) and other.identity < plugin.identity
