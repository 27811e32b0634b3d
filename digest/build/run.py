"""One run of a build: what it works on and with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest.build.last import Last
from digest.build.options import Options
from digest.cache.scan import Scan
from digest.cache.store import Store
from digest.config import Config
from digest.output.output import Output
from digest.theme.files import ThemeFiles

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a build.

    Attributes:
        project: its folder.
        config: its options.
        options: how this build is to be done.
        theme: the files of its theme.
        settings: the fingerprint of all that a site is made from beside `content/`.
        found: what `content/` holds.
        output: where the site is written.
        store: what earlier runs found out.
        last: the last build into the same folder.
        progress: called with a stage and how much of it is done.
    """

    project: Path
    config: Config
    options: Options
    theme: ThemeFiles
    settings: str
    found: Scan
    output: Output
    store: Store
    last: Last
    progress: Progress
