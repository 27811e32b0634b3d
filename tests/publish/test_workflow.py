"""The workflow that publishes on GitHub."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import digest
from digest.errors import DigestError
from digest.new import new
from digest.new.requirements import requirements_text
from digest.publish import without_digest, write_requirements, write_workflow


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
    assert workflow["permissions"] == {}
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read", "pages": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    used = [step["uses"] for job in (build, deploy) for step in job["steps"] if "uses" in step]
    assert used == [
        "actions/checkout@v7", "actions/setup-python@v7", "actions/cache@v6", "actions/configure-pages@v6",
        "actions/upload-pages-artifact@v5", "actions/deploy-pages@v5",
    ]  # fmt: skip
    runs = [step["run"].partition("\n")[0] for step in build["steps"] if "run" in step]
    assert runs == [
        "pip install -r requirements.txt",
        "digest --version || {",
        "digest check --format github",
        'digest build --base-url "$BASE_URL"',
    ]
    assert "${{" not in "".join(runs), "what GitHub puts into a line of a shell can be a program"
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
    (python,) = [step["with"] for step in build["steps"] if step.get("uses", "").startswith("actions/setup-python@")]
    assert python["cache-dependency-path"] == 'my "reading"/requirements.txt'


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


def test_a_weekly_schedule_is_two_lines_away(repository: Path) -> None:
    """Taking the number signs away is all that it takes; and a schedule is not stopped for want of a default branch."""
    text = write_workflow(repository).read_text("utf-8")
    text = re.sub(r"^  # (schedule:|  - cron:)", r"  \1", text, flags=re.MULTILINE)
    workflow = dict(yaml.load(text, Loader=yaml.BaseLoader))
    assert workflow["on"] == {"push": "", "workflow_dispatch": "", "schedule": [{"cron": "17 5 * * 1"}]}
    assert "github.event_name == 'schedule'" in workflow["jobs"]["build"]["if"]


def test_requirements_are_written_once(repository: Path) -> None:
    """What a person has is never changed."""
    path = write_requirements(repository)
    assert path == repository / "requirements.txt"
    assert path.read_text("utf-8") == requirements_text()
    path.write_text("mine\n", "utf-8")
    assert write_requirements(repository) is None
    assert path.read_text("utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("text", "installs"),
    [
        ("research-digest==1.2.3\n", True),
        ("# all of it:\nResearch_Digest[math] @ git+https://github.com/ada/digest@0123\n", True),
        ("./wheels/research_digest-1.2.3-py3-none-any.whl\n", True),
        ("# research-digest==1.2.3\nrequests\n", False),
        ("", False),
    ],
)
def test_requirements_that_install_no_digest_are_named(repository: Path, text: str, installs: bool) -> None:
    """Before GitHub says so: at once, when the workflow is written."""
    (repository / "requirements.txt").write_text(text, "utf-8")
    problems = without_digest(repository)
    assert [str(problem.location) for problem in problems] == ([] if installs else ["requirements.txt"])


class Runner:
    """What GitHub does with the shell steps of a job: `bash -e` in the folder of the job, in a fresh clone.

    Actions are GitHub's own and are not run; `pip install -r` is read and believed.
    """

    def __init__(self, repository: Path, folder: Path) -> None:
        self.clone = folder / "clone"
        subprocess.run(["git", "clone", "-q", str(repository), str(self.clone)], check=True)
        self.tools = tools = folder / "tools"
        tools.mkdir()
        program = f'#!/bin/sh\nexec "{sys.executable}" -m digest "$@"\n'
        for name, text in {
            "digest": f"#!/bin/sh\ntest -e {tools}/installed || exit 127\n{program}",
            "pip": f'#!/bin/sh\ntest "$1 $2" = "install -r" && grep -q "^research-digest" "$3" && touch {tools}/installed\nexit 0\n',
        }.items():
            (tools / name).write_text(text, "utf-8")
            (tools / name).chmod(0o755)
        self.variables = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(Path(digest.__file__).parents[1]),
            "HOME": str(folder),
        }

    def run(self, job: dict[str, Any], outputs: dict[str, str]) -> list[subprocess.CompletedProcess[str]]:
        """Run the steps of a job up to the first that fails."""
        done = []
        for step in job["steps"]:
            if "run" not in step:
                continue
            given = dict(step.get("env", {}))
            for name, value in outputs.items():
                given = {variable: text.replace(f"${{{{ {name} }}}}", value) for variable, text in given.items()}
            folder = self.clone / job["defaults"]["run"]["working-directory"]
            command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
            environment = {**self.variables, **given}
            done.append(
                subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
            )
            if done[-1].returncode:
                break
        return done


@pytest.fixture
def pushed(repository: Path) -> Path:
    """A project in a folder of a repository, as `digest new` makes it, with an article, set up and committed."""
    project = repository / "reading"
    new(project)
    (project / "requirements.txt").write_text("research-digest==1.2.3\n", "utf-8")
    article = project / "content/2025-W12/one.md"
    article.parent.mkdir(parents=True)
    article.write_text("---\ntitle: One\ndate: 2025-03-18\n---\n\nText.\n", "utf-8")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("what was built here before", "utf-8")
    write_workflow(project)
    commit(repository)
    return project


def commit(repository: Path) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", "-C", str(repository), "add", "."], check=True)
    subprocess.run(["git", "-C", str(repository), *who, "commit", "-qm", "All"], check=True)


OUTPUTS = {"steps.pages.outputs.base_url": "https://ada.example/reading"}


def test_the_shell_steps_build_the_site_in_a_clean_clone(pushed: Path, repository: Path, tmp_path_factory: Any) -> None:
    """Of what is committed, with nothing of this machine; what is uploaded is the site at its address."""
    job = read(repository / ".github/workflows/pages.yml")["jobs"]["build"]
    runner = Runner(repository, tmp_path_factory.mktemp("runner"))
    done = runner.run(job, OUTPUTS)
    assert [(step.returncode, step.stderr) for step in done] == [(0, "")] * 4
    uploaded = runner.clone / job["steps"][-1]["with"]["path"]
    assert (uploaded / "2025/w12/one/index.html").is_file()
    assert "https://ada.example/reading/2025/w12/one/" in (uploaded / "sitemap.xml").read_text("utf-8")


def test_an_error_of_check_stops_before_anything_is_built(
    pushed: Path, repository: Path, tmp_path_factory: Any
) -> None:
    """The job ends with the step that found it, so that nothing is uploaded."""
    job = read(repository / ".github/workflows/pages.yml")["jobs"]["build"]
    runner = Runner(repository, tmp_path_factory.mktemp("runner"))
    (runner.tools / "digest").write_text('#!/bin/sh\necho "digest $*"\ntest "$1" != check\n', "utf-8")
    done = runner.run(job, OUTPUTS)
    assert [(step.returncode, step.stdout) for step in done] == [
        (0, ""), (0, "digest --version\n"), (1, "digest check --format github\n"),
    ]  # fmt: skip


def test_requirements_without_digest_are_named(pushed: Path, repository: Path, tmp_path_factory: Any) -> None:
    """A digest that was installed from a folder leaves a comment, which installs nothing."""
    (pushed / "requirements.txt").write_text("# Write one line here\n", "utf-8")
    commit(repository)
    job = read(repository / ".github/workflows/pages.yml")["jobs"]["build"]
    done = Runner(repository, tmp_path_factory.mktemp("runner")).run(job, OUTPUTS)
    assert [step.returncode for step in done] == [0, 1]
    assert "::error file=reading/requirements.txt::requirements.txt installs no digest" in done[-1].stdout
