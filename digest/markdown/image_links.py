"""The images that a body shows, and the same body with other addresses for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from markdown_it.common.utils import unescapeAll

from digest.markdown.parser import parse

_LONGEST: Final = 2000

_IMAGE = re.compile(rf"(!\[(?:\\.|[^\]\\]){{0,{_LONGEST}}}\]\()(<[^<>\n]{{1,{_LONGEST}}}>|[^\s<>()]{{1,{_LONGEST}}})")
"""An image as Markdown, up to the end of its address; addresses with brackets are written in <>."""


def image_addresses(body: str) -> tuple[str, ...]:
    """The addresses of the images of a body, in reading order, each once."""
    return tuple(dict.fromkeys(address for _, addresses in _by_block(body) for address in addresses))


def with_image_addresses(body: str, addresses: Mapping[str, str]) -> str:
    r"""The body with other addresses for images; what looks like an image in code stays as it is.

    Args:
        body: Markdown, `\n` line ends.
        addresses: the new address by the old one, as `image_addresses` gives it; new ones need no escaping.
    """
    new_addresses = {unquote(old): new for old, new in addresses.items()}
    lines = body.split("\n")
    for (first, end), shown in _by_block(body):
        if not addresses.keys().isdisjoint(shown):
            text = "\n".join(lines[first:end])
            lines[first:end] = _IMAGE.sub(lambda match: _replaced(match, new_addresses), text).split("\n")
    return "\n".join(lines)


def _by_block(body: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """The lines of each block that shows images (first, and after its last), and the images' addresses."""
    lines = (0, 0)
    for token in parse(body, {}):
        lines = (token.map[0], token.map[1]) if token.map else lines
        images = [child for child in token.children or () if child.type == "image"]
        if images:
            yield lines, [str(image.attrs.get("src", "")) for image in images]


def _replaced(match: re.Match[str], addresses: Mapping[str, str]) -> str:
    """An image with its new address; addresses are equal however much of them is percent-encoded."""
    new = addresses.get(unquote(unescapeAll(match[2].strip("<>"))))
    return match[0] if new is None else match[1] + new
