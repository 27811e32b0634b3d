"""Annotations as Hypothesis's API gives them (https://h.readthedocs.io/en/latest/api-reference/v1/).

`uri` is the page, `text` is Markdown, `user` is `acct:name@host`, `references` are the ids of the annotations above a
reply, the nearest last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from digest.annotations.formats.incoming import Incoming, day_of, make_annotation, safe_name, without_wikilinks
from digest.annotations.formats.selectors import quote_of
from digest.model.annotation import MACHINE, TextQuoteSelector


def read(item: Mapping[str, Any]) -> Iterator[Incoming]:
    """The annotation; nothing if it does not name a page."""
    address = _text(item, "uri")
    if not address:
        return
    targets, references, tags = (_list(item, name) for name in ("target", "references", "tags"))
    quotes = (quote_of(target.get("selector")) for target in targets if isinstance(target, Mapping))
    user = safe_name(_text(item, "user"))
    yield Incoming(
        id=_text(item, "id"),
        parent=next((name for name in reversed(references) if isinstance(name, str)), ""),
        address=address,
        annotation=make_annotation(
            next(filter(None, quotes), TextQuoteSelector(exact="")),
            comment=without_wikilinks(_text(item, "text")),
            by=f"{MACHINE}-reader" if user == MACHINE else user,
            tags=[tag for tag in tags if isinstance(tag, str)],
            day=day_of(item.get("created")),
        ),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []
