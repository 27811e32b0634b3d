"""Fits the weights of `digest/extract/line_weights.tsv`: logistic regression over the features of lines.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit.py            the score on sites left out, in five parts
    CONVERT_BENCH_DATA=…/data python tests/quality/fit.py --write    writes the table, fitted on all of them

Needs scikit-learn, which the project itself does not. A line is part of the article where at least half of its words
stand in runs of four that are also in the page's hand-made text. The texts are fitted together with the lines that the
saved pages show, each page at half the weight of a text; only texts are scored. A page's lines weigh by the square root
of their words. Features seen on fewer than ten sites are left out.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digest.extract.decoding.decode import clean, decode, decoded
from digest.extract.lines import boilerplate
from digest.extract.lines.line_features import features, shape
from digest.extract.lines.text_lines import lines
from digest.extract.lines.text_reader import read_text
from digest.extract.pages.html_reader import extracted_document
from digest.extract.pages.text_blocks import text_blocks
from digest.markdown.plain import plain_text

SITES = 10
PARTS = 5
STRENGTH = 0.1
SHOWN = 0.5
"""The weight of what a saved page shows, that of a text being 1."""

BONUSES = (0.8, 1.2, 1.4, 1.6, 1.8)
"""Log-odds for keeping a line that are tried."""

LATEST = date(2026, 1, 1)
"""The last day that a date in a page may name."""

TABLE = Path(__file__).parents[2] / "digest/extract/line_weights.tsv"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text, or the lines that a saved page shows.

    Attributes:
        site: its domain.
        gold: its hand-made text.
        source: the whole text; empty for a saved page.
        texts: its lines that are not blank.
        features: of each line.
        words: of each line.
        truth: for each line whether it is the article's.
        weight: of the page in the fit.
    """

    site: str
    gold: str
    texts: list[str]
    features: list[list[str]]
    words: list[int]
    truth: list[bool]
    source: str = ""
    weight: float = 1.0


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


def text_pages(data: Path) -> list[Page]:
    """The scraped texts of the benchmark."""
    rows = [json.loads(line) for line in (data / "text-dev.jsonl").read_text().splitlines()]
    return [text_page(data, row) for row in rows]


def text_page(data: Path, row: dict) -> Page:
    """Read a scraped text of the benchmark."""
    source = decode((data / row["file"]).read_bytes())
    texts, blanks, blank = [], [], False
    for line in lines(source):
        if line.text:
            texts.append(line.text)
            blanks.append(blank)
        blank = not line.text
    return page(row, texts, blanks, source=source)


def shown_pages(data: Path) -> list[Page]:
    """The saved pages of the benchmark as texts, a line for each block and no blank line between them."""
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text().splitlines()]
    return [each for row in rows if (each := shown_page(data, row)).texts]


def shown_page(data: Path, row: dict) -> Page:
    """Read what a saved page shows."""
    markup = decoded(gzip.decompress((data / row["file"]).read_bytes()), repair=True).text
    tree = extracted_document(markup, LATEST).tree
    texts = [block.text for block in text_blocks(tree)] if tree is not None else []
    return page(row, texts, [False] * len(texts), weight=SHOWN)


def page(row: dict, texts: list[str], blanks: Sequence[bool], *, source: str = "", weight: float = 1.0) -> Page:
    """A page of its lines that are not blank; `blanks` says which stand behind a blank one."""
    return Page(
        site=site(row),
        gold=row["gold"],
        source=source,
        texts=texts,
        features=[list(dict.fromkeys(names)) for names in features([shape(text) for text in texts], blanks)],
        words=[len(WORD.findall(text)) for text in texts],
        truth=covered(texts, row["gold"]),
        weight=weight,
    )


def fit(pages: list[Page], *, strength: float = STRENGTH, sites_at_least: int = SITES) -> dict[str, float]:
    """The weights of the features, that of the intercept under an empty name."""
    sites: dict[str, set[str]] = defaultdict(set)
    for each in pages:
        for feature in {feature for line in each.features for feature in line}:
            sites[feature].add(each.site)
    names = sorted(name for name, where in sites.items() if len(where) >= sites_at_least)
    columns = {name: column for column, name in enumerate(names)}
    line_features = [line for each in pages for line in each.features]
    row, column = [], []
    for at, line in enumerate(line_features):
        known = [columns[name] for name in line if name in columns]
        row += [at] * len(known)
        column += known
    matrix = csr_matrix((np.ones(len(row)), (row, column)), shape=(len(line_features), len(names)))
    truth = np.array([value for each in pages for value in each.truth])
    roots = [np.sqrt(np.maximum(1, each.words)) for each in pages]
    weight = np.concatenate([each.weight * root / root.sum() for each, root in zip(pages, roots, strict=True)])
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=500, tol=0.001)
    model.fit(matrix, truth, sample_weight=weight / weight.mean())
    weights = {name: float(value) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"": float(model.intercept_[0]), **{name: value for name, value in weights.items() if abs(value) >= 0.01}}


def scores(page: Page, weights: dict[str, float]) -> list[float]:
    """The log-odds of every line."""
    return [weights[""] + sum(weights.get(feature, 0.0) for feature in line) for line in page.features]


def report(pages: list[Page], weights: list[dict[str, float]]) -> None:
    """Print what is kept and lost, in the benchmark's measure: by the lines kept alone, and by the whole reader."""
    for bonus in BONUSES:
        texts = ["\n".join(kept_lines(each, table, bonus)) for each, table in zip(pages, weights, strict=True)]
        print(f"lines, bonus {bonus}:  {measures(pages, texts)}")
    texts = [read_body(each.source, table) for each, table in zip(pages, weights, strict=True)]
    print(f"the reader:        {measures(pages, texts)}")


def kept_lines(page: Page, table: dict[str, float], bonus: float) -> list[str]:
    """The lines that are kept."""
    kept = boilerplate.keep(scores(page, table), bonus=bonus)
    return [text for text, is_kept in zip(page.texts, kept, strict=True) if is_kept]


def read_body(source: str, table: dict[str, float]) -> str:
    """The words of the article as the reader finds it by some weights."""
    with patch.object(boilerplate, "weights", lambda: table):
        return plain_text(read_text(clean(source)).body)


def measures(pages: list[Page], texts: list[str]) -> str:
    """F1, precision and recall, averaged over pages, and the share of pages with a recall under 0.9."""
    precisions, recalls = [], []
    for each, text in zip(pages, texts, strict=True):
        actual, expected = grams(text), grams(each.gold)
        common = sum((actual & expected).values())
        precisions.append(common / max(1, sum(actual.values())))
        recalls.append(common / max(1, sum(expected.values())))
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    low = sum(value < 0.9 for value in recalls) / len(recalls)
    return f"F1 {2 * precision * recall / (precision + recall):.4f}  P {precision:.4f}  R {recall:.4f}  low {low:.3f}"


def left_out_weights(pages: list[Page]) -> dict[str, dict[str, float]]:
    """For each site the weights that were fitted without it, in five parts."""
    sites = sorted({each.site for each in pages}, key=hash_of)
    result = {}
    for part in range(PARTS):
        left_out = set(sites[part::PARTS])
        table = fit([each for each in pages if each.site not in left_out])
        result.update(dict.fromkeys(left_out, table))
    return result


def write(table: dict[str, float]) -> None:
    """Write the table of weights."""
    rows = "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(table.items()))
    TABLE.write_text("# See tests/quality/fit.py: feature, tab, log-odds that it adds.\n" + rows)


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    texts, shown = text_pages(data), shown_pages(data)
    if "--write" in sys.argv:
        write(fit([*texts, *shown]))
        return
    tables = left_out_weights([*texts, *shown])
    report(texts, [tables[each.site] for each in texts])


def hash_of(site: str) -> str:
    """The key by which sites are ordered: not the alphabet, which would put the sites of one name together."""
    return site[::-1]


if __name__ == "__main__":
    main()
