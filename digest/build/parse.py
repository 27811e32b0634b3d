"""A file of `content/` -> what the plan needs of it, and its text. Runs in workers, one file at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from digest.annotations import Origin, excerpt, whole_origin
from digest.articles.article_links import link_in, name_in
from digest.articles.draft_spellings import publication_day, publication_line
from digest.articles.front_matter import line_of
from digest.articles.kinds import is_article
from digest.articles.library import read_published
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
from digest.model.inputs import key
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
        problems: of reading and rendering it.
    """

    record: Record
    text: Text
    highlights: tuple[Highlight, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The Markdown of a body as it is published, and how it is rendered.

    Attributes:
        body: the part of it that the article's rights let be seen.
        whole: whether that is all of it.
        confirmed: whether a person has confirmed the date.
        math: whether it holds formulas.
        language: its tag.
        words: of the interface.
    """

    body: str
    whole: bool
    confirmed: bool
    math: bool
    language: str
    words: Words


def parse(config: Config, words: Words, path: PurePosixPath, body: bytes) -> Parsed:
    """Read and render one file.

    Args:
        config: the project's options.
        words: of the interface.
        path: the file, relative to the project.
        body: its bytes.
    """
    article, problems = read_published(path, body, topics=config.topic_slugs, slugs=config.slugs)
    front_matter, source = article.front_matter, _source(article, config, words)
    findings = Findings() if _hides(article, config) else front_matter.findings
    keys = front_matter.key_points if source.whole and "key_points" in findings.machine else ()
    origin = _origin(article, source)
    rendering = _render(source, origin, keys)
    highlights = tuple(_with_found(rendering.highlights, front_matter))
    text = _text(front_matter, rendering, findings)
    comment = _comment(front_matter.comment, words) if front_matter.comment else None
    lines = _lines(body, front_matter)
    record = Record(
        card=_card(article, front_matter, rendering, comment, config),
        text=key(text),
        highlights=len(rendering.highlights),
        tags=tuple(tag for highlight in rendering.highlights for tag in dict.fromkeys(highlight.tags)),
        marks=key(highlights) if highlights else "",
        references=(*rendering.references, *_references(article, comment, front_matter, lines)),
        aliases=_aliases(article, config),
        aliases_line=lines["aliases"],
        duplicate_of=front_matter.duplicate_of or "",
        duplicate_line=lines["duplicate_of"],
        body_line=article.body_line,
        anchors=" ".join(dict.fromkeys(_ID.findall(rendering.html))),
        due=publication_day(front_matter),
        due_line=lines["due"],
        identity=front_matter.id or "",
        seed=front_matter.seed or "",
        terms=terms_of(front_matter, without_private(article.body)) if is_article(article.path) else "",
        story=front_matter.story and name_in(front_matter.story),
        related=None if front_matter.related is None else len(front_matter.related),
        events=_events(text),
    )
    return Parsed(
        record=record,
        text=text,
        highlights=highlights,
        problems=(
            *problems,
            *_problems(article.path, comment.flaws if comment else (), lines["comment"]),
            *_problems(article.path, rendering.flaws, article.body_line),
        ),
    )


def _card(
    article: Article, front_matter: FrontMatter, rendering: Rendering, comment: Rendering | None, config: Config
) -> Card:
    """What other pages may show: of an article of which only what names it is published, no more than that."""
    hidden = _hides(article, config)
    return Card(
        path=article.path,
        slug=article.slug,
        title=front_matter.title,
        week=str(week_of(front_matter, config.weeks) or "") if is_article(article.path) else "",
        date=front_matter.date,
        date_inferred=front_matter.date_inferred,
        changed=max(filter(None, [front_matter.updated, front_matter.added]), default=None),
        source=front_matter.source,
        source_url=front_matter.source_url or "",
        authors=front_matter.authors,
        language=_language(article, config),
        topics=_topics(article, config) or (),
        comment_html=comment.html if comment else "",
        lead=front_matter.lead,
        weight=front_matter.weight,
        summary="" if hidden else front_matter.summary or "",
        key_points=() if hidden else front_matter.key_points,
        machine=front_matter.findings.machine,
        rights=_rights(article, config),
        draft=front_matter.draft,
        minutes=rendering.minutes if not is_article(article.path) or _rights(article, config) == "full" else 0,
        notes=sum(annotation.comment is not None for annotation in rendering.annotations),
        extra=front_matter.extra,
    )


def _aliases(article: Article, config: Config) -> tuple[str, ...]:
    """The further addresses of a text: those that it names, and of an article the one that it had in another week."""
    front_matter = article.front_matter
    if front_matter.week is None or not is_article(article.path):
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


def _lines(body: bytes, front_matter: FrontMatter) -> Mapping[str, int]:
    """The lines of the properties that problems of a plan name; 0 of those that are not there."""
    names = ("comment", "aliases", "duplicate_of", "related")
    there = [name for name in names if getattr(front_matter, name)]
    is_due = publication_day(front_matter) is not None
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n") if there or is_due else ""
    lines = dict.fromkeys(names, 0) | {name: line_of(text, name) for name in there}
    return lines | {"due": publication_line(text, front_matter) if is_due else 0}


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


def _origin(article: Article, source: _Source) -> Origin | None:
    """Where an article's passages stand; what is not an article has no links at its highlights."""
    if not is_article(article.path):
        return None
    url = article.front_matter.source_url or ""
    return Origin(url=url) if source.whole or not url else whole_origin(url, article.body)


def _source(article: Article, config: Config, words: Words) -> _Source:
    """What of the body is published, and how it is rendered."""
    body = article.body
    if is_article(article.path):
        rights = _rights(article, config)
        body = body if rights == "full" else excerpt(body) if rights == "excerpt" else ""
    return _Source(
        body=body,
        whole=body is article.body,
        confirmed=not article.front_matter.date_inferred,
        math=article.front_matter.extra.get("math") is True,
        language=_language(article, config) or config.language,
        words=words,
    )


def _language(article: Article, config: Config) -> str | None:
    """The language that a text names; else, of one that runs the other way than the site's, the tag of its script."""
    front_matter = article.front_matter
    if front_matter.language:
        return front_matter.language
    return undetermined_language(f"{front_matter.title}\n{article.body}", direction_of(config.language))


def _render(source: _Source, origin: Origin | None, key_points: Sequence[str]) -> Rendering:
    return render(
        source.body,
        source.words,
        confirmed=source.confirmed,
        math=source.math,
        language=source.language,
        origin=origin,
        key_points=key_points,
    )


def _comment(comment: str, words: Words) -> Rendering:
    """The editor's words on an article, which stand by themselves and so in their own direction."""
    return render(comment, words, language=undetermined_language(comment, "ltr") or "")


def _rights(article: Article, config: Config) -> Rights:
    return rights_of(article.front_matter, config.rights)


def _hides(article: Article, config: Config) -> bool:
    """Whether of an article only what names it is published."""
    return is_article(article.path) and _rights(article, config) == "link"


def _topics(article: Article, config: Config) -> tuple[str, ...] | None:
    """Topics by score where front matter names none."""
    if article.front_matter.topics is not None or not is_article(article.path):
        return article.front_matter.topics
    return choose_topics(article.front_matter.title, plain_text(article.body), config.topics)
