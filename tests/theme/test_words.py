"""The words of a site: from which catalogue each comes, and what is said of a catalogue with a mistake in it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from digest.errors import ProblemsError
from digest.markdown.rules.callouts import KINDS
from digest.model.words import LanguageRules
from digest.theme.cldr import cldr_language
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files
from digest.theme.word_catalogue import check_catalogue, missing_keys, parse_catalogue

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "digest/theme/words"
TAGS = sorted(path.stem for path in SHIPPED.iterdir())
CONFIG = "title: T\nlanguage: {0}\n"


def write(project, language: str, **catalogues: str):
    """A project in a language with catalogues in its theme; `_` in a name stands for a hyphen."""
    project.mkdir(exist_ok=True)
    (project / "digest.yml").write_text(CONFIG.format(language))
    folder = project / "themes/paper/words"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in catalogues.items():
        (folder / f"{name.replace('_', '-')}.yml").write_text(text)
    return theme_files("paper", project, language)


def problems(files) -> list[str]:
    """What a catalogue is refused for."""
    with pytest.raises(ProblemsError) as caught:
        find_words(files)
    return [f"{problem.location}  {problem.message}" for problem in caught.value.problems]


def shipped(tag):
    catalogue, found = parse_catalogue((SHIPPED / f"{tag}.yml").read_bytes(), PurePosixPath(f"words/{tag}.yml"))
    assert found == ()
    return catalogue


def test_digest_speaks_eleven_languages():
    """More may come; these stay."""
    assert {"ar", "de", "en", "es", "fr", "he", "ja", "pt", "ru", "uk", "zh"} <= set(TAGS)


@pytest.mark.parametrize("tag", sorted({*TAGS} - {"en"}))
def test_a_catalogue_of_digest_is_translated(tag):
    """Hardly a word is that of the English one; in another script none is."""
    words, english = shipped(tag).entries, shipped("en").entries
    told = {
        key for key, entry in english.items() if not key.startswith("date_") and re.search("[a-z]{3}", _bare(entry))
    }
    equal = {key for key in told if _bare(words[key]) == _bare(english[key])}
    assert len(equal) <= (14 if tag in {"de", "es", "fr", "pt"} else 0), equal


def _bare(entry) -> str:
    """The words of an entry without what stands for a value, and without the name of the program."""
    texts = entry.value.values() if isinstance(entry.value, dict) else [entry.value]
    return re.sub(r"\{\w+\}|digest\b", "", " ".join(texts))


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_of_digest_is_complete_and_right(tag):
    """Every key of the English one, the same values in each text, every plural form of the language."""
    catalogue, english = shipped(tag), shipped("en")
    rules = LanguageRules(**catalogue.rules)
    assert missing_keys([catalogue], english) == ()
    assert [str(problem) for problem in check_catalogue(catalogue, english, rules.categories)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_of_digest_says_of_its_language_what_cldr_says(tag):
    """So that nothing has to be looked up when a site is built. English days are written as in Britain.

    CLDR's thin spaces beside a dash are written as spaces.
    """
    catalogue = shipped(tag)
    rules, dates = cldr_language({"en": "en-GB"}.get(tag, tag))
    for name in ("direction", "months", "number_group", "plural_rules"):
        assert catalogue.rules[name] == getattr(rules, name)
    assert catalogue.rules.get("months_alone", ()) == rules.months_alone
    written = {key: catalogue.entries[key].value for key in dates}
    assert written == {key: text.replace("\u2009", " ") for key, text in dates.items()}


def test_every_name_of_a_callout_has_its_word():
    """What stands above a callout without a title."""
    keys = {key.removeprefix("callout_") for key in shipped("en").entries if key.startswith("callout_")}
    assert keys == set(KINDS)


ASKED_FOR = (
    ("themes", "*.html", r'"(\w+)"\|word|counted\("(\w+)"'),
    ("digest/plan", "*.py", r"\btext\([\"'](\w+)"),
    ("digest/render", "*.py", r'\btext\("(\w+)"(?: if \w+ else "(\w+)")?'),
    ("digest/model", "words.py", r'texts?[\[(]"(\w+)"|"(date_days\w*)"'),
)
"""Where the keys of words stand in templates and code, and how."""


def test_every_key_is_used_and_every_key_that_is_used_exists():
    """Those of callouts are asked for by the name of the kind, which the test above compares."""
    asked_for = {
        key
        for folder, files, pattern in ASKED_FOR
        for path in (REPOSITORY / folder).rglob(files)
        for keys in re.findall(pattern, path.read_text("utf-8"))
        for key in ([keys] if isinstance(keys, str) else keys)
        if key
    }
    assert asked_for == {key for key in shipped("en").entries if not key.startswith("callout_")}


@pytest.mark.parametrize(
    ("language", "spoken", "archive"),
    [
        ("en", "en", "Archive"),
        ("en-GB", "en", "Archive"),
        ("de", "de", "Archiv"),
        ("de-AT-1996", "de", "Archiv"),
        ("DE", "DE", "Archiv"),
    ],
)
def test_a_language_is_found_by_the_beginning_of_its_tag(tmp_path, language, spoken, archive):
    """Regions and variants share the words of their language, and nothing is said of it."""
    words, warnings = find_words(write(tmp_path, language))
    assert (words.language, words.text("archive"), warnings) == (spoken, archive, ())


def test_a_language_without_words_is_shown_in_english_and_said_once(tmp_path):
    """The warning has the file, the line and its text, and names the file to be written."""
    words, [warning] = find_words(write(tmp_path, "it-CH"))
    assert (words.language, words.text("archive")) == ("en", "Archive")
    assert words.day(date(2025, 3, 18)) == "18 March 2025"
    assert warning.severity == "warning"
    assert str(warning) == (
        'digest.yml:2:11  warning: digest has no words in the language "it-CH" and shows English ones\n'
        "  2 | language: it-CH\n"
        "                ^^^^^\n"
        "  write them into themes/paper/words/it-CH.yml; the guide says how"
    )


def test_a_theme_changes_single_words(tmp_path):
    """All others stay; also those of a region, which come before those of the language."""
    files = write(tmp_path, "de-AT", de="archive: Ablage\ndraft: Abo\n", de_AT="archive: Ablage Wien\n")
    words, warnings = find_words(files)
    assert [words.text(key) for key in ("archive", "draft", "topics")] == ["Ablage Wien", "Abo", "Themen"]
    assert (words.language, warnings) == ("de-AT", ())
    assert words.day(date(2025, 3, 18)) == "18. März 2025"


def test_a_theme_changes_english_words(tmp_path):
    """English is a language like others, whose days may be written otherwise too."""
    files = write(
        tmp_path, "en", en='date_day: "{month} {day}, {year}"\nnote_count: {one: a note, other: "{count} notes"}\n'
    )
    words, warnings = find_words(files)
    assert words.day(date(2025, 3, 18)) == "March 18, 2025"
    assert [words.count("note_count", 1), words.count("note_count", 2)] == ["a note", "2 notes"]
    assert warnings == ()


def test_a_theme_brings_a_language(tmp_path):
    """Dates, numbers and plurals are CLDR's; what is missing is shown in English and said."""
    notes = '{one: "{count} notatka", few: "{count} notatki", many: "{count} notatek", other: "{count} notatki"}'
    words, [warning] = find_words(write(tmp_path, "pl", pl=f"archive: Archiwum\nnote_count: {notes}\n"))
    assert words.language == "pl"
    assert [words.count("note_count", number) for number in (1, 3, 12_000)] == [
        "1 notatka",
        "3 notatki",
        "12\xa0000 notatek",
    ]
    assert words.day(date(2025, 3, 18)) == "18 marca 2025"
    assert words.year_month(2025, 3) == "marzec 2025"
    assert words.days(date(2025, 3, 17), date(2025, 3, 23)) == "17–23 marca 2025"
    assert words.count("article_count", 3) == "3 articles"
    assert warning.severity == "warning"
    assert str(warning.location) == "themes/paper/words/pl.yml"
    assert re.match(r"\d\d\d keys are missing and shown in English: days_from_to, week, ", warning.message)


def test_a_language_written_from_right_to_left(tmp_path):
    """Its direction is known, and its months stand behind the letter that joins them."""
    words, _ = find_words(write(tmp_path, "he", he="archive: ארכיון\n"))
    assert words.rules.direction == "rtl"
    assert words.day(date(2025, 3, 18)) == "18 במרץ 2025"


def test_what_is_known_of_a_language_does_not_depend_on_those_before_it():
    """Babel shares some of its data among languages."""
    first = {tag: cldr_language(tag) for tag in ("ja", "he", "uk", "pl", "zh")}
    assert {tag: cldr_language(tag) for tag in reversed(first)} == first
    dates = first["ja"][1]
    assert (
        dates["date_days"].format(first_year=2025, first_month_number=3, first_day=17, last_day=23)
        == "2025年3月17日～23日"
    )
    assert first["uk"][0].months_alone[2] == "березень"


def test_a_language_that_nobody_knows_needs_its_rules(tmp_path):
    """A theme may say itself how it writes dates and numbers."""
    assert problems(write(tmp_path / "a", "xx", xx="archive: Xx\n")) == [
        'themes/paper/words/xx.yml  nothing is known of how the language "xx" writes dates and numbers'
    ]
    months = ", ".join(f"m{number}" for number in range(1, 13))
    rules = f'cldr: {{months: [{months}], number_group: "_", plural_rules: {{two: n = 2}}}}\n'
    words, _ = find_words(write(tmp_path / "b", "xx", xx=rules + 'note_count: {two: pair, other: "{count} x"}\n'))
    assert (words.day(date(2025, 3, 18)), words.number(1_234)) == ("18 m3 2025", "1_234")
    assert [words.count("note_count", number) for number in (1, 2)] == ["1 x", "pair"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("draft: x\narchiv: x\n", 2, 'there is no key "archiv"'),
        ("\nbyline: Von\n", 2, "byline lacks {names}"),
        ('byline: "{names} {day}"\n', 1, "byline has no {day}"),
        ('byline: "{names} {names!r}"\n', 1, "byline has no {names!r}"),
        ('byline: "{names} {names.upper}"\n', 1, "byline has no {names.upper}"),
        ('byline: "{names} {names:>9}"\n', 1, "byline has no {names:>9}"),
        ('byline: "{names"\n', 1, "a brace in byline has no partner"),
        ('date_day: "{month} {week}"\n', 1, "date_day has no {week}"),
        ("note_count: Noten\n", 1, "note_count must be a text for each of one, other"),
        ("draft: {one: a, other: b}\n", 1, "draft must be a text"),
        ("note_count: {one: a}\n", 1, "note_count lacks other"),
        ("note_count: {one: a, few: b, other: c}\n", 1, 'this language has no plural category "few"'),
        ("more_articles: {one: '{topic}', other: '{count}'}\n", 1, "more_articles, other lacks {topic}"),
        ("draft: [a, b]\n", 1, "draft must be a text, or a text for each plural category"),
        ("draft:\n", 1, "draft must be a text, or a text for each plural category"),
        ("note_count: {one: [a], other: b}\n", 1, "note_count must be a text, or a text for each plural category"),
        ("- draft\n", 1, "expected `key: words` lines"),
        ("draft: a\ndraft: b\n", 2, 'duplicate key "draft"'),
        ("cldr: x\n", 1, "cldr must hold `key: value` lines"),
        ("cldr:\n  months: [a, b]\n", 2, "months names 2 months"),
        ("cldr:\n  direction: up\n", 2, 'direction cannot be "up"'),
        ("cldr:\n  plurals: {}\n", 2, 'unknown key "plurals"'),
        ("cldr:\n  plural_rules: n = 1\n", 2, "plural_rules must hold a rule for each category"),
        ("cldr:\n  plural_rules:\n    other: n = 1\n", 3, '"other" is not a plural category with a rule'),
        ("cldr:\n  plural_rules:\n    one: n is 1\n", 3, '"n is 1" is not a relation of a plural rule'),
    ],
)
def test_a_mistake_in_a_catalogue_is_refused_with_its_line(tmp_path, text, line, message):
    """Nothing is built with half of somebody's words."""
    [problem] = problems(write(tmp_path, "de", de=text))
    place, _, found = problem.partition("  ")
    assert place.split(":")[:2] == ["themes/paper/words/de.yml", str(line)]
    assert found == message


def test_a_catalogue_that_is_not_utf_8_says_where(tmp_path):
    """As of a template."""
    files = write(tmp_path, "de")
    (tmp_path / "themes/paper/words/de.yml").write_bytes(b"draft: x\narchive: \xff\n")
    assert problems(theme_files("paper", tmp_path, files.language)) == ["themes/paper/words/de.yml:2  is not UTF-8"]


@pytest.mark.parametrize("name", ["de.yaml", "german.yml", "de_AT.yml"])
def test_a_catalogue_named_otherwise_is_not_passed_over_in_silence(tmp_path, name):
    """It would never be read."""
    write(tmp_path, "de")
    (tmp_path / "themes/paper/words" / name).write_text("draft: x\n")
    with pytest.raises(ProblemsError, match="is not named after a language") as caught:
        theme_files("paper", tmp_path, "de")
    assert str(caught.value.problems[0].location) == f"themes/paper/words/{name}"


def test_a_change_of_words_is_a_change_of_the_theme(tmp_path):
    """A build that looks at fingerprints alone sees a changed word, a changed language, and a line that moved."""
    first = write(tmp_path, "de", de="draft: x\n")
    assert write(tmp_path, "de", de="draft: x\n").fingerprint == first.fingerprint
    assert write(tmp_path, "de", de="draft: y\n").fingerprint != first.fingerprint
    assert write(tmp_path, "en").fingerprint != write(tmp_path, "de").fingerprint
    before = write(tmp_path, "it").fingerprint
    (tmp_path / "digest.yml").write_text("# moved\n" + CONFIG.format("it"))
    assert theme_files("paper", tmp_path, "it").fingerprint != before
