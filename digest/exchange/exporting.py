"""The annotations of articles -> a file for others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from digest.annotations import annotations_with_anchors
from digest.annotations.formats import Annotated, to_csv, to_json_ld, to_markdown
from digest.config import Config
from digest.errors import Problem
from digest.exchange.annotated_articles import ArticleFile, find_article, read_articles
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

    Private text is left out, as in every output. Resolved notes are exported with their state, because the export is
    the owner's own.

    Args:
        project: its folder.
        config: its options; with a base_url an annotation is named by its permalink.
        form: the format.
        article: path or slug of the only article to export; empty for all.
        folder: to which that path is relative.
        machine: whether the converter's own annotations are exported too.

    Raises:
        UsageError: there is no such article.
    """
    articles, problems = read_articles(project, config)
    chosen = (find_article(articles, article, folder, project),) if article else articles
    annotated = [_annotated(file, machine=machine) for file in chosen]
    return FORMATS[form]([each for each in annotated if each.annotations]), problems


def _annotated(file: ArticleFile, *, machine: bool) -> Annotated:
    article = file.article
    pairs = [
        (annotation, anchor)
        for annotation, anchor in annotations_with_anchors(article.body)
        if machine or annotation.by != MACHINE
    ]
    return Annotated(
        target=file.target,
        annotations=tuple(annotation for annotation, _ in pairs),
        anchors=tuple(anchor for _, anchor in pairs),
    )
