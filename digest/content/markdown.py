"""A body of `content/` to HTML and to plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.content.annotations import Note, collect
from digest.content.html import (
    FEED,
    PAGE,
    Surroundings,
    note_attributes,
    note_head,
    text_html,
)
from digest.content.links import survey
from digest.content.notes import comment_env
from digest.content.outline import outline
from digest.content.plain import block_texts, count_words, paragraphs, paragraphs_and_text, plain_text
from digest.content.sanitise import sanitise
from digest.content.shape import flatten_headings, shape
from digest.content.syntax import parse
from digest.model.rendering import Reference, Rendering

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

__all__ = ["paragraphs", "paragraphs_and_text", "plain_text", "render", "render_for_feed"]

_IN_A_SPAN = {"paragraph_open", "inline", "paragraph_close"}


def render(body: str, *, confirmed: bool = False) -> Rendering:
    """Render annotated Markdown; whatever the body is, this neither raises nor lets anything active through.

    Where `confirmed`, a person has confirmed the article's date, and the converter's notes on what it inferred
    are left out; the passage's text stays.
    """
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    annotations = collect(tokens, env, confirmed=confirmed)
    headings = outline(tokens)
    words = count_words(block_texts(tokens))
    references = survey(tokens)
    shape(tokens)
    comments = {note.number: _comment(note, env) for note in annotations.notes}
    references += tuple(found for _, more in comments.values() for found in more)
    blocks = {number: parsed for number, (parsed, _) in comments.items()}
    anchors = frozenset(heading.anchor for heading in headings)
    return Rendering(
        html=sanitise(_page(tokens, annotations.notes, blocks, anchors)),
        annotations=annotations.found,
        anchors=annotations.anchors,
        headings=headings,
        references=references,
        words=words,
    )


def render_for_feed(body: str, *, confirmed: bool = False) -> str:
    """As `render`, the HTML alone: notes are footnotes at the end, for readers without the theme's styles."""
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    annotations = collect(tokens, env, confirmed=confirmed)
    outline(tokens)
    survey(tokens)
    shape(tokens)
    return sanitise(
        _feed(tokens, annotations.notes, {note.number: _comment(note, env)[0] for note in annotations.notes})
    )


def _comment(note: Note, env: Mapping[str, Any]) -> tuple[list[Token], tuple[Reference, ...]]:
    """A note's blocks, ready to be rendered, and what they refer to."""
    tokens = parse(note.definition.comment, comment_env(env))
    references = survey(tokens, above=note.definition.line - 1)
    flatten_headings(tokens)
    shape(tokens)
    return tokens, references


def _page(
    tokens: Sequence[Token],
    notes: Sequence[Note],
    blocks: Mapping[int, Sequence[Token]],
    anchors: frozenset[str],
) -> str:
    alone = Surroundings(asides={}, anchors=anchors)
    asides = {
        note.number: _aside(blocks[note.number], alone)
        for note in notes
        if note.referenced and all(token.type in _IN_A_SPAN for token in blocks[note.number])
    }
    html = PAGE.html(tokens, Surroundings(asides=asides, anchors=anchors))
    items = "".join(_endnote(note, blocks[note.number], alone) for note in notes if note.number not in asides)
    end = f'<section class="endnotes" role="doc-endnotes"><ol>\n{items}</ol></section>\n' if items else ""
    return html + end


def _aside(blocks: Iterable[Token], around: Surroundings) -> str:
    """A comment's paragraphs within a span: the first as it is, each further one in a span of its own."""
    first, *others = [PAGE.inline_html(token.children or (), around) for token in blocks if token.type == "inline"] or [
        ""
    ]
    return first + "".join(f' <span class="note-p">{paragraph}</span>' for paragraph in others)


def _endnote(note: Note, blocks: Sequence[Token], around: Surroundings) -> str:
    back = f'<p><a class="note-back" href="#{note.id}">↩</a></p>\n' if note.marked else ""
    return (
        f'<li id="note-{note.id}" class="endnote" value="{note.number}"{note_attributes(note)}>'
        f"{_head(note)}\n{PAGE.html(blocks, around)}{back}</li>\n"
    )


def _head(note: Note) -> str:
    head = note_head(note)
    return f'<p class="note-head">{text_html(head)}</p>' if head else ""


def _feed(tokens: Sequence[Token], notes: Sequence[Note], blocks: Mapping[int, Sequence[Token]]) -> str:
    around = Surroundings(asides={})
    items = "".join(f"<li>{_head(note)}\n{FEED.html(blocks[note.number], around)}</li>\n" for note in notes)
    return FEED.html(tokens, around) + (f"<hr>\n<ol>\n{items}</ol>\n" if items else "")
