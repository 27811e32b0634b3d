"""Authors' names, out of bylines and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from digest.extract.facts.east_asian_names import east_asian_byline

_BYLINE = re.compile(
    r"(?:^|(?<=[|·•–—,;])|(?<=\d)|(?<=  ))\s*"
    r"(?:(?:written|posted|published|words|reported|text|story)\s+)?(?:by|von|par|por|words|text"
    r"|author|autor|auteur|autora)"
    r"(?:\s*:\s*|\s+)(?P<names>\S.*)$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*")
_END = re.compile(r"\s*(?:[|·•–—(\[<]|\s-\s|  |\s(?:on|am|le|el|in|for|at|für)\s|\d|@).*$")
_TITLES = re.compile(r"^(?:(?:dr|prof|professor|mr|mrs|ms|sir|dame|herr|frau|m|mme)\b\.?\s+)+", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_]\.|[^\W\d_][^\W\d_.]*(?:[-'’.][^\W\d_]+)*\.?)")
_PARTICLES_WORDS = "de da do dos du des del della di van von der den ter ten la le los el al bin ibn y e af av zu"
_PARTICLES = frozenset(_PARTICLES_WORDS.split())
_ORGANISATIONS_WORDS = (
    "staff wire press agency team editor editors editorial news desk office newsroom admin "
    "administrator correspondent correspondents reporter reporters redaktion agentur agence agencia "
    "reuters afp dpa efe group inc ltd gmbh university institute contributor contributors writer "
    "writers bureau author authors guest columnist founder ceo cto officer "
    "specialist strategist consultant service services report department"
)
_ORGANISATIONS = frozenset(_ORGANISATIONS_WORDS.split())


def byline(line: str) -> tuple[str, ...]:
    """The names of a line that says by whom a text is ("By Jane Doe and John Roe, 14 January 2025").

    Or nothing.
    """
    return _byline(line) if len(line) <= 200 else ()


@lru_cache(maxsize=1024)
def _byline(line: str) -> tuple[str, ...]:
    """The names in a byline; cached, since each line is tried several times."""
    match = _BYLINE.search(line)
    return (people([match["names"]]) if match else ()) or east_asian_byline(line)


_MADE_WORDS = (
    "written|posted|published|submitted|created|added|reported|edited|words|text|texte|texto|verfasst|geschrieben|erstellt"
    "|gespeichert|veröffentlicht|gepostet|eingestellt|publié|rédigé|écrit|posté|publicado|escrito|geplaatst|geschreven"
)
_BY = r"(?:by|von|par|por|di|door)\b\s*:?\s*"
_CREDIT = re.compile(
    rf"^\W{{0,3}}(?:(?:an?|eine?|une?|una)\s+\w+\s+)?{_BY}(?P<name0>[^\W\d_].*)$"
    rf"|\b(?:{_MADE_WORDS})\b(?:\s+\w+){{0,3}}?\s+{_BY}(?P<name1>[^\W\d_].*)$"
    rf"|\b(?:19|20)\d\d\W{{1,3}}{_BY}(?P<name2>[^\W\d_].*)$"
    r"|^(?:autor(?:in|en|a)?|authors?|auteure?s?|autore)\s*:\s*(?P<name3>[^\W\d_].*)$",
    re.IGNORECASE,
)
_PEN_NAME = re.compile(
    r"(?P<name>[^\W_][\w.'-]{1,39})\s*(?:$|[|·•–—,(@]|\d|(?:am|on|le|el|at|um)\b|(?:ein|no|\d+)\s+(?:comment|kommentar))",
    re.IGNORECASE,
)
_LONGEST_CREDIT = 120


def credit(line: str) -> tuple[str, ...]:
    """The names that a line gives behind what an author is named with (`An essay by Jane Doe`), or nothing."""
    return people(_credited(line)) or east_asian_byline(line)


def pen_credit(line: str) -> tuple[str, ...]:
    """The one word that is named as an author (`posted by ferryman on 3 May`), or nothing."""
    return pen_names(match["name"] for name in _credited(line) if (match := _PEN_NAME.match(name)))


def _credited(line: str) -> list[str]:
    match = _CREDIT.search(line) if len(line) <= _LONGEST_CREDIT else None
    return [name for name in match.groups() if name] if match else []


def people(values: Iterable[str]) -> tuple[str, ...]:
    """The persons among some values, each of which may list several.

    Titles, roles, addresses and organisations are left out.
    """
    persons: list[str] = []
    for value in values:
        for part in _SEPARATOR.split(_END.sub("", _plain(value))):
            name = _TITLES.sub("", part.strip(" .")).strip()
            if is_person(name):
                persons.append(_cased(name))
    return tuple(dict.fromkeys(persons))


_PEN_END = re.compile(r"\s*(?:[|·•–—(\[<]|\s-\s|  |\s(?:on|am|le|el|in|for|at|für)\s|\s\d|@).*$")
_NO_NAMES_WORDS = "no admin administrator webmaster root user guest anonymous unknown author autor editor staff"
_NO_NAMES = frozenset(_NO_NAMES_WORDS.split())


def pen_names(values: Iterable[str]) -> tuple[str, ...]:
    """The names among some values that are not full names of persons: first names, users, organisations.

    Only for what is marked as a name: any few words would do.
    """
    candidates = [_PEN_END.sub("", _plain(value)).strip(" .,:") for value in values]
    return tuple(
        dict.fromkeys(
            name
            for name in candidates
            if 2 <= len(name) <= _LONGEST_PEN_NAME
            and len(name.split()) <= 4
            and any(map(str.isalpha, name.split()[0]))
            and not all(word in _NO_NAMES for word in name.casefold().split())
            and not all(word in _ORGANISATIONS for word in name.casefold().split())
        )
    )


_LONGEST_PEN_NAME = 40


def is_person(name: str) -> bool:
    """Whether a text reads as a person's name: two to six capitalised words, none of an organisation."""
    words = name.split()
    if not 2 <= len(words) <= 6 or len(name) > 60:
        return False
    proper = [word for word in words if word.lower() not in _PARTICLES]
    return (
        len(proper) >= 2
        and all(_WORD.fullmatch(word) and word[0].isupper() for word in proper)
        and not any(word.lower().strip(".") in _ORGANISATIONS for word in words)
    )


def _plain(value: str) -> str:
    value = re.sub(r"^\[\[|\]\]$|^@\S+$|https?://\S+|\S+@\S+", "", " ".join(value.split(" ")).strip())
    value = re.sub(r"^[^\W\d_][\w &/]{2,30}:\s+(?=\S)", "", value.strip())
    return re.sub(r"^(?:by|von|par|por)\s+", "", value, flags=re.IGNORECASE)


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name
