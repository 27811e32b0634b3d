"""The annotations of articles -> a file for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from digest.annotations import annotations_with_anchors
from digest.annotations.formats import Annotated, to_csv, to_json_ld, to_markdown
from digest.config import Config
from digest.errors import Problem
from digest.exchange.annotated_articles import Kept, chosen, read_articles
from digest.model.annotation import MACHINE

Format = Literal["jsonld", "md", "csv"]

FORMATS: Final[Mapping[Format, Callable[[Sequence[Annotated]], str]]] = {
    "jsonld": to_json_ld,
    "md": to_markdown,
    "csv": to_csv,
}
"""The writer of each format."""


def export(
    project: Path, config: Config, form: Format, *, article: str = "", folder: Path, machine: bool = False
) -> tuple[str, tuple[Problem, ...]]:
    """The annotations of one article, or of all that have some.

    Private text is in none of them, as in every output; resolved notes are, with their state, for the export is its
    owner's own.

    Args:
        project: its folder.
        config: its options; with a base_url an annotation is named by its permalink.
        form: the format.
        article: path or slug of the only one wanted; empty for all.
        folder: from which the path is looked at.
        machine: whether the converter's own annotations go too.

    Raises:
        UsageError: there is no such article.
    """
    articles, problems = read_articles(project, config)
    wanted = (chosen(articles, article, folder, project),) if article else articles
    found = [_annotated(kept, machine=machine) for kept in wanted]
    return FORMATS[form]([one for one in found if one.annotations]), problems


def _annotated(kept: Kept, *, machine: bool) -> Annotated:
    article = kept.article
    pairs = [
        (annotation, anchor)
        for annotation, anchor in annotations_with_anchors(article.body)
        if machine or annotation.by != MACHINE
    ]
    return Annotated(
        target=kept.target,
        annotations=tuple(annotation for annotation, _ in pairs),
        anchors=tuple(anchor for _, anchor in pairs),
    )
