"""The time of conversion grows with the size of a source, whatever it is made of, and not with the square of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath
from time import process_time

import pytest
from heavy_sources import PAGES, TEXTS

from digest.extract.extract import extract
from digest.extract.lines.text_lines import lines
from digest.model.source import Source

KINDS = [("html", name) for name in PAGES] + [("txt", name) for name in TEXTS]
FEW = 16
LARGEST = 400_000
"""Elements of the smallest source of a kind, and bytes from which a source is not made larger."""

MEASURABLE = 0.02
"""Seconds from which a growth is measured."""

LARGER = 4
GROWTH = 10
"""How many times as large a source is compared with: a square would take 16 times as long, and a product with a
logarithm less than 5."""

ATTEMPTS = 3


def seconds(ending: str, body: bytes) -> float:
    """The processor time in which a source is converted."""
    source = Source(
        path=PurePosixPath(f"seeds/heavy.{ending}"),
        body=body,
        reference_day=date(2026, 1, 31),
        reference_basis="a test",
    )
    start = process_time()
    extract(source, topics=())
    return process_time() - start


def growth(ending: str, made: Callable[[int], str], few: int) -> float:
    """How many times as long a source takes that is four times as large, measured from a number of elements on."""
    count = few
    while True:
        body = made(count).encode()
        took = seconds(ending, body)
        if took >= MEASURABLE or len(body) >= LARGEST:
            return seconds(ending, made(LARGER * count).encode()) / max(took, MEASURABLE)
        count *= 2


@pytest.mark.parametrize(("ending", "name"), KINDS, ids=[f"{ending} of {name}" for ending, name in KINDS])
def test_time_does_not_grow_with_the_square(ending: str, name: str) -> None:
    """Of a few measurements the least growth counts, since other programs may run at the same time.

    Each starts from a source four times as large: where one way of reading gives place to another, the time takes one
    step, but a square grows at every size.
    """
    made = {"html": PAGES, "txt": TEXTS}[ending][name]
    growths = (growth(ending, made, FEW * LARGER**attempt) for attempt in range(ATTEMPTS + 1))
    assert next((value for value in growths if value <= GROWTH), None) is not None


def test_a_sentence_of_many_lines_is_joined_in_time_that_grows_with_it() -> None:
    """What was joined so far is not measured anew for each line."""

    def took(count: int) -> float:
        text = "\n".join(f"and so it went on, as far as {'they' * (at % 30)} had ever seen" for at in range(count))
        start = process_time()
        assert len(lines(text)) == 1
        return process_time() - start

    assert any(took(60_000) <= 8 * took(15_000) for _ in range(ATTEMPTS))
