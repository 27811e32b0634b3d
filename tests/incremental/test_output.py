"""Writing the site."""

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from digest.errors import DigestError
from digest.incremental.output import MANIFEST, Output, write_file

HOME, PAGE, FEED = PurePosixPath("index.html"), PurePosixPath("2025/w12/call/index.html"), PurePosixPath("feed.xml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def run(folder: Path, files: dict[PurePosixPath, bytes], key: str = "key") -> tuple[int, tuple[PurePosixPath, ...]]:
    """A whole run: how many files it wrote, and what it removed."""
    output = Output(folder)
    output.begin(files)
    written = sum(output.write(path, body, key) for path, body in files.items())
    return written, output.finish(files)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_run_writes_every_file_and_names_it(folder: Path) -> None:
    """The folder holds the files and the manifest, and nothing else."""
    assert run(folder, {PAGE: b"page", HOME: b"home"}) == (2, ())
    assert tree(folder) == {
        "index.html": b"home",
        str(PAGE): b"page",
        str(MANIFEST): f"digest-manifest 1\nkey 4 {PAGE}\nkey 4 index.html\n".encode(),
    }


def test_a_second_run_writes_nothing(folder: Path) -> None:
    """The same bytes are not written again: no file's time changes, the manifest's neither."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    for path in folder.rglob("*"):
        os.utime(path, ns=(1, 1))
    assert run(folder, {HOME: b"home", PAGE: b"page"}) == (0, ())
    assert {path.stat().st_mtime_ns for path in folder.rglob("*")} == {1}


def test_only_what_changed_is_written(folder: Path) -> None:
    """A new body is written, its neighbour is left alone."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    os.utime(folder / PAGE, ns=(1, 1))
    assert run(folder, {HOME: b"homE", PAGE: b"page"}) == (1, ())
    assert (folder / HOME).read_bytes() == b"homE"
    assert (folder / PAGE).stat().st_mtime_ns == 1


def test_a_page_is_current_while_key_and_file_are_those_of_the_last_run(folder: Path) -> None:
    """Another key, a removed file or one of another size asks for rendering."""
    run(folder, {HOME: b"home", PAGE: b"page"}, key="one")
    output = Output(folder)
    assert output.is_current(HOME, "one")
    assert not output.is_current(HOME, "two")
    assert not output.is_current(FEED, "one")
    (folder / HOME).write_bytes(b"changed by hand")
    (folder / PAGE).unlink()
    assert not output.is_current(HOME, "one")
    assert not output.is_current(PAGE, "one")


def test_what_is_no_longer_planned_is_removed_with_its_empty_folders(folder: Path) -> None:
    """Folders that hold something else stay."""
    kept = PurePosixPath("2025/w13/index.html")
    run(folder, {HOME: b"home", PAGE: b"page", kept: b"week"})
    assert run(folder, {HOME: b"home", kept: b"week"}) == (0, (PAGE,))
    assert not (folder / "2025/w12").exists()
    assert (folder / kept).exists()
    assert PAGE not in Output(folder).records


def test_foreign_files_are_kept_and_named(folder: Path) -> None:
    """What digest did not write is not removed; hidden files are not even mentioned."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    for name in ("CNAME", "2025/w12/call/mine.pdf", ".git/config", ".nojekyll"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    run(folder, {HOME: b"home"})
    assert Output(folder).foreign() == (PurePosixPath("2025/w12/call/mine.pdf"), PurePosixPath("CNAME"))
    assert {"CNAME", "2025/w12/call/mine.pdf", ".git/config", ".nojekyll"} < set(tree(folder))


def test_a_foreign_file_is_not_overwritten(folder: Path) -> None:
    """A page that would take its place stops the run before anything is written."""
    folder.mkdir()
    (folder / HOME).write_text("mine")
    with pytest.raises(DigestError, match=r"site/index\.html stands where a page should be written"):
        run(folder, {PAGE: b"page", HOME: b"home"})
    assert tree(folder) == {"index.html": b"mine"}


def test_a_run_that_was_killed_is_finished_by_the_next(folder: Path) -> None:
    """Abandoned after some files, it leaves each of them named as ours; the next run gives the clean bytes."""
    run(folder, {HOME: b"home", FEED: b"feed"})
    killed = Output(folder)
    killed.begin([HOME, PAGE])
    killed.write(PAGE, b"half of a plan", "key")
    (folder / ".digest-abc123.tmp").write_bytes(b"half of a file")
    assert set(Output(folder).records) == {HOME, FEED, PAGE}
    assert not Output(folder).is_current(PAGE, "key")
    assert run(folder, {HOME: b"home"}) == (0, (PAGE, FEED))

    run(clean := folder.parent / "clean", {HOME: b"home"})
    assert tree(folder) == tree(clean)


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff\xfe",
        b"digest-manifest 99\nkey 4 index.html\n",
        b"digest-manifest 1\nkey 4 index.html",
        b"digest-manifest 1\nnonsense\n",
        b"digest-manifest 1\nkey many index.html\n",
        b"digest-manifest 1\nkey 4 index.html\nkey 4 ../thesis.txt\n",
        b"digest-manifest 1\nkey 4 index.html\nkey 4 a/../../thesis.txt\n",
        b"digest-manifest 1\nkey 4 /etc/passwd\n",
        b"digest-manifest 1\nkey 4 \n",
    ],
)
def test_a_manifest_that_is_wrong_is_as_good_as_none(folder: Path, manifest: bytes) -> None:
    """Nothing is removed on its word, inside the folder or outside; what stands there counts as foreign."""
    (folder.parent / "thesis.txt").write_text("mine")
    folder.mkdir()
    (folder / HOME).write_text("home")
    (folder / MANIFEST).write_bytes(manifest)
    assert Output(folder).records == {}
    assert run(folder, {PAGE: b"page"}) == (1, ())
    assert (folder.parent / "thesis.txt").read_text() == "mine"
    assert Output(folder).foreign() == (HOME,)


def test_an_output_that_is_a_link_or_a_file_is_refused(folder: Path) -> None:
    """Nothing is written where a person did not mean it."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    with pytest.raises(DigestError, match="site is a symbolic link; remove it"):
        Output(folder)
    folder.unlink()
    folder.write_text("mine")
    with pytest.raises(DigestError, match="site is a file, not a folder; move it away"):
        Output(folder)
    assert (tree(elsewhere), folder.read_text()) == ({}, "mine")


@pytest.mark.parametrize("known", [False, True], ids=["new", "written before"])
def test_a_folder_below_that_became_a_link_is_refused(folder: Path, known: bool) -> None:
    """No page is written, and none removed, through a link out of the output folder."""
    run(folder, {HOME: b"home", **({PAGE: b"page"} if known else {})})
    if known:
        (folder / "2025").rename(folder.parent / "elsewhere")
    else:
        (folder.parent / "elsewhere").mkdir()
    (folder / "2025").symlink_to(folder.parent / "elsewhere")
    before = tree(folder.parent / "elsewhere")
    for files in ({HOME: b"home", PAGE: b"other"}, {HOME: b"home"}):
        if known or PAGE in files:
            with pytest.raises(DigestError, match="site/2025 is a symbolic link; remove it"):
                run(folder, files)
    assert tree(folder.parent / "elsewhere") == before


def test_what_took_the_place_of_a_removed_page_stays(folder: Path) -> None:
    """Where a person put a folder or file of their own, pruning leaves it alone."""
    run(folder, {HOME: b"home", PAGE: b"page", FEED: b"feed"})
    (folder / FEED).unlink()
    (folder / FEED).mkdir()
    (folder / FEED / "mine").write_text("mine")
    (folder / PAGE).unlink()
    (folder / PAGE).parent.rmdir()
    (folder / PAGE).parent.write_text("mine")
    run(folder, {HOME: b"home"})
    assert {"feed.xml/mine", "2025/w12/call"} < set(tree(folder))
    assert set(Output(folder).records) == {HOME}


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
        "from digest.incremental.output import write_file\n"
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


def test_a_file_about_to_change_is_vouched_for_by_no_record(tmp_path: Path) -> None:
    """Killed after the write and before the manifest, and edited back: the old fingerprint does not pass for current."""
    page = PurePosixPath("a.html")
    first = Output(tmp_path)
    first.begin([page])
    first.write(page, b"old!", "old-key")
    first.finish([page])
    second = Output(tmp_path)
    second.begin([page], [page])
    second.write(page, b"new!", "new-key")  # and here the run is killed
    assert not Output(tmp_path).is_current(page, "old-key")
