"""An image of `content/` as it stands in the site."""

from __future__ import annotations

from digest.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image that pages show.

    Attributes:
        path: of its copy in the site, under a name that changes with its bytes.
        width, height: pixels, as it is shown; 0 where they are not known.
        variants: smaller copies for smaller screens: width in pixels and path in the site, the smallest first.
    """

    path: str
    width: int = 0
    height: int = 0
    variants: tuple[tuple[int, str], ...] = ()
