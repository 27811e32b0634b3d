"""A reader for digest: each row of a table (`title,day,text`) becomes an article."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date

from digest.extract import Dated, Document, Location, Problem, Source, decode_source

_COLUMNS = ["title", "day", "text"]


def read(source: Source) -> Sequence[Document] | Problem:
    """The notes of a table, a Document a row."""
    decoded = decode_source(source)
    if isinstance(decoded, Problem):
        return decoded
    head, *rows = csv.reader(decoded.text.splitlines())
    if head != _COLUMNS:
        return Problem(
            message="the first row of the table does not name its columns",
            location=Location(path=source.path, line=1),
            hint=f"begin it with {','.join(_COLUMNS)}",
        )
    return tuple(
        Document(
            title=title,
            body=f"{text}\n",
            stated=(Dated(day=date.fromisoformat(day), evidence=f"row {number}"),),
            read_as=decoded.description,
        )
        for number, (title, day, text) in enumerate(rows, start=2)
    )
