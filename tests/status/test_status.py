"""What is new, what is doubtful, what waits, and the week at a glance."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.config import Config
from digest.model.topic import Topic
from digest.status import ProjectFacts, status_lines, status_of
from digest.status.article_facts import ArticleFacts, read_facts
from digest.status.status_report import NAMES

TODAY = date(2025, 3, 21)
"""A Friday, in 2025-W12."""

CONFIG = Config(topics=(Topic(slug="climate", name="Climate", keywords=("methane",)),))
TEXT = "word " * 100


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The clock of the command."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1742515200")  # 2025-03-21T00:00:00Z


def facts(name: str, *lines: str, body: str = TEXT, config: Config = CONFIG) -> ArticleFacts:
    """The facts of an article in topic and week, with further properties."""
    given = {line.partition(":")[0] for line in lines}
    usual = (f"title: {name}", "date: 2025-03-18", "topics: [climate]")
    head = [line for line in usual if line.partition(":")[0] not in given]
    text = "\n".join(["---", *head, *lines, "---", body, ""])
    return read_facts(config, PurePosixPath(f"content/{name}.md"), text.encode())


def status(*articles: ArticleFacts, published: frozenset[str] | None = None, waiting: tuple[str, ...] = ()):
    project = ProjectFacts(
        articles=articles, waiting=tuple(map(PurePosixPath, waiting)), problems=(), published=published
    )
    return status_of(project, TODAY)


def names(of, name: str) -> list[str]:
    return [item.path.stem for item in of.lists[name]]


def test_new_is_what_came_this_week_or_last_and_has_no_word_of_the_editors():
    """A comment, a highlight or the lead is a word; what a program marked, or the source noted, is none."""
    told = status(
        facts("silent"),
        facts("commented", "comment: Read this."),
        facts("leading", "lead: true"),
        facts("marked", body=f"==These words.== {TEXT}"),
        facts("footnoted", body=f"The source's own.[^1] {TEXT}\n\n[^1]: Raman P., 2026.\n"),
        facts("inferred", body=f"On ==March 18==[^a1] {TEXT}\n\n[^a1]: @digest #inferred: No year.\n"),
        facts("old", "date: 2025-03-11"),
    )
    assert names(told, "new") == ["footnoted", "inferred", "silent"]


def test_what_came_this_week_is_new_though_its_date_puts_it_elsewhere():
    """It says in which digest it stands, and how it comes into this week's."""
    told = status(facts("late", "date: 2025-01-02", "added: 2025-03-20"), facts("lost", "date:", "added: 2025-03-20"))
    (late, lost) = told.lists["new"]
    assert (late.message, late.hint) == ("in the digest of 2025-W01", "`week: 2025-W12` puts it into this week")
    assert lost.message == "in no digest"


def test_where_nothing_came_this_week_the_latest_week_is_new():
    """Until the next articles come."""
    assert names(status(facts("a", "date: 2025-02-04"), facts("b", "date: 2025-01-07")), "new") == ["a"]


def test_every_doubt_has_a_list_and_the_newest_come_first():
    seed = "seed: seeds/a.txt"
    told = status(
        facts("undated", "date:"),
        facts("inferred", 'date_basis: "inferred from the week"'),
        facts("guessed", "title_basis: inferred", "date: 2025-01-01"),
        facts("guessed-too", "title_basis: inferred"),
        facts("unsorted", "topics: []"),
        facts("short", seed, body="word " * 40),
        facts("empty", seed, body="Log in."),
        facts("garbled", seed, body=f"{TEXT} CafÃ©"),
    )
    assert {name: names(told, name) for name in NAMES if told.lists[name] and name != "new"} == {
        "undated": ["undated"],
        "date_inferred": ["inferred"],
        "title_guessed": ["guessed-too", "guessed"],
        "unsorted": ["unsorted"],
        "little_text": ["short"],
        "near_empty": ["empty"],
        "garbled": ["garbled"],
    }


def test_a_topic_by_score_counts_as_one():
    """As the digest shows it."""
    by_score = facts("a", "topics:", body=f"{TEXT} methane, methane and methane")
    assert names(status(by_score, facts("b", "topics:")), "unsorted") == ["b"]


def test_a_draft_is_listed_as_a_draft_alone():
    assert {
        name for name, items in status(facts("a", "draft: true", "date:", "topics: []")).lists.items() if items
    } == {"drafts"}


def test_the_week_at_a_glance():
    """Drafts, duplicates and other weeks are not in it; the first of two leads is its lead."""
    introduction = read_facts(CONFIG, PurePosixPath("content/2025-W12/_index.md"), b"---\ntitle: T\n---\nWords.\n")
    told = status(
        introduction,
        facts("a", "comment: Yes."),
        facts(
            "b", "lead: true", body="==One== and ==two==[^b1] and here[^b2].\n\n[^b1]: No.\n[^b2]: #resolved: Old.\n"
        ),
        facts("c", "duplicate_of: a"),
        facts("d", "draft: true"),
        facts("e", "week: 2025-W11"),
        facts("f", "duplicate_of: nobody", "date: 2025-01-01", "week: 2025-W12"),
    )
    issue = told.issue
    assert (issue.week, issue.articles, issue.with_comment, issue.highlights) == ("2025-W12", 3, 1, 2)
    assert (issue.lead, issue.introduced) == (PurePosixPath("content/b.md"), True)


def test_without_articles_this_week_the_latest_is_shown():
    (line, *_) = status_lines(status(facts("a", "date: 2025-02-04"), facts("b", "week: 2026-W01")))
    assert line == (
        "This week, 2025-W12: no article yet; the latest is 2025-W06: "
        "1 article, 0 with a comment, 0 highlights, no lead, no introduction"
    )
    assert "the next is 2026-W01" in next(iter(status_lines(status(facts("b", "week: 2026-W01")))))
    assert next(iter(status_lines(status()))) == "This week, 2025-W12: no article yet, nor in any other week"


def test_notes_that_lost_their_passage_are_counted():
    body = f"{TEXT}\n\n## Unanchored notes\n\n> ==gone==[^a1]\n\n> ==too==[^a2]\n\n[^a1]: One.\n[^a2]: Two.\n"
    (item,) = status(facts("a", body=body)).lists["unanchored"]
    assert item.message == "2 notes"
    assert status(facts("a")).lists["unanchored"] == ()


def test_what_is_not_published_is_told_only_where_that_is_known():
    """By the page of each article; drafts are not meant to be published."""
    articles = (facts("a"), facts("b"), facts("c", "draft: true"))
    assert status(*articles).lists["unpublished"] is None
    assert names(status(*articles, published=frozenset({"2025/w12/a/index.html"})), "unpublished") == ["b"]


def test_all_of_it_fits_on_a_screen():
    """Each list has a line, then some files, then how many more; with many lists one file each."""
    seed = ["seed: seeds/a.txt", 'date_basis: "inferred from the week"', "title_basis: inferred", "topics: []"]
    many = [facts(f"a{number}", *seed, body="Log in \ufffd.") for number in range(30)]
    lines = list(status_lines(status(*many, waiting=("content/a.md.new",), published=frozenset({"x"}))))
    assert len(lines) <= 25
    assert "30 with a guessed title" in lines
    assert lines[-1].endswith(", and 28 more")
    few = list(status_lines(status(*(facts(f"a{number}") for number in range(7)))))
    assert few[1:] == [
        "7 new, without a word of yours",
        *(f"  content/a{number}.md" for number in range(4)),
        "  content/a4.md, and 2 more",
    ]


def test_where_all_is_well_it_says_so():
    assert list(status_lines(status(facts("a", "comment: Yes."))))[1:] == ["nothing wants a look"]


def test_the_command_says_it_in_words_and_in_json(project):
    """Both exit with 0 and write nothing but the cache."""
    project.article("2025-W12/a.md", topics="[climate]")
    project.article("undated/b.md", date="")
    project.write("content/2025-W12/a.md.new", "---\ntitle: New\n---\nText.\n")
    project.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
    before = {path: body for path, body in project.tree(".").items() if not path.startswith(".digest")}
    shown = project.digest("status")
    assert (shown.code, shown.err) == (0, "")
    assert "1 without a date\n  content/undated/b.md\n" in shown.out
    assert "1 waiting beside an edited article, as its new version\n  content/2025-W12/a.md.new" in shown.out
    told = project.digest("status", "--json")
    document = json.loads(told.out)
    assert (told.code, document["format"], document["this_week"]) == (0, 1, "2025-W12")
    assert set(document["issue"]) == {"week", "articles", "with_comment", "highlights", "lead", "introduced"}
    assert list(document["lists"]) == list(NAMES)
    assert document["lists"]["unpublished"] is None
    assert document["lists"]["new"] == [
        {"path": "content/2025-W12/a.md", "title": "A title", "message": "", "hint": ""}
    ]
    assert {path: body for path, body in project.tree(".").items() if not path.startswith(".digest")} == before
    assert set(project.tree(".digest")) == {"cache/status.sqlite"}


def test_a_broken_article_is_named_and_is_no_error(project):
    """What cannot be read at all, and what cannot be read as it is meant."""
    project.write("content/a.md", "---\ntitle: [\n---\nText.\n")
    (project.folder / "content/gone.md").symlink_to("/nowhere/at/all.md")
    result = project.digest("status", "--json")
    assert result.code == 0
    unreadable = {item["path"] for item in json.loads(result.out)["lists"]["unreadable"]}
    assert unreadable == {"content/a.md", "content/gone.md"}


def test_an_empty_project_and_none(project, tmp_path, capsys):
    """Nothing there is no error; no project is wrong use."""
    from digest.cli import run

    assert (
        project.digest("status").out
        == "This week, 2025-W12: no article yet, nor in any other week\nnothing wants a look\n"
    )
    assert run(["-C", str(tmp_path), "status"]) == 2


def test_the_second_run_reads_no_file_again(project, monkeypatch):
    """Only what changed is read; other topics, and other weeks, are other facts."""
    from digest.status import project_facts

    read = []

    def reading(config, path, body):
        read.append(str(path))
        return read_facts(config, path, body)

    monkeypatch.setattr(project_facts, "read_facts", reading)
    monkeypatch.setattr("digest.cache.file_cache.is_reliable", lambda _stamp, _started: True)
    project.article("a.md")
    project.article("b.md")
    project.digest("status")
    assert sorted(read) == ["content/a.md", "content/b.md"]
    project.article("b.md", body="Other words.")
    project.digest("status")
    assert read[2:] == ["content/b.md"]
    project.write("digest.yml", project.read("digest.yml") + "weeks: added\n")
    project.digest("status")
    assert len(read) == 5


def test_the_published_branch_is_known_from_the_last_push(project, monkeypatch, tmp_path):
    """By what git remembers of the remote; nothing is asked of the network, so that the remote may be gone."""
    for key, value in {"GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}.items():
        monkeypatch.setenv(key, value)
    (tmp_path / "gitconfig").write_text(
        "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"
    )

    def git(*arguments, at=project.folder):
        subprocess.run(["git", *arguments], cwd=at, check=True, capture_output=True)

    git("init", "-q", "--bare", str(tmp_path / "remote.git"), at=tmp_path)
    git("init", "-q")
    git("remote", "add", "origin", str(tmp_path / "remote.git"))
    git("commit", "-q", "--allow-empty", "-m", "Begin")
    project.article("2025-W12/a.md")
    assert project.digest("build").code == 0
    assert json.loads(project.digest("status", "--json").out)["lists"]["unpublished"] is None
    assert project.digest("publish", "--yes").code == 0
    (tmp_path / "remote.git").rename(tmp_path / "gone.git")
    project.article("2025-W12/b.md")
    told = json.loads(project.digest("status", "--json").out)["lists"]["unpublished"]
    assert [item["path"] for item in told] == ["content/2025-W12/b.md"]
