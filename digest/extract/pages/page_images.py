"""Where the pictures of a saved page really lie: many are only loaded by a script when they come into view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from digest.extract.facts.addresses import absolute

if TYPE_CHECKING:
    from lxml.etree import _Element

_LAZY: Final = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-full-src",
    "data-orig-file",
    "data-url",
)
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"data:|about:|\S*(?:placeholder|spacer|blank|transparent|lazy|loading|pixel|1x1)[\w-]*\.(?:gif|png|svg|jpe?g)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+(\d{1,6}(?:\.\d{1,3})?)[wx])?\s*(?:,|$)")
_SMALLEST: Final = 32
"""Pixels: what is declared smaller is an icon or counts readers."""


def picture(image: _Element) -> tuple[str, str] | None:
    """Address and description of an `<img>`, or None where it shows nothing of the article."""
    if any(_small(image.get(side)) for side in ("width", "height")):
        return None
    address = next(_addresses(image), None)
    return (address, " ".join((image.get("alt") or image.get("title") or "").split())) if address else None


def silent_picture(element: _Element) -> tuple[str, str] | None:
    """The picture in a `<noscript>` whose lazy twin shows nothing without its script."""
    if element.tag != "noscript":
        return None
    before = element.getprevious()
    if before is not None and any(picture(image) for image in before.iter("img")):
        return None
    return next((found for image in element.iter("img") if (found := picture(image))), None)


def image_address(address: str, base: str | None) -> str | None:
    """The absolute address of a picture, or None where it does not lead to the web; `base` is the page's address."""
    resolved = absolute(address, base)
    return None if resolved is None or resolved.startswith("mailto:") else resolved


def _small(size: str | None) -> bool:
    digits = re.match(r"\s*(\d{1,5})(?:px)?\s*$", size or "")
    return digits is not None and int(digits[1]) < _SMALLEST


def _addresses(image: _Element) -> Iterator[str]:
    """Where a picture may lie: what its script loads, then what it says itself, then the sources around it."""
    for name in _LAZY:
        yield from _real(image.get(name))
    source = list(_real(image.get("src")))
    for name in _SETS:
        if not source or name != "srcset":
            yield from _real(_largest(image.get(name)))
    yield from source
    around = next(image.iterancestors("picture"), None)  # the parser puts an image into the source before it
    if around is not None:
        for other in around.iter("source"):
            for name in _SETS:
                yield from _real(_largest(other.get(name)))


def _real(address: str | None) -> Iterator[str]:
    address = (address or "").strip()
    if address and not _PLACEHOLDER.match(address):
        yield address


def _largest(candidates: str | None) -> str | None:
    """The largest of a `srcset` (HTML Living Standard, 4.8.4.2)."""
    found = [(float(match[2] or 1), match[1]) for match in _CANDIDATE.finditer((candidates or "")[:10_000])]
    return max(found, key=lambda one: one[0])[1] if found else None
