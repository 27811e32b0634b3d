"""What is read of a body of Markdown, to compare it before and after an edit of its annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from digest.annotations.collect import collect
from digest.annotations.delimiters import BEGINNINGS, TOKENS
from digest.dataclass import dataclass
from digest.markdown.note_definitions import definitions
from digest.markdown.parser import normalised, parse, parsed
from digest.markdown.rules.notes import NOTE_REFERENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReading:
    """What is read of a body.

    Attributes:
        markup: the text with its markup, without the annotations.
        annotations: label, passage and comment of each.
        passages: of each highlight.
        labels: of each reference to a note; a note written in the text has none.
        definitions: label and comment of each note that is defined.
    """

    markup: str
    annotations: Counter[tuple[str | None, str, str | None]]
    passages: Counter[str]
    labels: Counter[str]
    definitions: Counter[tuple[str, str]]

    @classmethod
    def of(cls, body: str) -> BodyReading:
        """Read a body."""
        tokens, env = _tokens(normalised(body) if "\r" in body else body)
        markup = "".join(_markup(tokens))
        labels = Counter(
            child.meta["label"] for child in _children(tokens) if child.type == NOTE_REFERENCE and child.meta["label"]
        )
        annotations = collect(tokens, env).found
        return cls(
            markup=markup,
            annotations=Counter((each.id, each.quote.exact, each.comment) for each in annotations),
            passages=Counter(each.quote.exact for each in annotations if each.kind == "highlight"),
            labels=labels,
            definitions=_definitions(env),
        )


def _tokens(body: str) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """The tokens of a body and their `env`; collecting annotations leaves its marks on tokens, where there are any."""
    if not any(beginning in body for beginning in BEGINNINGS):
        return parsed(body)
    env: dict[str, Any] = {}
    return parse(body, env), env


def _definitions(env: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((definition.label, definition.comment) for definition in definitions(env))


def definitions_of(note: str) -> Counter[tuple[str, str]]:
    """What a note says by itself."""
    env: dict[str, Any] = {}
    parse(note, env)
    return _definitions(env)


def _children(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens if token.type == "inline" for child in token.children or ())


def _markup(tokens: Sequence[Token]) -> Iterator[str]:
    """The text and its markup, without annotations, as something to be compared."""
    for token in tokens:
        if token.type == "inline":
            yield from _markup(token.children or ())
        elif token.type == "text":
            yield token.content
        elif token.type not in TOKENS:
            yield f"\0{token.type}\0{token.tag}\0{token.attrs}\0{token.content}\0"
