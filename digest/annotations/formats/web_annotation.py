"""Annotations as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

All stand in one Annotation Page. A target has a TextQuoteSelector and no TextPositionSelector: positions count code
points of the page at the target's address, which the article's own text is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from digest.annotations.formats.target import Annotated, Target, urn
from digest.model.annotation import MACHINE, RESOLVED, Annotation, Reply, TextQuoteSelector

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

LABEL: Final = "dcterms:identifier"
"""The property that holds a note's own name, `a1`; the context knows its prefix."""

_ANCHOR = re.compile(r"a\d{1,9}(?:\.\d{1,9})*", re.ASCII)
"""Labels that are the id of their element as they are."""

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
    """Each annotation of an article, and behind it the replies to it, which have it as their target."""
    seen: dict[tuple[str, ...], int] = {}
    for annotation, anchor in zip(article.annotations, article.anchors, strict=True):
        identity = _identity(article.target, _name(annotation, seen), anchor)
        motivation = "commenting" if annotation.comment else "highlighting"
        yield _web_annotation(identity, motivation, annotation, _target(article.target, annotation.quote))
        yield from _replies(article.target, identity, annotation.replies)


def _replies(target: Target, answered: str, replies: Sequence[Reply]) -> Iterator[Mapping[str, Json]]:
    for reply in replies:
        identity = _identity(target, reply.id, f"note-{reply.id}" if _ANCHOR.fullmatch(reply.id) else "")
        yield _web_annotation(identity, "replying", reply, answered)
        yield from _replies(target, identity, reply.replies)


def _identity(target: Target, name: str, anchor: str) -> str:
    """The permalink of an annotation; where there is none, a name that depends on the article and its own."""
    return f"{target.permalink}#{anchor}" if target.permalink and anchor else urn(f"{target.urn} {name}")


def _name(annotation: Annotation, seen: dict[tuple[str, ...], int]) -> str:
    """What tells an annotation from the article's others: its label, or its words and which of the same these are."""
    if annotation.id is not None:
        return annotation.id
    words = (annotation.quote.prefix, annotation.quote.exact, annotation.quote.suffix)
    seen[words] = seen.get(words, 0) + 1
    return "\n".join((*words, str(seen[words])))


def _web_annotation(identity: str, motivation: str, note: Annotation | Reply, target: Json) -> dict[str, Json]:
    parts: dict[str, Json] = {
        "@context": CONTEXT,
        "id": identity,
        "type": "Annotation",
        "motivation": motivation,
        LABEL: note.id,
        "creator": {"type": "Software" if note.by == MACHINE else "Person", "name": note.by} if note.by else None,
        "created": f"{note.day.isoformat()}T00:00:00Z" if note.day else None,
        "body": list(_bodies(note)),
        "target": target,
    }
    return {name: value for name, value in parts.items() if value}


def _bodies(note: Annotation | Reply) -> Iterator[Json]:
    """The comment, and each tag; that a note is resolved is a tag too."""
    if note.comment:
        yield {"type": "TextualBody", "value": note.comment, "format": "text/markdown", "purpose": "commenting"}
    for tag in (*note.tags, *([RESOLVED] if note.resolved else [])):
        yield {"type": "TextualBody", "value": tag, "purpose": "tagging"}


def _target(target: Target, quote: TextQuoteSelector) -> Json:
    """The passage or point; of a note that stands at none of them the whole page."""
    if quote == TextQuoteSelector(exact=""):
        return target.address
    context = {"prefix": quote.prefix, "suffix": quote.suffix}
    selector = {"type": "TextQuoteSelector", "exact": quote.exact} | {
        name: text for name, text in context.items() if text
    }
    return {"source": target.address, "selector": selector}
