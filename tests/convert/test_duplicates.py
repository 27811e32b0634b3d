"""The same story from two sites: one leads, the other is kept and marked."""

from __future__ import annotations

import itertools
import random

import pytest

AGENCY = """\
A bronze bell that lay for ninety-one years at the bottom of the harbour was lifted on Tuesday by a crew that had come to repair a water pipe. The bell weighs 212 kilograms and carries the name of the ferry Clementine, which sank in a January gale with its engineer aboard.

Divers found it upright in the mud, eleven metres down, with a conger eel living inside. “We thought it was a boiler,” said Oda Ferrand, who leads the crew. “Then somebody knocked on it with a spanner, and everybody stopped talking.”

The harbour museum has asked for the bell, and so have the grandchildren of the engineer, who want it hung in the chapel where he is remembered. A decision is expected before the summer.
"""
OTHER = """\
Cheap soot sensors on the lamp posts of Aldermoor have found that the dirtiest air in town is not at the ring road but at the gates of its primary schools, researchers said on Friday. For eleven months 340 sensors measured the air every ten seconds.

At eight o'clock in the morning the readings outside nine schools were three times those at the busiest junction. Two schools then closed their street to cars for half an hour each morning.
"""


def source(title, text=AGENCY, day="18 March 2025", publisher="Ferry News"):
    return f"{title}\n\n{day}\n\n{text}\n\nThe post {title} appeared first on {publisher}.\n"


SOURCES = {
    "a.txt": source("Bell raised from the harbour"),
    "b.txt": source("A bell, and an eel", AGENCY.replace("aboard", "on board"), "17 March 2025", "Elswick Echo"),
    "c.txt": source("Harbour bell found", AGENCY.rpartition("\n\n")[0], "19 March 2025", "Tide Table"),
    "d.txt": source("Soot at the school gate", OTHER),
    "e.txt": source("Harbour bell found", AGENCY, "9 May 2025"),
}
LEAD = "content/2025-W12/a-bell-and-an-eel.md"
SECOND = "content/2025-W12/bell-raised-from-the-harbour.md"
MARK = "duplicate_of: a-bell-and-an-eel\n"


def filled(project, names=SOURCES):
    for name in names:
        project.write(f"seeds/{name}", SOURCES[name])
    return project


def marks(project):
    """The articles that are marked, by name, with what they are marked with."""
    found = {}
    for path, body in project.tree("content").items():
        if not path.endswith(".md"):
            continue
        line = next((line for line in body.decode().split("\n") if line.startswith("duplicate_of:")), None)
        if line is not None:
            found[path.rpartition("/")[2]] = line.removeprefix("duplicate_of: ")
    return found


def test_the_earliest_telling_leads_and_the_others_are_marked(project):
    """Copies with small edits and copies cut short; another story, and the same one weeks later, are not."""
    result = filled(project).digest("convert")
    assert (result.code, result.err) == (0, "")
    assert marks(project) == {
        "bell-raised-from-the-harbour.md": "a-bell-and-an-eel",
        "harbour-bell-found.md": "a-bell-and-an-eel",
    }
    assert len([path for path in project.tree("content") if path.endswith(".md")]) == 5


def test_a_second_conversion_writes_nothing(project):
    """Marked articles are still nobody's edit, and unchanged."""
    filled(project).digest("convert")
    before = project.tree("content")
    times = {path: (project.folder / "content" / path).stat().st_mtime_ns for path in before}
    assert project.digest("convert").code == 0
    assert project.tree("content") == before
    assert {path: (project.folder / "content" / path).stat().st_mtime_ns for path in before} == times


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_order_the_bytes_are_the_same(project, seed):
    """All at once, one by one, in any order, with and without a memory, by one worker or two."""
    filled(project).digest("convert")
    whole = project.tree("content")
    rng = random.Random(seed)
    order = rng.sample(list(SOURCES), len(SOURCES))
    for path in whole:
        (project.folder / "content" / path).unlink()
    for name in order:
        assert project.digest("convert", "--jobs", rng.choice("12"), str(project.folder / "seeds" / name)).code == 0
        if rng.random() < 0.4:
            (project.folder / ".digest/cache/convert.sqlite").unlink()
    assert project.tree("content") == whole


@pytest.mark.parametrize("order", list(itertools.permutations(["a.txt", "b.txt", "c.txt"])))
def test_sources_that_arrive_later_change_who_leads(project, order):
    """As each one comes, the marks are those of a conversion of all that is there."""
    for number in range(1, 4):
        filled(project, order[:number]).digest("convert")
        later = project.tree("content")
        for path in later:
            (project.folder / "content" / path).unlink()
        project.digest("convert")
        assert project.tree("content") == later


def test_what_a_person_edited_leads(project):
    """Even where it is the later one; the mark it had before it was edited is a person's from then on."""
    filled(project, ["a.txt", "b.txt", "c.txt"]).digest("convert")
    project.write(SECOND, project.read(SECOND).replace(MARK, "") + "\nMy remark.\n")
    mine = project.read(SECOND)
    project.digest("convert")
    assert project.read(SECOND) == mine
    assert marks(project) == {
        "a-bell-and-an-eel.md": "bell-raised-from-the-harbour",
        "harbour-bell-found.md": "bell-raised-from-the-harbour",
    }


@pytest.mark.parametrize("said", ["duplicate_of: no\n", "duplicate_of:\n", "duplicate_of: soot-at-the-school-gate\n"])
def test_what_a_person_said_stands(project, said):
    """An edited article is never written; said to be nobody's duplicate, it stands beside the lead it is like."""
    filled(project, ["a.txt", "b.txt", "d.txt"]).digest("convert")
    project.write(SECOND, project.read(SECOND).replace(MARK, said))
    mine = project.read(SECOND)
    for _ in range(2):
        assert project.digest("convert").code == 0
        assert project.read(SECOND) == mine
    if "soot" in said:
        assert marks(project) == {"bell-raised-from-the-harbour.md": "soot-at-the-school-gate"}
    else:
        assert marks(project)["a-bell-and-an-eel.md"] == "bell-raised-from-the-harbour"


@pytest.mark.parametrize("change", ["delete", "draft", "rewrite"])
def test_without_its_lead_an_article_is_unmarked(project, change):
    """The line goes where the lead does, becomes a draft, or tells something else; then nothing is left of it."""
    filled(project, ["a.txt"]).digest("convert")
    alone = project.read(SECOND)
    filled(project, ["b.txt"]).digest("convert")
    assert MARK in project.read(SECOND)
    if change == "delete":
        (project.folder / LEAD).unlink()
    elif change == "draft":
        project.write(LEAD, project.read(LEAD).replace("\nseed:", "\ndraft: true\nseed:", 1))
    else:
        project.write("seeds/b.txt", source("A bell, and an eel", OTHER, "17 March 2025"))
    project.digest("convert")
    assert project.read(SECOND) == alone


def test_a_changed_source_of_a_marked_article_is_converted_anew(project):
    """The mark is no edit, and is there again."""
    filled(project, ["a.txt", "b.txt"]).digest("convert")
    project.write("seeds/a.txt", SOURCES["a.txt"].replace("212", "213"))
    result = project.digest("convert")
    assert (result.code, result.err) == (0, "")
    assert "213" in project.read(SECOND)
    assert MARK in project.read(SECOND)


def test_line_ends_of_another_system_are_no_edit_of_a_mark(project):
    """Git on Windows does not make a marked article a person's."""
    filled(project, ["a.txt", "b.txt"]).digest("convert")
    project.write(SECOND, project.read(SECOND).replace("\n", "\r\n"))
    (project.folder / LEAD).unlink()
    project.digest("convert")
    assert marks(project) == {}


def test_the_site_shows_the_lead_and_who_else_covered_it(project):
    """The week shows one entry with a link to the other; the other has its page, which leads to the lead."""
    filled(project, ["a.txt", "b.txt"]).digest("convert")
    assert project.digest("build").code == 0
    week = project.read("site/2025/w12/index.html")
    assert week.count('<article class="entry">') == 1
    assert 'Also covered by: <a href="../../2025/w12/bell-raised-from-the-harbour/index.html">' in week
    page = project.read("site/2025/w12/bell-raised-from-the-harbour/index.html")
    assert 'Also covered in: <a href="../../../2025/w12/a-bell-and-an-eel/index.html">A bell, and an eel</a>' in page
