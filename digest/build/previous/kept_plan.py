"""What the cache keeps of the plan of the previous build, so that other words of a text are made without another plan.

Kept are the files that most texts are shown in: their own pages, and the feeds of topics. What shows a text besides,
such as the introduction of a week, is known by its path alone; where one of these changes all is planned again.

Nothing here is trusted further than it is proven. The inputs of the previous build are those whose fingerprint it left,
and a file was made from what is kept of it if that has the key which the manifest gives the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final, TypeAlias, get_args

from digest.build.contents import ReadFile
from digest.build.planned_files import File, PlannedFiles, template_parts
from digest.build.previous.previous_build import Inputs, PreviousBuild, output_name
from digest.build.publication_day import ALWAYS, Days
from digest.build.run import Run
from digest.build.write import keys_of
from digest.cache.codec import Codec
from digest.cache.file_cache import Entry
from digest.cache.scan import Scan
from digest.dataclass import dataclass
from digest.model.words import LanguageRules, Words
from digest.output.commit import Output
from digest.plan.feeds.topic_feed import TopicFeed
from digest.plan.kinds.article_page import ArticlePage
from digest.plan.kinds.free_page import FreePage
from digest.plan.pages import PageInputs, Site
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.routes import Addresses
from digest.plan.texts import texts_in
from digest.theme.theme import Theme

KeptFile: TypeAlias = ArticlePage | FreePage | TopicFeed
"""A file that is kept."""

_KEPT: Final = get_args(KeptFile)

_PLANS: Final = "plan"
"""The name under which the store holds plans, by output folder."""

_COMPARED: Final = "compared"
"""The same of the articles that are compared, which are half of a plan: to store both at once takes more memory."""

_SITES: Final = "site"
"""The same of what all files show of the site: its words are not in ASCII, which makes a text of paths twice as large.
"""

_FILES: Final = "file"
"""The name under which the store holds the files of plans, by output folder and path."""

_NO_SITE: Final = Site(
    title="",
    description="",
    author="",
    language="",
    topics=(),
    addresses=Addresses(base_url="", pretty=False),
    menu=(),
    stylesheets=(),
    icon="",
    generator="",
    own_letters=False,
    words=Words(language="", rules=LanguageRules(months=(), number_group=""), texts={}, plurals={}),
)
"""Stands in a file that is kept for the site, which is the same in all of them and kept once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan, as far as it is kept.

    Attributes:
        paths: of the files of `content/`.
        stamps: four numbers for each of them, one after the other: 10,000 tuples would take longer to read.
        problems: as of the inputs.
        shown: the paths of the files that show a text, by its own.
        site: what all files show of the site; None where no file is kept.
        compared: the articles among which digest looks for those that are alike.
        days: those on which the plan would be the same.
    """

    paths: tuple[str, ...] = ()
    stamps: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()
    shown: Mapping[str, tuple[str, ...]]
    site: Site | None
    compared: ComparedArticles
    days: Days = ALWAYS


_CODEC: Final = Codec[KeptPlan](KeptPlan)
_SITE_CODEC: Final = Codec[Site | None](Site | None)
_COMPARED_CODEC: Final = Codec[ComparedArticles](ComparedArticles)
_FILE_CODEC: Final = Codec[KeptFile](KeptFile)


def keep_plan(run: Run, output: Output, inputs: Inputs, site: PlannedFiles, days: Days) -> None:
    """Keep the plan of a site that is built now of these inputs; it counts once that build is the previous one."""
    shown: dict[str, dict[str, None]] = {}
    for file in site.files:
        for reference in texts_in(file):
            shown.setdefault(str(reference.path), {})[file.path] = None
    plan = KeptPlan(
        shown={text: tuple(paths) for text, paths in shown.items()},
        site=next((file.site for file in site.files if isinstance(file, PageInputs)), None),
        compared=site.compared,
        days=days,
    )
    put_plan(run, output, plan, inputs)


def forget_files(run: Run, output: Output, removed: Iterable[str]) -> None:
    """Drop files that the site no longer has."""
    name = output_name(output)
    run.store.drop(_FILES, [f"{name}/{path}" for path in removed])


def keep_files(run: Run, output: Output, files: Iterable[File]) -> None:
    """Keep files, whether or not they will be put in place: by their keys it is seen which were."""
    name = output_name(output)
    kept = (file for file in files if isinstance(file, _KEPT))
    run.store.put(_FILES, {f"{name}/{file.path}": _FILE_CODEC.encode(replace(file, site=_NO_SITE)) for file in kept})


def put_plan(run: Run, output: Output, plan: KeptPlan, inputs: Inputs) -> None:
    """Store a plan with the inputs that it is of, in the place of the one before."""
    stamps = tuple(chain.from_iterable(inputs.stamps.values()))
    name, site, compared = output_name(output), plan.site, plan.compared
    plan = replace(
        plan,
        site=None,
        compared=ComparedArticles(),
        paths=tuple(inputs.stamps),
        stamps=stamps,
        problems=inputs.problems,
    )
    run.store.put(_PLANS, {name: _CODEC.encode(plan)})
    run.store.put(_SITES, {name: _SITE_CODEC.encode(site)})
    run.store.put(_COMPARED, {name: _COMPARED_CODEC.encode(compared)})


def kept_plan(run: Run, output: Output, inputs: Inputs, previous: PreviousBuild) -> tuple[KeptPlan, Inputs] | None:
    """The plan of the previous build with its inputs; None if it is not known, or another site is built now."""
    name = output_name(output)
    stored = run.store.get(_PLANS, name) if previous.inputs else None
    if stored is None or not previous.days.hold(run.selection.day) or run.config.search == "pagefind":
        return None
    try:
        plan = _CODEC.decode(stored)
        site = _SITE_CODEC.decode(run.store.get(_SITES, name) or "")
        plan = replace(plan, site=site, compared=_COMPARED_CODEC.decode(run.store.get(_COMPARED, name) or ""))
    except ValueError:
        return None
    numbers = iter(plan.stamps)
    stamps = dict(zip(plan.paths, zip(numbers, numbers, numbers, numbers, strict=False), strict=False))
    last = Inputs(settings=inputs.settings, stamps=stamps, problems=plan.problems)
    is_of_previous = (last.fingerprint, plan.days) == (previous.inputs, previous.days)
    return (plan, last) if is_of_previous and output.is_whole() else None


def edited_files(run: Run, inputs: Inputs, last: Inputs) -> Scan | None:
    """The files that are not as they were in the last build; None if any came or went."""
    if inputs.problems != last.problems or inputs.stamps.keys() != last.stamps.keys():
        return None
    stamps = {path: stamp for path, stamp in inputs.stamps.items() if stamp != last.stamps[path]}
    return replace(run.scan, stamps=stamps, whole=False)


def are_of_last(files: Mapping[str, Entry[ReadFile]], last: Inputs) -> bool:
    """Whether files were read as they were in the last build: one into another folder may have read them later."""
    return all(entry.stamp == last.stamps[path] for path, entry in files.items())


def kept_files(run: Run, output: Output, previous: PreviousBuild, plan: KeptPlan, theme: Theme) -> PlannedFiles | None:
    """The files of a plan that show the texts of a scan; None if one of them is not kept as it was made."""
    paths = dict.fromkeys(path for text in run.scan.stamps for path in plan.shown.get(text, ()))
    name, files = output_name(output), list[File]()
    try:
        for path in paths:
            file = _FILE_CODEC.decode(run.store.get(_FILES, f"{name}/{path}") or "")
            files.append(replace(file, site=plan.site or _NO_SITE))
    except ValueError:
        return None
    site = PlannedFiles(
        theme=theme,
        template_parts=template_parts(run, theme),
        files=tuple(files),
        problems=previous.built.problems,
        compared=plan.compared,
    )
    keys = keys_of(site, files)
    made = {path: record.key for path in paths if (record := output.records.get(path))}
    return site if keys == made else None
