"""Writing the site."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from digest.errors import DigestError
from digest.output.commit import Output, open_output
from digest.output.manifest import MANIFEST
from digest.output.renames import move, move_new
from digest.output.stage import STAGE

REPOSITORY = Path(__file__).resolve().parents[2]
HOME, PAGE, FEED = "index.html", "2025/w12/call/index.html", "feed.xml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def run(
    folder: Path, files: dict[str, bytes], key: str = "key", workshop: Path | None = None
) -> tuple[int, tuple[str, ...]]:
    """A whole run that makes every file: how many it wrote, and what it removed."""
    with open_output(folder, staging=workshop) as output:
        output.claim(files, files)
        staged = [output.stage.put(path, body) for path, body in files.items()]
        removed = output.commit(dict.fromkeys(files, key), staged)
    return sum(item.changed for item in staged), removed


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_first_run_writes_every_file_and_names_it(folder: Path) -> None:
    """The folder holds the files and the manifest, and nothing else."""
    assert run(folder, {PAGE: b"page", HOME: b"home"}) == (2, ())
    assert tree(folder) == {
        HOME: b"home",
        PAGE: b"page",
        MANIFEST: f"digest-manifest 1\nkey 4 {PAGE}\nkey 4 index.html\n".encode(),
    }
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o644}


def test_a_second_run_writes_nothing(folder: Path) -> None:
    """The same bytes are not written again: no page's time changes."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    for path in (HOME, PAGE):
        os.utime(folder / path, ns=(1, 1))
    assert run(folder, {HOME: b"home", PAGE: b"page"}) == (0, ())
    assert {(folder / path).stat().st_mtime_ns for path in (HOME, PAGE)} == {1}


def test_only_what_changed_is_written(folder: Path) -> None:
    """A new body is written, its neighbour is left alone."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    os.utime(folder / PAGE, ns=(1, 1))
    assert run(folder, {HOME: b"homE", PAGE: b"page"}) == (1, ())
    assert (folder / HOME).read_bytes() == b"homE"
    assert (folder / PAGE).stat().st_mtime_ns == 1


def test_a_page_is_current_while_key_and_file_are_those_of_the_last_run(folder: Path) -> None:
    """Another key, a removed file or one of another size asks for making it again."""
    run(folder, {HOME: b"home", PAGE: b"page"}, key="one")
    output = Output(folder)
    assert output.is_whole()
    assert output.is_current(HOME, "one")
    assert not output.is_current(HOME, "two")
    assert not output.is_current(FEED, "one")
    (folder / HOME).write_bytes(b"changed by hand")
    (folder / PAGE).unlink()
    assert not output.is_current(HOME, "one")
    assert not output.is_current(PAGE, "one")
    assert not output.is_whole()


def test_a_file_that_somebody_touched_is_looked_at_again_once(folder: Path) -> None:
    """Newer than the manifest, it may be of the same size and yet another; found equal, it is trusted again."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    later = time.time_ns() + 10**9
    os.utime(folder / MANIFEST, ns=(later - 10**9, later - 10**9))
    os.utime(folder / HOME, ns=(later, later))
    assert not Output(folder).is_current(HOME, "key")
    with open_output(folder) as output:
        assert [path for path in (HOME, PAGE) if not output.is_current(path, "key")] == [HOME]
        assert output.commit(dict.fromkeys((HOME, PAGE), "key"), [output.stage.put(HOME, b"home")]) == ()
    assert Output(folder).is_whole()


def test_a_clock_that_was_set_back_does_not_make_pages_stale_for_ever(folder: Path) -> None:
    """Files from the future are looked at once; then the manifest is as new as they are."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    future = time.time_ns() + 10**15
    os.utime(folder / PAGE, ns=(future, future))
    assert not Output(folder).is_whole()
    with open_output(folder) as output:
        assert not output.is_current(PAGE, "key")
        output.commit(dict.fromkeys((HOME, PAGE), "key"), [output.stage.put(PAGE, b"page")])
    assert Output(folder).is_whole()


def test_a_file_that_is_made_again_for_another_reason_is_trusted_afterwards(folder: Path) -> None:
    """Touched into the future, and made since its key differs, not since it was asked about: one look is enough."""
    run(folder, {HOME: b"home", PAGE: b"page"}, key="one")
    future = time.time_ns() + 10**15
    os.utime(folder / PAGE, ns=(future, future))
    run(folder, {HOME: b"home", PAGE: b"page"}, key="two")
    assert (folder / PAGE).stat().st_mtime_ns == future
    assert Output(folder).is_current(PAGE, "two")


def test_asking_changes_nothing(folder: Path) -> None:
    """What was asked before a commit makes no difference to what the commit leaves behind."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    future = time.time_ns() + 10**15
    os.utime(folder / PAGE, ns=(future, future))
    with open_output(folder) as output:
        output.is_current(PAGE, "key")
        output.commit(dict.fromkeys((HOME, PAGE), "key"), [output.stage.put(HOME, b"home")])
    assert not Output(folder).is_current(PAGE, "key")


def test_files_stay_current_where_the_clock_was_set_back(folder: Path) -> None:
    """A manifest written by a clock that is behind the last one is not older than the files it vouches for."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    future = time.time_ns() + 10**15
    for path in (HOME, PAGE, MANIFEST):
        os.utime(folder / path, ns=(future, future))
    with open_output(folder) as output:
        assert output.is_whole()
        output.commit(dict.fromkeys((HOME, PAGE, FEED), "key"), [output.stage.put(FEED, b"feed")])
    assert Output(folder).is_whole()


def test_a_build_that_has_another_reason_to_make_a_touched_file_makes_it_once(project) -> None:
    """A page from the future whose template changed without changing the page: the build after finds nothing to do."""
    (project.folder / "content").mkdir(exist_ok=True)
    template = project.write("themes/paper/not_found.html", (REPOSITORY / "themes/paper/not_found.html").read_bytes())
    assert project.digest("build").code == 0
    future = time.time_ns() + 10**15
    os.utime(project.folder / "site/404.html", ns=(future, future))
    template.write_text(template.read_text("utf-8") + "{# said nowhere #}", "utf-8")
    assert "404.html\n" in project.digest("build", "--explain").out
    assert project.digest("build", "--explain").out.startswith("0 files made of ")


def test_what_is_no_longer_planned_is_removed_with_its_empty_folders(folder: Path) -> None:
    """Folders that hold something else stay."""
    kept = "2025/w13/index.html"
    run(folder, {HOME: b"home", PAGE: b"page", kept: b"week"})
    assert run(folder, {HOME: b"home", kept: b"week"}) == (0, (PAGE,))
    assert not (folder / "2025/w12").exists()
    assert (folder / kept).exists()
    assert PAGE not in Output(folder).records


def test_what_links_is_removed_before_what_it_links_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a week before its articles, articles before their images: killed in between, no link is dead."""
    week, image = "2025/w12/index.html", "media/2025-W12/plan.png"
    run(folder, {image: b"image", PAGE: b"page", week: b"week", HOME: b"home"})
    removed = []
    unlink = os.unlink
    monkeypatch.setattr(os, "unlink", lambda path, **more: (removed.append(str(path)), unlink(path, **more)))
    assert run(folder, {HOME: b"home"}) == (0, (week.replace("index", "call/index"), week, image))
    ours = [path.removeprefix(f"{folder}/") for path in removed if path.startswith(f"{folder}/")]
    assert [path for path in ours if not path.startswith(".")] == [week, PAGE, image]
    assert not (folder / "2025").exists()


def put_foreign(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("mine")


def test_foreign_files_are_kept_and_named(folder: Path) -> None:
    """Promise 14: what digest did not write is not removed; hidden files are not even mentioned."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    put_foreign(folder, ("CNAME", "2025/w12/call/mine.pdf", ".git/config", ".nojekyll", "talks/2025/slides.pdf"))
    run(folder, {HOME: b"home"})
    assert Output(folder).foreign() == ("2025/w12/call/mine.pdf", "CNAME", "talks/2025/slides.pdf")
    assert {"CNAME", "2025/w12/call/mine.pdf", ".git/config", ".nojekyll"} < set(tree(folder))


def test_foreign_files_are_found_by_looking_into_what_changed(folder: Path) -> None:
    """With those known from before, new ones are found wherever they are put, and gone ones are forgotten."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    put_foreign(folder, ("old.pdf", "gone.pdf"))
    known = Output(folder).foreign()
    (folder / "gone.pdf").unlink()
    put_foreign(folder, ("2025/w12/call/new.pdf", "talks/new.pdf"))
    assert Output(folder).foreign(known) == Output(folder).foreign() == (
        "2025/w12/call/new.pdf", "old.pdf", "talks/new.pdf",
    )  # fmt: skip


def test_a_foreign_file_is_not_overwritten(folder: Path) -> None:
    """A page that would take its place stops the run before anything is written."""
    folder.mkdir()
    (folder / HOME).write_text("mine")
    with pytest.raises(DigestError, match=r"site/index\.html stands where a page should be written"):
        run(folder, {PAGE: b"page", HOME: b"home"})
    assert tree(folder) == {"index.html": b"mine"}


def test_a_folder_of_others_is_not_taken_for_ours(folder: Path) -> None:
    """A file does not take the place of a folder in which somebody keeps something."""
    run(folder, {HOME: b"home", "media/a/b.png": b"image"})
    put_foreign(folder, ("media/a/mine.txt",))
    with pytest.raises(DigestError, match="site/media/a stands where a page should be written"):
        run(folder, {HOME: b"home", "media/a": b"image"})
    assert (folder / "media/a/mine.txt").read_text() == "mine"


def test_a_file_may_become_a_folder_and_a_folder_a_file(folder: Path) -> None:
    """What stood there as ours makes way."""
    run(folder, {HOME: b"home", "media/a": b"image"})
    assert run(folder, {HOME: b"home", "media/a/b.png": b"image"}) == (1, ("media/a",))
    assert set(tree(folder)) == {HOME, "media/a/b.png", MANIFEST}
    assert run(folder, {HOME: b"home", "media/a": b"image"}) == (1, ("media/a/b.png",))
    assert set(tree(folder)) == {HOME, "media/a", MANIFEST}


def test_nothing_is_touched_where_making_fails(folder: Path) -> None:
    """The old site stands to the byte, and the stage is gone."""
    run(folder, {HOME: b"home", PAGE: b"page"})
    before = tree(folder)

    def fail() -> None:
        with open_output(folder) as output:
            output.claim({HOME: "key", FEED: "key"}, [HOME, FEED])
            output.stage.put(HOME, b"other")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert tree(folder) == before


def test_a_folder_that_came_to_nothing_is_removed_again(folder: Path) -> None:
    """A failed first build leaves no empty folder behind, and removes none that was there."""
    with pytest.raises(ZeroDivisionError), open_output(folder):
        raise ZeroDivisionError
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(ZeroDivisionError), open_output(folder):
        raise ZeroDivisionError
    assert folder.is_dir()


def test_new_folders_are_moved_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year with all its pages comes to stand there by one rename; what links to it follows, the manifest last."""
    run(folder, {HOME: b"home"})
    moved = []
    replace = os.replace
    monkeypatch.setattr(os, "replace", lambda source, target: (moved.append(str(target)), replace(source, target)))
    run(
        folder,
        {"2025/w12/a/index.html": b"a", "2025/w12/b/index.html": b"b", "2025/w12/index.html": b"w", HOME: b"new"},
    )
    assert [Path(path).relative_to(folder).as_posix() for path in moved] == [MANIFEST, "2025", HOME, MANIFEST]


def test_the_stage_lies_beside_the_site_where_it_can(tmp_path: Path, folder: Path) -> None:
    """In a workshop of the same file system, so that readers of the site never see what is half made."""
    workshop = tmp_path / ".digest"
    with open_output(folder, staging=workshop) as output:
        assert output.stage.folder.parent == workshop
        output.stage.put(HOME, b"home")
        assert tree(folder) == {}
    assert tree(workshop) == {}
    (tmp_path / "file").write_text("mine")
    with open_output(folder, staging=tmp_path / "file") as output:
        assert output.stage.folder == folder / STAGE


def test_a_run_that_was_killed_is_finished_by_the_next(folder: Path) -> None:
    """Abandoned after some files, it leaves each of them named as ours; the next run gives the clean bytes."""
    run(folder, {HOME: b"home", FEED: b"feed"})
    killed = Output(folder)
    killed.claim([HOME, PAGE], [HOME, PAGE])
    killed._announce([killed.stage.put(PAGE, b"half of a plan")])
    move_new(killed.stage, [PAGE])
    (folder / STAGE / "rest").mkdir(parents=True)
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
        b"digest-manifest 1\nkey 4 index.html\nkey 4 a/./../thesis.txt\n",
        b"digest-manifest 1\nkey 4 index.html\nkey 4 ..\\thesis.txt\n",
        b"digest-manifest 1\nkey 4 index.html\nkey 4 C:thesis.txt\n",
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
    """Promise 13: nothing is written where a person did not mean it."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)
    with pytest.raises(DigestError, match="site is a symbolic link; remove it"):
        run(folder, {})
    folder.unlink()
    folder.write_text("mine")
    with pytest.raises(DigestError, match="site is a file, not a folder; move it away"):
        run(folder, {})
    assert (tree(elsewhere), folder.read_text()) == ({}, "mine")


def test_a_stage_that_is_a_link_is_refused(folder: Path) -> None:
    """What it leads to is nobody's rubbish."""
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("mine")
    folder.mkdir()
    (folder / STAGE).symlink_to(elsewhere)
    with pytest.raises(DigestError, match=r"site/\.digest-stage is a symbolic link; remove it"):
        run(folder, {HOME: b"home"})
    assert tree(elsewhere) == {"thesis.txt": b"mine"}


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


def test_clearing_removes_what_the_manifest_names_and_nothing_else(folder: Path) -> None:
    """Files of others stay, and with them their folders."""
    run(folder, {HOME: b"home", PAGE: b"page", FEED: b"feed"})
    put_foreign(folder, ("CNAME", "2025/mine.pdf"))
    with open_output(folder) as output:
        assert output.clear() == (PAGE, FEED, HOME)
    assert tree(folder) == {"CNAME": b"mine", "2025/mine.pdf": b"mine"}


def test_a_file_about_to_change_is_vouched_for_by_no_record(folder: Path) -> None:
    """Killed after the move and before the manifest, and edited back: the old fingerprint does not pass for current."""
    run(folder, {HOME: b"old!"}, key="old-key")
    killed = Output(folder)
    killed._announce([killed.stage.put(HOME, b"new!")])
    move(killed.stage, HOME)  # and here the run is killed
    assert not Output(folder).is_current(HOME, "old-key")
