"""The parts of a saved page that carry metadata: JSON-LD, meta elements, microdata, `<time>`, headings, bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.facts.document import ANY_TIME
from digest.extract.pages.metadata.json_ld import json_ld_objects, one_line
from digest.extract.pages.metadata.page_headings import PageHeading, element_text, page_headings

_MOST = 50_000
"""Elements and objects that are read at most; a page has a few thousand."""

_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|p-author|fn)(?:[-_]{1,2}(?:name|link|wrapper))?(?:\s|$)|postedby|posted-by|entry-author"
)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en)?|auteurs?)/[^/]+/?$", re.IGNORECASE)
_CREDIT = re.compile(r"^.{0,30}\b(?:von|vom|by|par|por|di|door)\s+(?=\S)", re.IGNORECASE)
_COMMENT = re.compile(
    r"comment(?!s-open)|kommentar|reply|related|sidebar|widget|teaser|recommend|(?<!entry-)(?<!post-)(?<!article-)footer"
)
"""Names of elements that hold other persons than the author."""

_ABSTRACT = re.compile(r"(?:^|[\s_-])abstract(?:$|[\s_-](?!image|link|button|tab))", re.IGNORECASE)
_SHORTEST_ABSTRACT: Final = 100
LONGEST_ABSTRACT: Final = 5_000
"""Code points of the shortest and the longest abstract."""

_MOST_AUTHORS: Final = 20
_MOST_BYLINES: Final = 200
_BESIDE_NAME: Final = 6
"""Code points that may stand beside a name in its element: a comma, a word for "and"."""

_BYLINE_TAGS: Final = ("a", "span", "div", "p", "address", "b", "strong", "cite", "li")
_LONGEST_BYLINE: Final = 80
_AROUND_ALL: Final = frozenset({"body", "html", "main", "article"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The parts of a page that carry metadata.

    Attributes:
        meta: name, property or itemprop in lower case -> its values in order.
        json_ld: the objects of JSON-LD, articles first.
        times: the machine-readable values of `<time>`, those marked as publication first.
        times_evidence: what the first of them is called as evidence.
        headings: each `<h1>`, and before them the heading that calls itself the entry's title.
        bylines: the texts of elements that say they hold an author's name, most trusted first; in one group those of
            several authors of one text.
        abstract: the text of the element that is called so, or the empty text.
        title: of the head.
        canonical: the address in `<link rel=canonical>`.
        language: of `<html>`.
    """

    meta: Mapping[str, tuple[str, ...]]
    json_ld: tuple[Mapping[str, object], ...]
    times: tuple[str, ...]
    times_evidence: str
    headings: tuple[PageHeading, ...]
    bylines: tuple[tuple[str, ...], ...]
    abstract: str
    title: str
    canonical: str | None
    language: str | None

    def values(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Name and value of each meta element of these names, in their order of trust."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield name, value

    def first(self, names: Iterable[str]) -> str | None:
        """The value of the most trusted of these meta elements."""
        return next((value for _, value in self.values(names)), None)


def page_metadata(tree: _Element) -> PageMetadata:
    """Read the parts of a page that carry metadata."""
    scripts = (element.text or "" for element in _elements(tree, "script") if "ld+json" in (element.get("type") or ""))
    times = [element for element in _elements(tree, "time") if element.get("datetime")]
    links = [element for element in _elements(tree, "link") if (element.get("rel") or "").lower() == "canonical"]
    return PageMetadata(
        meta=_meta(tree),
        json_ld=json_ld_objects(scripts),
        times=tuple(time.get("datetime") or "" for time in sorted(times, key=lambda time: not _is_publication(time))),
        times_evidence="time element marked as publication" if any(map(_is_publication, times)) else ANY_TIME,
        headings=page_headings(tree),
        bylines=tuple(dict.fromkeys(_bylines(tree))),
        abstract=next(filter(None, map(_abstract, _elements(tree, "blockquote", "div", "section", "p"))), ""),
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
        if key in {"headline", "datepublished"}:
            value = element.get("content") or element.get("datetime") or _text_of(element)
            values.setdefault(key, []).append(value)
    return {key: tuple(texts) for key, texts in values.items()}


def _abstract(element: _Element) -> str:
    """The text of an element that is called an abstract, without the label before it."""
    if not any(_ABSTRACT.search(element.get(key) or "") for key in ("class", "id")):
        return ""
    text = re.sub(
        r"(?i)^\s*abstract\b\s*[:.]?\s*", "", element_text(element, longest=LONGEST_ABSTRACT), flags=re.IGNORECASE
    )
    return text if len(text) >= _SHORTEST_ABSTRACT else ""


def _bylines(tree: _Element) -> Iterator[tuple[str, ...]]:
    """The texts of elements marked as an author's name, not those in comments: microdata, `rel=author`, by class."""
    links = list(_elements(tree, "a"))
    marked = [link for link in links if "author" in (link.get("rel") or "").lower().split()]
    marked += [link for link in links if _AUTHOR_PAGE.search(link.get("href") or "")]
    classed = [element for element in _elements(tree, *_BYLINE_TAGS) if _AUTHOR_CLASS.search(_names(element))]
    tagged = [element for element in _elements(tree, "h2", *_BYLINE_TAGS) if element.get("itemprop") == "author"]
    for elements in (tagged, marked, classed):
        for group in _groups([element for element in elements if not _is_in_comment(element)]):
            texts = [text for element in group if 2 <= len(text := _text_of(element)) <= _LONGEST_BYLINE]
            if texts:
                yield tuple(dict.fromkeys(_CREDIT.sub("", text) for text in texts))


def _groups(elements: Sequence[_Element]) -> Iterator[list[_Element]]:
    """Elements that follow each other as the authors of one text: side by side in an element that holds no more."""
    groups: list[list[_Element]] = []
    for element in elements[:_MOST_BYLINES]:
        if groups and len(groups[-1]) < _MOST_AUTHORS and _list_of(element) is _list_of(groups[-1][0]):
            groups[-1].append(element)
        else:
            groups.append([element])
    for group in groups:
        around = _list_of(group[0])
        names = sum(len(_text_of(element)) + _BESIDE_NAME for element in group)
        is_list = around is not None and len(_text_of(around)) <= names + _BESIDE_NAME
        yield group if is_list else group[:1]


def _list_of(element: _Element) -> _Element | None:
    """The element that lists the authors, of whom an element names one."""
    parent = element.getparent()
    if parent is None or len(_text_of(parent)) > len(_text_of(element)) + _BESIDE_NAME:
        return parent
    return parent.getparent()


def _is_in_comment(element: _Element) -> bool:
    """Whether the nearest elements, as many as a comment or a teaser has, but not those around all text, are of one."""
    nearest = (each for each in islice(element.iterancestors(), 8) if each.tag not in _AROUND_ALL)
    return any(_COMMENT.search(_names(outer)) for outer in nearest)


def _names(element: _Element) -> str:
    """The classes and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _is_publication(time: _Element) -> bool:
    """Whether a `<time>` is marked as that of publication."""
    return time.get("pubdate") is not None or "pub" in f"{time.get('itemprop')} {time.get('class')}".lower()


def _elements(tree: _Element, *tags: str) -> Iterator[_Element]:
    return islice(tree.iter(*tags), _MOST)


def _text_of(element: _Element) -> str:
    return one_line("".join(map(str, islice(element.itertext(), 1000))))[:1000]
