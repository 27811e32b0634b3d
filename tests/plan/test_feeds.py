"""Feeds, and what search engines read."""

from datetime import date, timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import planning
import pytest
from planning import bytes_of

from digest.model.inputs import key
from digest.plan.catalogue import Catalogue
from digest.plan.feeds import sitemap
from digest.plan.feeds.atom import LIMIT
from digest.plan.site import plan

BASE = "https://ada.example/reading/"
FILES = (PurePosixPath("content/2025-W12/plan.png"),)
FEEDS = ("feed.xml", "topics/energy/feed.xml", "topics/climate/feed.xml", "topics/unsorted/feed.xml")


catalogue_of = partial(planning.catalogue_of, files=FILES)


def artifacts(catalogue: Catalogue) -> dict[str, bytes]:
    return {document.path: bytes_of(document) for document in plan(catalogue).documents}


def parsed(body: bytes) -> Any:
    found = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


@pytest.mark.parametrize("base_url", ["", BASE])
@pytest.mark.parametrize("name", FEEDS)
def test_every_feed_is_a_well_formed_atom_feed(texts: dict[str, str], base_url: str, name: str) -> None:
    """With or without the site's address: a title, a name, a moment, an author, and entries with all of these."""
    found = parsed(artifacts(catalogue_of(texts, base_url=base_url))[name])
    assert found.feed.title
    assert found.feed.author
    for item in (found.feed, *found.entries):
        assert item.id.startswith("urn:uuid:")
        assert item.updated_parsed
        assert item.title


def test_the_feed_of_digests_has_an_entry_a_week(texts: dict[str, str]) -> None:
    """The newest first, with all of the page in plain HTML, dated by its newest article."""
    found = parsed(artifacts(catalogue_of(texts, base_url=BASE))["feed.xml"])
    assert [(entry.title, entry.updated, entry.link) for entry in found.entries] == [
        ("A quiet week", "2025-03-18T00:00:00Z", f"{BASE}2025/w12/"),
        ("Week 11, 2025", "2025-03-16T00:00:00Z", f"{BASE}2025/w11/"),
    ]
    html = found.entries[0].content[0].value
    assert f'<a href="{BASE}2025/w12/call/">The call</a>' in html
    assert "Daily &lt;News&gt; &amp; Co" in html
    assert f'Read <a href="{BASE}2025/w12/call/">' in html
    assert html.index("Energy") < html.index("The call") < html.index("Climate") < html.index("A talk")
    assert found.feed.updated == "2025-03-18T00:00:00Z"


def test_the_feed_of_a_topic_has_its_articles(texts: dict[str, str]) -> None:
    """Every article of the topic, whatever its section; notes and images lead where they do on the page."""
    bodies = artifacts(catalogue_of(texts, base_url=BASE))
    assert [entry.title for entry in parsed(bodies["topics/climate/feed.xml"]).entries] == ["The call", "A talk"]
    (entry,) = parsed(bodies["topics/energy/feed.xml"]).entries
    assert entry.author == "Ann Lee"
    assert f'src="{BASE}media/2025-W12/plan.png"' in entry.content[0].value


def test_the_undated_are_in_no_feed(texts: dict[str, str]) -> None:
    """An entry needs a moment, and they have none."""
    bodies = artifacts(catalogue_of(texts, base_url=BASE))
    assert not any(b"Someday" in bodies[name] for name in FEEDS)


def test_names_are_unique_and_stay(texts: dict[str, str]) -> None:
    """No two entries or feeds share an id; another title, text or style of links changes none."""

    def ids(catalogue: Catalogue) -> dict[str, list[str]]:
        bodies = artifacts(catalogue)
        found = {name: parsed(bodies[name]) for name in FEEDS}
        return {name: [feed.feed.id, *(entry.id for entry in feed.entries)] for name, feed in found.items()}

    before = ids(catalogue_of(texts, base_url=BASE))
    assert all(len(set(names)) == len(names) for names in before.values())
    assert len({names[0] for names in before.values()}) == len(FEEDS)
    edited = {path: text.replace("The call", "The recall").replace("Short", "Long") for path, text in texts.items()}
    assert ids(catalogue_of(edited, base_url=BASE, pretty=False)) == before
    assert before["topics/energy/feed.xml"][1] == before["topics/climate/feed.xml"][1]


def test_addresses_are_whole_where_the_site_has_one_and_relative_elsewhere(texts: dict[str, str]) -> None:
    """A feed read from disk or from an unknown place leads to the pages beside it."""
    whole, relative = (artifacts(catalogue_of(texts, base_url=base)) for base in (BASE, ""))
    for name in FEEDS:
        feed = parsed(whole[name])
        assert all(link.href.startswith(BASE) for link in feed.feed.links)
        assert all(entry.link.startswith(BASE) for entry in feed.entries)
        assert b"https://ada.example" not in relative[name]
    assert parsed(relative["topics/energy/feed.xml"]).entries[0].link == "../../2025/w12/call/"


def test_whole_addresses_are_the_same_however_pages_link(texts: dict[str, str]) -> None:
    """A feed of a site whose pages name `index.html` has the addresses of the sitemap all the same."""
    pretty, file = (artifacts(catalogue_of(texts, base_url=BASE, pretty=pretty)) for pretty in (True, False))
    assert pretty == file


def test_a_feed_holds_the_newest_only() -> None:
    """Readers ask often; the older entries have been seen."""
    days = [date(2024, 1, 1) + timedelta(weeks=week) for week in range(LIMIT + 5)]
    texts = {f"a{day}.md": f"---\ntitle: Of {day}\ndate: {day}\ntopics: [energy]\n---\nText.\n" for day in days}
    bodies = artifacts(catalogue_of(texts))
    for name in ("feed.xml", "topics/energy/feed.xml"):
        entries = parsed(bodies[name]).entries
        assert [entry.updated[:10] for entry in entries] == [str(day) for day in days[: -LIMIT - 1 : -1]]


def test_no_text_breaks_a_feed() -> None:
    """Markup is text, and characters that XML does not allow are left out."""
    title = '"]]> & <b> \\u0007 \\uFFFE \\u0000 </feed>"'
    text = (
        f"---\ntitle: {title}\ndate: 2025-03-18\ntopics: [energy]\nsummary: {title}\nauthors: [{title}]\n---\n]]>\x0b\n"
    )
    bodies = artifacts(catalogue_of({"a.md": text}, title="<&\x08>", description="]]>", author="\x1b"))
    for name in ("feed.xml", "topics/energy/feed.xml"):
        feed = parsed(bodies[name])
        assert len(feed.entries) == 1
    assert parsed(bodies["topics/energy/feed.xml"]).entries[0].title.startswith("]]> & <b>")


def test_an_empty_site_has_feeds_too() -> None:
    """They have no entries, and a moment that never changes."""
    feed = parsed(artifacts(catalogue_of({}))["feed.xml"])
    assert (feed.entries, feed.feed.updated) == ([], "1970-01-01T00:00:00Z")


def test_the_sitemap_lists_every_page(texts: dict[str, str]) -> None:
    """Each page but the one not found, once, by its whole address, sorted."""
    planned = plan(catalogue_of(texts, base_url=BASE))
    body = {document.path: bytes_of(document) for document in planned.documents}["sitemap.xml"]
    listed = [element.text for element in ET.fromstring(body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = [BASE + page.path.removesuffix("index.html") for page in planned.pages if page.path != "404.html"]
    assert listed == sorted(pages)


def test_without_an_address_there_is_no_sitemap(texts: dict[str, str]) -> None:
    """It may hold whole addresses only; `robots.txt` is there either way and names it where it is."""
    without, with_base = (artifacts(catalogue_of(texts, base_url=base)) for base in ("", BASE))
    assert "sitemap.xml" not in without
    assert without["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert with_base["robots.txt"] == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n".encode()


HISTORY = "{http://purl.org/syndication/history/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


def weekly(count: int) -> dict[str, str]:
    """An article a week on one topic."""
    days = [date(2023, 1, 2) + timedelta(weeks=week) for week in range(count)]
    return {f"a{day}.md": f"---\ntitle: Of {day}\ndate: {day}\ntopics: [energy]\n---\nText.\n" for day in days}


def links(body: bytes) -> dict[str, str]:
    return {link.get("rel", ""): link.get("href", "") for link in ET.fromstring(body).findall(f"{ATOM}link")}


def ids(body: bytes) -> list[str]:
    return [entry.findtext(f"{ATOM}id", "") for entry in ET.fromstring(body).findall(f"{ATOM}entry")]


@pytest.mark.parametrize("folder", ["", "topics/energy/"])
def test_the_archive_of_a_feed_has_every_entry(folder: str) -> None:
    """RFC 5005: documents that are full, marked as archive and chained both ways; together they hold all there is."""
    count = 2 * LIMIT + 5
    bodies = artifacts(catalogue_of(weekly(count), base_url=BASE))
    names = [f"{folder}feed-1.xml", f"{folder}feed-2.xml", f"{folder}feed.xml"]
    assert sorted(name for name in bodies if name.startswith(f"{folder}feed")) == sorted(names)
    one, two, newest = (bodies[name] for name in names)
    assert [ET.fromstring(body).find(f"{HISTORY}archive") is not None for body in (one, two, newest)] == [
        True, True, False,
    ]  # fmt: skip
    assert (links(newest)["prev-archive"], links(two)["prev-archive"]) == (BASE + names[1], BASE + names[0])
    assert (links(one)["next-archive"], links(one)["current"]) == (BASE + names[1], BASE + names[2])
    assert "prev-archive" not in links(one)
    assert "next-archive" not in links(two)
    assert [len(ids(body)) for body in (one, two, newest)] == [LIMIT] * 3
    assert len({*ids(one), *ids(two), *ids(newest)}) == count


def test_a_new_entry_leaves_the_archive_of_a_feed_as_it_is() -> None:
    """What was archived is not made again, nor does it become something else."""
    before = {document.path: document for document in plan(catalogue_of(weekly(2 * LIMIT + 5))).documents}
    after = {document.path: document for document in plan(catalogue_of(weekly(2 * LIMIT + 6))).documents}
    for name in ("feed-1.xml", "feed-2.xml", "topics/energy/feed-1.xml", "topics/energy/feed-2.xml"):
        assert key(before[name]) == key(after[name])
        assert bytes_of(before[name]) == bytes_of(after[name])
    assert key(before["feed.xml"]) != key(after["feed.xml"])


def test_a_sitemap_that_is_too_long_becomes_several(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An index names the parts, and every address stands in one of them."""
    whole = artifacts(catalogue_of(texts, base_url=BASE))["sitemap.xml"]
    monkeypatch.setattr(sitemap, "LIMIT", 7)
    bodies = artifacts(catalogue_of(texts, base_url=BASE))
    loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    parts = [element.text or "" for element in ET.fromstring(bodies["sitemap.xml"]).iter(loc)]
    assert parts == [f"{BASE}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = [[element.text for element in ET.fromstring(bodies[part.removeprefix(BASE)]).iter(loc)] for part in parts]
    assert max(map(len, listed)) == 7
    assert [address for part in listed for address in part] == [
        element.text for element in ET.fromstring(whole).iter(loc)
    ]
