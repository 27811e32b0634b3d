"""No page and no feed shows what digest chose without saying so; beside a person's words it takes little room.

That is promise 43.
Looked at are all pages and feeds of the example and of the golden site. What `machine` in the front matter lists is
searched for everywhere but in the article's own text and in passages that a person marked, whose words it may share.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree as ET

import html5lib
import pytest

from digest.articles.library import read_file
from digest.model.article import Article

REPOSITORY = Path(__file__).resolve().parents[2]
GOLDEN = REPOSITORY / "tests/golden"

ATOM = "{http://www.w3.org/2005/Atom}"

STOPS = {"article", "main", "body", "html"}
"""Elements that hold more than one thing: what marks one of these things does not mark the others."""

OWN_TEXT = {"body", "passage", "intro", "comment"}
"""Classes of elements that show a source's own words, or a person's."""


class MachineText(NamedTuple):
    """A text that digest chose, with the property and the article that it stands in."""

    article: PurePosixPath
    name: str
    text: str


def folded(text: str) -> str:
    return " ".join(text.split())


def articles(project: Path) -> list[Article]:
    topics = ["biology", "climate", "computing", "health", "materials", "society"]
    files = sorted((project / "content").rglob("*.md"))
    return [
        read_file(PurePosixPath(path.relative_to(project)), path.read_bytes(), topics=topics)[0]
        for path in files
        if "pages" not in path.relative_to(project).parts
    ]


def machine_texts(project: Path) -> list[MachineText]:
    """All that `machine` lists, but for names, which stand in other places too."""
    texts = []
    for article in articles(project):
        front_matter, findings = article.front_matter, article.front_matter.findings
        values = {
            "summary": [front_matter.summary or ""],
            "key_points": front_matter.key_points,
            "quotations": [quotation.text for quotation in findings.quotations],
            "timeline": [event.text for event in findings.timeline],
        }
        for name in findings.machine:
            texts += [MachineText(article.path, name, folded(text)) for text in values.get(name, []) if text]
    return texts


def persons_passages(project: Path) -> set[str]:
    """The passages that a person marked, as they are written."""
    return {folded(passage) for article in articles(project) for passage in re.findall("==(.+?)==", article.body)}


def classes(element: ET.Element) -> set[str]:
    return set((element.get("class") or "").split())


def holders(element: ET.Element, text: str, above: tuple[ET.Element, ...] = ()) -> Iterator[tuple[ET.Element, ...]]:
    """The smallest elements that hold a text, each with those around it, the smallest first."""
    if not isinstance(element.tag, str) or text not in folded("".join(element.itertext())):
        return
    within = [chain for child in element for chain in holders(child, text, (element, *above))]
    yield from within or [(element, *above)]


def is_marked(chain: tuple[ET.Element, ...], is_mark) -> bool:
    """Whether the smallest element, or one around it that holds nothing else, also holds the mark."""
    for element in chain:
        if element.tag in STOPS or classes(element) & {"entries", "sheet", "topic"}:
            return False
        if any(is_mark(inner) for inner in element.iter() if isinstance(inner.tag, str)):
            return True
    return False


def is_mark(element: ET.Element) -> bool:
    return "by-digest" in classes(element)


def has_words(element: ET.Element) -> bool:
    """Feeds have no classes: there the words themselves are the mark."""
    return element.tag == "small" and "".join(element.itertext()) == "(by machine)"


@pytest.fixture(params=["example", "golden"])
def project_and_site(request) -> tuple[Path, Path]:
    if request.param == "golden":
        return GOLDEN / "project", GOLDEN / "site"
    return REPOSITORY, request.getfixturevalue("example_site")


def test_there_is_something_to_look_for(project_and_site):
    """Both sites have machine text, on several kinds of pages."""
    project, site = project_and_site
    texts = machine_texts(project)
    assert {each.name for each in texts} & {"summary", "quotations"}
    body = (site / "index.html").read_text("utf-8") + "".join(
        page.read_text("utf-8") for page in sorted(site.rglob("*/*/*/index.html"))
    )
    assert body.count("by-digest") > 3


def test_every_page_says_where_machine_text_stands(project_and_site):
    """Wherever it is shown: an article's page, a week, the home page, topics, sources."""
    project, site = project_and_site
    texts, seen = machine_texts(project), 0
    for page in sorted(site.rglob("*.html")):
        root = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).find("body")
        shown = folded("".join(root.itertext()))
        for each in (each for each in texts if each.text in shown):
            for chain in holders(root, each.text):
                if not any(classes(element) & OWN_TEXT for element in chain):
                    assert is_marked(chain, is_mark), (page.relative_to(site), each)
                    seen += 1
    assert seen > 3


def test_names_that_digest_found_are_marked_and_a_persons_are_not(project_and_site):
    """People, organisations and places: each list by itself, as `machine` has them."""
    project, site = project_and_site
    by_title = {article.front_matter.title: article.front_matter.findings for article in articles(project)}
    seen = 0
    for page in sorted(site.rglob("*.html")):
        root = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
        for row in root.iterfind(".//dl[@class='named']/div"):
            findings = by_title["".join(root.find(".//h1").itertext())]
            name = row.find("dt").text.strip().lower()
            assert any(map(is_mark, row.iter())) == (name in findings.machine), (page, name)
            seen += 1
    assert seen


def test_what_cannot_be_marked_is_a_persons(project_and_site):
    """Descriptions for search engines and link previews, and JSON-LD."""
    project, site = project_and_site
    texts = machine_texts(project)
    for page in sorted(site.rglob("*.html")):
        head = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False).find("head")
        said = [meta.get("content") for meta in head.iterfind("meta") if "description" in str(meta.attrib)]
        data = json.loads(head.findtext("script[@type='application/ld+json']") or "{}")
        unmarked = folded(" ".join([*said, str(data.get("description", ""))]))
        assert [each for each in texts if each.text in unmarked] == [], page


def test_every_feed_says_where_machine_text_stands(project_and_site):
    """An entry's `summary` holds none; in its content a digest's text has the words beside it.

    The feed of a topic holds the article's whole text, which has the sentences that digest chose.
    """
    project, site = project_and_site
    texts, passages, seen = machine_texts(project), persons_passages(project), 0
    for feed in sorted(site.rglob("feed*.xml")):
        is_of_digests = feed.parent == site
        for entry in ET.parse(feed).getroot().iterfind(f"{ATOM}entry"):
            summary = folded(entry.findtext(f"{ATOM}summary") or "")
            content = html5lib.parse(entry.findtext(f"{ATOM}content") or "", namespaceHTMLElements=False).find("body")
            assert [each for each in texts if each.text in summary] == [], feed
            for each in texts if is_of_digests else ():
                for chain in holders(content, each.text):
                    if any(element.tag == "blockquote" for element in chain) and each.text in passages:
                        continue  # a person marked these very words
                    assert is_marked(chain, has_words), (feed.relative_to(site), each)
                    seen += 1
    assert seen


PAGE = """\
---
title: Late ice and the methane below it, part {number}
date: 2025-03-{day}
source: Ferry News
source_url: https://www.ferry.example.org/{number}
topics: [climate]
{more}
---

The whole text, which is not on the page of the week.
"""

SUMMARY = (
    "The lakes of the north give off a third more methane than was thought, as a count of nine winters has shown. "
    "The team measured it with microphones and stopwatches, and it will go back next year to measure all the rest."
)
COMMENT = " ".join(["mine"] * 25)


def week_page(project, *, comment: str):
    """The page of a week of fifteen articles with a summary by digest, built."""
    more = [f"summary: {SUMMARY}", "machine: [summary]", *([f"comment: {comment}"] if comment else [])]
    for number in range(15):
        text = PAGE.format(number=number, day=17 + number % 7, more="\n".join(more))
        project.write(f"content/late-ice-{number}.md", text)
    assert project.digest("build").code == 0
    return html5lib.parse(project.read("site/2025/w12/index.html"), namespaceHTMLElements=False).find("body")


def test_a_third_of_the_words_of_a_week_are_the_editors(project):
    """With a comment of 25 words on each article, beside summaries by digest of two sentences."""
    page = week_page(project, comment=COMMENT)
    words = folded("".join(f"{text} " for text in page.itertext())).split()
    assert words.count("mine") == 15 * 25
    assert words.count("mine") / len(words) >= 1 / 3


def test_a_summary_by_digest_stands_where_the_editor_wrote_nothing(project):
    """It helps there, and says whose it is."""
    page = week_page(project, comment="")
    summaries = [element for element in page.iter("p") if "summary" in classes(element)]
    assert len(summaries) == 15
    assert all(any(map(is_mark, element.iter())) for element in summaries)


@pytest.mark.parametrize("machine", [(), ("summary",), ("key_points",), ("summary", "key_points")])
def test_a_mark_never_stands_over_a_persons_words(project, machine):
    """In brief: one mark where digest wrote all of it; else each part has its own, and a person's has none."""
    lines = ["summary: A summary.", "key_points: [A point.]", f"machine: [{', '.join(machine)}]"]
    project.write("content/late-ice.md", PAGE.format(number=1, day=17, more="\n".join(lines)))
    assert project.digest("build").code == 0
    page = html5lib.parse(project.read("site/2025/w12/late-ice/index.html"), namespaceHTMLElements=False)
    (brief,) = [element for element in page.iter() if "brief" in classes(element)]
    (heading, *parts) = brief
    over_all = any(map(is_mark, heading.iter()))
    assert over_all == (len(machine) == 2)
    for name, text in {"summary": "A summary.", "key_points": "A point."}.items():
        (part,) = [part for part in parts if text in "".join(part.itertext())]
        assert (over_all or any(map(is_mark, part.iter()))) == (name in machine)


def test_a_persons_words_are_the_description(project):
    """The comment, without its links and emphasis, before a person's own summary; a long one ends with a whole word."""
    described = []
    for number, line in enumerate(
        (
            "summary: Mine.\ncomment: 'So *it* <is> [here](https://a.example/).'",
            "summary: Mine.",
            f"comment: {'words ' * 100}",
        )
    ):
        project.write("content/late-ice.md", PAGE.format(number=number, day=17, more=line))
        assert project.digest("build").code == 0
        page = html5lib.parse(project.read("site/2025/w12/late-ice/index.html"), namespaceHTMLElements=False)
        described.append(page.find(".//meta[@name='description']").get("content"))
    assert described[:2] == ["So it <is> here.", "Mine."]
    assert described[2].endswith("words …")
    assert len(described[2]) <= 302
