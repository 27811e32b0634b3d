"""An exception of a template -> a problem with its file and line, and the page that was being rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import TracebackType
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError

from digest.errors import Location, Problem
from digest.model.page import Page
from digest.yaml.fields import nearest

_NO_FIELD: Final = re.compile(r"'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'")
_QUOTED: Final = re.compile(r"""'([^']+)'|"([^"]+)\"""")
_UNCLOSED: Final = re.compile(r"innermost block that needs to be closed is '(\w+)'")


def fault(error: Exception, page: Page, texts: Mapping[str, str]) -> Problem:
    """The problem for an exception while a page was rendered, whose traceback names files and lines of templates."""
    message = _message(error, page)
    near = _near_field(str(error), page)
    rendering = f"while rendering {page.path} with the template {page.template}"
    return Problem(
        message=message,
        location=_location(error, message, texts),
        hint=f'did you mean "{near}"?\n  {rendering}' if near else rendering,
        code="theme-template",
    )


def told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems without the repetitions of a fault: it is told of the first page, with the number of the others."""
    by_fault: dict[tuple[str, Location | None], list[Problem]] = {}
    for problem in problems:
        by_fault.setdefault((problem.message, problem.location), []).append(problem)
    return tuple(_with_others(same[0], len(same) - 1) for same in by_fault.values())


def _with_others(problem: Problem, others: int) -> Problem:
    """A fault with the number of the other pages that it hit."""
    if not others or problem.code != "theme-template":
        return problem
    return replace(problem, hint=f"{problem.hint}, and {others} other page{'s' if others > 1 else ''}")


def _message(error: Exception, page: Page) -> str:
    match error:
        case TemplateNotFound() if error.name == page.template:
            return f'the theme has no template "{page.template}"'
        case TemplateNotFound():
            return f'there is no template "{error.message}"'
        case TemplateSyntaxError() if unclosed := _UNCLOSED.search(error.message or ""):
            return f"the block '{unclosed[1]}' is not closed"
        case TemplateSyntaxError():
            return (error.message or "it cannot be read as a template").rstrip(".")
        case RecursionError():
            return "templates include or call each other without end"
        case _:
            message = _NO_FIELD.sub(r"\1 has no field '\2'", str(error).strip().rstrip("."))
            return message if type(error).__module__.startswith("jinja2") else f"{type(error).__name__}: {message}"


def _near_field(message: str, page: Page) -> str | None:
    """The field of a value given to a template that is most like one which is not there."""
    missing = _NO_FIELD.search(message)
    values = [value for _, value in page.context if missing and type(value).__name__ == missing[1]]
    if missing is None or not values:
        return None
    return nearest(missing[2], [name for name in dir(values[0]) if not name.startswith("_")])


def _location(error: Exception, message: str, texts: Mapping[str, str]) -> Location | None:
    if isinstance(error, TemplateSyntaxError) and error.filename is not None and error.filename in texts:
        unclosed = _UNCLOSED.search(error.message or "")
        line = _opened(texts[error.filename], unclosed[1]) if unclosed else None
        return _line(error.filename, line or error.lineno, message, texts)
    frames = [(file, line) for file, line in _frames(error.__traceback__) if file in texts]
    return _line(*frames[-1], message, texts) if frames else None


def _opened(text: str, block: str) -> int | None:
    """The line on which the innermost block of a kind begins that is not closed."""
    opened: list[int] = []
    for tag in re.finditer(rf"\{{%[-+]?\s*(end)?{re.escape(block)}\b", text):
        if not tag[1]:
            opened.append(text.count("\n", 0, tag.start()) + 1)
        elif opened:
            opened.pop()
    return opened[-1] if opened else None


def _line(file: str, line: int, message: str, texts: Mapping[str, str]) -> Location:
    """A line of a template; the word in it that the message names is marked, or else all that is written there."""
    lines = texts[file].splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    if not text.strip():
        return Location(path=PurePosixPath(file), line=line, text=text or None)
    names = [quoted[1] or quoted[2] for quoted in _QUOTED.finditer(message)]
    marked = next((at for name in reversed(names) if (at := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))), None)
    start = marked.start() if marked else text.index(text.strip())
    length = len(marked[0]) if marked else len(text.strip())
    return Location(path=PurePosixPath(file), line=line, column=start + 1, length=length, text=text)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
