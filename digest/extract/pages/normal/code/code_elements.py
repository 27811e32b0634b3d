"""Code: in whatever elements a page has its lines, one `<pre><code class="language-…">` with nothing but text in it."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.code.code_labels import drop_labels
from digest.extract.pages.normal.code.code_language import language_of
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import (
    ancestors,
    class_of,
    drop,
    empty,
    replace_with,
    short_text,
    text_of,
)

_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:lineno|linenos|linenumber|linenumbers|linenodiv|line-?numbers?(?:-rows)?|line-?nums?|lnt|gutter|"
    r"blob-num|hljs-ln-(?:numbers|line-n)|rouge-gutter|gl|lineno-container|react-syntax-highlighter-line-number)(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of elements that hold the numbers of lines."""

_CODE_CELL = re.compile(
    r"(?:^|[\s_-])(?:code|blob-code|hljs-ln-code|rouge-code|lntd|crayon-code|js-file-line)(?:$|[\s_-])", re.IGNORECASE
)
_LINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:line|code-?line|ec-line|cm-line|view-line|token-line|row|ln|cl|blob-code)(?:$|\s)", re.IGNORECASE
)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table-row|table)\b", re.IGNORECASE)
_LINE_TAGS: Final = frozenset({"div", "p", "li", "tr"})
_NO_CODE: Final = frozenset({"button", "script", "style", "svg", "textarea"})
_LISTS: Final = frozenset({"ol", "ul"})
_LINES_OF_EDITOR = re.compile(r"(?:^|\s)(?:cm-content|CodeMirror-code|view-lines|fragment)(?:$|\s)")
_BLOCK_CLASS = re.compile(r"(?:^|[\s-])(?:block|code-?block|highlight)(?:$|[\s-])", re.IGNORECASE)
_CONTAINERS: Final = frozenset({"article", "body", "div", "figure", "main", "section", "td"})
_DIGITS = re.compile(r"[\s\d]+")


def code_in_tables(page: Page) -> None:
    """Code with numbered lines that is laid out as a table becomes one block."""
    for table in list(page.tree.iter("table")):
        cells = _code_cells(table)
        if cells:
            block = table.makeelement("pre", {"class": class_of(table)})
            code = block.makeelement("code", {"class": f"language-{language_of(table) or _inner_language(cells)}"})
            code.text = "\n".join(_lines(cell).rstrip("\n") if len(cells) > 1 else _lines(cell) for cell in cells)
            block.append(code)
            replace_with(table, block)


def _code_cells(table: _Element) -> list[_Element]:
    """The cells of a table that hold code, where all others hold the numbers of its lines; else none."""
    rows = table.iter("tr")
    code: list[_Element] = []
    numbered = False
    for row in rows:
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        numbers = [cell for cell in cells if _is_numbers(cell)]
        others = [cell for cell in cells if not _is_numbers(cell)]
        if len(others) > 1 and all(_DIGITS.fullmatch(text_of(cell) or " ") for cell in others[:-1]):
            numbers, others = [*numbers, *others[:-1]], others[-1:]
        if not cells or len(others) != 1 or not _is_code(others[0], table):
            return []
        numbered = numbered or bool(numbers)
        code += others
    return code if numbered or _is_highlighted(table) else []


def _is_highlighted(table: _Element) -> bool:
    return bool(re.search(r"highlight|rouge|lntable|hljs-ln|crayon|js-file-line", class_of(table)))


def _is_numbers(cell: _Element) -> bool:
    """Whether a cell only holds the numbers of lines."""
    if _NUMBERS.search(class_of(cell)) or cell.get("data-line-number") is not None:
        return True
    if next(cell.iter("pre", "code", "span", "div"), None) is None:
        return False
    return bool(_DIGITS.fullmatch(text_of(cell))) and any(char.isdigit() for char in text_of(cell))


def _is_only_digits(block: _Element) -> bool:
    """Whether a block holds the numbers of lines and no code; a block of code may be called `line-numbers` too."""
    return bool(_NUMBERS.search(class_of(block))) and bool(_DIGITS.fullmatch(text_of(block)))


def _is_code(cell: _Element, table: _Element) -> bool:
    if next(cell.iter("pre"), None) is not None or _CODE_CELL.search(class_of(cell)):
        return True
    return _is_highlighted(table) and next(cell.iter("code"), None) is not None


def _inner_language(cells: list[_Element]) -> str:
    return next(
        (language for cell in cells for inner in cell.iter("pre", "code") if (language := language_of(inner))), ""
    )


def code_of_editors(page: Page) -> None:
    """The lines of an editor that shows code become one block."""
    for editor in list(page.classed(_LINES_OF_EDITOR)):
        has_lines = any(_LINE_CLASS.search(class_of(child)) for child in editor)
        if has_lines and not any(outer.tag == "pre" for outer in ancestors(editor, 20)):
            _put_code(editor, language_of(editor), _lines(editor))
            editor.tag = "pre"


def code_without_pre(page: Page) -> None:
    """A `<code>` that is a block of several lines by itself becomes a block of code."""
    for code in list(page.tree.iter("code")):
        if code.getparent() is None or any(outer.tag in {"pre", "code"} for outer in ancestors(code, 20)):
            continue
        is_block = (
            _BLOCK_STYLE.search((code.get("style") or "")[:500]) or next(code.iter("br", "div", "p"), None) is not None
        )
        parent = code.getparent()
        alone = (
            parent is not None
            and len(parent) == 1
            and not (parent.text or "").strip()
            and not (code.tail or "").strip()
        )
        lines = _lines(code).strip()
        if (alone and (is_block or "\n" in text_of(code).strip()) and "\n" in lines) or (
            lines and _is_block_of_code(code)
        ):
            inner = code.makeelement("code")
            language, text = language_of(code), lines
            empty(code, "")
            code.tag = "pre"
            code.append(inner)
            _put_code(code, language, text)


def _is_block_of_code(code: _Element) -> bool:
    """Whether a `<code>` is called a block and stands between blocks, no text beside it."""
    parent, before = code.getparent(), code.getprevious()
    if parent is None or not _BLOCK_CLASS.search(class_of(code)) or parent.tag not in _CONTAINERS:
        return False
    text_before = parent.text if before is None else before.tail
    return not (text_before or "").strip() and not (code.tail or "").strip()


def code_blocks(page: Page) -> None:
    """Each `<pre>` has its lines as text, its language as a class, and no numbers or buttons."""
    for block in list(page.tree.iter("pre")):
        if next(block.iterancestors("pre"), None) is not None:
            continue
        if _is_only_digits(block):
            drop(block)
            continue
        language = language_of(block)
        _put_code(block, language, _lines(block))
        drop_labels(block, language)


def _put_code(block: _Element, language: str, text: str) -> None:
    empty(block, "")
    code = block.makeelement("code", {"class": f"language-{language}"} if language else {})
    code.text = text
    block.append(code)


def _lines(block: _Element) -> str:
    """The text of a block of code, a line for each element that is one."""
    pieces: list[str] = []
    _collect(block, pieces, is_root=True)
    return "".join(pieces)


def _collect(element: _Element, pieces: list[str], *, is_root: bool = False) -> None:
    """Add the text of an element, and a line's end behind it where it is a line that does not end by itself."""
    if not is_root and (element.tag in _NO_CODE or _is_number_of_line(element)):
        return
    is_line = not is_root and _is_line(element)
    if is_line and pieces and not pieces[-1].endswith("\n"):
        pieces.append("\n")
    start = len(pieces)
    if element.text:
        pieces.append(element.text)
    for child in element:
        if child.tag == "br":
            pieces.append("\n")
        elif isinstance(child.tag, str):
            _collect(child, pieces)
        if child.tail and not (_is_line_break_between(child, pieces)):
            pieces.append(child.tail)
    if is_line and not (len(pieces) > start and pieces[-1].endswith("\n")):
        pieces.append("\n")


def _is_number_of_line(element: _Element) -> bool:
    """Whether an element is the number of a line; the numbers of Hugo have the class that Chroma's lines have."""
    classes = class_of(element)
    if element.tag in _LISTS:
        return False
    return bool(_NUMBERS.search(classes)) or (
        classes.strip() == "ln" and bool(_DIGITS.fullmatch(short_text(element, 8) or "-"))
    )


def _is_line_break_between(child: _Element, pieces: list[str]) -> bool:
    """Whether the space behind an element that is a line only ends that line, which has ended."""
    tail = child.tail or ""
    return bool(pieces) and pieces[-1].endswith("\n") and _is_line(child) and tail.count("\n") <= 1 and not tail.strip()


def _is_line(element: _Element) -> bool:
    """Whether a browser shows an element of code on a line of its own."""
    if element.tag in _LINE_TAGS:
        return True
    if element.tag not in {"span", "code"}:
        return False
    if _BLOCK_STYLE.search((element.get("style") or "")[:500]):
        return True
    if element.get("data-line") is not None or element.get("data-selectable-paragraph") is not None:
        return True
    return bool(_LINE_CLASS.search(class_of(element))) and _stands_alone(element)


def _stands_alone(element: _Element) -> bool:
    """Whether no text ends the lines around an element: its neighbour is a line too, and touches it."""
    following = element.getnext()
    if following is None:
        before = element.getprevious()
        return before is not None and not before.tail and bool(_LINE_CLASS.search(class_of(before)))
    return not element.tail and bool(_LINE_CLASS.search(class_of(following)))
