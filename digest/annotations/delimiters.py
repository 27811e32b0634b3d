"""How an annotation's marks are written in a body; their tokens are declared in `markdown.rules`."""

from __future__ import annotations

import re
from typing import Final

from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.rules.notes import NOTE_REFERENCE

DELIMITER: Final = "=="
"""What is written before and behind a highlighted passage."""

BEGINNINGS: Final = (DELIMITER, "[^", "^[", "{==", "{>>")
"""With what the mark of a passage, a reference to a note, or a note within the text begins."""

ANY_BEGINNING: Final = re.compile("|".join(map(re.escape, BEGINNINGS)))

TOKENS: Final = frozenset({HIGHLIGHT_OPEN, HIGHLIGHT_CLOSE, NOTE_REFERENCE})
"""The tokens that only annotations make; none of them is text."""


def reference(label: str | None) -> str:
    """A reference to the note of a label; empty without one."""
    return f"[^{label}]" if label else ""
