"""The site around its rendering: a page is planned as inputs, filled into a template's view, and written as bytes."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from digest.dataclass import dataclass

Context: TypeAlias = "tuple[tuple[str, object], ...]"
"""What a template sees, by name; frozen dataclasses of plain values."""


class Page(NamedTuple):
    """A page that a template renders.

    Attributes:
        path: where it is written, relative to the output folder, with slashes.
        template: the template's name.
        context: what the template sees.
    """

    path: str
    template: str
    context: Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file of the site.

    Attributes:
        path: as of a page.
        body: its bytes.
    """

    path: str
    body: bytes
