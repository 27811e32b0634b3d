"""What in an article wants a look before it goes out: doubts about its date, its title, its topic and its text.

A doubt is a question to the editor, never an error: the article is published whatever it says. Each has an answer that
takes it away, and `Doubt.hint` names it. Doubts about the text are raised about converted articles alone, since a
person knows how much they wrote; a comment of the editor answers those about its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from shlex import quote
from typing import Final, Literal, get_args

from digest.dataclass import dataclass
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts, count_words
from digest.model.article import INFERRED, Article

DoubtKind = Literal["undated", "date_inferred", "title_guessed", "unsorted", "little_text", "near_empty", "garbled"]
"""The stable names of doubts, as `digest status --json` has them."""

DOUBTS: Final[tuple[DoubtKind, ...]] = get_args(DoubtKind)

LITTLE_TEXT: Final = 80
"""Words below which a converted text is short for an article: a brief, or the rest of a page that was hardly read.

Of 300 saved articles of as many sites three became shorter texts. Two of these were as short on their pages; of the
third hardly anything was read, and it was the only one below the next limit.
"""

NEAR_EMPTY: Final = 15
"""Words below which there is hardly any text: a login form, a notice about cookies, a headline."""

_LONGEST_BASIS: Final = 80
"""Code points of a `date_basis` that a doubt repeats: some quote the sentence that names the day."""

GARBLED: Final = re.compile(
    "\ufffd"
    "|[\x80-\x84\x86-\x9f]"  # C1 control characters, which nobody writes
    "|[\u00c2\u00c3][\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]"  # Ã© Â°; without « and », which may follow a capital
    "|\u00e2\u20ac[\u02dc\u0153\u00a6\u00a2\u2122\u201c\u201d\u009c\u009d]"  # â€™ â€œ â€¦
    "|\u0432\u0402[\u2122\u045a\u045c\u045e\u201c\u201d\u00a6]"  # вЂ™ вЂњ вЂ¦
)
"""Characters that stand for lost bytes, and how UTF-8 looks that was read as windows-1252 or -1251."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A doubt about an article.

    Attributes:
        kind: its stable name.
        message: a few words, without a full stop: `date inferred from the week`.
        hint: how to answer it: what to write where.
    """

    kind: DoubtKind
    message: str
    hint: str


def doubts(
    article: Article, topics: Sequence[str], *, sorted_by_topic: bool = True, texts: Sequence[str] | None = None
) -> tuple[Doubt, ...]:
    """The doubts about an article, in the order of `DoubtKind`.

    Args:
        article: as it was read.
        topics: the slugs of the topics that it stands in, whether its front matter or a score chose them.
        sorted_by_topic: whether the project has topics at all.
        texts: the plain text of each block of the body, where a caller has parsed it; else it is parsed here.
    """
    unsorted = [Doubt(kind="unsorted", message="no topic", hint="write its topic into topics")]
    return (
        *_of_date(article),
        *_of_title(article),
        *(unsorted if sorted_by_topic and not topics else ()),
        *(_of_text(article, texts) if article.front_matter.seed is not None else ()),
    )


def _of_date(article: Article) -> Iterator[Doubt]:
    front_matter = article.front_matter
    if front_matter.date is None and front_matter.week is None:
        yield Doubt(kind="undated", message="no date", hint="write its day into date, or its week into week")
    elif front_matter.date is not None and front_matter.date_inferred:
        hint = "write the right day into date, and confirmed into date_basis"
        yield Doubt(kind="date_inferred", message=f"date {_shortened(front_matter.date_basis or '')}", hint=hint)


def _of_title(article: Article) -> Iterator[Doubt]:
    basis = article.front_matter.title_basis or ""
    if basis.startswith(INFERRED):
        hint = "write it into title, and confirmed into title_basis"
        yield Doubt(kind="title_guessed", message="title guessed", hint=hint)


def _of_text(article: Article, texts: Sequence[str] | None) -> Iterator[Doubt]:
    if texts is None:
        texts = tuple(block_texts(parse(article.body, {})))
    words = count_words(texts)
    if words < LITTLE_TEXT and not article.front_matter.comment:
        seed = quote(str(article.front_matter.seed))
        hint = f"compare it with its source: digest convert --why {seed} shows how that was read"
        plural = "" if words == 1 else "s"
        if words < NEAR_EMPTY:
            yield Doubt(kind="near_empty", message=f"almost no text ({words} word{plural})", hint=hint)
        else:
            yield Doubt(kind="little_text", message=f"little text ({words} words)", hint=hint)
    garbled = sum(len(GARBLED.findall(text)) for text in (article.front_matter.title, *texts))
    if garbled:
        places = "1 place" if garbled == 1 else f"{garbled} places"
        hint = "save the source as UTF-8 and convert it again, or mend the text"
        yield Doubt(kind="garbled", message=f"garbled characters in {places}", hint=hint)


def _shortened(basis: str) -> str:
    """How a date was inferred, without what conversion tells to do about it."""
    short = basis.partition(";")[0].strip()
    return short if len(short) <= _LONGEST_BASIS else f"{short[:_LONGEST_BASIS]}…"
