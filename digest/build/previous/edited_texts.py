"""Texts that were edited since the last build: how much can be made of them without another plan, and which files.

Of most edits other pages show something, such as a title, and nothing else depends on it. Then each file that shows it
is the file of the last plan with what is newer (`digest.plan.relations.newer_articles`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, MutableMapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from digest.build.contents import Contents, ReadFile, read_contents
from digest.build.planned_files import File, PlannedFiles, keys_of
from digest.build.previous.previous_build import Extent
from digest.build.run import Run
from digest.cache.file_cache import Entry
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.card import Card, Record
from digest.model.rendering import Reference
from digest.model.words import Words
from digest.output.commit import Output
from digest.plan.feeds.atom import Feed
from digest.plan.pages import PageInputs, TextPage
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.relations.newer_articles import ALL, WORDS, Newer, with_newer
from digest.plan.relations.ties import Ties
from digest.plan.routes import article_route
from digest.plan.search.index_contents import IndexContents, with_records
from digest.plan.search.search_index import SearchIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Some texts that were edited.

    Attributes:
        contents: the texts.
        before: their records as they were, by file.
        now: as they are; of a text that cannot be read there is none.
        extent: how much can be made of them without another plan.
        ties: of the last plan.
        compared: the articles that are compared then.
    """

    contents: Contents
    before: dict[str, Record]
    now: Mapping[str, Record]
    extent: Extent
    ties: Ties
    compared: ComparedArticles

    @property
    def is_of_words(self) -> bool:
        """Whether nothing but words is newer: neither what other pages show of the texts nor their highlights."""
        return not self.edited

    @property
    def edited(self) -> Mapping[str, Record]:
        """The records of texts of which more than words is newer."""
        pairs = ((self.before[path], record) for path, record in self.now.items())
        return {now.file: now for was, now in pairs if (was.card, was.marks) != (now.card, now.marks)}

    @property
    def more(self) -> list[tuple[Card, int]]:
        """The cards of these that are published and have more highlights, or fewer, with how many."""
        pairs = [(now, now.highlights - self.before[path].highlights) for path, now in self.edited.items()]
        return [(now.card, number) for now, number in pairs if number and now.file in self.ties.order]

    @property
    def retitled(self) -> Iterable[Record]:
        """The records of these whose titles are newer."""
        return [now for path, now in self.edited.items() if now.card.title != self.before[path].card.title]


class Facts(NamedTuple):
    """What decides how much can be made of an edit: of the last plan, and the records of other texts."""

    ties: Ties
    compared: ComparedArticles
    problems: Iterable[Problem]
    record_of: Callable[[str], Record | None]


def read_edit(run: Run, words: Words, files: MutableMapping[str, Entry[ReadFile]], facts: Facts) -> Edit:
    """Read the texts that the run has scanned.

    Args:
        run: this one.
        words: of the interface.
        files: what is known of these and maybe other texts, by path; it is brought up to date.
        facts: of the last build.
    """
    before = {path: files[path].result for path in run.scan.stamps}
    contents = read_contents(run, words, files)
    now = {path: files[path].result for path in before if path in files}
    extent, compared = _extent(run, facts, before, now)
    return Edit(
        contents=contents,
        before={file.record.file: file.record for file in before.values()},
        now={file.record.file: file.record for file in now.values()},
        extent=extent,
        ties=facts.ties,
        compared=compared,
    )


def _extent(
    run: Run, facts: Facts, before: Mapping[str, ReadFile], now: Mapping[str, ReadFile]
) -> tuple[Extent, ComparedArticles]:
    """How much can be made of newer texts without another plan, and the articles that are compared then."""
    told = {problem.location.path for problem in facts.problems if problem.location}
    pairs = [(old, now.get(path)) for path, old in before.items()]

    def record_of(path: str) -> Record | None:
        return now[path].record if path in now else facts.record_of(path)

    if all(
        new and _is_planned_alike(run, old, new, told) and facts.ties.hold(old.record, new.record, record_of)
        for old, new in pairs
    ):
        terms = {path: new.record.terms for path, new in now.items() if new.record.terms != before[path].record.terms}
        compared = facts.compared.with_terms(terms)
        if compared is not None:
            return "everything", compared
    is_shown = all(new and _stands_as_before(old, new) for old, new in pairs)
    return "own pages" if is_shown else "nothing", facts.compared


def _is_planned_alike(run: Run, old: ReadFile, new: ReadFile, told: Container[PurePosixPath]) -> bool:
    """Whether a file differs in nothing but what pages show of it, its terms, and lines that nobody is told.

    Of a title feeds know an article that says no more of itself.
    """
    was, now = old.record, new.record
    if was.path not in told:
        was, now = (_without_lines(file) for file in (old, new))
    same = replace(now, card=was.card, text=was.text, terms=was.terms)
    same = replace(same, highlights=was.highlights, marks=was.marks, anchors=was.anchors)
    has_id = was.card.title == now.card.title or bool(was.seed) or not run.kept_ids.ids
    return has_id and same == was and new.problems == old.problems


def _without_lines(file: ReadFile) -> Record:
    return replace(file.record, references=_leads(file), body_line=0, aliases_line=0, duplicate_line=0, due_line=0)


def _leads(file: ReadFile) -> tuple[Reference, ...]:
    """Where the links of a text lead, wherever they stand in it."""
    return tuple([replace(reference, line=0, column=0) for reference in file.record.references])


def _stands_as_before(old: ReadFile, new: ReadFile) -> bool:
    """Whether a text can be shown as it is now at the address that it has, with its links where they lead."""
    was, now = old.record, new.record
    return (
        (was.card.week, was.card.slug, was.card.draft) == (now.card.week, now.card.slug, now.card.draft)
        and (_leads(old), was.duplicate_of, was.due) == (_leads(new), now.duplicate_of, now.due)
        and not any(problem.severity == "error" for problem in new.problems)
    )


def with_edit(
    site: PlannedFiles, edit: Edit, output: Output, keys: Mapping[str, str]
) -> tuple[PlannedFiles, list[File], dict[str, str]]:
    """The site with newer texts, the files that show something of these, and the keys of all files.

    Args:
        site: the last one, or what of it shows the texts.
        edit: of the texts.
        output: where the site is.
        keys: of all files as they were.
    """

    def read(path: str) -> bytes:
        return (output.folder / path).read_bytes() if output.is_current(path, keys.get(path, "")) else b""

    if edit.extent == "everything":
        newer = _newer(site, edit)
        files = tuple([with_newer(file, newer) for file in site.files])
    else:
        files = tuple([_own_page(file, edit.now) for file in site.files])
    pairs = [(file, old) for file, old in zip(files, site.files, strict=True) if file is not old]
    site, stale = replace(site, files=files, compared=edit.compared), [_made_of_last(*pair, read) for pair in pairs]
    gone = {old.path for _, old in pairs}
    return (
        site,
        stale,
        {path: key for path, key in keys.items() if path not in gone} | keys_of(site.template_parts, stale),
    )


def _made_of_last(file: File, last: File, read: Callable[[str], bytes]) -> File:
    """A newer file, which is made of the bytes of the last one where that takes less."""
    if isinstance(file, SearchIndex) and isinstance(last, SearchIndex):
        return replace(file, last=(last.contents, read(last.path)))
    if isinstance(file, Feed) and isinstance(last, Feed):
        return file.after(last, last.last.body if last.last else read(last.path))
    return file


def _newer(site: PlannedFiles, edit: Edit) -> Newer:
    addresses = next((file.site.addresses for file in site.files if isinstance(file, PageInputs)), None)
    return Newer(
        record_of=edit.now.get,
        kinds=WORDS if edit.is_of_words else ALL,
        titles={addresses.path(article_route(each.card)): each.card.title for each in edit.retitled}
        if addresses
        else {},
        more=edit.more,
        contents=_newer_contents(site, edit),
    )


def _newer_contents(site: PlannedFiles, edit: Edit) -> IndexContents | None:
    """The newer contents of the search's index, once for its page and for itself; None where they are as they were."""
    index = next((file for file in site.files if isinstance(file, SearchIndex)), None)
    contents = with_records(index.contents, edit.edited) if index else None
    return None if index and contents is index.contents else contents


def _own_page(file: File, now: Mapping[str, Record]) -> File:
    """A file, the own page of a text with its newer state."""
    if not isinstance(file, TextPage) or (record := now.get(file.text.file)) is None:
        return file
    card = replace(record.card, also=file.card.also)
    return replace(file, card=card, text=replace(file.text, text=record.text))
