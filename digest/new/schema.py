r"""JSON Schemas of `digest.yml` and of front matter, for editors that complete and underline as one types.

Made from the tables that the readers use (`Config`, `PROPERTIES`), so that they say the same. Draft 7, since that is
what yaml-language-server reads. A schema takes what the reader takes: an empty value everywhere, a number where a text
is wanted, one text where a list is. Patterns keep to what ECMA-262 and Python understand alike: no `\w`, no flags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import Field, fields
from datetime import date
from typing import Any, Final, TypeAlias, get_args, get_origin, get_type_hints

from digest.articles.properties import PROPERTIES, Property
from digest.config import LONGEST_WAIT, PATTERNS, TOPICS_EXPLANATION, Config
from digest.model.topic import UNSORTED, Topic

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
"""A day; a time behind it is passed over by the reader, and written by Obsidian's type "Date & time"."""

_SECONDS: Final[Schema] = {
    "type": ["integer", "string", "null"],
    "minimum": 1,
    "maximum": LONGEST_WAIT,
    "pattern": r"^\s*(0*[1-9][0-9]{0,2}|0*[12][0-9]{3}|0*3[0-5][0-9]{2}|0*3600)?\s*$",
}

_BASE_URL: Final = r"""[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>"'\\]+(/[^\s?#<>"'\\]*)?"""


def options_schema() -> Schema:
    """Of `digest.yml`; a key that is no option is a mistake."""
    types = get_type_hints(Config)
    properties = {option.name: _option(option, types[option.name]) for option in fields(Config)}
    return _document("The options of a digest", properties) | {"additionalProperties": False}


def article_schema(topics: Sequence[Topic]) -> Schema:
    """Of the front matter of an article, week, topic or page, where these are the topics; other keys are kept."""
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
        if r"\w" in pattern.pattern:  # letters of all alphabets in Python, of one elsewhere
            return described | _TEXT
        return described | _matching(rf"(?!.*\.\.){pattern.pattern}", wanted)
    if kind == date | None:
        return described | _DAY
    if kind is int:
        return described | _SECONDS
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


def _text(item: Property) -> Schema:
    if item.options:
        return _one_of(item.options)
    return _matching(item.pattern, item.wanted) if item.pattern else _TEXT


def _one_of(texts: Sequence[str]) -> Schema:
    """One of a few words, or nothing yet."""
    return {"enum": [*texts, None]}


def _one_or_more(item: Schema) -> Schema:
    """A list, or its only item. No `anyOf`: an editor could not say which of the two was meant."""
    return {"if": {"type": "array"}, "then": {"items": item}, "else": item}


def _matching(pattern: str, wanted: str) -> Schema:
    """Nothing, or a text that matches; and what an editor says of others (a keyword of VS Code's)."""
    types = ["string", "number", "null"] if re.fullmatch(pattern, "1") else ["string", "null"]
    return {
        "type": types,
        "pattern": rf"^\s*({pattern})?\s*$",
        "patternErrorMessage": f"write {wanted}",
    }


_TOPICS: Final[Schema] = {
    "type": ["array", "string", "null"],
    "items": {
        "type": ["object", "string"],
        "minLength": 1,
        "properties": {
            "name": {"description": "What readers see.", **_TEXT},
            "slug": {
                "description": "Its part of an address, which articles name. Empty, it is made of the name.",
                **_matching("[a-z0-9]+(-[a-z0-9]+)*", "lower-case words joined by hyphens"),
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
