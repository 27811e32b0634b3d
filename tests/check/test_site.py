"""What is wrong with a built site, from the bytes of its files."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from site_of_files import site_of

from digest.cache.store import Store
from digest.check.site import Origins, Surroundings, built_site, check_site, read_site
from digest.check.site.page_references import style_addresses
from digest.check.site.read_facts import read_facts_of
from digest.check.site.site_faults import HEAVY_PAGE
from digest.codes import read_codes
from digest.output.host_limits import LARGEST_FILE

BASE = "https://ada.example/reading/"


def page(body="", head=""):
    return f'<!doctype html><html lang="en"><head><title>T</title>{head}</head><body>\n{body}\n</body></html>'


def feed(entry="", ids=("urn:1", "urn:2"), updated="2025-01-01T00:00:00Z"):
    link = f'<link href="{BASE}"/>'
    entries = "".join(
        f"<entry><id>{name}</id><title>E</title><updated>{updated}</updated>{link}"
        f'<content type="html">{entry or "Words"}</content></entry>\n'
        for name in ids
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:0</id><title>T</title><author><name>A</name></author>'
        f"<updated>2025-01-01T00:00:00Z</updated>{link}\n{entries}</feed>"
    )


def sitemap(*addresses):
    listed = "".join(f"<url><loc>{address}</loc></url>\n" for address in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</urlset>'


def origins(files, *, base=BASE, sources=None):
    sources = sources or {}
    return Origins(
        folder=PurePosixPath("site"),
        base_url=base,
        body=lambda path: files[path],
        source=lambda path: sources[path][0] if path in sources else None,
        text=lambda path: next(text for source, text in sources.values() if source == path),
    )


def checked(files, *, base=BASE, machine=(), sources=None):
    """The problems of a site whose home page is there."""
    files = {"index.html": page(), **files}
    files = {path: body.encode() if isinstance(body, str) else body for path, body in files.items()}
    site = site_of(files, Surroundings(base_url=base, machine=machine))
    return check_site(site, origins(files, base=base, sources=sources))


def codes(files, **options):
    return [problem.code for problem in checked(files, **options)]


REDIRECT = page(head='<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=../index.html">')

FAULTS = {
    "broken-link": {"a/index.html": page('<a href="../nope/">x</a>')},
    "broken-anchor": {"a/index.html": page('<a href="../index.html#nope">x</a>')},
    "link-to-old-address": {"a/index.html": page('<a href="../old/">x</a>'), "old/index.html": REDIRECT},
    "link-out-of-site": {"a/index.html": page('<a href="/notes/">x</a>')},
    "empty-link": {"a/index.html": page('<a href="#">x</a>')},
    "malformed-address": {"a/index.html": page('<a href="https://">x</a>')},
    "missing-asset": {"a/index.html": page('<img alt="" src="b.png">')},
    "mixed-content": {"a/index.html": page('<img alt="" src="http://other.example/b.png">')},
    "loads-from-elsewhere": {"a/index.html": page('<img alt="" src="//other.example/b.png">')},
    "machine-path": {"a/index.html": page('<a href="file:///home/ada/x.md">x</a>')},
    "duplicate-id": {"a/index.html": page('<p id="b"></p><p id="b"></p>')},
    "image-without-text": {"a/index.html": page('<img src="b.png">'), "a/b.png": b"png"},
    "empty-page": {"a/index.html": ""},
    "bad-feed": {"feed.xml": feed().replace("<title>T</title>", "")},
    "bad-feed-date": {"feed.xml": feed(updated="2025-13-01T00:00:00Z")},
    "doubled-feed-id": {"feed.xml": feed(ids=("urn:1", "urn:1"))},
    "relative-feed-link": {"feed.xml": feed('&lt;a href="index.html"&gt;x&lt;/a&gt;')},
    "blank-feed-entry": {"feed.xml": feed("&lt;p&gt; &lt;/p&gt;")},
    "bad-sitemap": {"sitemap.xml": sitemap(BASE, BASE)},
    "foreign-sitemap-address": {"sitemap.xml": sitemap("https://other.example/")},
    "sitemap-lists-nothing": {"sitemap.xml": sitemap(f"{BASE}nope/")},
    "sitemap-lists-hidden-page": {"sitemap.xml": sitemap(f"{BASE}old/"), "old/index.html": REDIRECT},
    "heavy-page": {"a/index.html": page('<img alt="" src="b.png">'), "a/b.png": bytes(HEAVY_PAGE)},
}
"""A site with one fault, by the fault's code."""


@pytest.mark.parametrize(("code", "files"), FAULTS.items(), ids=FAULTS)
def test_each_kind_of_fault_is_found(code, files):
    """With its code, once, and nothing else."""
    assert set(codes(files)) == {code}


def test_sizes_that_a_host_refuses_are_errors():
    """Of one file, and of all together; no byte of them is needed to tell."""
    from digest.check.site import BuiltSite

    def sized(**sizes):
        return [problem.code for problem in check_site(BuiltSite(sizes=sizes, facts={}), origins({}))]

    assert sized(film=LARGEST_FILE) == []
    assert sized(film=LARGEST_FILE + 1) == ["file-too-large"]
    assert sized(**{f"part{number}": 100_000_000 for number in range(11)}) == ["site-too-large"]


def test_every_code_of_a_site_is_tried_here():
    assert {code.name for code in read_codes("site")} <= {*FAULTS, "site-too-large", "file-too-large"}


GOOD_LINKS = [
    "../",
    "../index.html",
    "..",
    "/reading/",
    "/reading",
    "/reading/b/",
    "../b",
    "../b/index.html#there",
    "../b/#ü",
    "../b/#%C3%BC",
    "../b/?query=1#there",
    "../b/#:~:text=words",
    "../b/#there:~:text=words",
    "https://ada.example/reading/b/#there",
    "HTTPS://ADA.example/reading/b/",
    "//ada.example/reading",
    "../caf%C3%A9/",
    "../café/",
    "../page",
    "#top",
    "",
    "mailto:ada@example.org",
    "tel:+123",
    "https://other.example/nope",
    " ../b/ ",
    "..\\b\\",
    "./../b/./",
]
"""On the page `a/index.html`; an empty address is the page itself in a form, and nowhere in a link."""


@pytest.mark.parametrize("link", [link for link in GOOD_LINKS if link])
def test_links_are_resolved_as_browsers_do(link):
    """Relative and whole addresses, folders, letters in percent signs, queries, text fragments, a base path."""
    files = {
        "a/index.html": page(f'<a href="{link}">x</a>'),
        "b/index.html": page('<p id="there"></p><a name="ü"></a>'),
        "café/index.html": page(),
        "page.html": page(),
    }
    assert codes(files) == []


@pytest.mark.parametrize(
    "link", ["../B/", "../b/#There", "../b/x", "/b/", "../../b/", "https://ada.example/reading/c/"]
)
def test_links_that_only_look_right_are_found(link):
    """Letters count, as they do on the hosts that serve sites."""
    files = {"a/index.html": page(f'<a href="{link}">x</a>'), "b/index.html": page('<p id="there"></p>')}
    assert len(codes(files)) == 1


def test_everything_that_a_page_loads_must_be_there():
    """In attributes, lists of candidates, style sheets and the styles of a page."""
    body = (
        '<img alt="" src="1.png" srcset="2.png 1x, 3.png 2x,4.png"><video poster="5.png" src="6.mp4"></video>'
        '<p style="background: url(7.png)"></p><svg><use href="8.svg#a"/></svg><style>p {background: url("9.png")}</style>'
    )
    head = '<link rel="stylesheet" href="10.css"><link rel="preload" href="11.woff2"><link rel="icon" href="12.ico">'
    found = checked({"index.html": page(body, head), "s.css": '@import "13.css"; a { src: url( "14 b.woff2" ) }'})
    assert {problem.code for problem in found} == {"missing-asset"}
    names = {problem.message.partition('"')[2].partition('"')[0] for problem in found}
    assert {name.partition(".")[0].partition(" ")[0] for name in names} == {str(number) for number in range(1, 15)}


def test_what_stands_behind_the_end_of_a_page_counts_as_browsers_count_it():
    """As part of its body: links, ids and images."""
    files = {"a/index.html": page() + '<a href="../nope/">x</a><img src="b.png">', "a/b.png": b"png"}
    assert sorted(codes(files)) == ["broken-link", "image-without-text"]
    there = {"a/index.html": page() + '<p id="there"></p>', "b/index.html": page('<a href="../a/#there">x</a>')}
    assert codes(there) == []


def test_style_sheets_name_addresses_in_every_spelling():
    """Not in comments; escapes are undone; data is not an address."""
    css = "/* url(no.png) */\na{b:url(1.png)} c{d:url( '2 \\'x.png' )}\n@import \"3.css\"; e{f:url(data:x,y) url(#g)}"
    assert list(style_addresses(css)) == [("1.png", 2), ("2 'x.png", 2), ("3.css", 3)]


def test_a_fault_names_the_file_and_line_of_content_that_says_it():
    """Where the text of the page's source says the address; what lists and feeds repeat of it is not told again."""
    source = (PurePosixPath("content/2025-W12/a.md"), "---\ntitle: A\n---\n\nSee [this](/notes/x/).\n")
    files = {"a/index.html": page('<a href="/notes/x/">x</a>'), "b/index.html": page('<p></p>\n<a href="/notes/x/">')}
    (written,) = checked(files, sources={"a/index.html": source})
    assert str(written.location) == "content/2025-W12/a.md:5:12"
    assert written.location.text == "See [this](/notes/x/)."
    (shown,) = checked(files)
    assert str(shown.location) == "site/a/index.html:2:10"


def test_a_text_is_searched_for_the_root_address_that_a_build_made_relative():
    source = (PurePosixPath("content/2025-W12/a.md"), "See [this](/nope/#x).\n")
    files = {"2025/a/index.html": page('<a href="../../nope/#x">x</a>')}
    (written,) = checked(files, sources={"2025/a/index.html": source})
    assert str(written.location) == "content/2025-W12/a.md:1:12"


@pytest.mark.parametrize(
    ("text", "link", "column"),
    [
        ("[x](../b.md#some-heading)", "../b/#h-some-heading", 12),
        ("[[b#Some: heading|x]]", "../b/#h-some-heading", 4),
        ("[[b#^sum]]", "../b/#b-sum", 4),
        ("[[#Nope]]", "#h-nope", 3),
    ],
)
def test_a_text_is_searched_for_the_words_that_a_place_was_named_by(text, link, column):
    """Headings and blocks, as Markdown and wikilinks write them."""
    source = (PurePosixPath("content/2025-W12/a.md"), f"First.\n{text}\n")
    files = {"a/index.html": page(f'<a href="{link}">x</a>'), "b/index.html": page()}
    (written,) = checked(files, sources={"a/index.html": source})
    assert str(written.location) == f"content/2025-W12/a.md:2:{column}"


def test_what_a_template_does_to_many_pages_is_told_once():
    """With the first page, and how many more there are."""
    files = {f"{number}/index.html": page('<a href="../nope/">x</a>') for number in range(30)}
    (problem,) = checked(files)
    assert problem.message == 'the link "../nope/" leads to nothing on the site; so on 29 more pages'
    assert str(problem.location) == "site/0/index.html:2:10"


def test_without_a_base_address_root_links_begin_at_the_site():
    files = {"a/index.html": page('<a href="/">x</a><a href="/nope/">y</a>')}
    assert codes(files, base="") == ["broken-link"]


def test_folders_of_this_machine_are_found_in_any_text():
    """In a page, a style sheet or data; only those that are asked for, so that an article may speak of paths."""
    files = {"a/index.html": page("<code>/home/ada/.bashrc</code>"), "s.css": "/* /home/ada/site/paper.css */"}
    assert codes(files) == []
    assert codes(files, machine=("/home/ada/site",)) == ["machine-path"]


def test_feeds_of_both_formats_are_read():
    """JSON Feed as Atom: ids, dates, links, content; XML and JSON of other kinds are left alone."""
    item = '{"id": "1", "url": "https://ada.example/reading/", "content_html": "<p>x</p>"}'
    good = '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [%s]}'
    assert codes({"feed.json": good % item}) == []
    assert codes({"feed.json": good % f"{item},{item}"}) == ["doubled-feed-id"]
    assert codes({"feed.json": good % item.replace("<p>x</p>", "")}) == ["blank-feed-entry"]
    relative = good % item.replace("https://ada.example/reading/", "a/")
    assert sorted(codes({"feed.json": relative})) == ["broken-link", "relative-feed-link"]
    assert codes({"feed.json": (good % item)[:-1]}) == ["bad-feed"]
    assert codes({"feed.xml": feed()[:-7]}) == ["bad-feed"]
    assert codes({"data.json": "[1", "data.xml": "<a>"}) == []


def test_a_link_in_a_feed_must_lead_to_a_page():
    assert codes({"feed.xml": feed(f'&lt;a href="{BASE}nope/"&gt;x&lt;/a&gt;')}) == ["broken-link"]


def test_what_did_not_change_is_not_read_again(tmp_path, monkeypatch):
    """Facts are remembered by the bytes of each file, and depend on the site's address; only what is published counts."""
    folder = tmp_path / "site"
    for path, body in {"index.html": page('<a href="a/">x</a>'), "a/index.html": page(), "b.png": "png"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(body)
    read = []
    monkeypatch.setattr(
        built_site, "read_facts_of", lambda path, *rest: read.append(path) or read_facts_of(path, *rest)
    )

    def site(base_url=BASE, published=None):
        read.clear()
        store = Store(tmp_path / "facts.sqlite", 1)
        try:
            return read_site(folder, published, Surroundings(base_url=base_url), store, jobs=1)
        finally:
            store.close()

    first = site()
    assert (sorted(first.sizes), read) == (["a/index.html", "b.png", "index.html"], ["a/index.html", "index.html"])
    assert (site(), read) == (first, [])
    (folder / "a/index.html").write_text(page('<a href="../nope/">y</a>'))
    assert (site().facts["a/index.html"].links, read) == (("nope/index.html",), ["a/index.html"])
    site("https://other.example/")
    assert len(read) == 2
    assert list(site(published=["index.html"]).sizes) == ["index.html"]
