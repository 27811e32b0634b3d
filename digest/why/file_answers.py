"""Answers about images, attachments and files of a theme, with who uses them, and about sources in `seeds/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from digest.build.images.pictures import ImageCopy
from digest.convert.source_state import SourceState, source_state
from digest.plan.catalogue import Catalogue
from digest.plan.linking.references import is_media, target_of
from digest.theme.theme_files import is_asset
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer, Fact, not_published, place_of


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
    return Answer(subject=str(path), kind="file", facts=(_theme_fact(project, path),))


def _theme_fact(project: AskedProject, path: PurePosixPath) -> Fact:
    theme = project.plan.theme
    name = "/".join(path.parts[2:])
    if path.parts[1:2] != (theme.name,):
        return Fact(name="used", value="no", reason=f"the theme is {theme.name}", place=project.option("theme"))
    if is_asset(name) and name in theme.published:
        return Fact(name="copy", value=theme.published[name].path, reason="every page may ask for it")
    shown = [page for page in project.page_inputs if name in theme.closure(page.template)]
    kinds = ", ".join(sorted({page.route.kind for page in shown}))
    value = f"{len(shown):,} pages" if shown else "no page"
    return Fact(name="used by", value=value, reason=kinds and f"of these kinds: {kinds}", place=str(path))


def _published(project: AskedProject, path: PurePosixPath, copies: list[str], uses: list[Fact]) -> Fact:
    if copies:
        return Fact(name="published", value="yes", reason="texts that are published use it")
    if problems := project.problems_of(path):
        return not_published(problems[0].message, str(path))
    if not is_media(path):
        return not_published("files of this ending, or of this name, never are", str(path))
    reason = "it is not in the site, although it is used" if uses else "no text that is published uses it"
    return not_published(reason, str(path))


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


def source_answer(project: AskedProject, path: PurePosixPath) -> Answer | None:
    """What became of a source; None where there is no such file, nor was one."""
    state = source_state(project.folder, path)
    if not (os.path.lexists(project.folder / path) or state.articles or state.was_converted):
        return None
    facts = [Fact(name="article", value=str(article)) for article in state.articles] or [_without_article(state, path)]
    if state.is_source:
        facts.append(
            Fact(name="lines", value="each with its reason", reason=f"`digest convert --why {path}` shows them")
        )
    return Answer(subject=str(path), kind="source", facts=tuple(facts))


def _without_article(state: SourceState, path: PurePosixPath) -> Fact:
    if state.problem is not None:
        return Fact(name="article", value="none", reason=state.problem.message, place=str(path))
    if state.is_companion:
        reason = "a browser saved it beside a page, and it belongs to that"
    elif state.was_converted:
        reason = f"it was converted, and its article was deleted; `digest convert {path}` brings it back"
    elif state.is_source:
        reason = "it was not converted yet, or a conversion named it with the reason; run `digest convert`"
    elif any(part.startswith(".") for part in path.parts):
        reason = "names that begin with a dot are left alone"
    else:
        reason = "it is not a file that can be read as a source"
    return Fact(name="article", value="none", reason=reason, place="content/.converted" if state.was_converted else "")
