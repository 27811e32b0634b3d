"""Mistakes in `digest.yml`, and of the project as a whole."""

from __future__ import annotations

from typing import Final

from digest.codes.mistake import Code

OPTION_CODES: Final[tuple[Code, ...]] = ()
