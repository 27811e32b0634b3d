"""Source -> the text of its article, which lacks only a name. Runs in workers, one source at a time."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from digest.annotations.annotate import annotate
from digest.articles.front_matter import dump, with_seed_fingerprint
from digest.classify.learned_topics import Learned
from digest.config import Config
from digest.convert.command import with_command
from digest.convert.images import FOLDER, marked, store_images
from digest.convert.labels import learned_topics
from digest.convert.sources import PART, Seen, source_anywhere, source_in
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
        source: the fingerprint of the source it was made of.
        title: for its name.
        day: for its folder.
        text: all of the file.
        images: names of images to be put beside it.
        problems: what of the source is not in it (warnings).
    """

    source: str
    title: str
    day: date | None
    text: str
    images: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def recipe_of(config: Config, *, images: bool = False, answered: bool = True) -> str:
    """What decides an article besides its source; other with its images stored, or without an answer of the command."""
    options = (config.topics, config.reference_date, config.annotators, config.annotator_command if answered else ())
    return fingerprint(CONVERTER_VERSION, *options, *([FOLDER] if images else []))[:PART]


def recipe_for(recipe: str, recurring: frozenset[int]) -> str:
    """The recipe for a source that has lines which other sources have too."""
    return fingerprint(recipe, sorted(recurring))[:PART] if recurring else recipe


def draft(
    project: Path,
    config: Config,
    learned: Mapping[str, Learned],
    seen: Mapping[PurePosixPath, Seen],
    with_images: Container[PurePosixPath],
    seed: PurePosixPath,
) -> Draft | Problem:
    """The draft of a source of the project, or why there is none; the images of those in `with_images` are fetched."""
    source = source_in(project, seed, config, seen[seed].recurring)
    if isinstance(source, Problem):
        return source
    make = _draft_with_images if seed in with_images else _draft
    return make(project, source, config, learned)


def given_up(seed: PurePosixPath) -> Problem:
    """What is said of a source whose worker the system ended."""
    return Problem(
        message="was given up: the process that read it was killed, perhaps for want of memory",
        location=Location(path=seed),
        hint="keep only the article's text in it, or convert it where more memory is free",
    )


def convert_file(file: Path, project: Path, config: Config) -> str | Problem:
    """The article that a file would become, as text; nothing is written. The file may lie anywhere."""
    source = source_anywhere(file, project, config)
    if isinstance(source, Problem):
        return source
    made = _draft(project, source, config, learned_topics(project, config))
    return made if isinstance(made, Problem) else made.text


def explain_file(file: Path, project: Path, config: Config) -> str | Problem:
    """Why a file would become that article: see `digest.extract.explain`. The file may lie anywhere."""
    source = source_anywhere(file, project, config)
    return source if isinstance(source, Problem) else why(source, topics=config.topics)


def _draft(project: Path, source: Source, config: Config, learned: Mapping[str, Learned]) -> Draft | Problem:
    made = extract(source, topics=config.topics, learned=learned, annotators=config.annotators)
    if isinstance(made, Problem):
        return made
    return _written(project, made, source, config)


def _draft_with_images(
    project: Path, source: Source, config: Config, learned: Mapping[str, Learned]
) -> Draft | Problem:
    """Where an image could not be had, the recipe is that of an article without images: the next run tries again."""
    page, unmarked = marked(project, source.path, source.body)
    made = extract(replace(source, body=page), topics=config.topics, learned=learned, annotators=config.annotators)
    if isinstance(made, Problem):
        return made
    stored = store_images(project, source.path, made.body)
    problems = (*unmarked, *stored.problems)
    found = _written(project, replace(made, body=stored.body), source, config, images=not problems)
    return replace(found, images=stored.names, problems=(*found.problems, *problems))


def _written(project: Path, made: Extract, source: Source, config: Config, *, images: bool = False) -> Draft:
    """Where a command was to annotate and gave no answer, the recipe is that of one without: it is asked again."""
    made, answered, problems = with_command(project, config, source.path, made)
    recipe = recipe_of(config, images=images, answered=answered)
    body = annotate(normalised(made.body), made.annotations).body
    text = f"{dump(made.front_matter)}\n{body.strip(chr(10))}\n"
    print_ = fingerprint(source.body)[:PART]
    return Draft(
        source=print_,
        title=made.front_matter.title,
        day=made.front_matter.date,
        text=with_seed_fingerprint(text, f"{print_}-{recipe_for(recipe, source.recurring)}"),
        problems=(*problems, *([_lossy(source.path, made.lost)] if made.lost else [])),
    )


def _lossy(seed: PurePosixPath, lost: int) -> Problem:
    return Problem(
        message=f"{lost} of its characters could not be read and stand as \ufffd in the article",
        location=Location(path=seed),
        hint=f"see how it was read with `digest convert --why {seed}`; saving it as UTF-8 helps",
        severity="warning",
    )
