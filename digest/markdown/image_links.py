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
    return tuple(dict.fromkeys(address for _, found in _by_block(body) for address in found))


def with_image_addresses(body: str, addresses: Mapping[str, str]) -> str:
    r"""The body with other addresses for images; what only looks like one, in code, stays as it is.

    Args:
        body: Markdown, `\n` line ends.
        addresses: new ones by those that `image_addresses` gives; they need no escaping.
    """
    new = {unquote(address): found for address, found in addresses.items()}
    lines = body.split("\n")
    for (first, last), found in _by_block(body):
        if not addresses.keys().isdisjoint(found):
            text = "\n".join(lines[first:last])
            lines[first:last] = _IMAGE.sub(lambda match: _replaced(match, new), text).split("\n")
    return "\n".join(lines)


def _by_block(body: str) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """The lines of each block that shows images, and their addresses."""
    lines = (0, 0)
    for token in parse(body, {}):
        lines = (token.map[0], token.map[1]) if token.map else lines
        images = [child for child in token.children or () if child.type == "image"]
        if images:
            yield lines, [str(image.attrs.get("src", "")) for image in images]


def _replaced(match: re.Match[str], addresses: Mapping[str, str]) -> str:
    """An image with its new address; one is the same as another however much of it is percent-encoded."""
    new = addresses.get(unquote(unescapeAll(match[2].strip("<>"))))
    return match[0] if new is None else match[1] + new
