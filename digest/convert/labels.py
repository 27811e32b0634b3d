"""Topics as people gave them: what later conversions learn from, and a report on what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from digest.articles.front_matter import is_edited
from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.articles.library import read_file
from digest.cache.scan import read, scan
from digest.classify.learned_topics import Labelled, Learned, judge, learn, words_of
from digest.classify.topics import choose_topics, keywords_in
from digest.config import Config
from digest.markdown.plain import plain_text
from digest.model.article import Article

_SHOWN_WORDS = 6
_LEAST_GROUP = 3
"""Articles that a proposed topic must gather."""

_MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filed:
    """An article with its text, and whether a person has seen to it."""

    article: Article
    text: str
    by_hand: bool


def learned_topics(
    project: Path, config: Config, by_hand: Sequence[PurePosixPath] | None = None
) -> Mapping[str, Learned]:
    """What the articles that a person edited or wrote, and gave topics, say of the topics in `digest.yml`.

    Args:
        project: its folder.
        config: its options.
        by_hand: the files that a person edited or wrote, where they are known.
    """
    return _learned(
        _filed(project, config, scan(project, FOLDER).files if by_hand is None else by_hand, by_hand_only=True)
    )


def _learned(filed: Iterable[_Filed]) -> dict[str, Learned]:
    return learn(
        Labelled(topics=one.article.front_matter.topics, text=one.text)
        for one in filed
        if one.by_hand and one.article.front_matter.topics is not None
    )


def topics_report(project: Path, config: Config, *, suggest: bool = False) -> str:
    """For each topic the articles in it and the words that decided; with `suggest` new ones from the unsorted pile."""
    filed = list(_filed(project, config, scan(project, FOLDER).files))
    learned = _learned(filed)
    lines = [line for slug in config.topic_slugs for line in _topic(slug, filed, learned, config)]
    unsorted = [one for one in filed if not _topics_of(one, config)]
    lines += [f"Unsorted: {len(unsorted)}", *(f"    {one.article.path}" for one in unsorted)]
    if suggest:
        lines += _suggestions(unsorted, filed)
    return "".join(f"{line}\n" for line in lines)


def _filed(
    project: Path, config: Config, paths: Iterable[PurePosixPath], *, by_hand_only: bool = False
) -> Iterator[_Filed]:
    for path in paths:
        if not is_text(path) or not is_article(path):
            continue
        body = read(project, path, LARGEST_TEXT)
        if not isinstance(body, bytes):
            continue
        by_hand = is_edited(body.decode("utf-8", "replace"))
        if by_hand or not by_hand_only:
            article, _ = read_file(path, body, topics=config.topic_slugs)
            text = f"{article.front_matter.title}\n{plain_text(article.body)}"
            yield _Filed(article=article, text=text, by_hand=by_hand)


def _topics_of(one: _Filed, config: Config) -> tuple[str, ...]:
    given = one.article.front_matter.topics
    return given if given is not None else choose_topics(one.article.front_matter.title, one.text, config.topics)


def _topic(slug: str, filed: Sequence[_Filed], learned: Mapping[str, Learned], config: Config) -> Iterator[str]:
    topic = next(topic for topic in config.topics if topic.slug == slug)
    inside = [one for one in filed if slug in _topics_of(one, config)]
    by_hand = sum(1 for one in inside if one.by_hand)
    yield f"{topic.name} ({slug}): {len(inside)}, {by_hand} of them seen to by a person"
    if slug in learned:
        best = sorted(learned[slug].weights.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_WORDS]
        yield f"  learned from {learned[slug].examples}: {_weighed(best)}"
    for one in inside:
        yield f"    {one.article.path}"
        if one.by_hand:
            continue
        found = keywords_in(one.article.front_matter.title, one.text, topic)
        yield f"        keywords: {', '.join(f'{word} {count}' for word, count in found) or 'none'}"
        if slug in learned:
            likely = judge(one.text, learned[slug])
            yield f"        examples: {likely.probability:.2f}, {_weighed(likely.words[:_SHOWN_WORDS])}"


def _weighed(words: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{word} {weight:+.1f}" for word, weight in words)


def _suggestions(unsorted: Sequence[_Filed], filed: Sequence[_Filed]) -> Iterator[str]:
    """Groups of unsorted articles that share a word which the others seldom have, the largest first."""
    read = [(one, words_of(one.text)) for one in unsorted]
    others = Counter(word for one in filed if one not in unsorted for word in words_of(one.text))
    found = 0
    while found < _MOST_SUGGESTED:
        counts = Counter(word for _, words in read for word in words)
        usable = [(count / (1 + others[word]), count, word) for word, count in counts.items() if count >= _LEAST_GROUP]
        if not usable:
            break
        _, _, name = max(usable, key=lambda item: (item[0], item[1], [-ord(letter) for letter in item[2]]))
        group = [(one, words) for one, words in read if name in words]
        shared = Counter(word for _, words in group for word in words)
        keywords = sorted(shared, key=lambda word: (-shared[word] / (1 + others[word]), word))[:_SHOWN_WORDS]
        yield f"suggested: {name} ({len(group)} articles), keywords: [{', '.join(keywords)}]"
        yield from (f"    {one.article.path}" for one, _ in group)
        read = [(one, words) for one, words in read if name not in words]
        found += 1
    if not found:
        yield f"nothing to suggest: no word gathers {_LEAST_GROUP} of the unsorted articles"
