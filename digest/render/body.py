"""A body of `content/` to HTML, in two editions, with all that pages show of it besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.annotations import Origin, add_permalinks
from digest.classify.direction import direction_of
from digest.markdown.links import with_columns
from digest.markdown.plain import count_words
from digest.model.annotation import MACHINE, NO_YEAR
from digest.model.rendering import Highlight, Rendering
from digest.render.feed_differences import differences
from digest.render.html_editions import in_a_row
from digest.render.key_marks import mark_sentences
from digest.render.note_layout import feed_pieces, page_pieces, thread_html
from digest.render.passes import read_document
from digest.render.sanitise import sanitise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.model.words import Direction, Words
    from digest.render.passes import Document


def render(
    body: str,
    words: Words,
    *,
    confirmed: bool = False,
    math: bool = False,
    language: str = "",
    origin: Origin | None = None,
    key_points: Sequence[str] = (),
) -> Rendering:
    """Render annotated Markdown for the site; whatever the body is, this neither raises nor lets anything active pass.

    Resolved notes are left out with their marks, and so are, if the article's date is confirmed, the converter's notes
    on what it inferred; the text of their passages stays.

    Args:
        body: Markdown.
        words: of the interface, for what stands beside the body's own text.
        confirmed: whether a person has confirmed the article's date.
        math: whether the body has formulas.
        language: of the body, as a tag; it gives the direction, and quotations in another one say so. Without it none
            does, and the body runs from left to right.
        origin: where the body was published. With one, as articles have, each passage carries a link to itself and to
            its words there, and its highlights are given for other pages.
        key_points: sentences that digest took for key points itself; they are marked in a way of their own.
    """
    document = read_document(body, confirmed=confirmed, math=math, language=language, inferred=_inferred(words))
    annotations = document.annotations
    sources = _sources(document, origin)
    if origin is not None:
        add_permalinks(document.blocks)
    key_marks = mark_sentences(document.tokens, key_points)
    html, feed = _html(document, sources, words, direction_of(language))
    return Rendering(
        html=html,
        feed=feed,
        annotations=(*annotations.found, *(annotation for annotation, _ in key_marks)),
        anchors=(*annotations.anchors, *(anchor for _, anchor in key_marks)),
        headings=document.headings,
        references=with_columns(document.references, body),
        words=count_words(document.texts),
        highlights=_highlights(document, sources, words) if origin is not None else (),
        flaws=document.flaws,
    )


def _html(document: Document, sources: Mapping[str, str], words: Words, direction: Direction) -> tuple[str, str]:
    """The HTML of a page, and what of it is otherwise in feeds: all of it where the sanitiser moved something."""
    row = in_a_row(document.tokens)
    pieces = page_pieces(row, document, sources, words, direction)
    others = feed_pieces(row, document, pieces, words, direction)
    written = "".join(pieces)
    html = sanitise(written)
    if html != written:
        pieces, others = (html,), {0: "".join([others.get(at, piece) for at, piece in enumerate(pieces)])}
    return html, differences(pieces, others)


def _inferred(words: Words) -> str:
    """The words that say of a date that it was inferred; English ones are those of the note itself."""
    return NO_YEAR if words.language.startswith("en") else words.text("date_inferred_explained")


def _sources(document: Document, origin: Origin | None) -> dict[str, str]:
    """Where each passage stands in the page it was published on, by the id of its element."""
    if origin is None or not origin.url:
        return {}
    text = "\n".join(document.texts)
    pairs = zip(document.annotations.found, document.annotations.anchors, strict=True)
    return {anchor: source for annotation, anchor in pairs if (source := origin.link(annotation.quote, text))}


def _highlights(document: Document, sources: Mapping[str, str], words: Words) -> tuple[Highlight, ...]:
    """People's annotations as other pages show them."""
    notes = {note.id if note.marked else f"note-{note.id}": note for note in document.annotations.notes}
    return tuple(
        Highlight(
            anchor=anchor,
            quote=" ".join(annotation.quote.exact.split()),
            comment_html=sanitise(thread_html(notes[anchor], document.comments, words)) if anchor in notes else "",
            by=annotation.by or "",
            tags=annotation.tags,
            day=annotation.day,
            source=sources.get(anchor, ""),
        )
        for annotation, anchor in zip(document.annotations.found, document.annotations.anchors, strict=True)
        if annotation.by != MACHINE
    )
