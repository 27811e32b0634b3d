"""Where the processor time of a build goes, by stage and by file.

Every millisecond of it a signal stops the program and looks at the calls that are under way. The time since the last
look counts for these, so that nothing is left over: the lines add up to the whole.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from types import FrameType
from typing import Final

from digest.dataclass import dataclass
from digest.errors import UsageError

_INTERVAL: Final = 0.001
"""Seconds of processor time between two looks."""

_SLOWEST: Final = 10
"""Files that are named."""

_STAGES: Final[Mapping[tuple[str, str], str]] = {
    ("digest.cache.scan", "scan"): "finding files",
    ("digest.build.contents", "read_contents"): "reading texts",
    ("digest.build.site_plan", "plan_files"): "planning",
    ("digest.build.planned_files", "keys_of"): "comparing with the last build",
    ("digest.build.write", "_make_all"): "making files",
    ("digest.output.commit", "commit"): "putting files in place",
}
"""The functions that are stages, by module and name."""

_SHARED: Final = ("reading texts", "making files")
"""The stages in which several processes work."""

_PARTS: Final[Mapping[str, str]] = {
    "markdown_it": "markdown-it",
    "nh3": "sanitising",
    "digest.render.sanitise": "sanitising",
    "yaml": "front matter",
    "digest.yaml": "front matter",
    "digest.articles": "front matter",
    "digest.annotations": "annotations",
    "digest.classify": "topics",
    "digest.markdown": "rules and plain text",
    "digest.render": "passes over tokens",
    "digest.cache.codec": "coding for the cache",
    "digest.cache.json_forms": "coding for the cache",
    "digest.cache.store": "the cache",
    "digest.cache.scan": "files",
    "digest.cache.file_cache": "all else",
    "digest.build": "all else",
    "digest.output": "files",
    "digest.theme": "templates",
    "jinja2": "templates",
    "": "templates",
    "digest.plan.feeds": "feeds",
    "digest.plan": "pages and lists",
    "digest.model": "fingerprints",
}
"""What a call belongs to, by its module or the nearest package above it; a compiled template has none."""

_OTHER: Final = "all else"


@dataclass(slots=True)
class BuildProfile:
    """Seconds of processor time.

    Attributes:
        parts: by stage and by what was done in it.
        files: by file of `content/`, read, or of the site, made.
        seen: when the program was looked at last.
    """

    parts: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    files: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    seen: float = field(default_factory=time.process_time)

    def look(self, frame: FrameType | None) -> None:
        """Count the time since the last look for the calls that are under way."""
        now = time.process_time()
        stage = part = file = ""
        while frame is not None:
            module, name = frame.f_globals.get("__name__", ""), frame.f_code.co_name
            part = part or _part_of(module)
            stage = _STAGES.get((module, name), stage)
            file = file or _file_of(module, name, frame)
            frame = frame.f_back
        self.parts[stage or _OTHER, part or _OTHER] += now - self.seen
        if file:
            self.files[file] += now - self.seen
        self.seen = now

    def lines(self, articles: int) -> Iterator[str]:
        """The profile as a table, the largest first."""
        whole = sum(self.parts.values())
        stages: dict[str, dict[str, float]] = defaultdict(dict)
        for (stage, part), seconds in sorted(self.parts.items(), key=_largest):
            stages[stage][part] = seconds
        for stage, parts in sorted(stages.items(), key=lambda item: -sum(item[1].values())):
            yield f"{sum(parts.values()):8.2f} s {sum(parts.values()) / whole:4.0%}  {stage}"
            yield from (f"{seconds:8.2f} s         {part}" for part, seconds in parts.items())
        each = f", {1000 * whole / articles:.2f} ms an article" if articles else ""
        alone = sum(seconds for (stage, _), seconds in self.parts.items() if stage not in _SHARED)
        yield f"{whole:8.2f} s 100%  in all{each}; {alone:.2f} s by one process, however many there are"
        yield "the files that took longest:"
        for file, seconds in sorted(self.files.items(), key=_largest)[:_SLOWEST]:
            yield f"{1000 * seconds:8.0f} ms  {file}"


def _largest(item: tuple[object, float]) -> float:
    return -item[1]


@contextmanager
def profiled() -> Iterator[BuildProfile]:
    """Look at what runs within this block.

    Raises:
        UsageError: this system has no timer of processor time.
    """
    if sys.platform == "win32":
        raise UsageError("--profile needs a timer that Windows does not have")
    profile = BuildProfile()
    before = signal.signal(signal.SIGPROF, lambda _, frame: profile.look(frame))
    signal.setitimer(signal.ITIMER_PROF, _INTERVAL, _INTERVAL)
    try:
        yield profile
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        profile.look(None)


def _part_of(module: str) -> str:
    """What the functions of a module do; empty if that is up to who calls them."""
    while module not in _PARTS and "." in module:
        module = module.rpartition(".")[0]
    return _PARTS.get(module, "")


def _file_of(module: str, name: str, frame: FrameType) -> str:
    """The file that a call reads or makes; empty if it does neither."""
    match module, name:
        case "digest.cache.file_cache", "_read_one":
            return str(frame.f_locals["path"])
        case "digest.build.renderer", "__call__":
            return str(frame.f_locals["file"].path)
    return ""
