"""Links of bodies to files of the project."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

from digest.articles.library import read_file
from digest.errors import Problem
from digest.model.card import Card, Record
from digest.model.rendering import Reference
from digest.plan.linking.broken_links import Published, broken_links
from digest.plan.linking.references import is_media, links_of, media_route, resolve, target_of
from digest.plan.routes import Addresses, Route, permalink

law = settings(deadline=None)

HERE = PurePosixPath("content/2025-W12/call.md")
ROUTES = {
    HERE: Route("article", "2025-W12/call"),
    PurePosixPath("content/2025-W12/talk.md"): Route("article", "2025-W12/talk"),
    PurePosixPath("content/pages/about.md"): Route("page", "about"),
    PurePosixPath("content/ein Löwe.md"): Route("article", "undated/ein-lowe"),
    **{path: media_route(path) for path in map(PurePosixPath, ["content/2025-W12/plan.png", "content/a #1 50%.png"])},
}
PRETTY = Addresses(base_url="", pretty=True)


PERMALINKS = {str(path): permalink(route) for path, route in ROUTES.items()}


def record(body: str) -> Record:
    article, _ = read_file(HERE, f"---\ntitle: T\n---\n{body}".encode(), topics=())
    return Record(
        card=Card(file=str(article.path), slug=article.slug, title="T"),
        text="",
        body_line=article.body_line,
        references=render(article.body).references,
    )


def shown(body: str, addresses: Addresses = PRETTY, prefix: str = "../../../") -> str:
    return resolve(render(body).html, links_of(record(body), PERMALINKS), prefix, addresses)


def broken(body: str) -> list[Problem]:
    return list(broken_links(record(body), Published(files=PERMALINKS, anchors={})))


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("talk.md", "../../../2025/w12/talk/"),
        ("./talk.md", "../../../2025/w12/talk/"),
        ("../2025-W12/talk.md", "../../../2025/w12/talk/"),
        ("../pages/about.md#who", "../../../about/#who"),
        ("../ein%20L%C3%B6we.md", "../../../undated/ein-lowe/"),
        ("<../ein Löwe.md>", "../../../undated/ein-lowe/"),
        ("plan.png", "../../../media/2025-W12/plan.png"),
        ("../a%20%231%2050%25.png", "../../../media/a%20%231%2050%25.png"),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(link: str, address: str) -> None:
    """Relative as in any editor, percent-encoded or not, the fragment kept."""
    assert f'href="{address}"' in shown(f"[here]({link})")
    assert broken(f"[here]({link})") == []


def test_an_image_leads_to_its_copy() -> None:
    """Beside the pages, in the folder of media."""
    assert 'src="../../../media/2025-W12/plan.png"' in shown("![The plan](plan.png)")
    assert str(media_route(PurePosixPath("content/2025-W12/plan.png")).key) == "media/2025-W12/plan.png"


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("a.png", True),
        ("a/B.JPEG", True),
        ("👩\u200d🔬 文.webp", True),
        ("a.svg", True),
        ("a.pdf", True),
        ("a.html", False),
        ("a.js", False),
        ("a.md", False),
        ("a\nb.png", False),
    ],
)
def test_only_files_that_cannot_run_are_published(path: str, published: bool) -> None:
    """What may hold scripts is taken out of an SVG; a name with control characters is valid on no other system, nor in a manifest."""
    assert is_media(PurePosixPath("content", path)) == published


def test_links_follow_the_style_of_the_site_and_the_place_of_the_page() -> None:
    """From disk they name the file; in a feed they begin with the whole address."""
    assert 'href="../../2025/w12/talk/index.html"' in shown(
        "[a](talk.md)", Addresses(base_url="", pretty=False), "../../"
    )
    base = "https://ada.example/"
    assert f'href="{base}2025/w12/talk/#x"' in shown("[a](talk.md#x)", Addresses(base_url=base, pretty=True), base)


def test_a_link_from_the_root_leads_below_the_root() -> None:
    """`/feed.xml` means the site's own feed, wherever the site stands."""
    assert 'href="../../../feed.xml"' in shown("[feed](/feed.xml)")


HOSTILE = [
    "../../etc/passwd",
    "../../../../../../etc/passwd",
    "%2e%2e/%2e%2e/etc/passwd",
    "..%2f..%2fdigest.yml",
    "../../digest.yml",
    "../../content/../digest.yml",
    "..\\..\\digest.yml",
    "talk.md%00.png",
    "talk.md?page=2",
    "missing.md",
    "TALK.md",
    ".",
    "..",
]


@pytest.mark.parametrize("target", HOSTILE)
def test_a_target_that_is_not_published_leads_nowhere(target: str) -> None:
    """Neither out of `content/` nor to what has no page: its words are plain text, and it is reported."""
    html = shown(f"[here]({target}) ![there]({target})")
    assert "digest-file" not in html
    assert "passwd" not in html
    assert "digest.yml" not in html
    assert "href" not in html
    assert "here there" in html
    assert "src=" not in html
    assert len(broken(f"[here]({target})")) == 1


def test_no_path_leads_out_of_content() -> None:
    """Whatever the steps upwards, the file meant lies below `content/` or does not exist."""
    for target in (*HOSTILE, "/etc/passwd", "/content/a.md", "//a", "", "a/../../../b"):
        path = target_of(record(""), Reference(target=target, line=1, image=False))
        assert path is None or (path.is_relative_to("content") and ".." not in path.parts)


@law
@given(
    st.lists(st.sampled_from(["..", ".", "a", "content", "", "%2e%2e", "\\", "é", "2025-W12"]), max_size=8).map(
        "/".join
    )
)
def test_any_target_stays_within_content(target: str) -> None:
    """The law behind it."""
    path = target_of(record(""), Reference(target=target, line=1, image=False))
    assert path is None or (path.parts[0] == "content" and ".." not in path.parts)


def test_a_broken_link_is_reported_with_its_line() -> None:
    """The line of the file, front matter counted."""
    body = "One.\n\nTwo [a](gone.md)\nand ![b](gone.png).\n"
    assert [str(problem) for problem in broken(body)] == [
        (
            'content/2025-W12/call.md:6  the link "gone.md" leads to nothing that is published\n'
            "  name a file of content/, relative to this one"
        ),
        (
            'content/2025-W12/call.md:7  the image "gone.png" leads to nothing that is published\n'
            "  name a file of content/, relative to this one"
        ),
    ]


def test_a_text_that_has_no_page_yet_may_lead_to_its_own_headings() -> None:
    """As the introduction of a week that has no articles."""
    assert list(broken_links(record("[b](#b)\n\n## B\n"), Published(files=(), anchors={}))) == []


def test_links_elsewhere_are_nobody_s_business() -> None:
    """What leads to the web or within the page is not looked up."""
    body = "[a](https://example.org/x.md) [b](#top) <mailto:ann@example.org>\n\n# Top\n"
    assert broken(body) == []
    assert 'href="https://example.org/x.md"' in shown(body)


@pytest.mark.parametrize(
    "name", ["a?b.png", "con.png", "AUX.png", "a:b.png", "dot./x.png", 'q".png', "back\\slash.png"]
)
def test_an_image_whose_name_some_system_cannot_hold_is_not_copied(name: str) -> None:
    """Every path of the site is valid on Windows and macOS too."""
    assert not is_media(PurePosixPath("content/2025-W12") / name)
    assert is_media(PurePosixPath("content/2025-W12/plain name.png"))
