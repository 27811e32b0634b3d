"""Runs git in one folder. It never asks for anything, and ignores the caller's variables about other repositories."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path
from typing import Final

from digest.dataclass import dataclass
from digest.errors import DigestError

_TIME_LIMIT: Final = 600
"""Seconds for a command; a connection without an answer for so long is dead."""

_TRANSFER_LIMIT: Final = 6 * 3600
"""Seconds for a fetch or a push: 1 GB over a slow line takes hours. Git itself ends one over HTTP that stands still."""

_OPTIONS: Final = (
    *("-c", "user.useConfigOnly=true"),
    *("-c", "http.lowSpeedLimit=1"),
    *("-c", f"http.lowSpeedTime={_TIME_LIMIT}"),
)
"""Git guesses nobody's name, and ends a connection over which nothing comes or goes."""

_TRANSFERS: Final = frozenset({"fetch", "push"})

_KEPT_VARIABLES: Final = re.compile(
    r"(?!GIT_)|GIT_(SSH|SSL|ASKPASS|AUTHOR|COMMITTER|CONFIG_(GLOBAL|(NO)?SYSTEM)|EXEC_PATH)"
)
"""The variables that git gets: all others, and of its own those about the person and the connection. When digest is run
by a git hook, the rest are about the hook's repository."""


class GitFailedError(DigestError):
    """Git ended with an error; `report` is its whole output, without passwords."""

    def __init__(self, report: str) -> None:
        self.report = re.sub(r"//[^/@\s]*@", "//", report)
        lines = [line.strip() for line in self.report.splitlines() if line.strip()]
        causes = [line for cause in (ACCESS, _CAUSE) for line in lines if cause.search(line)] or lines[-1:]
        super().__init__(f"git: {causes[0] if causes else 'it failed and did not say why'}")


ACCESS: Final = re.compile(
    r"denied|declined|not authori[sz]ed|authentication failed|could not read (user|pass)|\b40[13]\b|protected",
    re.IGNORECASE,
)
_CAUSE: Final = re.compile(r"^fatal: |^error: |rejected\]|could not resolve", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one folder, with some variables set."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, given: bytes = b"") -> str:
        """Run a command of git; returns the text that it prints. Arguments and errors are those of `output`."""
        return self.output(*arguments, given=given).decode("utf-8", "replace").rstrip("\n")

    def output(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run a command of git; returns the bytes that it prints.

        Args:
            arguments: of git.
            given: its standard input.

        Raises:
            GitFailedError: git ended with an error, or did not answer in time.
            DigestError: git is not installed.
        """
        environment = {name: value for name, value in os.environ.items() if _KEPT_VARIABLES.match(name)}
        environment |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **self.variables}
        command = ["git", "--no-replace-objects", *_OPTIONS, *arguments]
        limit = _TRANSFER_LIMIT if arguments[0] in _TRANSFERS else _TIME_LIMIT
        try:
            result = subprocess.run(
                command,
                cwd=self.folder,
                env=environment,
                input=given,
                capture_output=True,
                check=False,
                timeout=limit,
            )
        except FileNotFoundError:
            raise DigestError("git is not installed\n  install it from https://git-scm.com/ and try again") from None
        except subprocess.TimeoutExpired:
            raise GitFailedError(f"fatal: no answer within {limit} seconds") from None
        if result.returncode:
            raise GitFailedError(os.fsdecode(result.stderr + b"\n" + result.stdout))
        return result.stdout

    @property
    def is_without_traces(self) -> bool:
        """Whether what it fetches and writes is gone afterwards; then nothing else of the repository may change."""
        return "GIT_OBJECT_DIRECTORY" in self.variables

    def answer(self, *arguments: str) -> str:
        """What a command of git prints, or nothing if it fails."""
        try:
            return self(*arguments)
        except GitFailedError:
            return ""


def repository(project: Path) -> Git:
    """Git in the top folder of the project's work tree, with an ssh that never asks for a password."""
    git = Git(project)
    try:
        top = Path(git("rev-parse", "--show-toplevel"))
    except GitFailedError as error:
        reason = "this project is not in a git repository" if "not a git repository" in error.report else str(error)
        raise DigestError(f"{reason}\n  run `git init` and `git remote add origin <address>`") from None
    ssh = os.environ.get("GIT_SSH_COMMAND") or git.answer("config", "core.sshCommand")
    if ssh or not os.environ.get("GIT_SSH"):
        git = replace(git, variables={"GIT_SSH_COMMAND": f"{ssh or 'ssh'} -o BatchMode=yes"})
    return replace(git, folder=top)


@contextmanager
def without_traces(git: Git) -> Iterator[Git]:
    """Git as it was given, but what it fetches and writes goes to a temporary folder, and is gone afterwards."""
    objects = Path(git.folder, git("rev-parse", "--git-path", "objects")).as_posix()
    quoted = '"' + objects.replace("\\", "\\\\").replace('"', '\\"') + '"'  # as git reads a path with a colon in it
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        own = {"GIT_OBJECT_DIRECTORY": folder, "GIT_ALTERNATE_OBJECT_DIRECTORIES": quoted}
        yield replace(git, variables={**git.variables, **own})
