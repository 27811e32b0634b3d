"""The plan of the whole site."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from planning import bytes_of, catalogue_of, filled, made

from digest.model.inputs import inputs_of, key
from digest.plan import views
from digest.plan.kinds.article_page import ArticleView
from digest.plan.kinds.free_page import FreePageView
from digest.plan.kinds.home_page import HomeView
from digest.plan.pages import PageInputs
from digest.plan.relations.newer_articles import together
from digest.plan.site import Plan, plan
from digest.plan.weeks import WeekView

PLAN_IMAGE = PurePosixPath("content/2025-W12/plan.png")
FILES = (PLAN_IMAGE, PurePosixPath("content/unused.png"), PurePosixPath("content/2025-W12/call.md"))


@pytest.fixture(scope="session")
def planned(texts: dict[str, str]) -> Plan:
    return plan(catalogue_of(texts, FILES))


def page(planned: Plan, path: str) -> PageInputs:
    (found,) = [page for page in planned.pages if page.path == path]
    return found


def view(planned: Plan, path: str) -> object:
    return filled(page(planned, path))["view"]


def head(planned: Plan, path: str) -> views.PageView:
    found = filled(page(planned, path))["page"]
    assert isinstance(found, views.PageView)
    return found


def all_of(planned: Plan) -> list[object]:
    """All that a plan says, with every page and document made."""
    files = [(file.path, key(file), inputs_of(file), made(file)) for file in (*planned.pages, *planned.documents)]
    return [files, planned.problems, planned.collisions]


def parts(value: object) -> Iterator[object]:
    """A value and all that it holds."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from parts(item)
    elif isinstance(value, dict):
        for key in value:
            yield from parts((key, value[key]))


def test_the_site_has_a_page_for_everything(planned: Plan) -> None:
    """Articles, free pages, weeks, topics, sources, the undated, the archive, the page not found, and home last."""
    assert [page.path for page in planned.pages] == [
        "2025/w11/old/index.html",
        "2025/w12/call/index.html",
        "2025/w12/talk/index.html",
        "undated/someday/index.html",
        "about/index.html",
        "guide/first/index.html",
        "guide/index.html",
        "guide/second/index.html",
        "2025/w11/index.html",
        "2025/w12/index.html",
        "topics/energy/index.html",
        "topics/climate/index.html",
        "topics/unsorted/index.html",
        "topics/index.html",
        "sources/daily-news-co/index.html",
        "sources/index.html",
        "undated/index.html",
        "highlights/index.html",
        "topics/energy/highlights/index.html",
        "topics/climate/highlights/index.html",
        "archive/index.html",
        "search/index.html",
        "404.html",
        "index.html",
    ]
    assert (planned.problems, planned.collisions) == ((), ())


def test_files_that_show_the_same_articles_stand_close_together(planned: Plan) -> None:
    """Those that take long and those that show no article come first, then the last article with what shows it."""
    order = [file.path for file in together((*planned.pages, *planned.documents))]
    assert order[order.index("about/index.html") + 1 :] == [
        "undated/someday/index.html", "undated/index.html",
        "2025/w12/talk/index.html", "topics/climate/index.html",
        "2025/w12/call/index.html", "2025/w12/index.html", "topics/energy/index.html",
        "sources/daily-news-co/index.html", "highlights/index.html", "topics/energy/highlights/index.html",
        "topics/climate/highlights/index.html", "index.html",
        "2025/w11/old/index.html", "2025/w11/index.html", "topics/unsorted/index.html",
    ]  # fmt: skip
    assert {"feed.xml", "topics/energy/feed.xml"} < set(order[: order.index("guide/second/index.html")])
    assert len(order) == len(planned.pages) + len(planned.documents)


def test_a_site_without_content_has_its_fixed_pages() -> None:
    """An empty project gives a site that says so, not an error."""
    empty = plan(catalogue_of({}))
    assert {page.path for page in empty.pages} == {
        "index.html", "archive/index.html", "topics/index.html", "sources/index.html", "undated/index.html",
        "search/index.html", "404.html", "topics/energy/index.html", "topics/climate/index.html",
    }  # fmt: skip
    found = view(empty, "index.html")
    assert isinstance(found, HomeView)
    assert found.latest is None


def test_every_path_in_a_view_leads_to_a_planned_file(planned: Plan) -> None:
    """No link of any page is dead, from wherever the page stands."""
    files = {item.path for item in (*planned.pages, *planned.documents)}
    for item in planned.pages:
        for part in parts(filled(item)):
            paths = [part.path] if isinstance(part, (views.Link, views.Entry, views.WeekLink, views.Term)) else []
            for path in paths:
                assert (f"{path}index.html" if path.endswith("/") or not path else path) in files
            if isinstance(part, str):
                for link in re.findall(r'(?:href|src)="(\.[^"#]*)', part):
                    target = normpath(f"{PurePosixPath(item.path).parent}/{link}")
                    assert {target, f"{target}/index.html"} & {*files, "media/2025-W12/plan.png"}


def test_a_page_knows_the_way_to_the_root(planned: Plan) -> None:
    """`root` leads from each page to the site's root; the page not found may be shown at any address."""
    for item in planned.pages:
        found = head(planned, item.path)
        if found.kind == "not_found":
            assert found.root == "/"
        else:
            assert normpath(f"{PurePosixPath(item.path).parent}/{found.root}") == "."


def test_a_week_is_shown_in_sections_with_its_introduction(planned: Plan) -> None:
    """Sections by taxonomy, the editor's title and words, the neighbouring weeks."""
    found = view(planned, "2025/w12/index.html")
    assert isinstance(found, WeekView)
    assert [(section.topic.label, [entry.title for entry in section.entries]) for section in found.sections] == [
        ("Energy", ["The call"]),
        ("Climate", ["A talk"]),
    ]
    assert found.week.title == "A quiet week"
    assert found.week.count == 2
    assert '<a href="../../2025/w12/call/">' in found.intro_html
    assert found.older is not None
    assert (found.older.label, found.older.title, found.newer) == ("2025-W11", "Week 11, 2025", None)


def test_home_shows_the_latest_week_and_resolves_its_links_from_there(planned: Plan) -> None:
    """The same introduction on another page has other links."""
    found = view(planned, "index.html")
    assert isinstance(found, HomeView)
    assert found.latest is not None
    assert found.latest.week.label == "2025-W12"
    assert '<a href="./2025/w12/call/">' in found.latest.intro_html
    assert [week.label for week in found.earlier] == ["2025-W11"]
    assert found.undated is not None


def test_an_article_has_its_neighbours_in_reading_order(planned: Plan) -> None:
    """From week to week, section to section; the undated among themselves."""
    around = {}
    for path in ("2025/w11/old", "2025/w12/call", "2025/w12/talk", "undated/someday"):
        found = view(planned, f"{path}/index.html")
        assert isinstance(found, ArticleView)
        around[found.entry.title] = (found.older and found.older.label, found.newer and found.newer.label)
    assert around == {
        "Old news": (None, "The call"),
        "The call": ("Old news", "A talk"),
        "A talk": ("The call", None),
        "Someday": (None, None),
    }


def test_key_points_lead_to_their_highlight(planned: Plan) -> None:
    """A key point that is marked in the body names the mark's anchor."""
    found = view(planned, "2025/w12/call/index.html")
    assert isinstance(found, ArticleView)
    ((point, anchor),) = found.key_points
    assert point == "Gas was named."
    assert f'id="{anchor}"' in found.html
    assert (found.source_host, found.entry.notes) == ("example.org", 1)


def test_chapters_follow_the_order_their_pages_say(planned: Plan) -> None:
    """The folder's index first, then by `order`; a page of the first level stands alone."""
    found = view(planned, "guide/first/index.html")
    assert isinstance(found, FreePageView)
    assert [link.label for link in found.siblings] == ["Guide", "First", "Second"]
    assert (found.older and found.older.label, found.newer and found.newer.label) == ("Guide", "Second")
    alone = view(planned, "about/index.html")
    assert isinstance(alone, FreePageView)
    assert (alone.siblings, alone.older, alone.newer) == ((), None, None)


def test_what_a_person_wrote_is_published_whole() -> None:
    """The project's default is for other people's texts: those that were converted, or stand elsewhere."""
    front = {"own": "", "converted": "seed: seeds/a.txt\n", "linked": "source_url: https://a.example/b\n"}
    files = {f"{name}.md": f"---\ntitle: {name}\ndate: 2025-03-18\n{more}---\nBody.\n" for name, more in front.items()}
    site = plan(catalogue_of(files, rights="excerpt"))
    views_ = {name: view(site, f"2025/w12/{name}/index.html") for name in front}
    found = {name: one.rights for name, one in views_.items() if isinstance(one, ArticleView)}
    assert found == {"own": "full", "converted": "excerpt", "linked": "excerpt"}


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
@pytest.mark.parametrize("by", ["article", "project"])
def test_rights_decide_what_other_pages_and_search_engines_see(rights: str, by: str) -> None:
    """`link` leaves title and source alone; the article's own word counts before the project's."""
    own = f"rights: {rights}\n" if by == "article" else ""
    text = f"---\ntitle: T\ndate: 2025-03-18\nsource: S\nseed: seeds/a.txt\nsummary: The gist.\nkey_points: [A point.]\n{own}---\nBody.\n"
    default = rights if by == "project" else {"full": "link", "excerpt": "full", "link": "full"}[rights]
    site = plan(catalogue_of({"a.md": text}, rights=default, base_url="https://ada.example/"))
    found = view(site, "2025/w12/a/index.html")
    assert isinstance(found, ArticleView)
    hidden = rights == "link"
    assert found.rights == rights
    assert (found.entry.summary, found.key_points) == (("", ()) if hidden else ("The gist.", (("A point.", ""),)))
    for item in site.pages:
        assert ("The gist." in repr(filled(item))) <= (not hidden)
    for document in site.documents:
        body = bytes_of(document)
        assert (b"The gist." in body or b"A point." in body) <= (not hidden)


def test_json_ld_cannot_end_its_script_element() -> None:
    """Whatever a title says, it stays inside a JSON string, and is the same text when read."""
    title = "</script><script>alert(1)</script><!-- & \u2028 ]]> \"' \\"
    quoted = json.dumps(title, ensure_ascii=True)
    text = (
        f"---\ntitle: {quoted}\ndate: 2025-03-18\nauthors: ['</script>']\nsource: '<!--'\nsummary: '<b>'\n---\nBody.\n"
    )
    site = plan(catalogue_of({"a.md": text}))
    found = head(site, "2025/w12/a/index.html").json_ld
    assert not set("<>&\u2028") & set(found)
    data = json.loads(found)
    assert data["headline"] == title
    assert (data["@type"], data["datePublished"], data["author"][0]["name"]) == ("Article", "2025-03-18", "</script>")


def test_pages_have_a_canonical_address_only_where_the_site_has_one(texts: dict[str, str]) -> None:
    """Without a base there is none; the page not found never has one, and takes its links from the base's path."""
    with_base = plan(catalogue_of(texts, FILES, base_url="https://ada.example/reading/"))
    without = plan(catalogue_of(texts, FILES))
    assert head(with_base, "2025/w12/index.html").canonical == "https://ada.example/reading/2025/w12/"
    assert head(without, "2025/w12/index.html").canonical is None
    assert (head(with_base, "404.html").canonical, head(with_base, "404.html").root) == (None, "/reading/")


def test_a_plan_is_the_same_whatever_the_order_of_files(texts: dict[str, str]) -> None:
    """The order in which content was read leaves no trace."""
    reverse = dict(reversed(texts.items()))
    assert all_of(plan(catalogue_of(reverse, FILES[::-1]))) == all_of(plan(catalogue_of(texts, FILES)))


def test_no_view_holds_a_path_of_the_project(planned: Plan) -> None:
    """A template is told addresses, never where a file lies."""
    for item in planned.pages:
        for part in parts(filled(item)):
            assert not isinstance(part, PurePosixPath)
            if isinstance(part, str):
                assert "content/" not in part


def test_a_body_does_not_reach_the_page_of_its_week(texts: dict[str, str]) -> None:
    """An edit inside an article changes its own page and no other."""
    edited = {**texts, "2025-W12/talk.md": texts["2025-W12/talk.md"].replace("Short.", "Still short.")}
    before, after = plan(catalogue_of(texts, FILES)), plan(catalogue_of(edited, FILES))
    pairs = list(zip(before.pages, after.pages, strict=True))
    assert [new.path for old, new in pairs if key(old) != key(new)] == ["2025/w12/talk/index.html"]
    assert [new.path for old, new in pairs if made(old) != made(new)] == ["2025/w12/talk/index.html"]


def collisions(planned: Plan) -> list[str]:
    return [str(problem).split("\n")[0] for problem in planned.collisions]


DATED = "---\ntitle: T\ndate: 2025-03-18\n---\n"


def test_a_collision_names_every_file_that_takes_part() -> None:
    """One problem for each of the files, with the others in it."""
    found = plan(catalogue_of({"a/call.md": DATED, "b/call.md": DATED, "c/Call.md": DATED, "d/other.md": DATED}))
    assert collisions(found) == [
        "content/a/call.md  the address /2025/w12/call/ is claimed by content/b/call.md, content/c/Call.md too",
        "content/b/call.md  the address /2025/w12/call/ is claimed by content/a/call.md, content/c/Call.md too",
        "content/c/Call.md  the address /2025/w12/call/ is claimed by content/a/call.md, content/b/call.md too",
    ]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("pages/archive.md", "archive/"),
        ("pages/topics/index.md", "topics/"),
        ("pages/topics/energy.md", "topics/energy/"),
        ("pages/undated.md", "undated/"),
    ],
)
def test_a_page_may_not_take_the_place_of_a_page_of_the_site(path: str, address: str) -> None:
    """Addresses that the site needs for itself are taken."""
    found = plan(catalogue_of({path: "Text.\n"}))
    assert collisions(found) == [f"content/{path}  the address /{address} is claimed by a page of the site itself too"]


def test_a_page_and_a_week_or_article_can_collide() -> None:
    """A free page that imitates an address of a week or article is told."""
    texts = {"call.md": DATED, "pages/2025/w12.md": "Text.\n", "pages/2025/w12/call.md": "Text.\n"}
    assert collisions(plan(catalogue_of(texts))) == [
        "content/pages/2025/w12.md  the address /2025/w12/ is claimed by a page of the site itself too",
        "content/call.md  the address /2025/w12/call/ is claimed by content/pages/2025/w12/call.md too",
        "content/pages/2025/w12/call.md  the address /2025/w12/call/ is claimed by content/call.md too",
    ]


def test_images_whose_names_differ_in_case_alone_collide() -> None:
    """Windows and macOS would keep one of the two."""
    images = (PurePosixPath("content/Plan.png"), PurePosixPath("content/plan.png"))
    found = plan(catalogue_of({"a.md": "![one](plan.png) ![two](Plan.png)\n"}, images))
    assert collisions(found) == [
        "content/Plan.png  the address /media/plan.png is claimed by content/plan.png too",
        "content/plan.png  the address /media/plan.png is claimed by content/Plan.png too",
    ]


def test_broken_links_of_every_kind_of_file_are_reported() -> None:
    """Articles, pages and introductions alike; a broken link is no collision."""
    text = "---\ntitle: T\ndate: 2025-03-18\n---\nSee [this](gone.md).\n"
    paths = ["a.md", "pages/b.md", "2025-W12/_index.md", "topics/energy.md"]
    found = plan(catalogue_of(dict.fromkeys(paths, text)))
    assert [str(problem.location) for problem in found.problems] == [f"content/{path}:5" for path in paths]
    assert found.collisions == ()
