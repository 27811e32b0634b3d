"""Read, plan, make what is not current, put it in place: the whole build on one page; and the plan alone.

What is published is built in a folder of its own, so that it holds neither drafts of a preview nor a stale `site/`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from digest.articles.kinds import FOLDER
from digest.build.options import Built, Options
from digest.build.previous.previous_build import (
    Extent,
    Inputs,
    Memory,
    PreviousBuild,
    inputs_of,
    previous_build,
    remember_build,
)
from digest.build.run import WORKSHOP, Progress, Selection, silent, started
from digest.cache.scan import scan_files
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem, ProblemsError
from digest.output.commit import Output, open_output
from digest.output.lock import hold_lock
from digest.theme.theme_files import theme_files

if TYPE_CHECKING:
    from digest.build.changed_build import Planned
    from digest.build.run import Run
    from digest.build.site_plan import SitePlan
    from digest.model.card import Card


_HINT: Final = (
    "check that you are in the right folder, and that a submodule is fetched; or make an empty folder of that name"
)

PUBLICATION: Final = WORKSHOP / "publish"
"""Where what is published is built: the site in a folder `site`, beside it only the lock of whoever uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What would be published of a project now.

    Attributes:
        folder: where it stands; files that digest did not write may lie there too.
        files: of the site, relative to the folder, sorted.
        built: what the build did, with what is wrong in `content/`. A text with an error is not in the site, so that
            an error is a reason not to publish.
    """

    folder: Path
    files: tuple[str, ...]
    built: Built


@contextmanager
def open_publication(
    project: Path,
    config: Config,
    *,
    address: str = "",
    jobs: int = 0,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[Publication]:
    """Build what would be published of `content/` as it is now, and keep others from changing it as long as it is open.

    It never holds drafts, nor what is dated later than the day of the build. What cannot have changed since the last
    time is not made again. `site/`, and what is known of the builds into it, stay as they are.

    Args:
        project: its folder.
        config: its options.
        address: where the site will stand if `base_url` does not say so; empty where that is not known.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.
        waiting: called if another run uses the folder, before waiting for it.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    folder = project / PUBLICATION / "site"
    with hold_lock(folder.parent, waiting):
        if folder.is_dir() and not folder.parent.is_symlink() and not Output(folder).records:
            from shutil import rmtree  # noqa: PLC0415  (slow to import, seldom needed)

            rmtree(folder, ignore_errors=True)  # without a manifest nothing in it counts, and would stand in the way
        options = Options(output=folder, base_url=config.base_url or address or None, jobs=jobs)
        built = build(project, config, options, progress, waiting)
        yield Publication(folder=folder, files=tuple(sorted(Output(folder).records)), built=built)


def build(
    project: Path,
    config: Config,
    options: Options,
    progress: Progress = silent,
    waiting: Callable[[], None] = lambda: None,
    memory: Memory | None = None,
) -> Built:
    """Build the site.

    Args:
        project: its folder.
        config: its options.
        options: how this build is to be done.
        progress: called with a stage and how much of it is done.
        waiting: called if another build writes to the same folder, before waiting for it.
        memory: what this process keeps of its last build; it is brought up to date.

    Raises:
        ProblemsError: there is no `content/`, two files claim one address, or the theme fails; nothing was written.
        DigestError: the output folder cannot be used.
    """
    if not (project / FOLDER).is_dir():
        message = f"there is no folder {FOLDER}/ in {project.name}, so the site is left as it is"
        raise ProblemsError([Problem(message=message, hint=_HINT, code="no-content")])
    theme = theme_files(config.theme, project, config.language)
    with (
        open_output(options.output, waiting, project / WORKSHOP) as output,
        started(project, config, theme, options.selection, progress) as run,
    ):
        inputs = inputs_of(run)
        previous = previous_build(run.store, output) if options.cache else PreviousBuild()
        known = memory is None or memory.site is not None
        if known and previous.inputs == inputs.fingerprint and previous.days.hold(options.day) and output.is_whole():
            return replace(previous.built, foreign=output.foreign(previous.foreign))

        with _no_collection():
            done = _build(run, output, options, inputs, previous, memory)
        if memory is None:  # else nobody else writes there
            done = replace(done, built=replace(done.built, foreign=output.foreign(previous.foreign)))
        remember_build(run.store, output, done)
        return done.built


def _build(
    run: Run, output: Output, options: Options, inputs: Inputs, previous: PreviousBuild, memory: Memory | None
) -> PreviousBuild:
    """A build that has something to do; what it imports is not needed where nothing changed."""
    before: Mapping[str, Card] = {}
    if memory is None and previous.inputs:
        from digest.build.previous.edited_build import build_edited  # noqa: PLC0415  (see above)

        done, before = build_edited(run, output, options, inputs, previous)
        if done is not None:
            return done
    planned = [_planned(run, inputs, before, memory, output if options.cache else None)]
    from digest.build.changed_build import build_changed  # noqa: PLC0415  (imported while texts were read)

    return build_changed(run, output, options, planned.pop(), memory)  # with it, so that it can let go of it


def _planned(
    run: Run, inputs: Inputs, before: Mapping[str, Card], memory: Memory | None, output: Output | None
) -> Planned:
    """Read the content and plan the site; what was read is not kept in memory while files are made."""
    from digest.build.contents import read_contents  # noqa: PLC0415  (see above)
    from digest.theme.find_words import find_words  # noqa: PLC0415  (see above)

    words, _ = find_words(run.theme)
    contents = read_contents(run, words, memory.files if memory else None, partial(_prepare, run))
    from digest.build.changed_build import plan_changed  # noqa: PLC0415  (imported while texts were read)

    changed = replace(contents, before={**before, **contents.before})
    return plan_changed(run, inputs, changed, output if memory is None else None)


def _prepare(run: Run) -> None:
    """Import what plans and makes a site, and make ready what does not depend on the texts."""
    import_module("digest.build.changed_build")
    from digest.build.site_plan import prepare  # noqa: PLC0415  (see above)

    prepare(run)


def build_texts(
    project: Path, config: Config, options: Options, memory: Memory, changed: Iterable[PurePosixPath]
) -> Extent:
    """Make the pages of some texts, where the plan of the last build still holds.

    Args:
        project: its folder.
        config: its options, as in the last build.
        options: as in the last build.
        memory: what this process keeps of that; it is brought up to date.
        changed: what may have changed since, relative to the project: all that may.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    last, paths = memory.run, [str(path) for path in changed]
    known = memory.files.keys() >= {*paths}
    if last is None or (last.config, last.selection) != (config, options.selection) or not known:
        return "nothing"
    scan = scan_files(project, paths)
    with (
        open_output(options.output, staging=project / WORKSHOP) as output,
        started(project, config, last.theme, options.selection, scan=scan) as run,
        _no_collection(),
    ):
        from digest.build.previous.edited_build import build_texts as make  # noqa: PLC0415  (as above)

        return make(run, output, memory) if len(scan.stamps) == len(paths) else "nothing"


def plan_site(project: Path, config: Config, selection: Selection, progress: Progress = silent) -> SitePlan:
    """Plan the site, and write nothing but the cache: no output folder is needed.

    Args:
        project: its folder.
        config: its options.
        selection: which site is planned, and how.
        progress: called with a stage and how much of it is done.

    Raises:
        ProblemsError: two files claim one address, or a file of the theme or an image cannot be used.
    """
    from digest.build.contents import read_contents  # noqa: PLC0415  (as above)
    from digest.build.planned_files import kept_theme  # noqa: PLC0415  (as above)
    from digest.build.site_plan import plan_files  # noqa: PLC0415  (as above)

    files = theme_files(config.theme, project, config.language)
    with started(project, config, files, selection, progress) as run, _no_collection():
        theme = kept_theme(run.theme, run.bytecode)
        return plan_files(run, read_contents(run, theme.words), theme, indexes=False)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of cyclic garbage: a build makes many values that stay and hardly a cycle among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
