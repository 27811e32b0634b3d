"""Which texts of many sites digest takes to be related, to be judged by eye; and what 10,000 articles cost.

CONVERT_BENCH_DATA=…/data python tests/benchmarks/likeness.py
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from time import process_time

from digest.classify.key_terms import key_terms
from digest.classify.likeness import Terms, alike

MANY = 10_000
PIECE = 1_000
"""Code points of a piece of a text; two of them make an article of the many."""


def read_pages(data: Path) -> list[tuple[str, str, str]]:
    """The address, title and text of each page; copies of one text once."""
    rows = map(json.loads, (data / "text-dev.jsonl").read_text("utf-8").splitlines())
    return list(
        {row["gold"][:60]: (row["url"], row["title"] or "", row["gold"]) for row in rows if row["gold"]}.values()
    )


def show(pages: list[tuple[str, str, str]]) -> None:
    """Print the pairs that are related, the most alike first."""
    found = alike([Terms(terms=key_terms(title, text)) for _, title, text in pages])
    pairs = [(like.likeness, like.same_story, at, like.at) for at, likes in found.items() for like in likes]
    print(f"{len(pages)} texts, {len(pairs) // 2} pairs, on one story:", sum(story for _, story, *_ in pairs) // 2)
    for likeness, story, at, other in sorted(pairs, reverse=True):
        if at < other:
            print(f"{likeness:.2f} {'story' if story else '     '}  {pages[at][0][:70]}  |  {pages[other][0][:70]}")


def measure(pages: list[tuple[str, str, str]]) -> None:
    """Print the processor time of many articles that are made of pieces of these texts: far more alike than real ones."""
    pieces = [text[at : at + PIECE] for _, _, text in pages for at in range(0, len(text) - PIECE // 2, PIECE)]
    pick = random.Random(1)
    articles = [f"{pick.choice(pieces)} {pick.choice(pieces)}" for _ in range(MANY)]
    start = process_time()
    terms = [Terms(terms=key_terms("", text)) for text in articles]
    read = process_time()
    found = alike(terms)
    print(
        f"{MANY} articles: terms {read - start:.2f} s, likeness {process_time() - read:.2f} s, {len(found)} have others"
    )


if __name__ == "__main__":
    PAGES = read_pages(Path(os.environ["CONVERT_BENCH_DATA"]))
    show(PAGES)
    measure(PAGES)
