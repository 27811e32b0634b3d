"""Mistakes in the site as it is built, and in links that lead out of it."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

SITE_CODES: Final[tuple[Code, ...]] = ()
