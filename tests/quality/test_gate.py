"""The quality of conversion on the example sources, against texts cut out by hand: it must not fall.

The score is F1 over runs of four words, as the article-extraction-benchmark (Scrapinghub, 2020) describes it.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest

from digest.articles.front_matter import split
from digest.config import parse_config
from digest.convert.drafts import convert_file
from digest.extract.decoding.decode import decode
from digest.markdown.plain import plain_text

REPOSITORY = Path(__file__).resolve().parents[2]
GOLD = sorted((Path(__file__).parent / "gold").glob("*.txt"))

LEAST_F1 = 0.97
LEAST_RECALL = 0.97
LEAST_OTHERWISE = 0.95
"""For a source that is filled, or taken apart, as scrapers do."""


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def score(gold: str, found: str) -> tuple[float, float]:
    """F1 and recall."""
    wanted, given = runs(gold), runs(found)
    hits = sum((wanted & given).values())
    return 2 * hits / (wanted.total() + given.total()), hits / wanted.total()


def converted(gold: Path, seed: Path | None = None) -> str:
    if seed is None:
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


SCRAPED = [gold for gold in GOLD if (REPOSITORY / "seeds" / f"{gold.stem}.txt").exists()]


def filled(text: str) -> str:
    """As a text browser dumps it: each line filled to a width, indented."""
    lines = text.split("\n")
    return "\n".join(textwrap.fill(line.strip(), 74, initial_indent="   ", subsequent_indent="   ") for line in lines)


def by_node(text: str) -> str:
    """As a scraper writes it that gives each node a line: no blank lines, sentences broken where links stood."""
    whole = [" ".join(block.split()) if len(block) > _LONG else block for block in text.split("\n\n")]
    shown = "\n".join(line for block in whole for line in block.split("\n") if line.strip())
    return re.sub(r" (of the|in the|to the) (\w+ \w+) (?=[a-z])", r" \1\n\2\n", shown)


_LONG = 400


@pytest.mark.parametrize("made", [filled, by_node], ids=lambda made: made.__name__)
@pytest.mark.parametrize("gold", SCRAPED, ids=lambda path: path.stem)
def test_the_article_is_the_same_however_it_was_scraped(gold, made, tmp_path):
    """Filling and breaking a text loses and adds next to nothing."""
    source = REPOSITORY / "seeds" / f"{gold.stem}.txt"
    seed = tmp_path / source.name
    seed.write_text(made(decode(source.read_bytes())), "utf-8")
    f1, recall = score(gold.read_text("utf-8"), converted(gold, seed))
    assert recall >= LEAST_OTHERWISE
    assert f1 >= LEAST_OTHERWISE


def test_the_score_falls_when_text_is_lost_or_dirt_is_kept():
    """The gate can close."""
    gold = GOLD[0].read_text("utf-8")
    assert score(gold, gold) == (1, 1)
    assert score(gold, gold[: len(gold) * 9 // 10])[1] < LEAST_RECALL
    assert score(gold, gold + "Share this on all the networks that you can think of right now " * 5)[0] < LEAST_F1
