"""What stands inside a block of trafilatura's tree, as Markdown: emphasis, links, code, images, line breaks.

The tree is flattened to runs of equally styled text first. So emphasis is written only where CommonMark's
rules for delimiter runs (0.31, section 6.2) let it be read back, and dropped elsewhere: the words matter,
the slant does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from digest.extract.decoding.decode import clean
from digest.extract.facts.addresses import absolute
from digest.markdown.escape import escape

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 100
_BREAK = "\n"
_UNSAFE = re.compile(r"[\s<>()\\\"`|*_\[\]^{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Equally styled text; a line end is a line break; an image is Markdown already."""

    text: str
    mark: str = ""
    code: bool = False
    href: str | None = None
    ready: bool = False


def plain(element: _Element) -> str:
    """All the text of an element on one line."""
    return " ".join(clean("".join(map(str, element.itertext()))).split())


def inline(content: Iterable[_Element], base: str | None, *, lead: str) -> str:
    """The Markdown of some elements, the text after each of them, and the text `lead` before them."""
    runs = [_Run(text=_spaced(lead)), *(run for child in content for run in _runs(child, _Run(text=""), base, 0))]
    merged: list[_Run] = []
    for run in runs:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return _written(merged)


def image(element: _Element, base: str | None) -> str:
    """An image as Markdown, or nothing where its address is none of the web."""
    address = absolute(element.get("src") or "", base)
    if address is None or address.startswith("mailto:"):
        return ""
    return f"![{_bracketed(clean(element.get('alt') or element.get('title') or ''))}]({_destination(address)})"


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text))


def _runs(element: _Element, style: _Run, base: str | None, depth: int) -> Iterator[_Run]:
    """The runs of an element and of the text after it."""
    tail = replace(style, text=_spaced(element.tail or ""))
    if not isinstance(element.tag, str) or depth > _DEEPEST:
        yield tail
        return
    match element.tag:
        case "lb":
            yield replace(style, text=_BREAK, mark="", code=False)
        case "graphic":
            yield _Run(text=image(element, base), ready=True)
        case _:
            inner = _styled(element, style, base)
            yield replace(inner, text=_spaced(element.text or ""))
            for child in element:
                yield from _runs(child, inner, base, depth + 1)
            if element.tag in {"p", "item", "row", "cell", "head"}:
                yield replace(style, text=" ")
    yield tail


def _styled(element: _Element, style: _Run, base: str | None) -> _Run:
    match element.tag, element.get("rend"):
        case "hi", "#b":
            return replace(style, mark="".join(sorted({*style.mark, "b"})))
        case "hi", "#i":
            return replace(style, mark="".join(sorted({*style.mark, "i"})))
        case "hi", "#t":
            return replace(style, code=True)
        case "del", _:
            return replace(style, mark="".join(sorted({*style.mark, "s"})))
        case "code", _:
            return replace(style, code=True)
        case "ref", _:
            return replace(style, href=absolute(element.get("target") or "", base))
        case _:
            return style


_MARKS = {"": "", "b": "**", "i": "*", "bi": "***", "s": "~~", "bs": "~~", "is": "~~", "bis": "~~"}


def _written(runs: Sequence[_Run]) -> str:
    """The runs as Markdown, links around those that share one."""
    ticks = sum(run.text.count("`") for run in runs)
    pieces: list[str] = []
    for href, group in groupby(enumerate(runs), key=lambda item: item[1].href):
        linked = ""
        for index, run in group:
            before = runs[index - 1].text[-1:] if index else " "
            after = runs[index + 1].text[:1] if index + 1 < len(runs) else " "
            touching = index > 0 and bool(runs[index - 1].mark) and not before.isspace()
            linked += _piece(run, before, after, many_ticks=ticks > 1, bare=touching)
        if href is None or not linked.strip():
            pieces.append(linked)
            continue
        core = linked.strip()
        left = linked[: len(linked) - len(linked.lstrip())]
        right = linked[len(linked.rstrip()) :]
        if pieces and pieces[-1].endswith(("!", "^")):
            pieces[-1] = f"{pieces[-1][:-1]}\\{pieces[-1][-1]}"
        pieces.append(f"{left}[{core}]({_destination(href)}){right}")
    lines = [line.strip() for line in re.sub(r" +", " ", "".join(pieces)).split("\n")]
    return "\\\n".join(line for line in lines if line)


def _piece(run: _Run, before: str, after: str, *, many_ticks: bool, bare: bool) -> str:
    if run.ready or run.text == _BREAK or run.text.isspace():
        return run.text
    core = run.text.strip()
    left = run.text[: len(run.text) - len(run.text.lstrip())]
    right = run.text[len(run.text.rstrip()) :]
    if run.code:
        return left + _code_span(core) + right
    linked = run.href is not None
    escaped = "\n".join(_escaped(line, linked=linked, many_ticks=many_ticks) for line in core.split("\n"))
    mark = _MARKS[run.mark]
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
