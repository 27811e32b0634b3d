"""The text of a saved page in blocks: runs of text that a reader sees as one, each with its place in the tree.

They are what `block_classifier` decides about; what a kept part of the page looks like is said by `blocks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Final, Literal

from lxml import etree
from lxml.etree import _Element

from digest.dataclass import dataclass

HIDDEN: Final = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"}
)
"""Elements whose text a browser does not show, or that belongs to the page's controls."""

_INLINE_TAGS = "a abbr b bdi bdo cite code em font i kbd mark q s samp small span strong sub sup time u var wbr"
INLINE: Final = frozenset(_INLINE_TAGS.split())
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|datum|fecha|time|timestamp|author|autor|byline|published)(?:$|[\s_-])", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[a-z]+")

TextNode = tuple["_Element", Literal["text", "tail"]]
"""A piece of text in the tree, as lxml has it: what stands in an element before its children, or behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A run of text between two boundaries.

    Attributes:
        text: on one line.
        tags: of the elements around it, from the root.
        names: the words in the classes, ids and roles of these elements.
        link_density: the share of its code points that stand in links.
        nodes: the pieces of text in it.
    """

    text: str
    tags: tuple[str, ...]
    names: frozenset[str]
    link_density: float
    nodes: tuple[TextNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Containers:
    """The elements around the blocks of a page, as numbers.

    Attributes:
        innermost: for each block the element in which its first word stands.
        parents: for each element the one around it, which has a lower number; -1 for the root.
    """

    innermost: tuple[int, ...]
    parents: tuple[int, ...]


@dataclass(slots=True)
class _OpenBlock:
    """What was read since the last boundary.

    Attributes:
        pieces: the text as it is.
        nodes: where it stands.
        path: tag and names of each element around the first word, from the root.
        length: code points, space around the pieces not counted.
        linked: how many of them stand in links.
    """

    pieces: list[str] = field(default_factory=list)
    nodes: list[TextNode] = field(default_factory=list)
    path: tuple[tuple[str, frozenset[str]], ...] = ()
    length: int = 0
    linked: int = 0

    def closed(self) -> TextBlock | None:
        """The finished block, or None where there is no text in it."""
        text = " ".join("".join(self.pieces).split())
        if not text:
            return None
        return TextBlock(
            text=text,
            tags=tuple(tag for tag, _ in self.path),
            names=frozenset().union(*(names for _, names in self.path)),
            link_density=self.linked / self.length,
            nodes=tuple(self.nodes),
        )


def is_boundary(element: _Element) -> bool:
    """Whether blocks end where an element begins and ends.

    All but inline elements are boundaries, and of these the ones that hold a date or a name by their class: a style
    sheet sets them apart.
    """
    if element.tag not in INLINE:
        return True
    classes = element.get("class") if element.tag in {"span", "time"} else None
    return classes is not None and _is_byline_class(classes)


@lru_cache(maxsize=1024)
def _is_byline_class(classes: str) -> bool:
    """Whether a class says that its element holds a date or a name."""
    return bool(_BYLINE_CLASS.search(classes))


def text_blocks(tree: _Element) -> list[TextBlock]:
    """The blocks of a page in their order."""
    return [block for open_block in _open_blocks(tree) if (block := open_block.closed())]


def containers(blocks: Sequence[TextBlock]) -> Containers:
    """The elements around some blocks of one page."""
    numbers: dict[_Element, int] = {}
    parents: list[int] = []
    innermost = []
    for block in blocks:
        element: _Element | None = _innermost(block)
        path = []
        while element is not None and element not in numbers:
            path.append(element)
            element = element.getparent()
        number = -1 if element is None else numbers[element]
        for inner in reversed(path):
            parents.append(number)
            number = numbers[inner] = len(numbers)
        innermost.append(number)
    return Containers(innermost=tuple(innermost), parents=tuple(parents))


def _innermost(block: TextBlock) -> _Element:
    """The element in which the first word of a block stands."""
    for element, place in block.nodes:
        text = element.text if place == "text" else element.tail
        if text and not text.isspace():
            parent = element if place == "text" else element.getparent()
            if parent is not None:
                return parent
    return block.nodes[0][0]


def shown_text(tree: _Element) -> str:
    """The text that a page shows, a line for each block."""
    pieces: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        hidden = not isinstance(element.tag, str) or element.tag in HIDDEN
        boundary = "" if hidden or not is_boundary(element) else "\n"
        if event == "end":
            pieces += (boundary, " ".join((element.tail or "").split("\n")))
        elif hidden:
            walker.skip_subtree()
        else:
            pieces += (boundary, " ".join((element.text or "").split("\n")))
    return re.sub(r"[ \t]+", " ", re.sub(r"\n[ \t\n]*\n", "\n\n", "".join(pieces)))


def _open_blocks(tree: _Element) -> Iterator[_OpenBlock]:
    block, links = _OpenBlock(), 0
    path: list[tuple[str, frozenset[str]]] = []
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        hidden = not isinstance(element.tag, str) or element.tag in HIDDEN
        if not hidden and is_boundary(element):
            yield block
            block = _OpenBlock()
        if event == "end":
            if not hidden:
                path.pop()
                links -= element.tag == "a"
            _add(block, (element, "tail"), element.tail, path, links)
        elif hidden:
            walker.skip_subtree()
        else:
            path.append((element.tag, _names(element)))
            links += element.tag == "a"
            _add(block, (element, "text"), element.text, path, links)
    yield block


def _names(element: _Element) -> frozenset[str]:
    names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role"))))
    return _words_of(names) if names else _NO_WORDS


_NO_WORDS: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=2048)
def _words_of(names: str) -> frozenset[str]:
    """The words in names; cached, since the elements of a page share them."""
    return frozenset(_NAME_WORD.findall(names.lower()))


def _add(
    block: _OpenBlock, node: TextNode, text: str | None, path: Sequence[tuple[str, frozenset[str]]], links: int
) -> None:
    """Add a piece of text to a block; `links` is how many links are open around it."""
    if not text:
        return
    block.pieces.append(text)
    block.nodes.append(node)
    length = len(text.strip())
    if length:
        block.path = block.path or tuple(path)
        block.length += length
        block.linked += length if links else 0
