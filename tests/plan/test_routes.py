"""Routes, permalinks and output paths."""

from datetime import date
from pathlib import PurePosixPath
from posixpath import normpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.week import Week
from digest.plan.routes import Addresses, Route, output_path, permalink, root, route_of

law = settings(deadline=None)

SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
WEEKS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 26)).map(Week.of).map(str)
NUMBERS = st.integers(1, 10**9 - 1)
SINGLES = ("home", "archive", "topics", "sources", "undated", "highlights", "search")
TAKEN = {"topics", "sources", "archive", "undated", "highlights", "search"}
"""First parts of a page's way that stand for something else; a page there is a collision, which the plan reports."""

ROUTES = st.one_of(
    st.sampled_from(SINGLES).map(Route),
    WEEKS.map(lambda week: Route("week", week)),
    st.builds(lambda week, slug: Route("article", f"{week}/{slug}"), WEEKS, SLUGS),
    SLUGS.map(lambda slug: Route("article", f"undated/{slug}")),
    SLUGS.map(lambda slug: Route("topic", slug)),
    SLUGS.map(lambda slug: Route("source", slug)),
    st.sampled_from(["tag", "topic", "page"]).map(lambda slug: Route("tag", slug))
    | SLUGS.map(lambda slug: Route("tag", slug)),
    (SLUGS | st.just("page")).map(lambda slug: Route("topic_highlights", slug)),
    st.lists(SLUGS, min_size=1, max_size=3)
    .filter(lambda parts: parts[0] not in TAKEN and not parts[0].isdigit())
    .map(lambda parts: Route("page", "/".join(parts))),
    st.builds(Route, st.sampled_from(["archive", "undated", "highlights"]), st.just(""), NUMBERS),
    st.builds(Route, st.sampled_from(["topic", "source", "topic_highlights", "tag"]), SLUGS | st.just("page"), NUMBERS),
    st.builds(lambda folder, slug: Route("file", f"{folder}/{slug}.xml"), SLUGS, SLUGS),
)


@law
@given(ROUTES)
def test_a_permalink_names_its_route(route: Route) -> None:
    """`route_of(permalink(route)) == route`."""
    assert route_of(permalink(route)) == route


@law
@given(
    st.one_of(
        st.lists(
            st.sampled_from(
                [
                    "2025",
                    "w12",
                    "w54",
                    "w1",
                    "undated",
                    "topics",
                    "sources",
                    "archive",
                    "highlights",
                    "page",
                    "1",
                    "01",
                    "a",
                    "",
                    "..",
                ]
            ),
            max_size=4,
        ).map("/".join),
        st.text("awW0123456789/-.", max_size=12),
    ),
    st.sampled_from(["", "/"]),
)
def test_a_route_has_the_permalink_it_was_read_from(link: str, end: str) -> None:
    """`permalink(route_of(link)) == link`, whatever the link."""
    assert permalink(route_of(link + end)) == link + end


@law
@given(ROUTES, ROUTES)
def test_two_routes_never_share_a_file(one: Route, other: Route) -> None:
    """Distinct routes have distinct output paths."""
    assert (output_path(one) == output_path(other)) == (one == other)


@law
@given(ROUTES, ROUTES, st.booleans())
def test_the_way_to_the_root_leads_back(here: Route, there: Route, pretty: bool) -> None:
    """From any page, `root` and the path of another page lead to that page's file."""
    addresses = Addresses(base_url="", pretty=pretty)
    page = PurePosixPath("site") / output_path(here)
    target = normpath(f"{page.parent}/{root(here)}{addresses.path(there)}")
    expected = PurePosixPath("site") / output_path(there)
    assert target in {str(expected), str(expected.parent) if expected.name == "index.html" else str(expected)}


@law
@given(ROUTES)
def test_an_output_path_stays_in_the_output_folder(route: Route) -> None:
    """Relative, and without a step upwards."""
    path = PurePosixPath(output_path(route))
    assert not path.is_absolute()
    assert ".." not in path.parts


@pytest.mark.parametrize(
    ("route", "link", "path"),
    [
        (Route("home"), "", "index.html"),
        (Route("week", "2025-W01"), "2025/w01/", "2025/w01/index.html"),
        (Route("article", "2025-W01/call"), "2025/w01/call/", "2025/w01/call/index.html"),
        (Route("article", "undated/call"), "undated/call/", "undated/call/index.html"),
        (Route("topic", "energy"), "topics/energy/", "topics/energy/index.html"),
        (Route("source", "daily-news"), "sources/daily-news/", "sources/daily-news/index.html"),
        (Route("page", "guide/first"), "guide/first/", "guide/first/index.html"),
        (Route("topic", "energy", 3), "topics/energy/page/3/", "topics/energy/page/3/index.html"),
        (Route("archive", number=1), "archive/page/1/", "archive/page/1/index.html"),
        (Route("file", "feed.xml"), "feed.xml", "feed.xml"),
    ],
)
def test_addresses_are_those_people_have_linked_to(route: Route, link: str, path: str) -> None:
    """Changing one of these breaks every link from elsewhere."""
    assert (permalink(route), output_path(route)) == (link, path)


def test_links_are_pretty_or_name_the_file() -> None:
    """From disk a link needs `index.html`; on a server a slash is enough. Files are named either way."""
    pretty, file = Addresses(base_url="", pretty=True), Addresses(base_url="", pretty=False)
    week = Route("week", "2025-W12")
    assert (pretty.path(week), file.path(week)) == ("2025/w12/", "2025/w12/index.html")
    assert (pretty.path(Route("home")), file.path(Route("home"))) == ("", "index.html")
    assert pretty.path(Route("file", "feed.xml")) == file.path(Route("file", "feed.xml")) == "feed.xml"


def test_an_absolute_address_is_the_same_in_either_style() -> None:
    """Feeds and search engines get one address of a page, however its pages link."""
    for pretty in (True, False):
        addresses = Addresses(base_url="https://ada.example/reading/", pretty=pretty)
        assert addresses.absolute(Route("week", "2025-W12")) == "https://ada.example/reading/2025/w12/"
        assert addresses.base_path == "/reading/"
    assert Addresses(base_url="", pretty=True).base_path == "/"
