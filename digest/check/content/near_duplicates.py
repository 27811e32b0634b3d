"""Articles that tell the same story, and of which none says so.

`digest convert` marks those that nobody edited; what a person wrote or edited it leaves to them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Final

from digest.cache.store import Store
from digest.check.content.checked_text import Compared, TextFindings
from digest.check.content.file_checks import SKETCH, SKETCHES
from digest.classify.same_story import ComparedArticle, duplicates
from digest.errors import Location, Problem
from digest.model.fingerprint import key_of

_PAIRS: Final = "pairs"
"""The kind under which the pairs of the last run are stored, by what they were found in."""


def near_duplicates(findings: Mapping[str, TextFindings], store: Store) -> tuple[Problem, ...]:
    """A warning for each article that tells the story of another one, unless one of the two says whose it is."""
    compared = {path: each.compared for path, each in findings.items() if each.compared}
    return tuple(
        _problem(PurePosixPath(copy), PurePosixPath(lead), compared[lead].slug)
        for copy, lead in _pairs(compared, store).items()
        if compared[copy].duplicate_of is None and compared[lead].duplicate_of != compared[copy].slug
    )


def _pairs(compared: Mapping[str, Compared], store: Store) -> Mapping[str, str]:
    """The lead of each duplicate: those of the last run where nothing that is compared has changed."""
    name = key_of(f"{path}\n{each}" for path, each in compared.items())
    stored = store.get(_PAIRS, name)
    if stored is not None:
        return dict(json.loads(stored))
    found = {str(copy): str(lead) for copy, lead in duplicates(_articles(compared, store)).items()}
    store.drop(_PAIRS, [old for old, _ in store.all(_PAIRS)])
    store.drop(
        SKETCHES, {sketch for sketch, _ in store.all(SKETCHES)}.difference(each.sketch for each in compared.values())
    )
    store.put(_PAIRS, {name: json.dumps(found)})
    return found


def _articles(compared: Mapping[str, Compared], store: Store) -> list[ComparedArticle]:
    articles = []
    sketches = dict(store.all(SKETCHES))
    for path, each in compared.items():
        with suppress(ValueError, KeyError):
            sketch = SKETCH.decode(sketches[each.sketch])
            articles.append(
                ComparedArticle(
                    path=PurePosixPath(path), day=each.day, length=each.length, by_hand=False, sketch=sketch
                )
            )
    return articles


def _problem(copy: PurePosixPath, lead: PurePosixPath, slug: str) -> Problem:
    return Problem(
        message=f"tells the same story as {lead}",
        location=Location(path=copy),
        hint=f"write `duplicate_of: {slug}` into its front matter, or `duplicate_of: no` if it does not",
        severity="warning",
        code="near-duplicate",
    )
