"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/), ours and others', read leniently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from digest.annotations.formats.html_to_markdown import html_to_markdown, text_to_markdown
from digest.annotations.formats.incoming import Incoming, day_of, make_annotation, safe_name
from digest.annotations.formats.selectors import quote_of
from digest.annotations.formats.web_annotation import LABEL
from digest.model.annotation import MACHINE, TextQuoteSelector

_MARKDOWN: Final = frozenset({"text/markdown", "text/x-markdown"})
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_DEEPEST: Final = 8
"""Bodies within bodies (`Choice`, `List`, `Composite`)."""


def read(item: Mapping[str, Any]) -> Iterator[Incoming]:
    """The annotation, once for each of its targets."""
    replies = "replying" in _listed(item.get("motivation"))
    bodies = list(_bodies(item))
    creator = next(iter(_listed(item.get("creator"))), None)
    for target in _listed(item.get("target")):
        address = _address(target)
        if not address:
            continue
        selector = target.get("selector") if isinstance(target, Mapping) else None
        yield Incoming(
            id=_identifier(item),
            parent=address if replies else "",
            address=address,
            annotation=make_annotation(
                quote_of(selector) or TextQuoteSelector(exact=""),
                comment="\n\n".join(text for tagging, text in bodies if not tagging and text),
                by=_name(creator),
                tags=[text for tagging, text in bodies if tagging],
                day=day_of(item.get("created")),
                label=_string(item.get(LABEL)),
            ),
        )


def _bodies(item: Mapping[str, Any]) -> Iterator[tuple[bool, str]]:
    """Whether a body is a tag, and its Markdown (of a tag its plain text)."""
    plain = item.get("bodyValue")
    if isinstance(plain, str):
        yield False, text_to_markdown(plain)
    for body in _listed(item.get("body")):
        yield from _body(body, 0)


def _body(body: Any, depth: int) -> Iterator[tuple[bool, str]]:
    if isinstance(body, str):
        yield False, _link(body)
    if not isinstance(body, Mapping) or depth > _DEEPEST:
        return
    if isinstance(body.get("items"), list):
        for item in body["items"]:
            yield from _body(item, depth + 1)
        return
    tagging = "tagging" in _listed(body.get("purpose"))
    value = body.get("value")
    if isinstance(value, str):
        yield tagging, value if tagging else _markdown(value, _string(body.get("format")))
        return
    for source in _listed(body.get("source", body.get("id"))):
        yield from _body(source, depth + 1)


def _markdown(text: str, media_type: str) -> str:
    kind = media_type.partition(";")[0].strip().lower()
    if kind in _MARKDOWN:
        return text
    return html_to_markdown(text) if kind == "text/html" else text_to_markdown(text)


def _link(address: str) -> str:
    return f"<{address}>" if _ADDRESS.fullmatch(address) else ""


def _address(target: Any) -> str:
    """The page of a target: an address, or a resource that has one."""
    if isinstance(target, str):
        return target
    if not isinstance(target, Mapping):
        return ""
    source = target.get("source", target.get("id"))
    return _identifier(source) if isinstance(source, Mapping) else _string(source)


def _name(creator: Any) -> str:
    """Who it is; only software may have the name that marks a machine's annotations."""
    if isinstance(creator, Mapping):
        names = (_string(creator.get(key)) for key in ("name", "nickname", "id"))
        name = next(filter(None, (each.strip() for each in names)), "")
        machine = "Software" in _listed(creator.get("type"))
    else:
        name, machine = _string(creator), False
    return f"{MACHINE}-reader" if safe_name(name) == MACHINE and not machine else name


def _identifier(item: Mapping[str, Any]) -> str:
    return _string(item.get("id", item.get("@id")))


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
