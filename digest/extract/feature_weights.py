"""The weights of the features of lines and blocks, tables that can be read: feature, tab, log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def weights() -> Mapping[str, float]:
    """What each feature adds to the log-odds that a line is the article's; the intercept has an empty name."""
    return _table("line_weights.tsv")


@cache
def block_weights() -> Mapping[str, float]:
    """The same for the blocks of a saved page."""
    return _table("block_weights.tsv")


@cache
def head_weights(kind: str) -> Mapping[str, float]:
    """The same for the candidates of a scraped text's title (`title`), authors (`author`) or day (`day`)."""
    prefix = f"{kind}:"
    table = _table("head_weights.tsv")
    return {name.removeprefix(prefix): value for name, value in table.items() if name.startswith(prefix)}


@cache
def _table(name: str) -> Mapping[str, float]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    rows = (line.rsplit("\t", 1) for line in text.split("\n") if "\t" in line)
    return {name: float(value) for name, value in rows}
