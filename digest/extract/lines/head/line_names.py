"""The names that a line gives as an author's, and the form in which it gives them."""

from __future__ import annotations

import re
from typing import Final

from digest.classify.ordinary_words import is_ordinary
from digest.extract.facts.dates import MONTHS, WEEKDAYS
from digest.extract.facts.names import byline, credit, is_person, pen_credit, pen_names, people

_ROLES: Final = (
    "editor writer reporter correspondent contributor contributing author journalist columnist founder co-founder ceo "
    "cto director manager professor blogger expert specialist senior chief head staff updated published posted "
    "reviewed president strategist consultant analyst owner md phd ph.d rd ms cfp cpa mba rdn cfa esq jr in on wci vp"
)
_BEHIND_NAME = re.compile(
    rf"\s*(?:[|·•⋅–—/,(@*:;]|\s-\s|-\s|\d|\b(?:{'|'.join(map(re.escape, _ROLES.split()))})(?!\w)).*$", re.IGNORECASE
)
_BY = re.compile(
    r"(?:^|[·|•–—]\s*)\W*(?:(?:an?|the)?\s*(?:\w+\s+){0,2})?"
    r"\b(?:by|von|par|por|authors?|contributors?|autor(?:in)?|words)\b\s*:?\s+(?P<name>[^\W\d_].*)$",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"(?:about (?:the author:? )?)?(?P<name>(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w.’'-]*),?"
    r"\s+(?:is|was|has|works|writes|covers|\(@)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|(?:view all )?posts? by|more from|posted by|written by)\s+(?P<name>[^\W\d_].{2,50})$", re.IGNORECASE
)
_TEAM = re.compile(
    r"(?:the )?(?:[^\W_][\w.&'’-]* ){1,3}(?:staff|team|contributors?|editors?|desk|newsroom|editorial)", re.IGNORECASE
)
_CUE = re.compile(
    r"\b(?:by|von|par|por|di|door|words|text|authors?|contributors?|aut[oe]u?r\w*|autore)\b", re.IGNORECASE
)
"""A word that every phrase has by which an author is named; looked for first, since most lines have none."""

_NOT_WRITTEN = re.compile(r"\W*(?:\w+\s+)?(?:liked|powered|sponsored|presented|hosted|protected) by\b", re.IGNORECASE)
"""What people and firms do with a text that they have not written."""

_LONGEST_LABELLED: Final = 60
"""Code points of the longest line below "By" that is a name, whatever its words."""

_MOST_WORDS: Final = 4
"""Words of a name that is not a person's: of a team, or a first name."""

_LONGEST_DEGREE: Final = 5

_NOTE_MARKS = re.compile(r"(?<=[^\W\d_.])\s*[\d*†‡§¶#][\d,*†‡§¶#\s]*(?=[,;]|\s+(?:and|&)\s|$)")
"""Marks of footnotes behind the names of a journal's authors ("Jane Doe 1, John Roe 1, 2, *")."""

_LIST = re.compile(r"\s*(?:[,;&]|\band\b|\bund\b|\bet\b|\by\b)\s*")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?)?[A-Z]{1,4}\.?(?:-[A-Z]+)?")
_RULE = re.compile(r"[|•·⋅–—(@\[].*$")
_SIGNED = re.compile(r"(?:[-–—~]|\.\s?\.\s?\.|…)\s*(?P<name>[^\W\d_].*)")
_DATED_NAME = re.compile(r"(?P<name>[^\W\d_a-z][^\W\d_]{2,14}) · ")

_LABELS: Final = "bio info information last first updated modified published posted edited reviewed written"
_NO_NAMES: Final = frozenset(_LABELS.split()) | MONTHS.keys() | WEEKDAYS.keys()
"""Words of which no name is made alone, though they are capitalised beside names and days."""

_AGENCY = re.compile(r"\b(?:wire|newswire|agency|agentur|agence|agencia|nachrichtenagentur)$", re.IGNORECASE)
"""How the name of a news agency ends, which is a publisher and not an author."""


def line_names(text: str) -> tuple[tuple[str, ...], str]:
    """The names of a line, and the form in which it gives them.

    The form is `by` for a byline, `credit` for another phrase, `pen` for a name that is not a person's, `team`; `alone`
    or `team alone` if the line has nothing else, `signed` if a dash stands before the name, `several` for a list;
    `first`, `team first` or `one word` if the line begins with the name; `about` or `biography` if it introduces a
    person.
    """
    names, form = _explicit(text) or _alone(text) or ((), "")
    return tuple(dict.fromkeys(_single(name) for name in names)), form if names else ""


def biography_name(text: str) -> tuple[str, ...]:
    """The person whom a paragraph introduces by its first words ("Jane Doe is a reporter …")."""
    match = _BIOGRAPHY.match(text)
    return people([match["name"]]) if match else ()


def labelled_names(text: str) -> tuple[str, ...]:
    """The names on a line that follows a label such as "Written by"; any few words may be a name there."""
    if _TEAM.fullmatch(text):
        return (text,)
    name = _BEHIND_NAME.sub("", text)
    is_pen_name = len(text) <= _LONGEST_LABELLED and not is_no_name(name)
    return people([text]) or (pen_names([name]) if is_pen_name else ())


def _explicit(text: str) -> tuple[tuple[str, ...], str] | None:
    """The names behind "by" or another phrase."""
    if (text.isascii() and not _CUE.search(text)) or _NOT_WRITTEN.match(text):
        return None
    if match := _BY.match(text):
        return _by(match["name"])
    if names := byline(text) or credit(text):
        return names, "credit"
    return (names, "pen") if (names := pen_credit(text)) else None


def _by(names: str) -> tuple[tuple[str, ...], str]:
    if team := _TEAM.fullmatch(names.split(" · ", maxsplit=1)[0].strip()):
        return (team[0],), "team"
    if persons := people([names]):
        return persons, "by"
    name = _BEHIND_NAME.sub("", names).strip()
    if persons := people([name]):
        return persons, "by"
    if _AGENCY.search(name) or is_no_name(name):
        return (), "pen"
    return pen_names([name]) if len(name.split()) <= _MOST_WORDS else (), "pen"


def _alone(text: str) -> tuple[tuple[str, ...], str] | None:
    """The names that are all of a line, or its beginning."""
    if not text[:1].isalpha():
        signed = _SIGNED.fullmatch(text)
        return (people([signed["name"]]), "signed") if signed and _is_name(signed["name"]) else None
    if match := _ABOUT.match(text):
        return _proper(people([match["name"]])), "about"
    if is_person(text):
        return _proper(people([text])), "alone"
    if _TEAM.fullmatch(text):
        return (text,), "team alone"
    return _at_the_beginning(text)


def _at_the_beginning(text: str) -> tuple[tuple[str, ...], str]:
    """The names with which a line begins."""
    if names := _listed(text):
        return names, "several"
    beginning = _BEHIND_NAME.sub("", text)
    if beginning != text and _is_name(beginning):
        return people([beginning]), "first"
    if dated := _DATED_NAME.match(text):
        return (() if is_no_name(dated["name"]) else (dated["name"],)), "one word"
    before_rule = re.split(r"\s[/|·•]\s", text, maxsplit=1)[0]
    if before_rule != text and _TEAM.fullmatch(before_rule):
        return (before_rule,), "team first"
    return _proper(biography_name(text)), "biography"


def _listed(text: str) -> tuple[str, ...]:
    """The names of a line that lists two or more and nothing else but their degrees, or ()."""
    if "," not in text and " and " not in text and "&" not in text:
        return ()
    parts = [part for part in _LIST.split(_NOTE_MARKS.sub("", _RULE.sub("", text)).strip()) if part]
    names = [part for part in parts if not _DEGREE.fullmatch(part)]
    return tuple(names) if len(names) > 1 and all(map(_is_name, names)) else ()


def is_no_name(text: str) -> bool:
    """Whether a word or two can only be something else: ordinary words, a month, a weekday, a label of the byline."""
    return is_ordinary(text) or all(word in _NO_NAMES for word in re.findall(r"\w+", text.lower()))


def _is_name(text: str) -> bool:
    """Whether a text reads as a person's name, and not as a heading in capitals ("Privacy Policy")."""
    return is_person(text) and not is_no_name(text)


def _proper(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not is_no_name(name))


def _single(name: str) -> str:
    """A name without a degree behind it, and once where it stands twice in a row."""
    words = name.split()
    half = len(words) // 2
    if len(words) % 2 == 0 and half > 1 and words[:half] == words[half:]:
        words = words[:half]
    while len(words) > 2 and (_is_degree(words) or words[-1] in ("In", "On", "For")):
        words = words[:-1]
    return " ".join(words)


def _is_degree(words: list[str]) -> bool:
    """Whether a name's last word is short and upper case, as its first is not ("Jane Doe RDN")."""
    last = words[-1].strip(".")
    return 1 < len(last) <= _LONGEST_DEGREE and last.isupper() and not words[0].isupper()
