"""The site around its rendering: a page or document is planned first, made when it is needed, and written as bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from digest.errors import Problem

Context: TypeAlias = "tuple[tuple[str, object], ...]"
"""What a template sees, by name; frozen dataclasses of plain values."""

Parts: TypeAlias = "tuple[tuple[str, str], ...]"
"""All that a file is made from: in words what it is, and a text that differs whenever that does.

Equal parts make equal bytes. So the parts say whether a file must be made again, without making it.
"""


class Page(NamedTuple):
    """A page that a template renders.

    Attributes:
        path: where it is written, relative to the output folder, with slashes.
        template: the template's name.
        parts: what the context is made from.
        make: makes the context.
    """

    path: str
    template: str
    parts: Parts
    make: Callable[[], Context]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that needs no template: a feed, a sitemap, an image.

    Attributes:
        path: as of a page.
        parts: what the bytes are made from.
        make: makes the bytes, or says what is wrong with what they are made from.
    """

    path: str
    parts: Parts
    make: Callable[[], bytes | Problem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file of the site.

    Attributes:
        path: as of a page.
        body: its bytes.
    """

    path: str
    body: bytes
