"""What templates see. A field that no template prints still causes renders, so views are minimal.

Every template gets `site`, `page` and `view`. A `path` in a view is relative to the site's root and already in
the chosen style of links (`2025/w12/` or `2025/w12/index.html`); a template writes `{{ page.root }}{{ path }}`.
Text is plain text, escaped by the template; a field named `html` (or ending in `_html`) is sanitised HTML,
marked safe for the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.model.article import Value
from digest.model.rendering import Heading
from digest.plan.findings import FoundView


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name that leads somewhere inside the site."""

    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page shows of the site.

    Attributes:
        language: BCP 47 tag of the site's own words.
        menu: the entries of the navigation.
        home: the path of the home page.
        feed: the path of the feed of digests.
        stylesheets: paths.
        icon: the path of the theme's icon, or empty.
        generator: name and version of this program.
    """

    title: str
    description: str
    author: str
    language: str
    menu: tuple[Link, ...]
    home: str
    feed: str
    stylesheets: tuple[str, ...]
    icon: str
    generator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What the head of one page says.

    Attributes:
        kind: `home`, `week`, `article`, … (also the template's name).
        title: without the site's name.
        description: plain text for search engines and link previews, may be empty.
        root: the way from this page to the site's root: `./`, `../../`, or for 404 the base path.
        path: this page's own path, to mark the current entry of the menu.
        canonical: absolute address, or None without a base_url.
        language: BCP 47 tag of the page's main text.
        feed: a Link to this page's own feed (a topic's), or None.
        og_type: `website` or `article`.
        json_ld: a JSON-LD document, safe inside a script element, marked safe.
    """

    kind: str
    title: str
    description: str
    root: str
    path: str
    canonical: str | None
    language: str
    feed: Link | None = None
    og_type: str = "website"
    json_ld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as other pages show it (its card).

    Attributes:
        date: None in the undated group.
        date_inferred: whether the date waits for confirmation.
        source: the publisher and its page, or None.
        minutes: reading time, at least 1.
        notes: how many margin notes people and the converter wrote.
        topics: all of its topics, the section's own first.
        also: who else tells the story: publishers, or titles where none is named, and the pages of their articles.
        extra: the front-matter keys that only the theme knows.
    """

    title: str
    path: str
    date: date | None
    date_inferred: bool
    source: Link | None
    authors: tuple[str, ...]
    language: str
    summary: str
    key_points: tuple[str, ...]
    minutes: int
    notes: int
    topics: tuple[Link, ...]
    draft: bool
    also: tuple[Link, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A topic within a week. `topic.path` is the topic's page.

    Attributes:
        more: how many articles the section has beside the entries shown.
    """

    topic: Link
    anchor: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLink:
    """A week as other pages show it.

    Attributes:
        label: `2025-W12`.
        title: the editor's title of that week, or `Week 12, 2025`.
        monday, sunday: its first and last day.
        count: how many articles.
        topics: the names of its sections in order.
        path: its page.
    """

    label: str
    title: str
    monday: date
    sunday: date
    count: int
    topics: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """The digest of one week."""

    week: WeekLink
    intro_html: str
    sections: tuple[SectionView, ...]
    older: WeekLink | None
    newer: WeekLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The latest digest, the first articles of each topic, and the way to the others.

    Attributes:
        latest: None while there is no dated article.
        earlier: the weeks before it, newest first, capped.
        archive: the path of the archive.
        undated: the page of undated articles, or None where there are none.
    """

    latest: WeekView | None
    earlier: tuple[WeekLink, ...]
    archive: str
    undated: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """One article.

    Attributes:
        html: the body by its rights: whole, or for `excerpt` the highlighted passages, or empty.
        key_points: (text, anchor of its highlight in the body or empty).
        headings: the table of contents, empty where the text has fewer than three headings.
        date_basis: how the date was found, shown where it was inferred.
        source_url: http(s) address of the original, or empty.
        source_host: its host name, or empty.
        week: the digest it stands in; None when undated, or when that week has none.
        lead: the article that lists show in the place of this one, where it is a duplicate.
        older, newer: its neighbours in reading order.
        found: quotations, dates and names.
        backlinks: the articles and free pages that link to it.
    """

    entry: Entry
    rights: str
    html: str
    key_points: tuple[tuple[str, str], ...]
    headings: tuple[Heading, ...]
    date_basis: str
    source_url: str
    source_host: str
    week: Link | None
    older: Link | None
    newer: Link | None
    lead: Link | None = None
    found: FoundView = FoundView()
    backlinks: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Articles under one heading: a topic, a source, the undated group.

    Attributes:
        name: the heading.
        description: a sentence, may be empty.
        intro_html: the editor's own introduction, may be empty.
        groups: (heading, its link or empty, entries): by week, newest first.
        count: how many articles: all of them on the list's first page, those that it shows on each further one.
        older, newer: the pages before and after this one, where the list goes on over several.
    """

    name: str
    description: str
    intro_html: str
    groups: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    count: int
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A topic or source in an index."""

    name: str
    path: str
    description: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """All topics, or all sources."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """Every week, newest first, by ISO year.

    Attributes:
        older, newer: the pages before and after this one, where the archive goes on over several.
    """

    years: tuple[tuple[int, tuple[WeekLink, ...]], ...]
    undated: Link | None
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePageView:
    """A page of `content/pages/`.

    Attributes:
        siblings: the pages of its folder in order (a guide's chapters), empty where it stands alone; the page
            itself is among them.
        older, newer: the chapter before and after it.
    """

    html: str
    headings: tuple[Heading, ...]
    siblings: tuple[Link, ...]
    older: Link | None
    newer: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for addresses that lead nowhere."""

    archive: str
