"""The files for editors are right, follow the topics, and take nobody's place."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from digest.articles.front_matter import KEYS
from digest.config import parse_config
from digest.errors import Location, Problem
from digest.model.topic import Topic
from digest.new import new
from digest.new.editors import ARTICLE_SCHEMA, MARK, MODELINE, OPTIONS_SCHEMA, generated, refresh, starter_files

TOPICS = (Topic(slug="ice", name="Ice"), Topic(slug="sea", name="The sea"))


def read(project: Path, name: str) -> object:
    text = (project / name).read_text("utf-8")
    return json.loads("\n".join(line for line in text.split("\n") if not line.startswith("//")))


def test_the_schema_is_named_where_yaml_servers_look(tmp_path: Path) -> None:
    """On the first line of `digest.yml` and in VS Code's settings, by a path that holds on any machine."""
    new(tmp_path / "a")
    first = (tmp_path / "a/digest.yml").read_text("utf-8").split("\n")[0]
    assert first == f"# yaml-language-server: $schema={OPTIONS_SCHEMA}" == MODELINE.strip()
    assert read(tmp_path / "a", ".vscode/settings.json") == {"yaml.schemas": {f"./{OPTIONS_SCHEMA}": "/digest.yml"}}
    assert (tmp_path / "a" / OPTIONS_SCHEMA).is_file()


def test_topics_are_completed_as_they_are_now(tmp_path: Path) -> None:
    """After a change of the topics the schema and the snippet offer the new ones, and nothing else is touched."""
    new(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in (*generated(()), *starter_files())}
    written, foreign = refresh(tmp_path, TOPICS)
    assert set(written) == {ARTICLE_SCHEMA, ".vscode/digest.code-snippets"}
    assert foreign == []
    assert {name for name, body in before.items() if (tmp_path / name).read_bytes() != body} == set(written)
    topics = read(tmp_path, ARTICLE_SCHEMA)["properties"]["topics"]
    assert topics["then"]["items"]["enum"] == topics["else"]["enum"] == ["ice", "sea", "", None]
    assert read(tmp_path, ".vscode/digest.code-snippets")["topic"]["body"] == ["${1|ice,sea|}"]
    assert refresh(tmp_path, TOPICS) == ([], [])


def test_without_topics_no_snippet_offers_an_empty_choice(tmp_path: Path) -> None:
    """VS Code cannot show one."""
    refresh(tmp_path, ())
    assert list(read(tmp_path, ".vscode/digest.code-snippets")) == ["note"]


def test_a_persons_files_stay_as_they_are(tmp_path: Path) -> None:
    """Settings of their own, a schema of their own, a link: none is written over, and the schema's place is named."""
    own = [*starter_files(), ARTICLE_SCHEMA]
    for name in own:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{}")
    (tmp_path / OPTIONS_SCHEMA).symlink_to("elsewhere.json")
    written, foreign = refresh(tmp_path, TOPICS)
    assert all((tmp_path / name).read_text() == "{}" for name in own)
    assert sorted(foreign) == sorted([ARTICLE_SCHEMA, OPTIONS_SCHEMA])
    assert written == [".vscode/digest.code-snippets"]
    assert not (tmp_path / "schemas/elsewhere.json").exists()


def test_what_digest_owns_says_so(tmp_path: Path) -> None:
    """Whoever opens such a file learns that it is written anew."""
    assert all(MARK in body for body in generated(TOPICS).values())
    assert not any(MARK in body for body in starter_files().values())


@pytest.mark.parametrize(
    ("problem", "found"),
    [
        (Problem(message="a: b", location=Location(path=PurePosixPath("content/a b.md"), line=9, column=5)),
         ("content/a b.md", "9", "5", None, "a: b")),
        (Problem(message="a", location=Location(path=PurePosixPath("content/é.md"), line=9), severity="warning"),
         ("content/é.md", "9", None, "warning", "a")),
        (Problem(message="is empty", hint="h", location=Location(path=PurePosixPath("content/a.md")), severity="warning"),
         ("content/a.md", "warning", "is empty")),
        (Problem(message="cannot be  read", location=Location(path=PurePosixPath("digest.yml"))),
         ("digest.yml", None, "cannot be  read")),
    ],
)  # fmt: skip
def test_vs_code_finds_each_problem_of_a_build(problem: Problem, found: tuple[str | None, ...]) -> None:
    """One of its two patterns, and only one, reads the first line; none reads the others."""
    (task,) = json.loads(starter_files()[".vscode/tasks.json"])["tasks"]
    first, *others = str(problem).split("\n")
    patterns = [re.compile(matcher["pattern"]["regexp"]) for matcher in task["problemMatcher"]]
    assert [match.groups() for pattern in patterns if (match := pattern.match(first))] == [found]
    assert not [line for line in [*others, "  9 | topics: [a.md  b]"] for pattern in patterns if pattern.match(line)]


def test_obsidian_knows_the_type_of_every_property(tmp_path: Path) -> None:
    """A date is picked from a calendar, topics are a list, a draft is a checkbox."""
    types = json.loads(starter_files()["content/.obsidian/types.json"])["types"]
    assert list(types) == [*KEYS, "cssclasses", "tags"]
    assert set(types.values()) <= {"text", "multitext", "date", "checkbox", "number", "aliases", "tags"}
    some = {name: types[name] for name in ("title", "date", "topics", "authors", "draft", "rights")}
    assert some == {
        "title": "text", "date": "date", "topics": "multitext", "authors": "multitext", "draft": "checkbox", "rights": "text",
    }  # fmt: skip


def test_a_new_project_names_the_files_it_made(tmp_path: Path) -> None:
    """All of them are text with an end of line, and the options still read without a problem."""
    made = new(tmp_path)
    assert {*generated(()), *starter_files()} <= set(made)
    assert all((tmp_path / name).read_bytes().endswith(b"\n") for name in made)
    assert parse_config((tmp_path / "digest.yml").read_text("utf-8"))[1] == ()
