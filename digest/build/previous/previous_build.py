"""The previous build into an output folder: its result is returned again if no input changed since.

A process that builds again and again keeps more of it in memory than the store holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from digest.build.options import Built
from digest.build.publication_day import ALWAYS, Days
from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.scan import Stamp
from digest.cache.store import Store
from digest.dataclass import dataclass
from digest.model.fingerprint import fingerprint, key_of, plain_fingerprint
from digest.output.commit import Output

if TYPE_CHECKING:
    from digest.build.contents import ReadFile
    from digest.build.planned_files import PlannedFiles
    from digest.cache.file_cache import Entry

Extent: TypeAlias = Literal["nothing", "own pages", "everything"]
"""What was made of newer texts: nothing, their own pages though others may show something of them, or all there is."""

_BUILDS: Final = "build"
"""The name under which the store holds previous builds, by output folder."""

_NOTHING: Final = Built(articles=0, files=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousBuild:
    """The previous build.

    Attributes:
        inputs: the fingerprint of all inputs; empty if files had been changed so shortly before that another change
            may have left the same stamp.
        days: those on which equal inputs give an equal site.
        state: the fingerprint of the manifest that it wrote.
        built: its result, as of a build that found nothing to do.
        foreign: the files in the folder that digest did not write, or None if they are not known.
    """

    inputs: str = ""
    days: Days = ALWAYS
    state: str = ""
    built: Built = _NOTHING
    foreign: tuple[str, ...] | None = None


@dataclass(slots=True, kw_only=True)
class Memory:
    """What a process keeps of the last build into an output folder that nobody else writes to.

    Attributes:
        files: what was read of each file of `content/`, by path.
        run: the last build's.
        site: its plan; None where something is still to be made that this plan does not have.
        keys: of the files of the plan, by path.
        state: of the output folder then.
    """

    files: dict[str, Entry[ReadFile]] = field(default_factory=dict)
    run: Run | None = None
    site: PlannedFiles | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    state: bytes = b""

    def keep(self, run: Run, site: PlannedFiles, keys: Mapping[str, str], output: Output) -> None:
        """Keep a build that is done."""
        self.run, self.site, self.keys, self.state = run, site, keys, output.state


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All that a site is built from but the day.

    Attributes:
        settings: as of the run.
        stamps: what the system says of each file of `content/`, by path.
        problems: what is wrong with others there.
    """

    settings: str
    stamps: Mapping[str, Stamp]
    problems: tuple[str, ...]

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of all of it."""
        return key_of((self.settings, plain_fingerprint((list(self.stamps.items()), list(self.problems)))))


def inputs_of(run: Run) -> Inputs:
    """The inputs of a run."""
    return Inputs(settings=run.settings, stamps=run.scan.stamps, problems=tuple(map(str, run.scan.problems)))


_CODEC: Final = Codec[PreviousBuild](PreviousBuild)


def output_name(output: Output) -> str:
    """The name of an output folder in the store: a fingerprint of its path."""
    return fingerprint(str(output.folder.resolve()))[:16]


def previous_build(store: Store, output: Output) -> PreviousBuild:
    """The previous build into an output folder; an empty one if nothing is known of it."""
    text = store.get(_BUILDS, output_name(output))
    if text is None:
        return PreviousBuild()
    try:
        previous = _CODEC.decode(text)
    except ValueError:
        return PreviousBuild()
    return previous if previous.state == fingerprint(output.state) else PreviousBuild()


def remember_build(store: Store, output: Output, build: PreviousBuild) -> None:
    """Store what a build was made from and its result."""
    built = Built(articles=build.built.articles, files=build.built.files, problems=build.built.problems)
    stored = replace(build, state=fingerprint(output.state), built=built, foreign=build.built.foreign)
    store.put(_BUILDS, {output_name(output): _CODEC.encode(stored)})
