"""Where the notes of a body stand: beside its passages and at its end on a page, at its end in a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digest.markdown.html_escape import attribute, text_html
from digest.markdown.rules.declaration import HtmlContext
from digest.render.html_editions import FEED, OTHER_IN_FEEDS, PAGE
from digest.render.note_html import has_passage, hue, note_attributes, note_head, passage_id, source_link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from digest.annotations import Note
    from digest.model.words import Direction, Words
    from digest.render.passes import Comment, Document

_PARAGRAPHS: Final = frozenset({"paragraph_open", "inline", "paragraph_close"})
"""The types of tokens of a comment that can stand within a span, and so in a sidenote."""


def page_pieces(
    row: Sequence[Token], document: Document, sources: Mapping[str, str], words: Words, direction: Direction = "ltr"
) -> tuple[str, ...]:
    """The HTML of each token of a body, with its sidenotes; the notes that cannot stand in one follow as endnotes.

    The first piece is empty, in the place of what a feed has before the body.

    Args:
        row: the body's tokens, in a row.
        document: a body.
        sources: as of `HtmlContext`.
        words: of the interface.
        direction: in which the body as a whole is shown.
    """
    anchors = frozenset(heading.anchor for heading in document.headings)
    notes, comments = document.annotations.notes, document.comments
    in_notes = HtmlContext(words=words, anchors=anchors)
    asides = {
        note.id: _aside(
            note, comments, in_notes, comments[note.id].direction or direction, source_link(note, sources, words)
        )
        for note in notes
        if _fits_aside(note, comments)
    }
    ways = {note.id: way for note in notes if (way := comments[note.id].direction) and way != direction}
    in_body = HtmlContext(words=words, asides=asides, anchors=anchors, sources=sources, directions=ways)
    pieces = PAGE.pieces(row, in_body)
    items = "".join(_endnote(note, comments, in_notes, direction) for note in notes if note.id not in asides)
    endnotes = f'<section class="endnotes" role="doc-endnotes"><ol>\n{items}</ol></section>\n' if items else ""
    return ("", *pieces, endnotes)


def feed_pieces(
    row: Sequence[Token], document: Document, page: Sequence[str], words: Words, direction: Direction = "ltr"
) -> Mapping[int, str]:
    """The pieces that stand in a feed in the place of some of the page's, by number.

    Notes are a numbered list at the end; a body from right to left stands within an element that says so.

    Args:
        row: the body's tokens, in a row.
        document: a body.
        page: its pieces for a page.
        words: of the interface.
        direction: in which the body as a whole is shown.
    """
    context = HtmlContext(words=words)
    others = {at + 1: html for at, html in FEED.pieces_of(OTHER_IN_FEEDS, row, context).items()}
    items = "".join(_feed_item(note, document.comments, context, direction) for note in document.annotations.notes)
    notes = f"<hr>\n<ol>\n{items}</ol>\n" if items else ""
    if direction == "rtl" and (notes or any(others.get(number, piece) for number, piece in enumerate(page[:-1]))):
        return {0: '<div dir="rtl">\n', **others, len(page) - 1: f"{notes}</div>\n"}
    return others | {len(page) - 1: notes}


def thread_html(note: Note, comments: Mapping[str, Comment], words: Words) -> str:
    """A comment and the replies to it as other pages show them: as in feeds, without ids, which would clash there."""
    around = comments[note.id].direction or words.rules.direction
    replies = "".join(
        f'<div class="reply">{_head(reply, comments, around)}\n{thread_html(reply, comments, words)}</div>\n'
        for reply in note.replies
    )
    return FEED.html(comments[note.id].tokens, HtmlContext(words=words)) + replies


def _fits_aside(note: Note, comments: Mapping[str, Comment]) -> bool:
    """Whether the text refers to a note, and it and its replies are paragraphs alone."""
    tokens = (token for each in note.thread for token in comments[each.id].tokens)
    return note.referenced and all(token.type in _PARAGRAPHS for token in tokens)


def _aside(
    note: Note, comments: Mapping[str, Comment], context: HtmlContext, direction: Direction, source: str = ""
) -> str:
    """A note within a span: its head, its first paragraph, each further one and each reply in a span of its own.

    Args:
        note: with its replies.
        comments: by the ids of notes.
        context: of notes.
        direction: in which the note is shown.
        source: the way to the passage in the source, which belongs to the note and not to its replies.
    """
    inlines = [token.children or () for token in comments[note.id].tokens if token.type == "inline"]
    first, *others = [PAGE.html(children, context) for children in inlines] or [""]
    head = note_head(note, direction)
    return (
        (f' <span class="note-head">{text_html(head)}</span>' if head else "")
        + f" {first}"
        + "".join(f' <span class="note-p">{paragraph}</span>' for paragraph in others)
        + source
        + "".join(_reply_aside(reply, comments, context, direction) for reply in note.replies)
    )


def _reply_aside(reply: Note, comments: Mapping[str, Comment], context: HtmlContext, around: Direction) -> str:
    way = comments[reply.id].direction or around
    dir_ = attribute("dir", way if way != around else "")
    text = _aside(reply, comments, context, way).lstrip()
    return f' <span class="reply" id="note-{reply.id}"{note_attributes(reply)}{dir_}>{text}</span>'


def _endnote(note: Note, comments: Mapping[str, Comment], context: HtmlContext, around: Direction) -> str:
    label = attribute("aria-label", context.words.text("back_to_text"))
    leads_back = has_passage(note) or note.referenced
    back = f'<p><a class="note-back" href="#{passage_id(note)}"{label}>↩</a></p>\n' if leads_back else ""
    return (
        f'<li id="note-{note.id}" class="endnote{hue(note)}" value="{note.number}"{note_attributes(note)}>'
        f"{_blocks(note, comments, context, around)}{back}</li>\n"
    )


def _blocks(note: Note, comments: Mapping[str, Comment], context: HtmlContext, around: Direction) -> str:
    """A note as blocks: its head, its comment, its replies."""
    replies = "".join(
        f'<div class="reply" id="note-{reply.id}"{note_attributes(reply)}>'
        f"{_blocks(reply, comments, context, around)}</div>\n"
        for reply in note.replies
    )
    return f"{_head(note, comments, around)}\n{PAGE.html(comments[note.id].tokens, context)}{replies}"


def _head(note: Note, comments: Mapping[str, Comment], around: Direction) -> str:
    """The head of a note on the side where its comment begins."""
    way = comments[note.id].direction or around
    head = note_head(note, way)
    dir_ = attribute("dir", way if way != around else "")
    return f'<p class="note-head"{dir_}>{text_html(head)}</p>' if head else ""


def _feed_item(note: Note, comments: Mapping[str, Comment], context: HtmlContext, around: Direction) -> str:
    replies = "".join(_feed_item(reply, comments, context, around) for reply in note.replies)
    nested = f"<ul>\n{replies}</ul>\n" if replies else ""
    html = FEED.html(comments[note.id].tokens, context)
    return f"<li>{_head(note, comments, around)}\n{html}{nested}</li>\n"
