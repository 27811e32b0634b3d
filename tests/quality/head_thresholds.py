"""Chooses the least chances of `digest/extract/lines/head/head_block.py`, each part's on the results of the others.

A threshold is the lowest one with few enough wrong results, since a fact left out is better than a wrong one; where too
few right ones were left by that, it is the highest one that leaves enough. For a title it is that from which it is
sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEPS = [step / 100 for step in range(5, 96)]
MOST_WRONG = {"title": 0.08, "author": 0.04, "day": 0.02}
"""The greatest share of wrong results that is aimed at, of all texts that state the fact."""

LEAST_RIGHT = {"title": 0.0, "author": 0.5, "day": 0.9}
"""The least share of right results, which goes before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is likeliest to be a fact of a text: its chance, and whether it is right."""

    site: str
    kind: str
    share: float
    right: bool


def rates(results: Sequence[Result], least: float) -> tuple[float, float]:
    """The shares of right and of wrong results, if those below a chance are not given."""
    given = [result.right for result in results if result.share >= least]
    return sum(given) / len(results), (len(given) - sum(given)) / len(results)


def threshold(results: Sequence[Result], kind: str) -> float:
    """The least chance for a kind of fact."""
    every = {least: rates(results, least) for least in STEPS}
    enough = [least for least, (right, _) in every.items() if right >= LEAST_RIGHT[kind]] or STEPS[:1]
    return next((least for least in enough if every[least][1] <= MOST_WRONG[kind]), enough[-1])


def report(results: Sequence[Result], parts: Mapping[str, int]) -> None:
    """Print for each fact how often it is right and wrong: by threshold, and by those chosen without each part."""
    for kind in sorted({result.kind for result in results}):
        own = [result for result in results if result.kind == kind]
        line = "  ".join(
            f"{least:.2f}: {right:.3f}/{wrong:.3f}"
            for least in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
            for right, wrong in [rates(own, least)]
        )
        print(f"{kind} of {len(own)} texts, right/wrong  {line}")
        right = wrong = 0.0
        chosen = []
        for part in sorted(set(parts.values())):
            inner = [result for result in own if parts[result.site] != part]
            outer = [result for result in own if parts[result.site] == part]
            if not inner or not outer:
                continue
            chosen.append(threshold(inner, kind))
            share = rates(outer, chosen[-1])
            right, wrong = right + share[0] * len(outer) / len(own), wrong + share[1] * len(outer) / len(own)
        print(f"  chosen without each part {chosen}: {right:.3f}/{wrong:.3f}; on all {threshold(own, kind)}")
