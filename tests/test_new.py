"""A new project."""

import re
from dataclasses import fields
from pathlib import Path, PurePosixPath

import pytest

from digest.articles.library import read_file
from digest.cache.scan import scan
from digest.cli import run
from digest.config import Config, parse_config
from digest.errors import UsageError
from digest.new import new
from digest.new.editors import generated, starter_files
from digest.new.languages import starting_page, starting_topics

STEPS = ("convert", "build", "check")


def test_a_new_project_has_a_source_a_page_and_its_options(tmp_path: Path) -> None:
    """The files it names are the files it makes."""
    made = new(tmp_path / "reading")
    texts = {".gitignore", "content/pages/about.md", "digest.yml", "requirements.txt", "seeds/example.txt"}
    assert set(made) == {*texts, *generated(()), *starter_files()}
    files = sorted(path.relative_to(tmp_path / "reading").as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert files == sorted(made)
    assert scan(tmp_path / "reading", PurePosixPath("seeds")).files == (PurePosixPath("seeds/example.txt"),)


def test_its_options_are_all_explained_and_right(tmp_path: Path) -> None:
    """`digest.yml` is read without a problem, names every option, and has topics to begin with."""
    new(tmp_path / "my-weekly_reading")
    text = (tmp_path / "my-weekly_reading" / "digest.yml").read_text("utf-8")
    config, problems = parse_config(text)
    assert problems == ()
    assert config == Config(title="My weekly reading", topics=starting_topics("en"))
    for option in fields(Config):
        assert f"\n{option.name}:" in f"\n{text}"


def test_its_page_is_right(tmp_path: Path) -> None:
    """The example page has a title and no problem."""
    new(tmp_path / "reading")
    path = PurePosixPath("content/pages/about.md")
    page, problems = read_file(path, (tmp_path / "reading" / path).read_bytes(), topics=())
    assert problems == ()
    assert page.front_matter.title
    assert not page.front_matter.draft


@pytest.mark.parametrize("name", ["no", "2025", "a: b", "'", "...", "---", "文", "日 本", "#1"])
def test_any_folder_name_makes_a_title(tmp_path: Path, name: str) -> None:
    """The title is quoted where YAML would read something else."""
    new(tmp_path / name)
    config, problems = parse_config((tmp_path / name / "digest.yml").read_text("utf-8"))
    assert problems == ()
    assert config.title


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    """Nobody's files are mixed with a new project, and the message names what is in the way."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"is not empty \(thesis\.txt is in it\); choose a new folder"):
        new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    """A project is a folder."""
    (tmp_path / "reading").write_text("mine")
    with pytest.raises(UsageError, match="is a file; choose another name"):
        new(tmp_path / "reading")
    assert (tmp_path / "reading").read_text() == "mine"


def test_a_fresh_clone_can_become_a_project(tmp_path: Path) -> None:
    """A folder with git's own files alone counts as empty, and these stay as they are."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("*.bak\n")
    made = new(tmp_path)
    assert ".gitignore" not in made
    assert (tmp_path / ".gitignore").read_text() == "*.bak\n"
    assert (tmp_path / "digest.yml").exists()


def test_two_projects_of_one_name_are_equal(tmp_path: Path) -> None:
    """No clock and no machine goes into a new project."""
    for parent in ("one", "other"):
        new(tmp_path / parent / "reading")
    one, other = ({p.name: p.read_bytes() for p in (tmp_path / x).rglob("*") if p.is_file()} for x in ("one", "other"))
    assert one == other


@pytest.mark.parametrize("language", ["ar", "pt-BR"])
def test_a_project_in_another_language_is_in_it_from_the_first_build(tmp_path, capsys, language):
    """Topics, the page about it and every word of the interface; only the example source is English."""
    folder = tmp_path / "reading"
    for command in (["new", str(folder), "--language", language], *(["-C", str(folder), each] for each in STEPS)):
        assert run(command) == 0
    assert "nothing to mend" in capsys.readouterr().out
    for path in (folder / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert f'<html lang="{language}"' in text or 'http-equiv="refresh"' in text, path
        assert not re.search("Science|Technology|Economy|This is a page|>About<", text), path
    [article] = (folder / "content").glob("2*/*.md")
    assert "topics:\n  - science\n" in article.read_text("utf-8")


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "he", "ja", "pt", "ru", "uk", "zh"])
def test_every_language_of_the_interface_has_topics_and_a_page(language):
    """Names that none shares, and keywords of their own before the English ones."""
    topics, in_english = starting_topics(language), starting_topics("en")
    assert [topic.slug for topic in topics] == [topic.slug for topic in in_english]
    for topic, english in zip(topics, in_english, strict=True):
        assert topic.name != english.name
        assert topic.description != english.description
        assert len(topic.keywords) >= len(english.keywords) + 5
    assert starting_page(language).startswith("---\ntitle: ")
    assert starting_page(language) != starting_page("en") == starting_page("it")


def test_a_language_that_is_not_one_is_refused(tmp_path, capsys):
    assert run(["new", str(tmp_path / "a"), "--language", "japanese language"]) == 2
    assert "write its tag" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()
