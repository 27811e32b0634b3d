"""A `digest.yml` that explains every option, from the explanations that the options carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from digest.config import Config
from digest.model.topic import Topic
from digest.yaml.write_yaml import flow, scalar

TOPICS_EXPLANATION: Final = (
    "The topics, in the order of the digest's sections. An article gets those whose keywords its title\n"
    "and text mention most; `topics` in its front matter overrules that. What fits none is Unsorted."
)


def explain(values: Mapping[str, str | date | None], topics: tuple[Topic, ...]) -> str:
    """The text of a `digest.yml` that explains every option; those without a value get their default."""
    blocks = []
    for option in fields(Config):
        if option.name == "topics":
            continue
        value: Any = values.get(option.name, option.default)
        text = flow(value) if isinstance(value, tuple) else scalar(value)
        line = f"{option.name}: {text}" if text else f"{option.name}:"
        blocks.append(f"{_comment(option.metadata['explanation'])}{line}\n")
    blocks.append(f"{_comment(TOPICS_EXPLANATION)}topics:{_topic_lines(topics)}")
    return "\n".join(blocks)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n"))


def _topic_lines(topics: tuple[Topic, ...]) -> str:
    if not topics:
        return " []\n"
    lines = [""]
    for topic in topics:
        lines.append(f"  - name: {scalar(topic.name)}")
        lines.append(f"    slug: {scalar(topic.slug)}")
        lines.append(f"    description: {scalar(topic.description)}")
        lines.append(f"    keywords: {flow(topic.keywords)}")
    return "\n".join(lines) + "\n"
