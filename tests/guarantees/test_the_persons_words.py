"""The person's words: nothing that somebody wrote is changed, taken away or brought back by a command."""

from __future__ import annotations

import pytest

TEXT = "Late ice, more methane\n\nThe methane of the lakes was counted for nine years. Nobody had done so before.\n"


def files(project, *folders):
    """Every file of the folders, as bytes."""
    return {f"{folder}/{path}": body for folder in folders for path, body in project.tree(folder).items()}


def only_article(project):
    """The path of the one article."""
    (path,) = (path for path in project.tree("content") if path.endswith(".md"))
    return f"content/{path}"


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


@pytest.mark.parametrize("name", sorted(EDITS))
@pytest.mark.parametrize("source", ["the same", "changed", "gone", "renamed"])
def test_an_edited_article_stays_byte_for_byte(project, name, source):
    """Promises 26, 27, 31, 33: whatever was edited, and whatever became of the source, the file keeps its bytes."""
    seed = project.write("seeds/a.txt", TEXT)
    assert project.digest("convert").code == 0
    path = only_article(project)
    edited = EDITS[name]((project.folder / path).read_bytes())
    project.write(path, edited)
    if source == "changed":
        seed.write_text(TEXT.replace("nine", "ninety"), "utf-8")
    elif source == "gone":
        seed.unlink()
    elif source == "renamed":
        seed.rename(seed.with_name("b.txt"))
    for arguments in ((), ("--jobs", "1")):
        result = project.digest("convert", *arguments)
        assert "Traceback" not in result.err
        assert (project.folder / path).read_bytes() == edited
    assert project.digest("build").code in {0, 1}
    assert (project.folder / path).read_bytes() == edited


@pytest.mark.parametrize("by_name", [False, True])
def test_new_text_of_a_source_is_shown_as_waiting(project, by_name):
    """Promise 29: beside an edited article the new text waits: the article is named, with the command that shows the text."""
    project.write("seeds/a.txt", TEXT)
    project.digest("convert")
    path = only_article(project)
    project.write(path, project.read(path) + "My own words.\n")
    seed = project.write("seeds/a.txt", TEXT.replace("nine", "ninety"))
    for _ in range(2):
        result = project.digest("convert", *([str(seed)] if by_name else []))
        assert result.code == 0
        assert f"{path}  warning: was edited, and its source seeds/a.txt has changed since" in result.err
        assert "digest convert --stdout seeds/a.txt" in result.err
    assert "ninety" in project.digest("convert", "--stdout", str(seed)).out
    assert "My own words." in project.read(path)


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
    assert len(content) == 4


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
