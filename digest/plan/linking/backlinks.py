"""Which texts link to an article: the links of all bodies, by the name of the file that each leads to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from digest.model.card import Record
from digest.model.rendering import Reference
from digest.plan.linking.references import target_of

LinksByName: TypeAlias = "Mapping[str, list[tuple[Record, Reference]]]"
"""Links by the last part of what they lead to: little to do for many, until one article is asked about."""


def links_by_name(records: Iterable[Record]) -> LinksByName:
    """The links of some texts, in their order."""
    links: dict[str, list[tuple[Record, Reference]]] = {}
    for record in records:
        for reference in record.references:
            if not reference.image:
                target = str(reference.file) if reference.wiki else reference.target
                links.setdefault(target.rstrip("/").rpartition("/")[2], []).append((record, reference))
    return links


def backlinks(article: Record, links: LinksByName) -> tuple[Record, ...]:
    """The texts whose bodies link to an article, each once."""
    sources = {
        record.file: record
        for record, reference in links.get(article.file.rpartition("/")[2], ())
        if record.file != article.file and target_of(record, reference) == article.path
    }
    return tuple(sources.values())
