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
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from fit import WORD, Page, covered, fit, grams, hash_of, scores

from digest.extract.decoding.decode import decoded
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_classifier import BONUS, CHANGE, replaces_extraction
from digest.extract.pages.block_features import WeighedPage, block_features, weighed_page
from digest.extract.pages.html_reader import extracted_document
from digest.extract.pages.text_blocks import text_blocks

PARTS = 5
SITES = 8
STRENGTH = 0.03
LATEST = date(2026, 1, 1)
TABLE = Path(__file__).parents[2] / "digest/extract/block_weights.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page of the benchmark.

    Attributes:
        fitted: its blocks, their features and the article, as `fit.py` takes them.
        weighed: its blocks, as the classifier takes them.
        body: the Markdown of its extraction.
        kind: of page ("article", "forum" …).
    """

    fitted: Page
    weighed: WeighedPage
    body: str
    kind: str


def sample(data: Path, row: dict) -> Sample:
    """Read a page of the benchmark."""
    text = decoded(gzip.decompress((data / row["file"]).read_bytes()), repair=True).text
    extraction = extracted_document(text, LATEST)
    tree, document = extraction.tree, extraction.document
    blocks = text_blocks(tree) if tree is not None else []
    weighed = weighed_page(blocks, document.body, by_lines=document.found_by == "lines")
    texts = [block.text for block in blocks]
    site = ".".join(urlsplit(row["url"] or "").netloc.split(".")[-2:])
    words = [len(WORD.findall(text)) for text in texts]
    features = list(block_features(weighed))
    fitted = Page(site, row["gold"], texts, features, words, covered(texts, row["gold"]))
    return Sample(fitted=fitted, weighed=weighed, body=document.body, kind=row["type"])


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text().splitlines()]
    samples = [sample(data, row) for row in rows]
    pages = [each.fitted for each in samples]
    if "--write" in sys.argv:
        weights = fit(pages, strength=STRENGTH, sites_at_least=SITES)
        report(samples, [weights] * len(samples))
        table = "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(weights.items()))
        TABLE.write_text("# See tests/quality/fit_blocks.py: feature, tab, log-odds that it adds.\n" + table)
        return
    sites = sorted({page.site for page in pages}, key=hash_of)
    parts = {site: index % PARTS for index, site in enumerate(sites)}
    weights_of_parts = [
        fit([page for page in pages if parts[page.site] != part], strength=STRENGTH, sites_at_least=SITES)
        for part in range(PARTS)
    ]
    report(samples, [weights_of_parts[parts[page.site]] for page in pages])


def report(samples: list[Sample], weights: list[dict[str, float]]) -> None:
    """Print by kind of page how well the article is found: by the classifier, or where that does not count, before it."""
    precision, recall = defaultdict(list), defaultdict(list)
    for each, table in zip(samples, weights, strict=True):
        page = each.fitted
        kept = keep(scores(page, table), bonus=BONUS, change=CHANGE)
        classified = "\n".join(text for text, is_kept in zip(page.texts, kept, strict=True) if is_kept)
        article = classified if replaces_extraction(each.weighed, kept) else each.body
        got, gold = grams(article), grams(page.gold)
        common = sum((got & gold).values())
        for kind in ("all", each.kind):
            precision[kind].append(common / max(1, sum(got.values())))
            recall[kind].append(common / max(1, sum(gold.values())))
    for kind in precision:
        p, r = float(np.mean(precision[kind])), float(np.mean(recall[kind]))
        print(f"{kind:14}  F1 {2 * p * r / (p + r):.4f}  P {p:.4f}  R {r:.4f}  pages {len(precision[kind])}")


if __name__ == "__main__":
    main()
