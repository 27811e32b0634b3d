"""Parse, plan, render what changed, write: the whole build on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

from digest import __version__
from digest.build.parse import LARGEST, Parsed, parse_file
from digest.config import Config
from digest.content.library import FOLDER, Library, shelve
from digest.errors import Problem, ProblemsError, sort_problems
from digest.incremental.fingerprint import fingerprint
from digest.incremental.output import Output, opened
from digest.incremental.scan import read, scan
from digest.incremental.workers import each
from digest.model.article import Article
from digest.model.page import Artifact, Page
from digest.plan.context import Context
from digest.plan.routes import Addresses
from digest.plan.site import Plan, plan
from digest.theme import Theme, find_theme

Progress = Callable[[str, int, int], None]

T = TypeVar("T")

_MARKDOWN: Final = frozenset({".md", ".markdown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a build is to be done.

    Attributes:
        output: the folder of the site.
        base_url: replaces the one of `digest.yml`, and makes links pretty unless `links` says otherwise.
        drafts: whether drafts are built.
        jobs: processes; 0 takes the number of cores.
        cache: whether pages that stand there already, from the same content, are kept.
    """

    output: Path
    base_url: str | None = None
    drafts: bool = False
    jobs: int = 0
    cache: bool = True


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
    """

    articles: int
    files: int
    rendered: int
    written: int
    removed: tuple[PurePosixPath, ...]
    foreign: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


def build(
    project: Path,
    config: Config,
    options: Options,
    progress: Progress | None = None,
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
    theme = find_theme(config.theme, project)
    found = scan(project, FOLDER)
    parsed = _parse(project, config, options, found.files, progress)
    library, misplaced = shelve(_published(parsed, options), config.topic_slugs)
    context = _context(config, options, library, parsed, theme)
    planned = plan(context, found.files)
    if planned.collisions:
        raise ProblemsError(planned.collisions)
    files = [*theme.assets, *_media(project, planned), *planned.artifacts]
    problems = [problem for item in parsed.values() for problem in item.problems]
    with opened(options.output, waiting) as output:
        built = _write(output, theme, files, planned.pages, options, progress)
    return replace(
        built,
        articles=len(library.articles),
        problems=sort_problems([*found.problems, *problems, *misplaced, *planned.problems]),
    )


def _write(
    output: Output,
    theme: Theme,
    files: Sequence[Artifact],
    pages: Sequence[Page],
    options: Options,
    progress: Progress | None,
) -> Built:
    """Render what is not current, and only then touch the output: files before the pages that show them."""
    keys = {page.path: _key(theme, page) for page in pages}
    stale = [page for page in pages if not (options.cache and output.is_current(page.path, keys[page.path]))]
    artifacts = [*files, *_render(theme, stale, progress)]
    keys = {artifact.path: fingerprint(artifact.body) for artifact in files} | keys
    output.begin(
        keys, (artifact.path for artifact in artifacts if not output.is_current(artifact.path, keys[artifact.path]))
    )
    written = sum(output.write(artifact.path, artifact.body, keys[artifact.path]) for artifact in artifacts)
    return Built(
        articles=0,
        files=len(keys),
        rendered=len(stale),
        written=written,
        removed=output.finish(keys),
        foreign=output.foreign(),
        problems=(),
    )


def _parse(
    project: Path, config: Config, options: Options, files: Sequence[PurePosixPath], progress: Progress | None
) -> dict[PurePosixPath, Parsed]:
    paths = [path for path in files if path.suffix.lower() in _MARKDOWN]
    work = partial(parse_file, project, config, options.drafts)
    return dict(zip(paths, _counted("reading", each(work, paths, options.jobs), len(paths), progress), strict=True))


def _published(parsed: dict[PurePosixPath, Parsed], options: Options) -> Iterator[Article]:
    for item in parsed.values():
        if item.article is not None and (options.drafts or not item.article.front_matter.draft):
            yield item.article


def _context(
    config: Config, options: Options, library: Library, parsed: dict[PurePosixPath, Parsed], theme: Theme
) -> Context:
    pretty = config.links == "pretty" or (config.links == "auto" and options.base_url is not None)
    base_url = config.base_url if options.base_url is None else options.base_url
    return Context(
        config=replace(config, base_url=base_url),
        addresses=Addresses(base_url=base_url, pretty=pretty),
        library=library,
        renderings={path: item.rendering for path, item in parsed.items()},
        stylesheets=theme.stylesheets,
        icon=theme.icon,
        generator=f"digest {__version__}",
    )


def _media(project: Path, planned: Plan) -> Iterator[Artifact]:
    for target, path in planned.media:
        body = read(project, path, LARGEST)
        if isinstance(body, Problem):
            raise ProblemsError([body])
        yield Artifact(path=target, body=body)


def _key(theme: Theme, page: Page) -> str:
    """All that decides the bytes of a page: this program, the template with all it includes, what it is shown."""
    return fingerprint(__version__, theme.fingerprint(page.template), page.template, page.context)


def _render(theme: Theme, pages: Sequence[Page], progress: Progress | None) -> list[Artifact]:
    artifacts, problems = [], []
    for page, body in zip(pages, _counted("rendering", map(theme.render, pages), len(pages), progress), strict=True):
        if isinstance(body, Problem):
            problems.append(body)
        else:
            artifacts.append(Artifact(path=page.path, body=body))
    if problems:
        raise ProblemsError(problems)
    return artifacts


def _counted(stage: str, items: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    for done, item in enumerate(items, start=1):
        if progress is not None:
            progress(stage, done, total)
        yield item
