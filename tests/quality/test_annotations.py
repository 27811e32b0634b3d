"""What digest says of an article by itself is right: on labelled texts, those held out above all."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("annotation_figures", Path(__file__).parent / "annotations.py")
assert _SPEC is not None
assert _SPEC.loader is not None
figures = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = figures
_SPEC.loader.exec_module(figures)

LEAST_PRECISION = 0.9
LEAST_RECALL = {"people": 0.7, "organisations": 0.5, "places": 0.3, "quotations": 0.7, "timeline": 0.6}
TEXTS = list(figures.labelled())


def of(half: str) -> list:
    return [text for text in TEXTS if text.half == half]


@pytest.mark.parametrize("half", figures.HALVES)
@pytest.mark.parametrize("kind", figures.CLASSES)
def test_what_is_found_is_right(half, kind):
    """A wrong annotation is worse than none; and what is never found is none."""
    right, given, met, labels = figures.tally(of(half), kind)
    assert right / given >= LEAST_PRECISION
    assert met / labels >= LEAST_RECALL[kind]


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
