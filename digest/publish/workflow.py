"""The GitHub workflow that checks, builds and publishes a digest on every push, and what it installs digest from."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

from digest.errors import DigestError, Location, Problem
from digest.new.requirements import REQUIREMENTS, requirements_text
from digest.publish.git import repository

WORKFLOW: Final = Path(".github/workflows/pages.yml")


def write_workflow(project: Path) -> Path:
    """Write the GitHub workflow that builds and publishes the project, unless it is there already.

    Returns:
        Its path, at the top of the repository, which is where GitHub looks.

    Raises:
        DigestError: there is no repository, another file has this name, or it cannot be written.
    """
    top = repository(project).folder
    path, text = top / WORKFLOW, _workflow(project.resolve().relative_to(top.resolve()).as_posix())
    if not path.resolve().is_relative_to(top.resolve()):
        raise DigestError(f"{WORKFLOW.as_posix()} leads out of the repository\n  replace the symbolic link by a folder")
    is_new = _write_new(path, WORKFLOW.as_posix(), text)
    if not is_new and (not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text):
        raise DigestError(f"{WORKFLOW.as_posix()} is there already, with other content\n  move it away and try again")
    return path


def write_requirements(project: Path) -> Path | None:
    """Write the `requirements.txt` from which the workflow installs digest, unless the project has one.

    Returns:
        Its path; None if there was one, whatever is in it.

    Raises:
        DigestError: it cannot be written.
    """
    path = project / REQUIREMENTS
    return path if _write_new(path, REQUIREMENTS, requirements_text()) else None


def _write_new(path: Path, name: str, text: str) -> bool:
    """Write a file unless there is one of its name; whether it was written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise DigestError(f"{name} cannot be written: {error.strerror}") from None
    return True


def without_digest(project: Path) -> tuple[Problem, ...]:
    """What is said of a `requirements.txt` from which no digest is installed; nothing if one is."""
    path = project / REQUIREMENTS
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        text = ""
    if re.search(r"^[^#\n]*research[-_.]digest", text, re.MULTILINE | re.IGNORECASE):
        return ()
    return (
        Problem(
            message="installs no digest, so that the workflow cannot build",
            location=Location(path=PurePosixPath(REQUIREMENTS)),
            hint="write where GitHub finds yours, such as research-digest @ git+https://github.com/OWNER/NAME@COMMIT",
            severity="warning",
        ),
    )


def _workflow(subfolder: str) -> str:
    below = "" if subfolder == "." else f"{subfolder}/"
    values = {
        "project": json.dumps(subfolder),
        "requirements": json.dumps(f"{below}{REQUIREMENTS}"),
        "requirements_path": f"{below}{REQUIREMENTS}",
        "cache": f"{below}.digest/cache",
        "site": f"{below}site",
        "path": json.dumps(f"{below}site"),
    }
    template = files("digest.publish").joinpath("pages.yml").read_text("utf-8")
    return re.sub(r"<(\w+)>", lambda match: values[match[1]], template)
