"""Fits the weights of `digest/extract/block_weights.tsv`: logistic regression over the features of a page's blocks.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit_blocks.py            the score on sites left out, in five parts
    CONVERT_BENCH_DATA=…/data python tests/quality/fit_blocks.py --write    writes the table, fitted on all of them

Like `fit.py`, from which it takes what a block of the article is, and how pages and blocks are weighed. The scores of
lines are features of a block: each page's are by weights that were fitted without its site, whether it is fitted on or
scored, so that the fit sees them as wrong as they are on a page of another site.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from fit import LATEST, WORD, Page, covered, fit, grams, hash_of, left_out_weights, shown_pages, text_pages

from digest.extract.decoding.decode import decoded
from digest.extract.feature_weights import weights
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_classifier import BONUS, CHANGE, replaces_extraction, scores
from digest.extract.pages.block_features import block_features
from digest.extract.pages.html_reader import extracted_document
from digest.extract.pages.text_blocks import Containers, TextBlock, containers, text_blocks
from digest.extract.pages.weighed_page import WeighedPage, weighed_page
from digest.markdown.plain import plain_text

PARTS = 5
SITES = 8
STRENGTH = 0.03
TABLE = Path(__file__).parents[2] / "digest/extract/block_weights.tsv"
CATASTROPHE = 0.2
"""F1 that a page must lose against its extraction to be counted apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page of the benchmark.

    Attributes:
        site: its domain.
        groups: what its figures are counted under: "all", its data set, and whether it is an article.
        gold: its hand-made text.
        blocks: of the page, without their places in the tree.
        containers: the elements around them.
        body: the Markdown of its extraction.
        by_lines: whether that is one of lines, which no classification replaces.
        truth: for each block whether it is the article's.
        words: of each block.
    """

    site: str
    groups: tuple[str, ...]
    gold: str
    blocks: list[TextBlock]
    containers: Containers
    body: str
    by_lines: bool
    truth: list[bool]
    words: list[int]


def sample(data: Path, row: dict) -> Sample:
    """Read a page of the benchmark."""
    text = decoded(gzip.decompress((data / row["file"]).read_bytes()), repair=True).text
    extraction = extracted_document(text, LATEST)
    tree, document = extraction.tree, extraction.document
    with_nodes = text_blocks(tree) if tree is not None else []
    texts = [block.text for block in with_nodes]
    return Sample(
        site=".".join(urlsplit(row["url"] or "").netloc.split(".")[-2:]),
        groups=("all", row["set"], "articles" if row["type"] == "article" else "other kinds"),
        gold=row["gold"],
        # Nodes would keep the trees of all pages in memory.
        blocks=[
            TextBlock(text=each.text, tags=each.tags, names=each.names, link_density=each.link_density, nodes=())
            for each in with_nodes
        ],
        containers=containers(with_nodes),
        body=document.body,
        by_lines=document.found_by == "lines",
        truth=covered(texts, row["gold"]),
        words=[len(WORD.findall(text)) for text in texts],
    )


def weighed_samples(data: Path, samples: list[Sample]) -> list[tuple[WeighedPage, Page]]:
    """The pages as the classifier takes them, and as `fit.py` takes them."""
    tables = left_out_weights([*text_pages(data), *shown_pages(data)])
    result = []
    for each in samples:
        table = tables.get(each.site, weights())  # a site whose pages show no text has no table and needs none
        weighed = weighed_page(each.blocks, each.body, table, each.containers)
        page = Page(
            site=each.site,
            gold=each.gold,
            texts=[block.text for block in each.blocks],
            features=list(block_features(weighed)),
            words=each.words,
            truth=each.truth,
        )
        result.append((weighed, page))
    return result


def fit_blocks(samples: list[Sample], pages: list[Page], left_out: set[str]) -> dict[str, float]:
    """The weights fitted on the pages that are classified, some sites left out."""
    fitted = [
        page for each, page in zip(samples, pages, strict=True) if not each.by_lines and each.site not in left_out
    ]
    return fit(fitted, strength=STRENGTH, sites_at_least=SITES)


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = [json.loads(line) for line in (data / "html-dev.jsonl").read_text().splitlines()]
    samples = [sample(data, row) for row in rows]
    weighed = weighed_samples(data, samples)
    if "--write" in sys.argv:
        table = fit_blocks(samples, [page for _, page in weighed], set())
        rows_of_table = "".join(f"{name}\t{value:.2f}\n" for name, value in sorted(table.items()))
        TABLE.write_text("# See tests/quality/fit_blocks.py: feature, tab, log-odds that it adds.\n" + rows_of_table)
        return
    report(left_out_texts(samples, weighed))


def left_out_texts(
    samples: list[Sample], weighed: list[tuple[WeighedPage, Page]]
) -> list[tuple[Sample, dict[str, str]]]:
    """For each page the texts of its readings, by weights that were fitted without its site."""
    sites = sorted({each.site for each in samples}, key=hash_of)
    result = []
    for part in range(PARTS):
        left_out = set(sites[part::PARTS])
        table = fit_blocks(samples, [page for _, page in weighed], left_out)
        result += [
            (each, readings(each, weighed_page_of_it, page, table))
            for each, (weighed_page_of_it, page) in zip(samples, weighed, strict=True)
            if each.site in left_out
        ]
    return result


def readings(each: Sample, weighed: WeighedPage, page: Page, table: dict[str, float]) -> dict[str, str]:
    """The text of the extraction, of the classified blocks, and of the one that is chosen of them."""
    kept = keep(scores(weighed, table), bonus=BONUS, change=CHANGE)
    extracted = plain_text(each.body)
    classified = "\n".join(text for text, is_kept in zip(page.texts, kept, strict=True) if is_kept)
    is_replaced = not each.by_lines and replaces_extraction(weighed, kept)
    return {"extraction": extracted, "blocks": classified, "chosen": classified if is_replaced else extracted}


def report(results: list[tuple[Sample, dict[str, str]]]) -> None:
    """Print for each reading and group its F1, and how many pages lose or gain much against the extraction."""
    precision, recall, change = defaultdict(list), defaultdict(list), defaultdict(list)
    for each, texts in results:
        f1_of_extraction = counts(each.gold, texts["extraction"])[2]
        for reading, text in texts.items():
            p, r, f1 = counts(each.gold, text)
            for group in each.groups:
                precision[reading, group].append(p)
                recall[reading, group].append(r)
                change[reading, group].append(f1 - f1_of_extraction)
    for (reading, group), values in sorted(change.items()):
        p, r = float(np.mean(precision[reading, group])), float(np.mean(recall[reading, group]))
        lost, won = sum(value < -CATASTROPHE for value in values), sum(value > CATASTROPHE for value in values)
        print(
            f"{reading:10}  {group:12}  F1 {2 * p * r / (p + r):.4f}  P {p:.4f}  R {r:.4f}"
            f"  lost {lost}  won {won}  pages {len(values)}"
        )


def counts(gold: str, text: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of a text, over runs of four words."""
    expected, actual = grams(gold), grams(text)
    common = sum((actual & expected).values())
    both = sum(actual.values()) + sum(expected.values())
    return common / max(1, sum(actual.values())), common / max(1, sum(expected.values())), 2 * common / max(1, both)


if __name__ == "__main__":
    main()
