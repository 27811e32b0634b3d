"""A site whose addresses are in Japanese and Arabic, from the source to every link to its pages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest

SEEDS = {
    "seeds/a.txt": "日本語のタイトル\n\n2025年3月18日\n\nこれは港についての長い文章である。港は静かだった。船は朝に来た。\n"
    * 2,
    "seeds/b.txt": "مسح الميناء\n\n18 مارس 2025\n\nهذا نص طويل عن الميناء. كان الميناء هادئا في الصباح.\n" * 2,
}


@pytest.fixture
def site(project):
    """A built site with these, a page that a person named, and links to all of it."""
    project.write("digest.yml", project.read("digest.yml") + "slugs: own\n")
    for path, text in SEEDS.items():
        project.write(path, text)
    assert project.digest("convert").code == 0
    project.write(
        "content/pages/案内.md", "---\ntitle: 案内\naliases: [/古い案内/]\n---\n[[日本語のタイトル]] [x](/案内/)\n"
    )
    assert project.digest("build").err == ""
    return project


def test_names_and_addresses_are_in_own_letters(site):
    """The file, the page, and no reading of either."""
    names = {path.rpartition("/")[2] for path in site.tree("content")}
    assert {"日本語のタイトル.md", "مسح-الميناء.md"} <= names
    pages = {path.removesuffix("/index.html").rpartition("/")[2] for path in site.tree("site")}
    assert {"日本語のタイトル", "مسح-الميناء", "案内", "古い案内"} <= pages


def test_every_link_is_ascii_and_leads_to_a_file(site):
    """Percent-encoded once, in pages, feeds and the sitemap (RFC 3986)."""
    files = site.tree("site")
    checked = 0
    for path, body in files.items():
        if not path.endswith((".html", ".xml")):
            continue
        found = re.findall(r'(?:href|src|canonical|url)="([^"]*)"|<loc>(.*?)</loc>|url=([^"]*)"', body.decode())
        for link in (unescape("".join(each)) for each in found):
            whole = urljoin(f"https://digest.example.org/reading/{path}", link)
            parts = urlsplit(whole)
            if parts.hostname != "digest.example.org":
                continue
            assert urlsplit(link).path.isascii(), (path, link)
            place = unquote(parts.path).removeprefix("/reading/")
            assert (f"{place}index.html" if place.endswith("/") or not place else place) in files, (path, link)
            checked += "%" in parts.path
    assert checked > 10


def test_an_entry_leads_to_its_page_and_two_builds_agree(site):
    """Its id stays, and nothing is made again."""
    [feed] = [body for path, body in site.tree("site").items() if path == "feed.xml"]
    assert "%E6%97%A5%E6%9C%AC%E8%AA%9E" in feed.decode()
    before = site.tree("site")
    assert site.digest("build").code == 0
    assert site.digest("convert").code == 0
    assert site.tree("site") == before


def test_ascii_alone_is_an_option(project):
    """As all addresses were before."""
    project.write("digest.yml", project.read("digest.yml") + "slugs: ascii\n")
    for path, text in SEEDS.items():
        project.write(path, text)
    assert project.digest("convert").code == 0
    assert all(path.isascii() for path in project.tree("content"))
