"""Small sites, planned from their texts as a build plans them: each text is read by the build's own parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from rendering import ENGLISH

from digest.articles.library import build_library
from digest.build.parse import Parsed, parse
from digest.config import Config
from digest.model.rendering import Highlight, Text
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.feeds.document_inputs import Document
from digest.plan.linking.wikilink_targets import linked
from digest.plan.pages import PageInputs
from digest.plan.routes import Addresses
from digest.plan.texts import HighlightedArticle, TextReference
from digest.render import feed_edition

TOPICS = (Topic(slug="energy", name="Energy", description="Power & heat."), Topic(slug="climate", name="Climate"))


class Texts:
    """The texts of all sites that were planned, by their fingerprints alone, as a build stores them."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._highlights: dict[str, tuple[Highlight, ...]] = {}

    def add(self, parsed: Parsed) -> None:
        self._texts[parsed.record.text] = parsed.text
        self._highlights[parsed.record.marks] = parsed.highlights

    def text(self, reference: TextReference) -> Text:
        return self._texts[reference.text]

    def feed_html(self, reference: TextReference) -> str:
        return feed_edition(self._texts[reference.text])

    def highlights(self, article: HighlightedArticle) -> tuple[Highlight, ...]:
        return self._highlights[article.marks]


TEXTS = Texts()


def catalogue_of(
    texts: Mapping[str, str],
    files: Sequence[PurePosixPath] = (),
    *,
    base_url: str = "",
    pretty: bool = True,
    **options: object,
) -> Catalogue:
    """The catalogue of texts by path below `content/`, with the other files there, and options of the configuration."""
    config = Config(**{"base_url": base_url, "topics": TOPICS, "rights": "full", **options})  # type: ignore[arg-type]
    records = []
    for name, text in texts.items():
        path, body = PurePosixPath("content", name), text.encode()
        parsed = parse(config, ENGLISH, path, body)
        assert not parsed.problems
        TEXTS.add(parsed)
        records.append(parsed.record)
    library, misplaced = build_library(linked(records, files), config.topic_slugs)
    assert not misplaced
    return Catalogue(
        config=config,
        addresses=Addresses(base_url=base_url, pretty=pretty),
        library=library,
        stylesheets=("assets/style.css",),
        icon="",
        generator="digest 1",
        words=ENGLISH,
        files=files,
    )


def filled(page: PageInputs) -> dict[str, object]:
    """What the template of a page sees, by name."""
    return dict(page.page(TEXTS).context)


def bytes_of(document: Document) -> bytes:
    """The bytes of a document."""
    return document.body(TEXTS)


def made(file: PageInputs | Document) -> object:
    """What a page shows, or the bytes of a document."""
    return filled(file) if isinstance(file, PageInputs) else bytes_of(file)
