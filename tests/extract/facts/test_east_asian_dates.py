"""Dates as Japanese, Chinese and Korean texts write them."""

from datetime import date

import pytest

from digest.extract.facts.dates import first_full, mentions
from digest.extract.facts.east_asian_dates import east_asian_dates


@pytest.mark.parametrize(
    "text",
    [
        "2025年2月11日",
        "２０２５年２月１１日（火）",
        "2025 年 2 月 11 日",
        "二〇二五年二月十一日",
        "令和7年2月11日",
        "令和七年二月十一日",
        "民國114年2月11日",
        "2025年02月11号",
        "2025년 2월 11일",
        "2025년2월11일 화요일",
        "2025. 2. 11.",
        "入力 2025. 02. 11",
    ],
)
def test_a_full_date_is_read(text: str) -> None:
    """In digits of either width, in numerals, and by the year of an era."""
    assert first_full(f"発行日：{text} 10:15") == date(2025, 2, 11)


def test_the_first_year_of_an_era_has_its_own_name() -> None:
    assert first_full("令和元年五月一日") == date(2019, 5, 1)
    assert first_full("平成三十一年四月三十日") == date(2019, 4, 30)


@pytest.mark.parametrize("text", ["2025年2月", "2月11日", "2025年", "2025年13月1日", "2025년 2월", "昭和", "年月日"])
def test_part_of_a_date_is_not_completed(text: str) -> None:
    """Neither the first of a month nor the year of today is added."""
    assert not any(mention.full for mention in east_asian_dates(text))
    assert first_full(text) is None


def test_a_mention_has_its_place() -> None:
    (mention,) = mentions("更新 2025年2月11日 10:15")
    assert (mention.start, mention.end) == (3, 13)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("調査班は11月26日（水）に発表した。", [("11月26日", None, 11, 26, 2)]),
        ("十一月二十六日に開く。", [("十一月二十六日", None, 11, 26, None)]),
        ("2025年11月26日に開く。", [("2025年11月26日", 2025, 11, 26, None)]),
        ("11月26日間の旅", []),
        ("13月40日", []),
        ("11月の26日", []),
    ],
)
def test_a_day_without_a_year_is_found_with_its_weekday(text, found):
    """It is not the end of a full date."""
    assert [(text[m.start : m.end], m.year, m.month, m.day, m.weekday) for m in mentions(text)] == found
