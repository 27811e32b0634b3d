"""Which way a text runs."""

from __future__ import annotations

import pytest

from digest.classify.direction import direction_in, direction_of, in_order, mixes, undetermined_language


@pytest.mark.parametrize(
    "tag", ["ar", "AR-eg", "he", "fa_IR", "ur", "yi", "dv", "ckb", "az-Arab", "pa-Arab-PK", "und-Hebr"]
)
def test_languages_from_right_to_left(tag):
    assert direction_of(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "de-AT", "ja", "ar-Latn", "he-Latn-IL", "tr", "und", "", "arn"])
def test_languages_from_left_to_right(tag):
    """Their own, or written in letters that run that way; Mapuche is not Arabic."""
    assert direction_of(tag) == "ltr"


def test_a_text_runs_as_most_of_its_letters_do():
    assert direction_in("مسح الميناء (2024)") == "rtl"
    assert direction_in("An English piece on הארץ") == "ltr"
    assert direction_in("NASA: قضى فريق المسح أحد عشر أسبوعا") == "rtl"
    assert direction_in("1, 2, 3.") is None
    assert direction_in("文章") == "ltr"


@pytest.mark.parametrize("letter", "\u05d0\u05f2\u0620\u06d5\u07ff\u0800\u08c9\ufb1d\ufdff\ufefc\U00010800\U0001edff")
def test_every_script_from_right_to_left_is_seen(letter):
    """The first and last letters of their blocks, among signs that are not of ASCII either."""
    assert direction_in(f"“{letter}” … —") == "rtl"
    assert mixes(f"“{letter}” … —", "ltr")
    assert not mixes("“é” … — ß 文", "ltr")


def test_a_text_without_a_language_gets_the_tag_of_its_script_where_it_runs_the_other_way():
    """Nothing is guessed that its letters do not show."""
    assert undetermined_language("قضى فريق المسح", "ltr") == "und-Arab"
    assert undetermined_language("ציטוט בעברית", "ltr") == "und-Hebr"
    assert undetermined_language("ציטוט בעברית", "rtl") is None
    assert undetermined_language("English", "ltr") is None
    assert undetermined_language("English", "rtl") == "und"
    assert undetermined_language("2024", "rtl") is None


def test_one_letter_of_the_other_direction_mixes():
    assert mixes("Haaretz הארץ", "ltr")
    assert not mixes("Haaretz, 2024", "ltr")
    assert mixes("הארץ Haaretz", "rtl")
    assert not mixes("הארץ 2024!", "rtl")


def test_parts_of_a_line_keep_their_order_where_directions_mix():
    """A day behind an Arabic name does not run into it; a line of one direction is as it was."""
    assert in_order(["@ann", "#method", "2026-01-02"], " · ", "ltr") == "@ann · #method · 2026-01-02"
    assert in_order(["@ليلى", "2026-01-02"], " · ", "ltr") == "\u2068@ليلى\u2069 · \u20682026-01-02\u2069"
    assert in_order(["2026-01-02"], " · ", "rtl") == "\u20682026-01-02\u2069"
