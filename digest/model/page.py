"""The site around its rendering: a page goes in, an artifact comes out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be rendered: a closed value, so that its fingerprint says whether to render it again.

    Attributes:
        path: where it is written, relative to the output folder.
        template: the template's name.
        context: what the template sees, by name; frozen dataclasses of plain values.
    """

    path: PurePosixPath
    template: str
    context: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file of the site.

    Attributes:
        path: relative to the output folder.
        body: its bytes.
    """

    path: PurePosixPath
    body: bytes
