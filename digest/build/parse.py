"""A file of `content/` -> what the plan needs of it. Runs in workers, one file at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from digest.annotations import Origin, excerpt, whole_origin
from digest.articles.front_matter import line_of, without_private_values
from digest.articles.kinds import is_article
from digest.articles.library import read_file
from digest.classify.topics import choose_topics
from digest.config import Config
from digest.errors import Location, Problem
from digest.markdown.plain import plain_text
from digest.model.article import Article, FrontMatter, rights_of
from digest.model.card import PRINT, Card
from digest.model.findings import Findings
from digest.model.fingerprint import fingerprint
from digest.model.rendering import Rendering
from digest.render import render, render_for_feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file, read and rendered."""

    card: Card
    rendering: Rendering
    problems: tuple[Problem, ...]


def parse(config: Config, path: PurePosixPath, body: bytes) -> Parsed:
    """Read and render one file.

    Args:
        config: the project's options.
        path: the file, relative to the project.
        body: its bytes.
    """
    article, problems = read_file(path, body, topics=config.topic_slugs)
    published, confirmed, math = _published(article, config), _is_confirmed(article), _has_formulas(article)
    whole = without_private_values(article.front_matter)
    findings = _findings(article, whole, config)
    keys = whole.key_points if published is article.body and "key_points" in findings.machine else ()
    origin = _origin(article, published)
    rendering = render(published, confirmed=confirmed, math=math, origin=origin, key_points=keys)
    front_matter = replace(
        whole, topics=_topics(article, config), findings=Findings(), seed=None, seed_fingerprint=None
    )
    card = Card(
        path=path,
        slug=article.slug,
        front_matter=front_matter,
        body_line=article.body_line,
        minutes=rendering.minutes,
        notes=sum(annotation.comment is not None for annotation in rendering.annotations),
        duplicate_line=line_of(body.decode("utf-8", "replace"), "duplicate_of") if front_matter.duplicate_of else 0,
        highlights=len(rendering.highlights),
        tags=tuple(tag for highlight in rendering.highlights for tag in dict.fromkeys(highlight.tags)),
        references=rendering.references,
        marks=fingerprint(rendering.highlights)[:PRINT] if rendering.highlights else "",
        text=fingerprint(published, confirmed, math, keys, findings, whole.date_basis, whole.source_url)[:PRINT],
    )
    shown = replace(front_matter, date_basis=str(front_matter.date_inferred), source_url=None)
    return Parsed(
        card=replace(card, shown=fingerprint(shown, card.slug, card.minutes, card.notes)[:PRINT]),
        rendering=replace(rendering, findings=findings),
        problems=(*problems, *_problems(article, rendering)),
    )


def feed_html(config: Config, path: PurePosixPath, body: bytes) -> str:
    """A file's body as feeds hold it; arguments as of `parse`."""
    article, _ = read_file(path, body, topics=config.topic_slugs)
    published = _published(article, config)
    return render_for_feed(published, confirmed=_is_confirmed(article), math=_has_formulas(article))


def _problems(article: Article, rendering: Rendering) -> Iterator[Problem]:
    """What of a body cannot be rendered as it is meant, where it stands in the file."""
    for flaw in rendering.flaws:
        place = Location(path=article.path, line=article.body_line + flaw.line - 1)
        yield Problem(message=flaw.message, location=place, hint=flaw.hint, severity="warning")


def _has_formulas(article: Article) -> bool:
    return article.front_matter.extra.get("math") is True


def _origin(article: Article, published: str) -> Origin | None:
    """Where an article's passages stand; what is no article has no links at its highlights."""
    if not is_article(article.path):
        return None
    url = article.front_matter.source_url or ""
    return Origin(url=url) if published is article.body or not url else whole_origin(url, article.body)


def _is_confirmed(article: Article) -> bool:
    return not article.front_matter.date_inferred


def _published(article: Article, config: Config) -> str:
    """The part of the body that its rights let be seen."""
    if not is_article(article.path):
        return article.body
    match rights_of(article.front_matter, config.rights):
        case "full":
            return article.body
        case "excerpt":
            return excerpt(article.body)
        case "link":
            return ""


def _findings(article: Article, front_matter: FrontMatter, config: Config) -> Findings:
    """What the page of an article says was found in it; nothing where only its title may be shown."""
    if is_article(article.path) and rights_of(article.front_matter, config.rights) == "link":
        return Findings()
    return front_matter.findings


def _topics(article: Article, config: Config) -> tuple[str, ...] | None:
    """Topics by score where front matter names none."""
    if article.front_matter.topics is not None or not is_article(article.path):
        return article.front_matter.topics
    return choose_topics(article.front_matter.title, plain_text(article.body), config.topics)
