"""What digest says of an article by itself is right: on labelled texts, those held out above all."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

from digest.model.findings import TRUSTED_ANNOTATORS

sys.path.insert(0, str(Path(__file__).parent))
_SPEC = importlib.util.spec_from_file_location("annotation_figures", Path(__file__).parent / "annotations.py")
assert _SPEC is not None
assert _SPEC.loader is not None
figures = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = figures
_SPEC.loader.exec_module(figures)
site_articles = figures.site_articles

LEAST_PRECISION = 0.9
LEAST_OF_TRUSTED = 0.97
LEAST_RECALL = {"people": 0.7, "organisations": 0.5, "places": 0.3, "quotations": 0.7, "timeline": 0.6}
TEXTS = list(figures.labelled_texts())


def of(half: str) -> list:
    return [text for text in TEXTS if text.half == half]


@pytest.mark.parametrize("half", figures.HALVES)
@pytest.mark.parametrize("kind", figures.CLASSES)
def test_what_is_found_is_right(half, kind):
    """A wrong annotation is worse than none; and what is never found is none."""
    right, given, met, labels = figures.tally(of(half), kind)
    assert right / given >= LEAST_PRECISION
    assert met / labels >= LEAST_RECALL[kind]


@pytest.mark.parametrize("kind", [kind for kind in TRUSTED_ANNOTATORS if kind in figures.CLASSES])
def test_what_runs_by_default_is_hardly_ever_wrong(kind):
    """On the texts of both halves together."""
    right, given, _, _ = figures.tally(TEXTS, kind)
    assert right / given >= LEAST_OF_TRUSTED


def test_a_summary_has_two_sentences_at_most():
    """And each stands in the text."""
    summaries = [text.reading.summary for text in TEXTS]
    assert max(map(len, summaries)) == 2
    assert sum(map(bool, summaries)) >= 0.9 * len(TEXTS)


def test_the_summary_is_better_than_the_first_sentences():
    """By ROUGE-1 and ROUGE-2, the mean over all texts; and better than centrality alone."""

    def score(name: str) -> tuple[float, float]:
        scores = [figures.rouge(text.labels["summary"], figures.SUMMARISERS[name](text.reading)) for text in TEXTS]
        return sum(one for one, _, _ in scores) / len(scores), sum(two for _, two, _ in scores) / len(scores)

    assert all(ours > lead for ours, lead in zip(score("digest"), score("lead-3"), strict=True))
    assert all(ours > central for ours, central in zip(score("digest"), score("LexRank"), strict=True))


def test_rouge_is_what_its_paper_says():
    """Lin's own example: of four words three are shared, in order."""
    one, two, longest = figures.rouge("police killed the gunman", "police kill the gunman")
    assert one == pytest.approx(0.75)
    assert two == pytest.approx(1 / 3)
    assert longest == pytest.approx(0.75)
    assert figures.rouge("a b", "c d") == (0, 0, 0)


def test_the_gate_closes_on_a_wrong_name():
    """One in five wrong is too many."""
    labels = ["Ann Lee", "Bo Holm", "Cy Ode", "Di Ash"]
    right, _ = figures.hits("people", {*labels, "Public Policy"}, labels)
    assert len(right) / 5 < LEAST_PRECISION


def test_every_half_has_every_language():
    """English, German, French and Spanish are measured where no rule was made."""
    for half in figures.HALVES:
        assert {text.labels.get("language", "en") for text in of(half)} == {"en", "de", "fr", "es"}


def _benchmark(folder: Path, address: str, gold: str) -> Path:
    """A benchmark of one article."""
    (folder / "page.html.gz").write_bytes(gzip.compress(b"<title>Ferry</title><p>Text"))
    row = {"id": "one", "type": "article", "url": address, "title": "Ferry", "date": "2025-02-04"}
    (folder / "html-dev.jsonl").write_text(json.dumps({**row, "gold": gold, "file": "page.html.gz"}) + "\n", "utf-8")
    return folder


def test_what_nobody_judged_is_never_right(tmp_path):
    """A proposal counts by its words and its article."""
    gold = "The mayor Ann Lee went to Norway with the botanist Bo Holm in spring.\n\n- Dr Cy Ode, in a list"
    data = _benchmark(tmp_path, "https://news.example.org/ferry", gold)
    [article] = site_articles.site_articles(data)
    assert article.text == gold.split("\n", maxsplit=1)[0]
    labels = tmp_path / "labels.tsv"
    head = "part\tarticle\tkind\twords\tstart\tend\tspeaker\tverdict\n"
    words = {name: site_articles.fingerprint(name) for name in ("Ann Lee", "Bo Holm")}
    rows = [
        f"A\t{article.fingerprint}\tpeople\t{words['Ann Lee']}\t10\t17\tnone\tright\n",
        f"A\t{article.fingerprint}\tplaces\t{words['Bo Holm']}\t10\t17\tnone\tright\n",
    ]
    labels.write_text(head + "".join(rows), "utf-8")
    counts = site_articles.precision([article], site_articles.verdicts(labels))
    assert counts["people"] == {"right": 1, "unjudged": 1}
    assert counts["places"] == {"unjudged": 1}
    report = "\n".join(figures.of_sites(data, labels))
    assert "people         precision 1.000 (1/1)  unjudged 1" in report


def test_the_labels_hold_no_text():
    """Places, fingerprints and verdicts only."""
    text = (Path(__file__).parent / "labels" / "sites.tsv").read_text("utf-8")
    head, *rows = text.splitlines()
    assert head.split("\t") == ["part", "article", "kind", "words", "start", "end", "speaker", "verdict"]
    pattern = re.compile(r"[ABC]\t[0-9a-f]{16}\t[a-z_]+\t[0-9a-f]{16}\t-?\d+\t-?\d+\t(?:none|\d+-\d+)\t(?:right|wrong)")
    assert len(rows) > 1000
    assert all(map(pattern.fullmatch, rows))


def test_a_site_is_in_one_part():
    """By its registrable domain."""
    assert site_articles.site("https://www.news.example.co.uk/a") == "example.co.uk"
    assert site_articles.site("https://blog.example.com/a") == "example.com"
    assert {site_articles.half_of(f"example{number}.com") for number in range(20)} == {"A", "B"}
