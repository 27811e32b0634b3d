"""The addresses of the images of a saved page, many of which a script would only load when they come into view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from digest.extract.facts.addresses import absolute
from digest.extract.pages.blocks import Image, Link

_LAZY: Final = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-full-src", "data-orig-file", "data-url",
)  # fmt: skip
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER = re.compile(
    r"data:|about:|(?:\S*/)?(?:(?:[\w.]+[-_])*(?:placeholder|spacer|blank)|transparent|lazy|loading|loader|pixel|1x1)"
    r"(?:[-_]?(?:image|img|bg|gif|pixel|load(?:er|ing)?|small|large|square|\d[\dx]*))*\.(?:gif|png|svg|jpe?g)(?:[?#]|$)",
    re.IGNORECASE,
)
"""Addresses of what is shown until the picture is loaded; `blanket.png` and `loading-dock.jpg` are pictures."""

_SIZE = re.compile(
    r"[-_@.](?:small|medium|large|thumb|mobile|desktop|\d{1,2}x|\d{2,4}x\d{2,4}|\d{3,4}w?)$", re.IGNORECASE
)
_RELATIVE = re.compile(r"(?![a-zA-Z][\w+.-]*:|[#?\\])[^\s<>\"]{1,1000}")
"""An address without a scheme, that names something beside the page or on its host."""

_COMPANION = re.compile(
    r"(?:\./)?(?![a-zA-Z][\w+.-]*:)[^/?#\s]{1,200}"
    r"(?:[_.]files|_fichiers|-Dateien|_archivos|_arquivos|_bestanden|-filer|_file|_pliki)/",
)
"""The folder beside a saved page, as browsers name it in several languages (`Page_files/`, `Seite-Dateien/`)."""

_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+(\d{1,6}(?:\.\d{1,3})?)[wx])?\s*(?:,|$)")
_SMALLEST: Final = 32
"""Pixels of a side: an image that is declared smaller is an icon, or counts readers."""


def shown_image(image: _Element) -> tuple[str, str] | None:
    """Address and description of an `<img>`, or None where it has no address or is too small for a picture."""
    sides = [_pixels(image.get(side)) for side in ("width", "height")]
    if sides == [0, 0] or any(side and side < _SMALLEST for side in sides):
        return None
    address = next(_addresses(image), None)
    return (address, " ".join((image.get("alt") or image.get("title") or "").split())) if address else None


def noscript_image(element: _Element) -> tuple[str, str] | None:
    """Address and description of the image in a `<noscript>`, or None where the image before it is found without it."""
    if element.tag != "noscript":
        return None
    before = element.getprevious()
    if before is not None and any(shown_image(image) for image in before.iter("img")):
        return None
    return next(filter(None, map(shown_image, element.iter("img"))), None)


def image_address(address: str, base: str | None) -> str | None:
    """The address of an image, or None where it does not lead to one; `base` is the page's address.

    It is absolute, and stays relative where the address of the page is not known, or where the browser that saved the
    page put the image into a folder beside it: the web has no such file.
    """
    if address.startswith("//"):
        address = f"https:{address}"
    if is_beside_page(address) or (base is None and _RELATIVE.fullmatch(address)):
        return address
    resolved = absolute(address, base)
    return None if resolved is None or resolved.startswith("mailto:") else resolved


def is_beside_page(address: str) -> bool:
    """Whether an address leads into the folder that a browser makes for the files of a page that it saves."""
    return bool(_COMPANION.match(address))


def is_same_picture(first: Image | Link, second: Image) -> bool:
    """Whether an image is another one again, for screens of another size: the ending or a word of size differs."""
    if not isinstance(first, Image) or first.address is None or second.address is None:
        return False
    is_alike = first.description == second.description and first.address != second.address
    return is_alike and _stem(first.address) == _stem(second.address) != ""


def _stem(address: str) -> str:
    path = address.partition("?")[0].rpartition("/")
    name = path[2].rpartition(".")[0] or path[2]
    return f"{path[0]}/{_SIZE.sub('', name)}" if name else ""


def _pixels(size: str | None) -> int | None:
    """The pixels of a side, or None where they are not said; 0 means that a style sheet or script decides."""
    digits = re.match(r"\s*(\d{1,5})(?:px)?\s*$", size or "")
    return int(digits[1]) if digits else None


def _addresses(image: _Element) -> Iterator[str]:
    """Addresses of an image: those that a script loads, then its own, then those of the `<picture>` around it."""
    for name in _LAZY:
        yield from _usable(image.get(name))
    own = list(_usable(image.get("src")))
    for name in _SETS:
        if all(map(is_beside_page, own)) or name != "srcset":
            yield from _usable(_largest(image.get(name)))
    yield from own
    # The parser puts an image into the `<source>` before it, so its picture is an ancestor, not always the parent.
    picture = next(image.iterancestors("picture"), None)
    if picture is not None:
        for source in picture.iter("source"):
            for name in _SETS:
                yield from _usable(_largest(source.get(name)))


def _usable(address: str | None) -> Iterator[str]:
    """The address, unless it is empty or that of a placeholder."""
    address = (address or "").strip()
    if address and not _PLACEHOLDER.match(address):
        yield address


def _largest(candidates: str | None) -> str | None:
    """The address of the largest candidate of a `srcset` (HTML Living Standard, 4.8.4.2)."""
    sized = [(float(match[2] or 1), match[1]) for match in _CANDIDATE.finditer((candidates or "")[:10_000])]
    return max(sized, key=lambda candidate: candidate[0])[1] if sized else None
