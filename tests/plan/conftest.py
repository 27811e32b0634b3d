"""Small sites, planned from their texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

import pytest

from digest.annotations.permalinks import Origin
from digest.articles.library import build_library, read_file
from digest.config import Config
from digest.model.article import Article
from digest.model.card import Card
from digest.model.fingerprint import fingerprint
from digest.model.rendering import Rendering
from digest.model.topic import Topic
from digest.plan.context import Context
from digest.plan.routes import Addresses
from digest.plan.wikilinks import linked
from digest.render import render, render_for_feed

TOPICS = (Topic(slug="energy", name="Energy", description="Power & heat."), Topic(slug="climate", name="Climate"))


class Texts:
    """The bodies of articles at hand."""

    def __init__(self, articles: Mapping[PurePosixPath, Article]) -> None:
        self._articles = articles

    def rendering(self, article: Card) -> Rendering:
        return rendering_of(self._articles[article.path])

    def feed_html(self, article: Card) -> str:
        return render_for_feed(self._articles[article.path].body)


def rendering_of(article: Article) -> Rendering:
    """An article's rendering, with links at its passages."""
    return render(article.body, origin=Origin(url=article.front_matter.source_url or ""))


def card_of(article: Article) -> Card:
    """An article's card, as a build makes it."""
    rendering = rendering_of(article)
    return Card(
        path=article.path,
        slug=article.slug,
        front_matter=article.front_matter,
        body_line=article.body_line,
        minutes=rendering.minutes,
        notes=sum(annotation.comment is not None for annotation in rendering.annotations),
        highlights=len(rendering.highlights),
        tags=tuple(tag for highlight in rendering.highlights for tag in highlight.tags),
        marks=fingerprint(rendering.highlights) if rendering.highlights else "",
        references=rendering.references,
        shown=fingerprint(article.front_matter),
        text=fingerprint(article.body),
    )


@pytest.fixture(scope="session")
def context_of() -> Callable[..., Context]:
    """Makes a context: texts by path below `content/`, how links are written, and options of the configuration."""

    def make(
        texts: Mapping[str, str],
        *,
        base_url: str = "",
        pretty: bool = True,
        images: Sequence[PurePosixPath] = (),
        **options: object,
    ) -> Context:
        config = Config(base_url=base_url, topics=TOPICS, **options)  # type: ignore[arg-type]
        read = [
            read_file(PurePosixPath("content", path), text.encode(), topics=config.topic_slugs)
            for path, text in texts.items()
        ]
        library, misplaced = build_library(
            linked([card_of(article) for article, _ in read], images), config.topic_slugs
        )
        assert not misplaced
        assert not any(problems for _, problems in read)
        return Context(
            config=config,
            addresses=Addresses(base_url=base_url, pretty=pretty),
            library=library,
            texts=Texts({article.path: article for article, _ in read}),
            stylesheets=("assets/style.css",),
            icon="",
            generator="digest 1",
        )

    return make


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """A site with something of everything: two weeks, an undated article, an introduction, free pages, an image."""
    return {
        "2025-W12/_index.md": "---\ntitle: A quiet week\n---\nRead [the call](call.md) first.\n",
        "2025-W12/call.md": (
            "---\ntitle: The call\ndate: 2025-03-18\ntopics: [energy, climate]\nsource: Daily <News> & Co\n"
            "source_url: https://www.example.org/call\nauthors: [Ann Lee]\nsummary: What was said.\n"
            "key_points:\n  - Gas was named.\n---\nIt was long. ==Gas was named.==[^a1] See ![plan](plan.png).\n\n"
            "[^a1]: @ann: Really?\n"
        ),
        "2025-W12/talk.md": "---\ntitle: A talk\ndate: 2025-03-17\ntopics: [climate]\n---\nShort.\n",
        "2025-W11/old.md": "---\ntitle: Old news\ndate: 2025-03-16\n---\nBack to [the call](../2025-W12/call.md#a1).\n",
        "someday.md": "---\ntitle: Someday\nsource: Daily <News> & Co\n---\nNo date.\n",
        "topics/energy.md": "---\ntitle: Energy\n---\nOn [a talk](../2025-W12/talk.md).\n",
        "pages/about.md": "---\ntitle: About\n---\nSee [the guide](guide/index.md).\n",
        "pages/guide/index.md": "---\ntitle: Guide\n---\nStart.\n",
        "pages/guide/second.md": "---\ntitle: Second\norder: 2\n---\nMore.\n",
        "pages/guide/first.md": "---\ntitle: First\norder: 1\n---\nMore.\n",
    }
