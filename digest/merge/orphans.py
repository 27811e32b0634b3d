"""Orphans: annotations whose passage is gone, in the section `## Unanchored notes` at the end of the body.

Each orphan quotes its old passage, with the annotation as it was written, so that its notes stay notes. When the
passage comes back, the annotation goes back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from digest.markdown.escape import escape
from digest.merge.body_blocks import Body, BodyBlock, read_body
from digest.merge.written_marks import WrittenMark

HEADING: Final = "## Unanchored notes"

_SHOWN: Final = 160
"""Code points before a point that are quoted."""


def quotation(mark: WrittenMark, old: str) -> str:
    """An orphan as a quotation of its old passage.

    Args:
        mark: with offsets in the old text.
        old: the plain text in which it had its place.
    """
    if mark.opening:
        return "".join(f"> {line.strip()}\n" for line in f"{mark.opening}{mark.source}{mark.closing}".split("\n"))
    begin = max(old.rfind("\n", 0, mark.start) + 1, mark.start - _SHOWN)
    words = old[begin : mark.start]
    if begin and old[begin - 1] != "\n":
        words = "… " + words.partition(" ")[2]
    return f"> {escape(words) or '…'}{mark.closing}\n"


def section_of_orphans(body: str) -> Iterator[BodyBlock]:
    """The quotations below the heading, also those that a person changed."""
    if HEADING not in body:
        return
    blocks = read_body(body).blocks
    begin = next((number for number, block in enumerate(blocks) if block.plain == HEADING), len(blocks))
    yield from (block for block in blocks[begin + 1 :] if block.lines[0].startswith(">"))


def orphaned_blocks(body: Body) -> list[int]:
    """The numbers of the blocks below the heading that quote an orphan's passage."""
    begin = next((number for number, block in enumerate(body.blocks) if block.plain == HEADING), len(body.blocks))
    below = range(begin + 1, len(body.blocks))
    return [number for number in below if _is_quotation(body.blocks[number], body.text)]


def _is_quotation(block: BodyBlock, text: str) -> bool:
    """Whether a block is an orphan as `quotation` writes it, and nothing else."""
    if len(block.marks) != 1 or not block.marks[0].opening:
        return False
    return "".join(block.lines).replace("\r", "").rstrip("\n") + "\n" == quotation(block.marks[0], text)


def with_section(body: str, quotations: Sequence[str], end: str) -> str:
    """The body with quotations at its end, below the heading."""
    if not quotations:
        return body
    has_heading = any(block.plain == HEADING for block in read_body(body).blocks)
    parts = [*([] if has_heading else [f"{HEADING}\n"]), *quotations]
    return body.rstrip("\r\n") + end + "".join(end + part.replace("\n", end) for part in parts)


def without_quotations(body: str, quotations: Sequence[str]) -> str:
    """The body without the quotations of orphans that have their place again, and without an empty section."""
    if not quotations:
        return body
    for written in quotations:
        before, match, after = body.rpartition(written)
        body = before.rstrip("\r\n") + match[len(written.rstrip("\r\n")) :] + after if match else body
    blocks = read_body(body).blocks
    if blocks and blocks[-1].plain == HEADING:
        before, _, after = body.rpartition("".join(blocks[-1].lines))
        body = before + after.lstrip("\r\n")
    return body
