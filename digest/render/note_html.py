"""Notes and highlights as HTML: what tells one from the other, and a note beside its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from digest.model.annotation import MACHINE
from digest.render.html_escape import attribute, external, text_html

if TYPE_CHECKING:
    from markdown_it.token import Token

    from digest.annotations.collect import Note
    from digest.render.surroundings import Surroundings

HUES = 6
"""Colours that tell notes apart by their tags, beside the tag's own letter."""


def note_attributes(note: Note | None) -> str:
    """By whom a note is, and its tags, for a theme to tell them apart."""
    if note is None:
        return ""
    said = note.definition
    return attribute("data-by", said.by or "") + attribute("data-tags", " ".join(said.tags))


def hue(note: Note | None) -> str:
    """The class that colours a note by its first tag: one of six, the same for a tag wherever it stands."""
    tag = first_tag(note)
    return f" hue-{crc32(tag.lower().encode()) % HUES + 1}" if tag else ""


def first_tag(note: Note | None) -> str:
    """The tag that a person's note is told apart by; the converter's own notes have one look."""
    return note.definition.tags[0] if note and note.definition.tags and note.definition.by != MACHINE else ""


def note_head(note: Note) -> str:
    """`@ann · #method · 2026-11-20`, plain, or empty."""
    said = note.definition
    parts = [f"@{said.by}"] if said.by else []
    parts += [f"#{tag}" for tag in said.tags]
    parts += [said.day.isoformat()] if said.day else []
    return " · ".join(parts)


def mark_open(token: Token, _: Surroundings) -> str:
    """A highlight's opening tag, with its permalink; plain within a note."""
    if "id" not in token.meta:
        return "<mark>"
    if token.meta.get("machine"):
        return f'<mark id="{token.meta["id"]}" class="hl" data-by="{MACHINE}" title="Marked by {MACHINE}">'
    note: Note | None = token.meta["note"]
    return f'<mark id="{token.meta["id"]}" class="hl{hue(note)}"{note_attributes(note)}>'


def note_ref(token: Token, around: Surroundings) -> str:
    """A note's number with its tag's letter; where it is shown first the note itself too, if it can stand there."""
    note: Note = token.meta["note"]
    tag = first_tag(note)
    letter = f'<span class="note-tag">{text_html(tag[0])}</span>' if tag else ""
    mark = f'<a class="note-ref" href="#note-{note.id}">{note.number}{letter}</a>'
    if not token.meta["first"] or note.id not in around.asides:
        return mark
    return (
        f'{mark}<span class="note{hue(note)}" id="note-{note.id}" role="note"{note_attributes(note)}>'
        f'<span class="note-no">{note.number}</span>{around.asides[note.id]}{_note_source(note, around)}</span>'
    )


def _note_source(note: Note, around: Surroundings) -> str:
    source = around.sources.get(note.id, "")
    return f' <a class="note-source"{external(source)}>in the source</a>' if source else ""


def mark_links(token: Token, around: Surroundings) -> str:
    """What a reader gets who points at a passage: its own address, and where it stands in the source.

    The signs are drawn by the theme, so that the text, copied, is the text alone.
    """
    anchor = token.meta["id"]
    note: Note | None = token.meta["note"]
    source = "" if note and note.id in around.asides else around.sources.get(anchor, "")
    shown = f'<a class="hl-source"{external(source)} aria-label="This passage in the source"></a>' if source else ""
    own = f'<a class="hl-link" href="#{anchor}" aria-label="Link to this passage"></a>'
    return f'<span class="hl-links">{own}{shown}</span>'
