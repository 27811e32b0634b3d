"""The options of a build, and its result."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from pathlib import Path

from digest.build.run import Selection
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.stated_day import stated_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is to be done.

    Attributes:
        output: the folder of the site.
        base_url: replaces the one of `digest.yml`, and makes links pretty unless `links` says otherwise.
        drafts: whether drafts are built.
        future: whether what is not due yet is built.
        day: of the build; what is dated later is held back.
        jobs: processes; 0 takes the number of cores.
        cache: whether what earlier builds found out and wrote is relied on.
        explain: whether to say why each file is made.
    """

    output: Path
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    day: date = field(default_factory=stated_day)
    jobs: int = 0
    cache: bool = True
    explain: bool = False

    @property
    def selection(self) -> Selection:
        """Which site is planned, and how."""
        return Selection(
            base_url=self.base_url,
            drafts=self.drafts,
            future=self.future,
            day=self.day,
            jobs=self.jobs,
            cache=self.cache,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a file was made.

    Attributes:
        path: in the output folder.
        why: sentences without a full stop.
    """

    path: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did.

    Attributes:
        articles: how many stand in the site.
        files: how many files the site has.
        rendered: how many pages were rendered.
        written: how many files were written, since their bytes changed.
        removed: files that the site no longer has.
        foreign: files in the output folder that digest did not write.
        problems: what is to be mended in `content/`; the site was built all the same.
        reasons: why files were made, if that was asked for.
    """

    articles: int
    files: int
    rendered: int = 0
    written: int = 0
    removed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    reasons: tuple[Reason, ...] = ()
