"""Which events are edits."""

from pathlib import Path

import pytest

from digest.serve.watch import is_relevant

PROJECT = Path("/project")


@pytest.mark.parametrize(
    "path", ["seeds/a.txt", "content/2025-W12/a.md", "themes/paper/base.html", "digest.yml", "content"]
)
def test_sources_content_themes_and_configuration_matter(path: str) -> None:
    """Each of these can change the site."""
    assert is_relevant(PROJECT, PROJECT / path)


@pytest.mark.parametrize(
    "path",
    [
        "site/index.html", ".digest/cache.db", ".git/index", "content/.obsidian/workspace.json", "content/.a.md.swp",
        "content/a.md~", "content/4913", "content/a.tmp", "content/#a.md#", "content/.#a.md", "README.md", ".",
    ],
)  # fmt: skip
def test_output_caches_and_what_editors_leave_do_not(path: str) -> None:
    """An event there leads to no build, so that none leads to itself."""
    assert not is_relevant(PROJECT, PROJECT / path)
