"""The topics of `digest.yml`: each a word, or a mapping of its own."""

from __future__ import annotations

import re
from typing import Final

from slugify import slugify

from digest.model.slug import has_own_letters, in_own_letters, portable
from digest.model.topic import UNSORTED, Topic
from digest.yaml.fields import Fields
from digest.yaml.load import Node

_LONGEST: Final = 200
"""UTF-8 bytes of a slug in letters of its own script."""


LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A tag of a language, as of BCP 47."""


def read_topics(options: Fields, language: str, *, own: bool = False) -> tuple[Topic, ...]:
    """The topics that can be read, with their names in a language; the others are problems of the options.

    Slugs that are made of a name may be in letters of its own script.
    """
    topics: dict[str, Topic] = {}
    for node in options.nodes("topics") or ():
        topic = _topic(node, options, language, own=own)
        if topic is None:
            continue
        if topic.slug in topics or topic.slug == UNSORTED:
            reason = "is the group of what fits no topic" if topic.slug == UNSORTED else "stands here twice"
            options.report(f'the topic "{topic.slug}" {reason}', node.location, "give it another slug")
            continue
        topics[topic.slug] = topic
    return tuple(topics.values())


def _topic(node: Node, options: Fields, language: str, *, own: bool) -> Topic | None:
    if isinstance(node.value, str):
        return Topic(slug=_slug_of(node.value, own=own) or UNSORTED, name=node.value)
    item = Fields(node)
    name = item.text("name")
    place = item.location("slug") or node.location
    slug = item.text("slug") or _slug_of(name or "", own=own)
    topic = Topic(
        slug=slug,
        name=_translated(item, language) or name or slug,
        description=item.text("description") or "",
        keywords=tuple(word.lower() for word in item.texts("keywords") or ()),
    )
    item.refuse_rest(("name", "names", "slug", "description", "keywords"))
    options.problems += item.problems
    if not slug:
        options.report("a topic has no name", node.location, "write `- name: …`")
        return None
    if slug != _slug_of(slug, own=True):
        wanted = portable(slugify(slug))
        options.report(f'the slug "{slug}" cannot be part of an address', place, f'write "{wanted or "a-word"}"')
        return None
    return topic


def _slug_of(name: str, *, own: bool) -> str:
    return in_own_letters(name, _LONGEST) if own and has_own_letters(name) else portable(slugify(name))


def _translated(item: Fields, language: str) -> str:
    """The name of a topic in a language: `zh-Hant-TW` has that of `zh-Hant`, else that of `zh`; empty without one."""
    names = {}
    for tag, (name, place) in item.texts_by_key("names").items():
        if LANGUAGE.fullmatch(tag):
            names[tag.lower()] = name
        else:
            item.report(f'"{tag}" is not the tag of a language', place, "write a tag such as ja, en or pt-BR")
    parts = language.lower().split("-")
    tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((names[tag] for tag in tags if tag in names), "")
