"""A source to the texts of its articles, which lack only a name. Runs in workers, one source at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Mapping
from dataclasses import field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from digest.annotations.annotate import annotate
from digest.articles.front_matter import dump
from digest.articles.kinds import LARGEST_TEXT
from digest.articles.provenance import with_seed_fingerprint
from digest.classify.learned_topics import Learned
from digest.config import Config
from digest.convert.annotator_command import with_command
from digest.convert.images import FOLDER, Stored, mark_local_images, store_images
from digest.convert.labels import learned_topics
from digest.convert.plugins import Plugins, annotate_with_plugins, installed_plugins, readers_with_plugins
from digest.convert.seeds import document_seeds
from digest.convert.sources import PART, Seen, source_anywhere, source_in
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.extract.explain import why
from digest.extract.extract import CONVERTER_VERSION, extract
from digest.markdown.parser import normalised
from digest.model.article import Extract
from digest.model.fingerprint import fingerprint
from digest.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article before it has a place in `content/`.

    Attributes:
        seed: the document that it was made of (see `seeds`).
        source: the fingerprint of that document's source.
        inputs: the fingerprint of all else that decided it.
        title: for its name.
        day: for its folder.
        text: all of the file.
        images: names of images to be put beside it.
        problems: what of the source is not in it (warnings).
    """

    seed: PurePosixPath
    source: str
    inputs: str
    title: str
    day: date | None
    text: str
    images: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Converter:
    """What the sources of a project are converted with.

    Attributes:
        project: its folder.
        config: its options.
        plugins: the readers and annotators of other packages.
        learned: what labelled articles say of each topic.
    """

    project: Path
    config: Config
    plugins: Plugins
    learned: Mapping[str, Learned] = field(default_factory=dict)


def inputs_of(config: Config, *, images: bool = False, answered: bool = True) -> str:
    """The fingerprint of what decides every article besides its source.

    Args:
        config: the options of the project.
        images: whether its images are stored.
        answered: whether the command that annotates did its part.
    """
    options = (config.topics, config.reference_date, config.annotators, config.annotator_command if answered else ())
    return fingerprint(CONVERTER_VERSION, *options, *([FOLDER] if images else []))[:PART]


def inputs_for(inputs: str, recurring: frozenset[int], plugins: Collection[tuple[str, ...]]) -> str:
    """The same for one source.

    Args:
        inputs: of every article.
        recurring: the lines of the source that other sources have too.
        plugins: the identities of the plug-ins that had a part in it.
    """
    of_source = fingerprint(inputs, sorted(recurring))[:PART] if recurring else inputs
    return fingerprint(of_source, tuple(plugins))[:PART] if plugins else of_source


def draft(
    converter: Converter,
    seen: Mapping[PurePosixPath, Seen],
    with_images: Container[PurePosixPath],
    path: PurePosixPath,
) -> tuple[Draft, ...] | Problem:
    """The drafts of a source, one of each document in it, or why there is none.

    Args:
        converter: of the run.
        seen: what was seen in each source of the project.
        with_images: the sources whose images are fetched.
        path: of the source.
    """
    source = source_in(converter.project, path, converter.config, seen[path].recurring)
    if isinstance(source, Problem):
        return source
    return _drafts(converter, source, with_images=path in with_images)


def given_up(path: PurePosixPath) -> Problem:
    """The problem of a source whose worker the system ended."""
    return Problem(
        message="was given up: the process that read it was killed, perhaps for want of memory",
        location=Location(path=path),
        hint="keep only the article's text in it, or convert it where more memory is free",
    )


def convert_file(
    file: Path, project: Path, config: Config, report: Callable[[Problem], None] = lambda _: None
) -> str | Problem:
    """The articles that a file would become, as text; nothing is written. The file may be anywhere.

    Args:
        file: the source.
        project: its folder.
        config: its options.
        report: is called with each problem that does not stop the conversion.
    """
    source = source_anywhere(file, project, config)
    if isinstance(source, Problem):
        return source
    learned = learned_topics(project, config)
    converter = Converter(project=project, config=config, plugins=installed_plugins(), learned=learned)
    drafts = _drafts(converter, source)
    if isinstance(drafts, Problem):
        return drafts
    for problem in (problem for draft in drafts for problem in draft.problems):
        report(problem)
    return "\n".join(draft.text for draft in drafts)


def explain_file(file: Path, project: Path, config: Config) -> str | Problem:
    """Why a file would become these articles: see `digest.extract.explain`. The file may be anywhere."""
    source = source_anywhere(file, project, config)
    if isinstance(source, Problem):
        return source
    return why(source, topics=config.topics, readers=readers_with_plugins(installed_plugins()))


def _drafts(converter: Converter, source: Source, *, with_images: bool = False) -> tuple[Draft, ...] | Problem:
    page, unmarked = (
        mark_local_images(converter.project, source.path, source.body) if with_images else (source.body, ())
    )
    extracts = extract(
        replace(source, body=page),
        topics=converter.config.topics,
        learned=converter.learned,
        annotators=converter.config.annotators,
        readers=readers_with_plugins(converter.plugins),
    )
    if isinstance(extracts, Problem):
        return extracts
    drafts: list[Draft] = []
    for seed, each in zip(document_seeds(source.path, (each.part for each in extracts)), extracts, strict=True):
        stored = store_images(converter.project, source.path, each.body) if with_images else None
        images = replace(stored, problems=(*unmarked, *stored.problems)) if stored else None
        drafted = _draft(converter, source, seed, each, images)
        if len(drafted.text.encode()) > LARGEST_TEXT:
            return Problem(
                message=f"its article would be larger than {LARGEST_TEXT // 2**20} MiB, and no build reads such a file",
                location=Location(path=source.path),
                hint="split it, or keep only the article's text",
            )
        drafts.append(drafted)
    return tuple(drafts)


def _draft(converter: Converter, source: Source, seed: PurePosixPath, extract: Extract, images: Stored | None) -> Draft:
    """An extract as an article, with all that others say of it.

    The inputs are those of what did its part: where an image could not be had, or a plug-in or the command gave no
    answer, the article counts as one made without them, and the next run tries again.
    """
    if images is not None:
        extract = replace(extract, body=images.body)
    extract, plugins, failed = annotate_with_plugins(extract, converter.plugins.annotators, source.path)
    extract, answered, unanswered = with_command(converter.project, converter.config, source.path, extract)
    complete = images is not None and not images.problems
    used = replace(converter.plugins, annotators=plugins).identities(source.path)
    inputs = inputs_for(inputs_of(converter.config, images=complete, answered=answered), source.recurring, used)
    part = fingerprint(source.body)[:PART]
    front_matter = replace(extract.front_matter, seed=str(seed))
    text = f"{dump(front_matter)}\n{annotate(normalised(extract.body), extract.annotations).body.strip(chr(10))}\n"
    return Draft(
        seed=seed,
        source=part,
        inputs=inputs,
        title=front_matter.title,
        day=front_matter.date,
        text=with_seed_fingerprint(text, f"{part}-{inputs}"),
        images=images.names if images else (),
        problems=(
            *failed,
            *unanswered,
            *([_lossy(source.path, extract.lost)] if extract.lost else []),
            *extract.problems,
            *(images.problems if images else ()),
        ),
    )


def _lossy(path: PurePosixPath, lost: int) -> Problem:
    return Problem(
        message=f"{lost} of its characters could not be read and stand as \ufffd in the article",
        location=Location(path=path),
        hint=f"see how it was read with `digest convert --why {path}`; saving it as UTF-8 helps",
        severity="warning",
    )
