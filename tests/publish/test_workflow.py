"""The workflow that publishes on GitHub."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest import __version__
from digest.errors import DigestError
from digest.publish import write_workflow


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def read(path: Path) -> dict[str, Any]:
    # BaseLoader keeps the key `on` a word
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def test_the_workflow_is_githubs_own_way(repository: Path) -> None:
    """Rights, one at a time, build and deployment in the environment that GitHub Pages expects."""
    path = write_workflow(repository)
    assert path == repository / ".github/workflows/pages.yml"
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    used = [step["uses"].partition("@")[0] for job in (build, deploy) for step in job["steps"] if "uses" in step]
    assert used == [
        "actions/checkout", "actions/setup-python", "actions/configure-pages", "actions/cache",
        "actions/upload-pages-artifact", "actions/deploy-pages",
    ]  # fmt: skip
    runs = [step["run"] for step in build["steps"] if "run" in step]
    release = ".".join(__version__.split(".")[:2])
    assert runs == [
        f'pip install "research-digest=={release}.*"',
        'digest build --base-url "${{ steps.pages.outputs.base_url }}"',
    ]
    (kept,) = [step["with"]["path"] for step in build["steps"] if step.get("uses", "").startswith("actions/cache@")]
    assert kept.split() == [".digest/cache", "site"]
    assert build["steps"][-1]["with"] == {"path": "site"}
    assert deploy["environment"]["name"] == "github-pages"
    assert deploy["needs"] == "build"


def test_a_project_in_a_sub_folder_is_built_there(repository: Path) -> None:
    """GitHub looks for workflows at the top of the repository alone."""
    project = repository / 'my "reading"'
    project.mkdir()
    path = write_workflow(project)
    build = read(path)["jobs"]["build"]
    assert path.is_relative_to(repository / ".github")
    assert build["defaults"]["run"]["working-directory"] == 'my "reading"'
    assert build["steps"][-1]["with"]["path"] == 'my "reading"/site'


def test_an_equal_workflow_is_left_and_another_is_refused(repository: Path) -> None:
    """Nothing of a person's is overwritten."""
    path = write_workflow(repository)
    assert write_workflow(repository) == path
    path.write_text("mine")
    with pytest.raises(DigestError, match=r"pages\.yml is there already"):
        write_workflow(repository)
    assert path.read_text() == "mine"


def test_a_linked_folder_is_not_followed_out_of_the_repository(repository: Path, tmp_path_factory: Any) -> None:
    """Promise 12."""
    outside = tmp_path_factory.mktemp("outside")
    (repository / ".github").symlink_to(outside)
    with pytest.raises(DigestError, match="leads out"):
        write_workflow(repository)
    assert not list(outside.iterdir())
