"""What the cache keeps of the plan of the previous build, so that other states of texts are made without another plan.

Kept are the files that show something of texts, with the names of texts in the place of what the cache holds of these
anyway. Nothing here is trusted further than it is proven: the inputs of the previous build are those whose fingerprint
it left, and a file was made from what is kept of it if that has the key which the manifest gives the file.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from digest.build.contents import stored_files
from digest.build.planned_files import File, PlannedFiles, keys_of
from digest.build.previous.edited_texts import Edit
from digest.build.previous.file_rows import KeptFile, kept_file, kept_look
from digest.build.previous.previous_build import Inputs, PreviousBuild, output_name
from digest.build.publication_day import ALWAYS, Days
from digest.build.run import Run
from digest.cache.codec import Codec
from digest.cache.columns import TEXTS, Column
from digest.cache.scan import Scan
from digest.dataclass import dataclass
from digest.output.commit import Output
from digest.plan.feeds.atom import Feed
from digest.plan.highlight_lists import lists_with
from digest.plan.kinds.article_page import ArticlePage
from digest.plan.pages import PageInputs
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.relations.newer_articles import CARDS, Newer, shown_in, with_newer
from digest.plan.relations.ties import Ties
from digest.plan.routes import output_path
from digest.plan.texts import TextReference
from digest.theme.theme import Theme

_PLANS: Final = "plan"
"""The name under which the store holds plans, by output folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPlan:
    """A plan, as far as it is kept.

    Its long parts are columns of the store: the `paths` and `stamps` of the inputs; the `files` that show something of
    texts; of each text where it is `shown`: the places of the files that show its words, after a line those of files
    that show anything else of it; the `order` of the ties; the files that are `compared`, and their `terms`.

    Attributes:
        problems: as of the inputs.
        ties: what ties articles to files that need not show them.
        compared: the articles among which digest looks for those that are alike.
        days: those on which the plan would be the same.
    """

    problems: tuple[str, ...] = ()
    ties: Ties
    compared: ComparedArticles
    days: Days = ALWAYS


_CODEC: Final = Codec[KeptPlan](KeptPlan)


def _column(run: Run, output: Output, name: str) -> Column[str]:
    """A column of the plan."""
    return Column(run.store, f"{output_name(output)}/{name}", TEXTS)


def keep_texts(run: Run, output: Output, inputs: Inputs, site: PlannedFiles) -> PlannedFiles:
    """Keep what a plan knows of texts beside files; gives the site without it, which need not stay in memory then.

    No plan is kept from now on until `keep_plan` is done.
    """
    run.store.drop(_PLANS, [output_name(output)])
    _column(run, output, "paths").put(inputs.stamps)
    _column(run, output, "stamps").put(inputs.stamps.values())
    _column(run, output, "order").put(site.ties.order)
    _column(run, output, "compared").put(site.compared.paths)
    _column(run, output, "terms").put(site.compared.terms)
    run.store.save()
    return replace(site, ties=replace(site.ties, order=()), compared=replace(site.compared, paths=(), terms=()))


def keep_plan(run: Run, output: Output, inputs: Inputs, site: PlannedFiles, days: Days) -> Iterator[None]:
    """Keep the rest of the plan of a site that is built now of these inputs.

    It counts once that build is the previous one. It is done when the iterator is, so that it can be done while workers
    make files.
    """
    files = [file for file in site.files if isinstance(file, KeptFile)]
    _column(run, output, "files").put(file.path for file in files)
    run.store.save()
    yield
    _column(run, output, "shown").put(_shown(inputs.stamps, files))
    plan = KeptPlan(problems=inputs.problems, ties=site.ties, compared=site.compared, days=days)
    run.store.put(_PLANS, {output_name(output): _CODEC.encode(plan)})
    yield


def _shown(paths: Iterable[str], files: Sequence[KeptFile]) -> Iterator[str]:
    """Of each text the places of the files that show its words, and of those that show anything else of it."""
    pages = {file.site.addresses.path(file.route): file.card.file for file in files if isinstance(file, ArticlePage)}
    words: dict[str, array[int]] = defaultdict(lambda: array("I"))
    others: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for place, file in enumerate(files):
        shown = {(kind is TextReference, path) for kind, path in shown_in(file)}
        texts = {path for is_text, path in shown if is_text}
        more = {pages.get(path, path) for is_text, path in shown if not is_text}
        for group, paths_shown in ((words, texts), (others, more - texts)):
            for path in paths_shown:
                group[path].append(place)
    for path in paths:
        yield "|".join([" ".join(map(str, group.get(path, ()))) for group in (words, others)])


def keep_edit(run: Run, output: Output, inputs: Inputs, plan: KeptPlan, edit: Edit) -> None:
    """Keep what an edit changes of the plan of the previous build, which is still that of the same files."""
    _column(run, output, "stamps").put(inputs.stamps.values())
    if edit.compared is not plan.compared:
        _column(run, output, "terms").put(edit.compared.terms)


def kept_plan(run: Run, output: Output, inputs: Inputs, previous: PreviousBuild) -> tuple[KeptPlan, Inputs] | None:
    """The plan of the previous build with its inputs; None if it is not known, or another site is built now."""
    name = output_name(output)
    stored = run.store.get(_PLANS, name) if previous.inputs else None
    if stored is None or not previous.days.hold(run.selection.day) or run.config.search == "pagefind":
        return None
    try:
        plan = _CODEC.decode(stored)
        stamps = dict(zip(*(_column(run, output, column) for column in ("paths", "stamps")), strict=False))
        paths, order, terms = (tuple(_column(run, output, column)) for column in ("compared", "order", "terms"))
    except ValueError:
        return None
    plan = replace(
        plan, ties=replace(plan.ties, order=order), compared=replace(plan.compared, paths=paths, terms=terms)
    )
    last = Inputs(settings=inputs.settings, stamps=stamps, problems=plan.problems)
    is_of_previous = (last.fingerprint, plan.days) == (previous.inputs, previous.days)
    return (plan, last) if is_of_previous and output.is_whole() else None


def edited_files(run: Run, inputs: Inputs, last: Inputs) -> Scan | None:
    """The files that are not as they were in the last build; None if any came or went."""
    if inputs.problems != last.problems or inputs.stamps.keys() != last.stamps.keys():
        return None
    stamps = {path: stamp for path, stamp in inputs.stamps.items() if stamp != last.stamps[path]}
    return replace(run.scan, stamps=stamps, whole=False)


def _showing(run: Run, output: Output, last: Inputs, edit: Edit) -> list[str]:
    """The files that show something of edited texts, or if only their words are newer, these.

    Raises:
        ValueError, LookupError: what is kept is not what was stored.
    """
    at = {path: place for place, path in enumerate(last.stamps)}
    lines = [line.partition("|") for line in _column(run, output, "shown").at([at[file] for file in edit.before])]
    places = " ".join(part for first, _, rest in lines for part in ((first,) if edit.is_of_words else (first, rest)))
    return _column(run, output, "files").at(map(int, dict.fromkeys(places.split())))


def _with_last(feed: Feed, output: Output) -> Feed:
    """A feed with its bytes, by which it need not know what its entries show that stay as they are."""
    return feed.after(feed, (output.folder / feed.path).read_bytes())


def _needed(file: File, edited: Container[str]) -> Iterator[str]:
    """The texts by which a file is made: of a feed those of entries that show edited ones."""
    for part in file.items if isinstance(file, Feed) and file.last else (file,):
        texts = {text for _, text in shown_in(part, CARDS)}
        if part is file or any(text in edited for text in texts):
            yield from texts


def kept_files(run: Run, output: Output, plan: KeptPlan, last: Inputs, theme: Theme, edit: Edit) -> PlannedFiles | None:
    """The files that show edited texts, as the last build planned them; None if one is not kept as it was made."""
    name = output_name(output)
    look = kept_look(run.store, name)
    lists = [output_path(route) for card, _ in edit.more for route in lists_with(look.site, card)]
    try:
        paths = dict.fromkeys((*_showing(run, output, last, edit), *lists))
        named = [file for path in paths if (file := kept_file(run.store, name, look.site, path))]
        named = [_with_last(file, output) if isinstance(file, Feed) else file for file in named]
    except (ValueError, LookupError, OSError):
        return None
    texts = {file for each in named for file in _needed(each, edit.before)} - edit.before.keys()
    entries = stored_files(run, theme.words, {path: last.stamps.get(path, "") for path in texts})
    if entries is None:
        return None
    records = {entry.result.record.file: entry.result.record for entry in entries.values()} | edit.before
    newer = Newer(record_of=records.get, kinds=CARDS)
    pages = [with_newer(file, newer) for file in named]
    files = (*pages, *(document for page in pages if isinstance(page, PageInputs) for document in page.documents))
    planned = PlannedFiles(
        theme=theme,
        template_parts=look.templates,
        files=files,
        problems=(),
        ties=plan.ties,
        compared=plan.compared,
    )
    made = {file.path: record.key for file in files if (record := output.records.get(file.path))}
    is_proven = [file.path for file in named] == [*paths] and keys_of(look.templates, files) == made
    return planned if is_proven else None
