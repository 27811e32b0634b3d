"""`digest adopt` and `digest drop`, as a person uses them: many articles at once, and a conversion after it."""

from __future__ import annotations

import pytest

HEAD = "---\r\ntitle: A  # mine\r\nsummary: It rose.\r\npeople: [Ann]\r\nmachine: [summary, people]\r\n---\r\nText \xff.\r\n"
ARTICLE = HEAD.encode("latin-1")


@pytest.fixture
def articles(project):
    project.write("content/2025-W12/a.md", ARTICLE)
    project.write("content/2025-W12/b.md", "---\ntitle: B\nsummary: Mine.\n---\nText of a machine.\n")
    project.write("content/2025-W13/c.md", "---\ntitle: C\nkey_points: [One.]\nmachine:\n  - key_points\n---\nText.\n")
    return project


def test_adopting_keeps_the_values_and_every_other_byte(articles):
    result = articles.digest("adopt", str(articles.folder / "content/2025-W12"))
    assert result.code == 0
    assert result.out == "content/2025-W12/a.md: summary, people adopted\n"
    assert "1 article changed" in result.err
    assert (articles.folder / "content/2025-W12/a.md").read_bytes() == ARTICLE.replace(
        b"machine: [summary, people]\r\n", b""
    )
    backup = articles.folder / result.err.partition("before: ")[2].split("/ ")[0]
    assert (backup / "content/2025-W12/a.md").read_bytes() == ARTICLE


def test_dropping_some_properties_of_every_article(articles):
    """What a person wrote stays."""
    result = articles.digest("drop", str(articles.folder / "content"), "--only", "summary, key_points")
    assert result.out == "content/2025-W12/a.md: summary dropped\ncontent/2025-W13/c.md: key_points dropped\n"
    a = ARTICLE.replace(b"summary: It rose.\r\n", b"").replace(b"[summary, people]", b"[people]")
    assert (articles.folder / "content/2025-W12/a.md").read_bytes() == a
    assert articles.read("content/2025-W12/b.md").count("summary: Mine.") == 1
    assert articles.read("content/2025-W13/c.md") == "---\ntitle: C\n---\nText.\n"


def test_a_second_time_there_is_nothing_to_do(articles):
    articles.digest("drop", str(articles.folder / "content"))
    before = articles.tree("content")
    result = articles.digest("drop", str(articles.folder / "content"))
    assert (result.code, result.out) == (0, "")
    assert "0 articles changed" in result.err
    assert articles.tree("content") == before


@pytest.mark.parametrize("verb", ["adopt", "drop"])
def test_a_dry_run_shows_the_changes_and_writes_nothing(articles, verb):
    before = articles.tree(".")
    result = articles.digest(verb, "--dry-run", str(articles.folder / "content/2025-W13/c.md"))
    assert "-machine:" in result.out
    assert ("-key_points: [One.]" in result.out) == (verb == "drop")
    assert "1 article would be changed" in result.err
    assert articles.tree(".") == before


def test_an_article_that_cannot_be_edited_is_named_with_its_line_and_stops_no_other(articles):
    articles.write("content/2025-W12/bad.md", "---\ntitle: T\nmachine: [summary\nsummary: S\n---\nText.\n")
    result = articles.digest("adopt", str(articles.folder / "content"))
    assert result.code == 1
    assert "content/2025-W12/bad.md:3:10  cannot be edited: the bracket [ is not closed" in result.err
    assert result.out.count("adopted") == 2


def test_a_read_only_article_stays_and_is_named(articles):
    (articles.folder / "content/2025-W12/a.md").chmod(0o444)
    result = articles.digest("adopt", str(articles.folder / "content"))
    assert result.code == 1
    assert "content/2025-W12/a.md  is read-only" in result.err
    assert (articles.folder / "content/2025-W12/a.md").read_bytes() == ARTICLE
    assert "2025-W13/c.md: key_points adopted" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["content/none.md"], "there is no article"),
        (["digest.yml"], "there is no article"),
        (["/etc/hosts"], "there is no article"),
        (["content", "--only", "sumary"], "--only takes some of summary,key_points"),
        (["content", "--only", ""], "--only takes some of"),
        ([], "the following arguments are required: PATH"),
    ],
)  # fmt: skip
def test_wrong_use_changes_nothing(articles, arguments, message):
    before = articles.tree(".")
    paths = [str(articles.folder / name) if name.startswith(("content", "digest")) else name for name in arguments]
    result = articles.digest("drop", *paths)
    assert result.code == 2
    assert message in result.err
    assert articles.tree(".") == before


SOURCE = (
    "The lakes of the north\n\nBy Rosalind Etchegaray\nMarch 18, 2025\n\n"
    "The methane of the lakes was counted for nine years by a team from Lucerne. “It rose by a third,” said Rosalind "
    "Etchegaray of the institute. The gauges were read each night, in winter too.\n\n"
    "Nobody had expected the ferry to stop. The harbour was closed in June, and the bridge was opened a month later.\n"
)


@pytest.fixture
def converted(project):
    project.write("seeds/lakes.txt", SOURCE)
    assert project.digest("convert").code == 0
    (path,) = [path for path in project.tree("content") if path.endswith(".md")]
    assert "- summary\n" in project.read(f"content/{path}")
    return project, f"content/{path}"


def convert_changed_source(project):
    project.write("seeds/lakes.txt", SOURCE.replace("nine years", "ten years").replace("a third", "a half"))
    result = project.digest("convert")
    assert result.code == 0, result.err
    assert not list(project.folder.rglob("*.new"))


def test_what_was_dropped_does_not_come_back_with_the_next_conversion(converted):
    """Promise 28: neither when nothing changed nor when the source did, once and again."""
    project, path = converted
    project.digest("drop", str(project.folder / path), "--only", "summary,quotations")
    dropped = project.read(path)
    assert "summary" not in dropped
    project.digest("convert")
    assert project.read(path) == dropped
    convert_changed_source(project)
    assert "ten years" in project.read(path)
    assert "summary" not in project.read(path)
    assert "quotations" not in project.read(path)
    project.write("seeds/lakes.txt", SOURCE.replace("nine years", "eleven years"))
    project.digest("convert")
    assert "eleven years" in project.read(path)
    assert "summary" not in project.read(path)
    assert "quotations" not in project.read(path)


def test_what_was_adopted_stays_as_it_is_with_the_next_conversion(converted):
    project, path = converted
    before = project.read(path)
    summary = before.partition("summary: ")[2].partition("\n")[0]
    project.digest("adopt", str(project.folder / path), "--only", "summary")
    convert_changed_source(project)
    after = project.read(path)
    assert "ten years" in after.partition("\n---\n")[2]
    assert f"summary: {summary}\n" in after
    assert "- summary\n" not in after
    assert "a half" in after.partition("quotations:")[2].partition("\n---\n")[0]
