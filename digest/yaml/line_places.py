"""From an offset in a text to its location in a file."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import PurePosixPath
from typing import Any

from digest.errors import Location


class Places:
    """Finds the location of an offset in a text; a line ends at a line feed alone, as editors count lines.

    Attributes:
        lines: of the text, without their ends.
        whole: the location of the file as a whole.
    """

    def __init__(self, text: str, path: PurePosixPath, first_line: int) -> None:
        self.lines = text.split("\n")
        self.whole = Location(path=path)
        self._first_line = first_line
        self._starts = [0]
        for line in self.lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, offset: int, length: int = 1) -> Location:
        """The location of some code points from an offset on."""
        line = self.line_at(offset)
        return Location(
            path=self.whole.path,
            line=self._first_line + line,
            column=offset - self._starts[line] + 1,
            length=max(1, length),
            text=self.lines[line],
        )

    def of_event(self, event: Any) -> Location:
        """The location of what an event of PyYAML's parser stands for; of several lines that of its first character."""
        start, end = event.start_mark, event.end_mark
        return self.at(start.index, end.index - start.index if end.line == start.line else 1)

    def of_line(self, line: int) -> Location:
        """The location of what is written on a line, by its 0-based number in the text."""
        text = self.lines[line]
        written = text.strip()
        return self.at(self._starts[line] + text.find(written), len(written))

    def line_at(self, offset: int) -> int:
        """The 0-based number in the text of the line that holds an offset."""
        return bisect_right(self._starts, offset) - 1

    def column_at(self, offset: int) -> int:
        """How many code points of its line stand before an offset."""
        return offset - self._starts[self.line_at(offset)]
