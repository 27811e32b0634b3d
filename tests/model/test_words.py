"""Words as a value: what they write, and that they can be compared, stored and sent."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import date

import pytest

from digest.model.fingerprint import fingerprint
from digest.model.inputs import key
from digest.model.words import LanguageRules, Words

POLISH = Words(
    language="pl",
    rules=LanguageRules(
        plural_rules=(
            ("few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"),
            ("many", "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14"),
            ("one", "i = 1 and v = 0"),
        ),
        months=("stycznia", "lutego", "marca", *(f"m{number}" for number in range(4, 13))),
        months_alone=("styczeń", "luty", "marzec", *(f"M{number}" for number in range(4, 13))),
        number_group="\xa0",
    ),
    texts={
        "date_day": "{day} {month} {year}",
        "date_month": "{month_alone} {year}",
        "date_days": "{first_day}–{last_day} {last_month} {last_year}",
        "date_days_of_two_months": "{first_day} {first_month} – {last_day} {last_month} {last_year}",
        "date_days_of_two_years": "{first_day} {first_month} {first_year} – {last_day} {last_month} {last_year}",
        "week": "Tydzień {number}, {year}",
        "list_separator": "; ",
        "byline": "Autor: {names}",
        "braces": "{{x}}",
    },
    plurals={
        "notes": {"one": "{count} notatka", "few": "{count} notatki", "many": "{count} notatek", "other": "{count} n"},
        "more": {"one": "more", "other": "{count} more on {topic}"},
    },
)


def test_a_text_takes_its_values():
    """By their names; a brace that is doubled is a brace."""
    assert POLISH.text("byline", names=POLISH.listed(("Ada", "Ben {x}"))) == "Autor: Ada; Ben {x}"
    assert POLISH.text("braces") == "{x}"


@pytest.mark.parametrize(
    "ask", [lambda w: w.text("nothing"), lambda w: w.text("byline"), lambda w: w.count("nothing", 1)]
)
def test_a_missing_word_or_value_is_an_error(ask):
    """It is never shown as an empty place."""
    with pytest.raises(LookupError):
        ask(POLISH)


def test_a_count_has_its_form_and_its_digits_in_groups():
    """Also when it was asked for before; a form that is missing is `other`."""
    counted = [POLISH.count("notes", number) for number in (1, 2, 5, 22, 112, 12_345, 1, 2)]
    assert counted == [
        "1 notatka", "2 notatki", "5 notatek", "22 notatki", "112 notatek", "12\xa0345 notatek", "1 notatka", "2 notatki",
    ]  # fmt: skip
    assert POLISH.count("more", 3, topic="{count}") == "3 more on {count}"


def test_dates_have_the_form_of_the_month_that_belongs_there():
    """The name within a date is not the name alone."""
    assert POLISH.day(date(2025, 3, 8)) == "8 marca 2025"
    assert POLISH.year_month(2025, 3) == "marzec 2025"
    assert POLISH.week(2025, 12) == "Tydzień 12, 2025"
    assert [
        POLISH.days(date(2025, 1, 6), date(2025, 1, 12)),
        POLISH.days(date(2025, 1, 27), date(2025, 2, 2)),
        POLISH.days(date(2024, 3, 30), date(2025, 3, 5)),
    ] == ["6–12 stycznia 2025", "27 stycznia – 2 lutego 2025", "30 marca 2024 – 5 marca 2025"]


def test_words_can_be_sent_and_compared():
    """Also after they were used, and they stay equal to words that were not."""
    unused = replace(POLISH)
    before, name = fingerprint(POLISH), key(POLISH)
    POLISH.day(date(2025, 3, 8))
    POLISH.count("notes", 1)
    sent = pickle.loads(pickle.dumps(POLISH))
    assert sent == POLISH == unused
    assert vars(sent).keys() == {"language", "rules", "texts", "plurals"}
    assert key(sent) == key(unused) == name
    assert fingerprint(POLISH) == fingerprint(unused) == before


@pytest.mark.parametrize(
    "change",
    [
        {"language": "cs"},
        {"texts": {**POLISH.texts, "byline": "{names}"}},
        {"plurals": {**POLISH.plurals, "notes": {**POLISH.plurals["notes"], "few": "x"}}},
        *({"rules": replace(POLISH.rules, **{name: value})} for name, value in [
            ("direction", "rtl"), ("plural_rules", ()), ("months", POLISH.rules.months_alone), ("months_alone", ()),
            ("number_group", "."),
        ]),
    ],
)  # fmt: skip
def test_every_change_of_a_word_changes_the_fingerprint(change):
    """What pages depend on."""
    changed = replace(POLISH, **change)
    assert fingerprint(changed) != fingerprint(POLISH)
    assert key(changed) != key(POLISH)
