"""Merges an article that a person edited with what the converter makes of its source now.

Three texts: the base, as the converter wrote it; mine, as the person left it; theirs, as the converter writes it
today. The result holds every byte of the person's own: what stands in text that did not change stays as it is, and
annotations of text that did change get new places, or stand under a heading of their own. Where both changed the same
words the result is a conflict instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.articles.property_lines import FileParts, Unreadable, file_parts
from digest.dataclass import dataclass
from digest.markdown.line_ends import line_end, split_lines
from digest.merge.body_blocks import read_body
from digest.merge.merge_annotations import AnnotatedBody, merge_annotations
from digest.merge.merge_bodies import Dispute, merge_bodies
from digest.merge.merge_properties import keys_of, merge_properties
from digest.merge.merge_state import MergeState, joined

_TAIL = re.compile(r"[\r\n]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A place of the merged article at which a person should look.

    Attributes:
        line: 1-based within the file.
        old: the passage as it was.
        new: the passage as it is; empty if it is gone.
    """

    line: int
    old: str
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The article with the changes of both sides.

    Attributes:
        text: of the whole file.
        moved: annotations whose place is not sure.
        orphans: annotations whose passage is gone.
        memory: the state that the next merge needs.
    """

    text: str
    moved: tuple[Change, ...] = ()
    orphans: tuple[Change, ...] = ()
    memory: MergeState = MergeState()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Both sides have changed the same passages, so there is no merged article.

    Attributes:
        disputes: what both sides have changed, with lines 1-based within the file; at least one.
    """

    disputes: tuple[Dispute, ...]


def merge(base: str, mine: str, theirs: str, memory: MergeState | None = None) -> Merged | Conflict:
    """Merge three versions of an article.

    Args:
        base: the article as the converter wrote it last.
        mine: the article as it is; its line ends, its byte order mark and the end of the file are kept.
        theirs: the article as the converter writes it now.
        memory: the state that earlier merges left.
    """
    memory = memory or MergeState()
    old, own, new = file_parts(base), file_parts(mine), file_parts(theirs)
    yaml = merge_properties(old.yaml, own.yaml, new.yaml, memory.removed)
    bodies = read_body(old.body), read_body(own.body), read_body(new.body)
    outcome = merge_bodies(*bodies)
    if isinstance(yaml, Unreadable) or outcome.disputes:
        return _conflict(yaml, outcome.disputes, own)
    merged = merge_annotations(bodies, outcome, line_end(mine), memory.rejected)
    kept = keys_of(own.yaml)
    removed = [key for key in keys_of(old.yaml) if key not in kept]
    head = own.opening + yaml + own.closing
    first = len(split_lines(head)) + 1
    return Merged(
        text=head + _with_tail(merged, own.body),
        moved=tuple(Change(line=first + line, old=before, new=after) for line, before, after in merged.moved),
        orphans=tuple(Change(line=first + line, old=before) for line, before in merged.orphans),
        memory=MergeState(rejected=joined(memory.rejected, merged.rejected), removed=joined(memory.removed, removed)),
    )


def _with_tail(merged: AnnotatedBody, body: str) -> str:
    """The merged body, ending as mine does."""
    tail = _TAIL.search(body)
    return merged.body.rstrip("\r\n") + (tail[0] if tail else "")


def _conflict(yaml: str | Unreadable, disputes: Sequence[Dispute], own: FileParts) -> Conflict:
    first = len(split_lines(own.opening)) + 1
    reasons = [Dispute(line=first + yaml.line - 1, text="", reason=yaml.reason)] if isinstance(yaml, Unreadable) else []
    body_line = len(split_lines(own.opening + own.yaml + own.closing)) + 1
    in_body = [Dispute(line=body_line + each.line, text=each.text, reason=each.reason) for each in disputes]
    return Conflict(disputes=(*reasons, *in_body))
