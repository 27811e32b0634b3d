"""Front matter, read and written: flat YAML between two `---` lines, as people edit it and Obsidian shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final, cast, get_args
from urllib.parse import urlsplit

from digest.articles.lost_front_matter import FENCE, lost_front_matter, second_front_matter
from digest.articles.properties import PROPERTIES
from digest.errors import Problem
from digest.model.article import NARROWEST, FrontMatter, Rights, Value
from digest.model.findings import ANNOTATORS, Annotator, Event, Findings, read_event, read_quotation
from digest.model.slug import is_portable
from digest.model.week import Week
from digest.yaml.fields import Fields, nearest
from digest.yaml.load import load, plain
from digest.yaml.write_yaml import write

KEYS: Final = tuple(PROPERTIES)
"""The keys with a meaning, in the order in which they are written."""

_UNREADABLE_RIGHTS: Final = ('duplicate key "rights"', 'duplicate key "source_url"', "rights ", "source_url ")
"""How the problems begin of the properties that say what may be published."""

_OPENING: Final = re.compile(rf"{FENCE.pattern}\r*(?=\n|\Z)")
_CLOSING: Final = re.compile(rf"\n{FENCE.pattern}\r*(?:\n|\Z)")
_WEB_ADDRESS: Final = re.compile("https?://", re.IGNORECASE)


@lru_cache(maxsize=1)
def split(text: str) -> tuple[str | None, str, int]:
    """Split a text into front matter and body; the last one is remembered, since several ask for it in turn.

    Returns:
        The YAML between the lines of `---` (None if the text has none, or only the first), the body, and the 1-based
        line on which the body begins.
    """
    text = text.removeprefix("\ufeff")
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None, text, 1
    yaml_text = text[opening.end() + 1 : closing.start()]
    return yaml_text, text[closing.end() :], text.count("\n", 0, closing.start()) + 3


def foreign_properties(yaml_text: str) -> dict[str, Value]:
    """Front matter that other programs wrote, whatever its keys; empty if it cannot be read."""
    root, _ = load(yaml_text.replace("\r\n", "\n"), PurePosixPath("front matter"))
    value = plain(root) if root is not None else None
    return dict(value) if isinstance(value, dict) else {}


def parse(
    text: str, path: PurePosixPath, *, topics: Sequence[str]
) -> tuple[FrontMatter, str, int, tuple[Problem, ...]]:
    r"""Read and validate a file of `content/`.

    Args:
        text: the whole file, `\n` line ends.
        path: for problems.
        topics: the known slugs.

    Returns:
        The front matter (with an empty title if none is given), the body, the line on which the body begins, and the
        problems. Front matter that cannot be read, or whose `draft` cannot, is that of a draft, so that nothing is
        published by mistake.
    """
    yaml_text, body, body_line = split(text)
    if yaml_text is None:
        lost = lost_front_matter(path, text)
        return FrontMatter(title="", draft=lost is not None), body, body_line, (lost,) if lost else ()
    root, problems = load(yaml_text, path, first_line=2)
    fields = Fields(root)
    unreadable = bool(problems) if root is None else not isinstance(root.value, Mapping)
    front_matter = FrontMatter(title="", draft=True) if unreadable else _read(fields, topics)
    second = second_front_matter(path, body, body_line)
    if second or any(problem.message == 'duplicate key "draft"' for problem in problems):
        front_matter = replace(front_matter, draft=True)
    if any(problem.message.startswith(_UNREADABLE_RIGHTS) for problem in (*problems, *fields.problems)):
        front_matter = replace(front_matter, rights=NARROWEST)
    return front_matter, body, body_line, (*problems, *fields.problems, *([second] if second else []))


def dump(front_matter: FrontMatter) -> str:
    """Front matter as text, between its lines of `---`.

    Keys without a value are left out, but for those that mean something without one: `topics: []` says that none fits,
    `related: []` that none is related, `duplicate_of: no` and `story: no` that no other tells it; and of an article
    that has a seed `seed_fingerprint` is filled in when the text is finished.
    """
    values = ((key, _written(front_matter, key)) for key in KEYS)
    known = [
        (key, value) for key, value in values if value not in (None, False, (), "") or _is_said_empty(front_matter, key)
    ]
    return f"---\n{write([*known, *front_matter.extra.items()])}---\n"


def _is_said_empty(front_matter: FrontMatter, key: str) -> bool:
    """Whether a property is written though it has no value."""
    if key == "seed_fingerprint":
        return front_matter.seed is not None
    return key in ("topics", "related") and getattr(front_matter, key) is not None


def _written(front_matter: FrontMatter, key: str) -> Value:
    """The value of a property as it is written."""
    findings = front_matter.findings
    match key:
        case "quotations" | "timeline":
            return tuple(map(str, getattr(findings, key)))
        case "week":
            return str(front_matter.week) if front_matter.week else None
        case "weight":
            return front_matter.weight or None
        case "aliases":
            return tuple(f"/{alias}" for alias in front_matter.aliases)
        case "duplicate_of" | "story":
            return "no" if getattr(front_matter, key) == "" else getattr(front_matter, key)
    value: Value = getattr(findings if hasattr(findings, key) else front_matter, key)
    return value


def line_of(text: str, key: str) -> int:
    """The 1-based line on which a property of the front matter stands; 1 if it is not there."""
    yaml_text, _, _ = split(text)
    lines = (yaml_text or "").split("\n")
    return next((number for number, line in enumerate(lines, start=2) if line.startswith(f"{key}:")), 1)


def _read(fields: Fields, known_topics: Sequence[str]) -> FrontMatter:
    return FrontMatter(
        title=fields.text("title") or "",
        title_basis=fields.text("title_basis"),
        date=fields.day("date"),
        date_basis=fields.text("date_basis"),
        updated=fields.day("updated", severity="warning"),
        week=_week(fields),
        source=_source(fields),
        source_url=_address(fields),
        authors=fields.texts("authors") or (),
        language=fields.text("language"),
        topics=_topics(fields, known_topics),
        comment=fields.text("comment"),
        lead=fields.flag("lead"),
        weight=fields.whole_number("weight"),
        summary=fields.text("summary"),
        summary_basis=fields.text("summary_basis"),
        key_points=fields.texts("key_points") or (),
        findings=_findings(fields),
        added=fields.day("added"),
        seed=fields.text("seed"),
        seed_fingerprint=fields.text("seed_fingerprint"),
        rights=cast("Rights | None", fields.choice("rights", get_args(Rights))),
        draft=fields.flag("draft", wrong=True),
        id=fields.text("id"),
        aliases=tuple(dict.fromkeys(_aliases(fields))),
        duplicate_of=fields.text_or_no("duplicate_of"),
        story=fields.text_or_no("story"),
        related=fields.texts("related", 'put a [[wikilink]] into "quotes"'),
        extra=fields.rest(),
    )


def _findings(fields: Fields) -> Findings:
    return Findings(
        quotations=tuple(map(read_quotation, fields.texts("quotations") or ())),
        timeline=tuple(_events(fields)),
        people=fields.texts("people") or (),
        organisations=fields.texts("organisations") or (),
        places=fields.texts("places") or (),
        machine=tuple(_machine(fields)),
    )


def _events(fields: Fields) -> Iterator[Event]:
    for line, location in fields.located_texts("timeline") or ():
        if event := read_event(line):
            yield event
        else:
            fields.report(
                f'"{line[:40]}" has no date',
                location,
                "write `2025-03-18 — what happened`, or `2025-03 — …` for a month",
            )


def _machine(fields: Fields) -> Iterator[Annotator]:
    known = {name: name for name in ANNOTATORS}
    for name, location in fields.located_texts("machine") or ():
        if name in known:
            yield known[name]
        else:
            fields.report(f'machine cannot be "{name}"', location, f"it lists some of {', '.join(ANNOTATORS)}")


def _source(fields: Fields) -> str | None:
    location, source = fields.location("source"), fields.text("source")
    if source and _WEB_ADDRESS.match(source):
        message = "source is an address, so the text is taken for somebody else's"
        hint = "write the address as source_url, and here the publisher's name"
        fields.report(message, location, hint, severity="warning")
    return source


def _address(fields: Fields) -> str | None:
    location = fields.location("source_url")
    address = fields.text("source_url")
    if address is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.lower() in {"http", "https"} and parts.netloc:
        return address
    fields.report(
        f'source_url "{address}" is not a web address',
        location,
        "write it whole, beginning with https:// or http://",
    )
    return None


def _week(fields: Fields) -> Week | None:
    location, label = fields.location("week"), fields.text("week")
    week = Week.parse(label) if label else None
    if label and week is None:
        hint = "write a week of the ISO calendar, for example 2026-W48"
        fields.report(f'there is no week "{label}"', location, hint)
    return week


def _aliases(fields: Fields) -> Iterator[str]:
    """The aliases that are addresses within the site, without the slash at the beginning, with one at the end.

    What does not begin with a slash is another name of the note, as Obsidian has them.
    """
    for text, location in fields.located_texts("aliases") or ():
        if not text.startswith("/"):
            continue
        parts = text.removeprefix("/").removesuffix("/").split("/")
        if all(part and is_portable(part) for part in parts):
            yield "/".join(parts) + ("" if parts[-1].endswith(".html") else "/")
        else:
            hint = "write the path of an old address, for example /2026/w47/its-old-name/"
            fields.report(f'the alias "{text}" cannot be an address within the site', location, hint)


def _topics(fields: Fields, known: Sequence[str]) -> tuple[str, ...] | None:
    given = fields.located_texts("topics")
    if given is None:
        return None
    topics = []
    for topic, location in given:
        if topic in known:
            topics.append(topic)
            continue
        near = nearest(topic, known)
        hint = f'did you mean "{near}"? ' if near else ""
        slugs = "" if near or not known else f", by the slugs {', '.join(known[:8])}"
        hint += f"topics are listed in digest.yml under topics{slugs}"
        fields.report(f'unknown topic "{topic}"', location, hint, code="unknown-topic")
    return tuple(dict.fromkeys(topics))
