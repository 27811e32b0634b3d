"""The review page: what its cards show, what becomes of decisions, and what is refused (promises 48, 49)."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from digest.config import parse_config
from digest.model.fingerprint import fingerprint
from digest.review.article_writer import ArticleWriter
from digest.serve.week_review import WeekReviews

WEEK = "2026-W48"
A, B = "content/2026-W48/a.md", "content/2026-W47/b.md"


class Reviews:
    """The reviews of a project, asked as its page asks."""

    def __init__(self, project) -> None:
        self.project = project
        config, _ = parse_config(project.read("digest.yml"))
        writer = ArticleWriter(project.folder)
        self.reviews = WeekReviews(project.folder, writer, lambda: config, lambda: (), lambda: date(2026, 11, 25))

    def page(self, label: str = "") -> str:
        return self.reviews.page(label)[1]

    def seen(self, path: str) -> str:
        return fingerprint((self.project.folder / path).read_bytes())

    def ask(self, action: str, path: str = A, **request: object):
        asked = {"action": action, "week": WEEK, "path": path, "fingerprint": self.seen(path), **request}
        return self.reviews.respond(asked)

    def set(self, name: str, value: str, path: str = A):
        return self.ask("set", path, name=name, value=value)


@pytest.fixture
def reviews(project) -> Reviews:
    project.article("2026-W48/a.md", title="Aa", date="2026-11-24", added="2026-11-25", date_basis="inferred from it")
    project.article("2026-W47/b.md", title="Bb", date="2026-11-20", added="2026-11-24", week="2026-W48", lead="true")
    return Reviews(project)


def test_the_page_shows_the_candidates_of_this_week_or_of_another(reviews):
    page = reviews.page()
    assert re.findall(r'data-path="([^"]+)"', page) == [A, B]
    assert "accepted into 2026-W48: 1 of 2" in page
    assert 'href="/-/review/2026-W47"' in page
    assert "There are no candidates for 2026-W30" in reviews.page("2026-W30")


def test_a_card_leads_to_the_editor_and_to_the_whole_text(reviews, project):
    """Also where the name of the file means something in an address."""
    odd = "content/2026-W48/what? #1 & more.md"
    project.write(odd, "---\ntitle: Odd\ndate: 2026-11-24\n---\nText.\n")
    page = reviews.page()
    encoded = "content/2026-W48/what%3F%20%231%20%26%20more.md"
    assert f'href="/-/read/{encoded}"' in page
    assert f'href="vscode://file/{project.folder.as_posix().lstrip("/")}/{encoded}:5"' in page
    assert reviews.set("comment", "Why.", odd)[0] == 200


def test_a_guessed_title_can_be_called_right_as_it_stands(reviews, project):
    """The same title, set by a person, is not a guess any more; a title that is not a guess is not asked about."""
    guessed = "content/2026-W48/g.md"
    project.write(
        guessed, "---\ntitle: Gg\ntitle_basis: inferred from line 1\ndate: 2026-11-24\n---\nText.[^1]\n\n[^1]: S.\n"
    )
    page = reviews.page()
    assert page.count("This title is right") == 1
    assert "marked)" not in page, "a footnote of the source is not a mark of the editor's"
    code, answer = reviews.set("title", "Gg", guessed)
    assert (code, "This title is right" in answer["card"]) == (200, False)
    assert "inferred" not in project.read(guessed)


@pytest.mark.parametrize("label", ["2026-W54", "nonsense", "<script>", "2026-W48/x", "9999-W60"])
def test_a_week_that_does_not_exist_is_said_and_leads_to_this_week(reviews, label):
    week, page = reviews.reviews.page(label)
    assert week is None
    assert "is not a week" in page
    assert f'href="/-/review/{WEEK}"' in page
    assert "<script>" not in page
    code, answer = reviews.reviews.respond({"action": "cards", "week": label})
    assert (code, "is not a week" in answer["error"]) == (422, True)


def test_every_decision_writes_the_file_and_gives_the_card_as_it_is_then(reviews, project):
    """And undoing takes back one after the other, to the byte."""
    before = project.tree("content")
    steps = [
        ("confirm", {}, "date_basis: confirmed"),
        ("set", {"name": "comment", "value": "Why it\nmatters."}, "comment: |-\n  Why it\n  matters."),
        ("set", {"name": "topics", "value": "climate"}, "topics:\n  - climate"),
        ("set", {"name": "weight", "value": "2"}, "weight: 2"),
        ("accept", {}, "week: 2026-W48"),
        ("draft", {}, "draft: true"),
    ]
    for action, more, line in steps:
        code, answer = reviews.ask(action, **more)
        assert (code, line in project.read(A)) == (200, True), (action, answer)
        assert f'data-seen="{reviews.seen(A)}"' in answer["card"]
    assert "Why it\nmatters.</textarea>" in answer["card"]
    assert answer["tally"] == "accepted into 2026-W48: 1 of 2; drafts: 1; skipped: 0"
    assert reviews.ask("skip")[1]["tally"].endswith("skipped: 1")
    for _ in range(len(steps) + 1):
        code, answer = reviews.ask("undo")
        assert (code, answer["path"]) == (200, A)
    assert project.tree("content") == before
    assert reviews.ask("undo")[1]["said"] == "There is nothing to take back."


def test_what_changed_meanwhile_is_not_written_over_and_comes_as_it_is_now(reviews, project):
    seen = reviews.seen(A)
    mine = project.read(A).replace("Aa", "Mine")
    project.write(A, mine)
    code, answer = reviews.ask("set", fingerprint=seen, name="title", value="Theirs")
    assert (code, project.read(A)) == (409, mine)
    assert "has changed since it was shown" in answer["error"]
    assert "Mine</textarea>" in answer["card"]
    assert f'data-seen="{reviews.seen(A)}"' in answer["card"]


def test_an_article_that_is_gone_is_a_card_that_says_so(reviews, project):
    reviews.page()
    seen = reviews.seen(A)
    (project.folder / A).unlink()
    code, answer = reviews.reviews.respond({"action": "accept", "week": WEEK, "path": A, "fingerprint": seen})
    assert (code, "cannot be read" in answer["error"], "cannot be read" in answer["card"]) == (409, True, True)
    assert not (project.folder / A).exists()


def test_a_week_has_one_lead_and_the_refusal_names_it(reviews, project):
    before = project.tree("content")
    code, answer = reviews.ask("lead")
    assert (code, project.tree("content")) == (422, before)
    assert answer["error"].startswith(f"{B} leads 2026-W48 already: Bb. A week")


def test_a_read_only_article_stays_as_it_is(reviews, project):
    before = project.read(A)
    (project.folder / A).chmod(0o444)
    code, answer = reviews.set("comment", "Why.")
    assert (code, "read-only" in answer["error"], project.read(A)) == (500, True, before)


@pytest.mark.parametrize(
    ("path", "code"),
    [("../secret.md", 400), ("content/../digest.yml", 400), ("content/2026-W48/_index.md", 400), (3, 400), (None, 400),
     ("content/.base/a.md", 400), ("content/2026-W48/old.md", 409), ("content/2026-W48/none.md", 409)],
)  # fmt: skip
def test_only_candidates_are_decided_about(reviews, project, path, code):
    """An article of another week, which this page does not show, is not one."""
    project.article("2026-W48/old.md", title="Old", date="2026-11-24", week="2026-W47")
    before = project.tree(".")
    request = {"action": "set", "week": WEEK, "path": path, "fingerprint": "", "name": "title", "value": "x"}
    status, answer = reviews.reviews.respond(request)
    assert (status, "error" in answer, project.tree(".")) == (code, True, before)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ({"action": "set", "name": "title", "value": " "}, "an article needs one"),
        ({"action": "set", "name": "date", "value": "2026-02-30"}, "2026-02-30 is not a day"),
        ({"action": "set", "name": "topics", "value": "nonsense"}, "unknown topic"),
        ({"action": "set", "name": "seed", "value": "x"}, "asks for nothing"),
        ({"action": "set", "name": ["title"], "value": "x"}, "asks for nothing"),
        ({"action": "set", "name": "title", "value": 3}, "asks for nothing"),
        ({"action": "publish"}, "asks for nothing"),
        ({"action": {}}, "asks for nothing"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(reviews, project, request_, reason):
    before = project.tree("content")
    code, answer = reviews.ask(**request_)
    assert 400 <= code < 500
    assert reason in answer["error"]
    assert project.tree("content") == before


def test_a_page_learns_what_changed_and_what_came(reviews, project):
    reviews.page()
    shown = {path: reviews.seen(path)[:16] for path in (A, B)}
    assert reviews.ask("cards", shown=shown)[1]["cards"] == {}
    project.write(B, project.read(B).replace("Bb", "Changed"))
    project.article("2026-W48/c.md", title="Cc", date="2026-11-24", added="2026-11-25")
    _, answer = reviews.ask("cards", shown=shown)
    assert (list(answer["cards"]), answer["more"]) == ([B], 1)
    assert "Changed</textarea>" in answer["cards"][B]
    _, answer = reviews.ask("more", shown={**shown, B: reviews.seen(B)[:16]})
    assert (list(answer["cards"]), answer["more"]) == (["content/2026-W48/c.md"], 0)
    assert reviews.ask("cards", shown=["x"])[0] == 200
    assert reviews.ask("cards", shown={"../secret.md": "", "digest.yml": ""})[1]["cards"] == {}


def test_many_candidates_come_in_parts(reviews, project):
    for number in range(45):
        project.article(f"2026-W48/n{number}.md", title=f"N{number}", date="2026-11-24", added="2026-11-25")
    page = reviews.page()
    assert len(re.findall("<article ", page)) == 40
    assert "Show <span>7</span> more" in page


HOSTILE = (
    "</textarea></article><script>window.ran = 1</script><img src=x onerror=window.ran=2>\"' onfocus=window.ran=3 x="
)


def test_what_a_hostile_article_says_is_text(reviews, project):
    """In each property that a card shows, and in its problems: no element and no attribute of a page is made of it."""
    clean = re.findall(r"<([a-z0-9]+)", reviews.page())
    quoted = HOSTILE.replace('"', '\\"')
    names = ("title", "date_basis", "title_basis", "source", "summary", "summary_basis", "comment")
    hostile = "\n".join(f'{name}: "inferred {quoted}"' for name in names)
    project.write(
        A, f'---\n{hostile}\ndate: 2026-11-24\ntopics: ["{quoted}"]\nsource_url: "javascript:alert(1)"\n---\nText.\n'
    )
    page = reviews.page()
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(r"<[^>]*\sonfocus=[^>]*>", re.sub(r'"[^"]*"', '""', page))
    assert 'href="javascript' not in page
    assert unescape(page).count(HOSTILE) >= len(names)
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= {*clean, "strong"}
