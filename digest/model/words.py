"""The words of the interface in one language: texts, plurals, dates, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cached_property
from typing import Literal

from digest.dataclass import dataclass
from digest.model.inputs import FingerprintedOnce
from digest.model.plural import plural_category

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRules:
    """How a language writes what is not a word.

    Attributes:
        direction: of its script.
        plural_rules: of each plural category but `other` its rule, as CLDR writes it.
        months: the twelve names within a date (Ukrainian `березня`).
        months_alone: the twelve names beside a year alone (`березень`); empty where they are the same.
        number_group: what stands between groups of three digits.
    """

    direction: Direction = "ltr"
    plural_rules: tuple[tuple[str, str], ...] = ()
    months: tuple[str, ...]
    months_alone: tuple[str, ...] = ()
    number_group: str

    @property
    def categories(self) -> tuple[str, ...]:
        """The plural forms that the language has."""
        return (*(category for category, _ in self.plural_rules), "other")


@dataclass(frozen=True, kw_only=True)
class Words(FingerprintedOnce):
    """The words of the interface; the same key means the same in every language.

    Attributes:
        language: of the words, as a BCP 47 tag. A site in a language without words has those of another one.
        rules: of that language.
        texts: by key; `{name}` stands for a value.
        plurals: by key, then by plural category; `{count}` stands for the number.
    """

    language: str
    rules: LanguageRules
    texts: Mapping[str, str]
    plurals: Mapping[str, Mapping[str, str]]

    def __getstate__(self) -> dict[str, object]:
        """The words without what was made of them, which is made again where it is needed."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def known_as(self) -> str:
        """What `--explain` calls them."""
        return "the words of the interface"

    def text(self, key: str, **values: object) -> str:
        """A text with these values in it.

        Raises:
            LookupError: there is no such text, or a value is missing.
        """
        text = self.texts.get(key)
        if text is None:
            raise LookupError(_no_word(key))
        return text.format_map(values) if "{" in text or "}" in text else text

    def count(self, key: str, number: int, **values: object) -> str:
        """A number and what it counts, in the plural form that the number has: `1 article`, `1,204 articles`.

        Raises:
            LookupError: there are no such plural forms, or a value is missing.
        """
        if values:
            return self._form(key, number).format_map({**values, "count": self.number(number)})
        text = self._counts.get((key, number))
        if text is None:
            text = self._form(key, number).format_map({"count": self.number(number)})
            self._counts[key, number] = text
        return text

    def number(self, number: int) -> str:
        """A whole number, its digits in groups: `1,204`."""
        return f"{number:,}".replace(",", self.rules.number_group)

    def day(self, day: date) -> str:
        """`18 March 2025`."""
        text = self._days.get(day)
        if text is None:
            text = self._days[day] = self.year_month_day(day.year, day.month, day.day)
        return text

    def year_month_day(self, year: int, month: int, day: int) -> str:
        """A day given by its numbers."""
        return self.texts["date_day"].format_map(self._date_values("", year, month, day))

    def year_month(self, year: int, month: int) -> str:
        """`March 2025`."""
        return self.texts["date_month"].format_map(self._date_values("", year, month, 1))

    def days(self, first: date, last: date) -> str:
        """A range of days; what both have in common stands there once: `16–22 December 2024`."""
        text = self._ranges.get((first, last))
        if text is None:
            text = self._ranges[first, last] = self._range(first, last)
        return text

    def week(self, year: int, number: int) -> str:
        """The name of a week of the ISO 8601 calendar: `Week 12, 2025`."""
        return self.text("week", year=year, number=number)

    def listed(self, names: tuple[str, ...] | list[str]) -> str:
        """Names one after the other."""
        return self.texts["list_separator"].join(names)

    def _date_values(self, prefix: str, year: int, month: int, day: int) -> dict[str, object]:
        rules = self.rules
        return {
            f"{prefix}day": day,
            f"{prefix}month": rules.months[month - 1],
            f"{prefix}month_alone": (rules.months_alone or rules.months)[month - 1],
            f"{prefix}month_number": month,
            f"{prefix}year": year,
        }

    def _range(self, first: date, last: date) -> str:
        if first.year != last.year:
            key = "date_days_of_two_years"
        else:
            key = "date_days" if first.month == last.month else "date_days_of_two_months"
        firsts = self._date_values("first_", first.year, first.month, first.day)
        lasts = self._date_values("last_", last.year, last.month, last.day)
        return self.texts[key].format_map({**firsts, **lasts})

    def _form(self, key: str, number: int) -> str:
        """The plural form for a number. A form that is missing, as in words of another language, is `other`."""
        forms = self.plurals.get(key)
        if forms is None:
            raise LookupError(_no_word(key))
        category = self._categories.get(number)
        if category is None:
            category = self._categories[number] = plural_category(self.rules.plural_rules, number)
        return forms.get(category, forms["other"])

    @cached_property
    def _categories(self) -> dict[int, str]:
        """The plural categories of numbers that were counted before."""
        return {}

    @cached_property
    def _counts(self) -> dict[tuple[str, int], str]:
        """What was counted before; pages name the same small numbers again and again."""
        return {}

    @cached_property
    def _days(self) -> dict[date, str]:
        """Days that were written before: the articles of a site share a few hundred."""
        return {}

    @cached_property
    def _ranges(self) -> dict[tuple[date, date], str]:
        """Ranges of days that were written before: the weeks of a site."""
        return {}


def _no_word(key: str) -> str:
    return f'the interface has no words "{key}"'
