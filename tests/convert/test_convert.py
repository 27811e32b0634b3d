"""The story seeds/ -> content/, told through the command line."""

from __future__ import annotations

import os

import pytest

from digest.articles.kinds import LARGEST_TEXT

STORY = """\
{title}

By Ada Brook

{date} – Reading time: 3 minutes

Researchers at the invented Ferry Institute measured methane over four winters and found that emissions rise by a third when the ice comes late. The climate record of the lake goes back to 1961.

“We did not expect so clear a signal,” said Ada Brook, who led the survey of eleven lakes. The team counted bubbles under the ice with a microphone and a stopwatch.

Share this: Facebook X LinkedIn

The post {title} appeared first on Ferry News.
"""


def story(title: str = "Late ice, more methane", date: str = "18 March 2025") -> str:
    return STORY.format(title=title, date=date)


def only_article(project):
    [path] = [path for path in project.tree("content") if path.endswith(".md")]
    return f"content/{path}"


def test_a_source_becomes_an_article_in_the_folder_of_its_week(project):
    """The path is made of the ISO week and the slug of the title."""
    project.write("seeds/a.txt", story())
    result = project.digest("convert")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert only_article(project) == "content/2025-W12/late-ice-more-methane.md"
    text = project.read(only_article(project))
    assert "title: Late ice, more methane\ndate: 2025-03-18\n" in text
    assert "  - Ada Brook\n" in text
    assert "topics:\n  - climate\n" in text
    assert "Share this" not in text


def test_converting_twice_equals_converting_once(project):
    """The second run changes no byte and touches no file."""
    project.write("seeds/a.txt", story())
    project.write("seeds/b.md", "# Another\n\nSome text of its own.\n")
    project.digest("convert")
    before = {path: (project.folder / "content" / path).stat().st_mtime_ns for path in project.tree("content")}
    bytes_before = project.tree("content")
    assert project.digest("convert").code == 0
    assert project.tree("content") == bytes_before
    assert {path: (project.folder / "content" / path).stat().st_mtime_ns for path in bytes_before} == before


def test_seeds_are_never_written(project):
    """No command changes a byte, or adds a file, in seeds/."""
    project.write("seeds/a.txt", story())
    before = project.tree("seeds")
    project.digest("convert")
    project.digest("build")
    assert project.tree("seeds") == before


@pytest.mark.parametrize("edit", [lambda text: text + "\nMine.\n", lambda text: text.replace("Late", "Early", 1)])
def test_an_edited_article_stays_byte_identical(project, edit):
    """With the source unchanged, nothing is said and nothing done."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = only_article(project)
    project.write(path, edit(project.read(path)))
    before = project.tree("content")
    result = project.digest("convert")
    assert (result.code, result.err) == (0, "")
    assert project.tree("content") == before


def test_an_edited_article_is_merged_with_its_changed_source(project):
    """What the person wrote stands beside what is new; there is nothing to say."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = only_article(project)
    project.write(path, project.read(path) + "\nMy remark.\n")
    project.write("seeds/a.txt", story().replace("1961", "1962"))
    result = project.digest("convert")
    assert (result.code, result.err) == (0, "")
    assert "goes back to 1962." in project.read(path)
    assert project.read(path).endswith("\nMy remark.\n")


def test_an_untouched_article_is_written_anew_when_its_source_changes(project):
    """It keeps its path, so that its address stays."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = only_article(project)
    project.write("seeds/a.txt", story(title="Late ice means more methane").replace("1961", "1962"))
    project.digest("convert")
    assert only_article(project) == path
    assert "1962" in project.read(path)
    assert "title: Late ice means more methane" in project.read(path)


def test_an_untouched_article_follows_the_taxonomy(project):
    """A change of topics in digest.yml reaches the articles nobody edited."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    project.write("digest.yml", project.read("digest.yml").replace("slug: climate", "slug: weather"))
    project.digest("convert")
    assert "topics:\n  - weather\n" in project.read(only_article(project))


def test_line_ends_of_another_system_are_no_edit(project):
    """What git does to line ends on Windows does not make an article a person's."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = only_article(project)
    project.write(path, project.read(path).replace("\n", "\r\n"))
    project.write("seeds/a.txt", story().replace("1961", "1962"))
    project.digest("convert")
    assert "1962" in project.read(path)


def test_a_deleted_article_stays_deleted_until_its_source_is_named(project):
    """What a person deleted does not come back by itself."""
    project.write("seeds/a.txt", story())
    project.write("seeds/b.txt", story(title="Early ice, less methane"))
    project.digest("convert")
    (project.folder / "content/2025-W12/late-ice-more-methane.md").unlink()
    project.digest("convert")
    assert not (project.folder / "content/2025-W12/late-ice-more-methane.md").exists()
    project.digest("convert", str(project.folder / "seeds/a.txt"))
    assert (project.folder / "content/2025-W12/late-ice-more-methane.md").exists()


def test_emptied_content_is_a_new_beginning(project):
    """Where no converted article is left at all, everything is converted."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    (project.folder / only_article(project)).unlink()
    project.digest("convert")
    assert only_article(project)


@pytest.mark.parametrize("change", ["delete", "rename"])
def test_deleting_or_renaming_a_source_never_touches_the_article(project, change):
    """The article is found by its source's content, and kept without one."""
    seed = project.write("seeds/a.txt", story())
    project.digest("convert")
    before = project.tree("content")
    if change == "delete":
        seed.unlink()
    else:
        seed.rename(seed.with_name("renamed.txt"))
    assert project.digest("convert").code == 0
    assert {path for path in project.tree("content") if path.endswith(".md")} == {
        path for path in before if path.endswith(".md")
    }
    assert project.read(only_article(project)).encode() == before["2025-W12/late-ice-more-methane.md"]


def test_two_sources_with_one_title_get_two_slugs_whatever_the_order(project, tmp_path):
    """Converted together or one by one, in either order, each gets the same name."""
    names = {}
    for order in (["a.txt", "b.txt"], ["b.txt", "a.txt"], []):
        for path in project.tree("content"):
            (project.folder / "content" / path).unlink()
        project.write("seeds/a.txt", story())
        project.write("seeds/b.txt", story().replace("1961", "1873"))
        for name in order:
            assert project.digest("convert", str(project.folder / "seeds" / name)).code == 0
        project.digest("convert")
        found = project.tree("content/2025-W12")
        names[tuple(order)] = {path: b"1873" in body for path, body in found.items()}
    assert len(set(map(str, names.values()))) == 1
    assert len(next(iter(names.values()))) == 2


@pytest.mark.parametrize("ending", [".markdown", ".MD", ".Markdown"])
def test_a_text_is_seen_whatever_the_case_and_length_of_its_ending(project, ending):
    """A new article does not take the name of one that the build reads, too, and would have ended with 1."""
    project.article(f"2025-W12/late-ice-more-methane{ending}", title="Late ice, more methane")
    project.write("seeds/a.txt", story())
    assert project.digest("convert").code == 0
    [path] = [path for path in project.tree("content") if path.endswith(".md") and not path.startswith(".")]
    assert path.startswith("2025-W12/late-ice-more-methane-")
    result = project.digest("build")
    assert (result.code, result.err) == (0, "")


def test_a_converted_article_may_be_renamed_to_the_longer_ending(project):
    """It is still known as the article of its source: neither made again nor taken for deleted."""
    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = project.folder / only_article(project)
    renamed = path.rename(path.with_suffix(".markdown"))
    project.write("seeds/a.txt", story().replace("1961", "1962"))
    result = project.digest("convert")
    assert (result.code, result.err) == (0, "")
    assert "1962" in renamed.read_text("utf-8")
    assert not path.exists()


def test_a_text_that_no_build_reads_still_keeps_its_name(project):
    """One that is too large is nobody's article, and no other takes its name."""
    large = project.article("2025-W12/late-ice-more-methane.md", body="")
    with large.open("ab") as file:
        file.truncate(LARGEST_TEXT + 1)
    project.write("seeds/a.txt", story())
    assert project.digest("convert").code == 0
    names = [path for path in project.tree("content") if path.endswith(".md") and not path.startswith(".")]
    assert len(names) == 2
    assert "16 MiB" in project.digest("build").err
    assert "late-ice-more-methane.md\n" not in project.digest("topics").out


def test_no_article_is_written_that_a_build_would_refuse(project, monkeypatch):
    """What convert writes and what build reads have one limit; the source is named instead."""
    monkeypatch.setattr("digest.convert.drafts.LARGEST_TEXT", 400)
    project.write("seeds/a.txt", story())
    project.write("seeds/b.md", "# Brief\n\nA line.\n")
    result = project.digest("convert")
    assert result.code == 1
    assert "seeds/a.txt  its article would be larger than" in result.err


def test_one_bad_source_never_stops_the_others(project):
    """It is named with the reason; the exit code is 1."""
    project.write("seeds/a.txt", story())
    project.write("seeds/bad.txt", b"")
    project.write("seeds/picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    project.write("seeds/table.xlsx", b"PK\x03\x04")
    result = project.digest("convert")
    assert result.code == 1
    assert {line.split("  ")[0] for line in result.err.splitlines() if line.startswith("seeds/")} == {
        "seeds/bad.txt",
        "seeds/picture.txt",
        "seeds/table.xlsx",
    }
    assert only_article(project)


def test_stdout_prints_and_writes_nothing(project):
    """The article that a file would become, wherever the file lies."""
    path = project.write("elsewhere/a.txt", story())
    result = project.digest("convert", "--stdout", str(path))
    assert result.code == 0
    assert result.out.startswith("---\ntitle: Late ice, more methane\n")
    assert not (project.folder / "content").exists()


def test_stdout_needs_no_project(tmp_path, capsys):
    """Anywhere on the machine."""
    from digest.cli import run

    (tmp_path / "a.txt").write_text(story(), "utf-8")
    assert run(["-C", str(tmp_path), "convert", "--stdout", "a.txt"]) == 0
    assert "title: Late ice" in capsys.readouterr().out


def test_a_path_outside_seeds_is_wrong_use(project):
    """The message says what to do instead."""
    path = project.write("elsewhere/a.txt", story())
    result = project.digest("convert", str(path))
    assert result.code == 2
    assert "is not in seeds/" in result.err


def test_a_link_out_of_the_project_is_not_read(project, tmp_path):
    """Nothing outside the project is published through a link."""
    secret = tmp_path / "secret.txt"
    secret.write_text(story(title="Secret"), "utf-8")
    (project.folder / "seeds").mkdir()
    (project.folder / "seeds/link.txt").symlink_to(secret)
    result = project.digest("convert")
    assert result.code == 1
    assert "seeds/link.txt  a symbolic link that leads out of the project" in result.err
    assert not [path for path in project.tree("content") if path.endswith(".md")]


@pytest.mark.parametrize(
    "name", ["a b.txt", "übung 🎈.txt", "x" * 250 + ".txt", "a..b.txt", "con.txt", "a\nb.txt", "-rf.txt"]
)
def test_any_file_name_gives_a_clean_article(project, name):
    """The article's name is made of the title; the source's name stands in front matter and reads back."""
    project.write(f"seeds/{name}", story())
    result = project.digest("convert")
    assert (result.code, result.err) == (0, "")
    assert only_article(project) == "content/2025-W12/late-ice-more-methane.md"
    assert project.digest("build").code == 0


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "CON", "a/b\\c", "🎈🎈", "…", "x" * 400, "%2e%2e%2f", "-", ".hidden"]
)
def test_no_title_writes_outside_content(project, title):
    """A hostile title is a title; the file lands in the folder of the week."""
    project.write("seeds/a.txt", story(title=title))
    before = {path for path in project.folder.parent.rglob("*") if project.folder not in path.parents}
    project.digest("convert")
    articles = [path for path in project.tree("content") if path.endswith(".md")]
    assert all(path.count("/") == 1 and len(path) < 110 for path in articles)
    assert {path for path in project.folder.parent.rglob("*") if project.folder not in path.parents} == before


def test_the_clock_zone_and_folder_do_not_matter(project, monkeypatch, tmp_path):
    """Equal inputs give equal bytes."""
    import time

    project.write("seeds/a.txt", story())
    project.digest("convert")
    first = project.tree("content")
    for path in first:
        (project.folder / "content" / path).unlink()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    os.utime(project.folder / "seeds/a.txt", (1, 1))
    project.digest("convert", "--jobs", "2")
    assert project.tree("content") == first
    monkeypatch.delenv("TZ")
    time.tzset()


def test_an_edit_made_while_converting_is_not_overwritten(project, monkeypatch):
    """The article is looked at once more in the moment before it would be written."""
    from digest.convert import conversion

    project.write("seeds/a.txt", story())
    project.digest("convert")
    path = only_article(project)
    project.write("seeds/a.txt", story().replace("1961", "1962"))
    draft = conversion.draft

    def edit_meanwhile(*arguments):
        made = draft(*arguments)
        project.write(path, project.read(path) + "\nMy remark.\n")
        return made

    monkeypatch.setattr(conversion, "draft", edit_meanwhile)
    project.digest("convert")
    assert project.read(path).endswith("\nMy remark.\n")
