"""The parts of a saved page that carry metadata: JSON-LD, meta elements, microdata, `<time>`, headings, bylines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from digest.extract.decoding.decode import clean
from digest.extract.facts.document import ANY_TIME

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Story)$")
_MOST = 50_000
"""Elements and objects that are read at most; a page has a few thousand."""

_ENTRY_TITLE = re.compile(r"\b(?:entry|post|article)[-_]?(?:title|headline)\b|\bheadline\b", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|p-author|fn)(?:[-_]{1,2}(?:name|link|wrapper))?(?:\s|$)|postedby|posted-by|entry-author"
)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en)?|auteurs?)/[^/]+/?$", re.IGNORECASE)
_CREDIT = re.compile(r"^.{0,30}\b(?:von|vom|by|par|por|di|door)\s+(?=\S)", re.IGNORECASE)
_COMMENT = re.compile(
    r"comment(?!s-open)|kommentar|reply|related|sidebar|widget|teaser|recommend|(?<!entry-)(?<!post-)(?<!article-)footer"
)
"""Names of elements that hold other persons than the author."""

_BYLINE_TAGS: Final = ("a", "span", "div", "p", "address", "b", "strong", "cite", "li")
_LONGEST_BYLINE: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The parts of a page that carry metadata.

    Attributes:
        meta: name, property or itemprop in lower case -> its values in order.
        json_ld: the objects of JSON-LD, articles first.
        times: the machine-readable values of `<time>`, those marked as publication first.
        times_evidence: what the first of them is called as evidence.
        headings: the texts of `<h1>`, and of headings that call themselves the entry's title.
        bylines: the texts of elements that say they hold the author's name, most trusted first.
        title: of the head.
        canonical: the address in `<link rel=canonical>`.
        language: of `<html>`.
    """

    meta: Mapping[str, tuple[str, ...]]
    json_ld: tuple[Mapping[str, object], ...]
    times: tuple[str, ...]
    times_evidence: str
    headings: tuple[str, ...]
    bylines: tuple[str, ...]
    title: str
    canonical: str | None
    language: str | None

    def values(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Name and value of each meta element of these names, in their order of trust."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield name, value


def page_metadata(tree: _Element) -> PageMetadata:
    """Read the parts of a page that carry metadata."""
    scripts = (element.text or "" for element in _elements(tree, "script") if "ld+json" in (element.get("type") or ""))
    times = [element for element in _elements(tree, "time") if element.get("datetime")]
    links = [element for element in _elements(tree, "link") if (element.get("rel") or "").lower() == "canonical"]
    return PageMetadata(
        meta=_meta(tree),
        json_ld=tuple(sorted(_json_ld(scripts), key=lambda item: not is_article(item))),
        times=tuple(time.get("datetime") or "" for time in sorted(times, key=lambda time: not _is_publication(time))),
        times_evidence="time element marked as publication" if any(map(_is_publication, times)) else ANY_TIME,
        headings=tuple(dict.fromkeys(filter(None, map(_text_of, _headings(tree))))),
        bylines=tuple(dict.fromkeys(filter(None, _bylines(tree)))),
        title=next(filter(None, map(_text_of, _elements(tree, "title"))), ""),
        canonical=next((link.get("href") for link in links), None),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _meta(tree: _Element) -> dict[str, tuple[str, ...]]:
    """The values of meta elements, and of microdata wherever it stands."""
    values: dict[str, list[str]] = {}
    for element in _elements(tree, "meta"):
        value = one_line(element.get("content"))
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key and value:
                values.setdefault(key.strip().lower(), []).append(value)
    for element in _elements(tree, "h1", "h2", "span", "div", "p", "a", "time"):
        key = (element.get("itemprop") or "").lower()
        if key in {"headline", "author", "datepublished"}:
            value = element.get("content") or element.get("datetime") or _text_of(element)
            values.setdefault(key, []).append(value)
    return {key: tuple(texts) for key, texts in values.items()}


def _headings(tree: _Element) -> Iterator[_Element]:
    """The headings of the page: first the one whose class calls it the entry's title, if it is only one."""
    named = [element for element in _elements(tree, "h1", "h2") if _ENTRY_TITLE.search(element.get("class") or "")]
    if len(named) == 1:
        yield from named
    yield from _elements(tree, "h1")


def _bylines(tree: _Element) -> Iterator[str]:
    """The texts of elements marked as an author's name, not those in comments: `rel=author` first, then by class."""
    links = list(_elements(tree, "a"))
    marked = [link for link in links if "author" in (link.get("rel") or "").lower().split()]
    marked += [link for link in links if _AUTHOR_PAGE.search(link.get("href") or "")]
    classed = filter(_is_author_by_class, _elements(tree, *_BYLINE_TAGS))
    for element in (*marked, *classed):
        text = _text_of(element)
        if 2 <= len(text) <= _LONGEST_BYLINE and not _is_in_comment(element):
            yield _CREDIT.sub("", text)


def _is_in_comment(element: _Element) -> bool:
    return any(_COMMENT.search(_names(outer)) for outer in _ancestors(element))


def _is_author_by_class(element: _Element) -> bool:
    return bool(_AUTHOR_CLASS.search(_names(element)))


def _names(element: _Element) -> str:
    """The classes and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _ancestors(element: _Element) -> Iterator[_Element]:
    """The nearest elements around an element, as many as a comment or a teaser has, but not those around all text."""
    return (
        outer for outer in islice(element.iterancestors(), 8) if outer.tag not in {"body", "html", "main", "article"}
    )


def _is_publication(time: _Element) -> bool:
    """Whether a `<time>` is marked as that of publication."""
    return time.get("pubdate") is not None or "pub" in f"{time.get('itemprop')} {time.get('class')}".lower()


def _elements(tree: _Element, *tags: str) -> Iterator[_Element]:
    return islice(tree.iter(*tags), _MOST)


def _text_of(element: _Element) -> str:
    return one_line("".join(map(str, islice(element.itertext(), 1000))))[:1000]


def one_line(value: object) -> str:
    """A text, clean and on one line; of any other value the empty text."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _json_ld(scripts: Iterable[str]) -> list[Mapping[str, object]]:
    """The objects in scripts of JSON-LD, also those in lists and graphs."""
    objects: list[Mapping[str, object]] = []
    waiting: list[object] = list(filter(None, map(_json, scripts)))
    for value in waiting:  # the list grows while it is read
        if isinstance(value, list):
            waiting += value[:_MOST]
        elif isinstance(value, dict):
            objects.append(value)
            graph = value.get("@graph")
            waiting += graph[:_MOST] if isinstance(graph, list) else []
    return objects


def _json(text: str) -> object:
    text = clean(text).strip().strip(";").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def is_article(item: Mapping[str, object]) -> bool:
    """Whether an object of JSON-LD is an article."""
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(_ARTICLE.search(name) for name in names if isinstance(name, str))


def names_in(value: object) -> Iterator[str]:
    """The names in a value of JSON-LD: a text, an object with a name, or a list of these."""
    if isinstance(value, str):
        yield one_line(value)
    elif isinstance(value, dict):
        name = value.get("name")
        yield from (one_line(item) for item in (name if isinstance(name, list) else [name]))
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from names_in(item)
