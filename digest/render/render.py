"""A body of `content/` to HTML and to plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from digest.annotations.collect import Annotations, Note, collect
from digest.annotations.permalinks import Origin, add_permalinks
from digest.markdown.figures_and_tasks import flatten_headings, shape
from digest.markdown.links import survey, with_columns
from digest.markdown.outline import outline
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts, count_words
from digest.markdown.rules.math import MATH
from digest.markdown.rules.notes import comment_env
from digest.markdown.sanitise import sanitise
from digest.model.annotation import MACHINE
from digest.model.rendering import Flaw, Highlight, Reference, Rendering
from digest.render.html_editions import FEED, PAGE
from digest.render.html_escape import text_html
from digest.render.key_marks import mark_sentences
from digest.render.note_html import hue, note_attributes, note_head
from digest.render.surroundings import Surroundings
from digest.render.typeset_math import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from digest.markdown.rules.notes import Definition

_IN_A_SPAN = {"paragraph_open", "inline", "paragraph_close"}


def render(
    body: str,
    *,
    confirmed: bool = False,
    math: bool = False,
    origin: Origin | None = None,
    key_points: Sequence[str] = (),
) -> Rendering:
    """Render annotated Markdown; whatever the body is, this neither raises nor lets anything active through.

    Resolved notes are left out with their marks, and so are, where `confirmed` says that a person has confirmed the
    article's date, the converter's notes on what it inferred; the passage's text stays. With an origin, as
    articles have, each passage carries a link to itself and to its words there. The key points that digest found
    itself are marked where they stand, in another way.
    """
    env: dict[str, Any] = {MATH: True} if math else {}
    tokens = parse(body, env)
    flaws = list(typeset(tokens, env))
    annotations = collect(tokens, env, hides=_hides(confirmed=confirmed))
    headings = outline(tokens)
    texts = tuple(block_texts(tokens))
    references = survey(tokens)
    shape(tokens)
    comments = _comments(annotations.notes, env)
    references += tuple(found for comment in comments.values() for found in comment.references)
    flaws += [found for comment in comments.values() for found in comment.flaws]
    blocks = {name: comment.tokens for name, comment in comments.items()}
    anchors = frozenset(heading.anchor for heading in headings)
    sources = _sources(annotations, origin, texts)
    if origin is not None:
        add_permalinks(tokens)
    keys = mark_sentences(tokens, key_points)
    return Rendering(
        html=sanitise(_page(tokens, annotations.notes, blocks, anchors, sources)),
        annotations=(*annotations.found, *(annotation for annotation, _ in keys)),
        anchors=(*annotations.anchors, *(anchor for _, anchor in keys)),
        headings=headings,
        references=with_columns(references, body),
        words=count_words(texts),
        highlights=_highlights(annotations, blocks, sources) if origin is not None else (),
        flaws=tuple(flaws),
    )


def render_for_feed(body: str, *, confirmed: bool = False, math: bool = False) -> str:
    """As `render`, the HTML alone: notes are footnotes at the end, for readers without the theme's styles."""
    env: dict[str, Any] = {MATH: True} if math else {}
    tokens = parse(body, env)
    list(typeset(tokens, env))
    annotations = collect(tokens, env, hides=_hides(confirmed=confirmed))
    outline(tokens)
    survey(tokens)
    shape(tokens)
    blocks = {name: comment.tokens for name, comment in _comments(annotations.notes, env).items()}
    return sanitise(_feed(tokens, annotations.notes, blocks))


def _sources(annotations: Annotations, origin: Origin | None, texts: Sequence[str]) -> dict[str, str]:
    """Where each passage stands in the page it was published on, by the id of its element."""
    if origin is None or not origin.url:
        return {}
    text = "\n".join(texts)
    pairs = zip(annotations.found, annotations.anchors, strict=True)
    return {anchor: source for found, anchor in pairs if (source := origin.link(found.quote, text))}


def _highlights(
    annotations: Annotations, blocks: Mapping[str, Sequence[Token]], sources: Mapping[str, str]
) -> tuple[Highlight, ...]:
    """People's annotations as other pages show them: notes as feeds do, without ids, which would clash there."""
    notes = {note.id if note.marked else f"note-{note.id}": note for note in annotations.notes}
    return tuple(
        Highlight(
            anchor=anchor,
            quote=" ".join(found.quote.exact.split()),
            comment_html=sanitise(_said_elsewhere(notes[anchor], blocks)) if anchor in notes else "",
            by=found.by or "",
            tags=found.tags,
            day=found.day,
            source=sources.get(anchor, ""),
        )
        for found, anchor in zip(annotations.found, annotations.anchors, strict=True)
        if found.by != MACHINE
    )


def _said_elsewhere(note: Note, blocks: Mapping[str, Sequence[Token]]) -> str:
    """A comment and the replies to it."""
    replies = "".join(
        f'<div class="reply">{_head(reply)}\n{_said_elsewhere(reply, blocks)}</div>\n' for reply in note.replies
    )
    return FEED.html(blocks[note.id], Surroundings(asides={})) + replies


def _hides(*, confirmed: bool) -> Callable[[Definition], bool]:
    return lambda note: note.resolved or (confirmed and note.inferred)


class _Comment(NamedTuple):
    """A comment, ready to be rendered; what it refers to, and what of it cannot be rendered as it is meant."""

    tokens: list[Token]
    references: tuple[Reference, ...]
    flaws: tuple[Flaw, ...]


def _comments(notes: Sequence[Note], env: Mapping[str, Any]) -> dict[str, _Comment]:
    """The comment of each note and reply, by its id."""
    return {said.id: _comment(said, env) for note in notes for said in note.thread}


def _comment(note: Note, env: Mapping[str, Any]) -> _Comment:
    own = comment_env(env)
    tokens = parse(note.definition.comment, own)
    above = note.definition.line - 1
    flaws = tuple(typeset(tokens, own, above=above))
    references = survey(tokens, above=above)
    flatten_headings(tokens)
    shape(tokens)
    return _Comment(tokens, references, flaws)


def _page(
    tokens: Sequence[Token],
    notes: Sequence[Note],
    blocks: Mapping[str, Sequence[Token]],
    anchors: frozenset[str],
    sources: Mapping[str, str],
) -> str:
    alone = Surroundings(asides={}, anchors=anchors)
    asides = {
        note.id: _aside(note, blocks, alone)
        for note in notes
        if note.referenced and all(token.type in _IN_A_SPAN for said in note.thread for token in blocks[said.id])
    }
    html = PAGE.html(tokens, Surroundings(asides=asides, anchors=anchors, sources=sources))
    items = "".join(_endnote(note, blocks, alone) for note in notes if note.id not in asides)
    end = f'<section class="endnotes" role="doc-endnotes"><ol>\n{items}</ol></section>\n' if items else ""
    return html + end


def _aside(note: Note, blocks: Mapping[str, Sequence[Token]], around: Surroundings) -> str:
    """A note within a span: its head, its first paragraph, each further one and each reply in a span of its own."""
    inlines = [PAGE.inline_html(token.children or (), around) for token in blocks[note.id] if token.type == "inline"]
    first, *others = inlines or [""]
    head = note_head(note)
    return (
        (f' <span class="note-head">{text_html(head)}</span>' if head else "")
        + f" {first}"
        + "".join(f' <span class="note-p">{paragraph}</span>' for paragraph in others)
        + "".join(
            f' <span class="reply" id="note-{reply.id}"{note_attributes(reply)}>'
            f"{_aside(reply, blocks, around).lstrip()}</span>"
            for reply in note.replies
        )
    )


def _endnote(note: Note, blocks: Mapping[str, Sequence[Token]], around: Surroundings) -> str:
    named = note.marked and note.definition.label
    back = f'<p><a class="note-back" href="#{note.id}">↩</a></p>\n' if named else ""
    return (
        f'<li id="note-{note.id}" class="endnote{hue(note)}" value="{note.number}"{note_attributes(note)}>'
        f"{_said(note, blocks, around)}{back}</li>\n"
    )


def _said(note: Note, blocks: Mapping[str, Sequence[Token]], around: Surroundings) -> str:
    """A note as blocks: its head, its comment, its replies."""
    replies = "".join(
        f'<div class="reply" id="note-{reply.id}"{note_attributes(reply)}>{_said(reply, blocks, around)}</div>\n'
        for reply in note.replies
    )
    return f"{_head(note)}\n{PAGE.html(blocks[note.id], around)}{replies}"


def _head(note: Note) -> str:
    head = note_head(note)
    return f'<p class="note-head">{text_html(head)}</p>' if head else ""


def _feed(tokens: Sequence[Token], notes: Sequence[Note], blocks: Mapping[str, Sequence[Token]]) -> str:
    around = Surroundings(asides={})
    items = "".join(_feed_item(note, blocks, around) for note in notes)
    return FEED.html(tokens, around) + (f"<hr>\n<ol>\n{items}</ol>\n" if items else "")


def _feed_item(note: Note, blocks: Mapping[str, Sequence[Token]], around: Surroundings) -> str:
    replies = "".join(_feed_item(reply, blocks, around) for reply in note.replies)
    under = f"<ul>\n{replies}</ul>\n" if replies else ""
    return f"<li>{_head(note)}\n{FEED.html(blocks[note.id], around)}{under}</li>\n"
