"""Notes and highlights as HTML: what tells one from the other, a reference to a note, a note beside its passage.

The declarations of these marks leave their HTML on a page to this module, since it shows what `annotations` knows of
them: numbers, ids, replies, permalinks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from zlib import crc32

from digest.classify.direction import in_order
from digest.markdown.html_escape import attribute, external, text_html
from digest.markdown.rules.declaration import NOTHING
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.rules.notes import NOTE_REFERENCE
from digest.model.annotation import MACHINE

if TYPE_CHECKING:
    from markdown_it.token import Token

    from digest.annotations import Note
    from digest.markdown.rules.declaration import HtmlContext, HtmlWriter
    from digest.model.words import Direction, Words

PASSAGE_LINKS: Final = "mark_links"
"""The type of the token that `annotations.permalinks` puts behind a passage."""

HUES: Final = 6
"""Colours that tell notes apart by their tags, beside the tag's own letter."""


def note_attributes(note: Note | None) -> str:
    """Who wrote a note, and its tags, for a theme to tell notes apart."""
    if note is None:
        return ""
    definition = note.definition
    return attribute("data-by", definition.by or "") + attribute("data-tags", " ".join(definition.tags))


def hue(note: Note | None) -> str:
    """The class that colours a note by its first tag: one of `HUES`, the same for a tag wherever it stands."""
    tag = first_tag(note)
    return f" hue-{crc32(tag.lower().encode()) % HUES + 1}" if tag else ""


def first_tag(note: Note | None) -> str:
    """The tag that a person's note is told apart by; the converter's own notes all look alike."""
    return note.definition.tags[0] if note and note.definition.tags and note.definition.by != MACHINE else ""


def note_head(note: Note, around: Direction = "ltr") -> str:
    """`@ann · #method · 2026-11-20`, plain, or empty.

    Args:
        note: whose head it is.
        around: the direction in which it is shown.
    """
    definition = note.definition
    parts = [f"@{definition.by}"] if definition.by else []
    parts += [f"#{tag}" for tag in definition.tags]
    parts += [definition.day.isoformat()] if definition.day else []
    return in_order(parts, " · ", around)


def _highlight_open(token: Token, context: HtmlContext) -> str:
    """A highlight's opening tag, with its permalink; plain within a note."""
    if "id" not in token.meta:
        return "<mark>"
    if token.meta.get("machine"):
        title = attribute("title", context.words.text("marked_by_digest"))
        return f'<mark id="{token.meta["id"]}" class="hl" data-by="{MACHINE}"{title}>'
    note: Note | None = token.meta["note"]
    return f'<mark id="{token.meta["id"]}" class="hl{hue(note)}"{note_attributes(note)}>'


def _note_reference(token: Token, context: HtmlContext) -> str:
    """A note's number; the first reference shows the note itself too, if it can stand there."""
    note: Note = token.meta["note"]
    first = token.meta["first"]
    own_id = attribute("id", passage_id(note)) if first and not has_passage(note) else ""
    label = attribute("aria-label", context.words.text("note_reference", number=note.number))
    link = f'<a class="note-ref"{own_id} href="#note-{note.id}"{label}>{note.number}</a>'
    if not first or note.id not in context.asides:
        return link
    back = attribute("aria-label", context.words.text("back_to_text"))
    text = (
        f'<span class="note-no">{note.number}</span>{context.asides[note.id]}'
        f' <a class="note-back" href="#{passage_id(note)}"{back}>↩</a>'
    )
    way = context.directions.get(note.id)
    # Not on the note itself: its place in the margin goes by the direction of the body.
    text = f'<span class="note-text" dir="{way}">{text}</span>' if way else text
    return f'{link}<span class="note{hue(note)}" id="note-{note.id}" role="note"{note_attributes(note)}>{text}</span>'


def has_passage(note: Note) -> bool:
    """Whether a note stands behind a marked passage with an id of its own."""
    return note.marked and bool(note.definition.label)


def passage_id(note: Note) -> str:
    """The id of the place that a note belongs to: its passage, else its number in the text."""
    return note.id if has_passage(note) else f"ref-{note.id}"


def source_link(note: Note, sources: Mapping[str, str], words: Words) -> str:
    """The way from a note to its passage in the source, or nothing."""
    source = sources.get(note.id, "")
    return f' <a class="note-source"{external(source)}>{text_html(words.text("in_the_source"))}</a>' if source else ""


def _passage_links(token: Token, context: HtmlContext) -> str:
    """The links that a reader sees who points at a passage: to itself, and to its words in the source.

    The theme draws their icons, so that a text that is copied holds no letter of them.
    """
    anchor = token.meta["id"]
    note: Note | None = token.meta["note"]
    source = "" if note and note.id in context.asides else context.sources.get(anchor, "")
    source_label = attribute("aria-label", context.words.text("passage_in_source"))
    to_source = f'<a class="hl-source"{external(source)}{source_label}></a>' if source else ""
    to_itself = f'<a class="hl-link" href="#{anchor}"{attribute("aria-label", context.words.text("passage_link"))}></a>'
    return f'<span class="hl-links">{to_itself}{to_source}</span>'


def _note_number(token: Token, _: HtmlContext) -> str:
    note: Note = token.meta["note"]
    return f"<sup>{note.number}</sup>"


def _plain_highlight(token: Token, _: HtmlContext) -> str:
    """A person's highlight; one that digest made is text, since without styles nothing would tell them apart."""
    return "" if token.meta.get("machine") else "<mark>" if token.nesting > 0 else "</mark>"


PAGE_NOTES: Final[Mapping[str, HtmlWriter]] = {
    HIGHLIGHT_OPEN: _highlight_open,
    NOTE_REFERENCE: _note_reference,
    PASSAGE_LINKS: _passage_links,
}
FEED_NOTES: Final[Mapping[str, HtmlWriter]] = {
    HIGHLIGHT_OPEN: _plain_highlight,
    HIGHLIGHT_CLOSE: _plain_highlight,
    NOTE_REFERENCE: _note_number,
    PASSAGE_LINKS: NOTHING,
}
