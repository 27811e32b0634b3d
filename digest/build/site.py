"""Cards -> every file that the site will have."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest import __version__
from digest.articles.kinds import MARKDOWN
from digest.articles.library import build_library
from digest.build.memory import Contents, StoredTexts
from digest.build.pictures import Pictures, find_pictures
from digest.build.run import Run
from digest.cache.program_fingerprint import program_fingerprint
from digest.errors import Problem, ProblemsError, sort_problems
from digest.model.card import Card
from digest.model.fingerprint import key_of
from digest.model.page import Artifact, Document, Page, Parts
from digest.plan.context import Context
from digest.plan.duplicates import misnamed
from digest.plan.references import is_media
from digest.plan.routes import Addresses
from digest.plan.site import plan, plan_texts
from digest.plan.wikilinks import linked
from digest.theme.find import make_theme
from digest.theme.theme import Theme

BYTECODE: Final = Path(".digest/bytecode")
"""Where compiled templates are kept, within the project."""

_THEMES: Final = "theme"
"""The kind of what is stored by the fingerprint of a theme's files: what each template includes."""

File: TypeAlias = "Artifact | Document | Page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that is planned.

    Attributes:
        theme: what renders it.
        template_parts: what decides the look of a page, by its template.
        files: those first that others link to; where only texts changed, those alone that show them.
        kept: where only texts changed, the keys of all other files.
        articles: how many the site has.
        problems: what is to be mended in `content/`.
    """

    theme: Theme
    template_parts: Mapping[str, Parts]
    files: tuple[File, ...]
    kept: Mapping[str, str]
    articles: int
    problems: tuple[Problem, ...]


def plan_site(run: Run, contents: Contents) -> Site:
    """Plan the site.

    Raises:
        ProblemsError: two files claim one address, or a file of the theme or an image cannot be used.
    """
    theme = make_theme(run.theme, run.project / BYTECODE if run.options.cache else None)
    cards = _cards(run, contents)
    pictures = find_pictures(run, cards)
    if pictures.problems:
        raise ProblemsError(pictures.problems)
    context, misplaced = _context(run, cards, theme, pictures)
    planned = plan(context, _others(run))
    if planned.collisions:
        raise ProblemsError(planned.collisions)
    duplicated = misnamed(contents.cards.values())
    return Site(
        theme=theme,
        template_parts=_template_parts(run, theme),
        files=(*theme.assets, *pictures.files, *planned.documents, *planned.pages),
        kept={},
        articles=len(context.library.articles),
        problems=sort_problems(
            [*run.found.problems, *contents.problems, *misplaced, *planned.problems, *duplicated, *theme.warnings]
        ),
    )


def plan_changed_texts(run: Run, contents: Contents, only: frozenset[PurePosixPath]) -> Site:
    """Plan what shows one of these texts, where the site stands and nothing but them changed.

    Raises:
        ProblemsError: a file of the theme cannot be used.
    """
    theme = make_theme(run.theme, run.project / BYTECODE)
    cards = _cards(run, contents)
    context, _ = _context(run, cards, theme, find_pictures(run, cards))
    files = plan_texts(context, _others(run), only)
    planned = {file.path for file in files}
    return Site(
        theme=theme,
        template_parts=_template_parts(run, theme),
        files=files,
        kept={path: record.key for path, record in run.output.records.items() if path not in planned},
        articles=run.last.built.articles,
        problems=run.last.built.problems,
    )


def _cards(run: Run, contents: Contents) -> tuple[Card, ...]:
    """The cards of what is published, each with the files that its wikilinks mean."""
    cards = [card for card in contents.cards.values() if run.options.drafts or not card.front_matter.draft]
    return linked(cards, (path for path in _others(run) if is_media(path)))


def _context(run: Run, cards: Sequence[Card], theme: Theme, pictures: Pictures) -> tuple[Context, tuple[Problem, ...]]:
    """What pages are made with, and the files that have no place."""
    config, options = run.config, run.options
    library, misplaced = build_library(cards, config.topic_slugs)
    base_url = config.base_url if options.base_url is None else options.base_url
    pretty = config.links == "pretty" or (config.links == "auto" and options.base_url is not None)
    context = Context(
        config=replace(config, base_url=base_url),
        addresses=Addresses(base_url=base_url, pretty=pretty),
        library=library,
        texts=StoredTexts(run.project, config, run.store),
        stylesheets=theme.stylesheets,
        icon=theme.icon,
        generator=f"digest {__version__}",
        pictures=pictures.by_source,
    )
    return context, misplaced


def _others(run: Run) -> list[PurePosixPath]:
    """The files of `content/` that are no texts."""
    return [PurePosixPath(path) for path in run.found.stamps if not path.lower().endswith(MARKDOWN)]


def _template_parts(run: Run, theme: Theme) -> Mapping[str, Parts]:
    """The parts of every template, remembered while no file of the theme changes: to find them takes parsing all."""
    store, name = run.store, key_of((program_fingerprint(), run.theme.fingerprint))
    stored = store.get(_THEMES, name)
    if stored is not None:
        return {template: tuple((part, text) for part, text in parts) for template, parts in json.loads(stored).items()}
    found = {template.name: theme.parts(template.name) for template in theme.templates}
    store.drop(_THEMES, [old for old, _ in store.all(_THEMES)])
    store.put(_THEMES, {name: json.dumps(found, ensure_ascii=False)})
    return found
