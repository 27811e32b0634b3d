"""Where links and images may lead.

`http`, `https` and `mailto` lead out; `//host` is https. A path leads to a file of the project, `/path` to the site's
root, `#fragment` within the page. Everything else stays text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote, unquote

from digest.dataclass import dataclass
from digest.markdown.ids import fragment_of
from digest.markdown.marks import TOKENS
from digest.markdown.rules.private import without_private, without_private_in_address
from digest.model.rendering import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_OWN_TEXTS = frozenset(token.name for token in TOKENS.values() if token.has_own_text)
_OUTSIDE = ("http", "https", "mailto")

FILE, ROOT, WIKI = "digest-file:", "digest-root:", "digest-wiki:"
"""Schemes of links that the plan resolves. A percent-encoded path follows, then the fragment if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a link leads.

    Attributes:
        kind: `outside`, `file`, `wiki`, `root`, `fragment`, or `nowhere` if it must not lead anywhere.
        href: the address that is written, empty for `nowhere`.
        target: of a file or wikilink, percent-decoded, without fragment; of a place below the root with a slash.
    """

    kind: Literal["outside", "file", "wiki", "root", "fragment", "nowhere"]
    href: str = ""
    target: str = ""


_NOWHERE = Destination(kind="nowhere")


def destination_of(href: str) -> Destination:
    """Where an address leads, as markdown-it normalised it."""
    scheme = _SCHEME.match(href)
    if scheme:
        return Destination(kind="outside", href=href.strip()) if scheme[1].lower() in _OUTSIDE else _NOWHERE
    if href.startswith("//"):
        return Destination(kind="outside", href=f"https:{href}") if href.strip("/") else _NOWHERE
    path, hash_sign, fragment = href.partition("#")
    if not path:
        return Destination(kind="fragment", href=href) if fragment else _NOWHERE
    decoded = unquote(path).replace("\0", "\ufffd")
    address = quote(decoded.lstrip("/"), safe="/") + hash_sign + fragment
    if path.startswith("/"):
        return Destination(kind="root", href=ROOT + address, target="/" + decoded.lstrip("/"))
    return Destination(kind="file", href=FILE + address, target=decoded)


def wiki_destination(target: str) -> Destination:
    """Where a wikilink leads: to a file by its name, or within the page."""
    name, fragment = target.partition("#")[0].strip(), fragment_of(target)
    if name:
        return Destination(kind="wiki", href=WIKI + quote(name, safe="/") + fragment, target=name)
    return Destination(kind="fragment", href=fragment) if fragment else _NOWHERE


def is_allowed(href: str) -> bool:
    """Whether text is read as a link at all; a link that may not lead anywhere stays as it was written.

    `data:` is allowed here and loses its address in rendering, since nobody wants to read an image's bytes as text.
    """
    scheme = _SCHEME.match(href)
    return scheme is None or scheme[1].lower() in (*_OUTSIDE, "data")


def resolve_links(tokens: Iterable[Token], *, above: int = 0) -> tuple[Reference, ...]:
    """Leave its destination on each link and image, as `meta["destination"]`.

    `meta["linked"]` says whether a link stands around it, `meta["bare"]` of a link whether its words are its address.

    Args:
        tokens: of a body or comment.
        above: how many lines stand before the tokens' first.

    Returns:
        Those that lead into the project.
    """
    references: list[Reference] = []
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "inline":
            references += _resolve_in_block(token.children or (), above + line + 1)
    return tuple(references)


def with_columns(references: tuple[Reference, ...], body: str) -> tuple[Reference, ...]:
    """The references with the columns of wikilinks, which a person mends where they stand."""
    if not any(reference.wiki for reference in references):
        return references
    lines = re.split("\r\n?|\n", body)
    return tuple(replace(each, column=_column(each, lines)) if each.wiki else each for each in references)


def _column(reference: Reference, lines: Sequence[str]) -> int:
    """Where in its line a wikilink stands, from 1; 0 if it is not there, as in a block whose lines were joined."""
    line = lines[reference.line - 1] if reference.line <= len(lines) else ""
    place = rf"[ \t]*#[ \t]*{re.escape(reference.place)}" if reference.place else ""
    at = re.search(rf"\[\[[ \t]*{re.escape(reference.target)}{place}[ \t]*(?:[#\]]|\\?\|)", line)
    return at.start() + 1 if at else 0


def _resolve_in_block(
    children: Sequence[Token], line: int, opened: list[Destination] | None = None
) -> Iterator[Reference]:
    opened = [] if opened is None else opened
    for index, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type in _OWN_TEXTS:
            yield from _resolve_in_block(child.children or (), line, list(opened))
        elif child.type == "link_close":
            child.meta["destination"] = opened.pop()
        elif child.type in ("link_open", "image"):
            image = child.type == "image"
            destination = _destination(child, image=image)
            if opened and not image:  # `[a <https://b.org>](c)`: HTML has no link within a link
                destination = _NOWHERE
            child.meta |= {"destination": destination, "linked": bool(opened)}
            if not image:
                opened.append(destination)
                child.meta["bare"] = _is_bare(children[index + 1 : index + 3], destination)
            if destination.kind in ("file", "wiki", "root", "fragment"):
                yield _reference(child, destination, line)


def _is_bare(behind: Sequence[Token], destination: Destination) -> bool:
    """Whether all that stands in a link, before its end, is the address that it leads to."""
    if destination.kind != "outside" or [token.type for token in behind] != ["text", "link_close"]:
        return False
    if " " in behind[0].content.strip() and "%20" not in destination.href:  # words, as those of most links are
        return False
    return _without_scheme(behind[0].content) == _without_scheme(destination.href)


def _without_scheme(address: str) -> str:
    return unquote(re.sub(r"^(?:https?://|mailto:)", "", address.strip(), flags=re.IGNORECASE)).rstrip("/")


def _reference(token: Token, destination: Destination, line: int) -> Reference:
    fragment = unquote(destination.href.partition("#")[2])
    return Reference(
        target=destination.target,
        line=line,
        image=token.type == "image",
        wiki=destination.kind == "wiki",
        fragment=fragment,
        place=str(token.meta["wiki"]).partition("#")[2].strip() if "wiki" in token.meta else fragment,
    )


def _destination(token: Token, *, image: bool) -> Destination:
    if "title" in token.attrs:
        token.attrs["title"] = without_private(str(token.attrs["title"]))
    if "wiki" in token.meta:
        return wiki_destination(token.meta["wiki"])
    return destination_of(without_private_in_address(str(token.attrs.get("src" if image else "href", ""))))
