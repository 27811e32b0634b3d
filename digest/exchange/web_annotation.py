"""Annotations as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

All stand in one Annotation Page. A target has a TextQuoteSelector and no TextPositionSelector: positions count code
points of the page at the target's address, which the article's own text is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from digest.exchange.target import Annotated, Target, urn
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

LABEL: Final = "dcterms:identifier"
"""The property that holds a note's own name, `a1`; the context knows its prefix."""

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def to_json_ld(articles: Sequence[Annotated]) -> str:
    """An Annotation Page with all annotations of some articles, in their order."""
    items = [item for article in articles for item in web_annotations(article)]
    page = {
        "@context": CONTEXT,
        "id": urn("\n".join(str(item["id"]) for item in items)),
        "type": "AnnotationPage",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def web_annotations(article: Annotated) -> Iterator[Mapping[str, Json]]:
    """Each annotation of an article, and behind it the replies to it."""
    seen: dict[tuple[str, ...], int] = {}
    for annotation, anchor in zip(article.annotations, article.anchors, strict=True):
        name = _name(annotation, seen)
        own = (
            f"{article.target.permalink}#{anchor}" if article.target.permalink else urn(f"{article.target.urn} {name}")
        )
        yield _web_annotation(own, annotation, _target(article.target, annotation.quote))


def _name(annotation: Annotation, seen: dict[tuple[str, ...], int]) -> str:
    """What tells an annotation from the article's others: its label, or its words and which of the same these are."""
    if annotation.id is not None:
        return annotation.id
    words = (annotation.quote.prefix, annotation.quote.exact, annotation.quote.suffix)
    seen[words] = seen.get(words, 0) + 1
    return "\n".join((*words, str(seen[words])))


def _web_annotation(own: str, annotation: Annotation, target: Json) -> dict[str, Json]:
    day = annotation.day
    parts: dict[str, Json] = {
        "@context": CONTEXT,
        "id": own,
        "type": "Annotation",
        "motivation": "commenting" if annotation.comment else "highlighting",
        LABEL: annotation.id,
        "creator": _creator(annotation.by),
        "created": f"{day.isoformat()}T00:00:00Z" if day else None,
        "body": list(_bodies(annotation)),
        "target": target,
    }
    return {name: value for name, value in parts.items() if value}


def _creator(by: str | None) -> Json:
    return {"type": "Software" if by == MACHINE else "Person", "name": by} if by else None


def _bodies(annotation: Annotation) -> Iterator[Json]:
    if annotation.comment:
        yield {
            "type": "TextualBody",
            "value": annotation.comment,
            "format": "text/markdown",
            "purpose": "commenting",
        }
    for tag in annotation.tags:
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _target(target: Target, quote: TextQuoteSelector) -> Json:
    context = {"prefix": quote.prefix, "suffix": quote.suffix}
    selector = {"type": "TextQuoteSelector", "exact": quote.exact} | {
        name: text for name, text in context.items() if text
    }
    return {"source": target.address, "selector": selector}
