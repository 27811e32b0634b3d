"""The blocks of a saved page: runs of text that a reader sees as one, each with where it stands in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

SILENT: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"}
)
"""Elements whose text is not shown, or is none of the article's."""

_INLINE_WORDS = "a abbr b bdi bdo cite code em font i kbd mark q s samp small span strong sub sup time u var wbr"
INLINE: Final = frozenset(_INLINE_WORDS.split())
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datum|fecha|time|timestamp|author|autor|byline|published)(?:$|[\s_-])", re.IGNORECASE
)
_CUE = re.compile(r"[a-z]+")

Slot = tuple["_Element", Literal["text", "tail"]]
"""Where a piece of text stands in the tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text between two edges of blocks.

    Attributes:
        text: on one line.
        tags: of the elements around it, from the root.
        cues: the words in the classes, ids and roles of these elements.
        linked: the share of its code points that are a link's.
        slots: the pieces of text in it.
    """

    text: str
    tags: tuple[str, ...]
    cues: frozenset[str]
    linked: float
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class _Run:
    """What was read since the last edge of a block."""

    pieces: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    around: tuple[tuple[str, frozenset[str]], ...] = ()
    length: int = 0
    linked: int = 0

    def block(self) -> Block | None:
        """The block it makes, or None where nothing stands in it."""
        text = " ".join("".join(self.pieces).split())
        if not text:
            return None
        return Block(
            text=text,
            tags=tuple(tag for tag, _ in self.around),
            cues=frozenset().union(*(cues for _, cues in self.around)),
            linked=self.linked / self.length,
            slots=tuple(self.slots),
        )


def breaks(element: _Element) -> bool:
    """Whether a block ends where an element begins: it is no inline one, or says when or by whom.

    An inline element that does so is set apart from its neighbours by its style alone.
    """
    if element.tag not in INLINE:
        return True
    named = element.get("class") if element.tag in {"span", "time"} else None
    return named is not None and bool(_BYLINE_CLASS.search(named))


def blocks(tree: _Element) -> list[Block]:
    """The blocks of a page in their order."""
    return [block for run in _runs(tree) if (block := run.block())]


def _runs(tree: _Element) -> Iterator[_Run]:
    from lxml import etree  # noqa: PLC0415

    run, links = _Run(), 0
    stack: list[tuple[str, frozenset[str]]] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        silent = not isinstance(element.tag, str) or element.tag in SILENT
        if not silent and breaks(element):
            yield run
            run = _Run()
        if event == "end":
            if not silent:
                stack.pop()
                links -= element.tag == "a"
            _add(run, (element, "tail"), element.tail, stack, links)
        elif silent:
            walker.skip_subtree()
        else:
            stack.append((element.tag, _cues(element)))
            links += element.tag == "a"
            _add(run, (element, "text"), element.text, stack, links)
    yield run


def _cues(element: _Element) -> frozenset[str]:
    named = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role"))))
    return frozenset(_CUE.findall(named.lower())) if named else frozenset()


def _add(run: _Run, slot: Slot, text: str | None, stack: Sequence[tuple[str, frozenset[str]]], links: int) -> None:
    if not text:
        return
    run.pieces.append(text)
    run.slots.append(slot)
    length = len(text.strip())
    if length:
        run.around = run.around or tuple(stack)
        run.length += length
        run.linked += length if links else 0
