"""What was written into a text, put into the same text as it stands in its file, with its own line ends."""

from __future__ import annotations

import re

_UNIT = re.compile(r"\r\n|.", re.DOTALL)


def splice(original: str, written: str) -> str:
    r"""The original with what was inserted into it.

    Args:
        original: with any line ends.
        written: the same with `\n` at its lines' ends (and U+FFFD for what cannot stand in a page), and with
            insertions; line feeds may be missing at its end.

    Returns:
        The original, every character of it, and between them the insertions, whose lines end as the original's do.

    Raises:
        ValueError: the written text does not hold the original.
    """
    if original == written:
        return original
    newline = "\r\n" if original.count("\r\n") * 2 > original.count("\n") else "\n"
    units: list[str] = _UNIT.findall(original)
    parts: list[str] = []
    at = 0
    for character in written:
        if at < len(units) and _alike(units[at], character):
            parts.append(units[at])
            at += 1
        else:
            parts.append(newline if character == "\n" else character)
    rest = "".join(units[at:])
    if rest.strip("\r\n"):
        raise ValueError("an insertion has changed the text")
    return "".join(parts) + rest


def _alike(unit: str, character: str) -> bool:
    if unit == character:
        return True
    if character == "\n":
        return unit in {"\r\n", "\r"}
    return character == "\ufffd" and (unit == "\0" or "\ud800" <= unit <= "\udfff")
