"""What is wrong in a project: what planning its site tells, and what its texts tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from digest.build import Selection, plan_site
from digest.check.content import check_content
from digest.config import Config
from digest.errors import Problem, ProblemsError, sort_problems

Progress = Callable[[str, int, int], None]


def silent(_stage: str, _at: int, _of: int) -> None:
    """Progress that nobody is told."""


def check_project(project: Path, config: Config, *, jobs: int = 0, progress: Progress = silent) -> tuple[Problem, ...]:
    """What is wrong in `content/`, as it would be published today; sorted. Only the cache is written.

    Args:
        project: its folder.
        config: its options; what is wrong with these, whoever read them knows.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.
    """
    planned = _planning_problems(project, config, jobs, progress)
    return sort_problems((*planned, *check_content(project, config, jobs=jobs, progress=progress)))


def _planning_problems(project: Path, config: Config, jobs: int, progress: Progress) -> tuple[Problem, ...]:
    """What a build reports, without one."""
    try:
        return plan_site(project, config, Selection(jobs=jobs), progress).problems
    except ProblemsError as error:
        return error.problems
