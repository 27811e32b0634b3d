"""The law of merging: whatever a person writes and whatever happens to the source, nothing of the person's is lost.

The full measure, with its figures: DIGEST_LAW_EXAMPLES=10000 pytest -s tests/merge/test_merge_law.py
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache

import pytest
from edited_stories import Author, Note, Story

from digest.articles.front_matter import split
from digest.articles.provenance import is_edited
from digest.merge import Conflict, Merged, merge
from digest.merge.body_blocks import Body, read_body
from digest.merge.orphans import HEADING
from digest.merge.written_marks import WrittenMark

EXAMPLES = int(os.environ.get("DIGEST_LAW_EXAMPLES", "300"))

FIRST_SEED = 100_000
"""Below it are the cases on which thresholds were chosen."""

LIGHT = 0.2
"""Part of a sentence's characters that a light edit changes at most."""


def fate(note: Note, story: Story, body: Body) -> tuple[str, str]:
    """What the source did to the annotated sentence, and what became of the annotation."""
    [mark] = [mark for mark in body.marks if any(note.marker in said for said in mark.definitions)]
    now = {each.id: each for block in story.after for each in block.sentences}.get(note.sentence)
    was = next(each for block in story.before for each in block.sentences if each.id == note.sentence)
    if now is None:
        change = "deleted"
    elif now.text == was.text:
        change = "standing"
    else:
        change = "lightly edited" if now.changed <= LIGHT else "edited"
    if now is not None and now.plain not in body.text:
        change = "edited by both"
    return change, outcome(mark, now.plain if now else "", body)


def outcome(mark: WrittenMark, sentence: str, body: Body) -> str:
    if mark.start > f"\n{body.text}".find(f"\n{HEADING.removeprefix('## ')}\n") >= 0:
        return "unanchored"
    flagged = "flagged " if "@digest #moved" in " ".join(mark.definitions) else ""
    places = [at for at in range(len(body.text)) if sentence and body.text.startswith(sentence, at)]
    right = any(at <= mark.start and mark.end <= at + len(sentence) for at in places)
    return flagged + ("right" if right else "wrong")


@cache
def figures() -> Counter[tuple[str, str]]:
    """How often each fate was met; whatever breaks the law beyond counting fails here."""
    counts: Counter[tuple[str, str]] = Counter()
    for seed in range(FIRST_SEED, FIRST_SEED + EXAMPLES):
        story = Author(seed).story()
        result = merge(story.base, story.mine, story.theirs)
        counts["all", type(result).__name__] += 1
        if isinstance(result, Conflict):
            assert result.disputes, seed
            continue
        assert [marker for marker in story.markers if marker not in result.text] == [], seed
        assert line_ends(story.mine) in {line_ends(result.text), "none"}, seed
        assert story.mine.startswith("\ufeff") == result.text.startswith("\ufeff"), seed
        if split(result.text)[1].strip():  # of a text that is gone as a whole no end can be kept
            assert story.mine.endswith("\n") == result.text.endswith("\n"), seed
        assert is_edited(result.text) or result.text.replace("\r\n", "\n") == story.theirs, seed
        again = merge(story.theirs, result.text, story.theirs)
        assert isinstance(again, Merged) and again.text == result.text, seed  # noqa: PT018
        body = read_body(split(result.text.replace("\r\n", "\n"))[1])
        for note in story.notes:
            if note.marker:
                counts[fate(note, story, body)] += 1
    print("", *(f"{count:7} {what}: {became}" for (what, became), count in sorted(counts.items())), sep="\n")
    return counts


def line_ends(text: str) -> str:
    pairs = text.count("\r\n")
    return "CRLF" if pairs and pairs == text.count("\n") else "LF" if "\n" in text and "\r" not in text else "none"


def met(change: str) -> Counter[str]:
    return Counter({became: count for (what, became), count in figures().items() if what == change})


def test_no_human_byte_is_lost_and_merging_twice_is_merging_once():
    """Unique strings of the person's, line ends, byte order mark and end of the file; most cases are no conflicts."""
    assert met("all")["Conflict"] < met("all").total() / 5


def test_an_annotation_whose_words_stand_is_at_its_place():
    """All of them: 100 percent."""
    found = met("standing")
    assert found["right"] + found["flagged right"] == found.total() > EXAMPLES / 2


def test_an_annotation_of_a_lightly_edited_sentence_is_at_its_place():
    """At least 95 percent of those where at most a fifth of the characters changed."""
    found = met("lightly edited")
    assert found["right"] + found["flagged right"] >= 0.95 * found.total() > 0


@pytest.mark.parametrize("change", ["standing", "lightly edited", "edited", "deleted"])
def test_no_annotation_is_on_a_wrong_sentence_without_being_flagged(change):
    """None at all."""
    assert met(change)["wrong"] == 0
