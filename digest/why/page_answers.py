"""Answers about addresses of the site: whose page stands there, or what else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from digest.build.images.pictures import ImageCopy
from digest.build.pagefind import IndexFile
from digest.model.inputs import inputs_of
from digest.model.page import Artifact
from digest.plan.feeds.atom import Feed
from digest.plan.linking.redirects import Redirect
from digest.plan.pages import PageInputs
from digest.plan.routes import output_file
from digest.plan.search.search_index import SearchIndex
from digest.theme.theme import Theme
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer, Fact, place_of
from digest.why.file_answers import media_answer
from digest.why.site_facts import address_fact, week_feed_facts
from digest.why.text_answers import page_answer_facts, text_answer

_ENTRY: Final = "the entry of "
"""How the input of a page begins that is an article's entry."""

_READERS: Final = "for readers who search"

_MOST: Final = 5
"""Files that are named at most."""


def address_answer(project: AskedProject, link: str) -> Answer | None:
    """What stands at an address, with or without `index.html` or its last slash; None where nothing does."""
    for path in _paths(link):
        if path in project.pages:
            return text_answer(project, project.pages[path])
        file = project.files.get(path)
        if file is not None:
            return _answer(project, path, file)
    return None


def hidden_text_at(project: AskedProject, link: str) -> PurePosixPath | None:
    """The text that would have its page at an address if nothing held it back; None if none would."""
    links = project.whole_plan.ids.catalogue.permalinks
    texts = {output_file(permalink): PurePosixPath(file) for file, permalink in links.items()}
    return next((texts[path] for path in _paths(link) if path in texts), None)


def _paths(link: str) -> Iterator[str]:
    """The files that an address may mean."""
    yield output_file(link)
    if link and not link.endswith("/"):
        yield output_file(f"{link}/")


def _answer(project: AskedProject, path: str, file: object) -> Answer:
    """What is known of a file of the site that is not the page of a text."""
    match file:
        case PageInputs():
            facts = [*_list_facts(file), *week_feed_facts(project.plan.files, file.route)]
            facts += page_answer_facts(project, file)
            address = address_fact(project.config.base_url, path)
            return Answer(subject=f"/{path}", kind="page", facts=(address, *facts))
        case ImageCopy():
            return media_answer(project, file.source)
        case Redirect():
            return _redirect(project, path, file)
    title = file.title if isinstance(file, Feed) else ""
    return Answer(subject=f"/{path}", kind="file", title=title, facts=(_file_fact(project.plan.theme, path, file),))


def _file_fact(theme: Theme, path: str, file: object) -> Fact:
    """What is known of a file that is not a page."""
    match file:
        case Feed():
            value = f"of /{file.page.key}" if file.page.key else "of the digests"
            return Fact(name="feed", value=value, reason=f"id {file.id}")
        case Artifact():
            names = (name for name, asset in theme.published.items() if asset.path == path)
            return Fact(name="asset", value=next(names, path), reason=f"of the theme {theme.name}")
        case SearchIndex():
            return Fact(name="made", value="from titles, comments, highlights, notes and summaries", reason=_READERS)
        case IndexFile():
            return Fact(name="made", value="by Pagefind from what articles show", reason=_READERS)
    return Fact(name="made", value="from the addresses of all pages", reason="for search engines")


def _redirect(project: AskedProject, path: str, file: Redirect) -> Answer:
    """A page that only leads to the page of a text, with the text whose alias it is."""
    texts = project.catalogue.library.texts
    owners = [record for record in texts if path in map(output_file, record.aliases)]
    place = place_of(owners[0].path, owners[0].aliases_line) if owners and owners[0].aliases_line else ""
    fact = Fact(name="leads to", value=str(owners[0].path) if owners else file.way, reason=file.title, place=place)
    return Answer(subject=f"/{path}", kind="page", title=file.title, facts=(fact,))


def _list_facts(page: PageInputs) -> Iterator[Fact]:
    """What a page shows that gathers what texts say."""
    yield Fact(name="kind", value=page.route.kind)
    entries = [name.removeprefix(_ENTRY) for name in inputs_of(page) if name.startswith(_ENTRY)]
    if entries:
        more = f" and {len(entries) - _MOST:,} more" if len(entries) > _MOST else ""
        yield Fact(name="shows", value=f"{len(entries):,} articles", reason=f"{', '.join(entries[:_MOST])}{more}")
