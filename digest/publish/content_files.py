"""The files of `content/` behind the pages of a site, with what they held when it was published."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from digest.build.page_files import PageFiles
from digest.config import Config
from digest.publish.git import Git


class ContentFiles(PageFiles):
    """Finds the files behind pages, and in the history of the project what they held."""

    def __init__(self, project: Path, config: Config, git: Git | None = None, published: str = "") -> None:
        """Files of a project, and of its history where that is in git.

        Args:
            project: its folder.
            config: its options.
            git: in the project's repository.
            published: the commit of the published site; empty where nothing is published.
        """
        super().__init__(project, config)
        self._git = git
        self._published = published

    def published_text_of(self, file: str) -> str:
        """What the last commit of the project before the site was published has of a file; nothing without one."""
        if self._git is None or not self._commit_then:
            return ""
        folder = self._project.resolve()
        top = self._git.folder.resolve()
        path = (folder / file).relative_to(top).as_posix() if folder.is_relative_to(top) else file
        return self._git.answer("cat-file", "blob", f"{self._commit_then}:{path}")

    @cached_property
    def _commit_then(self) -> str:
        """The last commit of the project before the site was published."""
        if self._git is None or not self._published:
            return ""
        moment = self._git.answer("log", "-1", "--no-show-signature", "--format=%cI", self._published)
        return self._git.answer("rev-list", "-1", f"--before={moment}", "HEAD") if moment else ""
