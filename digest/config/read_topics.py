"""The topics of `digest.yml`: each a word, or a mapping of its own."""

from __future__ import annotations

from typing import Final

from slugify import slugify

from digest.model.slug import has_own_letters, in_own_letters, portable
from digest.model.topic import UNSORTED, Topic
from digest.yaml.fields import Fields
from digest.yaml.load import Node

_LONGEST: Final = 200
"""UTF-8 bytes of a slug in letters of its own script."""


def read_topics(options: Fields) -> tuple[Topic, ...]:
    """The topics that can be read; the others are problems of the options."""
    topics: dict[str, Topic] = {}
    for node in options.nodes("topics") or ():
        topic = _topic(node, options)
        if topic is None:
            continue
        if topic.slug in topics or topic.slug == UNSORTED:
            reason = "is the group of what fits no topic" if topic.slug == UNSORTED else "stands here twice"
            options.report(f'the topic "{topic.slug}" {reason}', node.location, "give it another slug")
            continue
        topics[topic.slug] = topic
    return tuple(topics.values())


def _topic(node: Node, options: Fields) -> Topic | None:
    if isinstance(node.value, str):
        return Topic(slug=portable(slugify(node.value)) or UNSORTED, name=node.value)
    item = Fields(node)
    name = item.text("name")
    place = item.location("slug") or node.location
    slug = item.text("slug") or portable(slugify(name or ""))
    topic = Topic(
        slug=slug,
        name=name or slug,
        description=item.text("description") or "",
        keywords=tuple(word.lower() for word in item.texts("keywords") or ()),
    )
    item.refuse_rest(("name", "slug", "description", "keywords"))
    options.problems += item.problems
    if not slug:
        options.report("a topic has no name", node.location, "write `- name: …`")
        return None
    wanted = portable(slugify(slug))
    if slug != (in_own_letters(slug, _LONGEST) if has_own_letters(slug) else wanted):
        options.report(f'the slug "{slug}" cannot be part of an address', place, f'write "{wanted or "a-word"}"')
        return None
    return topic
