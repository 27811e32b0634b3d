"""Makes a digest project of any size: articles of about 7 KB over weeks and topics, the same for the same numbers.

python tests/benchmarks/corpus.py DIR --articles 1000
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

TOPICS = ("climate", "health", "computing", "materials", "biology", "society")
PER_WEEK = 20
WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "as",
    "was",
    "with",
    "be",
    "by",
    "on",
    "not",
    "he",
    "his",
    "but",
    "at",
    "are",
    "this",
    "have",
    "from",
    "or",
    "had",
    "an",
    "they",
    "which",
    "one",
    "were",
    "all",
    "we",
    "her",
    "she",
    "there",
    "been",
    "their",
    "has",
    "when",
    "who",
    "will",
    "more",
    "no",
    "if",
    "out",
    "so",
    "said",
    "what",
    "up",
    "its",
    "about",
    "into",
    "than",
    "them",
    "can",
    "only",
    "other",
    "new",
    "some",
    "could",
    "time",
    "these",
    "two",
    "may",
    "then",
    "do",
    "first",
    "any",
    "my",
    "now",
    "such",
    "like",
    "our",
    "over",
    "man",
    "me",
    "even",
    "most",
    "made",
    "after",
    "also",
    "did",
    "many",
    "before",
    "must",
    "through",
    "back",
    "years",
    "where",
    "much",
    "your",
    "way",
    "well",
    "down",
    "should",
    "because",
    "each",
    "method",
    "result",
    "sample",
    "model",
    "theory",
    "measure",
    "survey",
    "archive",
    "market",
    "energy",
    "water",
    "forest",
    "patient",
    "signal",
    "network",
]


def main() -> None:
    """Write the project named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    make(options.folder, options.articles)


def make(folder: Path, articles: int) -> None:
    """Write a project with this many articles, 20 a week, ending in the first week of 2026."""
    (folder / "content").mkdir(parents=True)
    topics = "".join(f"  - name: {topic.title()}\n    slug: {topic}\n" for topic in TOPICS)
    config = f"title: Benchmark\nbase_url: https://example.org/\ntopics:\n{topics}"
    (folder / "digest.yml").write_text(config, "utf-8")
    for number in range(articles):
        day = date(2026, 1, 4) - timedelta(days=number // PER_WEEK * 7 + number % 7)
        year, week, _ = day.isocalendar()
        path = folder / "content" / f"{year}-W{week:02d}" / f"article-{number:06d}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(article(number, day), "utf-8")


def article(number: int, day: date) -> str:
    """One article: front matter, paragraphs, a heading, a list, a link, highlights, a margin note."""
    rng = random.Random(number)
    paragraphs = [_paragraph(rng) for _ in range(12)]
    paragraphs[1] = f"=={paragraphs[1]}=="
    paragraphs[4] += f" =={_sentence(rng)}==[^a1]"
    paragraphs.insert(5, "## " + _sentence(rng)[:60].rstrip(" .,"))
    paragraphs.insert(8, "\n".join(f"- {_sentence(rng)}" for _ in range(3)))
    paragraphs.append(f"[^a1]: @ann #method: {_sentence(rng)}")
    title = _sentence(rng)[:70].rstrip(" .,")
    return (
        f'---\ntitle: "{number} {title}"\ndate: {day}\nsource: Source {number % 40}\n'
        f"topics: [{TOPICS[number % len(TOPICS)]}]\nsummary: {_sentence(rng)}\n---\n\n" + "\n\n".join(paragraphs) + "\n"
    )


def _sentence(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randint(9, 24))).capitalize() + "."


def _paragraph(rng: random.Random) -> str:
    return " ".join(_sentence(rng) for _ in range(rng.randint(4, 8)))


if __name__ == "__main__":
    main()
