"""Converts and builds a project again and again; what the last build knew is kept, and only what changed is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest.build import Extent, Memory, Options, build, build_texts
from digest.config import Config
from digest.convert.conversion import convert
from digest.errors import Problem

_FEW: Final = 8
"""Texts that are made by the last plan. Of more the system may have reported only some."""

FindOptions: TypeAlias = Callable[[], tuple[Config, tuple[Problem, ...]]]
"""Reads digest.yml: the options of the project, and what is wrong with them."""


class ProjectBuild:
    """The builds of a project into a folder that nobody else writes to, from one thread at a time."""

    def __init__(self, project: Path, output: Path, find_options: FindOptions, *, converts: bool = True) -> None:
        self._project, self._output = project, output
        self._find_options, self._converts = find_options, converts
        self._memory = Memory()
        self._converted: tuple[Problem, ...] = ()

    def whole(self, changed: frozenset[PurePosixPath]) -> tuple[Problem, ...]:
        """Convert what changed in `seeds/`, and build the site; gives the problems of both. At first nothing changed.

        While something is wrong with digest.yml nothing is converted, since options decide what is written. A change
        in `content/` or `themes/` alone leads to no conversion unless the last one left something to be mended.

        Raises:
            DigestError: the site could not be built.
        """
        config, problems = self._find_options()
        is_due = self._converted or not changed or any(path.parts[0] not in {"content", "themes"} for path in changed)
        if not self._converts or problems:
            self._converted = ()
        elif is_due:
            self._converted = convert(self._project, config).problems
        built = build(self._project, _in_preview(config), self._options(), memory=self._memory)
        return (*problems, *self._converted, *built.problems)

    def pages(self, changed: frozenset[PurePosixPath]) -> Extent:
        """Make the pages of a few texts that changed, if that is sooner done; `whole` makes what they leave.

        Raises:
            DigestError: the folder cannot be written to.
        """
        if len(changed) > _FEW or self._memory.site is None:
            return "nothing"
        config, _ = self._find_options()
        return build_texts(self._project, _in_preview(config), self._options(), self._memory, changed)

    def _options(self) -> Options:
        return Options(output=self._output, base_url="", drafts=True, future=True)


def _in_preview(config: Config) -> Config:
    """The options of the preview, in which digest's own index answers: Pagefind's would be made at every change."""
    return replace(config, search="plain") if config.search == "pagefind" else config
