"""Catalogues -> the words of a site.

For a site in `de-AT` the catalogues `de-AT`, `de` and `en` are read, a theme's before those that come with digest.
Each key is taken from the first that has it, so that a theme may change a single one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem, ProblemsError
from digest.model.words import LanguageRules, Words
from digest.theme.cldr import cldr_language
from digest.theme.theme_files import FALLBACK_LANGUAGE, File, ThemeFiles, language_chain, language_of, language_tags
from digest.theme.word_catalogue import COMPLETE, Catalogue, Forms, check_catalogue, missing_keys, parse_catalogue

_NAMED: Final = 5
"""How many of the missing keys a problem names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Language:
    """The catalogues of one language.

    Attributes:
        tag: BCP 47.
        shipped: the one that comes with digest, if there is one.
        themes: those of the built-in theme and of the project, the project's last.
    """

    tag: str
    shipped: tuple[Catalogue, ...]
    themes: tuple[Catalogue, ...]

    @property
    def catalogues(self) -> tuple[Catalogue, ...]:
        """Each before those that override it."""
        return (*self.shipped, *self.themes)


def find_words(files: ThemeFiles) -> tuple[Words, tuple[Problem, ...]]:
    """The words of a site in its language, or in English where it has none.

    Returns:
        The words, and warnings: that there are none in the language, or which are missing.

    Raises:
        ProblemsError: a catalogue of the theme cannot be used.
    """
    problems: list[Problem] = []
    languages = _languages(files, problems)
    own = [language for language in languages if language.tag in language_tags(files.language)]
    english = languages[-1]
    complete = english.shipped[0]
    english_rules = LanguageRules(**complete.rules)
    rules, dates = _rules(own, problems) if own else (english_rules, {})
    for language in own:
        problems += _check(language, complete, rules)
    problems += _check(english, complete, english_rules)
    if problems:
        raise ProblemsError(problems)
    values = {
        **_values(english.catalogues),
        **dates,
        **_values(catalogue for language in reversed(own) for catalogue in language.catalogues),
    }
    words = Words(
        language=own[0].tag if own else FALLBACK_LANGUAGE,
        rules=rules,
        texts={key: value for key, value in values.items() if isinstance(value, str)},
        plurals={key: value for key, value in values.items() if not isinstance(value, str)},
    )
    return words, (*_no_words(files, own), *_missing_words(own, complete, dates))


def _languages(files: ThemeFiles, problems: list[Problem]) -> list[_Language]:
    """The languages that have catalogues, the site's own first, English last."""

    def parsed(found: Iterable[File], tag: str) -> tuple[Catalogue, ...]:
        results = [parse_catalogue(file.body, file.path) for file in found if language_of(file.name) == tag.lower()]
        problems.extend(problem for _, some in results for problem in some)
        return tuple(catalogue for catalogue, _ in results)

    languages = [
        _Language(tag=tag, shipped=parsed(files.catalogues, tag), themes=parsed((*files.built_in, *files.own), tag))
        for tag in language_chain(files.language)
    ]
    return [language for language in languages if language.catalogues]


def _rules(own: Sequence[_Language], problems: list[Problem]) -> tuple[LanguageRules, Mapping[str, str]]:
    """The rules of a language, and the texts of its dates where they are not in a catalogue of digest's."""
    given: dict[str, Any] = {}
    for language in reversed(own):
        for catalogue in language.catalogues:
            given |= catalogue.rules
    if any(language.shipped for language in own):
        return LanguageRules(**given), {}
    known = cldr_language(own[0].tag)
    if known is not None:
        rules, dates = known
        return replace(rules, **given), dates
    missing = [name for name in ("months", "number_group", "plural_rules") if name not in given]
    if missing:
        message = f'nothing is known of how the language "{own[0].tag}" writes dates and numbers'
        hint = f"write {', '.join(missing)} below a key `cldr`, as the English catalogue does"
        problems.append(
            Problem(message=message, location=Location(path=own[0].themes[-1].path), hint=hint, code="theme-words")
        )
    return LanguageRules(**{"months": ("",) * 12, "number_group": "", **given}), {}


def _check(language: _Language, complete: Catalogue, rules: LanguageRules) -> Iterator[Problem]:
    """What is wrong with a theme's catalogues of a language; those of digest are checked by its tests."""
    for catalogue in language.themes:
        yield from check_catalogue(catalogue, complete, rules.categories)


def _values(catalogues: Iterable[Catalogue]) -> dict[str, str | Forms]:
    return {key: entry.value for catalogue in catalogues for key, entry in catalogue.entries.items()}


def _no_words(files: ThemeFiles, own: Sequence[_Language]) -> Iterator[Problem]:
    """A warning where the words of a site are not in its language."""
    if not own:
        yield Problem(
            message=f'digest has no words in the language "{files.language}" and shows English ones',
            location=files.language_location,
            hint=f"write them into themes/{files.name}/words/{files.language}.yml; the guide says how",
            severity="warning",
            code="missing-words",
        )


def _missing_words(own: Sequence[_Language], complete: Catalogue, dates: Mapping[str, str]) -> Iterator[Problem]:
    """A warning where some words of a site are not in its language."""
    catalogues = [catalogue for language in own for catalogue in language.catalogues]
    missing = [key for key in missing_keys(catalogues, complete) if key not in dates] if own else []
    if missing:
        named = ", ".join(missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        yield Problem(
            message=f"{len(missing)} keys are missing and shown in English: {named}",
            location=Location(path=catalogues[-1].path),
            hint=COMPLETE,
            severity="warning",
            code="missing-words",
        )
