"""Topics as people gave them: what later conversions learn from, and a report on what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.articles.library import read_file
from digest.articles.provenance import is_edited
from digest.cache.scan import read, scan
from digest.classify.learned_topics import Labelled, Learned, judge, learn, words_of
from digest.classify.topic_scores import choose_topics, keywords_in
from digest.config import Config
from digest.dataclass import dataclass
from digest.markdown.plain import plain_text
from digest.model.article import FrontMatter

_SHOWN_WORDS = 6
_LEAST_GROUP = 3
"""Articles that a proposed topic must gather."""

_MOST_SUGGESTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadArticle:
    """An article with its text, and whether a person wrote or edited it."""

    path: PurePosixPath
    front_matter: FrontMatter
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
        _read_articles(project, config, scan(project, FOLDER).files if by_hand is None else by_hand, by_hand_only=True)
    )


def _learned(articles: Iterable[_ReadArticle]) -> dict[str, Learned]:
    return learn(
        Labelled(topics=article.front_matter.topics, text=article.text)
        for article in articles
        if article.by_hand and article.front_matter.topics is not None
    )


def topics_report(project: Path, config: Config, *, suggest: bool = False) -> str:
    """For each topic the articles in it and the words that decided; with `suggest` also proposals for those in none."""
    articles = list(_read_articles(project, config, scan(project, FOLDER).files))
    learned = _learned(articles)
    lines = [line for slug in config.topic_slugs for line in _topic(slug, articles, learned, config)]
    unsorted = [article for article in articles if not _topics_of(article, config)]
    lines += [f"Unsorted: {len(unsorted)}", *(f"    {article.path}" for article in unsorted)]
    if suggest:
        lines += _suggestions(unsorted, articles)
    return "".join(f"{line}\n" for line in lines)


def _read_articles(
    project: Path, config: Config, paths: Iterable[PurePosixPath], *, by_hand_only: bool = False
) -> Iterator[_ReadArticle]:
    for path in paths:
        if not is_text(path) or not is_article(path):
            continue
        body = read(project, path, LARGEST_TEXT)
        if not isinstance(body, bytes):
            continue
        by_hand = is_edited(body.decode("utf-8", "replace"))
        if by_hand or not by_hand_only:
            article, _ = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)
            text = f"{article.front_matter.title}\n{plain_text(article.body)}"
            yield _ReadArticle(path=path, front_matter=article.front_matter, text=text, by_hand=by_hand)


def _topics_of(article: _ReadArticle, config: Config) -> tuple[str, ...]:
    given = article.front_matter.topics
    return given if given is not None else choose_topics(article.front_matter.title, article.text, config.topics)


def _topic(
    slug: str, articles: Sequence[_ReadArticle], learned: Mapping[str, Learned], config: Config
) -> Iterator[str]:
    topic = next(topic for topic in config.topics if topic.slug == slug)
    inside = [article for article in articles if slug in _topics_of(article, config)]
    by_hand = sum(1 for article in inside if article.by_hand)
    yield f"{topic.name} ({slug}): {len(inside)}, {by_hand} of them seen to by a person"
    if slug in learned:
        best = sorted(learned[slug].weights.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_WORDS]
        yield f"  learned from {learned[slug].examples}: {_weighed(best)}"
    for article in inside:
        yield f"    {article.path}"
        if article.by_hand:
            continue
        keywords = keywords_in(article.front_matter.title, article.text, topic)
        yield f"        keywords: {', '.join(f'{word} {count}' for word, count in keywords) or 'none'}"
        if slug in learned:
            likely = judge(article.text, learned[slug])
            yield f"        examples: {likely.probability:.2f}, {_weighed(likely.words[:_SHOWN_WORDS])}"


def _weighed(words: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{word} {weight:+.1f}" for word, weight in words)


def _suggestions(unsorted: Sequence[_ReadArticle], articles: Sequence[_ReadArticle]) -> Iterator[str]:
    """Groups of unsorted articles that share a word which the others seldom have, the largest first."""
    remaining = [(article, words_of(article.text)) for article in unsorted]
    others = Counter(word for article in articles if article not in unsorted for word in words_of(article.text))
    suggested = 0
    while suggested < _MOST_SUGGESTED:
        counts = Counter(word for _, words in remaining for word in words)
        usable = [(count / (1 + others[word]), count, word) for word, count in counts.items() if count >= _LEAST_GROUP]
        if not usable:
            break
        _, _, name = max(usable, key=lambda item: (item[0], item[1], [-ord(letter) for letter in item[2]]))
        group = [(article, words) for article, words in remaining if name in words]
        shared = Counter(word for _, words in group for word in words)
        keywords = sorted(shared, key=lambda word: (-shared[word] / (1 + others[word]), word))[:_SHOWN_WORDS]
        yield f"suggested: {name} ({len(group)} articles), keywords: [{', '.join(keywords)}]"
        yield from (f"    {article.path}" for article, _ in group)
        remaining = [(article, words) for article, words in remaining if name not in words]
        suggested += 1
    if not suggested:
        yield f"nothing to suggest: no word gathers {_LEAST_GROUP} of the unsorted articles"
