"""How the marks of an annotation are written, and the tokens that the parser makes of them."""

from __future__ import annotations

import re
from typing import Final

DELIMITER: Final = "=="
"""What is written before and behind a highlighted passage."""

BEGINNINGS: Final = (DELIMITER, "[^", "^[", "{==", "{>>")
"""With what the mark of a passage, a reference to a note, or a note within the text begins."""

ANY_BEGINNING: Final = re.compile("|".join(map(re.escape, BEGINNINGS)))

REFERENCE: Final = re.compile(r"\[\^([^\s\[\]%]{1,64})\]")
"""A reference to a note; the group is its label."""

HIGHLIGHT_OPEN: Final = "mark_open"
HIGHLIGHT_CLOSE: Final = "mark_close"
NOTE_REFERENCE: Final = "note_ref"
"""The tokens of a passage's beginning and end, and of a reference or a note written in the text."""

TOKENS: Final = frozenset({HIGHLIGHT_OPEN, HIGHLIGHT_CLOSE, NOTE_REFERENCE})
"""The tokens that only annotations make; none of them is text."""


def reference(label: str | None) -> str:
    """A reference to the note of a label; empty without one."""
    return f"[^{label}]" if label else ""
