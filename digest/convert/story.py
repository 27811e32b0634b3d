"""Source after source: read, judge, extract, name, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.content.annotate import annotate
from digest.content.front_matter import dump, is_edited, seal
from digest.content.library import slug_of
from digest.content.places import FOLDER, UNDATED
from digest.convert.labels import learned_topics
from digest.convert.shelf import Shelf, Shelved, Verdict, find, judge, open_shelf, record
from digest.errors import Location, Problem, UsageError, sort_problems
from digest.extract.assembly import CONVERTER_VERSION, extract
from digest.extract.learned_topics import Learned
from digest.extract.why import why
from digest.incremental.files import sweep, write_file
from digest.incremental.fingerprint import fingerprint
from digest.incremental.lock import locked
from digest.incremental.scan import read, scan
from digest.incremental.workers import each
from digest.model.article import Extract
from digest.model.source import Source
from digest.model.week import Week

SEEDS: Final = PurePosixPath("seeds")

LARGEST: Final = 64 * 2**20
"""Bytes of the largest source that is read."""

_PART: Final = 16
"""Hexadecimal digits of a part of `seed_fingerprint`: 64 bits tell changes, they need not resist an enemy."""

_SUFFIX: Final = 6
"""Hexadecimal digits that part sources of one title."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a run did.

    Attributes:
        written: articles, new or anew, sorted.
        unchanged: how many articles had nothing to be done.
        deleted: sources left out since a person deleted their article.
        problems: sources that could not be converted; edited articles whose source changed (warnings).
    """

    written: tuple[PurePosixPath, ...]
    unchanged: int
    deleted: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A source, what it became earlier, and what is to be done about it."""

    seed: PurePosixPath
    source: str
    article: Shelved | None
    verdict: Verdict


def convert(
    project: Path,
    config: Config,
    paths: Sequence[Path] = (),
    *,
    jobs: int = 0,
    progress: Progress | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> Conversion:
    """Convert the sources of a project.

    Args:
        project: its folder.
        config: its options.
        paths: files and folders in `seeds/`; all of it where none is named. Naming a source brings a deleted
            article back.
        jobs: processes; 0 takes the number of cores.
        progress: called with how many of how many sources are extracted.
        waiting: called if another run converts at the same time, before waiting for it.

    Raises:
        UsageError: a path that is not in `seeds/`.
        DigestError: `content/` cannot be written to.
    """
    found = scan(project, SEEDS)
    chosen = _chosen(project, found.files, paths)
    sources, problems = _fingerprints(project, found.files)
    with locked(project / FOLDER, waiting):
        sweep(project / FOLDER)
        shelf, recipe = open_shelf(project), _recipe(config)
        cases = [_case(shelf, seed, source, recipe, found.files, renew=bool(paths)) for seed, source in sources.items()]
        # Sources that are not chosen are extracted too while they have no article: only so does a title shared by
        # two of them give the same two slugs, whichever is converted first.
        work = [case for case in cases if case.verdict == "write" and (case.seed in chosen or case.article is None)]
        extracts = _extract_all(project, config, work, jobs, progress)
        written = _write_all(project, recipe, shelf, work, extracts, chosen)
        record(project, shelf, _converted(cases, written))
    mine = [case for case in cases if case.seed in chosen]
    problems += [made for made in extracts.values() if isinstance(made, Problem)]
    problems += [_lossy(seed, made.lost) for seed, made in extracts.items() if isinstance(made, Extract) and made.lost]
    problems += [problem for case in mine for problem in _left_as_it_is(case)]
    return Conversion(
        written=tuple(sorted(written.values())),
        unchanged=sum(case.verdict in {"unchanged", "edited"} for case in mine),
        deleted=tuple(case.seed for case in mine if case.verdict == "deleted"),
        problems=sort_problems(p for p in (*found.problems, *problems) if _concerns(p, chosen, paths)),
    )


def _case(
    shelf: Shelf, seed: PurePosixPath, source: str, recipe: str, seeds: Sequence[PurePosixPath], *, renew: bool
) -> _Case:
    """What is to be done about a source; `renew` makes a deleted article again."""
    article = find(shelf, seed, source, seeds)
    verdict = judge(shelf, article, seed, source, recipe)
    if verdict == "deleted" and renew:
        verdict = "write"
    return _Case(seed=seed, source=source, article=article, verdict=verdict)


def _converted(cases: Sequence[_Case], written: Mapping[PurePosixPath, PurePosixPath]) -> dict[PurePosixPath, str]:
    """The sources that have an article now, each with the fingerprint it had when that was made."""
    made = {case.seed: case.source for case in cases if case.seed in written}
    kept = {case.seed: case.article.source for case in cases if case.article and case.seed not in written}
    return made | kept


def convert_file(file: Path, project: Path, config: Config) -> str | Problem:
    """The article that a file would become, as text; nothing is written. The file may lie anywhere."""
    source = _source_anywhere(file, project, config)
    if isinstance(source, Problem):
        return source
    made = extract(source, topics=config.topics, learned=learned_topics(project, config))
    return made if isinstance(made, Problem) else _article(made, fingerprint(source.body)[:_PART], _recipe(config))


def explain_file(file: Path, project: Path, config: Config) -> str | Problem:
    """Why a file would become that article: see `digest.extract.why`. The file may lie anywhere."""
    source = _source_anywhere(file, project, config)
    return source if isinstance(source, Problem) else why(source, topics=config.topics)


def _source_anywhere(file: Path, project: Path, config: Config) -> Source | Problem:
    place = file.parent.resolve() / file.name  # a symbolic link is named itself, not what it leads to
    path = PurePosixPath(place.relative_to(project).as_posix() if place.is_relative_to(project) else file.name)
    body = read(file.parent, PurePosixPath(file.name), LARGEST)
    if isinstance(body, Problem):
        return replace(body, location=Location(path=path))
    return _source(file, path, body, config)


def _chosen(project: Path, files: Sequence[PurePosixPath], paths: Sequence[Path]) -> frozenset[PurePosixPath]:
    if not paths:
        return frozenset(files)
    chosen: set[PurePosixPath] = set()
    for given in paths:
        # Only the folders above are resolved: a symbolic link in seeds/ is that link's own source.
        absolute = given.parent.resolve() / given.name if given.name not in {"", ".."} else given.resolve()
        if not absolute.is_relative_to(project / SEEDS):
            raise UsageError(f"{given} is not in {SEEDS}/; put it there, or use `digest convert --stdout {given}`")
        path = PurePosixPath(absolute.relative_to(project).as_posix())
        below = {file for file in files if file == path or file.is_relative_to(path)}
        if not below:
            raise UsageError(f"{given} is no source: there is no such file in {SEEDS}/")
        chosen |= below
    return frozenset(chosen)


def _fingerprints(project: Path, files: Sequence[PurePosixPath]) -> tuple[dict[PurePosixPath, str], list[Problem]]:
    """The fingerprint of each source that can be read, and the problems of the others."""
    sources, problems = {}, []
    for path in files:
        body = read(project, path, LARGEST)
        if isinstance(body, Problem):
            problems.append(body)
        else:
            sources[path] = fingerprint(body)[:_PART]
    return sources, problems


def _recipe(config: Config) -> str:
    """What decides an article besides its source."""
    return fingerprint(CONVERTER_VERSION, config.topics, config.reference_date)[:_PART]


def _left_as_it_is(case: _Case) -> list[Problem]:
    article = case.article
    if article is None or case.verdict != "edited" or article.source == case.source:
        return []
    return [
        Problem(
            message=f"was edited, and its source {case.seed} has changed since: the article is left as it is",
            location=Location(path=article.path),
            hint=f"see the new text with `digest convert --stdout {case.seed}`",
            severity="warning",
        )
    ]


def _lossy(seed: PurePosixPath, lost: int) -> Problem:
    return Problem(
        message=f"{lost} of its characters could not be read and stand as \ufffd in the article",
        location=Location(path=seed),
        hint=f"see how it was read with `digest convert --why {seed}`; saving it as UTF-8 helps",
        severity="warning",
    )


def _extract_all(
    project: Path, config: Config, cases: Sequence[_Case], processes: int, progress: Progress | None
) -> dict[PurePosixPath, Extract | Problem]:
    work = partial(_extract_one, project, config, learned_topics(project, config) if cases else {})
    extracts: dict[PurePosixPath, Extract | Problem] = {}
    for case, made in zip(cases, each(work, [case.seed for case in cases], processes), strict=True):
        extracts[case.seed] = made
        if progress is not None:
            progress(len(extracts), len(cases))
    return extracts


def _extract_one(
    project: Path, config: Config, learned: Mapping[str, Learned], seed: PurePosixPath
) -> Extract | Problem:
    body = read(project, seed, LARGEST)
    if isinstance(body, Problem):
        return body
    return extract(_source(project / seed, seed, body, config), topics=config.topics, learned=learned)


def _source(file: Path, path: PurePosixPath, body: bytes, config: Config) -> Source:
    """A source with the day before which its yearless dates must lie."""
    if config.reference_date is not None:
        return Source(
            path=path, body=body, reference_day=config.reference_date, reference_basis="reference_date in digest.yml"
        )
    saved = datetime.fromtimestamp(max(0.0, file.stat().st_mtime), tz=UTC).date()
    return Source(path=path, body=body, reference_day=saved, reference_basis="the file's own date")


def _write_all(
    project: Path,
    recipe: str,
    shelf: Shelf,
    cases: Sequence[_Case],
    extracts: Mapping[PurePosixPath, Extract | Problem],
    chosen: frozenset[PurePosixPath],
) -> dict[PurePosixPath, PurePosixPath]:
    """Write the articles; gives the path of each by its source."""
    written = {}
    taken = set(shelf.slugs)
    for case in cases:
        made = extracts[case.seed]
        if isinstance(made, Problem):
            continue
        path = case.article.path if case.article else _path(made, _free_slug(made, case.seed, taken))
        if case.seed in chosen and _still_ours(project / path, case.article):
            write_file(project / path, _article(made, case.source, recipe).encode(), project / FOLDER)
            written[case.seed] = path
    return written


def _still_ours(target: Path, article: Shelved | None) -> bool:
    """Whether nobody edited the article, or put a file in its place, while its source was being extracted."""
    try:
        text = target.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return article is None
    return article is not None and not is_edited(text)


def _free_slug(made: Extract, seed: PurePosixPath, taken: set[str]) -> str:
    """A slug no other file of content/ has: the title's own, or that with a suffix from the source's path."""
    slug = slug_of(made.front_matter.title)
    if slug in taken:
        slug = f"{slug}-{fingerprint(seed)[:_SUFFIX]}"
    while slug in taken:  # two paths whose six digits are equal
        slug += "-x"
    taken.add(slug)
    return slug


def _path(made: Extract, slug: str) -> PurePosixPath:
    day = made.front_matter.date
    return FOLDER / (str(Week.of(day)) if day else UNDATED) / f"{slug}.md"


def _article(made: Extract, source: str, recipe: str) -> str:
    body = annotate(made.body, made.annotations).body
    text = f"{dump(made.front_matter)}\n{body.strip(chr(10))}\n"
    return seal(text, f"{source}-{recipe}")


def _concerns(problem: Problem, chosen: frozenset[PurePosixPath], paths: Sequence[Path]) -> bool:
    """Whether a problem is the business of this run: all are, unless sources were named."""
    return not paths or problem.location is None or problem.location.path in chosen or problem.severity == "warning"
