"""Authors' names, out of bylines and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from digest.extract.facts.dates import MONTHS
from digest.extract.facts.east_asian_names import east_asian_byline
from digest.extract.facts.name_words import (
    COLLECTIVES,
    DEGREES,
    HOUSE_ROLES,
    LEGAL_FORMS,
    NO_FIRST_WORDS,
    ORGANISATIONS,
    PUBLICATIONS,
    ROLE_MODIFIERS,
    ROLES,
)
from digest.extract.facts.right_to_left_names import right_to_left_byline, without_introduction


def _capitalised(names: Iterable[str]) -> str:
    """A pattern of names as they are written within a sentence."""
    return "|".join(sorted((name.capitalize() for name in names), key=lambda name: (-len(name), name)))


_BYLINE = re.compile(
    r"(?:^|(?<=[|·•–—,;])|(?<=\d)|(?<=  ))\s*"
    r"(?:(?:written|posted|published|words|reported|text|story)\s+)?(?:by|von|par|por|words|text"
    r"|author|autor|auteur|autora)"
    r"(?:\s*:\s*|\s+)(?P<names>\S.*)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*")
_DATED = (
    rf"(?:(?<=[a-zß-ÿ])|\s)(?:(?:{_capitalised(MONTHS)}|{_capitalised(MONTHS).upper()})\b\.?,?\s*\d"
    r"|(?:Published|Posted|Updated|Created|Veröffentlicht|Aktualisiert|Publié|Publicado|Follow)\b)"
)
_DATED_END = re.compile(rf"{_DATED}.*$")
"""A date behind a name, or a word for what was done on that date, also where they touch the name."""

_END = re.compile(rf"\s*(?:[|·•–—(\[<]|\s-\s|  |{_DATED}|\d|@).*$")
"""Where a list of names ends."""

_PLACE = re.compile(r"\s(?:on|am|le|el|in|for|at|für|from|aus|from)\s.*$")
"""What follows a single name: where or for whom its bearer writes."""

_TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|herr|frau|m|mme)\b\.?\s+)+", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_]\.|[^\W\d_][^\W\d_.]*(?:[-'’.][^\W\d_]+)*\.?)")
_PARTICLES_WORDS = "de da do dos du des del della di van von der den ter ten la le los el al bin ibn y e af av zu"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_PARTICLE_PREFIX = re.compile(r"(?:d|l|dell|dall|del)['’](?=[^\W\d_a-zß-ÿ])")
"""A particle that is joined to its name (`d'Arcy`)."""


def byline(line: str) -> tuple[str, ...]:
    """The names of a line that says by whom a text is ("By Jane Doe and John Roe, 14 January 2025").

    Or nothing.
    """
    return _byline(line) if len(line) <= 200 else ()


@lru_cache(maxsize=1024)
def _byline(line: str) -> tuple[str, ...]:
    """The names in a byline; cached, since each line is tried several times."""
    match = _BYLINE.search(line)
    return (people([match["names"]]) if match else ()) or _byline_of_other_scripts(line)


def _byline_of_other_scripts(line: str) -> tuple[str, ...]:
    return () if line.isascii() else east_asian_byline(line) or right_to_left_byline(line)


_CREATED_WORDS = (
    "written|posted|published|submitted|created|added|reported|edited|interview|recommended|words|text|texte|texto|verfasst|geschrieben|erstellt"
    "|gespeichert|veröffentlicht|gepostet|eingestellt|publié|rédigé|écrit|posté|publicado|escrito|geplaatst|geschreven"
)
_BY = r"(?:by|von|par|por|di|door)\b\s*:?\s*"
_CREDIT = re.compile(
    rf"^\W{{0,3}}(?:(?:an?|eine?|une?|una)\s+\w+\s+)?{_BY}(?P<name0>[^\W\d_].*)$"
    rf"|\b(?:{_CREATED_WORDS})\b(?:\s+\w+){{0,3}}?\s+{_BY}(?P<name1>[^\W\d_].*)$"
    rf"|\b(?:19|20)\d\d\W{{1,3}}{_BY}(?P<name2>[^\W\d_].*)$"
    r"|^(?:autor(?:in|en|a)?|authors?|auteure?s?|autore)\s*:\s*(?P<name3>[^\W\d_].*)$",
    re.IGNORECASE,
)
_PEN_NAME = re.compile(
    r"(?P<name>[^\W_][\w.'-]{1,39})(?![\w.'-])\s*(?:$|[|·•–—,(@/]|\d|(?:am|on|le|el|at|um)\b|(?:ein|no|\d+)\s+(?:comment|kommentar))",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 120


def credit(line: str) -> tuple[str, ...]:
    """The names that a line gives behind what an author is named with (`An essay by Jane Doe`), or nothing."""
    return people(_credited(line)) or _byline_of_other_scripts(line)


def pen_credit(line: str) -> tuple[str, ...]:
    """The one word that is named as an author (`posted by ferryman on 3 May`), or nothing."""
    return pen_names(match["name"] for name in _credited(line) if (match := _PEN_NAME.match(name)))


def _credited(line: str) -> list[str]:
    match = _CREDIT.search(line) if len(line) <= _LONGEST_CREDIT else None
    return [name for name in match.groups() if name] if match else []


def people(values: Iterable[str]) -> tuple[str, ...]:
    """The persons among some values, each of which may list several.

    Titles, degrees, roles, places, addresses and organisations are left out. A list of names that are separated by
    semicolons may have each of them inverted (`Doe, Jane; Roe, John`).
    """
    persons = (name for value in values for part in _parts(_END.sub("", _plain(value))) if (name := _person(part)))
    return tuple(dict.fromkeys(_cased(_once(name)) for name in persons))


def _once(name: str) -> str:
    """A name that is written twice in a row, as where a picture's description stands before it, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half >= 2 and words[:half] == words[half:] else name


def _parts(value: str) -> Iterator[str]:
    """The names in a list of names; behind one with a place only those that have a place too."""
    inverted = [given_first(name) for name in value.split(";") if name.strip()]
    if len(inverted) > 1 and all(inverted):
        yield from filter(None, inverted)
        return
    is_with_place = False
    for part in _SEPARATOR.split(value):
        name = _PLACE.sub("", part)
        if is_with_place and name == part:
            return  # another place: `Jane Doe in Leith and North Berwick`
        is_with_place = is_with_place or name != part
        yield name


_INVERTED = re.compile(r"\s*(?P<surname>[^\W\d_][^,;\d]{0,39}?)\s*,\s*(?P<given>[^\W\d_][^,;\d]{0,39}?)\s*")


def given_first(name: str) -> str | None:
    """A person's name that is written with the surname first and a comma (`Doe, Jane`), in reading order, or None."""
    match = _INVERTED.fullmatch(name)
    if match is None or len(match["surname"].split()) > _MOST_SURNAMES:
        return None
    in_order = f"{match['given']} {match['surname']}"
    return in_order if is_person(in_order) and not is_person(match["surname"]) else None


_MOST_SURNAMES = 4
"""Words of a surname, particles counted (`van der Berg Smit`)."""


_GLUED_ROLE = re.compile(
    rf"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?=(?:(?:{_capitalised(ROLE_MODIFIERS)})\s+)*(?:{_capitalised(ROLES)})\b)"
)
"""Where a role touches the name before it (`Jane DoeBusiness Columnist`): only a style sheet sets them apart."""

_GLUED_LABEL = re.compile(r"^(?:Author|Autor|Autorin|Auteur|Autora|Writer|Editor)(?=[A-ZÀ-Þ][a-zß-ÿ])")
"""A label that touches the name behind it (`AuthorJane Doe`)."""


def _person(part: str) -> str | None:
    """The person's name in one part of a list, without titles, degrees and roles, or None."""
    words = _TITLES.sub("", _GLUED_ROLE.sub(" ", _GLUED_LABEL.sub("", part.strip(" .")))).split()
    while len(words) > 2 and words[-1].lower().strip(".,") in DEGREES:
        words.pop()
    words = _without_role(_without_role(words)[::-1])[::-1]
    name = " ".join(words).strip(" .,:")
    return name if is_person(name) else None


def _without_role(words: list[str]) -> list[str]:
    """The words of a name without a role behind it; as they are, if none is left."""
    end = len(words)
    while end and words[end - 1].lower().strip(".,:") in ROLES | ROLE_MODIFIERS:
        end -= 1
    role = {word.lower().strip(".,:") for word in words[end:]}
    is_of_person = role & ROLES and not role <= HOUSE_ROLES
    return words[:end] if end and is_of_person else words


_PEN_END = re.compile(r"\s*(?:[|·•–—(\[<]|\s-\s|  |\s(?:on|am|le|el|in|for|at|für)(?:\s|$)|\s\d|@).*$")
_NO_NAMES_WORDS = (
    "no admin administrator webmaster root user guest anonymous unknown author autor editor staff von by par por the "
    "contributor contributors publisher agencies agenturen"
)
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


def pen_names(values: Iterable[str]) -> tuple[str, ...]:
    """The names among some values that are not full names of persons: first names, users, groups.

    Only for what is marked as a name: any few words would do.
    """
    return tuple(name for name in house_names(values) if not _is_of_house(name.casefold().replace("-", " ").split()))


def house_names(values: Iterable[str]) -> tuple[str, ...]:
    """The names among some values, also those of a house or of the people in it (`Harbour Review Newsroom`).

    Only for what is marked as a name; companies and addresses are not among them.
    """
    candidates = (_PEN_END.sub("", _DATED_END.sub("", _plain(value))).strip(" .,:") for value in values)
    return tuple(dict.fromkeys(name for name in candidates if _may_be_name(name)))


def _may_be_name(name: str) -> bool:
    words = name.casefold().split()
    return (
        2 <= len(name) <= _LONGEST_PEN_NAME
        and len(words) <= 4
        and any(map(str.isalpha, words[0]))
        and not all(word in _NO_NAMES for word in words)
        and words[0] not in NO_FIRST_WORDS
        and LEGAL_FORMS.isdisjoint(words)
        and not _ADDRESS.search(name)
    )


_LONGEST_PEN_NAME = 40


def _is_of_house(words: list[str]) -> bool:
    """Whether the words of a name are those of an organisation or of the people of a house."""
    return all(word in ORGANISATIONS | ROLES for word in words) or words[-1] in COLLECTIVES


_GERMAN_ROLE = re.compile(
    r"(?:[a-zß-ÿ]{4}leiter|sprecher|referent|vorsitzende|beauftragte|[a-zß-ÿ]redakteur)(?:in|r|n)?$"
)
"""Ends of German words for what somebody is, which are compounds without number."""


def is_person(name: str) -> bool:
    """Whether a text reads as a person's name: two to six capitalised words, none of an organisation."""
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 60:
        return False
    proper = [_PARTICLE_PREFIX.sub("", word) for word in words if word.lower() not in _PARTICLES]
    return (
        len(proper) >= 2
        and all(_WORD.fullmatch(word) and word[0].isupper() for word in proper)
        and not any(word.lower().strip(".") in ORGANISATIONS | ROLES or _GERMAN_ROLE.search(word) for word in words)
        and words[-1].lower().strip(".") not in PUBLICATIONS
    )


_ADDRESS = re.compile(r"^@|://|@|\[at\]|\(at\)|^(?:[\w-]+\.)+(?:com|org|net|info|[a-z]{2})\b", re.IGNORECASE)
"""What only an address has: of the web, of mail or of an account. A site's host is not a person."""

_IN_BRACKETS = re.compile(r"^\S+(?:@|\[at\])\S+\s+\((?P<name>[^()]+)\)$")
"""An address of mail with its owner's name, as feeds write it."""

_INTRODUCTION = re.compile(
    rf"^(?:(?:{_CREATED_WORDS})\s+)?(?:(?:by|von|par|por)(?:\s*:\s*|\s+)|(?-i:(?:By|BY|Von|Par|Por)(?=[A-ZÀ-Þ][a-zß-ÿ])))",
    re.IGNORECASE,
)
"""What stands before a name, also where it touches the name (`ByJane Doe`)."""


_LONGEST_VALUE = 2_000
"""Code points of a value that are read: a hundred names."""


def _plain(value: str) -> str:
    """A value without addresses and without what introduces a name."""
    value = " ".join(value[:_LONGEST_VALUE].split(" ")).strip()
    if mail := _IN_BRACKETS.match(value):
        value = mail["name"]
    value = re.sub(r"^\[\[|\]\]$|^@\S+$|https?://\S+|\S+(?:@|\[at\]|\(at\))\S+", "", value)
    value = re.sub(r"^[^\W\d_][\w &/]{2,30}:\s+(?=\S)", "", value.strip())
    return without_introduction(_INTRODUCTION.sub("", value))


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
