"""Hostile text, a project full of it, and an eye for what must not stand in a page or feed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import feedparser
import html5lib
import pytest
from lxml import etree
from theme_switch import CONTROL, SCRIPT, policy, take_out

ELSEWHERE = "evil.example"

MARKUP = (
    "<script>alert(1)</script>",
    f'<script src="https://{ELSEWHERE}/x.js"></script>',
    "<ScRiPt>alert(1)</sCrIpT >",
    "<img src=x onerror=alert(1)>",
    f'<img src="https://{ELSEWHERE}/pixel.gif" srcset="//{ELSEWHERE}/2x.gif 2x">',
    f'<svg onload=alert(1)><image href="https://{ELSEWHERE}/x.svg"/><script>alert(1)</script></svg>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    f'<iframe src="https://{ELSEWHERE}/"></iframe><iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    f'<meta http-equiv="refresh" content="0;url=https://{ELSEWHERE}/">',
    f'<base href="https://{ELSEWHERE}/">',
    f'<form action="https://{ELSEWHERE}/"><input autofocus onfocus=alert(1)><button>Go</button></form>',
    f'<link rel="stylesheet" href="https://{ELSEWHERE}/x.css"><style>@import "//{ELSEWHERE}/x.css"; body{{display:none}}</style>',
    f"<p style=\"background:url('https://{ELSEWHERE}/x.png');position:fixed;inset:0\">covered</p>",
    f'<object data="https://{ELSEWHERE}/"></object><embed src="https://{ELSEWHERE}/x.swf">',
    f'<video src="https://{ELSEWHERE}/v" poster="https://{ELSEWHERE}/p" autoplay onplay=alert(1)></video>',
    f'<audio src="https://{ELSEWHERE}/a"></audio><input type=image src="https://{ELSEWHERE}/i">',
    '<a href="javascript:alert(1)">press</a>',
    '<a href="jAvA\tScRiPt:alert(1)">press</a>',
    '<a href="&#106;&#97;vascript:alert(1)">press</a>',
    '<a href="data:text/html,<script>alert(1)</script>">press</a>',
    '<a href="vbscript:msgbox(1)">press</a>',
    f'<a href="https://{ELSEWHERE}/" ping="https://{ELSEWHERE}/ping" onclick=alert(1) target=_top>press</a>',
    "<details open ontoggle=alert(1)><summary onmouseover=alert(1)>hover</summary>inside</details>",
    "<!-- --!><script>alert(1)</script> -->",
    "]]><script>alert(1)</script><![CDATA[",
    "</main></body></html><script>alert(1)</script>",
    "</title></textarea></style></script></noscript><script>alert(1)</script>",
    "<div class=masthead id=main><footer class=colophon>",
    '" onmouseover="alert(1)" x="',
    "' onmouseover='alert(1)' x='",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
    "<plaintext>",
)
"""Attempts at running, loading, covering or breaking out, as a source may hold them."""

TEMPLATES = (
    "{{ 7*7 }}",
    "{{ site.title.__class__.__mro__ }}",
    '{% include "/etc/passwd" %}',
    "{% for a in range(9999999) %}x{% endfor %}",
    "{# gone #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
)

MARKDOWN = (
    "[press](javascript:alert(1))",
    "[press](<jAvAsCrIpT:alert(1)>)",
    "[press](java&#115;cript:alert(1))",
    "[press](&#x6A;avascript&colon;alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[press](vbscript:msgbox(1))",
    "[press](file:///etc/passwd)",
    "[press](digest-root:javascript:alert(1))",
    "[press](digest-file:../../../../etc/passwd)",
    "[press](../../../../../../etc/passwd)",
    "<javascript:alert(1)>",
    "[press][ref]",
    f"![pixel](https://{ELSEWHERE}/pixel.gif)",
    f"![pixel](//{ELSEWHERE}/pixel.gif)",
    "![pixel](data:image/svg+xml,<svg onload=alert(1)>)",
    '[press](https://ok.example/ "x\\" onclick=\\"alert(1)")',
    "==marked <script>alert(1)</script>==[^a1] {{ 7*7 }}",
    "> [!note onload=alert(1)] <script>alert(1)</script>\n> text",
    '```js" onmouseover="alert(1)\nalert(1)\n```',
    "# Heading <script>alert(1)</script> {#x onload=alert(1)}",
    "| <script>alert(1)</script> | b |\n|---|---|\n| c | [d](javascript:alert(1)) |",
)

NOTES = '[ref]: javascript:alert(1) "title"\n\n[^a1]: @"onload=alert(1) #<script>: <script>alert(1)</script> [x](javascript:alert(1))\n'

BODY = "\n\n".join(("An opening paragraph.", *MARKDOWN, *MARKUP[:-1], *TEMPLATES, NOTES, MARKUP[-1]))
"""A body of content/ that tries all of it."""

_ACTIVE = {
    "script", "iframe", "frame", "frameset", "object", "embed", "applet", "form", "input", "button", "textarea",
    "select", "base", "style", "svg", "math", "video", "audio", "portal", "noscript", "template", "plaintext",
}  # fmt: skip
_LOADS = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest", "xlink:href")
_SCHEME = re.compile(r"(?i)[\s\x00-\x1f]*([a-z][a-z0-9+.\-\s]*):")
_OURS = frozenset({"stylesheet", "icon"})


def _complaints_of_element(element) -> list[str]:
    """What of one element of a page may act, or load from elsewhere."""
    tag, found = element.tag, []
    if tag == "script" and element.get("type") == "application/ld+json":
        json.loads(element.text)
    elif tag in _ACTIVE:
        found.append(f"<{tag}>")
    if tag == "meta" and (element.get("http-equiv") or "Content-Security-Policy") != "Content-Security-Policy":
        found.append("meta http-equiv")
    for name, value in element.attrib.items():
        name = str(name).lower()  # noqa: PLW2901
        scheme = _SCHEME.match(value)
        if name.startswith("on") or name in {"style", "srcdoc", "target"}:
            found.append(f"<{tag} {name}>")
        if name in _LOADS and (scheme or value.lstrip().startswith(("/", "\\"))):
            found.append(f"<{tag} {name}={value}>")
        if name == "href" and tag == "link" and element.get("rel") in _OURS and (scheme or value.startswith("//")):
            found.append(f"<link {value}>")
        if name == "href" and scheme and scheme[1].lower() not in {"http", "https", "mailto"}:
            found.append(f"<{tag} href={value}>")
    return found


def _elements(document):
    return [element for element in document.iter() if isinstance(element.tag, str)]


_OWN_SCRIPTS = re.compile(r"\.\./search/index\.[0-9a-f]{8}\.js|\.\./assets/search\.[0-9a-f]{8}\.js")
_OWN_PARTS = {"noscript": 1, "form": 1, "script": 2, "input": 2, "select": 3, "button": 1}


def _without_the_search(page) -> list[str]:
    """Take the parts that the page of the search alone may have out of it; gives what is wrong with them."""
    found, seen = [], []
    for parent in list(page.find("body/main").iter()):
        for element in list(parent):
            if element.tag in _OWN_PARTS:
                seen.append(element.tag)
                if element.tag == "script" and not (_OWN_SCRIPTS.fullmatch(element.get("src")) and not element.text):
                    found.append(f"script {dict(element.attrib)}")
                if any(str(name).startswith("on") or name in {"action", "formaction"} for name in element.attrib):
                    found.append(f"{element.tag} {dict(element.attrib)}")
                element.tag = "p"
    return found if {tag: seen.count(tag) for tag in seen} == _OWN_PARTS else [*found, f"parts {seen}"]


def complaints_of_page(text: str, *, search: bool = False) -> list[str]:
    """What a page holds that it must not: active parts, foreign parts, a layout that is not the theme's."""
    page = html5lib.parse(text, namespaceHTMLElements=False)
    own = take_out(page) + (_without_the_search(page) if search else [])
    elements = _elements(page)
    found = own + [complaint for element in elements for complaint in _complaints_of_element(element)]
    policies = [meta.get("content") for meta in page.iterfind("head/meta[@http-equiv='Content-Security-Policy']")]
    if policies != [policy(search=search)]:
        found.append(f"policies {policies}")
    skeleton = [child.tag for child in page.find("body")]
    if skeleton != ["a", "header", "main", "footer"]:
        found.append(f"layout {skeleton}")
    ids = [element.get("id") for element in elements if element.get("id")]
    found += [f"id {name} twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    framed = {"masthead", "colophon", "skip", "menu"}
    found += [
        f"class {element.get('class')} in the text"
        for element in page.find("body/main").iter()
        if isinstance(element.tag, str) and framed & set((element.get("class") or "").split())
    ]
    return found


def complaints_of_feed(body: bytes, home: str) -> list[str]:
    """What a feed holds that it must not, to readers that show its HTML without a gate of their own."""
    found = [] if not feedparser.parse(body).bozo else ["not well-formed"]
    tree = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    if tree.getroottree().docinfo.doctype:
        found.append("doctype")
    for content in tree.iter("{*}content", "{*}summary", "{*}title", "{*}subtitle"):
        if content.get("type") == "html":
            for element in _elements(html5lib.parseFragment(content.text or "", namespaceHTMLElements=False)):
                if element.tag == "img" and (element.get("src") or "").startswith(home):
                    continue
                found += _complaints_of_element(element)
        elif content.get("type") not in {None, "text"}:
            found.append(f"type {content.get('type')}")
    for link in tree.iter("{*}link"):
        scheme = _SCHEME.match(link.get("href"))
        if scheme and scheme[1].lower() not in {"http", "https"}:
            found.append(f"link {link.get('href')}")
    return found


def complaints_of_site(site: dict[str, bytes], home: str = "https://digest.example.org/reading/") -> list[tuple]:
    """Every complaint of every file of a site, with the file's path."""
    found = []
    for path, body in site.items():
        if path.endswith(".html"):
            search = path == "search/index.html"
            found += [(path, complaint) for complaint in complaints_of_page(body.decode(), search=search)]
        elif re.fullmatch(r"search/index\.[0-9a-f]{8}\.js", path):
            head, _, value = body.decode().partition("=")
            json.loads(value.removesuffix(";\n"))  # data and nothing beside it
            found += [(path, head)] if head != "window.digestSearch" else []
        elif path.endswith("feed.xml"):
            found += [(path, complaint) for complaint in complaints_of_feed(body, home)]
        elif path.endswith(".xml"):
            etree.fromstring(body)
        elif not path.startswith("assets/") and path not in {"robots.txt", ".digest-manifest"}:
            found.append((path, "an unknown kind of file"))
    return found


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML, which any text fits into."""
    return json.dumps(text)


@pytest.fixture(scope="session")
def attacks():
    """The hostile texts, by kind."""
    return {"markup": MARKUP, "markdown": MARKDOWN, "templates": TEMPLATES, "body": BODY}


@pytest.fixture(scope="session")
def frame():
    """A page with nothing in it but the switch between light and dark; `{}` stands for the text."""
    head = (
        f"<meta http-equiv='Content-Security-Policy' content=\"{policy()}\"><script>{SCRIPT}</script><title>t</title>"
    )
    main = "<main id=main>{}</main><footer></footer>"
    escaped = head.replace("{", "{{").replace("}", "}}")
    return f"<!DOCTYPE html><html><head>{escaped}</head><body><a></a><header>{CONTROL}</header>{main}</body></html>"


@pytest.fixture(scope="session")
def inspect():
    """Call with a site's files: gives every complaint."""
    return complaints_of_site


@pytest.fixture
def hostile(project):
    """A project in which every place that text can come from tries everything."""
    everything = " ".join((*MARKUP, *TEMPLATES))
    project.write(
        "digest.yml",
        f"title: {quoted('Digest ' + everything)}\ndescription: {quoted(everything)}\nauthor: {quoted(everything)}\n"
        "base_url: https://digest.example.org/reading/\nreference_date: 2025-06-30\nrights: full\n"
        f"topics:\n  - name: {quoted('Topic ' + everything)}\n    slug: climate\n    description: {quoted(everything)}\n"
        f"    keywords: [{quoted(MARKUP[0])}, climate, methane]\n",
    )
    for name in ("2025-W12/hostile.md", "undated/hostile-too.md"):
        dated = "date: 2025-03-18\n" if name.startswith("2025") else ""
        project.write(
            f"content/{name}",
            f"---\ntitle: {quoted(everything)}\n{dated}source: {quoted(everything)}\n"
            f"source_url: https://{ELSEWHERE}/?a=%22%3E%3Cscript%3E\nauthors: [{quoted(everything)}]\n"
            f"summary: {quoted(everything)}\nkey_points: [{quoted(everything)}, {quoted(MARKUP[0])}]\n"
            f"date_basis: {quoted('inferred ' + everything)}\nseed: {quoted(everything)}\n"
            f"seed_fingerprint: {quoted(everything)}\nmood: {quoted(everything)}\n{quoted(MARKUP[3])}: {quoted(everything)}\n"
            f"topics: [climate]\n---\n\n{BODY}",
        )
    project.write("content/2025-W12/_index.md", f"---\ntitle: {quoted(everything)}\n---\n{BODY}")
    project.write("content/topics/climate.md", BODY)
    project.write(
        "content/pages/about.md", f"---\ntitle: {quoted(everything)}\norder: {quoted(MARKUP[3])}\n---\n{BODY}"
    )
    project.write("content/pages/heading.md", f"# {everything}\n\n{BODY}")
    return project


_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
from digest.__main__ import main
sys.argv = ["digest", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.fixture(scope="session")
def program():
    """Call with arguments: runs the command line in a process of its own, with two GiB; ten minutes say that it does not end."""

    def run(*arguments, memory=2 * 2**30, timeout=600, **more) -> subprocess.CompletedProcess[str]:
        code = (
            _LIMITED.format(memory=memory)
            if memory
            else "import sys; from digest.__main__ import main; sys.exit(main())"
        )
        command = [sys.executable, "-c", code, *map(str, arguments)]
        more.setdefault("env", {**os.environ, "PYTHONUTF8": "1"})
        return subprocess.run(
            command, capture_output=True, timeout=timeout, check=False, text=True, errors="replace",
            cwd=Path(__file__).resolve().parents[2], **more,
        )  # fmt: skip

    return run
