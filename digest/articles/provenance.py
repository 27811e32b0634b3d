"""What a converted article knows of its source: which one that is, and whether anybody edited the article since."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import KEYS, foreign_properties, split
from digest.articles.kinds import FOLDER
from digest.model.article import Value
from digest.yaml.write_yaml import write

_SEED = re.compile(r"^seed(?:_fingerprint)?:.*$", re.MULTILINE)
_SEED_FINGERPRINT = re.compile(r"^seed_fingerprint:.*$", re.MULTILINE)


BASES: Final = FOLDER / ".base"
"""The folder of bases: each is an article exactly as the converter last wrote it."""

BASE_NAME: Final = re.compile(r"[0-9a-f]{16}")


def base_name(seed_fingerprint: str) -> str:
    """The name of the base in a `seed_fingerprint`; empty where there is none in it."""
    name = seed_fingerprint.rpartition("-")[2]
    return name if BASE_NAME.fullmatch(name) else ""


def base_path(name: str) -> PurePosixPath:
    """The path of a base."""
    return BASES / f"{name}.txt"


def base_of(text: str) -> str:
    """The name of the base of an article."""
    return base_name(seed_of(text)[1])


def whole_base(text: str, name: str) -> str | None:
    """The text of a base, with line feeds; None where it was changed."""
    return None if is_edited(text) or base_of(text) != name else text.replace("\r\n", "\n")


def with_seed_fingerprint(text: str, seed: str) -> str:
    """Write the `seed_fingerprint` of a new article, by which `is_edited` and `seed_of` see later what changed.

    Args:
        text: the article, its `seed_fingerprint` empty.
        seed: the fingerprint of the source and of everything else that its conversion depends on.
    """
    return _SEED_FINGERPRINT.sub(f"seed_fingerprint: {seed}-{_fingerprint(text)}", text, count=1)


def seed_of(text: str) -> tuple[str, str]:
    """The `seed` and `seed_fingerprint` of an article, each empty if it has none; only these lines are read."""
    yaml_text, _, _ = split(text.replace("\r\n", "\n"))
    lines = "\n".join(_SEED.findall(yaml_text or ""))
    properties = foreign_properties(lines)
    return str(properties.get("seed") or ""), str(properties.get("seed_fingerprint") or "")


def with_duplicate(text: str, slug: str | None) -> str:
    """An article that nobody edited, with a `duplicate_of` or without one, and with the fingerprint of its new text.

    Args:
        text: the whole file.
        slug: of the article that leads the story; None removes the property.
    """
    return _with_property(text, "duplicate_of", slug)


def with_added(text: str, day: date | None) -> str:
    """The same with the day on which the article was converted first; None leaves the article without one."""
    return _with_property(text, "added", day)


def _with_property(text: str, key: str, value: Value) -> str:
    """An article that nobody edited with another value of a property of one line; None removes it."""
    text = text.replace("\r\n", "\n")
    _, seed_fingerprint = seed_of(text)
    head, fence, body = text.partition("\n---\n")
    head = re.sub(rf"^{key}:.*\n?", "", f"{head}\n", count=1, flags=re.MULTILINE)
    head = _SEED_FINGERPRINT.sub("seed_fingerprint:", head, count=1)
    if value is not None:
        head = _before_later_keys(head, key, write([(key, value)]))
    return with_seed_fingerprint(head.removesuffix("\n") + fence + body, seed_fingerprint.rpartition("-")[0])


def _before_later_keys(head: str, key: str, line: str) -> str:
    """Front matter with a line where its key belongs: before the first of the keys that are written after it."""
    later = "|".join(KEYS[KEYS.index(key) + 1 :])
    place = re.search(rf"^(?:{later}):", head, re.MULTILINE)
    at = place.start() if place else len(head)
    return head[:at] + line + head[at:]


def is_edited(text: str) -> bool:
    """Whether anybody changed the article since `with_seed_fingerprint`; other line ends do not count as a change."""
    text = text.replace("\r\n", "\n")
    line = _SEED_FINGERPRINT.search(text)
    if line is None:
        return True
    fingerprint = line[0].rpartition("-")[2].strip()
    return fingerprint != _fingerprint(_SEED_FINGERPRINT.sub("seed_fingerprint:", text, count=1))


def _fingerprint(text: str) -> str:
    """64 bits of BLAKE2b in hexadecimal digits."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
