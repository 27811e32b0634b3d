"""One run of a build: what a site is planned from. It knows no output folder, since planning writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from digest.articles.kinds import FOLDER
from digest.cache.program_fingerprint import installed_versions, program_fingerprint
from digest.cache.scan import Scan
from digest.cache.scan import scan as scan_folder
from digest.cache.store import Store
from digest.config import Config
from digest.dataclass import dataclass
from digest.model.fingerprint import fingerprint
from digest.plan.feeds.kept_ids import KEPT, KeptIds, parse_kept
from digest.stated_day import stated_day
from digest.theme.theme_files import ThemeFiles

WORKSHOP: Final = Path(".digest")
"""The folder of the project for what is digest's own business."""

BYTECODE: Final = WORKSHOP / "bytecode"
"""Where compiled templates are kept: they are code, which does not belong into a cache that may come from elsewhere."""

CACHE: Final = WORKSHOP / "cache" / "digest.sqlite"
"""The cache: results of one state of the program; another one begins with nothing."""

_CONVERTED: Final = FOLDER / ".converted"
"""What `digest convert` keeps of sources: where it is alone, the digest was published before ids were kept."""

Progress = Callable[[str, int, int], None]


def silent(_stage: str, _at: int, _of: int) -> None:
    """Progress that nobody is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which site is planned of a project, and how.

    Attributes:
        base_url: replaces the one of the options, and makes links pretty unless they say otherwise; None leaves it.
        drafts: whether drafts are in the site.
        future: whether what is not due yet is in the site.
        day: of the build; what is dated later is held back.
        jobs: processes; 0 takes the number of cores.
        cache: whether what earlier runs found out is relied on.
    """

    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    day: date = field(default_factory=stated_day)
    jobs: int = 0
    cache: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a build.

    Attributes:
        project: its folder.
        config: its options.
        selection: which site is planned, and how.
        theme: the files of its theme.
        scan: the files of `content/`.
        store: what earlier runs found out.
        kept_ids: what is kept of the ids of feeds and their entries.
        progress: called with a stage and how much of it is done.
    """

    project: Path
    config: Config
    selection: Selection
    theme: ThemeFiles
    scan: Scan
    store: Store
    progress: Progress
    kept_ids: KeptIds = KeptIds()

    @property
    def settings(self) -> str:
        """The fingerprint of all that a site is made from beside `content/` and the day."""
        selected = (self.selection.base_url, self.selection.drafts, self.selection.future)
        others = (pagefind_version(),) if self.config.search == "pagefind" else ()
        files = (self.theme.fingerprint, self.kept_ids)
        return fingerprint(program_fingerprint(), self.config, *selected, *others, *files)

    @property
    def bytecode(self) -> Path | None:
        """The folder for compiled templates; None where they are not kept."""
        return self.project / BYTECODE if self.selection.cache else None


@cache
def pagefind_version() -> str:
    """The version of Pagefind, empty where the extra `search` is not installed."""
    return installed_versions(("pagefind-bin",)).get("pagefind-bin", "")


def open_store(project: Path, place: Path = CACHE) -> Store:
    """What earlier runs of this program found out, kept in a file of the project, or at a place of its own."""
    return Store(project / place, int(program_fingerprint()[:7], 16) + 1)


@contextmanager
def started(
    project: Path,
    config: Config,
    theme: ThemeFiles,
    selection: Selection,
    progress: Progress = silent,
    scan: Scan | None = None,
) -> Iterator[Run]:
    """A run: the content is scanned, and the cache is open as long as the run lasts.

    Args:
        project: its folder.
        config: its options.
        theme: the files of its theme.
        selection: which site is planned, and how.
        progress: called with a stage and how much of it is done.
        scan: of the content, if it was scanned before.
    """
    with nullcontext() if selection.cache else _temporary_folder() as folder:
        store = open_store(project, Path(folder, CACHE.name) if folder else CACHE)
        try:
            yield Run(
                project=project,
                config=config,
                selection=selection,
                theme=theme,
                scan=scan or scan_folder(project, FOLDER),
                store=store,
                progress=progress,
                kept_ids=read_kept(project),
            )
        finally:
            store.close()


def _temporary_folder() -> AbstractContextManager[str]:
    from tempfile import TemporaryDirectory  # noqa: PLC0415  (slow to import, seldom needed)

    return TemporaryDirectory(prefix="digest-")


def read_kept(project: Path) -> KeptIds:
    """What a project keeps of the ids of feeds and their entries; builds never write it."""
    try:
        return parse_kept((project / KEPT).read_bytes().decode("utf-8", "replace"))
    except OSError:
        return KeptIds(former=(project / _CONVERTED).is_file())
