"""`digest.yml` -> `Config`: every option with its default, unit and explanation beside it.

The same explanations make the file that `digest new` writes, so the two cannot drift apart.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Final, Literal, get_args
from urllib.parse import urlsplit

from slugify import slugify

from digest.errors import Location, Problem
from digest.model.article import Rights
from digest.model.findings import ANNOTATORS, Annotator
from digest.model.slug import portable
from digest.model.topic import UNSORTED, Topic
from digest.yaml.fields import Fields, nearest
from digest.yaml.load import Node, load
from digest.yaml.write_yaml import flow, scalar

FILE: Final = PurePosixPath("digest.yml")
"""Where a project keeps its configuration; the file also marks the project's folder."""

Links = Literal["auto", "pretty", "file"]


def _option(default: Any, explanation: str) -> Any:
    return field(default=default, metadata={"explanation": explanation})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The options of a project. `topics` come last in the file, since they are its longest part."""

    title: str = _option("Research digest", "The site's name, on every page and in the feeds.")
    description: str = _option("", "One sentence under the name, for readers and search engines.")
    author: str = _option("", "Who edits the digest.")
    language: str = _option("en", "Language of the site's own words, as a BCP 47 tag (en, de, pt-BR).")
    base_url: str = _option(
        "",
        "Where the site is published, for example https://ada.github.io/reading/\n"
        "Feeds, the sitemap and link previews need it; pages link relatively and work anywhere.",
    )
    theme: str = _option("paper", "The theme. A file themes/<theme>/<template> of your own replaces that one.")
    links: Links = _option(
        "auto",
        "file: links name index.html, so that the site also opens from disk.\n"
        "pretty: links end in a slash. auto: pretty with `--base-url`, else file.",
    )
    rights: Rights = _option(
        "excerpt",
        "What is published of other people's texts, where an article does not say so itself.\n"
        "excerpt: summary, key points and highlights, with a link; link: title and source alone;\n"
        "full: the whole text, if it is yours to publish. What you write here yourself is always full.",
    )
    reference_date: date | None = _option(
        None,
        "The day before which a date without a year must lie (YYYY-MM-DD).\n"
        "Left empty, each source's own modification date is taken.",
    )
    annotators: tuple[Annotator, ...] = _option(
        ANNOTATORS,
        "What `digest convert` says of an article by itself; leave out what you do not want.\n"
        "Your own properties and highlights are never touched by it.",
    )
    annotator_command: tuple[str, ...] = _option(
        (),
        "A program of yours that annotates too, for example [llm, -m, some-model, -t, annotate]. It gets the text on\n"
        "standard input and answers with a line of JSON for each passage: see the guide. Empty: none.",
    )
    annotator_seconds: int = _option(60, "How long that program may take for one article, in seconds.")
    cname: str = _option("", "Your own domain for GitHub Pages (reading.example.org), if you have one.")
    publish_remote: str = _option("origin", "The git remote that `digest publish` pushes to.")
    publish_branch: str = _option("gh-pages", "The branch it pushes to. No other branch is ever touched.")
    topics: tuple[Topic, ...] = field(default=())

    @property
    def topic_slugs(self) -> tuple[str, ...]:
        """The slugs of the taxonomy, in its order."""
        return tuple(topic.slug for topic in self.topics)


TOPICS_EXPLANATION: Final = (
    "The topics, in the order of the digest's sections. An article gets those whose keywords its title\n"
    "and text mention most; `topics` in its front matter overrules that. What fits none is Unsorted."
)


def parse_config(text: str) -> tuple[Config, tuple[Problem, ...]]:
    """Read `digest.yml`. An option with a problem has its default."""
    root, problems = load(text.removeprefix("\ufeff").replace("\r\n", "\n"), FILE)
    given = Fields(root)
    names = [option.name for option in fields(Config)]
    values: dict[str, Any] = {name: value for name in names[:-1] if (value := _read(given, name)) is not None}
    topics = _topics(given)
    given.refuse_rest(names)
    return Config(**values, topics=topics), (*problems, *given.problems)


def option_location(text: str, name: str) -> Location | None:
    """Where `digest.yml` sets an option; None where it does not."""
    root, _ = load(text.removeprefix("\ufeff").replace("\r\n", "\n"), FILE)
    return Fields(root).location(name)


def explain(values: Mapping[str, str | date | None], topics: tuple[Topic, ...]) -> str:
    """A `digest.yml` with every option explained; an option not among the values has its default."""
    blocks = []
    for option in fields(Config):
        if option.name == "topics":
            continue
        given: Any = values.get(option.name, option.default)
        value = flow(given) if isinstance(given, tuple) else scalar(given)
        line = f"{option.name}: {value}" if value else f"{option.name}:"
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


PATTERNS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "language": (re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "a BCP 47 tag such as en or pt-BR"),
    "theme": (re.compile(r"[\w-][\w.-]*"), "the name of a folder in themes/"),
    "cname": (
        re.compile(r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"),
        "a domain name such as reading.example.org",
    ),
    "publish_remote": (re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*"), "a plain git name"),
    "publish_branch": (re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*"), "a plain git name"),
}
"""What the text of an option must look like, and how to say that; two dots in a row are never allowed."""


def _read(given: Fields, name: str) -> object:
    if name in PATTERNS:
        return _matching(given, name)
    return _READERS[name](given) if name in _READERS else given.text(name)


def _matching(given: Fields, name: str) -> str | None:
    pattern, wanted = PATTERNS[name]
    location = given.location(name)
    text = given.text(name)
    if text is None or (pattern.fullmatch(text) and ".." not in text):
        return text
    given.report(f'{name} cannot be "{text}"', location, f"write {wanted}")
    return None


def _annotators(given: Fields) -> tuple[Annotator, ...] | None:
    found = given.located_texts("annotators")
    if found is None:
        return None
    for name, location in found:
        if name not in ANNOTATORS:
            near = nearest(name, ANNOTATORS)
            hint = f'did you mean "{near}"?' if near else f"there are {', '.join(ANNOTATORS)}"
            given.report(f'there is no annotator "{name}"', location, hint)
    named = {name for name, _ in found}
    return tuple(name for name in ANNOTATORS if name in named)


def _command(given: Fields) -> tuple[str, ...] | None:
    """A program and its arguments, as a list or as one line with quotes; no shell ever sees them."""
    location = given.location("annotator_command")
    words = given.texts("annotator_command")
    if words is None or len(words) != 1:
        return words
    try:
        return tuple(shlex.split(words[0]))
    except ValueError:
        given.report("annotator_command has a quotation mark without its partner", location, "write it as a list")
        return None


def _seconds(given: Fields) -> int | None:
    location = given.location("annotator_seconds")
    text = given.text("annotator_seconds")
    if text is None:
        return None
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= LONGEST_WAIT:
        return int(text)
    given.report(f'annotator_seconds cannot be "{text}"', location, f"write a number from 1 to {LONGEST_WAIT}")
    return None


LONGEST_WAIT: Final = 3600
"""Seconds that a command of the user's own may be given."""


def normal_base_url(address: str) -> str | None:
    """An address of the web with a slash at its end, without query and fragment; None where it is none."""
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        return None
    if re.search(r"[\s\x00-\x1f\x7f<>\"'\\]", address.strip()):
        return None
    return address.strip().rstrip("/") + "/"


def _base_url(given: Fields) -> str | None:
    location = given.location("base_url")
    text = given.text("base_url")
    if text is None:
        return None
    address = normal_base_url(text)
    if address is None:
        given.report(
            f'base_url "{text}" is no address of the web', location, "write https://host/ or https://host/path/"
        )
    return address


def _topics(given: Fields) -> tuple[Topic, ...]:
    topics: dict[str, Topic] = {}
    for node in given.nodes("topics") or ():
        topic = _topic(node, given)
        if topic is None:
            continue
        if topic.slug in topics or topic.slug == UNSORTED:
            taken = "is the group of what fits no topic" if topic.slug == UNSORTED else "stands here twice"
            given.report(f'the topic "{topic.slug}" {taken}', node.location, "give it another slug")
            continue
        topics[topic.slug] = topic
    return tuple(topics.values())


def _topic(node: Node, given: Fields) -> Topic | None:
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
    given.problems += item.problems
    if not slug:
        given.report("a topic has no name", node.location, "write `- name: …`")
        return None
    wanted = portable(slugify(slug))
    if slug != wanted:
        given.report(f'the slug "{slug}" cannot be part of an address', place, f'write "{wanted or "a-word"}"')
        return None
    return topic


_READERS: Final[Mapping[str, Callable[[Fields], object]]] = {
    "annotator_command": _command,
    "annotator_seconds": _seconds,
    "annotators": _annotators,
    "base_url": _base_url,
    "links": lambda given: given.choice("links", get_args(Links)),
    "reference_date": lambda given: given.day("reference_date"),
    "rights": lambda given: given.choice("rights", get_args(Rights)),
}
"""How an option is read that is not simply a text."""


def unreadable(reason: str) -> Problem:
    """The problem of a `digest.yml` that cannot be read at all."""
    return Problem(message=reason, location=Location(path=FILE), hint="mend it, or make a new one with `digest new`")
