"""The quality of conversion on the example sources, against texts cut out by hand: it must not fall.

The score is F1 over runs of four words, as the article-extraction-benchmark (Scrapinghub, 2020) describes it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from digest.config import parse_config
from digest.content.front_matter import split
from digest.content.markdown import plain_text
from digest.convert import convert_file

REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = sorted((Path(__file__).parent / "gold").glob("*.txt"))

LEAST_F1 = 0.97
LEAST_RECALL = 0.97


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def score(gold: str, found: str) -> tuple[float, float]:
    """F1 and recall."""
    wanted, given = runs(gold), runs(found)
    hits = sum((wanted & given).values())
    return 2 * hits / (wanted.total() + given.total()), hits / wanted.total()


def converted(gold: Path) -> str:
    [seed] = [path for path in (REPOSITORY / "seeds").iterdir() if path.stem == gold.stem]
    config, _ = parse_config((REPOSITORY / "digest.yml").read_text("utf-8"))
    text = convert_file(seed, REPOSITORY, config)
    assert isinstance(text, str)
    return plain_text(split(text)[1])


def test_every_scraped_source_has_a_gold_text():
    """A source added to the example is measured too."""
    assert {path.stem for path in GOLD} == {
        path.stem for path in (REPOSITORY / "seeds").iterdir() if path.suffix != ".md"
    }


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_the_article_is_kept_and_the_dirt_is_not(gold):
    """Recall comes before precision; both stay where they are."""
    f1, recall = score(gold.read_text("utf-8"), converted(gold))
    assert recall >= LEAST_RECALL
    assert f1 >= LEAST_F1


def test_the_score_falls_when_text_is_lost_or_dirt_is_kept():
    """The gate can close."""
    gold = GOLD[0].read_text("utf-8")
    assert score(gold, gold) == (1, 1)
    assert score(gold, gold[: len(gold) * 9 // 10])[1] < LEAST_RECALL
    assert score(gold, gold + "Share this on all the networks that you can think of right now " * 5)[0] < LEAST_F1
