"""Writes `digest/classify/ordinary_words.txt`: the words that the running text of many sites has in lower case.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit_ordinary_words.py

A word is ordinary where at least twelve sites have it in lower case, and at most a quarter as many have it with a
capital behind a word in lower case, as they have names. No word hangs on one site, or on one page.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import fit as line_fit

SITES = 12
TIMES = 4
FEWEST_WORDS = 10
"""Words of the shortest line of running text."""
TABLE = Path(__file__).parents[2] / "digest/classify/ordinary_words.txt"
WORD = re.compile(r"[^\W\d_]+")


def ordinary(data: Path) -> list[str]:
    """The ordinary words of the benchmark's texts, sorted."""
    lower: dict[str, set[str]] = defaultdict(set)
    capital: dict[str, set[str]] = defaultdict(set)
    for row in map(json.loads, (data / "text-dev.jsonl").read_text().splitlines()):
        site = line_fit.site(row)
        for line in (data / row["file"]).read_text("utf-8", "replace").split("\n"):
            words = WORD.findall(line) if line.count(" ") + 1 >= FEWEST_WORDS else []
            for before, word in pairwise(words):
                if word.islower():
                    lower[word].add(site)
                elif before.islower() and word[1:].islower():
                    capital[word.lower()].add(site)
    return sorted(
        word
        for word, sites in lower.items()
        if len(word) > 2 and len(sites) >= max(SITES, TIMES * len(capital.get(word, ())))
    )


if __name__ == "__main__":
    TABLE.write_text("\n".join(ordinary(Path(os.environ["CONVERT_BENCH_DATA"]))) + "\n")
