"""Old addresses that lead to a text: a page of a few lines each, which sends browsers on and which nothing lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.card import Record
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.feeds.document_inputs import Document
from digest.plan.routes import Route, output_file, root
from digest.plan.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect(Document):
    """A page that leads to another, as those that Hugo makes of aliases.

    Attributes:
        title: of the page that it leads to.
        way: to that page, relative to this one.
        canonical: the whole address of that page, or empty where the site's is not known.
        language: of the site.
        moved: what the page says.
    """

    title: str = named("the title of the page it leads to")
    way: str = named("the page it leads to")
    canonical: str = named("the page it leads to")
    language: str = named("the language of the site")
    moved: str = named("the words of the interface")

    def body(self, texts: Texts) -> bytes:  # noqa: ARG002  (it shows none)
        """HTML that search engines are told to leave out."""
        way, title = escape(self.way), escape(self.title)
        canonical = f'<link rel="canonical" href="{escape(self.canonical)}">\n' if self.canonical else ""
        return (
            f'<!doctype html>\n<html lang="{escape(self.language)}">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
            f"<title>{title}</title>\n{canonical}"
            f'<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={way}">\n'
            f'</head>\n<body>\n<p>{escape(self.moved)} <a href="{way}">{title}</a></p>\n</body>\n</html>\n'
        ).encode()


def redirects(catalogue: Catalogue, taken: Collection[str]) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """A redirect for each alias of an article or a free page, and a problem for each that cannot be one.

    Args:
        catalogue: with the texts.
        taken: the permalinks of the site's pages.
    """
    aliases = list(_aliases(catalogue))
    claimed = {output_file(link).casefold(): "a page of the site" for link in (taken if aliases else ())}
    made: list[Redirect] = []
    problems: list[Problem] = []
    for record, alias in aliases:
        path = output_file(alias)
        other = claimed.get(path.casefold())
        if other is None:
            claimed[path.casefold()] = record.file
            made.append(_redirect(catalogue, record, path))
        elif other != record.file and record.aliases_line:
            problems.append(_taken(record, alias, other))
    return tuple(made), tuple(problems)


def _aliases(catalogue: Catalogue) -> Iterator[tuple[Record, str]]:
    for record in (*catalogue.library.articles, *catalogue.library.pages):
        for alias in record.aliases:
            yield record, alias


def _redirect(catalogue: Catalogue, record: Record, path: str) -> Redirect:
    route, target = Route("file", path), _route(catalogue, record)
    addresses = catalogue.addresses
    return Redirect(
        route=route,
        title=record.card.title,
        way=root(route) + addresses.path(target),
        canonical=addresses.absolute(target) if addresses.base_url else "",
        language=catalogue.config.language,
        moved=catalogue.words.text("moved_to"),
    )


def _route(catalogue: Catalogue, record: Record) -> Route:
    return catalogue.routes.get(record.file) or Route("page", record.card.slug)


def _taken(record: Record, alias: str, other: str) -> Problem:
    return Problem(
        message=f"the alias /{alias} leads to {other} already",
        location=Location(path=record.path, line=record.aliases_line),
        hint="take it out of the aliases of one of the two",
        code="address-taken",
    )
