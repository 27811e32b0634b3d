"""`digest new article`, `digest new week` and `digest schema`, as typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from digest.articles.front_matter import parse
from digest.cli import run
from digest.cli.commands import new

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    """The clock stands still."""
    monkeypatch.setattr(new, "stated_day", lambda: TODAY)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)


def front_matter_of(project, path):
    found, body, _, problems = parse(project.read(path), PurePosixPath(path), topics=("climate", "health"))
    assert problems == ()
    return found, body


def test_an_article_is_started_today_in_its_week(project):
    """Its file is named, it reads without a problem, and nothing of it is published yet."""
    result = project.digest("new", "article", "Late ice: what’s known?")
    path = "content/2026-W48/late-ice-whats-known.md"
    assert (result.code, result.err) == (0, "")
    assert path in result.out
    assert "next: " in result.out
    found, body = front_matter_of(project, path)
    assert (found.title, found.date, found.date_basis, found.topics) == ("Late ice: what’s known?", TODAY, None, None)
    assert (found.draft, found.seed, found.source_url) == (True, None, None)
    assert body.strip().startswith("%%")
    assert project.digest("build").code == 0
    assert "2026/w48/late-ice-whats-known/index.html" not in project.tree("site")
    assert project.digest("build", "--drafts").code == 0
    page = project.tree("site")["2026/w48/late-ice-whats-known/index.html"].decode()
    assert "Late ice: what’s known?" in page
    assert "Write here" not in page


def test_an_article_takes_what_is_known(project):
    """Topics, address and day stand in the front matter."""
    arguments = ("--topic", "health", "--topic", "climate", "--url", "https://a.example/ice", "--date", "2025-03-18")
    assert project.digest("new", "article", "Ice", *arguments).code == 0
    found, _ = front_matter_of(project, "content/2025-W12/ice.md")
    assert (found.topics, found.source_url, found.date) == (
        ("health", "climate"),
        "https://a.example/ice",
        date(2025, 3, 18),
    )


def test_a_day_that_follows_from_the_week_waits_for_confirmation(project):
    """Another week begins on its Monday, and says so; this week is today."""
    assert project.digest("new", "article", "Then", "--week", "2025-W12").code == 0
    found, _ = front_matter_of(project, "content/2025-W12/then.md")
    assert (found.date, found.date_inferred) == (date(2025, 3, 17), True)
    assert project.digest("new", "article", "Now", "--week", "2026-W48").code == 0
    found, _ = front_matter_of(project, "content/2026-W48/now.md")
    assert (found.date, found.date_inferred) == (TODAY, False)


def test_a_week_is_introduced(project):
    """Today's or the one named; its hint is not published."""
    project.article("2026-W47/a.md", date="2026-11-18")
    assert project.digest("new", "week").code == 0
    result = project.digest("new", "week", "2026-W47")
    assert "content/2026-W47/_index.md introduces the week from 2026-11-16 to 2026-11-22" in result.out
    assert set(project.tree("content")) == {"2026-W47/_index.md", "2026-W47/a.md", "2026-W48/_index.md"}
    assert project.digest("build").err == ""
    page = project.tree("site")["2026/w47/index.html"].decode()
    assert "Week 47, 2026" in page
    assert "Write here" not in page


def test_what_exists_is_never_written_over(project):
    """Neither an article of the same slug, nor an introduction, nor a link that leads nowhere."""
    mine = project.write("content/2026-W48/late-ice.md", "Mine.\n")
    week = project.write("content/2026-W48/_index.md", "Mine too.\n")
    (project.folder / "content/2026-W48/gone.md").symlink_to("nowhere.md")
    for arguments in (("article", "Late, ice!"), ("week",), ("article", "Gone")):
        result = project.digest("new", *arguments)
        assert (result.code, "exists already" in result.err, "content/2026-W48/" in result.err) == (2, True, True)
    assert (mine.read_text(), week.read_text()) == ("Mine.\n", "Mine too.\n")
    assert not (project.folder / "content/2026-W48/nowhere.md").exists()


def test_nothing_is_started_outside_the_project(project, tmp_path):
    """A folder that is a link to elsewhere is refused."""
    (tmp_path / "elsewhere").mkdir()
    (project.folder / "content").symlink_to(tmp_path / "elsewhere")
    result = project.digest("new", "article", "Ice")
    assert (result.code, "leads out of the project" in result.err) == (2, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("article",), "an article needs a title"),
        (("article", " "), "an article needs a title"),
        (("article", "A", "--topic", "helth"), 'did you mean "health"?'),
        (("article", "A", "--url", "a.example"), "is not a web address"),
        (("article", "A", "--url", "javascript:alert(1)"), "is not a web address"),
        (("article", "A", "--date", "18.3.2025"), "write it as 2026-11-20"),
        (("article", "A", "--week", "2026-47"), "write it as 2026-W47"),
        (("article", "A", "--week", "2025-W53"), "is not a week"),
        (("article", "A", "--week", "2025-W12", "--date", "2025-03-18"), "not allowed with argument"),
        (("week", "2026-W54"), "is not a week"),
        (("week", "--topic", "health"), "a week takes no --topic"),
        (("fresh", "--url", "https://a.example/"), "a project takes no --url"),
        (("fresh", "folder"), "folder is a second"),
    ],
)
def test_wrong_use_starts_nothing(project, arguments, words):
    """Exit code 2, and the word that helps."""
    result = project.digest("new", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert set(project.tree(".")) == {"digest.yml"}


@pytest.mark.parametrize("name", ["article", "week"])
def test_a_project_can_have_the_name_of_a_word(tmp_path, capsys, name):
    """`./article` is a folder, `article` is the word."""
    assert run(["-C", str(tmp_path), "new", f"./{name}"]) == 0
    assert (tmp_path / name / "digest.yml").is_file()
    assert f"{tmp_path}/{name} is a digest project now" in capsys.readouterr().out


def test_an_article_needs_a_project(tmp_path, capsys):
    """And is told how to make one."""
    assert run(["-C", str(tmp_path), "new", "article", "A"]) == 2
    assert "make a project with `digest new DIR`" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "title", ["- a", "a: b", "'\"'", "# no", "{{ x }}", "2025", "文", "no", "a\nb", "\\", "%%a%%", "con"]
)
def test_any_title_is_kept(project, title):
    """Quoted where YAML would read something else."""
    assert project.digest("new", "article", title).code == 0
    ((path, _),) = project.tree("content").items()
    assert front_matter_of(project, f"content/{path}")[0].title == title


def test_the_file_is_opened_on_request(project, tmp_path, monkeypatch):
    """In $VISUAL before $EDITOR, whose words are told apart."""
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.seen"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    assert project.digest("new", "week", "--open").code == 0
    seen = Path(f"{editor}.seen").read_text().splitlines()
    assert seen == ["--wait", str(project.folder / "content/2026-W48/_index.md")]


@pytest.mark.parametrize(
    ("editor", "words"),
    [("", "neither VISUAL nor EDITOR"), ("no-such-editor", "cannot be started"), ("'", "cannot be started")],
)
def test_a_missing_editor_is_no_error(project, monkeypatch, editor, words):
    """The file is made, and the person opens it."""
    monkeypatch.setenv("EDITOR", editor)
    result = project.digest("new", "week", "--open")
    assert (result.code, words in result.err) == (0, True)
    assert set(project.tree("content")) == {"2026-W48/_index.md"}


def test_schema_follows_the_topics(project):
    """The files are named; a second time there is nothing to do."""
    first = project.digest("schema")
    assert (first.code, first.err) == (0, "")
    assert all(name in first.out for name in project.tree("schemas"))
    assert '"climate"' in project.read("schemas/article.schema.json")
    assert project.digest("schema").out == "nothing to write: all is as it should be\n"
    project.write("digest.yml", project.read("digest.yml").replace("slug: climate", "slug: weather"))
    assert "schemas/article.schema.json" in project.digest("schema").out
    assert '"weather"' in project.read("schemas/article.schema.json")


def test_schema_leaves_a_persons_file_and_says_so(project):
    """On standard error, since it matters even where the output is piped."""
    project.write("schemas/article.schema.json", "{}")
    result = project.digest("schema")
    assert result.code == 0
    assert "schemas/article.schema.json does not say" in result.err
    assert project.read("schemas/article.schema.json") == "{}"


def test_schema_names_what_is_wrong_with_the_options(project):
    """It writes what it can."""
    project.write("digest.yml", "langage: en\n" + project.read("digest.yml"))
    result = project.digest("schema")
    assert (result.code, 'did you mean "language"?' in result.err) == (1, True)
    assert '"climate"' in project.read("schemas/article.schema.json")
