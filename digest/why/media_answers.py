"""Answers about images, attachments and files of a theme: who uses them, and where they stand in the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from digest.build.images.pictures import ImageCopy
from digest.plan.catalogue import Catalogue
from digest.plan.linking.references import is_media, target_of
from digest.theme.theme_files import is_asset
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer, Fact, place_of


def media_answer(project: AskedProject, path: PurePosixPath) -> Answer:
    """Which texts show a file or lead to it, and its copies in the site."""
    copies = [file.path for file in project.plan.files if isinstance(file, ImageCopy) and file.source == path]
    uses = list(_uses(project.catalogue, path))
    facts = [_published(project, path, copies, uses)]
    facts += [Fact(name="copy", value=copy) for copy in copies]
    facts += uses
    if not uses:
        facts += [
            Fact(name="used by", value=use.value, reason="is not published", place=use.place)
            for use in _uses(project.whole_plan.ids.catalogue, path)
        ]
    return Answer(subject=str(path), kind="picture", facts=tuple(facts))


def theme_answer(project: AskedProject, path: PurePosixPath) -> Answer:
    """What a file of the project's theme replaces, and what it goes into."""
    theme = project.plan.theme
    name = "/".join(path.parts[2:])
    if path.parts[1:2] != (theme.name,):
        fact = Fact(name="used", value="no", reason=f"the theme is {theme.name}", place=project.option("theme"))
        return Answer(subject=str(path), kind="file", facts=(fact,))
    if is_asset(name) and name in theme.published:
        fact = Fact(name="copy", value=theme.published[name].path, reason="every page may ask for it")
        return Answer(subject=str(path), kind="file", facts=(fact,))
    shown = [page for page in project.page_inputs if name in theme.closure(page.template)]
    kinds = ", ".join(sorted({page.route.kind for page in shown}))
    value = f"{len(shown):,} pages" if shown else "no page"
    fact = Fact(name="used by", value=value, reason=kinds and f"of these kinds: {kinds}", place=str(path))
    return Answer(subject=str(path), kind="file", facts=(fact,))


def _published(project: AskedProject, path: PurePosixPath, copies: list[str], uses: list[Fact]) -> Fact:
    if copies:
        return Fact(name="published", value="yes", reason="texts that are published use it")
    problems = (problem for problem in project.plan.problems if problem.location and problem.location.path == path)
    problem = next(problems, None)
    if problem is not None:
        return Fact(name="published", value="no", reason=problem.message, place=str(path))
    if not is_media(path):
        return Fact(
            name="published", value="no", reason="files of this ending, or of this name, never are", place=str(path)
        )
    reason = "it is not in the site, although it is used" if uses else "no text that is published uses it"
    return Fact(name="published", value="no", reason=reason, place=str(path))


def _uses(catalogue: Catalogue, path: PurePosixPath) -> Iterator[Fact]:
    """Where texts show a file or lead to it."""
    for record in catalogue.library.texts:
        for reference in record.references:
            if target_of(record, reference) == path:
                how = "shows it" if reference.image else "links to it"
                yield Fact(
                    name="used by",
                    value=str(record.path),
                    reason=how,
                    place=place_of(record.path, record.body_line + reference.line - 1),
                )
