"""`digest convert --images`: images beside the articles, from the page's own files and from the web."""

from __future__ import annotations

import base64
import socket
import struct
import threading
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from digest.convert.images import fetching, storing
from digest.convert.images.fetching import fetch
from digest.convert.images.storing import image_suffix
from digest.markdown.image_links import image_addresses, with_image_addresses


def png(shade=0):
    """The smallest whole PNG of a shade."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


GIF = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TEXT = "The methane of the lakes was counted for nine years, in lake one, and nobody had counted it there before. "
PAGE = """<html><head><title>A lake and its ice</title>{head}</head><body><article><h1>A lake and its ice</h1>
<p>{text}</p>{images}<p>{text}</p></article></body></html>"""


class Server(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self):
        self.asked.append(self.path)
        name = self.path.partition("?")[0]
        if name in {"/file.png", "/ftp.png", "/loop.png", "/hop.png"}:
            self.send_response(302)
            places = {
                "/file.png": "file:///etc/hostname",
                "/ftp.png": "ftp://127.0.0.1/x.png",
                "/loop.png": "/loop.png",
                "/hop.png": "/one.png",
            }
            self.send_header("Location", places[name])
            self.end_headers()
            return
        body = {
            "/one.png": png(1), "/two.gif": GIF, "/a%20b.png": png(2), "/drawing.png": SVG, "/page.png": b"<html>",
            "/huge.png": png() + b"\0" * 4_000_000,
        }.get(name)  # fmt: skip
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        with suppress(OSError):  # who does not want all of it goes away
            self.wfile.write(body or b"")

    def log_message(self, *_):
        pass


@pytest.fixture
def web():
    Server.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def page(*addresses, head=""):
    shown = "".join(f'<p>{TEXT}</p><img src="{address}" alt="An image {at}">' for at, address in enumerate(addresses))
    return PAGE.format(text=TEXT * 2, images=shown, head=head)


def article(project):
    [path] = [path for path in project.tree("content") if path.endswith(".md")]
    return project.read(f"content/{path}")


def stored(project):
    return {path.rpartition("/")[2]: body for path, body in project.tree("content").items() if "/images/" in path}


def test_images_of_the_web_are_stored_beside_the_article_and_published(project, web):
    """By the fingerprint of their bytes, once each; the site shows the copy."""
    project.write("seeds/a.html", page(f"{web}/one.png", f"{web}/two.gif?size=2", f"{web}/a%20b.png", f"{web}/hop.png"))
    result = project.digest("convert", "--images")
    assert (result.code, result.err) == (0, "")
    assert sorted(stored(project).values()) == sorted([png(1), GIF, png(2)])
    assert web not in article(project).partition("\n---\n")[2]
    assert article(project).count("](images/") == 4
    assert project.digest("build").code == 0
    assert sum(path.startswith("media/") for path in project.tree("site")) == 3


def test_images_stay_links_unless_stored_ones_are_asked_for(project, web):
    """Without the option nothing is fetched; with it later, articles that nobody edited get theirs; then it stays so."""
    project.write("seeds/a.html", page(f"{web}/one.png"))
    project.digest("convert")
    assert f"![An image 0]({web}/one.png)" in article(project)
    assert Server.asked == []
    project.digest("convert", "--images")
    assert Server.asked == ["/one.png"]
    before = project.tree("content")
    for options in ((), ("--images",), ()):
        assert project.digest("convert", *options).code == 0
        assert project.tree("content") == before
    assert Server.asked == ["/one.png"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.png", "404"),
        ("drawing.png", "it is not a PNG, JPEG, GIF, WebP or AVIF"),
        ("page.png", "it is not a PNG, JPEG, GIF, WebP or AVIF"),
        ("file.png", ""),
        ("ftp.png", ""),
        ("loop.png", ""),
        ("huge.png", "larger than 1 MiB"),
    ],
)
def test_what_cannot_be_had_stays_a_link_and_is_named(project, web, monkeypatch, name, reason):
    """File, address, reason; the other images are stored, the next run tries again."""
    monkeypatch.setattr(fetching, "LARGEST_IMAGE", 2**20)
    project.write("seeds/a.html", page(f"{web}/{name}", f"{web}/one.png"))
    for _ in range(2):
        result = project.digest("convert", "--images")
        assert result.code == 0
        assert result.err.startswith(f"seeds/a.html  warning: the image {web}/{name} is not stored: {reason}")
        assert f"![An image 0]({web}/{name})" in article(project)
        assert list(stored(project).values()) == [png(1)]
    assert Server.asked.count("/one.png") == 2


def test_without_a_network_all_else_is_done(project):
    """A closed port: warnings, articles, exit code 0."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/x.png"
    project.write("seeds/a.html", page(address))
    project.write("seeds/b.txt", f"Another lake\n\n{TEXT}\n")
    result = project.digest("convert", "--images")
    assert result.code == 0
    assert f"the image {address} is not stored" in result.err
    assert len([path for path in project.tree("content") if path.endswith(".md")]) == 2


@pytest.mark.parametrize("head", ["", '<link rel="canonical" href="https://lakes.example/2025/ice.html">'])
def test_files_that_a_page_came_with_are_copied(project, head):
    """Whether or not the page says where it stood; its companions are no sources of their own."""
    project.write("seeds/A lake.html", page("./A%20lake_files/plan%201.png", "A lake_files/x.gif", head=head))
    project.write("seeds/A lake_files/plan 1.png", png(3))
    project.write("seeds/A lake_files/x.gif", GIF)
    project.write("seeds/A lake_files/frame.html", page())
    project.write("seeds/A lake_files/style.css", "p {}")
    result = project.digest("convert", "--images")
    assert (result.code, result.err) == (0, "")
    assert sorted(stored(project).values()) == sorted([png(3), GIF])
    assert article(project).count("](images/") == 2
    assert project.digest("build").code == 0


def test_an_image_that_a_build_publishes_is_stored(project):
    """There is one limit for both."""
    large = png() + bytes(21 * 2**20)
    project.write("seeds/a.html", page("large.png"))
    project.write("seeds/large.png", large)
    assert "large.png is not stored" not in project.digest("convert", "--images").err
    assert list(stored(project).values()) == [large]


def test_images_of_notes_are_copied(project):
    """A clipped note with its attachments, whatever the way its links are written; code is not touched."""
    project.write(
        "seeds/notes/n.md",
        '# A lake\n\nSee ![a [plan]](att/a%20b.png "Plan") and ![two](<att/a b.png>).\n\n```\n![a](att/a%20b.png)\n```\n',
    )
    project.write("seeds/notes/att/a b.png", png(4))
    project.digest("convert", "--images")
    text = article(project)
    assert list(stored(project).values()) == [png(4)]
    assert "(images/" in text
    assert "![two](images/" in text
    assert "```\n![a](att/a%20b.png)\n```" in text


@pytest.mark.parametrize(
    "target",
    [
        "../secret.png",
        "../seeds/../secret.png",
        "/etc/x.png",
        "link.png",
        "folder/secret.png",
        "%2e%2e/secret.png",
        "text.png",
        "file:///etc/hostname",
        "x\0y.png",
    ],
)
def test_nothing_from_elsewhere_is_copied(project, target):
    """Not above the page's folder, not through a link, not what is no image."""
    project.write("secret.png", png(9))
    project.write("seeds/in/text.png", "no image")
    for suffix, text in ((".md", f"# A lake\n\nSee ![it](<{target}>).\n"), (".html", page(target))):
        project.write(f"seeds/in/a{suffix}", text)
    (project.folder / "seeds/in/link.png").symlink_to(project.folder / "secret.png")
    (project.folder / "seeds/in/folder").symlink_to(project.folder)
    result = project.digest("convert", "--images")
    assert "Traceback" not in result.err
    assert stored(project) == {}
    assert "stored.invalid" not in "".join(body.decode() for body in project.tree("content").values())


def test_an_image_that_a_person_changed_is_left(project, web):
    """Its name is there already: nothing is written over."""
    project.write("seeds/a.html", page(f"{web}/one.png"))
    project.digest("convert", "--images")
    [name] = stored(project)
    [path] = [path for path in project.tree("content") if path.endswith(name)]
    project.write(f"content/{path}", b"mine")
    project.write("seeds/a.html", page(f"{web}/one.png") + "<!-- -->")
    project.digest("convert", "--images")
    assert stored(project) == {name: b"mine"}


def test_one_worker_stores_the_same_as_many(project, web):
    """Articles that share an image share the file."""
    for number in range(12):
        project.write(
            f"seeds/{number:02}.html", page(f"{web}/one.png", f"{web}/two.gif").replace("A lake", f"Lake {number}")
        )
    trees = []
    for jobs in ("1", "3"):
        for path in project.tree("content"):
            (project.folder / "content" / path).unlink()
        assert project.digest("convert", "--images", "--jobs", jobs).code == 0
        trees.append(project.tree("content"))
    assert trees[0] == trees[1]
    assert len(stored(project)) == 2
    assert not (project.folder / ".digest/cache/fetched").exists()


def test_the_images_of_one_article_are_limited(project, web, monkeypatch):
    """In number and in time."""
    monkeypatch.setattr(storing, "MOST", 1)
    project.write("seeds/a.html", page(f"{web}/one.png", f"{web}/two.gif"))
    result = project.digest("convert", "--images")
    assert "only 1 of an article are stored" in result.err
    monkeypatch.setattr(storing, "MOST", 9)
    monkeypatch.setattr(storing, "BUDGET", 0.0)
    assert "took more than 0 seconds" in project.digest("convert", "--images").err


def test_a_server_that_never_ends_is_given_up(monkeypatch):
    """A byte now and then does not hold up a run."""
    monkeypatch.setattr(fetching, "DEADLINE", 0.3)
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip():
        connection, _ = listening.accept()
        connection.recv(5000)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not done.wait(0.05):
            connection.sendall(b"x")
        connection.close()

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        found = fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/x.png")
    finally:
        done.set()
        thread.join()
        listening.close()
    assert found == "its server takes too long"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "ftp://a.example/x.png",
        "data:image/png;base64,AAAA",
        "gopher://a/",
        "http://[::1",
        "http://a b/",
        "https://",
    ],
)
def test_only_the_web_is_asked(address):
    """Anything else is refused in words."""
    assert isinstance(fetch(address), str)


def test_an_image_is_known_by_its_first_bytes():
    """Not by its name, nor by half a signature."""
    assert (image_suffix(png()), image_suffix(GIF)) == (".png", ".gif")
    assert image_suffix(b"\0\0\0\x20ftypavif" + b"\0" * 20) == ".avif"
    for body in (b"", SVG, b"GIF", b"\x89PNG", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEB", b"<html>", png()[1:]):
        assert image_suffix(body) is None


def test_addresses_are_changed_where_images_are_and_nowhere_else():
    """Escapes, titles, images within links, tables; not links, code or text that only looks so."""
    body = "![a](x.png) [b](x.png) `![a](x.png)` [![c](<x.png> 't')](y)\n\n| ![d](x.png) |\n| --- |\n| \\![e](x.png) |\n\n    ![f](x.png)\n"
    assert image_addresses(body) == ("x.png",)
    changed = with_image_addresses(body, {"x.png": "new.png"})
    assert changed.startswith("![a](new.png) [b](x.png) ")
    assert "[![c](new.png 't')](y)" in changed
    assert "| ![d](new.png) |" in changed
    assert changed.endswith("    ![f](x.png)\n")
    assert with_image_addresses(body, {}) == body
