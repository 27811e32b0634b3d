"""What a text of `content/` says of itself, and what follows from it: published or not, its week, topics and rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from digest.articles.draft_spellings import publication
from digest.articles.front_matter import line_of, split
from digest.classify.topic_scores import choose_topics, keywords_in
from digest.config import FILE, Config
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.markdown.plain import plain_text
from digest.model.article import Article, FrontMatter, Rights, rights_of, stated_rights, week_of
from digest.model.topic import UNSORTED, Topic
from digest.why.fact import Fact, not_published, place_of

_SHOWN: Final = {
    "full": "all of the text",
    "excerpt": "summary, key points and what is marked in it",
    "link": "title and source alone",
}
_MOST_WORDS: Final = 8
"""Words that are named of those by which a topic was chosen."""

_HIDING: Final = frozenset(("foreign-draft", "leftover-file", "merge-conflict", "lost-front-matter", "misplaced-file"))
"""The codes of problems for which a text is not published at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedText:
    """A text that is asked about.

    Attributes:
        article: the file, read as it is published.
        text: the whole file.
        problems: of reading it, and of its place.
        config: the project's options.
        option: gives the place of an option; empty where its default holds.
        first: what the converter wrote, if it wrote the text and that is known.
    """

    article: Article
    text: str
    problems: tuple[Problem, ...]
    config: Config
    option: Callable[[str], str]
    first: FrontMatter | None

    @property
    def front_matter(self) -> FrontMatter:
        """The properties of the text."""
        return self.article.front_matter

    def line(self, name: str) -> str:
        """The place of a property."""
        return place_of(self.article.path, line_of(self.text, name))


def published_fact(asked: AskedText, day: date) -> Fact:
    """Whether a text is published on a day, and why not."""
    for problem in asked.problems:
        if problem.code in _HIDING:
            place = str(problem.location or asked.article.path)
            return not_published(problem.message, place)
    if asked.front_matter.draft:
        return _draft(asked)
    due, key = publication(asked.front_matter)
    if due is not None and due > day:
        line = line_of(asked.text, key)
        reason = f"held back until its day, {due.isoformat()}; `digest serve` shows it"
        return Fact(name="published", value="not yet", reason=reason, place=place_of(asked.article.path, line))
    return Fact(name="published", value="yes", reason="nothing holds it back")


def _draft(asked: AskedText) -> Fact:
    """A draft by its own word, or one since what its front matter says cannot be read."""
    yaml_text, _, _ = split(asked.text)
    if any(line.startswith("draft:") for line in (yaml_text or "").split("\n")):
        return not_published("it is a draft", asked.line("draft"))
    fault = asked.problems[0] if asked.problems else None
    reason = f"its front matter cannot be read: {fault.message}" if fault else "its front matter cannot be read"
    place = str(fault.location) if fault and fault.location else str(asked.article.path)
    return not_published(reason, place)


def week_fact(asked: AskedText) -> Fact:
    """The week in whose digest an article stands, and the rule by which."""
    front_matter, weeks = asked.front_matter, asked.config.weeks
    week = week_of(front_matter, weeks)
    if week is None:
        reason = "it has no date; write `date: 2026-11-23`, or `week: 2026-W48`"
        return Fact(name="week", value="none", reason=reason, place=str(asked.article.path))
    if front_matter.week is not None:
        return Fact(name="week", value=str(week), reason="as `week` says", place=asked.line("week"))
    if weeks == "added" and front_matter.added:
        reason = f"it came on {front_matter.added.isoformat()} (`added`), and `weeks: added` decides"
        return Fact(name="week", value=str(week), reason=reason, place=asked.option("weeks"))
    day = front_matter.date.isoformat() if front_matter.date else ""
    doubt = f", which is {front_matter.date_basis}" if front_matter.date_inferred else ""
    return Fact(name="week", value=str(week), reason=f"of its date {day}{doubt}", place=asked.line("date"))


def topic_facts(asked: AskedText) -> Iterator[Fact]:
    """The topics of an article, each with the rule by which it has it."""
    given = asked.front_matter.topics
    if given is not None:
        by_digest = asked.first is not None and asked.first.topics == given
        reason = "chosen when it was converted, from its words" if by_digest else "as `topics` says"
        for slug in given:
            yield Fact(name="topic", value=slug, reason=reason + _words(asked, slug), place=asked.line("topics"))
        if not given:
            yield Fact(name="topic", value=UNSORTED, reason="`topics` names none", place=asked.line("topics"))
        return
    chosen = choose_topics(asked.front_matter.title, plain_text(asked.article.body), asked.config.topics)
    for slug in chosen:
        yield Fact(name="topic", value=slug, reason=f"by its words{_words(asked, slug)}")
    if not chosen:
        yield Fact(name="topic", value=UNSORTED, reason=f"too few keywords of any topic stand in it{_near(asked)}")


def _words(asked: AskedText, slug: str) -> str:
    """The keywords of a topic that stand in the text, as they follow a reason."""
    topic = next((topic for topic in asked.config.topics if topic.slug == slug), None)
    found = _keywords(asked, topic) if topic else ()
    return f": {', '.join(found)}" if found else ""


def _near(asked: AskedText) -> str:
    """The keywords that stand in a text which is too little for any topic."""
    found = [f"{topic.slug}: {', '.join(words)}" for topic in asked.config.topics if (words := _keywords(asked, topic))]
    return f" ({'; '.join(found)})" if found else ""


def _keywords(asked: AskedText, topic: Topic) -> Sequence[str]:
    counted = keywords_in(asked.front_matter.title, plain_text(asked.article.body), topic)
    return [f"{word} {count}" for word, count in counted[:_MOST_WORDS]]


def rights_fact(asked: AskedText) -> Fact:
    """What of an article is published, and by which rule."""
    front_matter, default = asked.front_matter, asked.config.rights
    rights: Rights = rights_of(front_matter, default)
    shown = _SHOWN[rights]
    if stated := stated_rights(front_matter):
        return Fact(name="rights", value=rights, reason=f"{shown}, as `{stated[0]}` says", place=asked.line(stated[0]))
    if not front_matter.is_foreign:
        reason = f"{shown}, since it was written here: it has neither `seed` nor `source_url`"
        return Fact(name="rights", value=rights, reason=reason)
    place = asked.option("rights")
    why = f"as `rights` in {FILE} says" if place else f"which holds where neither it nor {FILE} says otherwise"
    return Fact(name="rights", value=rights, reason=f"{shown}, {why}", place=place)
