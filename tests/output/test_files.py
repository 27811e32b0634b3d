"""Writing single files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.output.file_writes import write_file


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_written_whole_and_with_its_folders(tmp_path: Path) -> None:
    """No temporary file remains, and everybody may read the result."""
    write_file(tmp_path / "a/b/c.md", "é\r\n".encode())
    assert tree(tmp_path) == {"a/b/c.md": "é\r\n".encode()}
    assert (tmp_path / "a/b/c.md").stat().st_mode & 0o777 == 0o644


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    """Its time does not change."""
    write_file(tmp_path / "a.md", b"text")
    os.utime(tmp_path / "a.md", ns=(1, 1))
    write_file(tmp_path / "a.md", b"text")
    assert (tmp_path / "a.md").stat().st_mtime_ns == 1


def test_a_link_is_replaced_and_not_written_through(tmp_path: Path) -> None:
    """What it led to stays as it is."""
    (tmp_path / "thesis.txt").write_text("mine")
    (tmp_path / "a.md").symlink_to(tmp_path / "thesis.txt")
    write_file(tmp_path / "a.md", b"text")
    assert tree(tmp_path) == {"a.md": b"text", "thesis.txt": b"mine"}
    assert not (tmp_path / "a.md").is_symlink()


def test_a_file_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    """Below a file there is no folder; in the place of a folder there is no file."""
    (tmp_path / "a").write_text("mine")
    with pytest.raises(DigestError, match=r"b\.md cannot be written: (Not a directory|File exists) \(a/\)"):
        write_file(tmp_path / "a/b.md", b"text")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DigestError, match=r"folder cannot be written: .* \(.*/\)"):
        write_file(tmp_path / "folder", b"text")
    assert tree(tmp_path) == {"a": b"mine"}


def test_a_full_disk_leaves_the_old_content_and_no_rubbish(tmp_path: Path) -> None:
    """Where the system stops the writing half-way, the message says so and the old file still stands."""
    (tmp_path / "a.md").write_text("old")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from digest.errors import DigestError\n"
        "from digest.output.file_writes import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_file(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except DigestError as error:\n"
        "    print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.md")], check=True, capture_output=True, text=True
    )
    assert ran.stdout == f"a.md cannot be written: File too large ({tmp_path.name}/)\n"
    assert tree(tmp_path) == {"a.md": b"old"}
