"""Sentences are cut, never changed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.extract.annotators.summary.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Dr. Smith met J. R. Roe at 3.5 km.", "They spoke."],
        ["“Stop.”", "He stopped."],
        ["It works, e.g. here.", "Good."],
        ["Sie kam z. B. am 3. Januar an.", "Er blieb."],
        ["The U.S. economy grew.", "Really?", "Yes!"],
        ["He waited… and waited.", "Then he left."],
        ["It melts at 680 °C.", "Sound helps."],
        ["See Fig. 3 for more.", "“Is it so?” she asked."],
        ["El Sr. Gómez llegó.", "¿Quién lo vio?", "Nadie."],
    ],
)
def test_a_paragraph_is_cut_where_its_sentences_end(parts: list[str]) -> None:
    """Abbreviations, initials, numbers and quotations end no sentence by themselves."""
    assert cut(" ".join(parts)) == parts


def test_ideographic_stops_need_no_space() -> None:
    """Chinese and Japanese write none."""
    assert cut("今日は晴れ。明日は雨。") == ["今日は晴れ。", "明日は雨。"]


@given(st.text(alphabet="aB1.!?…。”“ \n", max_size=80))
def test_spans_cover_everything_but_white_space(text: str) -> None:
    """In order, without overlap, nothing lost."""
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
