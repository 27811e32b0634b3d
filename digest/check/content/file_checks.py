"""A file of `content/` -> what is wrong in it. Runs in workers, one file at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath
from typing import Any, Final

from digest.annotations import collect
from digest.articles.article_links import name_in
from digest.articles.front_matter import line_of
from digest.articles.kinds import is_article
from digest.articles.library import read_file
from digest.articles.provenance import base_of
from digest.cache.codec import Codec
from digest.cache.file_cache import Computed
from digest.check.content.checked_text import CheckedText, Compared, NamedStory, TextFindings
from digest.check.content.property_checks import misspelled_keys, unconfirmed, wide_rights
from digest.check.content.quoted_runs import is_said
from digest.check.content.text_checks import (
    empty_links,
    garbled_text,
    images_without_text,
    unanchored_notes,
    unknown_codes,
)
from digest.classify.same_story import Sketch, compared
from digest.config import Config
from digest.errors import Problem
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts
from digest.merge.orphans import section_of_orphans
from digest.model.annotation import MACHINE
from digest.model.fingerprint import fingerprint

Check = Callable[[CheckedText], Iterable[Problem]]

SKETCHES: Final = "sketch"
"""The kind under which the sketches of articles are stored, by their fingerprint."""

SKETCH: Final = Codec[Sketch](Sketch)

_ALWAYS: Final[tuple[Check, ...]] = (misspelled_keys, unknown_codes)
"""What is asked of every text."""

_OF_PUBLISHED: Final[tuple[Check, ...]] = (
    unconfirmed,
    wide_rights,
    images_without_text,
    empty_links,
    garbled_text,
    unanchored_notes,
)
"""What is asked of texts that are not drafts."""


def check_file(config: Config, path: PurePosixPath, body: bytes) -> Computed[TextFindings]:
    """What is wrong in a file beside what a build reports, with the sketch of an article to be stored."""
    article, _ = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs, published=True)
    env: dict[str, Any] = {}
    text = body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    tokens = parse(article.body, env)
    checked = CheckedText(article=article, config=config, text=text, tokens=tokens, annotations=collect(tokens, env))
    draft = article.front_matter.draft
    checks = _ALWAYS if draft else (*_ALWAYS, *_OF_PUBLISHED)
    problems = tuple(problem for check in checks for problem in check(checked))
    if draft or not is_article(path):
        return Computed(TextFindings(problems=problems))
    base = base_of(text)
    sketched, sketch = _compared(checked)
    findings = TextFindings(
        problems=problems,
        base=base,
        passages=tuple(_passages(checked)) if base else (),
        quoted=_unsaid(checked) if base else (),
        compared=sketched,
        story=_story(checked),
    )
    return Computed(findings, texts=((SKETCHES, sketched.sketch, sketch),))


def _passages(checked: CheckedText) -> Iterable[str]:
    """What people marked, without what waits at the end since it lost its passage."""
    waiting = {mark.text for block in section_of_orphans(checked.article.body) for mark in block.marks}
    for annotation in checked.annotations.found:
        words = annotation.quote.exact
        if words.strip() and words not in waiting and annotation.by != MACHINE and not annotation.resolved:
            yield words


def _unsaid(checked: CheckedText) -> tuple[str, ...]:
    """The quotations of the front matter that the text does not say."""
    quotations = checked.article.front_matter.findings.quotations
    text = "\n\n".join(block_texts(checked.tokens)) if quotations else ""
    return tuple(each.text for each in quotations if each.text not in text and not is_said(each.text, text))


def _story(checked: CheckedText) -> NamedStory | None:
    story = checked.article.front_matter.story
    return NamedStory(name=name_in(story), line=line_of(checked.text, "story")) if story else None


def _compared(checked: CheckedText) -> tuple[Compared, str]:
    """What is compared of an article, and its sketch as it is stored."""
    article = compared(checked.article, by_hand=False)
    sketch = SKETCH.encode(article.sketch)
    known = Compared(
        slug=checked.article.slug,
        sketch=fingerprint(sketch),
        day=article.day,
        length=article.length,
        duplicate_of=checked.article.front_matter.duplicate_of,
    )
    return known, sketch
