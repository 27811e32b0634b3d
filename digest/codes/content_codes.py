"""Mistakes in the files of `content/`."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

CONTENT_CODES: Final[tuple[Code, ...]] = (
    Code(
        name="image-without-text",
        severity="warning",
        meaning="An image has no text that says what it shows.",
        reason="Who cannot see it, on a screen reader or where it fails to load, learns nothing of it.",
        remedy="Write what it shows between the brackets: ![a map of the bay](map.png).",
    ),
)
