"""Fits the weights of `digest/extract/block_weights.tsv`: logistic regression over the features of a page's blocks.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit_blocks.py            the score on sites left out, in five parts
    CONVERT_BENCH_DATA=…/data python tests/quality/fit_blocks.py --write    writes the table, fitted on all of them

Like `fit.py`, from which it takes what a block of the article is, and how pages and blocks are weighed.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from fit import WORD, Page, covered, fit, grams, hash_of, scores

from digest.extract.decoding.decode import decoded
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_features import Page as Weighed
from digest.extract.pages.block_features import block_features
from digest.extract.pages.block_features import page as weighed_page
from digest.extract.pages.block_verdicts import BONUS, CHANGE, agrees
from digest.extract.pages.html_reader import first_reading
from digest.extract.pages.text_blocks import blocks

PARTS = 5
SITES = 8
STRENGTH = 0.03
LATEST = date(2026, 1, 1)
TABLE = Path(__file__).parents[2] / "digest/extract/block_weights.tsv"


def page(data: Path, row: dict) -> tuple[Page, Weighed, str, str]:
    """Read a page of the benchmark: as it is fitted, as it is weighed, its first reading, its type."""
    text = decoded(gzip.decompress((data / row["file"]).read_bytes()), repair=True).text
    tree, document = first_reading(text, LATEST)
    found = blocks(tree) if tree is not None else []
    weighed = weighed_page(found, document.body, by_lines=document.found_by == "lines")
    texts = [block.text for block in found]
    site = ".".join(urlsplit(row["url"] or "").netloc.split(".")[-2:])
    words = [len(WORD.findall(text)) for text in texts]
    features = list(block_features(weighed))
    return (
        Page(site, row["gold"], texts, features, words, covered(texts, row["gold"])),
        weighed,
        document.body,
        row["type"],
    )


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text().splitlines()]
    found = [page(data, row) for row in rows]
    pages = [one for one, *_ in found]
    if "--write" in sys.argv:
        weights = fit(pages, strength=STRENGTH, sites_at_least=SITES)
        report(found, [weights] * len(found))
        table = "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(weights.items()))
        TABLE.write_text("# See tests/quality/fit_blocks.py: feature, tab, log-odds that it adds.\n" + table)
        return
    parts = {site: at % PARTS for at, site in enumerate(sorted({one.site for one in pages}, key=hash_of))}
    fitted = [
        fit([one for one in pages if parts[one.site] != part], strength=STRENGTH, sites_at_least=SITES)
        for part in range(PARTS)
    ]
    report(found, [fitted[parts[one.site]] for one in pages])


def report(found: list[tuple[Page, Weighed, str, str]], weights: list[dict[str, float]]) -> None:
    """Print how the second reading does, where it stands, and the first one elsewhere, by kind of page."""
    precision, recall = defaultdict(list), defaultdict(list)
    for (one, weighed, body, kind), its in zip(found, weights, strict=True):
        kept = keep(scores(one, its), bonus=BONUS, change=CHANGE)
        second = "\n".join(text for text, is_kept in zip(one.texts, kept, strict=True) if is_kept)
        got, gold = grams(second if agrees(weighed, kept) else body), grams(one.gold)
        hit = sum((got & gold).values())
        for name in ("all", kind):
            precision[name].append(hit / max(1, sum(got.values())))
            recall[name].append(hit / max(1, sum(gold.values())))
    for name in precision:
        p, r = float(np.mean(precision[name])), float(np.mean(recall[name]))
        print(f"{name:14}  F1 {2 * p * r / (p + r):.4f}  P {p:.4f}  R {r:.4f}  pages {len(precision[name])}")


if __name__ == "__main__":
    main()
