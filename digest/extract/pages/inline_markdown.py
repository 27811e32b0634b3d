"""Inline content as Markdown: emphasis, links, code, images, line breaks.

It is flattened to runs of equally styled text first. So emphasis is written only where CommonMark's rules for
delimiter runs (0.31, section 6.2) let it be read back, and dropped elsewhere: the words matter more than the style.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from digest.extract.pages.blocks import (
    CodeSpan,
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Strikethrough,
    Strong,
    Text,
)
from digest.markdown.escape import escape

_BREAK = "\n"
_UNSAFE = re.compile(r"[\s<>()\\\"`|*_\[\]^{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How a run is written.

    Attributes:
        marks: the letters of its emphasis in alphabetical order: b for strong, i for emphasised, s for struck out.
        code: whether it is code.
        address: where its link leads, or None.
        ready: whether it is Markdown already, as an image is.
    """

    marks: str = ""
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
    if image.address is None:
        return ""
    return f"![{_bracketed(image.description)}]({_destination(image.address)})"


def _runs(content: Iterable[Inline], style: _Style) -> Iterator[_Run]:
    """The runs of inline content that stands in a style."""
    for inline in content:
        match inline:
            case Text():
                yield _Run(text=inline.text, style=style)
            case CodeSpan():
                yield _Run(text=inline.text, style=replace(style, code=True))
            case LineBreak():
                yield _Run(text=_BREAK, style=replace(style, marks="", code=False))
            case Image():
                yield _Run(text=image_markdown(inline), style=_READY)
            case Strong():
                yield from _runs(inline.content, _marked(style, "b"))
            case Emphasis():
                yield from _runs(inline.content, _marked(style, "i"))
            case Strikethrough():
                yield from _runs(inline.content, _marked(style, "s"))
            case Link():
                yield from _runs(inline.content, replace(style, address=inline.address))


def _marked(style: _Style, mark: str) -> _Style:
    return replace(style, marks="".join(sorted({*style.marks, mark})))


_MARKS = {"": "", "b": "**", "i": "*", "bi": "***", "s": "~~", "bs": "~~", "is": "~~", "bis": "~~"}


def _written(runs: Sequence[_Run]) -> str:
    """The runs as Markdown, links around those that share one."""
    ticks = sum(run.text.count("`") for run in runs)
    pieces: list[str] = []
    for address, group in groupby(enumerate(runs), key=lambda item: item[1].style.address):
        linked = ""
        for index, run in group:
            before = runs[index - 1].text[-1:] if index else " "
            after = runs[index + 1].text[:1] if index + 1 < len(runs) else " "
            touching = index > 0 and bool(runs[index - 1].style.marks) and not before.isspace()
            linked += _piece(run, before, after, many_ticks=ticks > 1, bare=touching)
        if address is None or not linked.strip():
            pieces.append(linked)
            continue
        core = linked.strip()
        left = linked[: len(linked) - len(linked.lstrip())]
        right = linked[len(linked.rstrip()) :]
        if pieces and pieces[-1].endswith(("!", "^")):
            pieces[-1] = f"{pieces[-1][:-1]}\\{pieces[-1][-1]}"
        pieces.append(f"{left}[{core}]({_destination(address)}){right}")
    lines = [line.strip() for line in re.sub(r" +", " ", "".join(pieces)).split("\n")]
    return "\\\n".join(line for line in lines if line)


def _piece(run: _Run, before: str, after: str, *, many_ticks: bool, bare: bool) -> str:
    if run.style.ready or run.text == _BREAK or run.text.isspace():
        return run.text
    core = run.text.strip()
    left = run.text[: len(run.text) - len(run.text.lstrip())]
    right = run.text[len(run.text.rstrip()) :]
    if run.style.code:
        return left + _code_span(core) + right
    linked = run.style.address is not None
    escaped = "\n".join(_escaped(line, linked=linked, many_ticks=many_ticks) for line in core.split("\n"))
    mark = _MARKS[run.style.marks]
    if not mark or bare or "\n" in core or not _flanks(left or before, core, right or after):
        return left + escaped + right
    return f"{left}{mark}{escaped}{mark}{right}"


def _escaped(text: str, *, linked: bool, many_ticks: bool) -> str:
    escaped = _bracketed(text) if linked else escape(text)
    if many_ticks and text.count("`") == 1:
        escaped = re.sub(r"(?<!\\)`", r"\\`", escaped)
    left = text[: len(text) - len(text.lstrip())]
    right = text[len(text.rstrip()) :]
    return left + escaped + right


def _bracketed(text: str) -> str:
    """Escaped text that can stand between brackets."""
    pieces = re.split(r"([\[\]])", text)
    return "".join(f"\\{piece}" if piece in {"[", "]"} else _kept_spaces(piece) for piece in pieces)


def _kept_spaces(piece: str) -> str:
    if not piece.strip():
        return " " if piece else ""
    return (" " if piece[0].isspace() else "") + escape(piece) + (" " if piece[-1].isspace() else "")


def _flanks(before: str, core: str, after: str) -> bool:
    """Whether a delimiter before and after the text would open and close emphasis."""
    opens = not _is_punctuation(core[0]) or before[-1:].isspace() or _is_punctuation(before[-1:])
    closes = not _is_punctuation(core[-1]) or after[:1].isspace() or _is_punctuation(after[:1])
    return opens and closes


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
