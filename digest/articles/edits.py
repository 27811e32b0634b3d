"""Edits of an article's properties: from its text to its new text, with every other byte as it was.

Only the lines of the properties that change are replaced; comments, order, quotation marks, line ends, the byte order
mark and the body stay. The result is read again, and an edit that would mean anything else than it should is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import KEYS, parse, split
from digest.articles.property_lines import (
    FileParts,
    Unreadable,
    WrittenProperties,
    file_parts,
    read_properties,
    with_ends,
    with_lines,
)
from digest.errors import Location, Problem
from digest.markdown.line_ends import line_end, split_lines
from digest.model.article import Value
from digest.model.findings import ANNOTATORS
from digest.model.week import Week
from digest.yaml.load import load, plain
from digest.yaml.write_yaml import write_as

CONFIRMED: Final = "confirmed"
"""The `date_basis` of a date that a person has confirmed."""

Values = Mapping[str, Value]
"""Properties with the values that they are to get; None removes a property."""


def edit_article(text: str, path: PurePosixPath, values: Values, topics: Sequence[str] = ()) -> str | Problem:
    """An article whose properties a person sets, with what follows from that.

    A property that a person sets is not digest's any more: it leaves `machine`. A date that a person sets is
    confirmed, a title that a person sets is not a guess, and a summary does not come from elsewhere.

    Args:
        text: the whole file.
        path: of the file, for problems.
        values: the properties to set or to remove.
        topics: the known slugs.

    Returns:
        The new text, or why the edit is refused.
    """
    written = _written(file_parts(text))
    if isinstance(written, Unreadable):
        return _unreadable(text, path, written)
    more: dict[str, Value] = {}
    if own := [key for key in values if key in machine_properties(written)]:
        more = _without_names(written, own)
    if "date" in values:
        more["date_basis"] = None if values["date"] is None else CONFIRMED
    more |= {f"{key}_basis": None for key in ("title", "summary") if key in values}
    return edit_properties(text, path, {**more, **values}, topics)


def accept_into(week: Week) -> Values:
    """The edit that puts an article into the digest of a week; a draft is one no more."""
    return {"week": str(week), "draft": None}


def as_draft(*, draft: bool) -> Values:
    """The edit that makes an article a draft, or none."""
    return {"draft": True if draft else None}


def confirm_date() -> Values:
    """The edit that says that the date of an article is right."""
    return {"date_basis": CONFIRMED}


def adopt(text: str, path: PurePosixPath, only: Collection[str] = ()) -> str | Problem:
    """An article some of whose machine properties are a person's from now on: their values stay.

    Args:
        text: the whole file.
        path: of the file, for problems.
        only: the properties that are meant; all that `machine` names where none is given.
    """
    written = _written(file_parts(text))
    if isinstance(written, Unreadable):
        return _unreadable(text, path, written)
    return edit_properties(text, path, _without_names(written, only))


def drop(text: str, path: PurePosixPath, only: Collection[str] = ()) -> str | Problem:
    """An article without some of its machine properties; what a person wrote stays. The rest as in `adopt`."""
    written = _written(file_parts(text))
    if isinstance(written, Unreadable):
        return _unreadable(text, path, written)
    names = [name for name in machine_properties(written) if name in only or not only]
    return edit_properties(text, path, _without_names(written, names) | dict.fromkeys(names) if names else {})


def machine_properties(written: WrittenProperties) -> tuple[str, ...]:
    """The properties that `machine` names, as far as it names any that digest writes."""
    return tuple(name for name in machine_names(written) if name in ANNOTATORS)


def edit_properties(text: str, path: PurePosixPath, values: Values, topics: Sequence[str] = ()) -> str | Problem:
    """An article with exactly these properties changed; see `edit_article`."""
    parts = file_parts(text)
    written = _written(parts)
    if isinstance(written, Unreadable):
        return _unreadable(text, path, written)
    if not parts.closing and (problems := parse(text, path, topics=topics)[3]):
        return problems[0]  # the front matter has no end
    changed = {key: value for key, value in values.items() if not _holds(written, key, value)}
    if not changed:
        return text
    end = line_end(text)
    yaml = _spliced(written, changed, end)
    opening, closing = (parts.opening, parts.closing) if parts.closing else (f"{parts.opening}---{end}", f"---{end}")
    result = opening + yaml + closing + parts.body
    return _fault(written, parts.body, result, path, changed) or _new_problem(text, result, path, topics) or result


def _written(parts: FileParts) -> WrittenProperties | Unreadable:
    return read_properties(parts.yaml)


def machine_names(written: WrittenProperties) -> tuple[str, ...]:
    """What `machine` says, name by name; a single name may stand without a list."""
    value = plain(written.by_key["machine"].node) if "machine" in written.by_key else ()
    names = value if isinstance(value, tuple) else (value,)
    return tuple(str(name).strip() for name in names if name is not None)


def _without_names(written: WrittenProperties, names: Collection[str]) -> dict[str, Value]:
    """The edit that takes names, or all, out of `machine`, which goes with its last name."""
    before = machine_names(written)
    left = tuple(name for name in before if names and name not in names)
    return {} if left == before else {"machine": left or None}


def _holds(written: WrittenProperties, key: str, value: Value) -> bool:
    """Whether a property has a value already; None asks whether it is missing."""
    if key not in written.by_key:
        return value is None
    return value is not None and _typed(plain(written.by_key[key].node)) == _typed(value)


def _typed(value: Value) -> object:
    """What tells values apart that Python calls equal: true is not 1."""
    match value:
        case Mapping():
            return {key: _typed(item) for key, item in value.items()}
        case list() | tuple():
            return [_typed(item) for item in value]
        case _:
            return (type(value).__name__, value)


def _spliced(written: WrittenProperties, values: Values, end: str) -> str:
    """The YAML with other lines for some properties, and new ones where the table of properties places them."""
    order = list(written.by_key)
    lines = {key: (*written.before[key], *item.lines) for key, item in written.by_key.items()}
    for key, value in values.items():
        old = written.by_key.get(key)
        new = split_lines(write_as(key, value, old.lines[0] if old else "")) if value is not None else []
        if old is not None:
            lines[key] = (*written.before[key], *with_lines(old, new, end))
        else:
            lines[key] = with_ends(new, end)
            order.insert(_place(key, order), key)
    return "".join("".join(lines[key]) for key in order) + "".join(written.end)


def _place(key: str, order: Sequence[str]) -> int:
    """Where a new key goes: before the first that the table lists later, else after the last that it lists earlier."""
    if key not in KEYS:
        return len(order)
    rank = KEYS.index(key)
    later = (at for at, other in enumerate(order) if other in KEYS and KEYS.index(other) > rank)
    return next(later, max((at + 1 for at, other in enumerate(order) if other in KEYS), default=0))


def _fault(written: WrittenProperties, body: str, result: str, path: PurePosixPath, values: Values) -> Problem | None:
    """What is wrong with a result that does not read back as what was meant; None if it does."""
    parts = file_parts(result)
    after = _written(parts)
    if isinstance(after, Unreadable):
        return _unreadable(result, path, after)
    wrong = [key for key, value in values.items() if not _holds(after, key, value)]
    others = {key: item.value for key, item in written.by_key.items() if key not in values}
    kept = {key: item.value for key, item in after.by_key.items() if key not in values}
    if wrong:
        return _refused(path, f"YAML cannot hold this {wrong[0]} exactly", "take out characters that are not text")
    if kept != others or list(kept) != list(others) or parts.body != body:
        return _refused(path, "the edit would change more than it should", "edit the front matter by hand")
    return None


def _new_problem(before: str, after: str, path: PurePosixPath, topics: Sequence[str]) -> Problem | None:
    """The first problem of the article that it did not have before the edit."""
    old, new = (parse(_with_line_feeds(text), path, topics=topics)[3] for text in (before, after))
    known = Counter(problem.message for problem in old)
    for problem in new:
        known[problem.message] -= 1
        if known[problem.message] < 0:
            return _refused(path, problem.message, problem.hint)
    return None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable(text: str, path: PurePosixPath, reason: Unreadable) -> Problem:
    """The problem of front matter that cannot be edited, at the place that a build names too."""
    _, problems = load(split(_with_line_feeds(text))[0] or "", path, first_line=2)
    location = problems[0].location if problems else Location(path=path, line=reason.line + 1)
    hint = (problems[0].hint if problems else None) or "write one `key: value` below the other"
    return Problem(message=f"cannot be edited: {reason.reason}", location=location, hint=hint)


def _refused(path: PurePosixPath, reason: str, hint: str | None) -> Problem:
    return Problem(message=f"not changed: {reason}", location=Location(path=path), hint=hint)
