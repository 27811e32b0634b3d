"""The reader of saved web pages.

An article is first extracted by trafilatura (`trafilatura_adapter`). Then the text blocks of the page are classified
(`block_classifier`), and if those kept agree with the extraction, they are the article. Where trafilatura finds hardly
a word, the article is read from the lines of the page instead. What the page says of itself, such as title, authors,
days and address, is read by `page_facts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from html import unescape

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement

from digest.dataclass import dataclass
from digest.extract.decoding.decode import clean
from digest.extract.facts.addresses import absolute, web_address
from digest.extract.facts.date_spellings import names_day
from digest.extract.facts.document import ANY_TIME, Document
from digest.extract.facts.publication import OF_UPDATE
from digest.extract.lines.text_reader import read_text
from digest.extract.pages.block_classifier import classify, extracted_blocks
from digest.extract.pages.block_furniture import without_furniture
from digest.extract.pages.block_markdown import markdown
from digest.extract.pages.blocks import Block, Formula, NoteDefinition, NoteReference, nodes, plain_text
from digest.extract.pages.metadata.near_title import day_near_title, lines_near_title
from digest.extract.pages.metadata.page_authors import guessed_authors
from digest.extract.pages.metadata.page_dates import ranked_days
from digest.extract.pages.metadata.page_facts import page_facts
from digest.extract.pages.normal import normalise
from digest.extract.pages.normal.markup import with_few_attributes, with_nested_emphasis
from digest.extract.pages.normal.tokens import without_noncharacters, without_tokens
from digest.extract.pages.page_blocks import page_blocks
from digest.extract.pages.text_blocks import shown_text, text_blocks
from digest.extract.pages.trafilatura_adapter import article_tree, metadata

_LARGEST = 5_000_000
"""Code points of the largest page that is searched for the article, pictures inside it not counted.

A larger one is read as text.
"""

_MISSED = 3
"""The extraction has missed the article if the lines of the page that read like one have so many times its words."""

_HARDLY_ANY = 50
"""Words from which an extraction is never replaced by the lines of the page, however many more these have.

A short article beside long comments or teasers looks the same as a long one that was missed; trafilatura is right about
it more often (chosen by cross-validation over sites: with 120 words three times as many pages are lost, with no limit
four times as many).
"""

_PARAGRAPH = 5
"""Words from which a line may be a paragraph."""

_PICTURE_DATA = re.compile(r"data:[\w.+-]{1,50}/[\w.+-]{1,50};base64,[A-Za-z0-9+/=\s]{100,}")


_AGREEMENT = 0.95
"""The least share of the words of an extraction, and of the page's blocks that it has, that the other has too, if they
are written in its place."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"\]\([^)\s]*\)")
_MARKS = re.compile(r"(?m)^[ \t>]*\d{1,9}[.)] |\[\^\w+\]:?|\*+|~~|`+|\\")
"""Marks of Markdown that would count as words, such as the number of an item, or part a word, such as `**bo**ld`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A page before its text blocks are classified.

    Attributes:
        tree: the normalised page; None where the parser cannot take it or it is too large to be searched.
        document: what was extracted of it.
        blocks: the article as trafilatura finds it; none where the lines of the page are taken.
        notes: what holds the text of each note of the page, which was taken out of the tree, by its label.
        elements: of the tree before it was normalised; while they are kept, lxml need not make them at each step again.
        base: where its relative links start.
    """

    tree: _Element | None
    document: Document
    blocks: tuple[Block, ...] = ()
    notes: Mapping[str, _Element] = field(default_factory=dict)
    elements: tuple[_Element, ...] = ()
    base: str | None = None


def read_html(text: str, latest: date) -> Document:
    """Read a saved page; one in which no article is found is read as the text it shows.

    Args:
        text: the page.
        latest: the last day that a date in it may name.
    """
    extraction = extracted_document(text, latest)
    if extraction.tree is None:
        return extraction.document
    if extraction.document.found_by == "lines":
        is_cut = bool(extraction.notes)  # the notes that were taken out of the tree stand in the lines of the page
        document = extraction.document
        return replace(document, body=read_text(clean(document.shown)).body) if is_cut else document
    document, blocks = _classified(extraction, extraction.tree)
    blocks = with_notes(blocks, extraction.notes, extraction.base)
    extra = {**document.extra, "math": True} if has_formula(blocks) else document.extra
    return replace(document, body=markdown(blocks) or document.body, extra=extra)


def extracted_document(text: str, latest: date) -> Extraction:
    """The page as a normalised tree, and what is extracted of it before its blocks are classified."""
    text = with_nested_emphasis(with_few_attributes(without_noncharacters(_PICTURE_DATA.sub("", text))))
    tree = _parsed(text)
    if tree is None:
        return Extraction(tree=None, document=read_text(_without_tags(text)))
    elements = tuple(tree.iter())
    shown = shown_text(tree)
    if not shown.strip():  # the parser gives up on text behind 256 open tags or of 10 MB in one piece
        shown = _without_tags(text)
    facts = page_facts(tree, shown)
    is_searched = len(text) <= _LARGEST
    guesses = _guesses(tree, facts, shown, latest) if is_searched else Document()
    guesses = replace(guesses, stated=tuple(dated for dated in guesses.stated if names_day(text, dated.day)))
    base = _base(tree, facts.source_url)
    notes = normalise(tree, facts.source_url, shown) if is_searched else {}
    found = article_tree(tree, base) if is_searched else None

    def lines() -> str:
        """The text of the normalised page: what the pass has read into the tree is not cut into lines."""
        return (without_tokens(shown_text(tree)).strip() if is_searched else "") or shown

    document, blocks = _extraction(found, base, facts, guesses, lines)
    stated = ranked_days(facts.stated, document.stated, shown, facts.title, facts.source_url)
    document = _with_facts(replace(document, shown=shown, stated=stated), facts)
    searched = tree if is_searched else None
    return Extraction(tree=searched, document=document, blocks=blocks, notes=notes, elements=elements, base=base)


def _parsed(text: str) -> _Element | None:
    """The tree of a page, or None where the parser cannot take it."""
    # React splits sentences by comments, and trafilatura drops the text behind one in a tree that it did not parse.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    # The parser of lxml.html makes the same class known by a function in Python, which it calls at each step in a tree.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _base(tree: _Element, address: str | None) -> str | None:
    """Where relative links of a page start: at its first `<base>` with an address, else at its own."""
    stated = next((element.get("href") or "" for element in tree.iter("base") if "href" in element.attrib), "")
    return web_address(absolute(stated, address)) or address


def _guesses(tree: _Element, facts: Document, shown: str, latest: date) -> Document:
    """What trafilatura and htmldate say of a page, if it does not say everything itself."""
    is_dated = _is_dated(facts, shown)
    if is_dated and facts.title and facts.authors and facts.source:
        return Document()
    return metadata(tree, facts.source_url, latest, search_day=not is_dated)


def _is_dated(facts: Document, shown: str) -> bool:
    """Whether a page says its day so well that what htmldate finds would not count."""
    published = [dated for dated in facts.stated if not dated.evidence.endswith(OF_UPDATE)]
    if any(dated.evidence != ANY_TIME for dated in published):
        return True
    return day_near_title(lines_near_title(shown, facts.title), {dated.day for dated in published}) is not None


def _extraction(
    found: _Element | None, base: str | None, facts: Document, guesses: Document, lines: Callable[[], str]
) -> tuple[Document, tuple[Block, ...]]:
    """The article as trafilatura finds it; where it finds hardly a word and the lines of the page have far more, these.

    Args:
        found: what trafilatura finds, or None.
        base: where relative links of the page start.
        facts: what the page says of itself.
        guesses: what trafilatura says of it.
        lines: gives the text of the page, a line for each block; most pages are never asked for it.
    """
    title = facts.title or guesses.title
    read = page_blocks(found, frozenset(), base, all_article=True) if found is not None else ()
    blocks = without_furniture(read, title or "")
    body = markdown(blocks)
    words = _words(body)
    if not body or (words < _HARDLY_ANY and _MISSED * words < _words_in_paragraphs(lines())):
        by_lines = read_text(clean(lines()))
        if not body or _MISSED * words < _words(by_lines.body):
            return by_lines, ()
    return replace(guesses, title=title, body=body, found_by="trafilatura"), blocks


def _classified(extraction: Extraction, tree: _Element) -> tuple[Document, tuple[Block, ...]]:
    """The document with those blocks of the page that are the article, or as it was extracted.

    An extraction that stands is written of the page's own blocks too, which keep more of its structure, where they
    are the same text.
    """
    document = extraction.document
    candidates = text_blocks(tree)
    if not candidates:
        return document, extraction.blocks
    kept = classify(candidates, document.body)
    flags = extracted_blocks(candidates, document.body) if kept is None else kept
    pairs = zip(candidates, flags, strict=True)
    dropped = {node for block, is_kept in pairs if not is_kept for node in block.nodes}
    blocks = without_furniture(page_blocks(tree, dropped, extraction.base), document.title or "")
    if kept is not None and plain_text(blocks):
        return replace(document, found_by="blocks"), blocks
    text = " ".join(block.text for block, is_kept in zip(candidates, flags, strict=True) if is_kept)
    return document, blocks if kept is None and _agree(text, document.body) else extraction.blocks


def _agree(text: str, body: str) -> bool:
    """Whether a text and a Markdown text have nearly all words in common."""
    words = Counter(_WORD.findall(without_tokens(text)))
    others = Counter(_WORD.findall(_MARKS.sub("", _ADDRESS.sub("]", body))))
    both = (words & others).total()
    return both >= _AGREEMENT * max(words.total(), others.total(), 1)


def with_notes(blocks: Sequence[Block], notes: Mapping[str, _Element], base: str | None) -> tuple[Block, ...]:
    """The blocks of an article, and behind them the notes that they refer to.

    Args:
        blocks: of the article.
        notes: of its page, by their labels.
        base: where relative links of the page start.
    """
    definitions: list[Block] = []
    waiting = list(_labels(blocks))
    written: set[str] = set()
    while waiting:
        label = waiting.pop(0)
        if label in written or label not in notes:
            continue
        written.add(label)
        content = page_blocks(notes[label], frozenset(), base)
        definitions.append(NoteDefinition(label=label, blocks=content))
        waiting += _labels(content)
    return (*blocks, *definitions)


def has_formula(blocks: Iterable[Block]) -> bool:
    """Whether a formula stands in some blocks."""
    return any(isinstance(node, Formula) for node in nodes(blocks))


def _labels(blocks: Iterable[Block]) -> Iterator[str]:
    return (node.label for node in nodes(blocks) if isinstance(node, NoteReference))


def _words_in_paragraphs(shown: str) -> int:
    """Words in the lines of a page that may be paragraphs: at least as many as its lines give an article."""
    counts = (line.count(" ") + 1 for line in shown.split("\n"))
    return sum(count for count in counts if count >= _PARAGRAPH)


def _words(body: str) -> int:
    return len(_WORD.findall(_ADDRESS.sub("]", body)))


def _with_facts(document: Document, facts: Document) -> Document:
    """The document with what the page says of itself, which goes before what was found in its text."""
    return replace(
        document,
        title=facts.title or document.title,
        title_basis=facts.title_basis if facts.title else document.title_basis,
        authors=facts.authors or guessed_authors(document.authors, facts),
        source=facts.source or document.source,
        source_url=facts.source_url or document.source_url,
        language=facts.language,
        region=facts.region,
        slashed=facts.slashed,
        summary=facts.summary,
        summary_basis=facts.summary_basis,
        descriptions=facts.descriptions,
        extra={**document.extra, **facts.extra},
        claims=(*facts.claims, *document.claims),
    )


def _without_tags(text: str) -> str:
    """The text of a page that the parser cannot take, without scripts, styles and tags."""
    text = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", "\n", text, flags=re.IGNORECASE | re.DOTALL)
    return unescape(re.sub(r"<[^<>]{0,2000}>", "\n", text))
