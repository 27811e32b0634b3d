"""Which file a wikilink means."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from planning import catalogue_of, filled

from digest.plan.catalogue import Catalogue
from digest.plan.site import Plan, plan

IMAGES = [PurePosixPath("content", path) for path in ("2025-W12/plan.png", "a/same.png", "b/same.png")]


def planned(texts: dict[str, str], body: str) -> tuple[Catalogue, Plan, str]:
    """A site with one more article, and the HTML of that article's page."""
    more = {**texts, "2025-W13/here.md": f"---\ntitle: Here\ndate: 2025-03-25\n---\n{body}\n"}
    catalogue = catalogue_of(more, IMAGES)
    site = plan(catalogue)
    return catalogue, site, shown(site, "2025/w13/here/index.html")


def shown(site: Plan, path: str) -> str:
    page = next(page for page in site.pages if page.path == path)
    html: str = filled(page)["view"].html  # type: ignore[attr-defined]
    return html


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("call", "2025/w12/call/"),
        ("CALL", "2025/w12/call/"),
        ("call.md", "2025/w12/call/"),
        ("2025-W12/call", "2025/w12/call/"),
        ("../2025-W12/call", "2025/w12/call/"),
        ("The Call", "2025/w12/call/"),
        ("old  news", "2025/w11/old/"),
        ("someday", "undated/someday/"),
        ("pages/about", "about/"),
        ("guide", "guide/"),
        ("guide/index", "guide/"),
        ("first", "guide/first/"),
        ("topics/energy", "topics/energy/"),
        ("2025-W12", "2025/w12/"),
        ("A quiet week", "2025/w12/"),
        ("call#The Method", "2025/w12/call/#h-the-method"),
        ("call#^Key", "2025/w12/call/#b-key"),
    ],
)
def test_a_name_leads_to_its_page(texts: dict[str, str], link: str, address: str) -> None:
    """By file, path, address or title, whatever the case, with or without its ending."""
    texts["2025-W12/call.md"] += "\n\n## The Method\n\nA block. ^Key\n"
    _, site, html = planned(texts, f"See [[{link}|it]].")
    assert f'<a class="wikilink" href="../../../{address}">it</a>' in html
    assert not site.problems


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("calls", 'did you mean "call"? that is content/2025-W12/call.md'),
        ("xyzzy", "name a file of content/ by its name, or by its title"),
        ("same.png", "say which one is meant: [[a/same.png]] or [[b/same.png]]"),
        ("../../etc/passwd", "name a file of content/ by its name, or by its title"),
    ],
)
def test_a_name_of_nothing_or_of_several_is_text_and_reported(texts: dict[str, str], link: str, hint: str) -> None:
    """With its place in the file and what to write instead."""
    _, site, html = planned(texts, f"Two\nlines, see [[{link}|<it>]].")
    assert "see &lt;it&gt;." in html
    (problem,) = site.problems
    assert str(problem.location) == "content/2025-W13/here.md:6:12"
    assert problem.message == f'the link "{link}" leads to nothing that is published'
    assert problem.hint == hint


def test_of_two_files_with_one_name_a_path_says_which(texts: dict[str, str]) -> None:
    """The hint lists what can be written; a name that is nearer wins without a question."""
    both = {**texts, "2025-W13/call.md": "---\ntitle: Another\ndate: 2025-03-26\n---\nx\n"}
    _, site, html = planned(both, "[[call]] [[2025-W12/call]] [[The call]]")
    assert html.startswith("<p>call <a")
    (problem,) = site.problems
    assert problem.hint == "say which one is meant: [[2025-W12/call]] or [[2025-W13/call]]"
    assert html.count("2025/w12/call/") == 2


def test_an_image_is_shown_by_its_name(texts: dict[str, str]) -> None:
    """Wherever it lies; one that is not there leaves its text."""
    _, site, html = planned(texts, "a ![[plan.png|300]] ![[gone.png|A <plan>]]")
    assert '<img src="../../../media/2025-W12/plan.png" width="300" alt="plan.png" loading="lazy">' in html
    assert html.endswith("> A &lt;plan&gt;</p>\n")
    assert [problem.message for problem in site.problems] == ['the image "gone.png" leads to nothing that is published']


def backlinks(site: Plan, path: str) -> list[tuple[str, str]]:
    page = next(page for page in site.pages if page.path == path)
    return [(link.label, link.path) for link in filled(page)["view"].backlinks]  # type: ignore[attr-defined]


def test_an_article_knows_what_links_to_it(texts: dict[str, str]) -> None:
    """Articles in reading order, then free pages; by wikilink or by path, once each, itself and images not."""
    texts = {**texts, "pages/about.md": "---\ntitle: About\n---\n[[call]] and [it](../2025-W12/call.md)\n"}
    _, site, _ = planned(texts, "[[call]] [[call#x]] ![[plan.png]] [[here]]")
    assert backlinks(site, "2025/w12/call/index.html") == [
        ("Old news", "2025/w11/old/"), ("Here", "2025/w13/here/"), ("About", "about/")
    ]  # fmt: skip
    assert backlinks(site, "2025/w13/here/index.html") == []


def test_a_note_s_links_count(texts: dict[str, str]) -> None:
    """A link in a comment leads to its target, and back."""
    _, site, html = planned(texts, "==x==[^a1]\n\n[^a1]: as in [[A talk]]")
    assert 'href="../../../2025/w12/talk/"' in html
    assert backlinks(site, "2025/w12/talk/index.html") == [("Here", "2025/w13/here/")]
