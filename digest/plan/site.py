"""The plan of the whole site: every page, every finished file, every image, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.card import Record
from digest.plan.catalogue import Catalogue
from digest.plan.feeds import digest_feed as digests
from digest.plan.feeds import topic_feed as topics
from digest.plan.feeds.document_inputs import Document
from digest.plan.feeds.entry_ids import EntryIds
from digest.plan.feeds.kept_ids import KeptIds
from digest.plan.feeds.sitemap import for_robots
from digest.plan.issue_order import several_leads
from digest.plan.kinds import kinds
from digest.plan.linking.broken_links import Published, broken_links
from digest.plan.linking.redirects import redirects
from digest.plan.linking.references import media_route, target_of
from digest.plan.pages import PageInputs
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.relations.ties import Ties, ties_of
from digest.plan.routes import permalink
from digest.plan.search.search_place import pages_in_its_place


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What will stand in the output folder.

    Attributes:
        pages: to be rendered; those that others link to come first.
        documents: feeds, redirects, the index of the search, and what search engines read.
        problems: broken links. They do not stop a build.
        collisions: two claims to one address. They do.
        ids: of feeds and their entries.
        ties: what ties articles to files that need not show them.
        compared: the articles among which digest looks for those that are alike.
    """

    pages: tuple[PageInputs, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
    collisions: tuple[Problem, ...]
    ids: EntryIds
    ties: Ties
    compared: ComparedArticles


_NO_IDS: Final = KeptIds()
_NOTHING: Final = Published(files=frozenset[str](), anchors={})


def plan(
    catalogue: Catalogue, *, unusable: frozenset[PurePosixPath] = frozenset(), kept_ids: KeptIds = _NO_IDS
) -> Plan:
    """Plan the site.

    Args:
        catalogue: what pages are planned from.
        kept_ids: what is kept of the ids of feeds and their entries.
        unusable: images that are not published, as problems of their own say.
    """
    pages = tuple([page for kind in kinds() for page in kind.pages(catalogue)])
    links = [(page.route.kind, permalink(page.route)) for page in pages]
    listed = [link for (_, link), page in zip(links, pages, strict=True) if page.has_address]
    ids = EntryIds(catalogue, kept_ids)
    feeds = (*digests.documents(catalogue, ids), *topics.documents(catalogue, ids))
    texts = [record for record in catalogue.library.texts if record.references]
    moved, disputed = redirects(catalogue, [link for _, link in links])
    of_pages = [document for page in pages for document in page.documents]
    documents = (*feeds, *of_pages, *moved, *for_robots(catalogue.addresses, listed))
    published = _published(catalogue, [link for _, link in links], documents, unusable) if texts else _NOTHING
    return Plan(
        pages=pages,
        documents=documents,
        problems=(
            *(problem for record in texts for problem in broken_links(record, published)),
            *disputed,
            *_without_search(catalogue),
            *ids.doubled(),
            *several_leads(catalogue.digests),
        ),
        collisions=tuple(_collisions(_claims(catalogue, links, texts))) if _may_collide(catalogue, links) else (),
        ids=ids,
        ties=ties_of(catalogue),
        compared=catalogue.comparison.compared,
    )


def _published(
    catalogue: Catalogue, links: Iterable[str], documents: Iterable[Document], unusable: frozenset[PurePosixPath]
) -> Published:
    return Published(
        files=catalogue.permalinks,
        others=frozenset(catalogue.files),
        unusable=unusable,
        addresses=frozenset((*links, *(document.path for document in documents))),
        anchors=catalogue.anchors,
    )


def _without_search(catalogue: Catalogue) -> Iterator[Problem]:
    """A person's page that stands where the search would."""
    for record in pages_in_its_place(catalogue.library) if catalogue.config.search != "off" else ():
        yield Problem(
            message="stands at /search/, so that the site has no page to search it",
            location=Location(path=record.path),
            hint="name the file otherwise to have it, or write search: off into digest.yml",
            severity="warning",
            code="no-search",
        )


def _may_collide(catalogue: Catalogue, pages: Sequence[tuple[str, str]]) -> bool:
    """Whether two files or pages could claim one address: seldom, and then it is worth while to find out which."""
    folded = {link if link.isascii() and link.islower() else link.casefold() for _, link in pages}  # mostly no copies
    return bool(catalogue.media) or len(folded) < len(pages)


def _claims(
    catalogue: Catalogue, pages: Iterable[tuple[str, str]], texts: Iterable[Record]
) -> list[tuple[str, PurePosixPath | None]]:
    """Every permalink, with the file of `content/` that claims it, as far as one does.

    Args:
        catalogue: with the files.
        pages: kind and permalink of every page.
        texts: what shows images.
    """
    placed = [(kind.name, permalink(route), file) for kind in kinds() for file, route in kind.files(catalogue)]
    of_files = {(kind, link) for kind, link, _ in placed}
    shown = {target_of(record, reference) for record in texts for reference in record.references}
    images = [(permalink(media_route(path)), path) for path in catalogue.media if path in shown]
    of_the_site = [(link, None) for kind, link in pages if (kind, link) not in of_files]
    return [*of_the_site, *((link, PurePosixPath(file)) for _, link, file in placed), *images]


def _collisions(claims: Iterable[tuple[str, PurePosixPath | None]]) -> Iterator[Problem]:
    """One problem for each file whose address another claims too."""
    claimants: dict[str, list[PurePosixPath | None]] = {}
    for link, path in claims:
        claimants.setdefault(link.casefold(), []).append(path)
    for address, paths in claimants.items():
        if len(paths) > 1:
            for path in filter(None, paths):
                others = ", ".join(
                    str(other) if other else "a page of the site itself" for other in paths if other != path
                )
                yield Problem(
                    message=f"the address /{address} is claimed by {others} too",
                    location=Location(path=path),
                    hint="rename one of the files",
                    code="address-taken",
                )
