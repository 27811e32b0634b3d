"""Nothing that a source, an article or an option says runs, loads or reshapes a page."""

from __future__ import annotations

import json
import re

import html5lib
import pytest
from lxml import etree

PLAIN = "The methane of the thawing lakes was counted for nine years. The climate did not wait for the count.\n"


def page_source(attack: str) -> str:
    """A saved page that tries an attack in the text and in everything it says about itself."""
    data = json.dumps(
        {"@type": "NewsArticle", "headline": attack, "author": {"name": attack}, "url": "javascript:alert(1)"}
    )
    attribute = attack.replace('"', "&quot;")
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{attack}</title><meta property="og:title" content="{attribute}">'
        f'<meta property="og:site_name" content="{attribute}"><meta name="author" content="{attribute}">'
        f'<meta name="description" content="{attribute}"><link rel="canonical" href="javascript:alert(1)">'
        f'<meta property="og:url" content="data:text/html,x"><script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>A lake {attribute}</h1><p>{PLAIN}</p><p>Before {attack} after.</p><p>{PLAIN}</p></article></body></html>"
    )


def note_source(attack: str) -> str:
    """A note that tries an attack in front matter and body."""
    value = json.dumps(attack)
    head = f"---\ntitle: {value}\nauthor: {value}\nsource: {value}\nurl: javascript:alert(1)\ndate: 2025-03-18\ntags: [{value}]\n---\n"
    return f"{head}\n{PLAIN}\n{attack}\n\n{PLAIN}"


def text_source(attack: str) -> str:
    """A pasted text that tries an attack in title, byline and body."""
    return f"A lake {attack}\n\nBy {attack}\nMarch 18, 2025\n\n{PLAIN}\n{attack}\n\n{PLAIN}\nSource: {attack} :: javascript:alert(1)\n"


@pytest.mark.parametrize(("suffix", "source"), [(".txt", text_source), (".html", page_source), (".md", note_source)])
def test_no_source_adds_an_active_part(project, attacks, inspect, suffix, source):
    """Promises 1, 3, 6, 9, 19: whatever a source holds, pages and feeds hold nothing active and nothing foreign."""
    tried = (*attacks["markup"], *attacks["markdown"], *attacks["templates"])
    for number, attack in enumerate(tried):
        project.write(f"seeds/{number:02}{suffix}", source(attack))
    converted = project.digest("convert")
    assert (converted.code, converted.err) == (0, "")
    assert project.read("content/.converted").count(f"{suffix}\n") == len(tried)
    built = project.digest("build")
    assert "Traceback" not in built.err
    site = project.tree("site")
    assert sum(path.count("/") == 3 and path[:4].isdigit() for path in site if path.endswith("index.html")) + sum(
        path.startswith("undated/") and path.count("/") == 2 for path in site
    ) == len(tried)
    assert inspect(site) == []


def test_nothing_pasted_into_content_is_active(hostile, inspect):
    """Promises 4-6, 9, 10: bodies, every key of front matter, introductions, pages and every option are text."""
    result = hostile.digest("build")
    assert result.err.count('link "../../../../../../etc/passwd" leads to nothing') == result.err.count("\n") // 2 == 6
    site = hostile.tree("site")
    assert {
        "2025/w12/hostile/index.html",
        "undated/hostile-too/index.html",
        "about/index.html",
        "heading/index.html",
    } < set(site)
    assert inspect(site) == []


def test_the_inspection_sees_what_it_looks_for(attacks, inspect, frame):
    """The eye is not blind: an attack put into a page, or into a feed, as it is, is complained of."""
    assert inspect({"index.html": frame.format("quiet").encode()}) == []
    harmless = {text for text in attacks["markup"] if "<" not in text}
    unseen = [
        text
        for text in attacks["markup"]
        if text not in harmless and not inspect({"index.html": frame.format(text).encode()})
    ]
    assert unseen == []
    whole = frame.format("quiet")
    for old, new in (
        ("</script>", ";</script>"),
        ("</script>", "</script><script>alert(1)</script>"),
        ("script-src ", "script-src 'unsafe-inline' "),
        ("script-src ", "script-src 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' "),
        ("<select ", "<select onchange=alert(1) "),
        ("</header>", "<form></form></header>"),
    ):
        assert inspect({"index.html": whole.replace(old, new, 1).encode()}), new
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>t</title><entry><id>urn:x:2</id><content type="html">{}</content></entry></feed>'
    assert inspect({"feed.xml": feed.format("quiet").encode()}) == []
    assert inspect({"feed.xml": feed.format("&lt;img src=https://evil.example/x onerror=alert(1)>").encode()}) != []


@pytest.mark.parametrize(
    "source_url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "JAVASCRIPT://x/%0aalert(1)", "ftp://x/y"],
)
def test_only_an_address_of_the_web_is_linked_as_the_source(project, inspect, source_url):
    """Promise 5: another `source_url` is named as a problem and linked nowhere."""
    project.article("a.md", source_url=json.dumps(source_url))
    result = project.digest("build")
    assert result.code == 1
    assert "content/a.md:4" in result.err
    site = project.tree("site")
    assert inspect(site) == []
    assert not any(f'"{source_url}' in body.decode() for path, body in site.items() if path.endswith((".html", ".xml")))


def test_template_syntax_is_text(hostile, attacks):
    """Promise 7: what looks like a template in a source, article or option is printed as it stands."""
    hostile.write("seeds/a.txt", text_source(" ".join(attacks["templates"])))
    assert hostile.digest("convert").code == 0
    hostile.digest("build")
    for path, body in hostile.tree("site").items():
        text = body.decode("utf-8", "replace")
        assert "root:x:0" not in text, path
        assert "uid=" not in text, path
        assert "<class " not in text, path
        if path.endswith(".html"):
            title = html5lib.parse(text, namespaceHTMLElements=False).findtext("head/title")
            assert "{{ 7*7 }}" in title, path
            assert '{% include "/etc/passwd" %}' in title, path


def test_a_title_cannot_end_the_data_for_search_engines(project):
    """Promise 5: JSON-LD holds any title as data, and no character of it ends its element."""
    title = "a </script><!--<script>]]>&amp;\u2028\"' b"
    project.article("a.md", title=json.dumps(title), source=json.dumps(title), authors=json.dumps([title]))
    assert project.digest("build").code == 0
    page = project.read("site/2025/w12/a/index.html")
    data = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(data) == 1
    assert title in json.loads(data[0]).values()


def test_feeds_are_well_formed_whatever_the_text(project, inspect):
    """Promise 6: control characters, half pairs, ends of sections and comments leave every feed readable."""
    title = '"\\0\\b ]]> --> <![CDATA[ &nosuch; \\uFFFE \\U0001F388 </title>"'
    project.write("digest.yml", project.read("digest.yml").replace("Test digest", "']]> & --> <b>'"))
    project.write(
        "content/a.md", f"---\ntitle: {title}\ndate: 2025-03-18\ntopics: [climate]\n---\n\n\x0b {title} \ufffe\n"
    )
    assert project.digest("build").code == 0
    site = project.tree("site")
    assert inspect(site) == []
    entries = etree.fromstring(site["topics/climate/feed.xml"]).findall("{*}entry")
    assert len(entries) == 1
    assert "]]> --> <![CDATA[ &nosuch;" in entries[0].findtext("{*}title")


def test_no_option_becomes_part_of_the_markup(project, inspect):
    """Promises 5, 9: a base address, language, theme or domain that is markup is refused with its place."""
    for line in (
        'base_url: "https://x.example/\\"><script>alert(1)</script>/"',
        "base_url: javascript:alert(1)//x.example/",
        "language: 'en\" onload=\"alert(1)'",
        'theme: "../../etc"',
        "cname: 'x.example\"><script>'",
    ):
        project.write("digest.yml", f"title: T\n{line}\n")
        project.article("a.md")
        result = project.digest("build")
        assert result.code == 1, line
        assert "digest.yml:2:" in result.err, line
        assert inspect(project.tree("site")) == [], line
