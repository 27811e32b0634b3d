"""Articles of about 7 KB, the same for the same numbers: 20 a week, six topics, 40 sources.

Each has a heading, a list, a highlighted paragraph, a highlighted sentence with a margin note, and a link.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

TOPICS = ("climate", "health", "computing", "materials", "biology", "society")
SOURCES = 40
PER_WEEK = 20
NEWEST = date(2026, 1, 4)
"""A Sunday: the corpus ends with the first week of 2026."""

WORDS = tuple(
    """
    the of and to in a is that for it as was with be by on not he his but at are this have from or had an they
    which one were all we her she there been their has when who will more no if out so said what up its about
    into than them can only other new some could time these two may then do first any my now such like our over
    man me even most made after also did many before must through back years where much your way well down
    should because each method result sample model theory measure survey archive market energy water forest
    patient signal network
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article, before a tool's own front matter is put on it."""

    number: int
    day: date
    title: str
    summary: str
    body: str

    @property
    def slug(self) -> str:
        """Its name in content and in addresses: every tool's page of it lies in a folder of this name."""
        return f"article-{self.number:06d}"

    @property
    def topic(self) -> str:
        """Its one topic."""
        return TOPICS[self.number % len(TOPICS)]

    @property
    def source(self) -> str:
        """Where it was published."""
        return f"Source {self.number % SOURCES}"

    @property
    def week(self) -> str:
        """Its ISO week, `2026-W01`."""
        year, week, _ = self.day.isocalendar()
        return f"{year}-W{week:02d}"


def entries(articles: int) -> Iterator[Entry]:
    """So many articles, one at a time: none is kept, since the harness must stay small (see `runs.py`)."""
    for number in range(articles):
        yield entry(number, NEWEST - timedelta(days=number // PER_WEEK * 7 + number % 7))


def entry(number: int, day: date) -> Entry:
    """The article of a number."""
    rng = random.Random(number)
    paragraphs = [_paragraph(rng) for _ in range(12)]
    paragraphs[1] = f"=={paragraphs[1]}=="
    paragraphs[3] += f" [{_heading(rng)}](https://example.org/{number})."
    paragraphs[4] += f" =={_sentence(rng)}==[^a1]"
    paragraphs.insert(5, f"## {_heading(rng)}")
    paragraphs.insert(8, "\n".join(f"- {_sentence(rng)}" for _ in range(3)))
    paragraphs.append(f"[^a1]: @ann #method: {_sentence(rng)}")
    body = "\n\n".join(paragraphs) + "\n"
    return Entry(number=number, day=day, title=f"{number} {_heading(rng)}", summary=_sentence(rng), body=body)


def _heading(rng: random.Random) -> str:
    return _sentence(rng)[:60].rstrip(" .")


def _sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(9, 24))).capitalize() + "."


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(4, 8)))
