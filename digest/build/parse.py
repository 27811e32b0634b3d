"""A file of `content/` -> what the plan needs of it, and its text. Runs in workers, one file at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from digest.annotations import Origin, excerpt, whole_origin
from digest.articles.article_links import link_in, name_in
from digest.articles.draft_spellings import publication
from digest.articles.front_matter import line_of
from digest.articles.kinds import is_article
from digest.articles.library import read_published
from digest.cache.text_rows import text_rows
from digest.classify.direction import direction_of, undetermined_language
from digest.classify.key_terms import terms_of
from digest.classify.topic_scores import choose_topics
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.markdown.plain import plain_text
from digest.markdown.rules.private import without_private
from digest.model.article import Article, FrontMatter, Rights, rights_of, week_of
from digest.model.card import Card, PlacedEvent, Record
from digest.model.findings import Findings
from digest.model.rendering import Flaw, Highlight, Reference, Rendering, Text
from digest.model.words import Words
from digest.plan.routes import article_address, permalink
from digest.render import render

_ID = re.compile(r' id="([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file, read and rendered.

    Attributes:
        record: for the plan.
        text: for its own page, and for pages that show it whole.
        highlights: for the pages that gather highlights.
        rows: what the store holds of both: the kind of each, its fingerprint, and what is stored.
        problems: of reading and rendering it.
    """

    record: Record
    text: Text
    highlights: tuple[Highlight, ...]
    rows: tuple[tuple[str, str, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The Markdown of a body as it is published, and how it is rendered.

    Attributes:
        is_article: whether it is an article's.
        rights: what of it may be seen.
        body: the part of it that they let be seen.
        whole: whether that is all of it.
        language: its tag, if it has one of its own.
    """

    is_article: bool
    rights: Rights
    body: str
    whole: bool
    language: str | None

    @property
    def hides(self) -> bool:
        """Whether of an article only what names it is published."""
        return self.is_article and self.rights == "link"


def parse(config: Config, words: Words, path: PurePosixPath, body: bytes) -> Parsed:
    """Read and render one file.

    Args:
        config: the project's options.
        words: of the interface.
        path: the file, relative to the project.
        body: its bytes.
    """
    article, problems = read_published(path, body, topics=config.topic_slugs, slugs=config.slugs)
    front_matter, source = article.front_matter, _source(article, config)
    findings = Findings() if source.hides else front_matter.findings
    keys = front_matter.key_points if source.whole and "key_points" in findings.machine else ()
    rendering = _render(article, source, config, words, keys)
    highlights = tuple(_with_found(rendering.highlights, front_matter))
    text = _text(front_matter, rendering, findings)
    rows = tuple(text_rows(text, highlights))
    comment = _comment(front_matter.comment, words) if front_matter.comment else None
    due, said_by = publication(front_matter)
    lines = _lines(body, front_matter, said_by)
    record = Record(
        card=_card(article, source, rendering, comment, config),
        text=rows[0][1],
        highlights=len(rendering.highlights),
        tags=tuple(tag for highlight in rendering.highlights for tag in dict.fromkeys(highlight.tags)),
        marks=rows[1][1] if highlights else "",
        references=(*rendering.references, *_references(article, comment, front_matter, lines)),
        aliases=_aliases(article, config) if source.is_article else front_matter.aliases,
        aliases_line=lines["aliases"],
        duplicate_of=front_matter.duplicate_of or "",
        duplicate_line=lines["duplicate_of"],
        body_line=article.body_line,
        anchors=" ".join(dict.fromkeys(_ID.findall(rendering.html))),
        due=due,
        due_line=lines["due"],
        identity=front_matter.id or "",
        seed=front_matter.seed or "",
        terms=terms_of(front_matter, without_private(article.body)) if source.is_article else "",
        story=front_matter.story and name_in(front_matter.story),
        related=None if front_matter.related is None else len(front_matter.related),
        events=_events(text),
    )
    return Parsed(
        record=record,
        text=text,
        highlights=highlights,
        rows=rows,
        problems=(
            *problems,
            *_problems(article.path, comment.flaws if comment else (), lines["comment"]),
            *_problems(article.path, rendering.flaws, article.body_line),
        ),
    )


def _card(article: Article, source: _Source, rendering: Rendering, comment: Rendering | None, config: Config) -> Card:
    """What other pages may show: of an article of which only what names it is published, no more than that."""
    front_matter = article.front_matter
    return Card(
        file=str(article.path),
        slug=article.slug,
        title=front_matter.title,
        week=str(week_of(front_matter, config.weeks) or "") if source.is_article else "",
        date=front_matter.date,
        date_inferred=front_matter.date_inferred,
        changed=max(filter(None, [front_matter.updated, front_matter.added]), default=None),
        source=front_matter.source,
        source_url=front_matter.source_url or "",
        authors=front_matter.authors,
        language=source.language,
        topics=(_topics(article, config) if source.is_article else front_matter.topics) or (),
        comment_html=comment.html if comment else "",
        lead=front_matter.lead,
        weight=front_matter.weight,
        summary="" if source.hides else front_matter.summary or "",
        key_points=() if source.hides else front_matter.key_points,
        machine=front_matter.findings.machine,
        rights=source.rights,
        draft=front_matter.draft,
        minutes=rendering.minutes if not source.is_article or source.rights == "full" else 0,
        notes=sum(annotation.comment is not None for annotation in rendering.annotations),
        extra=front_matter.extra,
    )


def _aliases(article: Article, config: Config) -> tuple[str, ...]:
    """The further addresses of an article: those that it names, and the one that it had in another week."""
    front_matter = article.front_matter
    if front_matter.week is None:
        return front_matter.aliases
    week = week_of(replace(front_matter, week=None), config.weeks)
    there = permalink(article_address(str(week or ""), article.slug))
    return front_matter.aliases if week == front_matter.week else tuple(dict.fromkeys([*front_matter.aliases, there]))


def _with_found(highlights: Iterable[Highlight], front_matter: FrontMatter) -> Iterator[Highlight]:
    """Highlights, which say whether digest chose words of theirs by itself."""
    findings = front_matter.findings
    chosen = {
        "summary": (front_matter.summary or "",),
        "key_points": front_matter.key_points,
        "quotations": tuple(quotation.text for quotation in findings.quotations),
        "timeline": tuple(event.text for event in findings.timeline),
    }
    texts = {" ".join(text.split()) for name in findings.machine for text in chosen.get(name, ())} - {""}
    for highlight in highlights:
        found = any(text in highlight.quote for text in texts)
        yield replace(highlight, found=True) if found else highlight


def _text(front_matter: FrontMatter, rendering: Rendering, findings: Findings) -> Text:
    passages = zip(rendering.annotations, rendering.anchors, strict=True)
    return Text(
        html=rendering.html,
        feed=rendering.feed,
        headings=rendering.headings,
        passages=tuple((annotation.quote.exact, anchor) for annotation, anchor in passages),
        findings=findings,
        date_basis=front_matter.date_basis or "",
        source_url=front_matter.source_url or "",
    )


def _lines(body: bytes, front_matter: FrontMatter, said_by: str) -> Mapping[str, int]:
    """The lines of the properties that problems of a plan name; 0 of those that are not there.

    Args:
        body: of the file.
        front_matter: its properties.
        said_by: the property that says when it is published, whose line is called `due`.
    """
    names = ("comment", "aliases", "duplicate_of", "related")
    there = {name: name for name in names if getattr(front_matter, name)} | ({"due": said_by} if said_by else {})
    text = body.decode("utf-8", "replace") if there else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return dict.fromkeys((*names, "due"), 0) | {name: line_of(text, key) for name, key in there.items()}


def _events(text: Text) -> tuple[PlacedEvent, ...]:
    """The timeline of a text, each event with its passage in the body where that is marked."""
    anchors = dict(text.passages) if text.findings.timeline else {}
    return tuple([PlacedEvent(event=event, anchor=anchors.get(event.text, "")) for event in text.findings.timeline])


def _references(
    article: Article, comment: Rendering | None, front_matter: FrontMatter, lines: Mapping[str, int]
) -> Iterator[Reference]:
    """The references of a comment, then of `related`: on the lines of the body on which these properties would be."""
    for reference in comment.references if comment else ():
        yield replace(reference, line=lines["comment"] - article.body_line + 1, column=0)
    for related in front_matter.related or ():
        yield link_in(related, lines["related"] - article.body_line + 1)


def _problems(path: PurePosixPath, flaws: Iterable[Flaw], first_line: int) -> Iterator[Problem]:
    """What of a text cannot be rendered as it is meant, where it stands in the file."""
    for flaw in flaws:
        place = Location(path=path, line=first_line + flaw.line - 1)
        yield Problem(message=flaw.message, location=place, hint=flaw.hint, severity="warning", code=flaw.code)


def _source(article: Article, config: Config) -> _Source:
    """What of the body is published."""
    front_matter, body, told = article.front_matter, article.body, is_article(article.path)
    rights = rights_of(front_matter, config.rights)
    if told and rights != "full":
        body = excerpt(body) if rights == "excerpt" else ""
    return _Source(
        is_article=told, rights=rights, body=body, whole=body is article.body, language=_language(article, config)
    )


def _language(article: Article, config: Config) -> str | None:
    """The language that a text names; else, of one that runs the other way than the site's, the tag of its script."""
    front_matter = article.front_matter
    if front_matter.language:
        return front_matter.language
    return undetermined_language(f"{front_matter.title}\n{article.body}", direction_of(config.language))


def _render(article: Article, source: _Source, config: Config, words: Words, key_points: Sequence[str]) -> Rendering:
    """The body as HTML, with links at the highlights of an article to where it was published."""
    front_matter = article.front_matter
    url = front_matter.source_url or ""
    origin = Origin(url=url) if source.whole or not url else whole_origin(url, article.body)
    return render(
        source.body,
        words,
        confirmed=not front_matter.date_inferred,
        math=front_matter.extra.get("math") is True,
        language=source.language or config.language,
        origin=origin if source.is_article else None,
        key_points=key_points,
    )


def _comment(comment: str, words: Words) -> Rendering:
    """The editor's words on an article, which stand by themselves and so in their own direction."""
    return render(comment, words, language=undetermined_language(comment, "ltr") or "")


def _topics(article: Article, config: Config) -> tuple[str, ...] | None:
    """Topics by score where the front matter of an article names none."""
    if article.front_matter.topics is not None:
        return article.front_matter.topics
    return choose_topics(article.front_matter.title, plain_text(article.body), config.topics)
