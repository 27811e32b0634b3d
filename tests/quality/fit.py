"""Fits the weights of `digest/extract/line_weights.tsv`: logistic regression over the features of lines.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit.py            the score on sites left out, in five parts
    CONVERT_BENCH_DATA=…/data python tests/quality/fit.py --write    writes the table, fitted on all of them

Needs scikit-learn, which the project itself does not. A line is part of the article where at least half of its words
stand in runs of four that are also in the page's hand-made text. Every page weighs the same, its lines by the square
root of their words. Features seen on fewer than ten sites are left out.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digest.extract.decoding.decode import decode
from digest.extract.lines.boilerplate import keep
from digest.extract.lines.line_features import features, shape
from digest.extract.lines.text_lines import lines

SITES = 10
PARTS = 5
STRENGTH = 0.1
TABLE = Path(__file__).parents[2] / "digest/extract/line_weights.tsv"
WORD = re.compile(r"\w+")


@dataclass
class Page:
    """A text with its features, truth and site."""

    site: str
    gold: str
    texts: list[str]
    features: list[list[str]]
    words: list[int]
    truth: list[bool]


def grams(text: str) -> Counter:
    """The runs of four words of a text."""
    words = WORD.findall(text)
    return Counter(zip(*(words[start:] for start in range(4)), strict=False))


def covered(texts: list[str], gold: str) -> list[bool]:
    """For each line whether half of its words stand in runs of four that the gold text has."""
    known = set(grams(gold))
    words = [(word, line) for line, text in enumerate(texts) for word in WORD.findall(text)]
    inside = [False] * len(words)
    for start in range(len(words) - 3):
        if tuple(word for word, _ in words[start : start + 4]) in known:
            inside[start : start + 4] = [True] * 4
    share: dict[int, list[bool]] = defaultdict(list)
    for (_, line), is_inside in zip(words, inside, strict=True):
        share[line].append(is_inside)
    return [bool(share[line]) and 2 * sum(share[line]) >= len(share[line]) for line in range(len(texts))]


def site(row: dict) -> str:
    """The site of a page: the last two labels of its host."""
    return ".".join(urlsplit(row["url"] or "").netloc.split(".")[-2:])


def page(data: Path, row: dict) -> Page:
    """Read a page of the benchmark."""
    texts, blanks, blank = [], [], False
    for line in lines(decode((data / row["file"]).read_bytes())):
        if line.text:
            texts.append(line.text)
            blanks.append(blank)
        blank = not line.text
    found = [list(dict.fromkeys(one)) for one in features([shape(text) for text in texts], blanks)]
    words = [len(WORD.findall(text)) for text in texts]
    return Page(site(row), row["gold"], texts, found, words, covered(texts, row["gold"]))


def fit(pages: list[Page], *, strength: float = STRENGTH, sites_at_least: int = SITES) -> dict[str, float]:
    """The weights of the features, that of the intercept under an empty name."""
    sites: dict[str, set[str]] = defaultdict(set)
    for one in pages:
        for feature in {feature for line in one.features for feature in line}:
            sites[feature].add(one.site)
    names = sorted(name for name, where in sites.items() if len(where) >= sites_at_least)
    columns = {name: column for column, name in enumerate(names)}
    line_features = [line for one in pages for line in one.features]
    row, column = [], []
    for at, line in enumerate(line_features):
        known = [columns[name] for name in line if name in columns]
        row += [at] * len(known)
        column += known
    matrix = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(line_features), len(names)))
    truth = np.array([value for one in pages for value in one.truth])
    roots = [np.sqrt(np.maximum(1, one.words)) for one in pages]
    weight = np.concatenate([root / root.sum() for root in roots])
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=500)
    model.fit(matrix, truth, sample_weight=weight / weight.mean())
    weights = {name: float(value) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"": float(model.intercept_[0]), **{name: value for name, value in weights.items() if abs(value) >= 0.01}}


def scores(one: Page, weights: dict[str, float]) -> list[float]:
    """The log-odds of every line."""
    return [weights[""] + sum(weights.get(feature, 0.0) for feature in line) for line in one.features]


def report(pages: list[Page], weights: list[dict[str, float]]) -> None:
    """Print what is kept and lost, in the benchmark's measure."""
    precisions, recalls = [], []
    for one, its in zip(pages, weights, strict=True):
        kept = keep(scores(one, its))
        got = grams("\n".join(text for text, is_kept in zip(one.texts, kept, strict=True) if is_kept))
        gold = grams(one.gold)
        hit = sum((got & gold).values())
        precisions.append(hit / max(1, sum(got.values())))
        recalls.append(hit / max(1, sum(gold.values())))
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    low = sum(value < 0.9 for value in recalls) / len(recalls)
    print(f"F1 {2 * precision * recall / (precision + recall):.4f}  P {precision:.4f}  R {recall:.4f}  low {low:.3f}")


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = [json.loads(line) for line in (data / "text-dev.jsonl").read_text().splitlines()]
    pages = [page(data, row) for row in rows]
    if "--write" in sys.argv:
        weights = fit(pages)
        report(pages, [weights] * len(pages))
        table = "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(weights.items()))
        TABLE.write_text("# See tests/quality/fit.py: feature, tab, log-odds that it adds.\n" + table)
        return
    sites = {site: at % PARTS for at, site in enumerate(sorted({one.site for one in pages}, key=hash_of))}
    fitted = [fit([one for one in pages if sites[one.site] != part]) for part in range(PARTS)]
    report(pages, [fitted[sites[one.site]] for one in pages])


def hash_of(site: str) -> str:
    """An order of the sites that is no alphabet's."""
    return site[::-1]


if __name__ == "__main__":
    main()
