"""The project that a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from digest.config import Config
    from digest.errors import Problem


def find_project(folder: Path | None, *, needed: bool = True) -> tuple[Path, Config, tuple[Problem, ...]]:
    """The project that holds a folder, its options, and what is wrong with them.

    A digest.yml that cannot be read, or not all of whose topics can, stops every command: articles would be judged by
    options that nobody set. Any other option that has a mistake keeps its default.

    Args:
        folder: where to look, and in the folders above; the current folder where it is None.
        needed: whether the command can do nothing without a project; else the folder itself is taken for one, with
            default options.

    Raises:
        UsageError: the folder does not exist, or no project holds it.
        ProblemsError: digest.yml cannot be read, or not all of its topics.
    """
    from digest.config import FILE, Config, are_broken, parse_config
    from digest.errors import ProblemsError

    if not needed and _home(folder) is None:
        return (folder or Path()).resolve(), Config(), ()
    home = project_folder(folder)
    config, problems = parse_config(_text(home / FILE))
    if are_broken(problems):
        raise ProblemsError(problems)
    return home, config, problems


def project_folder(folder: Path | None) -> Path:
    """The folder of the project that holds a folder, whatever is in its digest.yml.

    Raises:
        UsageError: the folder does not exist, or no project holds it.
    """
    from digest.config import FILE
    from digest.errors import UsageError

    home = _home(folder)
    if home is None:
        raise UsageError(f"there is no {FILE} here; make a project with `digest new DIR`, or name one with -C DIR")
    return home


def output_folder(options: Namespace, project: Path) -> Path:
    """The folder of the site: `site` in the project, or the one that `--output` names, seen from where `-C` leads."""
    return project / "site" if options.output is None else (options.folder or Path()) / options.output


def _home(folder: Path | None) -> Path | None:
    """The folder itself or the nearest one above it with a digest.yml; None without.

    Raises:
        UsageError: the folder does not exist.
    """
    from digest.config import FILE
    from digest.errors import UsageError

    start = (folder or Path()).resolve()
    if not start.is_dir():
        raise UsageError(f"{folder} is not a folder")
    return next((place for place in (start, *start.parents) if os.path.lexists(place / FILE)), None)


def _text(file: Path) -> str:
    """The text of digest.yml.

    Raises:
        ProblemsError: it cannot be read, or is not UTF-8.
    """
    from dataclasses import replace

    from digest.config import FILE, unreadable
    from digest.errors import Location, ProblemsError

    try:
        body = file.read_bytes()
    except OSError as error:
        raise ProblemsError([unreadable(f"cannot be read: {error.strerror}")]) from error
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Location(path=FILE, line=body.count(b"\n", 0, error.start) + 1)
        raise ProblemsError([replace(unreadable("is not UTF-8"), location=place)]) from error
