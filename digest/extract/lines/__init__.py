"""Plain text, line by line: which lines are the article, and which stand around it or in other sources too."""

from digest.extract.lines.boilerplate import verdicts
from digest.extract.lines.recurring import Recurrence, line_fingerprints, recurring_lines
from digest.extract.lines.text_lines import lines
from digest.extract.lines.text_reader import read_text

__all__ = ["Recurrence", "line_fingerprints", "lines", "read_text", "recurring_lines", "verdicts"]
