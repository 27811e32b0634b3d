"""Makes the files that are not current, and puts them in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from digest.build.explain import forget, reasons, remember
from digest.build.last import name_of
from digest.build.memory import Contents
from digest.build.options import Reason
from digest.build.run import Run
from digest.build.site import File, Site
from digest.cache.program_fingerprint import program_fingerprint
from digest.cache.workers import each
from digest.errors import Problem, ProblemsError
from digest.model.fingerprint import fingerprint, key_of
from digest.model.page import Artifact, Document, Page, Parts
from digest.output.stage import Staged
from digest.theme.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was done.

    Attributes:
        rendered: how many pages were rendered.
        written: how many files were written, since their bytes changed.
        removed: files that the site no longer has.
        reasons: why files were made, if that was asked for.
    """

    rendered: int
    written: int
    removed: tuple[str, ...]
    reasons: tuple[Reason, ...]


def write(run: Run, contents: Contents, site: Site) -> Made:
    """Make what is not current, and only then touch the site.

    Raises:
        ProblemsError: a template failed.
        DigestError: the output folder cannot be written to, or holds something in the place of a file.
    """
    output, options = run.output, run.options
    keys = {**site.kept, **dict(_keys(site))}
    stale = [file for file in site.files if not (options.cache and output.is_current(file.path, keys[file.path]))]
    name = name_of(output)
    why = reasons(run.store, name, _with_parts(site, stale), output.records, contents) if options.explain else ()
    output.claim(keys, [file.path for file in stale])
    made = _make_all(run, site, stale)
    removed = output.commit(keys, made)
    remember(run.store, name, _with_parts(site, stale))
    forget(run.store, name, removed)
    return Made(
        rendered=sum(isinstance(file, Page) for file in stale),
        written=sum(item.changed for item in made),
        removed=removed,
        reasons=why,
    )


def _with_parts(site: Site, files: Iterable[File]) -> Iterator[tuple[str, Parts]]:
    return ((file.path, _parts_of(site, file)) for file in files)


def _parts_of(site: Site, file: File) -> Parts:
    """All that a file is made from."""
    match file:
        case Artifact():
            return (("its bytes", fingerprint(file.body)),)
        case Document():
            return (*file.parts, _program())
        case Page():
            return (*file.parts, *site.template_parts.get(file.template, ()), _program())
    assert_never(file)


def _keys(site: Site) -> Iterator[tuple[str, str]]:
    """The path of every file and the fingerprint of its parts; parts that many pages share are hashed once."""
    program_ = key_of(_program())
    shared = {name: key_of([*_texts(parts), program_]) for name, parts in site.template_parts.items()}
    for file in site.files:
        match file:
            case Artifact():
                yield file.path, key_of(_texts(_parts_of(site, file)))
            case Document():
                yield file.path, key_of([*_texts(file.parts), program_])
            case Page():
                yield file.path, key_of([*_texts(file.parts), shared.get(file.template, "")])


def _texts(parts: Parts) -> list[str]:
    return [text for part in parts for text in part]


def _program() -> tuple[str, str]:
    return "the program", program_fingerprint()


def _make_all(run: Run, site: Site, stale: Sequence[File]) -> list[Staged]:
    """Make files in the stage, all of them before the first problem is told."""
    stage = run.output.stage

    def make(file: File) -> Staged | Problem:
        body = _bytes(site.theme, file)
        return body if isinstance(body, Problem) else stage.put(file.path, body)

    made: list[Staged] = []
    problems: list[Problem] = []
    run.store.save()  # workers read from it
    site.theme.warm({file.template for file in stale if isinstance(file, Page)})
    for at, item in enumerate(each(make, stale, run.options.jobs, portable=False), start=1):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            made.append(item)
        run.progress("rendering", at, len(stale))
    if problems:
        raise ProblemsError(problems)
    return made


def _bytes(theme: Theme, file: File) -> bytes | Problem:
    match file:
        case Artifact():
            return file.body
        case Document():
            return file.make()
        case Page():
            return theme.render(file)
    assert_never(file)
