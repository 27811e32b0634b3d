"""What templates see of the site and of articles, weeks and lists; what a kind of page alone shows stands with it.

Every template gets `site`, `page` and `view`. A `path` in a view is relative to the site's root and already in
the chosen style of links (`2025/w12/` or `2025/w12/index.html`); a template writes `{{ page.root }}{{ path }}`.
Text is plain text, escaped by the template; a field named `html` (or ending in `_html`) is sanitised HTML,
marked safe for the template.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from digest.dataclass import dataclass
from digest.model.article import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A name that leads somewhere inside the site."""

    label: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLink:
    """A name that leads out of the site.

    Attributes:
        address: http or https.
    """

    label: str
    address: str


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
        feed: a Link to this page's own feed, named after what it is of (a topic), or None.
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
class HighlightView:
    """A passage that somebody marked, or a note at a point.

    Attributes:
        quote: the passage, empty for a note at a point.
        path: the article's page, with the passage as its fragment.
        source_url: the passage in the page that it was published on, or empty.
        comment_html: what the note says and the replies to it, may be empty.
        by: who wrote it, or empty.
        tags: the pages of its tags.
        day: when, or None.
    """

    quote: str
    path: str
    source_url: str
    comment_html: str
    by: str
    tags: tuple[Link, ...]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as other pages show it.

    Attributes:
        source_url: http(s) address of the original, or empty.
        source_host: its host name, or empty.
        comment_html: the editor's words on it, sanitised, or empty.
        highlight: of an entry of a digest the passage that the editor said most about, or None.
        brief: of an entry of a digest whether it is one line.
        machine: the properties that digest wrote by itself and nobody has adopted.
        date: None in the undated group.
        date_inferred: whether the date waits for confirmation.
        source: the publisher and its page, or None.
        minutes: reading time; 0 where the text is not published whole.
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
    source_url: str = ""
    source_host: str = ""
    comment_html: str = ""
    highlight: HighlightView | None = None
    brief: bool = False
    machine: tuple[str, ...] = ()
    also: tuple[Link, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)


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

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the line of week {self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A topic or source in an index.

    Attributes:
        outside: of a publisher its site, named by its host, None where that is not known.
    """

    name: str
    path: str
    description: str
    count: int
    outside: OutsideLink | None = None

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the line of {self.name}"
