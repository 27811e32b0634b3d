"""The weights of the features of lines, a table that can be read: feature, tab, log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def weights() -> Mapping[str, float]:
    """What each feature adds to the log-odds that a line is the article's; the intercept has an empty name."""
    text = files("digest.extract").joinpath("line_weights.tsv").read_text(encoding="utf-8")
    rows = (line.rsplit("\t", 1) for line in text.split("\n") if "\t" in line)
    return {name: float(value) for name, value in rows}
