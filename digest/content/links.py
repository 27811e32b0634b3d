"""Where links and images may lead.

`http`, `https` and `mailto` lead out; `//host` is https. A path leads to a file of the project, `/path` to the site's
root, `#fragment` within the page. Everything else stays text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote

from digest.content.private import without_private
from digest.model.rendering import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_PRIVATE = re.compile("%25%25.*?%25%25")
"""`%%private%%`, as it stands in an address."""
_OUTSIDE = ("http", "https", "mailto")

FILE, ROOT = "digest-file:", "digest-root:"
"""Schemes of links that the plan resolves. What follows is percent-encoded, a fragment is kept behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a link leads.

    Attributes:
        kind: `outside`, `file`, `root`, `fragment`, or `nowhere` where it must not lead anywhere.
        href: what to write, empty for `nowhere`.
        target: of a file, percent-decoded, without fragment.
    """

    kind: Literal["outside", "file", "root", "fragment", "nowhere"]
    href: str = ""
    target: str = ""


_NOWHERE = Destination(kind="nowhere")


def destination(href: str) -> Destination:
    """Where an address, as markdown-it normalised it, leads."""
    scheme = _SCHEME.match(href)
    if scheme:
        return Destination(kind="outside", href=href.strip()) if scheme[1].lower() in _OUTSIDE else _NOWHERE
    if href.startswith("//"):
        return Destination(kind="outside", href=f"https:{href}") if href.strip("/") else _NOWHERE
    path, mark, fragment = href.partition("#")
    if not path:
        return Destination(kind="fragment", href=href) if fragment else _NOWHERE
    decoded = unquote(path).replace("\0", "\ufffd")
    written = quote(decoded.lstrip("/"), safe="/") + mark + fragment
    if path.startswith("/"):
        return Destination(kind="root", href=ROOT + written)
    return Destination(kind="file", href=FILE + written, target=decoded)


def is_allowed(href: str) -> bool:
    """Whether a link is one at all: what leads nowhere stays as it was written.

    `data:` is let through here and loses its address in rendering: nobody wants to read an image's bytes.
    """
    scheme = _SCHEME.match(href)
    return scheme is None or scheme[1].lower() in (*_OUTSIDE, "data")


def survey(tokens: Iterable[Token], *, above: int = 0) -> tuple[Reference, ...]:
    """Leave its destination on each link and image, as `meta["to"]`; returns those that lead into the project.

    An image within a link gets `meta["linked"]`. `above` is how many lines stand before the tokens' first.
    """
    found: list[Reference] = []
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "inline":
            found += _survey_block(token.children or (), above + line + 1)
    return tuple(found)


def _survey_block(children: Sequence[Token], line: int) -> Iterator[Reference]:
    opened: list[Destination] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "link_close":
            child.meta["to"] = opened.pop()
        elif child.type in ("link_open", "image"):
            image = child.type == "image"
            to = destination(_PRIVATE.sub("", str(child.attrs.get("src" if image else "href", ""))))
            if "title" in child.attrs:
                child.attrs["title"] = without_private(str(child.attrs["title"]))
            if opened and not image:  # `[a <https://b.org>](c)`: HTML has no link within a link
                to = _NOWHERE
            child.meta |= {"to": to, "linked": bool(opened)}
            if not image:
                opened.append(to)
            if to.kind == "file":
                yield Reference(target=to.target, line=line, image=image)
