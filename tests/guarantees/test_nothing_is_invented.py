"""What a source does not say in full is marked as worked out, or left out, and the day of the run decides nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

STORY = """\
Four bolts and a footbridge

The footbridge fell on March 18, and nobody was on it. The town had paid for it in 1994.

“Nobody decided to let this bridge fall,” said Rosamund Teague, who led the inquiry. The report names four bolts.

“We had asked for a hammer and a ladder,” she said, while the others looked at the river and at their shoes.

“It was always somebody else’s turn to look,” he said, and the room laughed, though nobody thought it a joke.

The inquiry had published its first pages two weeks ago, and the town read them aloud in the market hall.
"""

PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Late ice</title><meta property="article:published_time" content="2025-03-18">
</head><body><article><h1>Late ice</h1><p>The methane of the lakes was counted for nine years, in March 2025 too.</p>
<p>Nobody had counted it there before, and nobody has agreed to do so again, since the boat was sold in spring.</p>
</article></body></html>
"""

PARTIAL = f"""\
<!DOCTYPE html><html lang="en"><head><title>Early ice</title></head><body><article><h1>Early ice</h1>
<time datetime="2024-05">May 2024</time><p>The ice was counted on {", ".join(f"{day} May 2024" for day in range(1, 32))}, as
nobody had counted it before, and nobody has agreed to do so again, since the boat was sold in spring.</p>
</article></body></html>
"""
"""A page that says only its month, and names every day of it elsewhere."""

LATER = """\
import datetime as module, time
DAYS = {days}
class Meta(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])
    def __subclasscheck__(cls, other):
        return issubclass(other, cls.__mro__[1])
class date(module.date, metaclass=Meta):
    @classmethod
    def today(cls):
        return cls.fromordinal(module.date.__mro__[1].today().toordinal() + DAYS)
class datetime(module.datetime, metaclass=Meta):
    @classmethod
    def now(cls, tz=None):
        return datetime.__mro__[1].now(tz) + module.timedelta(days=DAYS)
    @classmethod
    def today(cls):
        return cls.now()
    @classmethod
    def utcnow(cls):
        return cls.now(module.timezone.utc).replace(tzinfo=None)
module.date, module.datetime, clock = date, datetime, time.time
time.time = lambda: clock() + DAYS * 86_400
"""
"""A program that moves the clock of a Python process before anything else is imported."""


def converted(project, text):
    """The front matter of the article that a text becomes."""
    path = project.write("seeds/a.txt", text)
    os.utime(path, (1_750_000_000, 1_750_000_000))  # June 2025
    assert project.digest("convert").code == 0
    (article,) = (name for name in project.tree("content") if name.endswith(".md"))
    return project.read(f"content/{article}").partition("\n---\n")[0]


def test_a_date_without_its_year_is_marked_as_inferred_wherever_it_is_shown(project):
    """Promise 50: in the article, on its page, in its week, until the person confirms it."""
    front_matter = converted(project, STORY)
    assert "date: 2025-03-18" in front_matter
    assert "\ndate_basis: inferred from " in front_matter
    assert project.digest("build").code == 0
    site = project.tree("site")
    (page,) = (name for name in site if name.endswith("four-bolts-and-a-footbridge/index.html"))
    for name in (page, "2025/w12/index.html", "index.html"):
        assert b'class="inferred"' in site[name], name


def test_a_speaker_who_is_not_named_is_not_guessed(project):
    """Promise 50: the words of Rosamund Teague are hers; those of somebody who is only `he` are nobody's."""
    quotations = converted(project, STORY).partition("\nquotations:\n")[2].partition("\ntimeline:")[0]
    assert "Nobody decided to let this bridge fall — Rosamund Teague" in quotations
    assert "somebody else’s turn" not in quotations


def test_a_distance_in_time_is_marked_as_worked_out(project):
    """Promise 50: an event dated by `two weeks ago`, or without its year, says that it was."""
    project.write("digest.yml", f"{project.read('digest.yml')}\nannotators: [timeline]\n")
    timeline = converted(project, STORY).partition("timeline:")[2]
    assert "2025-03-18 (yearless) — " in timeline
    assert "2025-03-04 (relative) — " in timeline


@pytest.mark.parametrize("days", [400, 4000])
def test_the_day_of_the_run_decides_nothing(project, tmp_path, days):
    """Promise 50: the same sources, with the same times of their own, become the same bytes on every day."""
    for name, text in (("a.txt", STORY), ("b.html", PAGE), ("c.html", PARTIAL)):
        os.utime(project.write(f"seeds/{name}", text), (1_750_000_000, 1_750_000_000))
    trees = []
    for offset in (0, days):
        copy = tmp_path / f"on-day-{offset}"
        shutil.copytree(project.folder, copy)  # keeps the times of files
        clock = tmp_path / f"clock-{offset}"
        clock.mkdir()
        (clock / "sitecustomize.py").write_text(LATER.format(days=offset), "utf-8")
        environment = {**os.environ, "PYTHONPATH": f"{clock}{os.pathsep}{REPOSITORY}"}
        for command in ("convert", "build"):
            subprocess.run(
                [sys.executable, "-m", "digest", "-C", str(copy), command, "--jobs", "1"],
                env=environment, cwd=REPOSITORY, check=True, timeout=120,
            )  # fmt: skip
        trees.append(
            {
                path.relative_to(copy).as_posix(): path.read_bytes()
                for folder in ("content", "site")
                for path in sorted((copy / folder).rglob("*"))
                if path.is_file()
            }
        )
    assert trees[0] == trees[1]
    assert len([name for name in trees[0] if name.startswith("content/2025-W12/")]) == 2
