"""Lets Pagefind make an index of pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

LONGEST: Final = 600
"""Seconds that Pagefind may take: ten thousand articles of a thousand words take it half a minute of processor."""


class PagefindError(Exception):
    """Why Pagefind made no index, for a message."""


def run_pagefind(folder: Path, language: str) -> None:
    """Index `pages` in a folder into `index` beside it, as texts of one language, so that one query finds all of them.

    Args:
        folder: for the work, and the files of this run alone.
        language: BCP 47 tag of the site.

    Raises:
        PagefindError: it failed.
        OSError: it cannot be run.
    """
    import subprocess  # noqa: PLC0415  (slow to import, seldom needed)

    from pagefind_bin import get_executable  # noqa: PLC0415  (an extra)

    command = [get_executable(), "--site", "pages", "--output-path", "index", "--silent"]
    command += ["--force-language", language.partition("-")[0].lower()]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise PagefindError(f"it took longer than {LONGEST} seconds") from error
    if done.returncode:
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
        raise PagefindError(said[-1].strip() if said else f"it ended with {done.returncode}")
