"""The plural form that belongs to a number, in every language that CLDR knows."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from digest.model.plural import CATEGORIES, check_rule, plural_category
from digest.theme.cldr import cldr_language

NUMBERS = (*range(1_200), 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 2_000_000, 1_000_001)


@pytest.mark.parametrize("tag", sorted(name for name in localedata.locale_identifiers() if "_" not in name))
def test_every_number_has_the_category_that_babel_gives_it(tag):
    """Babel compiles the same rules in its own way."""
    rules, _ = cldr_language(tag)
    expected = Locale.parse(tag).plural_form
    wrong = [number for number in NUMBERS if plural_category(rules.plural_rules, number) != expected(number)]
    assert wrong == []


def test_languages_differ_in_their_forms():
    """English has two, Ukrainian three, Arabic all six, Japanese one."""
    found = {tag: {plural_category(cldr_language(tag)[0].plural_rules, number) for number in range(120)} for tag in
             ("en", "uk", "ar", "ja")}  # fmt: skip
    assert found["en"] == {"one", "other"}
    assert found["uk"] == {"one", "few", "many"}
    assert found["ar"] == set(CATEGORIES)
    assert found["ja"] == {"other"}


@pytest.mark.parametrize(
    "rule", ["", "n", "n is 1", "n = ", "x = 1", "n % 0 = 1", "n = 1 and", "n = 1..", "n = 1 or or"]
)
def test_what_is_not_a_rule_is_refused(rule):
    """A rule that cannot be read is an error, not a form that never occurs."""
    with pytest.raises(ValueError, match="not a relation"):
        check_rule(rule)


@pytest.mark.parametrize(
    "rule", ["i = 1 and v = 0", "n % 10 = 2..4 and n % 100 != 12..14", "n = 0,1 or n = 11..99,101"]
)
def test_a_rule_as_cldr_writes_it_is_read(rule):
    """Relations joined by `and`, these by `or`; lists and ranges of numbers."""
    check_rule(rule)
