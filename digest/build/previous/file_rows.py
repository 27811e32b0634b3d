"""What the cache keeps of each file of the previous build: what it was made from, as it was planned.

Names of texts stand in the place of articles' entries, which the cache holds anyway, each with the fingerprint that the
entry had: a file that is read again has the key of the file that was kept, and the same inputs by name. Files are kept
while they are made, whether or not they will be put in place: by their keys it is seen which were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, is_dataclass, replace
from functools import cache
from importlib import import_module
from typing import Any, Final, TypeAlias

from digest.build.planned_files import File, PlannedFiles
from digest.build.previous.previous_build import output_name
from digest.build.run import Run
from digest.cache.codec import Codec, Own
from digest.cache.columns import Column
from digest.cache.json_forms import Form
from digest.cache.store import Store
from digest.dataclass import dataclass
from digest.model.card import Card, Mention
from digest.model.inputs import fingerprint_of, keep_fingerprint
from digest.model.page import Artifact
from digest.model.words import LanguageRules, Words
from digest.output.commit import Output
from digest.plan.feeds.atom import Feed, LastFeed
from digest.plan.kinds.search_page import SearchPage
from digest.plan.pages import PageInputs, Site
from digest.plan.routes import Addresses
from digest.plan.search.index_contents import IndexContents, IndexedArticle
from digest.plan.search.search_index import SearchIndex
from digest.theme.theme import Parts

KeptFile: TypeAlias = PageInputs | Feed
"""A file that shows something of texts; the other documents that do come with pages."""

FILES: Final = "file"
"""The name under which the store holds the files of plans, by output folder and path."""

_LOOKS: Final = "look"
"""The same of what decides how all of them look, by output folder."""

_MODULES: Final = ("digest.plan.", "digest.build.images.", "digest.build.pagefind.")
"""What the names of the modules begin with in which the classes of files stand."""

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
class Look:
    """What decides how all files of a site look.

    Attributes:
        site: what they show of it.
        templates: the parts of each template.
    """

    site: Site = _NO_SITE
    templates: Mapping[str, Parts] = field(default_factory=dict)


def _card_row(card: Card) -> list[Any]:
    return [card.file, fingerprint_of(card), *([mention.name, mention.week, mention.slug] for mention in card.also)]


def _named_card(row: list[Any]) -> Card:
    file, fingerprint, *also = row
    mentions = tuple([Mention(name=name, week=week, slug=slug) for name, week, slug in also])
    card = Card(file=file, slug="", title="", also=mentions)
    keep_fingerprint(card, fingerprint)
    return card


_CONTENTS: Final = Codec[IndexContents](IndexContents)
_IS_LIST: Final = "{0}.__class__ is list"


def _contents_row(contents: IndexContents) -> list[Any]:
    return [fingerprint_of(contents), _CONTENTS.to_json(replace(contents, articles=()))]


def _contents(row: list[Any]) -> IndexContents:
    fingerprint, value = row
    contents = _CONTENTS.from_json(value)
    keep_fingerprint(contents, fingerprint)
    return contents


_OWN: Final[Own] = (
    (LastFeed, Form(check="False", encoding="None", decoding="None")),
    (Site, Form(check="{0} is None", encoding="None", decoding="{1}()", decode=lambda: _NO_SITE)),
    (Card, Form(check=_IS_LIST, encoding="{1}({0})", decoding="{1}({0})", encode=_card_row, decode=_named_card)),
    (
        IndexContents,
        Form(check=_IS_LIST, encoding="{1}({0})", decoding="{1}({0})", encode=_contents_row, decode=_contents),
    ),
)
"""What stands for what the cache holds anyway."""

_ARTICLES: Final = Codec[tuple[IndexedArticle, ...]](tuple[IndexedArticle, ...])
_LOOK: Final = Codec[Look](Look)


@cache
def _codec(kind: Any) -> Codec[File]:
    return Codec(kind, _OWN)


def _encoded(file: File) -> str:
    kind: Any = type(file)
    return f"{kind.__module__} {kind.__name__}\n{_codec(kind).encode(file)}"


def _decoded(text: str) -> File:
    """A file, with names in the place of cards and of the site.

    Raises:
        ValueError: the text is not one.
    """
    head, _, body = text.partition("\n")
    module, _, name = head.partition(" ")
    kind = getattr(import_module(module), name, None) if module.startswith(_MODULES) else None
    if not (isinstance(kind, type) and is_dataclass(kind) and hasattr(kind, "path")):
        raise ValueError(f"not a kept file: {head!r}")
    return _codec(kind).decode(body)


def keep_files(run: Run, output: Output, files: Iterable[File]) -> None:
    """Keep files, but for those of which the name changes with what they hold."""
    name = output_name(output)
    kept = [file for file in files if not isinstance(file, Artifact | SearchIndex)]
    for file in kept:
        if isinstance(file, SearchPage):
            _articles(run.store, name).put(file.contents.articles)
    run.store.put(FILES, {f"{name}/{file.path}": _encoded(file) for file in kept})


def kept_file(store: Store, name: str, site: Site, path: str) -> File | None:
    """A file as it was kept, with the site that it shows and names in the place of cards; None if it is not known."""
    try:
        file = _decoded(store.get(FILES, f"{name}/{path}") or "")
        if isinstance(file, SearchPage):
            file = replace(file, contents=_with_articles(file.contents, _articles(store, name)))
    except (ValueError, ImportError):
        return None
    return replace(file, site=site) if isinstance(file, KeptFile) else file


def _articles(store: Store, name: str) -> Column[IndexedArticle]:
    """What the search holds of articles, which is most of it: all at once would be in memory several times."""
    return Column(store, f"{name}/articles", _ARTICLES)


def _with_articles(contents: IndexContents, articles: Iterable[IndexedArticle]) -> IndexContents:
    """Contents that were kept, with the articles that were kept beside them."""
    whole = replace(contents, articles=tuple(articles))
    keep_fingerprint(whole, fingerprint_of(contents))
    return whole


def keep_look(run: Run, output: Output, planned: PlannedFiles) -> None:
    """Keep what decides how the files of a site look that are in place now."""
    site = next((file.site for file in planned.files if isinstance(file, KeptFile)), _NO_SITE)
    run.store.put(_LOOKS, {output_name(output): _LOOK.encode(Look(site=site, templates=planned.template_parts))})


def kept_look(store: Store, name: str) -> Look:
    """What decided how the files of a site look, as far as it is known."""
    try:
        return _LOOK.decode(store.get(_LOOKS, name) or "")
    except ValueError:
        return Look()
