"""An exception of a template -> a problem with its file and line, and the page that was being rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import TracebackType

from jinja2 import TemplateNotFound, TemplateSyntaxError

from digest.errors import Location, Problem
from digest.model.page import Page


def fault(error: Exception, page: Page, texts: Mapping[str, str]) -> Problem:
    """The problem for an exception that was raised while a page was rendered.

    Args:
        error: as raised. Its traceback names the templates' files and lines.
        page: that was being rendered.
        texts: the source of each template, by the path that Jinja was given.
    """
    return Problem(
        message=_message(error, page),
        location=_location(error, texts),
        hint=f"while rendering {page.path} with the template {page.template}",
        code="theme-template",
    )


def _message(error: Exception, page: Page) -> str:
    match error:
        case TemplateNotFound() if error.name == page.template:
            return f'the theme has no template "{page.template}"'
        case TemplateNotFound():
            return f"there is no template {error.message}"
        case TemplateSyntaxError():
            return (error.message or "it cannot be read as a template").rstrip(".")
        case RecursionError():
            return "templates include or call each other without end"
        case _:
            message = str(error).strip().rstrip(".")
            return message if type(error).__module__.startswith("jinja2") else f"{type(error).__name__}: {message}"


def _location(error: Exception, texts: Mapping[str, str]) -> Location | None:
    if isinstance(error, TemplateSyntaxError) and error.filename is not None and error.filename in texts:
        return _line(error.filename, error.lineno, texts)
    frames = [(file, line) for file, line in _frames(error.__traceback__) if file in texts]
    return _line(*frames[-1], texts) if frames else None


def _line(file: str, line: int, texts: Mapping[str, str]) -> Location:
    lines = texts[file].splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else None
    return Location(path=PurePosixPath(file), line=line, text=text)


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    while traceback is not None:
        yield traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
