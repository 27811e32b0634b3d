"""The project's `requirements.txt`: the digest that a build server installs is the one that made the project.

A package knows where it was installed from: from a package index, or else from what pip wrote into its
`direct_url.json` (PEP 610), such as a repository, a file, or a folder of this machine.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from digest import __version__
from digest.dataclass import dataclass

REQUIREMENTS: Final = "requirements.txt"
"""The name of the file, in the project's folder."""

DISTRIBUTION: Final = "research-digest"
"""The name of digest among packages."""

_EXTRAS: Final = {"images": "PIL", "math": "latex2mathml", "search": "pagefind_bin"}
"""What can be installed with digest, and the package by which it is seen that it was."""

_SECONDS: Final = 10
"""How long git may take to say where a folder comes from."""

_SSH: Final = re.compile(r"(?:ssh://)?git@([\w.-]+)(?::\d+/|[:/])(.+)")

_HEAD: Final = """\
# What a build server installs before it builds this digest: pip install -r requirements.txt
# It is the digest that this project was made with. To build with another one, change it here; digest never does.
"""

_NOWHERE: Final = """\
#
# Your digest was installed from a folder or file of your own machine, which no other machine can read.
# Write one line here that says where another machine finds it, for example one of these without its #:
#
# {name} @ git+https://github.com/OWNER/REPOSITORY@COMMIT
# ./{wheel}-{version}-py3-none-any.whl
# {name}=={version}
#
# The first is a repository, the second a wheel that you put beside this file, the third is for a version on PyPI.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where a digest comes from.

    Attributes:
        version: its version.
        direct_url: what pip noted where it did not come from a package index (PEP 610).
        clone: where it is a clone of a repository that others can read: `https://host/path`, and the commit.
        extras: what was installed with it.
    """

    version: str
    direct_url: Mapping[str, Any] | None = None
    clone: tuple[str, str] | None = None
    extras: tuple[str, ...] = ()


def requirements_text(installation: Installation | None = None) -> str:
    """The text of `requirements.txt` for an installation, by default the one that runs."""
    installation = installation or this_installation()
    name = f"{DISTRIBUTION}[{','.join(installation.extras)}]" if installation.extras else DISTRIBUTION
    if installation.direct_url is None:
        return f"{_HEAD}{name}=={installation.version}\n"
    place = _place(installation.direct_url, installation.clone)
    if place:
        return f"{_HEAD}{name} @ {place}\n"
    return _HEAD + _NOWHERE.format(name=name, wheel=DISTRIBUTION.replace("-", "_"), version=installation.version)


def this_installation() -> Installation:
    """Where the digest that runs comes from; one that was not installed at all comes from its own folder."""
    extras = tuple(name for name, package in _EXTRAS.items() if find_spec(package))
    try:
        found = distribution(DISTRIBUTION)
        noted = found.read_text("direct_url.json")
    except PackageNotFoundError:
        source = Path(__file__).resolve().parents[2]
        noted = json.dumps({"url": source.as_uri(), "dir_info": {}})
    if noted is None:
        return Installation(version=__version__, extras=extras)
    direct_url = json.loads(noted)
    url = str(direct_url.get("url", ""))
    clone = _clone(Path(unquote(urlsplit(url).path))) if "dir_info" in direct_url else None
    return Installation(version=__version__, direct_url=direct_url, clone=clone, extras=extras)


def _place(direct_url: Mapping[str, Any], clone: tuple[str, str] | None) -> str:
    """Where another machine finds it, as pip is told; empty if it does not."""
    if clone:
        return f"git+{clone[0]}@{clone[1]}"
    address = public_address(str(direct_url.get("url", "")))
    if not address:
        return ""
    folder = f"#subdirectory={direct_url['subdirectory']}" if direct_url.get("subdirectory") else ""
    version_control = direct_url.get("vcs_info", {})
    if version_control.get("vcs") == "git":
        return f"git+{address}@{version_control.get('commit_id', 'HEAD')}{folder}"
    return f"{address}{folder}" if "archive_info" in direct_url else ""


def public_address(address: str) -> str:
    """A web address that others can read, without name and password; that of a repository read by ssh is its own.

    Returns:
        An address that begins with https:// or http://; empty for a folder, a file and what is neither.
    """
    ssh = _SSH.fullmatch(address)
    parts = urlsplit(f"https://{ssh[1]}/{ssh[2]}" if ssh else address)
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return f"{parts.scheme}://{host}{parts.path}"


def _clone(folder: Path) -> tuple[str, str] | None:
    """The repository that a folder is a clone of, and its commit, if the repository has that commit too."""
    address = public_address(_git(folder, "remote", "get-url", "origin"))
    commit = _git(folder, "rev-parse", "HEAD")
    is_whole = _git(folder, "rev-parse", "--show-prefix") == ""
    return (address, commit) if address and is_whole and _git(folder, "branch", "-r", "--contains", commit) else None


def _git(folder: Path, *arguments: str) -> str:
    """What git says of a folder; empty if it says nothing."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS, env=variables, text=True)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
