"""The example as it would be published, served below a path of its host: nothing on it leads nowhere."""

from __future__ import annotations

import re
import shutil
import threading
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from site_of_files import site_of

from digest.build import open_publication
from digest.check.project_check import read_published
from digest.check.site import Origins, Surroundings, check_site
from digest.config import parse_config

REPOSITORY = Path(__file__).resolve().parents[2]
BASE = "https://ada.github.io/name/"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The files of the example by their path, and what `digest check` says of its built site."""
    project = tmp_path_factory.mktemp("crawled")
    for name in ("content", "themes"):
        shutil.copytree(REPOSITORY / name, project / name)
    text = re.sub(r"(?m)^base_url: .*", f"base_url: {BASE}", (REPOSITORY / "digest.yml").read_text("utf-8"))
    config, _ = parse_config(text)
    with open_publication(project, config) as publication:
        files = {path: (publication.folder / path).read_bytes() for path in publication.files}
        return files, check_site(*read_published(project, config, publication))


class _Names(HTMLParser):
    """Collects what a page names, and its ids, with nothing of the checker's own."""

    def __init__(self):
        super().__init__()
        self.names, self.ids = [], set()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in {"href", "src", "poster", "data", "action"} and value is not None:
                self.names.append(value)
            elif name == "srcset":
                self.names += [part.split()[0] for part in value.split(",")]
            elif name == "id" or (name, tag) == ("name", "a"):
                self.ids.add(value)
            elif name == "content" and value.startswith(BASE):
                self.names.append(value)


def serve(files, prefix):
    """A server on loopback that behaves as GitHub Pages does."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet, else each answer waits for an acknowledgement

        def do_GET(self):
            path = unquote(urlsplit(self.path).path)
            name = path.removeprefix(prefix) if path.startswith(prefix) else None
            if name is not None and f"{name}/index.html" in files:
                return self.answer(301, b"", location=f"{path}/")
            name = f"{name}index.html" if name is not None and (not name or name.endswith("/")) else name
            return self.answer(200, files[name]) if name in files else self.answer(404, files["404.html"])

        def answer(self, status, body, location=""):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Not in the tests' output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def crawl(files, prefix):
    """What cannot be reached from the home page and the feeds, each with where it was named; and all pages seen."""
    server = serve(files, prefix)
    connection = HTTPConnection("127.0.0.1", server.server_address[1])
    home = f"http://127.0.0.1{prefix}"
    bodies, wanted, broken = {}, [(home, ""), (f"{home}sitemap.xml", ""), (f"{home}404.html", "")], []
    anchors = []
    while wanted:
        address, source = wanted.pop()
        address, fragment = urldefrag(address)
        fragment = fragment.partition(":~:")[0]  # what follows is for the browser (URL Fragment Text Directives)
        if fragment:
            anchors.append((address, unquote(fragment), source))
        if address in bodies:
            continue
        connection.request("GET", urlsplit(address).path)
        answer = connection.getresponse()
        bodies[address] = body = answer.read()
        if answer.status == 301:
            wanted.append((urljoin(address, answer.getheader("Location")), source))
        elif answer.status != 200:
            broken.append((address, source))
        else:
            named = names_of(address, body, home)
            wanted += [(named_address, address) for named_address in named if named_address.startswith(home[:-1])]
            broken += [(named_address, address) for named_address in named if is_beside(named_address, home)]
    ids = {address: ids_of(body) for address, body in bodies.items()}
    broken += [(f"{address}#{name}", source) for address, name, source in anchors if name not in {*ids[address], "top"}]
    connection.close()
    server.shutdown()
    server.server_close()
    return broken, bodies


def is_beside(address, home):
    """On the site's host, but not below its path."""
    return address.startswith("http://127.0.0.1/") and not address.startswith(home)


def names_of(address, body, home):
    """Whole addresses that a file names; those of the published site are those of the server."""
    text = body.decode("utf-8", "replace")
    if address.endswith(".css"):
        named = re.findall(r"url\(\s*[\"']?([^\"')]+)", text)
    elif address.endswith((".xml", ".json")):
        named = re.findall(re.escape(BASE) + r"[^\s\"<>&]*", text)
    elif b"<html" in body[:200].lower():
        page = _Names()
        page.feed(text)
        named = page.names
    else:
        named = []
    return [urljoin(address, name.replace(BASE, home)) for name in named if not name.startswith("data:")]


def ids_of(body):
    page = _Names()
    if b"<html" in body[:200].lower():
        page.feed(body.decode())
    return page.ids


def test_the_checker_finds_nothing_on_the_example(published):
    assert published[1] == ()


def test_a_crawl_below_a_path_reaches_every_page_and_nothing_is_broken(published):
    """By links alone, from the home page, the sitemap and the error page: every page but old addresses."""
    files, _ = published
    broken, seen = crawl(files, "/name/")
    assert broken == []
    home = "http://127.0.0.1/name/"
    reached = {address.removeprefix(home) for address in seen}
    pages = {path for path, body in files.items() if path.endswith(".html") and b'http-equiv="refresh"' not in body}
    assert {path.removesuffix("index.html") for path in pages} <= reached
    assert {path for path in files if path.endswith((".xml", ".css"))} <= reached


def test_checker_and_crawl_find_what_is_broken():
    """The crawl can fail, and the two agree: a page that is gone, a place that is gone, a picture that is gone."""
    page = b"<!doctype html><html><body>%s</body></html>"
    links = b'<a href="../nope/">x</a><a href="../index.html#nope">y</a><img alt="" src="no.png">'
    files = {"index.html": page % b'<a href="about">x</a>', "about/index.html": page % links, "404.html": page % b""}
    files["sitemap.xml"] = b"<x/>"
    broken, _ = crawl(files, "/name/")
    home = "http://127.0.0.1/name/"
    assert {address for address, _ in broken} == {f"{home}nope/", f"{home}index.html#nope", f"{home}about/no.png"}
    origins = Origins(
        folder=PurePosixPath("site"),
        base_url=BASE,
        body=files.__getitem__,
        source=lambda _: None,
        text=lambda _: "",
    )
    problems = check_site(site_of(files, Surroundings(base_url=BASE)), origins)
    assert sorted(problem.code for problem in problems) == ["broken-anchor", "broken-link", "missing-asset"]
