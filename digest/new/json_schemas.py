r"""JSON Schemas of `digest.yml` and of front matter, for editors that complete keys and underline mistakes.

They are made from the tables that the readers use (`Config`, `PROPERTIES`), so that both agree. They follow draft 7,
which yaml-language-server reads. A schema accepts what the reader accepts: an empty value everywhere, a number instead
of a text, one text instead of a list. Patterns use only what ECMA-262 and Python have in common: no `\w`, no flags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from datetime import date
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from digest.articles.properties import PROPERTIES, Property
from digest.codes import CODES
from digest.config import LONGEST_WAIT, PATTERNS, Config
from digest.model.topic import UNSORTED, Topic
from digest.new.explain_options import TOPICS_EXPLANATION

Schema: TypeAlias = "dict[str, Any]"

DRAFT: Final = "http://json-schema.org/draft-07/schema#"

_TEXT: Final[Schema] = {"type": ["string", "number", "null"]}
_DAY: Final[Schema] = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[T ]"},
        {"type": "null"},
    ]
}
"""A day. A time after it is allowed, since Obsidian's type "Date & time" writes one; the reader ignores it."""

_SECONDS: Final[Schema] = {
    "type": ["integer", "string", "null"],
    "minimum": 1,
    "maximum": LONGEST_WAIT,
    "pattern": r"^\s*(0*[1-9][0-9]{0,2}|0*[12][0-9]{3}|0*3[0-5][0-9]{2}|0*3600)?\s*$",
}

_BASE_URL: Final = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>"'\\]+(/[^\s?#<>"'\\]*)?"""


def options_schema() -> Schema:
    """The schema of `digest.yml`. A key that is not an option is a mistake."""
    types = get_type_hints(Config)
    properties = {option.name: _option(option, types[option.name]) for option in fields(Config)}
    return _document("The options of a digest", properties) | {"additionalProperties": False}


def article_schema(topics: Sequence[Topic]) -> Schema:
    """The schema of the front matter of an article, week, topic or page, with these topics. Other keys are allowed."""
    properties = {key: _property(item, topics) for key, item in PROPERTIES.items()}
    return _document("The front matter of an article", properties) | {"additionalProperties": True}


def _document(title: str, properties: Mapping[str, Schema]) -> Schema:
    return {"$schema": DRAFT, "title": title, "type": ["object", "null"], "properties": dict(properties)}


def _option(option: Field[Any], kind: object) -> Schema:
    if option.name == "topics":
        return {"description": TOPICS_EXPLANATION, "default": [], **_TOPICS}
    described = {"description": option.metadata["explanation"], "default": option.default}
    if option.name == "base_url":
        return described | _matching(_BASE_URL, "https://host/ or https://host/path/")
    if option.name in PATTERNS:
        pattern, wanted = PATTERNS[option.name]
        if r"\w" in pattern.pattern:  # Python means letters of all alphabets, ECMA-262 those of ASCII
            return described | _TEXT
        return described | _matching(rf"(?!.*\.\.){pattern.pattern}", wanted)
    if kind == date | None:
        return described | _DAY
    if kind is int:
        return described | _SECONDS
    if option.name == "check_ignore":
        return described | {"default": []} | _one_or_more(_one_of([*CODES, ""]))
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        words = _one_or_more(_one_of([*get_args(item), ""]) if get_args(item) else _TEXT)
        return described | {"default": [*described["default"]]} | words
    return described | (_one_of(get_args(kind)) if get_args(kind) else _TEXT)


def _property(item: Property, topics: Sequence[Topic]) -> Schema:
    described: Schema = {"description": item.explanation}
    match item.kind:
        case "topics":
            slugs = _one_of([*(topic.slug for topic in topics), ""])
            return described | _one_or_more(slugs | {"enumDescriptions": [*(topic.name for topic in topics), "", ""]})
        case "texts":
            return described | _one_or_more(_one_of([*item.options, ""]) if item.options else _text(item))
        case "text":
            return described | _text(item)
        case "date":
            return described | _DAY
        case "flag":
            return described | {"type": ["boolean", "null"], "default": False}
        case "number":
            return described | {"type": ["integer", "null"]}


def _text(item: Property) -> Schema:
    if item.options:
        return _one_of(item.options)
    return _matching(item.pattern, item.wanted) if item.pattern else _TEXT


def _one_of(texts: Sequence[str]) -> Schema:
    """One of these texts, or an empty value."""
    return {"enum": [*texts, None]}


def _one_or_more(item: Schema) -> Schema:
    """A list, or its only item. With `anyOf` an editor could not tell which of the two a mistake is in."""
    return {"if": {"type": "array"}, "then": {"items": item}, "else": item}


def _matching(pattern: str, wanted: str) -> Schema:
    """An empty value or a text that matches, and the message for other texts (`patternErrorMessage` is VS Code's)."""
    types = ["string", "number", "null"] if re.fullmatch(pattern, "1") else ["string", "null"]
    return {
        "type": types,
        "pattern": rf"^\s*({pattern})?\s*$",
        "patternErrorMessage": f"write {wanted}",
    }


_SLUG: Final = "[a-z0-9\u0590-\uffff]+(-[a-z0-9\u0590-\uffff]+)*"
"""A slug, as near as a pattern comes that all editors understand: in ASCII, or in letters that are not romanised."""

_TOPICS: Final[Schema] = {
    "type": ["array", "string", "null"],
    "items": {
        "type": ["object", "string"],
        "minLength": 1,
        "properties": {
            "name": {"description": "What readers see.", **_TEXT},
            "names": {
                "description": "The name in other languages, by their tags; that of the site's language is shown.",
                "type": ["object", "null"],
                "additionalProperties": _TEXT,
                "propertyNames": {"pattern": f"^{PATTERNS['language'][0].pattern}$"},
            },
            "slug": {
                "description": "Its part of an address, which articles name. Empty, it is made of the name.",
                **_matching(_SLUG, "lower-case words joined by hyphens"),
                "not": {"const": UNSORTED},
            },
            "description": {"description": "One sentence at the head of the topic's page.", **_TEXT},
            "keywords": {
                "description": "Words and phrases that an article of this topic mentions.",
                **_one_or_more(_TEXT),
            },
        },
        "if": {"type": "object"},
        "then": {"anyOf": [{"required": ["name"]}, {"required": ["slug"]}]},
        "additionalProperties": False,
    },
}
