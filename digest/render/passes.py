"""A body to tokens that are ready to be written as HTML: the one chain of passes, for every edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.annotations import collect
from digest.classify.direction import direction_of
from digest.dataclass import dataclass
from digest.markdown.links import resolve_links
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts, blocks_with_markup
from digest.markdown.rules.block_ids import place_block_ids
from digest.markdown.rules.math import MATH
from digest.markdown.rules.notes import comment_env
from digest.model.annotation import HOW_TO_CONFIRM, NO_YEAR
from digest.render.directions import comment_direction, place_directions, place_languages
from digest.render.figures_and_tasks import flatten_headings, place_figures_and_tasks
from digest.render.note_flaws import note_flaws
from digest.render.outline import outline
from digest.render.typeset_math import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from digest.annotations import Annotations, Note
    from digest.markdown.note_definitions import Definition
    from digest.model.rendering import Flaw, Heading, Reference
    from digest.model.words import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A note's comment.

    Attributes:
        tokens: ready to be written.
        references: the links and images that lead into the project.
        flaws: what cannot be rendered as it is meant.
        direction: of most of its letters.
    """

    tokens: Sequence[Token]
    references: tuple[Reference, ...]
    flaws: tuple[Flaw, ...]
    direction: Direction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A body.

    Attributes:
        tokens: ready to be written.
        blocks: those of them that hold markup.
        annotations: found on the tokens.
        comments: the comment of each note and reply, by the note's id.
        headings: in reading order.
        texts: the plain text of each block, notes left out.
        references: the links and images that lead into the project, those of comments last.
        flaws: what cannot be rendered as it is meant, that of comments last.
    """

    tokens: Sequence[Token]
    blocks: Sequence[Token]
    annotations: Annotations
    comments: Mapping[str, Comment]
    headings: tuple[Heading, ...]
    texts: tuple[str, ...]
    references: tuple[Reference, ...]
    flaws: tuple[Flaw, ...]


def read_document(body: str, *, confirmed: bool, math: bool, language: str = "", inferred: str = NO_YEAR) -> Document:
    """Parse a body and pass its tokens through each step of the chain.

    The order matters: formulas are set and annotations collected while all children stand as they were parsed; texts
    are taken before titles become captions; an image stands alone only once hidden notes are gone.

    Args:
        body: annotated Markdown.
        confirmed: whether a person has confirmed the article's date, so that notes on it are left out.
        math: whether it has formulas.
        language: of the body, as a tag; what runs the other way says so, and quotations in another one. Without it none
            does, and the body runs from left to right.
        inferred: what readers are told where the converter's note says that it inferred the date.
    """
    direction = direction_of(language)
    env: dict[str, Any] = {MATH: True} if math else {}
    tokens = parse(body, env)
    blocks = blocks_with_markup(tokens)
    flaws = (*typeset(tokens, env), *note_flaws(blocks, env))
    annotations = collect(blocks, env, hides=_is_left_out(confirmed=confirmed))
    headings = outline(tokens)
    texts = tuple(block_texts(tokens))
    references = resolve_links(blocks)
    place_block_ids(tokens, blocks)
    place_figures_and_tasks(tokens)
    place_directions(tokens, direction)
    if language:
        place_languages(tokens, language)
    comments = {
        note.id: read_comment(note, env, direction, inferred) for thread in annotations.notes for note in thread.thread
    }
    return Document(
        tokens=tokens,
        blocks=blocks,
        annotations=annotations,
        comments=comments,
        headings=headings,
        texts=texts,
        references=(*references, *(each for comment in comments.values() for each in comment.references)),
        flaws=(*flaws, *(each for comment in comments.values() for each in comment.flaws)),
    )


def read_comment(note: Note, env: Mapping[str, Any], direction: Direction = "ltr", inferred: str = NO_YEAR) -> Comment:
    """The same chain for a comment, without what only a body has: annotations, an outline and names of blocks.

    Args:
        note: a note or reply.
        env: of the body's parse.
        direction: in which the body as a whole is shown.
        inferred: as of `read_document`.
    """
    own_env = comment_env(env)
    lines_above = note.definition.line - 1
    comment = note.definition.comment
    if note.definition.inferred:
        comment = comment.replace(HOW_TO_CONFIRM, "").replace(NO_YEAR, inferred)
    tokens = parse(comment, own_env)
    flaws = tuple(typeset(tokens, own_env, above=lines_above))
    references = resolve_links(tokens, above=lines_above)
    flatten_headings(tokens)
    place_figures_and_tasks(tokens)
    place_directions(tokens, direction)
    return Comment(tokens=tokens, references=references, flaws=flaws, direction=comment_direction(tokens))


def _is_left_out(*, confirmed: bool) -> Callable[[Definition], bool]:
    """Whether readers do not see a note: a resolved one, or the converter's on what a person has confirmed."""
    return lambda definition: definition.resolved or (confirmed and definition.inferred)
