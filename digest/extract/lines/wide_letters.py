"""Letters of the scripts that have few or no spaces between words: two of them are about a word, as wide as four."""

from __future__ import annotations

import re
from typing import Final

_WIDE: Final = re.compile("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3]")


def wide_letters(text: str) -> int:
    """How many of them a text has."""
    return 0 if text.isascii() else len(_WIDE.findall(text))
