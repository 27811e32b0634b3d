"""Objects of JSON-LD in a page, with what they refer to by `@id` put in its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from digest.extract.decoding.decode import clean

_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Story|Paper)$")
_ORGANISATION = re.compile(r"Organi[sz]ation$|^Corporation$")
_MOST: Final = 50_000
"""Objects that are read at most; a page has a few hundred."""

_REFERRING: Final = ("author", "creator", "publisher")
"""Keys whose values often only name the `@id` of an object elsewhere in the graph."""


def json_ld_objects(scripts: Iterable[str]) -> tuple[Mapping[str, object], ...]:
    """The objects in scripts of JSON-LD, also those in lists and graphs; articles first."""
    objects: list[Mapping[str, object]] = []
    waiting: list[object] = list(filter(None, map(_json, scripts)))
    for value in waiting:  # the list grows while it is read
        if isinstance(value, list):
            waiting += value[:_MOST]
        elif isinstance(value, dict):
            objects.append(value)
            graph = value.get("@graph")
            waiting += graph[:_MOST] if isinstance(graph, list) else []
    named = {str(item["@id"]): item for item in objects if isinstance(item.get("@id"), str) and item.get("name")}
    return tuple(sorted((_resolved(item, named) for item in objects), key=lambda item: not is_article(item)))


def _json(text: str) -> object:
    text = clean(text).strip().strip(";").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _resolved(item: Mapping[str, object], named: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """An object whose authors and publisher are themselves objects with a name, where the page has these."""
    changed = {key: _referent(item[key], named) for key in _REFERRING if key in item}
    return {**item, **changed} if changed else item


def _referent(value: object, named: Mapping[str, Mapping[str, object]]) -> object:
    if isinstance(value, list):
        return [_referent(part, named) for part in value[:_MOST] if not isinstance(part, list)]
    if isinstance(value, dict) and not value.get("name"):
        return named.get(str(value.get("@id")), value)
    return named.get(value, value) if isinstance(value, str) else value


def is_article(item: Mapping[str, object]) -> bool:
    """Whether an object is an article."""
    return any(_ARTICLE.search(name) for name in _types(item))


def is_organisation(item: Mapping[str, object]) -> bool:
    """Whether an object is an organisation; some programs call every author both a person and an organisation."""
    types = _types(item)
    return "Person" not in types and any(map(_ORGANISATION.search, types))


def _types(item: Mapping[str, object]) -> Sequence[str]:
    types = item.get("@type")
    return [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]


def one_line(value: object) -> str:
    """A text, clean and on one line; of any other value the empty text."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def names_in(value: object, *, organisations: bool = True) -> Iterator[str]:
    """The names in a value: a text, an object with a name, or a list of these.

    Args:
        value: of an author or a publisher.
        organisations: whether the names of objects that are organisations are among them.
    """
    if isinstance(value, str):
        yield one_line(value)
    elif isinstance(value, dict):
        if organisations or not is_organisation(value):
            name = value.get("name")
            yield from (one_line(item) for item in (name if isinstance(name, list) else [name]))
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from names_in(item, organisations=organisations)
