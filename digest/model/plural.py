"""Which plural form of a language belongs to a number.

The rules are those of the Unicode CLDR (Unicode Technical Standard 35, part 3, "Language Plural Rules").
Only whole numbers are counted here, as of articles or notes, so the operands for fractions are zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The names that CLDR gives to plural forms. Every language has `other`."""

_RELATION = re.compile(r"([a-z])(?: % ([1-9]\d*))? (!?=) (\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)", re.ASCII)
_OPERANDS: Final = "nivwftce"


def plural_category(rules: Iterable[tuple[str, str]], count: int) -> str:
    """The category of a number.

    Args:
        rules: of each category but `other` its rule, as CLDR writes it (`n % 10 = 2..4 and n % 100 != 12..14`).
        count: at least 0.

    Raises:
        ValueError: a rule cannot be read.
    """
    return next((category for category, rule in rules if _holds(rule, count)), "other")


def check_rule(rule: str) -> None:
    """Read a rule.

    Raises:
        ValueError: it cannot be read.
    """
    for alternative in rule.split(" or "):
        for relation in alternative.split(" and "):
            _relation_holds(relation, 0)


def _holds(rule: str, count: int) -> bool:
    return any(
        all(_relation_holds(relation, count) for relation in alternative.split(" and "))
        for alternative in rule.split(" or ")
    )


def _relation_holds(relation: str, count: int) -> bool:
    match = _RELATION.fullmatch(relation)
    if match is None or match[1] not in _OPERANDS:
        message = f'"{relation}" is not a relation of a plural rule'
        raise ValueError(message)
    operand = count if match[1] in "ni" else 0  # n: the number, i: its whole part, all others: of its fraction
    if match[2]:
        operand %= int(match[2])
    return any(_is_within(operand, part) for part in match[4].split(",")) == (match[3] == "=")


def _is_within(operand: int, part: str) -> bool:
    """Whether a number is that of `5` or one of `2..4`."""
    first, _, last = part.partition("..")
    return int(first) <= operand <= int(last or first)
