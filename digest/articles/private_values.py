"""Private text in front matter: where it may stand, and the values without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any, Final

from digest.markdown.rules.private import may_hold_private, public_part
from digest.model.article import FrontMatter
from digest.model.findings import Event, Findings, Quotation

_FIELDS: Final = tuple(each.name for each in fields_of(FrontMatter))
_FIELDS_BUT_FINDINGS: Final = tuple(name for name in _FIELDS if name != "findings")
_NO_FINDINGS: Final = Findings()


def values_with_private(front_matter: FrontMatter) -> Iterator[tuple[str, Any]]:
    """The values that may hold private text, by the names of their fields."""
    for name in _FIELDS if front_matter.findings != _NO_FINDINGS else _FIELDS_BUT_FINDINGS:
        value = getattr(front_matter, name)
        if value and may_hold_private(value if isinstance(value, str) else str(value)):
            yield name, value


def without_private_values(front_matter: FrontMatter) -> FrontMatter:
    """Front matter as it may be published: no value holds private text, or an HTML comment."""
    public: dict[str, Any] = {
        name: public_part(value).strip() if name == "comment" else _without_private(value)
        for name, value in values_with_private(front_matter)
    }
    if not public.get("title", front_matter.title):
        public["title"] = "Untitled"
    return replace(front_matter, **public) if public else front_matter


def _without_private(value: Any) -> Any:
    match value:
        case str():
            public = public_part(value)
            return value if public == value else " ".join(public.split())
        case Mapping():
            return {public_part(key): _without_private(item) for key, item in value.items()}
        case list() | tuple():
            return type(value)(public for item in value if (public := _without_private(item)) != "" or not item)
        case Findings() | Quotation() | Event():
            return replace(
                value, **{each.name: _without_private(getattr(value, each.name)) for each in fields_of(value)}
            )
        case _:
            return value
