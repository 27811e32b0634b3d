"""Files of a site that are planned, as what they are made from, and what decides how they look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.program_fingerprint import program_fingerprint
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.fingerprint import key_of
from digest.model.inputs import key
from digest.model.page import Artifact
from digest.plan.feeds.document_inputs import Document
from digest.plan.pages import PageInputs
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.relations.ties import Ties
from digest.theme.make_theme import make_theme
from digest.theme.theme import Parts, Theme

if TYPE_CHECKING:  # slow to import, and most edits do without
    from digest.build.images.pictures import ImageCopy
    from digest.build.pagefind import IndexFile

_THEMES: Final = "theme"
"""The kind of what is stored by the fingerprint of a theme's files: what each template includes."""

_PARTS: Final = Codec[Mapping[str, Parts]](Mapping[str, Parts])

kept_theme: Final = lru_cache(maxsize=2)(make_theme)
"""As `make_theme`, for builds, which ask more than once, and for a server, which builds again and again."""

File: TypeAlias = "Artifact | ImageCopy | IndexFile | Document | PageInputs"
"""A file of the site, as what it is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFiles:
    """Files of a site that are planned: all of them, or some of the previous build.

    Attributes:
        theme: what renders them.
        template_parts: what decides the look of a page, by its template.
        files: those first that others link to.
        problems: what is to be mended in `content/`.
        ties: what ties articles to files that need not show them.
        compared: the articles among which digest looks for those that are alike.
    """

    theme: Theme
    template_parts: Mapping[str, Parts]
    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    ties: Ties = Ties()
    compared: ComparedArticles = ComparedArticles()

    @property
    def alone(self) -> PlannedFiles:
        """The files without what they were planned from, so that this need not stay in memory."""
        return PlannedFiles(**{item.name: getattr(self, item.name) for item in fields(PlannedFiles)})


def template_parts(run: Run, theme: Theme) -> Mapping[str, Parts]:
    """The parts of every template, from the cache while no file of the theme changes: to find them all are parsed."""
    store, name = run.store, key_of((program_fingerprint(), run.theme.fingerprint))
    with suppress(ValueError):  # nothing is stored that can be read
        return _PARTS.decode(store.get(_THEMES, name) or "")
    parts = {template.name: theme.parts(template.name) for template in theme.templates}
    store.drop(_THEMES, [old for old, _ in store.all(_THEMES)])
    store.put(_THEMES, {name: _PARTS.encode(parts)})
    return parts


def keys_of(parts: Mapping[str, Parts], files: Iterable[File]) -> dict[str, str]:
    """The keys of files of a site, by path: equal keys, equal bytes; `parts` are those of the templates."""
    own = program_fingerprint()
    keys, template = {}, cache(lambda name: key_of(chain.from_iterable(parts.get(name, ()))))
    for file in files:
        if isinstance(file, PageInputs):
            keys[file.path] = key(file, template(file.template), own)
        elif isinstance(file, Artifact):
            keys[file.path] = key(file)
        else:
            keys[file.path] = key(file, own)
    return keys
