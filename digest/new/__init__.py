"""Makes a new project: a folder that can be built at once, with an example source and every option explained."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

from digest.config import FILE
from digest.errors import UsageError
from digest.new.editors import MODELINE, generated, starter_files
from digest.new.explain_options import explain
from digest.new.languages import starting_page, starting_topics
from digest.new.requirements import REQUIREMENTS, requirements_text
from digest.output.file_writes import write_file

_GITIGNORE: Final = """\
# What digest writes and can write again at any time. content/ is yours: keep it in git.
/site/
/.digest/

# What Obsidian remembers of this machine alone.
/content/.obsidian/workspace*.json
/content/.trash/
"""

_GIT_FOLDERS: Final = frozenset({".git", ".gitignore", ".gitattributes"})


def new(folder: Path, language: str = "en") -> tuple[str, ...]:
    """Make a project in a folder that does not exist yet, or is empty but for git's own files.

    Args:
        folder: of the project.
        language: a tag; the site's words, the topics and the page about it are in it. The options are explained in
            English, and the example source is English too.

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
    written = {name: body for name, body in _files(folder, language).items() if not (folder / name).exists()}
    for name, body in written.items():
        write_file(folder / name, body.encode())
    return tuple(written)


def _files(folder: Path, language: str) -> Mapping[str, str]:
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Research digest"
    topics = starting_topics(language)
    options = {"title": title} | ({"language": language} if language != "en" else {})
    return {
        str(FILE): f"{MODELINE}\n{explain(options, topics)}",
        ".gitignore": _GITIGNORE,
        "seeds/example.txt": files("digest.new").joinpath("example.txt").read_text("utf-8"),
        "content/pages/about.md": starting_page(language),
        REQUIREMENTS: requirements_text(),
        **generated(topics),
        **starter_files(),
    }
