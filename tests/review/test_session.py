"""Decisions are written to files: only to what was seen, after a copy, and each can be taken back."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.articles.edits import accept_into, as_draft, confirm_date, edit_article
from digest.config import parse_config
from digest.errors import DigestError, Problem
from digest.model.fingerprint import fingerprint
from digest.model.week import Week
from digest.review.article_writer import ArticleWriter
from digest.review.session import ReviewSession
from digest.review.week_candidates import candidates

WEEK = Week(2026, 48)
A, B = PurePosixPath("content/2026-W47/a.md"), PurePosixPath("content/2026-W48/b.md")
TEXT = "\ufeff---\r\ntitle: A # mine\r\ndate: 2026-11-18\r\ndate_basis: inferred from it\r\nadded: 2026-11-25\r\n---\r\nText \udcff.\r\n"
BODY = TEXT.encode("utf-8", "surrogateescape")


@pytest.fixture
def session(project):
    project.write(str(A), BODY)
    project.write(str(B), "---\ntitle: B\ndate: 2026-11-24\ndraft: true\n---\nText.\n")
    config, _ = parse_config(project.read("digest.yml"))
    paths, _ = candidates(project.folder, config, WEEK)
    assert paths == (A, B)
    return ReviewSession(project.folder, config, WEEK, paths, ArticleWriter(project.folder))


def bytes_of(project, path):
    return (project.folder / path).read_bytes()


def test_accepting_writes_the_week_and_nothing_else(project, session):
    assert session.accept(session.current().seen) == "accepted into 2026-W48"
    assert bytes_of(project, A) == BODY.replace(b"added:", b"week: 2026-W48\r\nadded:")
    assert session.accept(session.current().seen) == "accepted into 2026-W48 already"


def test_accepting_a_draft_publishes_it(project, session):
    session.move(1)
    session.accept(session.current().seen)
    assert "draft" not in project.read(str(B))
    assert session.current().accepted_into(WEEK)


def test_every_edit_can_be_taken_back_to_the_byte(project, session):
    """The last first, each at its article."""
    before = project.tree("content")
    session.accept(session.current().seen)
    session.confirm_date(session.current())
    session.set_property(session.current().seen, "comment", "One.\n\n- two")
    session.set_property(session.current().seen, "title", "Another")
    session.move(1)
    session.turn_draft(session.current())
    assert project.tree("content") != before
    assert "is as it was" in session.undo()
    assert session.position == 1
    for _ in range(4):
        assert "is as it was" in session.undo()
        assert session.position == 0
    assert project.tree("content") == before
    assert session.undo() == "there is nothing to take back"


def test_what_changed_since_it_was_shown_is_not_written_to(project, session):
    seen = session.current().seen
    project.write(str(A), BODY + b"More.\r\n")
    problem = session.accept(seen)
    assert isinstance(problem, Problem)
    assert problem.message == "has changed since it was shown"
    assert bytes_of(project, A) == BODY + b"More.\r\n"


def test_an_edit_is_not_taken_back_from_a_file_that_changed_since(project, session):
    """The one before it, of another article, still is."""
    session.move(1)
    session.turn_draft(session.current())
    session.move(-1)
    session.accept(session.current().seen)
    project.write(str(A), bytes_of(project, A) + b"More.\r\n")
    assert isinstance(session.undo(), Problem)
    assert bytes_of(project, A).endswith(b"More.\r\n")
    assert "b.md is as it was" in session.undo()
    assert "draft: true" in project.read(str(B))


def test_a_file_that_is_gone_is_a_problem(project, session):
    seen = session.current().seen
    (project.folder / A).unlink()
    assert isinstance(session.accept(seen), Problem)
    assert isinstance(session.current(), Problem)
    assert not (project.folder / A).exists()


def test_the_article_as_it_was_is_kept(project, session):
    """The state before the session, whatever number of edits follows."""
    session.accept(session.current().seen)
    session.set_property(session.current().seen, "comment", "Why.")
    (folder,) = session._writer.backups
    assert bytes_of(project, folder / A) == BODY


def test_a_full_disk_loses_nothing(project, session, monkeypatch):
    def full(*_):
        raise DigestError("a.md cannot be written: No space left on device")

    monkeypatch.setattr("digest.review.article_writer.replace_file", full)
    problem = session.accept(session.current().seen)
    assert "No space left" in problem.message
    assert bytes_of(project, A) == BODY
    assert session.undo() == "there is nothing to take back"


def test_a_read_only_file_stays(project, session):
    (project.folder / A).chmod(0o444)
    problem = session.accept(session.current().seen)
    assert "read-only" in problem.message
    assert bytes_of(project, A) == BODY


def test_a_link_is_not_written_through(project):
    """It stays a link, and what it leads to, which need not stand in content/, stays as it is; the reason says so."""
    project.write("drafts/a.md", BODY)
    (project.folder / "content").mkdir()
    (project.folder / "content/a.md").symlink_to(project.folder / "drafts/a.md")
    files = ArticleWriter(project.folder)
    path = PurePosixPath("content/a.md")
    problem = files.write(path, fingerprint(BODY), lambda text, at: edit_article(text, at, accept_into(WEEK)))
    assert problem.message == "is a symbolic link, or lies behind one"
    assert (project.folder / path).is_symlink()
    assert (project.folder / "drafts/a.md").read_bytes() == BODY


def test_an_edit_that_cannot_be_is_refused_with_its_reason(project, session):
    project.write(str(A), "---\ntitle: [\n---\nText.\n")
    problem = session.accept(session.current().seen)
    assert isinstance(problem, Problem)
    assert problem.location.line == 2
    assert project.read(str(A)) == "---\ntitle: [\n---\nText.\n"


def test_a_date_that_is_not_in_doubt_needs_no_confirmation(project, session):
    assert session.confirm_date(session.current()) == f"the date {date(2026, 11, 18)} is confirmed"
    assert "date_basis: confirmed\r\n" in bytes_of(project, A).decode("latin-1")
    before = bytes_of(project, A)
    assert session.confirm_date(session.current()) == "the date 2026-11-18 is not in doubt"
    assert bytes_of(project, A) == before


def test_skipping_writes_nothing_and_is_counted(project, session):
    before = project.tree("content")
    session.skip()
    assert session.move(1)
    assert not session.move(1)
    assert session.tally() == "accepted into 2026-W48: 0 of 2; drafts: 1; skipped: 1"
    session.accept(session.current().seen)
    assert session.tally() == "accepted into 2026-W48: 1 of 2; drafts: 0; skipped: 1"
    session.undo()
    assert project.tree("content") == before


def test_what_was_skipped_comes_back_by_undoing_too(session):
    """Else the key would take back the decision before it, about another article."""
    session.accept(session.current().seen)
    session.move(1)
    session.skip()
    assert session.undo() == f"taken back: {B} is not skipped any more"
    assert session.current().article.path == B
    assert session.tally().endswith("accepted into 2026-W48: 1 of 2; drafts: 1; skipped: 0")


def test_a_week_has_one_lead(project, session):
    """Whoever leads it is named; a draft leads nothing, and is refused only when it would."""
    session.accept(session.current().seen)
    assert session.turn_lead(session.current()) == "the lead story now"
    session.move(1)
    before = bytes_of(project, B)
    problem = session.turn_lead(session.current())
    assert problem.message == "leads 2026-W48 already: A"
    assert problem.location.path == A
    assert bytes_of(project, B) == before
    project.write(str(B), before.decode().replace("draft", "lead: true\ndraft"))
    assert session.accept(session.current().seen).message == "leads 2026-W48 already: A"
    session.move(-1)
    assert session.turn_lead(session.current()) == "not the lead story any more"
    session.move(1)
    assert session.accept(session.current().seen) == "accepted into 2026-W48"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("date", " 2026-11-20 ", "date: 2026-11-20"),
        ("topics", "climate", "topics:\n  - climate"),
        ("topics", "", "topics: []"),
        ("weight", "-2", "weight: -2"),
        ("source", "The Paper", "source: The Paper"),
        ("summary", "In short.", "summary: In short."),
    ],
)
def test_a_property_is_written_as_it_is_typed(project, session, name, text, line):
    assert isinstance(session.set_property(session.current().seen, name, text), str)
    assert line in bytes_of(project, A).decode("latin-1").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("title", "  ", "an article needs one"),
        ("date", "2026-02-30", "2026-02-30 is not a day"),
        ("weight", "first", "first is not a whole number"),
        ("weight", "9" * 5000, "is not a whole number"),
        ("topics", "climate, nonsense", 'unknown topic "nonsense"'),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_its_reason(project, session, name, text, reason):
    problem = session.set_property(session.current().seen, name, text)
    assert reason in problem.message
    assert problem.code == "refused"
    assert bytes_of(project, A) == BODY


CHANGES = (
    accept_into(WEEK),
    as_draft(draft=True),
    as_draft(draft=False),
    confirm_date(),
    {"title": "Another: 'title' #1"},
    {"comment": "One.\n\n  two  \n"},
    {"comment": None},
    {"topics": ["climate"]},
    {"date": date(2026, 11, 20), "weight": 3},
)
BODIES = (
    BODY,
    b"",
    b"Text.",
    b"\xef\xbb\xbf---\n---\n",
    b"---\r\ntitle: 'A'\r\n# why\r\ntopics: [climate] # x\r\ncomment: >-\r\n  folded\r\n\r\n---\r\nText\xff\r",
    b"---\ntitle: [\n---\n",
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BODIES), st.lists(st.sampled_from(CHANGES), max_size=6))
def test_after_any_edits_undoing_them_all_gives_the_exact_bytes_back(body, changes):
    with TemporaryDirectory() as folder:
        file = Path(folder) / A
        file.parent.mkdir(parents=True)
        file.write_bytes(body)
        files = ArticleWriter(Path(folder))
        edits = [partial(edit_article, values=values, topics=["climate"]) for values in changes]
        results = [files.write(A, fingerprint(file.read_bytes()), edit) for edit in edits]
        for name in [result.undo for result in results if not isinstance(result, Problem) and result.undo][::-1]:
            files.undo(name)
        assert file.read_bytes() == body
