"""Records -> every file that the site will have. Nothing is written here, and no output folder is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from digest import __version__
from digest.articles.kinds import MARKDOWN
from digest.articles.library import build_library
from digest.build.contents import Contents
from digest.build.images.pictures import Pictures, clean_assets, find_pictures
from digest.build.pagefind import with_index
from digest.build.planned_files import PlannedFiles, kept_theme, template_parts
from digest.build.publication_day import ALWAYS, Days, due_days, held_back
from digest.build.run import Run
from digest.dataclass import dataclass
from digest.errors import Problem, ProblemsError, sort_problems
from digest.model.card import Record
from digest.plan.catalogue import Catalogue
from digest.plan.feeds.entry_ids import EntryIds
from digest.plan.kinds import kinds
from digest.plan.linking.references import is_media
from digest.plan.linking.wikilink_targets import linked
from digest.plan.relations.story_leads import misnamed
from digest.plan.routes import Addresses
from digest.plan.search.search_place import has_search
from digest.plan.site import plan
from digest.theme.script_policy import blocked_search
from digest.theme.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan(PlannedFiles):
    """A site that is planned.

    Attributes:
        articles: how many it has.
        days: those on which the plan would be the same.
        ids: of feeds and their entries.
        whole: whether all was made that the options ask for; else the next build tries again.
    """

    articles: int
    days: Days = ALWAYS
    ids: EntryIds
    whole: bool = True


def prepare(run: Run) -> None:
    """Make ready what every plan needs, whatever the texts say: the theme, and the kinds of pages.

    Raises:
        ProblemsError: a file of the theme cannot be used.
    """
    template_parts(run, kept_theme(run.theme, run.bytecode))
    kinds()


def plan_files(run: Run, contents: Contents, theme: Theme, *, indexes: bool = True) -> SitePlan:
    """Plan the site.

    Args:
        run: this one.
        contents: of `content/`.
        theme: what renders it.
        indexes: whether an index that another program makes is made where none is kept.

    Raises:
        ProblemsError: two files claim one address.
    """
    others = [PurePosixPath(path) for path in run.scan.stamps if not path.lower().endswith(MARKDOWN)]
    selected, days, held = _selected(run, contents.records.values())
    records = linked(selected, (path for path in others if is_media(path)))
    pictures = find_pictures(run, records)
    catalogue, misplaced = _catalogue(run, records, others, theme, pictures)
    assets = clean_assets(theme.assets, metadata=run.config.images == "keep_metadata")
    planned = plan(catalogue, unusable=pictures.unusable, kept_ids=run.kept_ids)
    indexed = with_index(run, planned.pages, catalogue.records, theme.words, make=indexes)
    duplicated = misnamed(tuple(contents.records.values()))
    problems = sort_problems(
        [
            *run.scan.problems,
            *contents.problems,
            *held,
            *pictures.problems,
            *misplaced,
            *planned.problems,
            *duplicated,
            *theme.warnings,
            *(blocked_search(theme.templates) if has_search(run.config, catalogue.library) else ()),
            *([indexed.problem] if indexed.problem else []),
        ]
    )
    if planned.collisions:
        raise ProblemsError([*planned.collisions, *problems])
    return SitePlan(
        theme=theme,
        template_parts=template_parts(run, theme),
        files=(*assets, *pictures.files, *indexed.files, *planned.documents, *indexed.pages),
        articles=len(catalogue.library.articles),
        problems=problems,
        days=days,
        ids=planned.ids,
        ties=planned.ties,
        compared=planned.compared,
        whole=indexed.problem is None,
    )


def _selected(run: Run, records: Iterable[Record]) -> tuple[tuple[Record, ...], Days, tuple[Problem, ...]]:
    """The records of what is published, the days on which these are the same, and what is said of those held back."""
    selected = tuple(record for record in records if run.selection.drafts or not record.card.draft)
    if run.selection.future:
        return selected, ALWAYS, ()
    day = run.selection.day
    due = tuple(record for record in selected if record.due is None or record.due <= day)
    return due, due_days(selected, day), held_back(selected, day) if len(due) < len(selected) else ()


def _catalogue(
    run: Run, records: Sequence[Record], others: Sequence[PurePosixPath], theme: Theme, pictures: Pictures
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """What pages are planned from, and the files that have no place."""
    config = run.config
    library, misplaced = build_library(records, config.topic_slugs, config.slugs)
    base_url = config.base_url if run.selection.base_url is None else run.selection.base_url
    pretty = config.links == "pretty" or (config.links == "auto" and run.selection.base_url is not None)
    catalogue = Catalogue(
        config=replace(config, base_url=base_url),
        addresses=Addresses(base_url=base_url, pretty=pretty),
        library=library,
        stylesheets=theme.stylesheets,
        icon=theme.icon,
        generator=f"digest {__version__}",
        words=theme.words,
        files=tuple(path for path in others if path not in pictures.unusable),
        pictures=pictures.by_source,
    )
    return catalogue, misplaced
