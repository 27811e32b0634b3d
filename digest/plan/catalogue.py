"""The whole content, in the orders and groups that pages show, with the options that shape it.

Pages never hold the catalogue: the planner of each kind takes from it the few values that its pages are made from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import PurePosixPath

from digest.articles.library import Library
from digest.config import Config
from digest.dataclass import dataclass
from digest.model.card import Card, Mention, Record
from digest.model.digest import Digest
from digest.model.picture import Picture
from digest.model.topic import Topic
from digest.model.week import Week
from digest.model.words import Words
from digest.plan import grouping
from digest.plan.issue_order import IssueArticle, in_issue
from digest.plan.kinds import kinds
from digest.plan.linking.backlinks import LinksByName, backlinks, links_by_name
from digest.plan.linking.references import is_media, links_of, media_route
from digest.plan.menu import menu
from digest.plan.pages import Site
from digest.plan.relations.compared_articles import Comparison, compare
from digest.plan.relations.dated_events import DatedEvent, dated_events
from digest.plan.relations.story_leads import Stories, stories
from digest.plan.routes import Addresses, Route, article_route, permalink
from digest.plan.texts import HighlightedArticle, Links, TextReference
from digest.plan.views import Link, WeekLink


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The whole content with the options that shape it.

    Attributes:
        files: everything in `content/` that is not a text; images among them that texts show are published.
        stylesheets: paths of the theme's style sheets, relative to the site's root.
        icon: path of the theme's icon, or empty.
        generator: name and version of this program.
        words: of the interface, in the site's language.
        pictures: the images and attachments of texts, by their file.
    """

    config: Config
    addresses: Addresses
    library: Library
    stylesheets: tuple[str, ...]
    icon: str
    generator: str
    words: Words
    files: Sequence[PurePosixPath] = ()
    pictures: Mapping[PurePosixPath, Picture] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """What all pages show, and are shaped by."""
        config = self.config
        return Site(
            title=config.title,
            description=config.description,
            author=config.author,
            language=config.language,
            topics=self.topics,
            addresses=self.addresses,
            menu=menu(self),
            stylesheets=self.stylesheets,
            icon=self.icon,
            generator=self.generator,
            own_letters=self.config.own_letters,
            words=self.words,
        )

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """All articles in reading order, the undated first, duplicates among them."""
        return tuple(map(self._with_others, self._ordered)) if self.stories.duplicates else self._ordered

    @cached_property
    def _ordered(self) -> tuple[Record, ...]:
        return tuple(sorted(self.library.articles, key=lambda record: grouping.reading_key(record.card)))

    def _with_others(self, record: Record) -> Record:
        """A record whose card names the articles that tell the same story, where it leads them."""
        others = self.stories.others(record)
        if not others:
            return record
        cards = [other.card for other in others]
        also = tuple([Mention(name=card.source or card.title, week=card.week, slug=card.slug) for card in cards])
        return replace(record, card=replace(record.card, also=also))

    @cached_property
    def stories(self) -> Stories:
        """Which articles are duplicates, and of which."""
        return stories(self._ordered)

    @cached_property
    def leading(self) -> tuple[Record, ...]:
        """The articles that lists show, in reading order: of each story the one that leads."""
        if not self.stories.duplicates:
            return self.records
        return tuple([record for record in self.records if record not in self.stories])

    @cached_property
    def articles(self) -> tuple[Card, ...]:
        """The cards of these."""
        return tuple([record.card for record in self.leading])

    @cached_property
    def undated(self) -> tuple[Card, ...]:
        """Articles without a week, by title."""
        return tuple([card for card in self.articles if not card.week])

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """Oldest first."""
        return grouping.digests(self.articles, self.known_topics, self.unsorted)

    @cached_property
    def reading_order(self) -> tuple[Card, ...]:
        """Dated articles as the digests show them: by week, section, date, title."""
        return tuple([card for digest in self.digests for section in digest.sections for card in section.articles])

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Card, ...]]:
        """Articles by topic's slug, in reading order."""
        return grouping.by_topic(self.articles, self.known_topics, self.unsorted)

    @cached_property
    def by_source(self) -> Mapping[str, tuple[Card, ...]]:
        """Articles by publisher's slug, in reading order; duplicates too, since each publisher told the story."""
        return grouping.by_source([record.card for record in self.records], own=self.config.own_letters)

    @cached_property
    def highlighted(self) -> tuple[Record, ...]:
        """Articles that people marked or noted something in, in reading order."""
        return tuple([record for record in self.leading if record.highlights])

    @cached_property
    def highlighted_by_topic(self) -> Mapping[str, tuple[Record, ...]]:
        """These by topic's slug."""
        known, unsorted, topics_of = self.known_topics, self.unsorted, grouping.topics_of
        return grouping.group(
            self.highlighted, lambda record: [topic.slug for topic in topics_of(record.card, known, unsorted)]
        )

    @cached_property
    def highlighted_by_tag(self) -> Mapping[str, tuple[tuple[Record, int], ...]]:
        """These by the slug of each tag of their highlights, with the number of highlights that have it."""
        groups: dict[str, list[tuple[Record, int]]] = {}
        for record in self.highlighted:
            slugs = [grouping.tag_slug(tag, own=self.config.own_letters) for tag in record.tags]
            for slug in dict.fromkeys(slugs):
                groups.setdefault(slug, []).append((record, slugs.count(slug)))
        return {slug: tuple(found) for slug, found in groups.items()}

    @cached_property
    def events(self) -> tuple[DatedEvent, ...]:
        """The dated events of articles that the timeline gathers, by date."""
        return dated_events(self.leading, self.config.timeline)

    @cached_property
    def comparison(self) -> Comparison:
        """Which articles digest finds to be alike."""
        return compare(self.records, self.stories, self.config)

    @cached_property
    def known_topics(self) -> Mapping[str, Topic]:
        """The taxonomy by slug, in its order, without keywords, which no page shows."""
        return {topic.slug: replace(topic, keywords=()) for topic in self.config.topics}

    @cached_property
    def unsorted(self) -> Topic:
        """The group of articles without a topic of the taxonomy."""
        return grouping.unsorted_topic(self.words)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy, and the unsorted group where it is needed."""
        needed = any(self.known_topics.keys().isdisjoint(record.card.topics) for record in self.library.articles)
        return (*self.known_topics.values(), *([self.unsorted] if needed else []))

    @cached_property
    def introductions(self) -> Mapping[Week, Record]:
        """The editor's words on a week."""
        return dict(self.library.weeks)

    @cached_property
    def week_titles(self) -> Mapping[str, str]:
        """By label, of each digest: the editor's title, or the week's number and year."""
        return {str(digest.week): self._week_title(digest.week) for digest in self.digests}

    @cached_property
    def week_links(self) -> Mapping[Week, WeekLink]:
        """Each digest as other pages show it."""
        return {digest.week: self._week_link(digest) for digest in self.digests}

    @cached_property
    def weeks(self) -> Mapping[str, Link]:
        """A link to each digest, by the label of its week."""
        return {week.label: Link(label=week.title, path=week.path) for week in self.week_links.values()}

    def _week_link(self, digest: Digest) -> WeekLink:
        week = digest.week
        return WeekLink(
            label=str(week),
            title=self.week_titles[str(week)],
            monday=week.monday,
            sunday=week.sunday,
            count=sum(len(section.articles) for section in digest.sections),
            topics=tuple(section.topic.name for section in digest.sections),
            path=self.addresses.path(Route("week", str(week))),
        )

    def _week_title(self, week: Week) -> str:
        introduction = self.introductions.get(week)
        title = introduction.card.title if introduction else str(week)
        return title if title != str(week) else self.words.week(week.year, week.number)

    @cached_property
    def records_by_file(self) -> Mapping[str, Record]:
        """Every article and free page by its file."""
        return {record.file: record for record in (*self.records, *self.library.pages)}

    def text(self, record: Record) -> TextReference:
        """A text, for a page to show."""
        return TextReference(file=record.file, text=record.text, links=self._links(record))

    @cached_property
    def highlights(self) -> Mapping[str, HighlightedArticle]:
        """Every article that lists show with its highlights, for the pages of several lists to show."""
        return {
            record.file: HighlightedArticle(card=record.card, marks=record.marks, links=self._links(record))
            for record in self.leading
        }

    @cached_property
    def issue_articles(self) -> Mapping[str, IssueArticle]:
        """The articles of all digests as these show them."""
        weeks = [[card.file for section in digest.sections for card in section.articles] for digest in self.digests]
        issues = [in_issue([self.highlights[file] for file in week]) for week in weeks]
        return {item.article.card.file: item for issue in issues for item in issue}

    def _links(self, record: Record) -> Links | None:
        return links_of(record, self.permalinks, self.pictures, self.anchors) if record.references else None

    @cached_property
    def anchors(self) -> Mapping[str, str | None]:
        """The ids of each text's elements, with spaces between, by its file."""
        return {record.file: record.anchors for record in self.library.texts}

    def backlinks(self, record: Record) -> tuple[Record, ...]:
        """The articles, then the free pages, whose bodies link to an article, each in their order."""
        return backlinks(record, self._links_by_name) if self._links_by_name else ()

    @cached_property
    def _links_by_name(self) -> LinksByName:
        return links_by_name((*self.leading, *self.library.pages))

    @cached_property
    def permalinks(self) -> Mapping[str, str]:
        """Where every file that is published stands; an image under the name of its copy."""
        images = {str(path): permalink(media_route(path)) for path in self.media}
        images |= {str(path): picture.path for path, picture in self.pictures.items()}
        return {file: permalink(route) for kind in kinds() for file, route in kind.files(self)} | images

    @cached_property
    def media(self) -> tuple[PurePosixPath, ...]:
        """The images and attachments of `content/`."""
        return tuple(path for path in self.files if is_media(path))

    @cached_property
    def routes(self) -> Mapping[str, Route]:
        """Where each article stands, by its file."""
        return {record.file: article_route(record.card) for record in self.library.articles}

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """A link to each article and free page, by its title; by file."""
        cards, styled = [record.card for record in self.library.articles], self.addresses.styled
        articles = {
            card.file: Link(label=card.title, path=styled(permalink(route)))
            for card, route in zip(cards, self.routes.values(), strict=True)
        }
        return articles | {page.file: self.page_link(page.card) for page in self.library.pages}

    @cached_property
    def undated_link(self) -> Link | None:
        """The group of undated articles, where there are any."""
        label = self.words.text("undated")
        return Link(label=label, path=self.addresses.path(Route("undated"))) if self.undated else None

    def page_link(self, card: Card) -> Link:
        """A link to a free page, by its title."""
        return Link(label=card.title, path=self.addresses.path(Route("page", card.slug)))
