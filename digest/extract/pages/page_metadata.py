"""The parts of a saved page that carry metadata: JSON-LD, meta elements, microdata, `<time>`, headings, names."""

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
"""Elements and objects that are looked at: a page has a few thousand."""

_ENTRY_TITLE = re.compile(r"\b(?:entry|post|article)[-_]?(?:title|headline)\b|\bheadline\b", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|p-author|fn)(?:[-_]{1,2}(?:name|link|wrapper))?(?:\s|$)|postedby|posted-by|entry-author"
)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en)?|auteurs?)/[^/]+/?$", re.IGNORECASE)
_CREDIT = re.compile(r"^.{0,30}\b(?:von|vom|by|par|por|di|door)\s+(?=\S)", re.IGNORECASE)
_COMMENT = re.compile(
    r"comment(?!s-open)|kommentar|reply|related|sidebar|widget|teaser|recommend|(?<!entry-)(?<!post-)(?<!article-)footer"
)
"""What holds names that are not the author's."""

_LONGEST_BYLINE: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The parts of a page that carry metadata.

    Attributes:
        meta: name, property or itemprop in lower case -> its values in order.
        things: the objects of JSON-LD, articles first.
        times: the machine-readable values of `<time>`, those marked as publication first.
        times_are: what the first of them is, as evidence.
        headings: the texts of `<h1>`, and of headings that call themselves the entry's title.
        bylines: the texts of elements that say they hold the author's name, most trusted first.
        title: of the head.
        canonical: the address in `<link rel=canonical>`.
        language: of `<html>`.
    """

    meta: Mapping[str, tuple[str, ...]]
    things: tuple[Mapping[str, object], ...]
    times: tuple[str, ...]
    times_are: str
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


def page_of(tree: _Element) -> Page:
    """Read the parts of a page that carry metadata."""
    scripts = (element.text or "" for element in _some(tree, "script") if "ld+json" in (element.get("type") or ""))
    times = [element for element in _some(tree, "time") if element.get("datetime")]
    links = [element for element in _some(tree, "link") if (element.get("rel") or "").lower() == "canonical"]
    return Page(
        meta=_meta(tree),
        things=tuple(sorted(_things(scripts), key=lambda thing: not is_article(thing))),
        times=tuple(time.get("datetime") or "" for time in sorted(times, key=lambda time: not _is_publication(time))),
        times_are="time element marked as publication" if any(map(_is_publication, times)) else ANY_TIME,
        headings=tuple(dict.fromkeys(filter(None, map(_inner, _headings(tree))))),
        bylines=tuple(dict.fromkeys(filter(None, _bylines(tree)))),
        title=next(filter(None, map(_inner, _some(tree, "title"))), ""),
        canonical=next((link.get("href") for link in links), None),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _meta(tree: _Element) -> dict[str, tuple[str, ...]]:
    """The values of meta elements, and of microdata wherever it stands."""
    found: dict[str, list[str]] = {}
    for element in _some(tree, "meta"):
        value = line_of(element.get("content"))
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key and value:
                found.setdefault(key.strip().lower(), []).append(value)
    for element in _some(tree, "h1", "h2", "span", "div", "p", "a", "time"):
        key = (element.get("itemprop") or "").lower()
        if key in {"headline", "author", "datepublished"}:
            value = element.get("content") or element.get("datetime") or _inner(element)
            found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _headings(tree: _Element) -> Iterator[_Element]:
    """The headings of the page, those first that are named after what they are."""
    named = [element for element in _some(tree, "h1", "h2") if _ENTRY_TITLE.search(element.get("class") or "")]
    if len(named) == 1:
        yield from named
    yield from _some(tree, "h1")


def _bylines(tree: _Element) -> Iterator[str]:
    """What elements hold that are marked as an author's name: `rel=author` first, then by class; comments' not."""
    links = list(_some(tree, "a"))
    marked = [e for e in links if "author" in (e.get("rel") or "").lower().split()]
    marked += [e for e in links if _AUTHOR_PAGE.search(e.get("href") or "")]
    classed = [e for e in _some(tree, "a", "span", "div", "p", "address", "b", "strong", "cite", "li") if _by_class(e)]
    for element in (*marked, *classed):
        text = _inner(element)
        if 2 <= len(text) <= _LONGEST_BYLINE and not any(_COMMENT.search(_named(above)) for above in _above(element)):
            yield _CREDIT.sub("", text)


def _by_class(element: _Element) -> bool:
    return bool(_AUTHOR_CLASS.search(_named(element)))


def _named(element: _Element) -> str:
    """What an element is called: its classes and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _above(element: _Element) -> Iterator[_Element]:
    """The elements around an element, as far as a comment or a teaser reaches; not those around the whole article."""
    return (
        above for above in islice(element.iterancestors(), 8) if above.tag not in {"body", "html", "main", "article"}
    )


def _is_publication(time: _Element) -> bool:
    """Whether a `<time>` says of itself that it is the day of publication."""
    return time.get("pubdate") is not None or "pub" in f"{time.get('itemprop')} {time.get('class')}".lower()


def _some(tree: _Element, *tags: str) -> Iterator[_Element]:
    return islice(tree.iter(*tags), _MOST)


def _inner(element: _Element) -> str:
    return line_of("".join(map(str, islice(element.itertext(), 1000))))[:1000]


def line_of(value: object) -> str:
    """A text on one line; of anything else nothing."""
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _things(scripts: Iterable[str]) -> list[Mapping[str, object]]:
    """The objects of JSON-LD blocks, those in lists and graphs too."""
    found: list[Mapping[str, object]] = []
    waiting: list[object] = list(filter(None, map(_json, scripts)))
    for value in waiting:  # grows while it is read
        if isinstance(value, list):
            waiting += value[:_MOST]
        elif isinstance(value, dict):
            found.append(value)
            graph = value.get("@graph")
            waiting += graph[:_MOST] if isinstance(graph, list) else []
    return found


def _json(text: str) -> object:
    text = clean(text).strip().strip(";").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def is_article(thing: Mapping[str, object]) -> bool:
    """Whether an object of JSON-LD is an article."""
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(_ARTICLE.search(kind) for kind in named if isinstance(kind, str))


def names_in(value: object) -> Iterator[str]:
    """The names in a JSON-LD value: a text, a thing with a name, a list of these."""
    if isinstance(value, str):
        yield line_of(value)
    elif isinstance(value, dict):
        name = value.get("name")
        yield from (line_of(item) for item in (name if isinstance(name, list) else [name]))
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from names_in(item)
