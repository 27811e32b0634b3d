"""What of an article may be quoted where its rights are `excerpt`: the highlighted passages and their notes."""

from __future__ import annotations

from dataclasses import replace

from digest.annotations.collect import read_annotations
from digest.markdown.escape import escape
from digest.model.annotation import Annotation, TextQuoteSelector


def excerpt(body: str) -> str:
    """A body of quotations alone: each annotated passage of another body as a quote, marked, with its note."""
    from digest.annotations.annotate import annotate  # noqa: PLC0415 (a build in which nothing is quoted starts sooner)

    found = (annotation for annotation in read_annotations(body) if not annotation.resolved)
    chosen = [_on_one_line(annotation) for annotation in found if annotation.quote.exact]
    quotes = "\n\n".join(f"> {escape(annotation.quote.exact)}" for annotation in chosen)
    return annotate(quotes, chosen).body


def _on_one_line(annotation: Annotation) -> Annotation:
    """A passage with its line breaks as spaces, and without the context it is taken out of."""
    return replace(annotation, quote=TextQuoteSelector(exact=" ".join(annotation.quote.exact.split())))
