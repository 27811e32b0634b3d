"""The person's words: nothing that somebody wrote is changed, taken away or brought back by a command."""

from __future__ import annotations

import shutil

import pytest

TEXT = """\
Late ice, more methane

By Mira Holt
18 March 2025

The methane of the lakes was counted for nine years. Nobody had done so before. The ice came late in each of them.

Where the ice came late, more of it rose. The lakes were visited by boat, and in winter on foot.
"""


def files(project, *folders):
    """Every file of the folders, as bytes."""
    return {f"{folder}/{path}": body for folder in folders for path, body in project.tree(folder).items()}


def only_article(project):
    """The path of the one article."""
    (path,) = (path for path in project.tree("content") if path.endswith(".md"))
    return f"content/{path}"


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" + bytes(20)
"""The head of an image of one pixel."""

EDITS = {
    "CRLF": lambda body: body.replace(b"\n", b"\r\n") + b"My own words.\r\n",
    "byte order mark": lambda body: b"\xef\xbb\xbf" + body + b"My own words.\n",
    "trailing spaces": lambda body: body + b"My own words.   \n\t\n \n",
    "no last line end": lambda body: body + b"My own words.",
    "mixed line ends": lambda body: body + b"My\r\nown\rwords.\n",
    "front matter": lambda body: body.replace(b"---\n", b"---\nmood:   'calm'  # mine\n", 1),
    "damaged front matter": lambda body: body.replace(b"title: ", b"title: [", 1),
    "not text": lambda body: body + b"\xff\xfe\x00My own words.\n",
    "conflict marks": lambda body: body + b"<<<<<<< HEAD\nMy own words.\n=======\n>>>>>>> other\n",
}


def edited_article(project, name):
    """A source, the path of its article, and the bytes of that after an edit."""
    seed = project.write("seeds/a.txt", TEXT)
    assert project.digest("convert").code == 0
    path = only_article(project)
    body = (project.folder / path).read_bytes()
    more = {"untouched": lambda body: body, "ours": lambda body: body.replace(b"for nine years", b"for ninety years")}
    edited = {**EDITS, **more}[name](body)
    project.write(path, edited)
    return seed, path, edited


@pytest.mark.parametrize("name", sorted(EDITS))
@pytest.mark.parametrize("source", ["the same", "gone", "renamed"])
def test_an_edited_article_stays_byte_for_byte(project, name, source):
    """Promises 26, 31, 33: whatever was edited, and wherever the source went, the file keeps its bytes."""
    seed, path, edited = edited_article(project, name)
    if source == "gone":
        seed.unlink()
    elif source == "renamed":
        seed.rename(seed.with_name("b.txt"))
    for arguments in ((), ("--jobs", "1")):
        result = project.digest("convert", *arguments)
        assert "Traceback" not in result.err
        assert (project.folder / path).read_bytes() == edited
    assert project.digest("build").code in {0, 1}
    assert (project.folder / path).read_bytes() == edited


@pytest.mark.parametrize("name", sorted(EDITS))
def test_a_changed_source_comes_in_beside_what_a_person_wrote(project, name):
    """Promises 27, 29, 30, 33: the words are in place, the new text is there or waits, and once is as good as twice."""
    seed, path, edited = edited_article(project, name)
    seed.write_text(TEXT.replace("nine", "ninety"), "utf-8")
    result = project.digest("convert")
    assert (result.code, "Traceback" in result.err) == (0, False)
    merged = (project.folder / path).read_bytes()
    if name == "damaged front matter":
        assert merged == edited
        assert f"{path}:2  warning: left as it is" in result.err
        assert "ninety" in project.read(f"{path}.new")
    else:
        old, new = edited.split(b"\n"), merged.split(b"\n")
        differ = [after for before, after in zip(old, new, strict=True) if before != after]
        assert [b"ninety" in line or line.startswith(b"seed_fingerprint") for line in differ] == [True] * len(differ)
        assert any(b"ninety" in line for line in differ)
        assert not (project.folder / f"{path}.new").exists()
    after = files(project, "content")
    assert project.digest("convert").code == 0
    assert files(project, "content") == after


def test_an_edited_article_gets_its_images_too(project):
    """Promise 27: `--images` is merged into it, as the guide says, and the person's words stay where they are."""
    project.write("seeds/att/ice.png", PNG)
    project.write("seeds/call.md", f"# Late ice\n\n{TEXT}\n\n![ice](att/ice.png)\n")
    project.digest("convert")
    path = only_article(project)
    project.write(path, project.read(path) + "\nMine.\n")
    project.digest("convert", "--images")
    merged = project.read(path)
    assert "![ice](images/" in merged
    assert merged.endswith("\nMine.\n")


def test_a_conflict_leaves_the_article_and_the_new_version_waits_until_it_is_removed(project):
    """Promises 27, 29, 30, 33: no byte changes, the message says where and what to do, and removing the file ends it."""
    seed, path, edited = edited_article(project, "ours")
    seed.write_text(TEXT.replace("nine", "ten"), "utf-8")
    for _ in range(2):
        result = project.digest("convert")
        assert result.code == 0
        assert f"{path}:{edited[: edited.rindex(b'ninety')].count(10) + 1}  warning: left as it is" in result.err
        assert f"the new version is {path}.new: take over what you want, and remove that file" in result.err
        assert (project.folder / path).read_bytes() == edited
        assert "for ten years" in project.read(f"{path}.new")
    assert project.digest("build").code == 0
    assert not [name for name in project.tree("site") if name.endswith(".new")]
    (project.folder / f"{path}.new").unlink()
    for _ in range(2):
        result = project.digest("convert")
        assert (result.code, result.err) == (0, "")
    assert "ninety" in project.read(path)
    seed.write_text(TEXT.replace("nine", "ten").replace("Nobody", "No one"), "utf-8")
    assert project.digest("convert").err == ""
    assert "for ninety years. No one" in project.read(path)


def test_a_version_that_waits_and_was_edited_is_not_overwritten(project):
    """Promise 27: the person's words may stand there too."""
    seed, path, edited = edited_article(project, "ours")
    seed.write_text(TEXT.replace("nine", "ten"), "utf-8")
    project.digest("convert")
    waiting = project.read(f"{path}.new") + "My words here.\n"
    project.write(f"{path}.new", waiting)
    seed.write_text(TEXT.replace("nine", "eleven"), "utf-8")
    result = project.digest("convert")
    assert f"{path}.new  warning: was edited" in result.err
    assert (project.read(f"{path}.new"), project.read(path).encode()) == (waiting, edited)


def test_without_its_base_an_edited_article_is_left_and_the_new_version_waits(project):
    """Promises 27, 29: as where it was converted by a digest that kept none."""
    seed, path, edited = edited_article(project, "front matter")
    shutil.rmtree(project.folder / "content/.base")
    assert project.digest("convert").err == ""
    seed.write_text(TEXT.replace("nine", "ten"), "utf-8")
    result = project.digest("convert")
    assert f"{path}  warning: left as it is" in result.err
    assert (project.folder / path).read_bytes() == edited
    assert "for ten years" in project.read(f"{path}.new")
    (project.folder / f"{path}.new").unlink()
    assert project.digest("convert").err == ""
    seed.write_text(TEXT.replace("nine", "ten").replace("Nobody", "No one"), "utf-8")
    assert project.digest("convert").err == ""
    assert "mood:   'calm'  # mine\n" in project.read(path)
    assert "No one" in project.read(path)


@pytest.mark.parametrize("edit", ["untouched", "front matter"])
def test_a_source_of_which_little_is_left_takes_nothing_away(project, edit):
    """Promise 29: less than half of the text is a warning, until the source is named."""
    seed, path, before = edited_article(project, edit)
    seed.write_text(TEXT.split(" Nobody", maxsplit=1)[0][:60], "utf-8")
    for _ in range(2):
        result = project.digest("convert")
        assert f"{path}  warning: left as it is: of its text only" in result.err
        assert "take the new text with `digest convert seeds/a.txt`" in result.err
        assert (project.folder / path).read_bytes() == before
    project.digest("convert", str(seed))
    assert "Nobody" not in project.read(path)


@pytest.mark.parametrize("edit", ["untouched", "front matter"])
def test_what_a_run_changes_is_copied_before(project, edit):
    """Whatever is written over can be had again, and a note says how."""
    seed, path, before = edited_article(project, edit)
    assert not (project.folder / ".digest/backup").exists()
    seed.write_text(TEXT.replace("nine", "ten"), "utf-8")
    project.digest("convert")
    [copied] = (project.folder / ".digest/backup").glob(f"*/{path}")
    assert copied.read_bytes() == before
    assert "cp .digest/backup/" in project.read(".digest/backup/README.txt")


@pytest.mark.parametrize("edit", ["untouched", "front matter", "ours"])
def test_a_dry_run_shows_the_difference_and_writes_nothing(project, edit):
    """For articles written anew, merged, and left with the new version beside them."""
    seed, path, _ = edited_article(project, edit)
    project.write("seeds/new.txt", TEXT.replace("Late", "Early"))
    seed.write_text(TEXT.replace("nine", "ten"), "utf-8")
    before = project.tree(".")
    result = project.digest("convert", "--dry-run")
    assert result.code == 0
    assert project.tree(".") == before
    shown = f"--- /dev/null\n+++ {path}.new\n" if edit == "ours" else f"--- {path}\n+++ {path}\n"
    assert shown in result.out
    assert "+The methane of the lakes was counted for ten years." in result.out
    assert "--- /dev/null\n+++ content/2025-W12/early-ice-more-methane.md\n" in result.out


def test_bases_that_no_article_names_are_removed(project):
    """And those that are missing are made of articles that nobody edited."""
    _, path, _ = edited_article(project, "untouched")
    project.write("seeds/b.txt", TEXT.replace("Late", "Early"))
    project.digest("convert")
    bases = sorted(name for name in project.tree("content") if name.startswith(".base/"))
    assert len(bases) == 2
    shutil.rmtree(project.folder / "content/.base")
    project.digest("convert")
    assert sorted(name for name in project.tree("content") if name.startswith(".base/")) == bases
    (project.folder / path).unlink()
    project.digest("convert")
    assert len([name for name in project.tree("content") if name.startswith(".base/")]) == 1


def test_what_a_person_deleted_stays_away_however_the_rest_changes(project):
    """Promise 28: not after a change of its source, its name, the topics, or of other articles."""
    seed = project.write("seeds/a.txt", TEXT)
    project.write("seeds/b.txt", TEXT.replace("Late ice", "Early ice"))
    project.digest("convert")
    (deleted,) = (project.folder / "content").rglob("late-ice*.md")
    deleted.unlink()
    changes = [
        lambda: None,
        lambda: seed.write_text(TEXT.replace("nine", "ninety"), "utf-8"),
        lambda: project.write("digest.yml", project.read("digest.yml").replace("methane", "methane gas")),
        lambda: project.write("seeds/c.txt", TEXT.replace("Late ice", "New ice")),
    ]
    for change in changes:
        change()
        assert project.digest("convert").code == 0
        assert list((project.folder / "content").rglob("late-ice*.md")) == []
    assert len(list((project.folder / "content").rglob("*.md"))) == 2


def test_no_command_writes_where_a_person_does(project, monkeypatch):
    """Promises 30, 32: seeds/, digest.yml and themes/ keep bytes and times under every command; content/ under all but the first convert."""
    project.write("seeds/a.txt", TEXT)
    project.write("seeds/b.html", f"<title>Ice</title><p>{TEXT}</p>")
    project.write("themes/paper/_foot.html", "")
    project.article("mine.md")
    commands = [
        ("build",),
        ("build", "--drafts", "--no-cache"),
        ("convert", "--stdout", "seeds/a.txt"),
        ("convert",),
        ("convert",),
        ("build",),
        ("publish", "--dry-run"),
    ]
    converted = 0

    def state(*folders):
        return {
            path: (path.stat().st_mtime_ns, path.read_bytes())
            for folder in folders
            for path in sorted((project.folder / folder).rglob("*"))
            if path.is_file()
        }

    persons, content = state("seeds", "themes"), state("content")
    for command in commands:
        project.digest(*command)
        assert state("seeds", "themes") == persons
        if command == ("convert",) and not converted:
            converted, content = 1, state("content")
        assert state("content") == content, command
    assert len([path for path in content if path.suffix == ".md"]) == 3


def test_the_order_in_which_sources_come_does_not_matter(project, tmp_path):
    """Promise 30: all at once, one after another, or the same twice: the same articles with the same bytes."""
    texts = {f"seeds/{name}.txt": TEXT.replace("nine", name) for name in ("seven", "eight", "nine")}
    for path, text in texts.items():
        project.write(path, text)
    project.digest("convert")
    at_once = project.tree("content")
    project.digest("convert")
    assert project.tree("content") == at_once
    for path in (project.folder / "content").rglob("*"):
        if path.is_file():
            path.unlink()
    for path in reversed(texts):
        assert project.digest("convert", str(project.folder / path)).code == 0
    assert project.tree("content") == at_once
