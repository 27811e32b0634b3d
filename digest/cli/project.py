"""The project that a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from digest.config import Config
    from digest.errors import Problem


def find_project(folder: Path | None, *, needed: bool = True) -> tuple[Path, Config, tuple[Problem, ...]]:
    """The project that holds a folder, its options, and what is wrong with them.

    Args:
        folder: where to look, and in the folders above; the current folder where it is None.
        needed: whether the command can do nothing without a project; else the folder itself is taken for one, with
            default options.

    Raises:
        UsageError: the folder does not exist, or no project holds it.
        ProblemsError: digest.yml cannot be read.
    """
    from digest.config import FILE, Config, parse_config, unreadable
    from digest.errors import ProblemsError, UsageError

    start = (folder or Path()).resolve()
    if not start.is_dir():
        raise UsageError(f"{folder} is not a folder")
    home = next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)
    if home is None:
        if needed:
            raise UsageError(f"there is no {FILE} here; make a project with `digest new DIR`, or name one with -C DIR")
        return start, Config(), ()
    try:
        text = (home / FILE).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemsError([unreadable(f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ProblemsError([unreadable("is not UTF-8")]) from error
    config, problems = parse_config(text)
    return home, config, problems


def output_folder(options: Namespace, project: Path) -> Path:
    """The folder of the site: `site` in the project, or the one that `--output` names, seen from where `-C` leads."""
    return project / "site" if options.output is None else (options.folder or Path()) / options.output
