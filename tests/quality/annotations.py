"""How good the annotators are, on labelled texts: precision and recall by class, ROUGE of summaries.

    python tests/quality/annotations.py              both halves
    python tests/quality/annotations.py held-out     the half on which no rule was made
    python tests/quality/annotations.py tuning -v    with every error
    python tests/quality/annotations.py sites        articles of real sites, by their labels: see `site_articles`

The texts are those of the example and others written for this, of several genres, in English, German, French and
Spanish (`labels/`). ROUGE-1, 2 and L are F1 over lower-case words (Lin, "ROUGE: A Package for Automatic Evaluation of
Summaries", 2004), the mean over texts, against one reference each. Compared are the first three sentences (lead-3) and
LexRank (Erkan and Radev, 2004) as its paper describes it: cosine of TF-IDF, threshold 0.1, damping 0.85.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import site_articles
import yaml

from digest.extract.annotators.quotations import quotations
from digest.extract.annotators.summary.sentences import split
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.annotators.timeline import timeline
from digest.extract.extract import read
from digest.markdown.plain import paragraphs
from digest.model.source import Source

HERE = Path(__file__).parent
HALVES = ("tuning", "held-out")
CLASSES = ("people", "organisations", "places", "quotations", "timeline")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Labelled:
    """A text and what ought to be found in it."""

    name: str
    half: str
    reading: TextAnalysis
    labels: dict[str, Any]


def labelled_texts() -> Iterator[Labelled]:
    """All labelled texts."""
    for path in sorted((HERE / "labels").glob("*.yml")):
        labels = yaml.safe_load(path.read_text("utf-8"))
        day = labels.get("date")
        reading = TextAnalysis(title=labels["title"], paragraphs=_paragraphs(labels), day=day)
        yield Labelled(path.stem, labels["half"], reading, labels)


def _paragraphs(labels: dict[str, Any]) -> tuple[str, ...]:
    if "seed" in labels:
        path = HERE.parents[1] / "seeds" / labels["seed"]
        [document] = read(
            Source(
                path=PurePosixPath(path.name),
                body=path.read_bytes(),
                reference_day=date(2025, 1, 19),
                reference_basis="",
            )
        )
        return paragraphs(document.body)
    text = labels["text"] if "text" in labels else (HERE / "gold" / labels["gold"]).read_text("utf-8")
    return tuple(" ".join(block.split()) for block in text.split("\n\n") if block.strip())


def proposed(text: Labelled, kind: str) -> set[str]:
    """What the annotator of a class finds, each as one line."""
    reading = text.reading
    match kind:
        case "quotations":
            return {f"{each.speaker}: {each.text}" for each in quotations(reading)}
        case "timeline":
            return {f"{each.date}: {each.text}" for each in timeline(reading)}
        case "people":
            return set(reading.people.names)
        case _:
            return set(getattr(reading, kind))


def wanted(text: Labelled, kind: str) -> list[str]:
    """The labels of a class; a quotation or event is named by its beginning, an event under several dates is one."""
    labels = text.labels[kind]
    if isinstance(labels, list):
        return labels
    return [f"{key}: {start}" for key, starts in labels.items() for start in starts]


def hits(kind: str, given: set[str], labels: Sequence[str]) -> tuple[set[str], set[str]]:
    """Which of the found are right, and which labels are met."""
    right, met = set(), set()
    for label in labels:
        for one in given:
            if one == label or (kind in {"quotations", "timeline"} and _begins(one, label)):
                right.add(one)
                met.add(label)
    return right, met


def _begins(one: str, label: str) -> bool:
    keys, _, start = label.partition(": ")
    return any(one.startswith(f"{key}: {start}") for key in keys.split("|"))


def tally(texts: Sequence[Labelled], kind: str, *, verbose: bool = False) -> tuple[int, int, int, int]:
    """Right, found, met, wanted."""
    counts = [0, 0, 0, 0]
    for text in texts:
        given, labels = proposed(text, kind), wanted(text, kind)
        right, met = hits(kind, given, labels)
        distinct = {label.partition(": ")[2] if kind == "timeline" else label for label in labels}
        for at, number in enumerate((len(right), len(given), len(met), len(distinct))):
            counts[at] += number
        if verbose:
            for one in sorted(given - right):
                print(f"    wrong   {kind:13} {text.name}: {one[:150]}")
            for one in sorted(set(labels) - met):
                print(f"    missed  {kind:13} {text.name}: {one[:150]}")
    return counts[0], counts[1], counts[2], counts[3]


def rouge(reference: str, summary: str) -> tuple[float, float, float]:
    """ROUGE-1, ROUGE-2 and ROUGE-L, F1."""
    wanted_words, given_words = WORD.findall(reference.lower()), WORD.findall(summary.lower())
    one = _f1(_shared(wanted_words, given_words, 1), len(given_words), len(wanted_words))
    two = _f1(_shared(wanted_words, given_words, 2), len(given_words) - 1, len(wanted_words) - 1)
    return one, two, _f1(_longest_common(wanted_words, given_words), len(given_words), len(wanted_words))


def _shared(one: list[str], other: list[str], size: int) -> int:
    runs = [Counter(zip(*(words[start:] for start in range(size)), strict=False)) for words in (one, other)]
    return (runs[0] & runs[1]).total()


def _f1(shared: int, given: int, reference: int) -> float:
    return 2 * shared / (given + reference) if shared else 0.0


def _longest_common(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for at, against in enumerate(other, start=1):
            before, row[at] = row[at], before + 1 if word == against else max(row[at], row[at - 1])
    return row[-1]


def lead(reading: TextAnalysis, size: int = 3) -> str:
    """The first sentences."""
    return " ".join(sentence.text for sentence in split(reading.paragraphs)[:size])


def lexrank(reading: TextAnalysis, size: int = 3) -> str:
    """The most central sentences, by LexRank, in their order."""
    sentences = [sentence.text for sentence in split(reading.paragraphs)]
    counts = [Counter(WORD.findall(text.lower())) for text in sentences]
    spread = Counter(word for count in counts for word in count)
    vectors = [{word: n * math.log(len(counts) / spread[word]) for word, n in count.items()} for count in counts]
    norms = [math.sqrt(sum(weight**2 for weight in vector.values())) or 1.0 for vector in vectors]

    def alike(a: int, b: int) -> float:
        return sum(w * vectors[b].get(word, 0.0) for word, w in vectors[a].items()) / (norms[a] * norms[b])

    near = [[b for b in range(len(counts)) if alike(a, b) > 0.1] for a in range(len(counts))]
    ranks = [1.0] * len(counts)
    for _ in range(50):
        ranks = [0.15 + 0.85 * sum(ranks[b] / max(1, len(near[b])) for b in near[a]) for a in range(len(counts))]
    best = sorted(range(len(counts)), key=lambda at: (-ranks[at], at))[:size]
    return " ".join(sentences[at] for at in sorted(best))


def ours(reading: TextAnalysis) -> str:
    """What digest writes."""
    return " ".join(sentence.text for sentence in reading.summary)


def points(reading: TextAnalysis) -> str:
    """The key points, read as a summary."""
    return " ".join(sentence.text for sentence in reading.key_points)


SUMMARISERS: dict[str, Callable[[TextAnalysis], str]] = {
    "digest": ours,
    "lead-3": lead,
    "LexRank": lexrank,
    "key points": points,
}


def of_sites(data: Path, labels: Path) -> Iterator[str]:
    """The precision of each annotator on articles of real sites, a line for each part and kind.

    What nobody has judged is counted apart, never as right.

    Args:
        data: of the conversion benchmark.
        labels: verdicts, a line each.
    """
    verdicts = site_articles.verdicts(labels)
    every = site_articles.site_articles(data)
    for part in sorted({article.part for article in every}):
        articles = [article for article in every if article.part == part]
        yield f"\nsites, part {part}: {len(articles)} articles"
        for kind, counts in site_articles.precision(articles, verdicts).items():
            judged = counts["right"] + counts["wrong"]
            yield (
                f"  {kind:14} precision {counts['right'] / max(1, judged):.3f} ({counts['right']}/{judged})"
                f"  unjudged {counts['unjudged']}"
            )


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    if "sites" in arguments:
        print("\n".join(of_sites(Path(os.environ["CONVERT_BENCH_DATA"]), HERE / "labels" / "sites.tsv")))
        return
    every = list(labelled_texts())
    for half in [name for name in HALVES if name in arguments] or HALVES:
        texts = [text for text in every if text.half == half]
        print(f"\n{half}: {len(texts)} texts")
        for kind in CLASSES:
            right, given, met, labels = tally(texts, kind, verbose="-v" in arguments)
            print(
                f"  {kind:14} precision {right / max(1, given):.3f} ({right}/{given})"
                f"  recall {met / max(1, labels):.3f} ({met}/{labels})"
            )
        for name, summarise in SUMMARISERS.items():
            scores = [rouge(text.labels["summary"], summarise(text.reading)) for text in texts]
            mean = [sum(score) / len(scores) for score in zip(*scores, strict=True)]
            words = sum(len(WORD.findall(summarise(text.reading))) for text in texts) / len(texts)
            print(f"  {name:14} ROUGE-1 {mean[0]:.3f}  ROUGE-2 {mean[1]:.3f}  ROUGE-L {mean[2]:.3f}  {words:.0f} words")


if __name__ == "__main__":
    main(sys.argv[1:])
