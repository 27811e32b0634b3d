"""A theme's files -> a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from digest.errors import Location, Problem, ProblemsError
from digest.theme.assets import publish_assets
from digest.theme.find_words import find_words
from digest.theme.theme import Template, Theme
from digest.theme.theme_files import File, ThemeFiles, is_asset, is_catalogue


def make_theme(source: ThemeFiles, bytecode: Path | None = None) -> Theme:
    """A theme from its files.

    A built-in template also has a name with its theme's (`paper/base.html`), so that the template which replaces it
    can extend it. Compiled templates are cached in the folder `bytecode`, if one is given.

    Raises:
        ProblemsError: a file cannot be used.
    """
    words, warnings = find_words(source)
    files = {file.name: file for file in (*source.built_in, *source.own) if not is_catalogue(file.name)}
    own_names = {file.name for file in source.own}
    assets = sorted(
        (file for file in files.values() if is_asset(file.name)), key=lambda file: (file.name in own_names, file.name)
    )
    problems: list[Problem] = []
    for sheet in (file for file in assets if file.name.endswith(".css")):
        _text(sheet, problems)
    published, broken_references = publish_assets({file.name: (file.path, file.body) for file in assets})
    originals = {str(file.path): file for file in source.built_in if not is_catalogue(file.name)}
    templates = tuple(_templates(originals | files, problems))
    if problems or broken_references:
        raise ProblemsError([*problems, *broken_references])
    return Theme(
        name=source.name,
        templates=templates,
        published=published,
        words=words,
        warnings=warnings,
        bytecode=bytecode,
    )


def _templates(files: Mapping[str, File], problems: list[Problem]) -> Iterator[Template]:
    """The templates, under each name that others call them by."""
    for name, file in sorted(files.items()):
        if is_asset(file.name):
            continue
        text = _text(file, problems)
        if text is not None:
            yield Template(name=name, path=file.path, text=text)


def _text(file: File, problems: list[Problem]) -> str | None:
    """The text of a file; None, and a problem, where it is not UTF-8."""
    try:
        return file.body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Location(path=file.path, line=file.body.count(b"\n", 0, error.start) + 1)
        problems.append(
            Problem(message="is not UTF-8", location=place, hint="save the file as UTF-8", code="not-utf-8")
        )
        return None
