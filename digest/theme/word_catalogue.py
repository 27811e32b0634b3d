"""A catalogue: the words of the interface in one language, as a file of YAML.

A key holds a text, or of something that is counted a text for each plural category. The English catalogue is complete,
so that the others are checked against it. The key `cldr` holds what the Unicode CLDR says of the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import PurePosixPath
from string import Formatter
from typing import Any, Final, TypeAlias

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.plural import CATEGORIES, check_rule
from digest.yaml.fields import Fields, nearest
from digest.yaml.load import Field, Node, load

RULES: Final = "cldr"
"""The key of what is not a word."""

COMPLETE: Final = "the English catalogue, digest/theme/words/en.yml, has all keys"

_PLURAL_RULES: Final = "plural_rules"
_NUMBER_GROUP: Final = "number_group"

COUNT: Final = "count"
"""The placeholder of the number in a plural form. A form may do without it: "one article"."""

_DATE_VALUES: Final = ("day", "month", "month_alone", "month_number", "year")
_DATE_KEYS: Final = ("date_day", "date_month")
_RANGE_KEYS: Final = ("date_days", "date_days_of_two_months", "date_days_of_two_years")

Forms: TypeAlias = Mapping[str, str]
"""Texts by plural category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a catalogue has under a key, and where."""

    value: str | Forms
    location: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The words of one file.

    Attributes:
        path: the file, as problems show it.
        entries: by key.
        rules: of the language, as far as it gives them, by the fields of `LanguageRules`.
    """

    path: PurePosixPath
    entries: Mapping[str, Entry] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)


def parse_catalogue(body: bytes, path: PurePosixPath) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read a catalogue, and say what cannot be read of it."""
    try:
        text = body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Location(path=path, line=body.count(b"\n", 0, error.start) + 1)
        return Catalogue(path=path), (Problem(message="is not UTF-8", location=place, code="not-utf-8"),)
    root, problems = load(text, path)
    if root is None or problems:
        return Catalogue(path=path), problems
    if not isinstance(root.value, Mapping):
        return Catalogue(path=path), (_fault("expected `key: words` lines", root.location, "write one key a line"),)
    found: list[Problem] = []
    rules = _rules(root.value[RULES].node, found) if RULES in root.value else {}
    entries = dict(_entries(root.value, found))
    return Catalogue(path=path, entries=entries, rules=rules), tuple(found)


def check_catalogue(catalogue: Catalogue, english: Catalogue, categories: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with a catalogue beside the complete one, by the plural categories of its language."""
    for key, entry in catalogue.entries.items():
        model = english.entries.get(key)
        if model is None:
            near = nearest(key, list(english.entries))
            hint = f'did you mean "{near}"?' if near else COMPLETE
            yield _fault(f'there is no key "{key}"', entry.location, hint)
        elif isinstance(entry.value, str) and isinstance(model.value, str):
            yield from _check_text(key, entry.value, entry.location, _placeholders(key, model.value))
        elif isinstance(entry.value, str) or isinstance(model.value, str):
            wanted = "a text" if isinstance(model.value, str) else f"a text for each of {', '.join(categories)}"
            hint = "write it as the English catalogue, digest/theme/words/en.yml, does"
            yield _fault(f"{key} must be {wanted}", entry.location, hint)
        else:
            yield from _check_forms(key, entry, model.value, tuple(categories))


def missing_keys(catalogues: Iterable[Catalogue], english: Catalogue) -> tuple[str, ...]:
    """The keys that none of these catalogues has."""
    there = {key for catalogue in catalogues for key in catalogue.entries}
    return tuple(key for key in english.entries if key not in there)


def _entries(fields: Mapping[str, Field], problems: list[Problem]) -> Iterator[tuple[str, Entry]]:
    for key, item in fields.items():
        if key == RULES:
            continue
        value = _forms(item.node) if isinstance(item.node.value, Mapping) else _text(item.node)
        if value is None:
            message = f"{key} must be a text, or a text for each plural category"
            problems.append(_fault(message, item.key, 'put it into "quotes"'))
        else:
            yield key, Entry(value=value, location=item.key)


def _text(node: Node) -> str | None:
    """A text, or a number as it is written; None where it is neither."""
    if isinstance(node.value, (tuple, Mapping, bool)) or node.value is None:
        return None
    return node.written


def _forms(node: Node) -> Forms | None:
    if not isinstance(node.value, Mapping):
        return None
    forms = {category: _text(item.node) for category, item in node.value.items()}
    texts = {category: text for category, text in forms.items() if text is not None}
    return texts if len(texts) == len(forms) else None


def _rules(node: Node, problems: list[Problem]) -> Mapping[str, Any]:
    if not isinstance(node.value, Mapping):
        problems.append(_fault(f"{RULES} must hold `key: value` lines", node.location))
        return {}
    plural = node.value.get(_PLURAL_RULES)
    group = node.value.get(_NUMBER_GROUP)
    others = {key: item for key, item in node.value.items() if item not in (plural, group)}
    fields = Fields(node._replace(value=others))
    rules = {
        "direction": fields.choice("direction", ("ltr", "rtl")),
        "months": _months(fields, "months"),
        "months_alone": _months(fields, "months_alone"),
        _NUMBER_GROUP: group.node.written if group else None,  # often a space, so it is not stripped
        _PLURAL_RULES: _plural_rules(plural.node, fields) if plural else None,
    }
    fields.refuse_rest(tuple(rules))
    problems += fields.problems
    return {name: value for name, value in rules.items() if value is not None}


def _months(fields: Fields, key: str) -> tuple[str, ...] | None:
    place = fields.location(key)
    months = fields.texts(key)
    if months is not None and len(months) != 12:
        fields.report(f"{key} names {len(months)} months", place, "name all twelve")
        return None
    return months


def _plural_rules(node: Node, fields: Fields) -> tuple[tuple[str, str], ...]:
    """The rules by category; an empty value is a language without plural forms."""
    if not isinstance(node.value, Mapping):
        if node.value is not None:
            fields.report(f"{_PLURAL_RULES} must hold a rule for each category", node.location, "write `one: n = 1`")
        return ()
    for category, item in node.value.items():
        if category not in CATEGORIES[:-1]:
            message = f'"{category}" is not a plural category with a rule'
            fields.report(message, item.key, f"there are {', '.join(CATEGORIES[:-1])}")
        try:
            check_rule(item.node.written)
        except ValueError as error:
            fields.report(str(error), item.node.location, "write it as CLDR does: n % 10 = 2..4 and n % 100 != 12..14")
    return tuple((category, item.node.written) for category, item in node.value.items())


def _check_forms(key: str, entry: Entry, model: Forms, categories: tuple[str, ...]) -> Iterator[Problem]:
    forms = entry.value if isinstance(entry.value, Mapping) else {}
    missing = [category for category in categories if category not in forms]
    if missing:
        hint = f"this language has the forms {', '.join(categories)}"
        yield _fault(f"{key} lacks {', '.join(missing)}", entry.location, hint)
    allowed = _placeholders(key, model["other"])
    for category, text in forms.items():
        if category not in categories:
            message = f'this language has no plural category "{category}"'
            yield _fault(message, entry.location, f"it has {', '.join(categories)}")
        else:
            yield from _check_text(f"{key}, {category}", text, entry.location, allowed)


def _placeholders(key: str, model: str) -> tuple[frozenset[str], frozenset[str]]:
    """What may and what must stand in braces under a key; of a date each language needs other parts."""
    if key in _DATE_KEYS:
        return frozenset(_DATE_VALUES), frozenset()
    if key in _RANGE_KEYS:
        return frozenset(f"{prefix}_{name}" for prefix in ("first", "last") for name in _DATE_VALUES), frozenset()
    names = _names(model)
    return names, names - {COUNT}


def _check_text(
    key: str, text: str, place: Location, placeholders: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Problem]:
    allowed, required = placeholders
    try:
        names = _names(text)
    except ValueError:
        yield _fault(f"a brace in {key} has no partner", place, "write {{ for a brace itself")
        return
    for name in sorted(names - allowed):
        there = ", ".join(f"{{{item}}}" for item in sorted(allowed)) or "none"
        yield _fault(f"{key} has no {{{name}}}", place, f"what may stand there: {there}")
    for name in sorted(required - names):
        yield _fault(f"{key} lacks {{{name}}}", place, "it stands for what is put there")


def _fault(message: str, location: Location, hint: str | None = None) -> Problem:
    return Problem(message=message, location=location, hint=hint, code="theme-words")


def _names(text: str) -> frozenset[str]:
    """What stands in braces; how it is to be written (`{x:>3}`, `{x!r}`) counts as part of the name.

    Raises:
        ValueError: a brace has no partner.
    """
    return frozenset(
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in Formatter().parse(text)
        if name is not None
    )
