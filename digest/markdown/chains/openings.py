"""Which rules of a chain may begin with a character."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it.ruler import Rule

T = TypeVar("T")


def rules_by_opening(
    rules: Iterable[Rule[T]], opens: Mapping[str, str]
) -> tuple[Mapping[str, tuple[T, ...]], tuple[T, ...]]:
    """The rules that are asked at each character, in their order, and those that are asked at all others.

    Args:
        rules: that are enabled.
        opens: by the name of a rule, the characters that it may begin with; a rule that is not named is asked at all.
    """
    rules = tuple(rules)
    at = {
        character: tuple(rule.fn for rule in rules if character in opens.get(rule.name, character))
        for character in frozenset("".join(opens.values()))
    }
    return at, tuple(rule.fn for rule in rules if rule.name not in opens)
