"""What may be quoted of an article whose rights are `excerpt`: the highlighted passages and their notes."""

from __future__ import annotations

from dataclasses import replace

from digest.annotations.collect import read_annotations
from digest.markdown.escape import escape
from digest.model.annotation import Annotation, TextQuoteSelector


def excerpt(body: str) -> str:
    """A body of quotations: each annotated passage of another body as a quotation, marked, with its note."""
    from digest.annotations.annotate import annotate  # noqa: PLC0415 (a build in which nothing is quoted starts sooner)

    unresolved = (annotation for annotation in read_annotations(body) if not annotation.resolved)
    quoted = [_on_one_line(annotation) for annotation in unresolved if annotation.quote.exact]
    quotes = "\n\n".join(f"> {escape(annotation.quote.exact)}" for annotation in quoted)
    return annotate(quotes, quoted).body


def _on_one_line(annotation: Annotation) -> Annotation:
    """A passage with its line breaks as spaces, and without its context, which is not in the excerpt."""
    return replace(annotation, quote=TextQuoteSelector(exact=" ".join(annotation.quote.exact.split())))
