"""The parts of a plain text whose layout says something: tables, code and quotations, found before lines are stripped.

A table has its cells between tabs, or is written as in Markdown. Code stands between fences, or is indented by four
columns and looks like code. A quotation has `>` before each line, as mail programs write it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from digest.dataclass import dataclass
from digest.markdown.escape import escape, escape_cell

_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})[ ]*(?P<language>[\w+#.-]*)[ ]*$")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
_CODE = re.compile(
    r"""
      [;{}]\s*(?://.*)?$                               # the end of a statement or of its head
    | ^\s*(?:def|class|import|from|return|function|const|let|var|public|private|static|if|elif|else|for|while|try
        |except|print|echo|sudo|cd|git|pip|npm|select|insert|create)\b.*[(){}=:;/"'-]
    | ^\s*[$>%][ ]\S | ^\s*(?:\#!|//|/\*)             # a prompt, a comment
    | \w\([^()]*\)                                    # a call
    | \s[=!<>+*/-]=\s | \w\s?=\s?[\w"'\[({]           # an assignment, a comparison
    | </?\w+[^<>]*> | -> | => | ::
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PIPE_ROW = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_QUOTED = re.compile(r"(?P<marks>(?:>[ ]?)+)(?P<text>.*)$")

_FEWEST_QUOTED_WORDS: Final = 4
"""Words of the shortest quotation: `> Home` is a menu's."""

_LONGEST_CELL: Final = 300
_USUAL_CELL: Final = 60
"""Code points of the longest cell of a table, and how long most are at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A logical line.

    Attributes:
        number: 1-based, of the first line of the source that is in it.
        end: 1-based, of the last.
        text: stripped, inner runs of spaces kept; empty for a blank line.
        block: the Markdown of a table, code or a quotation, whose words are the text; else empty.
    """

    number: int
    end: int
    text: str
    block: str = ""


def literal_blocks(lines: Sequence[str]) -> Iterator[Line]:
    """The literal blocks of a text in their order, each as one line.

    Args:
        lines: the text, not stripped.
    """
    fences = _closing_fences(lines)
    at = 0
    while at < len(lines):
        block, at = _block_at(lines, at, fences)
        if block is not None:
            yield block


def _block_at(lines: Sequence[str], at: int, fences: dict[int, int]) -> tuple[Line | None, int]:
    """The literal block that begins with a line, or None, and the index of the line from which to look further.

    Lines that turn out to be no such block are not read again, which would take time square in their number.
    """
    line = lines[at]
    if at in fences:
        return _fenced(lines, at, fences[at]), fences[at] + 1
    if "\t" in line.strip():
        return _tab_table(lines, at)
    if _PIPE_ROW.match(line):
        return _pipe_table(lines, at)
    if line.startswith(">"):
        return _quotation(lines, at)
    if _INDENTED.match(line) and (at == 0 or not lines[at - 1].strip()):
        return _indented_code(lines, at)
    return None, at + 1


def _closing_fences(lines: Sequence[str]) -> dict[int, int]:
    """For each line that opens fenced code, the index of the line that closes it."""
    closing: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        match = _FENCE.match(line) if line.lstrip(" ")[:3] in {"```", "~~~"} else None
        if match is None:
            continue
        if opened is None:
            opened = index, match["fence"]
        elif match["fence"].startswith(opened[1]) and not match["language"]:
            closing[opened[0]] = index
            opened = None
    return closing


def _fenced(lines: Sequence[str], at: int, closing: int) -> Line:
    match = _FENCE.match(lines[at])
    language = match["language"] if match else ""
    return _code(lines[at + 1 : closing], at, closing + 1, language)


def _code(code: Sequence[str], start: int, end: int, language: str = "") -> Line:
    """Code as a block, between fences longer than any run of backticks in it."""
    inner = "\n".join(line.rstrip() for line in code)
    longest = max((len(run) for run in re.findall("`+", inner)), default=0)
    fence = "`" * max(3, longest + 1)
    block = f"{fence}{language}\n{inner}\n{fence}\n"
    return Line(number=start + 1, end=end, text=" ".join(inner.split()), block=block)


def _indented_code(lines: Sequence[str], at: int) -> tuple[Line | None, int]:
    """Indented lines and the blank ones between them, if half of them look like code."""
    end = at
    for index in range(at, len(lines)):
        if _INDENTED.match(lines[index]):
            end = index + 1
        elif lines[index].strip():
            break
    code = [line.expandtabs(4) for line in lines[at:end]]
    filled = [line for line in code if line.strip()]
    if 2 * sum(1 for line in filled if _CODE.search(line)) < len(filled):
        return None, end
    margin = min(len(line) - len(line.lstrip()) for line in filled)
    return _code([line[margin:] for line in code], at, end), end


def _tab_table(lines: Sequence[str], at: int) -> tuple[Line | None, int]:
    """Lines with cells between tabs, at least two, of which nearly all have as many cells."""
    rows: list[list[str]] = []
    for line in lines[at:]:
        if "\t" not in line.strip():
            break
        rows.append([cell.strip() for cell in line.rstrip().split("\t")])
    end = at + len(rows)
    return (_table(rows, at, end) if _is_table(rows) else None), end


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are those of a table: nearly all have the same number of cells, most of which are short."""
    columns, usual = Counter(map(len, rows)).most_common(1)[0]
    if len(rows) < 2 or columns < 2 or 5 * usual < 4 * len(rows) or max(map(len, rows)) > columns:
        return False
    lengths = sorted(len(cell) for row in rows for cell in row)
    is_filled = 2 * sum(map(bool, lengths)) >= len(lengths)
    return is_filled and lengths[-1] <= _LONGEST_CELL and lengths[len(lengths) // 2] <= _USUAL_CELL


def _pipe_table(lines: Sequence[str], at: int) -> tuple[Line | None, int]:
    """A table that is written as in Markdown."""
    if at + 1 >= len(lines) or not _PIPE_RULE.match(lines[at + 1]):
        return None, at + 1
    rows: list[list[str]] = []
    for line in lines[at:]:
        if not _PIPE_ROW.match(line):
            break
        rows.append([cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])])
    end = at + len(rows)
    return _table([rows[0], *rows[2:]], at, end), end


def _table(rows: Sequence[Sequence[str]], start: int, end: int) -> Line:
    columns = max(map(len, rows))
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    written = [f"| {' | '.join(escape_cell(cell) for cell in row)} |" for row in full]
    written.insert(1, f"|{' --- |' * columns}")
    text = " ".join(cell for row in rows for cell in row if cell)
    return Line(number=start + 1, end=end, text=text, block="\n".join(written) + "\n")


def _quotation(lines: Sequence[str], at: int) -> tuple[Line | None, int]:
    """Lines that begin with `>`, joined to paragraphs; `>>` is a quotation within it."""
    paragraphs: list[tuple[int, list[str]]] = []
    end = at
    for line in lines[at:]:
        match = _QUOTED.match(line)
        if match is None:
            break
        depth, text = match["marks"].count(">"), match["text"].strip()
        if not paragraphs or paragraphs[-1][0] != depth or not text or not paragraphs[-1][1]:
            paragraphs.append((depth, []))
        if text:
            paragraphs[-1][1].append(text)
        end += 1
    filled = [(depth, " ".join(texts)) for depth, texts in paragraphs if texts]
    text = " ".join(text for _, text in filled)
    if len(text.split()) < _FEWEST_QUOTED_WORDS:
        return None, end
    return Line(number=at + 1, end=end, text=text, block=_quoted(filled)), end


def _quoted(paragraphs: Sequence[tuple[int, str]]) -> str:
    written = [f"{'> ' * depth}{escape(text)}\n" for depth, text in paragraphs]
    for index in range(len(written) - 1):
        depth = min(paragraphs[index][0], paragraphs[index + 1][0])
        written[index] += f"{'> ' * depth}".rstrip() + "\n"
    return "".join(written)
