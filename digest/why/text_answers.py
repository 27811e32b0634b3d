"""Answers about the texts of `content/`: articles, introductions and free pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import PurePosixPath

from digest.articles.kinds import ASIDE, is_article, kind_of
from digest.build.write import file_state
from digest.errors import Problem
from digest.plan.pages import PageInputs
from digest.why.asked_project import AskedProject
from digest.why.fact import Answer, Fact, not_published
from digest.why.site_facts import address_fact, built_facts, feed_facts, template_facts, week_feed_facts
from digest.why.text_facts import AskedText, published_fact, rights_fact, topic_facts, week_fact


def text_answer(project: AskedProject, path: PurePosixPath) -> Answer:
    """All that is known of a text."""
    asked = project.text(path)
    if isinstance(asked, Problem):
        return Answer(subject=str(path), kind="text", facts=(not_published(asked.message, str(path)),))
    page = project.page_of(path)
    facts = [_published(project, asked, page)]
    if page is not None:
        facts += [address_fact(project.config.base_url, page.path), *_further_addresses(project, path)]
    if is_article(path):
        facts += [week_fact(asked), *topic_facts(asked), rights_fact(asked)]
    if page is not None:
        facts += [*_story(project, path), *_feeds(project, path, page), *page_answer_facts(project, page)]
    facts += [Fact(name="to mend", value=each.message, place=str(each.location or "")) for each in asked.problems]
    return Answer(subject=str(path), kind="text", title=asked.front_matter.title, facts=tuple(facts))


def passed_over(project: AskedProject, path: PurePosixPath) -> Answer | None:
    """A file that a build passes over, with the reason; None where there is none."""
    if not os.path.lexists(project.folder / path) or (project.folder / path).is_dir():
        return None
    problems = project.problems_of(path)
    reason = problems[0].message if problems else "names that begin with a dot are left alone"
    return Answer(subject=str(path), kind="file", facts=(not_published(reason),))


def aside_answer(path: PurePosixPath) -> Answer:
    """A new version that waits beside an edited article."""
    article = str(path).removesuffix(ASIDE)
    reason = f"it is the new version of {article}, which waits beside it: take over what you want, then delete it"
    return Answer(subject=str(path), kind="text", facts=(not_published(reason),))


def page_answer_facts(project: AskedProject, page: PageInputs) -> Iterator[Fact]:
    """The template of a page, and what is known of it in `site/`."""
    yield from template_facts(project.plan.theme, page)
    yield from built_facts(file_state(project.folder, project.plan, page, project.folder / "site"))


def _published(project: AskedProject, asked: AskedText, page: PageInputs | None) -> Fact:
    """Whether a text is published; an introduction of what nothing stands in is nowhere."""
    fact = published_fact(asked, project.day)
    if fact.value == "yes" and page is None:
        path = asked.article.path
        what = {"weeks": "week", "topics": "topic"}.get(kind_of(path), "")
        reason = f"no article stands in its {what} yet" if what else "the plan of the site has no page for it"
        return not_published(reason, str(path))
    return fact


def _further_addresses(project: AskedProject, path: PurePosixPath) -> Iterator[Fact]:
    record = next((record for record in project.catalogue.library.texts if record.path == path), None)
    reason = "leads there too: an alias, or the week that its date names"
    for alias in record.aliases if record else ():
        yield Fact(name="address", value=f"/{alias}", reason=reason)


def _story(project: AskedProject, path: PurePosixPath) -> Iterator[Fact]:
    """Who else tells the story of an article."""
    catalogue = project.catalogue
    record = catalogue.records_by_file.get(str(path))
    lead = catalogue.stories.lead(record) if record else None
    if lead is not None:
        reason = f"lists and feeds show {lead.path} in its place, since `duplicate_of` names it"
        yield Fact(name="story", value="a duplicate", reason=reason, place=str(path))
    others = catalogue.stories.others(record) if record else ()
    if others:
        reason = f"the same is told by {', '.join(str(each.path) for each in others)}"
        yield Fact(name="story", value="leads", reason=reason)


def _feeds(project: AskedProject, path: PurePosixPath, page: PageInputs) -> Iterator[Fact]:
    """The entries of feeds, or why there is none."""
    found = tuple(feed_facts(project.plan.files, path)) or tuple(week_feed_facts(project.plan.files, page.route))
    yield from found
    if not found and is_article(path):
        yield Fact(name="feed", value="none", reason="feeds hold what stands in a week, and one article of each story")
