"""Makes a new project: a folder that can be built at once, with an example source and every option explained."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from digest.config import FILE
from digest.errors import UsageError
from digest.model.topic import Topic
from digest.new.editors import MODELINE, generated, starter_files
from digest.new.explain_options import explain
from digest.new.requirements import REQUIREMENTS, requirements_text
from digest.output.file_writes import write_file

TOPICS: Final = (
    Topic(
        slug="science",
        name="Science and health",
        description="What was found out, and how well it is known.",
        keywords=("study", "researchers", "trial", "patients", "experiment", "species", "university", "journal"),
    ),
    Topic(
        slug="technology",
        name="Technology",
        description="Machines, software and the people who build them.",
        keywords=("software", "computer", "algorithm", "data", "model", "engineers", "battery", "robot"),
    ),
    Topic(
        slug="society",
        name="Economy and society",
        description="Work, money, cities, schools and the rules between them.",
        keywords=("economy", "workers", "school", "policy", "households", "prices", "city", "government"),
    ),
)
"""The topics of a new project, to be replaced."""

_GITIGNORE: Final = """\
# What digest writes and can write again at any time. content/ is yours: keep it in git.
/site/
/.digest/

# What Obsidian remembers of this machine alone.
/content/.obsidian/workspace*.json
/content/.trash/
"""

_GIT_FOLDERS: Final = frozenset({".git", ".gitignore", ".gitattributes"})


def new(folder: Path) -> tuple[str, ...]:
    """Make a project in a folder that does not exist yet, or is empty but for git's own files.

    Returns:
        The names of the files written, relative to the folder.

    Raises:
        UsageError: the folder holds something.
        DigestError: it cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; choose another name for the project")
    if folder.is_dir() and (present := sorted({item.name for item in folder.iterdir()} - _GIT_FOLDERS)):
        raise UsageError(f"{folder} is not empty ({present[0]} is in it); choose a new folder for the project")
    written = {name: body for name, body in _files(folder).items() if not (folder / name).exists()}
    for name, body in written.items():
        write_file(folder / name, body.encode())
    return tuple(written)


def _files(folder: Path) -> Mapping[str, str]:
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Research digest"
    return {
        str(FILE): f"{MODELINE}\n{explain({'title': title}, TOPICS)}",
        ".gitignore": _GITIGNORE,
        "seeds/example.txt": files("digest.new").joinpath("example.txt").read_text("utf-8"),
        "content/pages/about.md": files("digest.new").joinpath("about.md").read_text("utf-8"),
        REQUIREMENTS: requirements_text(),
        **generated(TOPICS),
        **starter_files(),
    }
