"""Properties that want a look: keys that look like a slip, what digest inferred, rights that are wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from digest.articles.doubts import DoubtKind, doubts
from digest.articles.front_matter import line_of, split
from digest.articles.kinds import is_article
from digest.check.content.checked_text import CheckedText
from digest.check.content.key_spelling import meant_by
from digest.errors import Location, Problem
from digest.yaml.load import Field, load

_WIDTH: Final = {"link": 0, "excerpt": 1, "full": 2}

_DOUBTED: Final[Mapping[DoubtKind, str]] = {"date_inferred": "date_basis", "title_guessed": "title_basis"}
"""The property beside which each doubt stands."""


def misspelled_keys(checked: CheckedText) -> Iterator[Problem]:
    """Keys that digest does not know, but that look like one that it knows."""
    extra = checked.article.front_matter.extra
    if not extra or not any(meant_by(key, ()) for key in extra):
        return
    fields = _fields(checked)
    for key in extra:
        meant = meant_by(key, fields)
        if meant and key in fields:
            yield Problem(
                message=f'digest does not know the property "{key}"',
                location=fields[key].key,
                hint=f'did you mean "{meant.key}"? A property of your own is fine under any other name',
                severity="warning",
                code="misspelled-key",
            )


def unconfirmed(checked: CheckedText) -> Iterator[Problem]:
    """Dates and titles that digest inferred, and that nobody has confirmed yet."""
    if not is_article(checked.article.path):
        return
    for doubt in doubts(checked.article, (), sorted_by_topic=False, texts=()):
        if key := _DOUBTED.get(doubt.kind):
            yield Problem(
                message="the date is inferred, and nobody has confirmed it"
                if key == "date_basis"
                else "the title is a guess",
                location=_at_key(checked, key),
                hint=doubt.hint,
                severity="warning",
                code="inferred-date" if key == "date_basis" else "guessed-title",
            )


def wide_rights(checked: CheckedText) -> Iterator[Problem]:
    """Rights of an article that publish more of somebody's text than those of the project do."""
    front_matter, default = checked.article.front_matter, checked.config.rights
    if front_matter.rights is None or not front_matter.is_foreign or not is_article(checked.article.path):
        return
    if _WIDTH[front_matter.rights] > _WIDTH[default]:
        yield Problem(
            message=f"rights: {front_matter.rights} publishes more of somebody else's text than digest.yml does",
            location=_at_key(checked, "rights"),
            hint=f"take the line out for {default}, or write # digest-ignore: wide-rights above it if you may",
            severity="warning",
            code="wide-rights",
        )


def _fields(checked: CheckedText) -> Mapping[str, Field]:
    """The keys of the front matter with their places."""
    root, _ = load(split(checked.text)[0] or "", checked.article.path, first_line=2)
    return root.value if root is not None and isinstance(root.value, Mapping) else {}


def _at_key(checked: CheckedText, key: str) -> Location:
    return checked.on_line(line_of(checked.text, key), key)
