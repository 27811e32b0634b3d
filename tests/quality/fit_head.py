"""Fits the weights of `digest/extract/head_weights.tsv`: the title, authors and day of scraped texts.

    CONVERT_BENCH_DATA=…/data python tests/quality/fit_head.py            the shares on sites left out, in five parts
    CONVERT_BENCH_DATA=…/data python tests/quality/fit_head.py --write    writes the table, fitted on all of them

Three conditional logits, one for each fact: the sum of the weights of a candidate's features is compared with those of
the other candidates of its text, and with that of "not said". The lines of each text are told apart by weights that
`fit.py` fits without its site, so that the mistakes of that step are those of a site not seen. Whole sites are left
out: the second level of a page's host, so that two hosts of one site are one.
"""

from __future__ import annotations

import calendar
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import fit as line_fit
import numpy as np
from head_thresholds import Result, report
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from digest.extract.decoding.decode import decode
from digest.extract.facts.slashed_dates import slashed_dates
from digest.extract.lines import boilerplate
from digest.extract.lines.head.author_candidates import author_candidates
from digest.extract.lines.head.day_candidates import day_candidates
from digest.extract.lines.head.head_block import LEAST_TITLE, NOT_SAID, chosen_from, chosen_title, title_features
from digest.extract.lines.head.head_page import Candidate, Page, from_title
from digest.extract.lines.head.title_candidates import title_candidates
from digest.extract.lines.text_lines import lines

PARTS = 5
SITES = 8
STRENGTH = 2.0
"""The penalty of the squared weights (half of it); chosen among 0.5, 1, 2 and 4 on sites left out."""
TABLE = Path(__file__).parents[2] / "digest/extract/head_weights.tsv"
WORD = re.compile(r"\w+")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A text of the benchmark: its candidates and what is true, in lower-case words.

    A fact is judged only where the text states it (`stated`); where the truth names none, none is the right answer.
    A feed's text (`is_feed`) has bylines of people who do not exist, put there by those who made the benchmark.
    """

    site: str
    is_feed: bool
    page: Page
    titles: Sequence[Candidate]
    authors: Sequence[Candidate]
    days: Sequence[Candidate]
    title: str
    names: frozenset[str]
    day: str
    stated: frozenset[str]

    def is_title(self, candidate: Candidate) -> bool:
        """Whether a candidate is the title, capitals and punctuation apart."""
        return plain(candidate.text) == self.title

    def are_authors(self, candidate: Candidate) -> bool:
        """Whether a candidate has all authors and no other."""
        return {plain(name) for name in candidate.names} == self.names

    def is_day(self, candidate: Candidate) -> bool:
        """Whether a candidate is the day, in either reading of a slashed one."""
        readings = [
            day for slashed in slashed_dates(candidate.text) for day in (slashed.month_first, slashed.day_first)
        ]
        return self.day in map(str, readings) if candidate.form == "slashed" else candidate.text == self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The candidates of one text for one fact, as features, and which are right."""

    site: str
    features: list[tuple[str, ...]]
    right: list[bool]


def plain(text: str) -> str:
    """The words of a text in lower case."""
    return " ".join(WORD.findall(text or "")).lower()


def states_day(day: str, text: str) -> bool:
    """Whether a text has the day of an ISO date in a usual spelling, its year apart."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day)
    if not match or not 1 <= int(match[2]) <= 12:
        return False
    year, month, number = match.groups()
    name = calendar.month_name[int(month)][:3]
    return bool(
        re.search(
            rf"{name}\w*\.?,? {int(number)}\b|\b0?{int(number)}(?:st|nd|rd|th)?\.? (?:of )?{name}"
            rf"|{year}[-/.]{month}[-/.]{number}|\b0?{int(month)}/0?{int(number)}/(?:{year}|{year[2:]})\b"
            rf"|\b{number}[./]{month}[./]{year}",
            text,
            re.IGNORECASE,
        )
    )


def sample(data: Path, row: dict, table: Weights) -> Sample | None:
    """Read a text of the benchmark, its lines told apart by some weights; None where it has no paragraph."""
    raw = (data / row["file"]).read_bytes()
    pages: list[Page] = []

    def observed(page: Page) -> boilerplate.Head:
        pages.append(page)
        return boilerplate.Head()

    with patch.object(boilerplate, "weights", lambda: table), patch.object(boilerplate, "head", observed):
        boilerplate.verdicts(lines(decode(raw)))
    if not pages:
        return None
    text = raw.decode("utf-8", "replace")
    title, day, said = plain(row["title"]), (row["date"] or "")[:10], plain(text)
    names = frozenset(plain(name) for name in re.split(r",| and | & |;", row["author"] or "") if name.strip())
    stated = {"title"} if title and title in said else set()
    stated |= {"author"} if names and all(name in said for name in names) else set()
    stated |= {"day"} if states_day(day, text) else set()
    return Sample(
        site=line_fit.site(row), is_feed=row["flavour"] == "feed", page=pages[0], titles=title_candidates(pages[0]), authors=author_candidates(pages[0]),
        days=day_candidates(pages[0]), title=title, names=names, day=day, stated=frozenset(stated),
    )  # fmt: skip


def fitted(choices: Sequence[Choice]) -> dict[str, float]:
    """The weights by which the right candidates have the greatest share, a penalty for great weights taken off."""
    sites: dict[str, set[str]] = defaultdict(set)
    for choice in choices:
        for feature in {feature for each in choice.features for feature in each}:
            sites[feature].add(choice.site)
    names = sorted(name for name, where in sites.items() if len(where) >= SITES)
    columns = {name: column for column, name in enumerate(names)}
    candidates = [each for choice in choices for each in choice.features]
    cells = [(row, columns[name]) for row, each in enumerate(candidates) for name in each if name in columns]
    rows, of_cells = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(cells)), (rows, of_cells)), shape=(len(candidates), len(names)))
    right = np.array([each for choice in choices for each in choice.right], dtype=bool)
    lengths = np.array([len(choice.features) for choice in choices])
    starts, group = np.concatenate([[0], np.cumsum(lengths)[:-1]]), np.repeat(np.arange(len(choices)), lengths)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        every, those_right = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts) + 1e-12
        gradient = matrix.T @ (odds * right / those_right[group] - odds / every[group])
        penalty = STRENGTH / 2 * float(weights @ weights)
        return penalty - float(np.log(those_right / every).sum()), STRENGTH * weights - gradient

    result = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(value) for name, value in zip(names, result.x, strict=True) if abs(value) >= 0.005}


def title_choice(each: Sample) -> Choice | None:
    """The titles of a text to fit on; that it has none is the last, and right where none of them is."""
    if not each.title or not each.titles:
        return None
    right = [each.is_title(candidate) for candidate in each.titles]
    return Choice(site=each.site, features=title_features(each.titles), right=[*right, not any(right)])


def title_line(each: Sample, table: Weights) -> int | None:
    """The last line of the right title; of the chosen one where none is right."""
    right = [candidate.index for candidate in each.titles if each.is_title(candidate)]
    title, share = chosen_title(each.titles, table)
    return max(right) if right else title.index if title and share >= LEAST_TITLE else None


def choice(each: Sample, kind: str, title: int | None) -> Choice | None:
    """The authors or days of a text to fit on, given its title's line; that it does not say is the last."""
    if each.is_feed or not (each.names if kind == "author" else each.day):
        return None  # no truth, which does not mean that the text has none, or an invented byline
    candidates, is_right = (each.authors, each.are_authors) if kind == "author" else (each.days, each.is_day)
    right = [is_right(candidate) for candidate in candidates]
    features = [(*candidate.features, *from_title(each.page, candidate, title)) for candidate in candidates]
    return Choice(site=each.site, features=[*features, NOT_SAID], right=[*right, not any(right)])


def fit(samples: Sequence[Sample]) -> dict[str, Weights]:
    """The weights of all features, for each kind of fact."""
    titles = fitted([each for one in samples if (each := title_choice(one))])
    result: dict[str, Weights] = {"title": titles}
    for kind in ("author", "day"):
        result[kind] = fitted([each for one in samples if (each := choice(one, kind, title_line(one, titles)))])
    return result


def results(samples: Sequence[Sample], tables: Sequence[Mapping[str, Weights]]) -> list[Result]:
    """For each fact that a text states, what is likeliest by the weights of its site."""
    found: list[Result] = []
    for each, table in zip(samples, tables, strict=True):
        title, share = chosen_title(each.titles, table["title"])
        line = title.index if title and share >= LEAST_TITLE else None
        chosen = {
            "title": (title, share, each.is_title),
            "author": (*chosen_from(each.page, each.authors, line, table["author"]), each.are_authors),
            "day": (*chosen_from(each.page, each.days, line, table["day"]), each.is_day),
        }
        found += [
            Result(site=each.site, kind=kind, share=share, right=candidate is not None and is_right(candidate))
            for kind, (candidate, share, is_right) in chosen.items()
            if kind in each.stated
        ]
    return found


def main() -> None:
    """Judge the features on sites left out, or write the table."""
    data = Path(os.environ["CONVERT_BENCH_DATA"])
    rows = [json.loads(line) for line in (data / "text-dev.jsonl").read_text().splitlines()]
    line_pages = [*line_fit.text_pages(data), *line_fit.shown_pages(data)]
    line_tables = line_fit.left_out_weights(line_pages)
    sites = sorted(line_tables, key=line_fit.hash_of)
    parts = {site: at % PARTS for at, site in enumerate(sites)}
    every = [sample(data, row, line_tables[line_fit.site(row)]) for row in rows]
    samples = [each for each in every if each is not None]
    if "--write" in sys.argv:
        weights = fit(samples)
        report(results(samples, [weights] * len(samples)), parts)
        rows = sorted((f"{kind}:{name}", value) for kind, table in weights.items() for name, value in table.items())
        table = "".join(f"{name}\t{value:.2f}\n" for name, value in rows)
        TABLE.write_text("# See tests/quality/fit_head.py: feature, tab, log-odds that it adds.\n" + table)
        return
    tables = [fit([each for each in samples if parts[each.site] != part]) for part in range(PARTS)]
    report(results(samples, [tables[parts[each.site]] for each in samples]), parts)


if __name__ == "__main__":
    main()
