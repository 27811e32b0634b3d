"""Recall, plan, make what is not current, put it in place: the whole build on one page."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from digest.articles.kinds import FOLDER
from digest.build.last import Last, last_build, remember_build, texts_of
from digest.build.options import Built, Options
from digest.build.run import Progress, Run
from digest.cache.program_fingerprint import program_fingerprint
from digest.cache.scan import Scan, scan
from digest.cache.store import Store
from digest.config import Config
from digest.model.fingerprint import fingerprint, key_of
from digest.output.output import opened
from digest.theme.files import theme_files

WORKSHOP: Final = Path(".digest")
"""The folder of the project for what is digest's own business."""

CACHE: Final = WORKSHOP / "cache" / "digest.sqlite"
"""What is remembered between builds of one state of the program; another one begins with nothing."""


def build(
    project: Path,
    config: Config,
    options: Options,
    progress: Progress = lambda _stage, _at, _of: None,
    waiting: Callable[[], None] = lambda: None,
) -> Built:
    """Build the site.

    Args:
        project: its folder.
        config: its options.
        options: how this build is to be done.
        progress: called with a stage and how much of it is done.
        waiting: called if another build writes to the same folder, before waiting for it.

    Raises:
        ProblemsError: two files claim one address, or the theme fails; nothing was written.
        DigestError: the output folder cannot be used.
    """
    files = theme_files(config.theme, project, config.language)
    with opened(options.output, waiting, project / WORKSHOP) as output, _store(project, options) as store:
        found = scan(project, FOLDER)
        settings = fingerprint(program_fingerprint(), config, options.base_url, options.drafts, files.fingerprint)
        inputs = key_of((settings, _print(found)))
        last = last_build(store, output) if options.cache else Last()
        if last.inputs == inputs and output.is_whole():
            return replace(last.built, foreign=output.foreign(last.foreign))

        from digest.build.anew import build_anew  # noqa: PLC0415  (where nothing changed it need not be imported)

        run = Run(
            project=project,
            config=config,
            options=options,
            theme=files,
            settings=settings,
            found=found,
            output=output,
            store=store,
            last=last,
            progress=progress,
        )
        with _no_collection():
            built, contents = build_anew(run)
        built = replace(built, foreign=output.foreign(last.foreign))
        texts = texts_of(contents.cards)
        sure = inputs if contents.settled else ""
        remember_build(store, output, Last(inputs=sure, frame=contents.frame, texts=texts, built=built))
        return built


def _print(found: Scan) -> str:
    """The fingerprint of what the system says of all files, and of what is wrong with some."""
    return key_of([*(f"{path} {stamp}" for path, stamp in found.stamps.items()), *map(str, found.problems)])


@contextmanager
def _store(project: Path, options: Options) -> Iterator[Store]:
    """What earlier builds found out; of a build without cache an empty store, which goes with it."""
    with nullcontext() if options.cache else TemporaryDirectory(prefix="digest-") as folder:
        store = Store(Path(folder, CACHE.name) if folder else project / CACHE, int(program_fingerprint()[:7], 16) + 1)
        try:
            yield store
        finally:
            store.close()


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
