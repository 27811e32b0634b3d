"""Finding and reading the files of a project."""

import os
from pathlib import Path, PurePosixPath

import pytest

from digest.cache.scan import Scan, is_reliable, read, scan
from digest.errors import Problem

CONTENT = PurePosixPath("content")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "project" / "content").mkdir(parents=True)
    return tmp_path / "project"


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text")


def names(found: Scan) -> list[str]:
    return [str(path) for path in found.files]


def passed_over(found: Scan) -> list[tuple[str, str]]:
    return [(str(problem.location), problem.message) for problem in found.problems]


LINK = "a symbolic link that leads out of the project, nowhere, or to a folder is not followed"
NAME = "its name is not valid Unicode"


def test_files_are_found_in_one_order(root: Path) -> None:
    """By the parts of their path, whatever order the file system has."""
    write(root, "content/b.md", "content/a/z.md", "content/a-b.md", "content/a/b/c.md", "content/B.md", "seeds/x.txt")
    found = scan(root, CONTENT)
    assert names(found) == ["content/B.md", "content/a/b/c.md", "content/a/z.md", "content/a-b.md", "content/b.md"]
    assert (list(found.stamps), found.problems) == (names(found), ())


def test_a_stamp_is_what_the_system_says_of_a_file(root: Path) -> None:
    """Times, size and inode; every write and every new file in its place changes it."""
    write(root, "content/a.md")
    path = root / "content/a.md"
    before = scan(root, CONTENT).stamps["content/a.md"]
    status = path.stat()
    assert before == f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"
    other = root / "content/other"
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(status.st_mtime_ns, status.st_mtime_ns))
    other.replace(path)
    assert scan(root, CONTENT).stamps["content/a.md"] != before


@pytest.mark.parametrize(
    ("modified", "changed", "started", "expected"),
    [
        (1_000_000_000_001, 1_000_000_000_001, 1_000_100_000_000, True),
        (1_000_000_000_001, 1_000_000_000_001, 1_000_010_000_000, False),
        (1_000_000_000_001, 1_000_090_000_000, 1_000_100_000_000, False),
        (1_000_000_000_000, 1_000_000_000_000, 1_001_500_000_000, False),
        (1_000_000_000_000, 1_000_000_000_000, 1_002_500_000_000, True),
        (9_000_000_000_001, 1_000_000_000_001, 1_000_100_000_000, False),
    ],
    ids=["long ago", "just now", "its inode just now", "seconds, just now", "seconds, long ago", "in the future"],
)
def test_a_stamp_taken_too_soon_is_not_trusted(modified: int, changed: int, started: int, expected: bool) -> None:
    """Another write could have given the same one: within a tick, within the seconds of a coarse clock."""
    assert is_reliable(f"{modified} {changed} 5 1", started) is expected


def test_names_that_begin_with_a_dot_are_passed_over(root: Path) -> None:
    """Editors, git and Obsidian keep their own things there."""
    write(root, "content/.obsidian/app.json", "content/.hidden.md", "content/a/.git/x", "content/a/seen.md")
    assert (names(scan(root, CONTENT)), scan(root, CONTENT).problems) == (["content/a/seen.md"], ())


def test_a_folder_that_does_not_exist_is_empty(root: Path) -> None:
    """A project need not have every folder."""
    assert scan(root, PurePosixPath("seeds")) == Scan(stamps={}, problems=())


def test_a_file_in_the_place_of_a_folder_is_a_problem(root: Path) -> None:
    """It is said, and nothing raises."""
    write(root, "seeds")
    found = scan(root, PurePosixPath("seeds"))
    assert found.files == ()
    assert [str(problem).split("\n")[0] for problem in found.problems] == ["seeds  cannot be read: Not a directory"]


def test_a_link_to_a_file_of_the_project_is_followed(root: Path) -> None:
    """Within the project, a link is as good as the file."""
    write(root, "shared/note.md")
    (root / "content/note.md").symlink_to(root / "shared/note.md")
    assert names(scan(root, CONTENT)) == ["content/note.md"]


def test_a_link_that_leads_elsewhere_is_named_and_not_followed(root: Path) -> None:
    """Out of the project, nowhere, in a circle, or to a folder: nothing behind it is read, and nothing is silent."""
    write(root.parent, "secret.md", "vault/a.md")
    write(root, "content/folder/a.md")
    for name, target in {
        "circle.md": root / "content/circle.md",
        "inside": root / "content/folder",
        "nowhere.md": root / "missing.md",
        "outside": root.parent / "vault",
        "passwd.md": Path("/etc/passwd"),
        "secret.md": Path("../../secret.md"),
    }.items():
        (root / "content" / name).symlink_to(target)
    found = scan(root, CONTENT)
    assert names(found) == ["content/folder/a.md"]
    assert sorted(passed_over(found)) == [
        (f"content/{name}", LINK) for name in ("circle.md", "inside", "nowhere.md", "outside", "passwd.md", "secret.md")
    ]


def test_a_linked_content_folder_is_not_followed(root: Path) -> None:
    """The folder itself may not lead elsewhere."""
    write(root.parent, "vault/a.md")
    (root / "seeds").symlink_to(root.parent / "vault")
    assert passed_over(scan(root, PurePosixPath("seeds"))) == [("seeds", LINK)]


def test_a_project_may_lie_behind_a_link(root: Path) -> None:
    """How a person reaches the project is their business."""
    write(root, "content/a.md", "shared/b.md")
    (root / "content/b.md").symlink_to("../shared/b.md")
    (root.parent / "way").symlink_to(root)
    assert names(scan(root.parent / "way", CONTENT)) == ["content/a.md", "content/b.md"]


def test_a_name_that_is_no_text_is_reported(root: Path) -> None:
    """No address can hold it; it is shown so that it can be recognised."""
    try:
        Path(os.fsdecode(os.fsencode(root / "content") + b"/caf\xe9.md")).write_text("text")
    except OSError:
        pytest.skip("this file system holds no such name")
    assert passed_over(scan(root, CONTENT)) == [("content/caf\\udce9.md", NAME)]


def test_a_folder_whose_name_is_no_text_is_reported_once(root: Path) -> None:
    """What lies in it cannot be addressed either."""
    folder = Path(os.fsdecode(os.fsencode(root / "content") + b"/\xff"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system holds no such name")
    (folder / "a.md").write_text("text")
    assert scan(root, CONTENT).files == ()
    assert passed_over(scan(root, CONTENT)) == [("content/\\udcff", NAME)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_reported_and_never_waited_for(root: Path) -> None:
    """To open one would be to wait for somebody who writes."""
    os.mkfifo(root / "content/a.md")
    message = "is not a file but a pipe, a socket or a device"
    assert passed_over(scan(root, CONTENT)) == [("content/a.md", message)]
    problem = read(root, PurePosixPath("content/a.md"), 100)
    assert isinstance(problem, Problem)
    assert problem.message == message


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/ptmx"])
def test_a_device_is_reported_and_never_read(device: str) -> None:
    """One may be endless, and another has nothing to give yet."""
    if not Path(device).is_char_device():
        pytest.skip("no such device on this system")
    problem = read(Path("/"), PurePosixPath(device[1:]), 100)
    assert isinstance(problem, Problem)
    assert problem.message == "is not a file but a pipe, a socket or a device"


def test_emoji_and_other_scripts_are_good_names(root: Path) -> None:
    """Joiners and marks are part of ordinary names."""
    write(root, "content/👩\u200d🔬 文 é.md")
    assert names(scan(root, CONTENT)) == ["content/👩\u200d🔬 文 é.md"]


def test_a_file_is_read_up_to_its_limit(root: Path) -> None:
    """Exactly the limit is read; one byte more is a problem that says both sizes."""
    (root / "content/a.md").write_bytes(b"x" * 2**20)
    path = PurePosixPath("content/a.md")
    assert read(root, path, 2**20) == b"x" * 2**20
    (root / "content/a.md").write_bytes(b"x" * (2 * 2**20))
    problem = read(root, path, 2**20)
    assert isinstance(problem, Problem)
    assert str(problem) == (
        "content/a.md  too large: 2 MiB, at most 1 MiB are read\n  split it, or keep the part that matters"
    )


@pytest.mark.parametrize(
    ("path", "reason"), [("content/b.md", "No such file or directory"), ("content", "Is a directory")]
)
def test_what_cannot_be_read_is_a_problem(root: Path, path: str, reason: str) -> None:
    """The system's reason is shown, and nothing raises."""
    problem = read(root, PurePosixPath(path), 100)
    assert isinstance(problem, Problem)
    assert str(problem) == f"{path}  cannot be read: {reason}\n  check that the file exists and that you may read it"
