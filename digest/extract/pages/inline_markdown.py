"""Inline content as Markdown: emphasis, links, code, images, line breaks.

It is flattened to runs of equally styled text first. So emphasis is written only where CommonMark's rules for
delimiter runs (0.31, section 6.2) let it be read back, and dropped elsewhere: the words matter more than the style.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.extract.pages.blocks import (
    CodeSpan,
    Emphasis,
    Formula,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Text,
)
from digest.markdown.escape import escape

_BREAK = "\n"
_UNSAFE = re.compile(r"[\s<>()\\\"`|*_\[\]^{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How a run is written.

    Attributes:
        marks: its emphasis in alphabetical order, each as its kind (see `Emphasis`) and a number that tells it from
            other emphasis of that kind.
        code: whether it is code.
        address: where its link leads, or None.
        ready: whether it is Markdown already, as an image is.
    """

    marks: tuple[tuple[str, int], ...] = ()
    code: bool = False
    address: str | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Equally styled text; a line end in it is a line break."""

    text: str
    style: _Style


_PLAIN = _Style()
_READY = _Style(ready=True)


def inline_markdown(content: Iterable[Inline]) -> str:
    """The Markdown of inline content, without space around it."""
    merged: list[_Run] = []
    for run in _runs(content, _PLAIN):
        if merged and merged[-1].style == run.style:
            merged[-1] = _Run(text=merged[-1].text + run.text, style=run.style)
        elif run.text:
            merged.append(run)
    return _written(merged)


def image_markdown(image: Image) -> str:
    """An image as Markdown, or the empty text where its address does not lead to the web."""
    return f"![{_bracketed(image.description)}]({_destination(image.address)})" if image.address is not None else ""


def _runs(content: Iterable[Inline], style: _Style) -> Iterator[_Run]:
    """The runs of inline content that stands in a style."""
    for inline in content:
        match inline:
            case Text():
                yield _Run(text=inline.text, style=style)
            case CodeSpan():
                yield _Run(text=inline.text, style=replace(style, code=True))
            case LineBreak():
                yield _Run(text=_BREAK, style=replace(style, marks=(), code=False))
            case Image() | NoteReference():
                yield _Run(text=_ready_markdown(inline), style=_READY)
            case Formula():
                yield _Run(text=_ready_markdown(inline), style=replace(style, ready=True))
            case Emphasis():
                yield from _runs(inline.content, _marked(style, inline.kind, id(inline)))
            case Link():
                yield from _runs(inline.content, replace(style, address=inline.address))


def _ready_markdown(inline: Image | Formula | NoteReference) -> str:
    """What is written as it is, whatever stands around it."""
    match inline:
        case Image():
            return image_markdown(inline)
        case Formula():
            tex = inline.tex.strip()
            return f"${tex}$" if tex else ""
        case NoteReference():
            return f"[^{inline.label}]"


def _marked(style: _Style, letter: str, identity: int) -> _Style:
    """A style within emphasis; emphasis within the same kind of emphasis is none."""
    if any(mark == letter for mark, _ in style.marks):
        return style
    return replace(style, marks=tuple(sorted((*style.marks, (letter, identity)))))


_DELIMITERS: Final = {"b": "**", "i": "*", "s": "~~"}
"""The kind of an emphasis -> what is written before and behind it."""

_OUTSIDE: Final = ".,:;!?…“”„‟\"'‘’«»‹›—–。、，：；！？「」『』《》（）"
"""Punctuation that may stand outside emphasis: no part of other marks. Of quotation marks both go."""

_OPENING, _CLOSING = frozenset("“„‘«‹「『《（"), frozenset("”“’»›」』》）")
_LINK: Final = "a"


def _written(runs: Sequence[_Run]) -> str:
    """The runs as Markdown, on as many lines as they have line breaks."""
    many_ticks = sum(run.text.count("`") for run in runs) > 1
    text = _Writer(runs=runs, many_ticks=many_ticks).written(0, len(runs), "", (" ", " "))
    lines = [line.strip() for line in re.sub(r" +", " ", text).split("\n")]
    return "\\\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Writes runs, with one pair of delimiters around all neighbours that share a style.

    Attributes:
        runs: of a paragraph.
        many_ticks: whether backticks in their text could be code.
    """

    runs: Sequence[_Run]
    many_ticks: bool

    def written(self, start: int, end: int, opened: str, around: tuple[str, str]) -> str:
        """Some of the runs.

        Args:
            start: the first.
            end: behind the last.
            opened: the letters of the styles that delimiters around them say already.
            around: the characters before and behind them.
        """
        written = ""
        while start < end:
            style, stop = self._widest(start, end, opened)
            before = written[-1:] or around[0]
            after = self.runs[stop].text[:1] if stop < end else around[1]
            if style == _LINK:
                if written.endswith(("!", "^")):  # which would make an image, or a note, of the link
                    written = f"{written[:-1]}\\{written[-1]}"
                written += self._link(start, stop, opened)
            elif style:
                written += self._emphasis(start, stop, opened + style, (before, after or around[1]))
            else:
                written += self._piece(self.runs[start], linked=_LINK in opened)
            start = stop
        return written

    def _widest(self, start: int, end: int, opened: str) -> tuple[str, int]:
        """The style that reaches furthest from a run, and where it ends; a link before emphasis, strong before that."""
        first = self.runs[start].style
        widest, furthest = "", start + 1
        for style in (_LINK, *(letter for letter, _ in first.marks)):
            if style in opened or (style == _LINK and first.address is None):
                continue
            stop = start + 1
            while stop < end and self._continues(stop, style):
                stop += 1
            if not widest or stop > furthest:
                widest, furthest = style, stop
        return widest, furthest

    def _continues(self, index: int, style: str) -> bool:
        """Whether a run stands in the same link or emphasis as the one before it, or in emphasis that touches it."""
        before, run = self.runs[index - 1], self.runs[index]
        if style == _LINK:
            return before.style.address == run.style.address
        identity, own = dict(before.style.marks).get(style), dict(run.style.marks).get(style)
        touches = not before.text[-1:].isspace() and not run.text[:1].isspace()
        return own is not None and (own == identity or (touches and before.style.address == run.style.address))

    def _link(self, start: int, stop: int, opened: str) -> str:
        """A link around some runs."""
        linked = self.written(start, stop, opened + _LINK, ("[", "]"))
        left, core, right = _parted(linked)
        return f"{left}[{core}]({_destination(self.runs[start].style.address or '')}){right}" if core else linked

    def _emphasis(self, start: int, stop: int, opened: str, around: tuple[str, str]) -> str:
        """Emphasis, written only where its delimiters would be read as such."""
        inner = self.written(start, stop, opened, around)
        left, core, right = _parted(inner, " ")
        before, after = left or around[0], right or around[1]
        if not core.strip("*~") or "\n" in core or before[-1:] in {"*", "~"}:
            return inner
        if not _flanks(before, core, after):
            first, core, last = _without_punctuation(core, before, after)
            left, right = left + first, last + right
            if not core or not _flanks(left or around[0], core, right or around[1]):
                return inner
        delimiter = _DELIMITERS[opened[-1]]
        return f"{left}{delimiter}{core}{delimiter}{right}"

    def _piece(self, run: _Run, *, linked: bool) -> str:
        """One run without its emphasis."""
        if run.style.ready or run.text == _BREAK or run.text.isspace():
            return run.text
        left, core, right = _parted(run.text)
        if run.style.code:
            return left + _code_span(core) + right
        lines = (_escaped(line, linked=linked, many_ticks=self.many_ticks) for line in core.split("\n"))
        return left + "\n".join(lines) + right


def _escaped(text: str, *, linked: bool, many_ticks: bool) -> str:
    escaped = _bracketed(text) if linked else escape(text)
    if many_ticks and text.count("`") == 1:
        escaped = re.sub(r"(?<!\\)`", r"\\`", escaped)
    left, _, right = _parted(text)
    return left + escaped + right


def _parted(text: str, space: str | None = None) -> tuple[str, str, str]:
    """The space before a text, the text, and the space behind it."""
    return text[: len(text) - len(text.lstrip(space))], text.strip(space), text[len(text.rstrip(space)) :]


def _bracketed(text: str) -> str:
    """Escaped text that can stand between brackets."""
    pieces = re.split(r"([\[\]])", text)
    return "".join(f"\\{piece}" if piece in {"[", "]"} else _kept_spaces(piece) for piece in pieces)


def _kept_spaces(piece: str) -> str:
    if not piece.strip():
        return " " if piece else ""
    return (" " if piece[0].isspace() else "") + escape(piece) + (" " if piece[-1].isspace() else "")


def _flanks(before: str, core: str, after: str) -> bool:
    """Whether a delimiter before and after the text would open and close emphasis.

    Delimiters within the text that touch it are read as one with it, so that the character behind them counts.
    """
    first, last = core.lstrip("*~")[:1] or core[0], core.rstrip("*~")[-1:] or core[-1]
    opens = not _is_punctuation(first) or before[-1:].isspace() or _is_punctuation(before[-1:])
    closes = not _is_punctuation(last) or after[:1].isspace() or _is_punctuation(after[:1])
    return opens and closes


def _without_punctuation(core: str, before: str, after: str) -> tuple[str, str, str]:
    """Emphasised text without the punctuation at an end that a word touches: `**Note**:text`, not `**Note:**text`."""
    end = len(core.rstrip(_OUTSIDE)) if _is_word(after[:1]) else len(core)
    is_quoted = core[:1] in _OPENING and not _CLOSING.isdisjoint(core[end:])
    start = len(core) - len(core.lstrip(_OUTSIDE)) if _is_word(before[-1:]) or is_quoted else 0
    if start >= end or core[end - 1] == "\\":  # which would escape the delimiter
        return "", "", core
    return core[:start], core[start:end], core[end:]


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _code_span(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _destination(address: str) -> str:
    """An address as a link's destination; `&` is escaped so that no entity is read in it."""
    encoded = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)
    return re.sub(r"&(?=#?\w+;)", r"\\&", encoded)
