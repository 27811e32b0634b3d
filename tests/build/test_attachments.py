"""Files beside an article are published when it links to them; nothing in them runs, and what is missing is said."""

from __future__ import annotations

import re

import pytest

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="4" height="2"/></svg>'
EVIL = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- EVIL comment --><?xml-stylesheet href="EVIL.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="http://EVIL.example"
  xmlns:h="http://www.w3.org/1999/xhtml" onload="EVIL()" x:export-filename="/home/EVIL/a.png">
<script>EVIL()</script><script xlink:href="https://EVIL.example/a.js"/><h:script>EVIL()</h:script>
<style>@import url(https://EVIL.example/a.css); rect { fill: red }</style>
<style>rect { fill: url(https://EVIL.example/x) }</style>
<foreignObject><h:iframe src="https://EVIL.example"/></foreignObject>
<image href="https://EVIL.example/a.png"/><image xlink:href="//EVIL.example/a.png"/><use href="EVIL.svg#a"/>
<a href="javascript:EVIL()"><text>kept words</text></a><a xlink:href=" java&#10;script:EVIL()"><text>b</text></a>
<animate attributeName="href" to="javascript:EVIL()"/><set attributeName="onclick" to="EVIL()"/>
<rect onclick="EVIL()" style="fill:url('https://EVIL.example')" fill="url(https://EVIL.example/#a)" width="4"/>
<rect style="fill:u\\72l(https://EVIL.example)" fill="url(#here)"/><metadata>EVIL</metadata><x:layer name="EVIL"/>
<handler>EVIL()</handler><iframe href="EVIL"/><linearGradient id="here"/></svg>"""


def page(project) -> str:
    return project.read("site/2025/w12/a/index.html")


def media(project) -> dict[str, bytes]:
    return {path: body for path, body in project.tree("site").items() if path.startswith("media/")}


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("paper.pdf", "[the paper](paper.pdf)"),
        ("data.csv", "[the paper](data.csv)"),
        ("Talk 1.mp3", "[the paper](<Talk 1.mp3>)"),
        ("film.mp4", "[the paper](film.mp4#t=10)"),
        ("paper.PDF", "[[paper.PDF|the paper]]"),
        ("talk.ogg", "![the paper](talk.ogg)"),
        ("paper.pdf", "![[paper.pdf|the paper]]"),
        ("data/rows.csv", "> [!note] **[the paper](data/rows.csv)**\n> Text."),
    ],
)
def test_an_attachment_is_published_when_linked(project, name, body):
    """Byte by byte, under a name that changes with its bytes; the link on the page leads to it."""
    project.write(f"content/n/{name}", b"%PDF-1.4 bytes")
    project.write("content/n/other.pdf", b"nobody links here")
    project.article("n/a.md", body=body)
    result = project.digest("build")
    assert (result.code, result.err) == (0, "")
    files = media(project)
    assert list(files.values()) == [b"%PDF-1.4 bytes"]
    links = re.findall(r'<a[^>]* href="\.\./\.\./\.\./(media/[^"#]*)[^"]*"[^>]*>(.*?)</a>', page(project))
    assert [text for _, text in links] == ["the paper"]
    assert links[0][0].replace("%20", " ") in files
    assert "<img" not in page(project)


@pytest.mark.parametrize("body", ["![a plan](plan.svg)", "![[plan.svg]]", "[a plan](plan.svg)"])
@pytest.mark.parametrize("drawing", [SVG, EVIL], ids=["plain", "evil"])
def test_a_drawing_is_shown_and_nothing_in_it_runs(project, body, drawing):
    """Also if somebody opens the file itself."""
    project.write("content/n/plan.svg", drawing)
    project.article("n/a.md", body=body)
    result = project.digest("build")
    assert (result.code, result.err) == (0, "")
    (published,) = media(project).values()
    assert b"<svg" in published
    assert b"rect" in published
    assert b"EVIL" not in published
    if drawing is EVIL:
        assert b"kept words" in published
        assert b"url(#here)" in published
        assert b"DOCTYPE" not in published
    assert re.search(r"<(img src|a href)=\"[^\"]*media/n/plan\.\w{8}\.svg\"", page(project))


@pytest.mark.parametrize(
    "body",
    [b"<svg", b"no drawing", b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
     b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'],
)  # fmt: skip
def test_a_drawing_that_cannot_be_read_safely_is_not_published(project, body):
    """An error names it."""
    project.write("content/n/plan.svg", body)
    project.article("n/a.md", body="![a plan](plan.svg)")
    result = project.digest("build")
    assert result.code == 1
    assert "content/n/plan.svg  cannot be read as an image" in result.err
    assert not media(project)


def test_files_that_a_browser_runs_are_not_published(project):
    """The message says which kinds are; the words of the link stay as plain text."""
    project.write("content/n/a.html", "<script>alert(1)</script>")
    project.article("n/a.md", body="See [the *page*](a.html), ok.")
    result = project.digest("build")
    assert result.code == 1
    assert 'content/n/a.md:6  the link "a.html" leads to nothing that is published' in result.err
    assert "files of its kind are not published; those that are end in aac" in result.err
    assert not media(project)
    assert "See the <em>page</em>, ok." in page(project)


@pytest.mark.parametrize(
    "body",
    [
        "[w](no.md)",
        "[w](no.pdf)",
        "[w](../../out.pdf)",
        "![w](no.png)",
        "[[no|w]]",
        "![[no.png|w]]",
        "[![w](no.png)](no.md)",
    ],
)
def test_a_link_to_nothing_is_plain_text(project, body):
    """On the page and in feeds there is no dead `#`, and the message names file and line."""
    project.article("n/a.md", topics="[climate]", body=f"Before {body} after.")
    result = project.digest("build")
    assert result.code == 1
    assert "content/n/a.md:7" in result.err
    assert "Before w after." in page(project)
    for path, text in project.tree("site").items():
        if path.endswith((".html", ".xml")):
            assert b'href="#"' not in text


def test_places_that_are_not_there_are_named(project):
    """Headings and blocks of other texts and of the text itself, and addresses of the site; each with its line."""
    project.write("content/n/b.md", "---\ntitle: B\ndate: 2025-02-11\n---\n\n# Part *one*\n\nText. ^here\n")
    project.article(
        "n/a.md",
        body="[[b#Nope]] [[b#^nope]]\n[x](b.md#nope) [[#Nope]]\n[y](/nope/) ![i](/images/none.png)\n\n[z](#nope)",
    )
    result = project.digest("build")
    assert result.code == 1
    for line, words in (
        (6, 'the link "b#Nope" leads to a heading that is not in content/n/b.md'),
        (6, 'the link "b#^nope" leads to a block that is not in content/n/b.md'),
        (7, 'the link "b.md#nope" leads to a heading that is not in content/n/b.md'),
        (7, 'the link "#Nope" leads to a heading that is not in this text'),
        (8, 'the link "/nope/" leads to nothing that is published'),
        (8, 'the image "/images/none.png" leads to nothing that is published'),
        (10, 'the link "#nope" leads to a heading that is not in this text'),
    ):
        place = [message for message in result.err.splitlines() if words in message]
        assert len(place) == 1, words
        assert place[0].startswith(f"content/n/a.md:{line}"), place
    assert 'src="' not in page(project).partition("<article")[2]


def test_places_that_are_there_are_found(project):
    """Also below `content/`, by a heading's name without its prefix, and every page of the site by its address."""
    project.write("content/n/b.md", "---\ntitle: B\ndate: 2025-02-11\n---\n\n# Part *one*\n\nText. ^here\n")
    project.write("content/pages/about.md", "About. [a](/2025/w12/a/) [b](/n/b.md#part-one)\n")
    project.write("content/n/p.pdf", b"%PDF")
    links = [
        "/n/b.md",
        "b.md#part-one",
        "b.md#h-part-one",
        "b.md#b-here",
        "/content/n/b.md",
        "/",
        "/archive/",
        "/about/",
    ]
    links += ["/feed.xml", "/2025/w07/b/", "/2025/w07/b/index.html", "/about", "#mine", "/n/p.pdf", "b.md#top"]
    body = "\n".join(f"[{number}]({link})" for number, link in enumerate(links))
    project.article("n/a.md", body=f"{body}\n[[b#Part one]] [[b#^here]] [[#Mine]]\n\n## Mine\n")
    result = project.digest("build")
    assert (result.code, result.err) == (0, "")
    text = page(project)
    assert text.count('href="../../w07/b/"') + text.count('href="../../../2025/w07/b/index.html"') >= 3
    assert text.count("#h-part-one") == 3
    assert "#part-one" not in text
    assert "#h-part-one" in project.read("site/about/index.html")
