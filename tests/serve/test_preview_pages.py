"""What the preview shows of a page beside the page itself, and when a browser loads it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from preview import ARTICLE, CALL, Preview
from tornado.websocket import websocket_connect

from digest.cli import run
from digest.serve.preview_bar import editor_link
from digest.serve.preview_pages import same_content


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    return Preview(tmp_path)


def test_drafts_and_articles_of_a_day_to_come_have_a_banner(preview: Preview) -> None:
    """They are shown, and say that they are not published; others say nothing."""
    preview.write("content/2025-W12/draft.md", "---\ntitle: D\ndate: 2025-03-18\ndraft: true\n---\nWords.\n")
    preview.write("content/2099-W02/later.md", "---\ntitle: L\ndate: 2099-01-06\n---\nWords.\n")
    preview.write("content/a/week.md", "---\ntitle: W\ndate: 2025-03-18\nweek: 2099-W03\n---\nWords.\n")

    async def visit() -> None:
        assert "Draft: only this preview shows it." in await preview.text("2025/w12/draft/")
        assert "Its day, 2099-01-06, is still to come." in await preview.text("2099/w02/later/")
        assert "Its day, 2099-01-12, is still to come." in await preview.text("2099/w03/week/")
        assert "digest-banner" not in await preview.text()

    preview.run(visit)


def test_each_page_of_a_file_leads_to_it_in_the_editor(preview: Preview) -> None:
    """Articles, free pages, introductions; at the line where the text begins. Other pages are made of many files."""
    preview.write("content/pages/about.md", "---\ntitle: About\n---\nWords.\n")
    preview.write("content/pages/guide/index.md", "---\ntitle: Guide\n---\nWords.\n")
    preview.write("content/2025-W12/_index.md", "Words of the week.\n")

    async def visit() -> None:
        for address, name, line in (
            ("2025/w12/call/", CALL, 6),
            ("about/", "content/pages/about.md", 4),
            ("guide/", "content/pages/guide/index.md", 4),
            ("2025/w12/", "content/2025-W12/_index.md", 1),
        ):
            assert f'href="vscode://file{preview.folder.as_posix()}/{name}:{line}">Edit<' in await preview.text(address)
        for address in ("", "archive/", "nowhere/"):
            assert "vscode:" not in await preview.text(address)
        preview.write("digest.yml", "editor: obsidian://open?path={path}\n")
        assert f"obsidian://open?path=%2F{preview.folder.name}" not in await preview.text()
        assert "obsidian://open?path=%2F" in await preview.text()

    preview.run(visit)


@pytest.mark.parametrize(
    ("editor", "link"),
    [
        ("vscode://file/{path}:{line}", "vscode://file/home/a%20b/%C3%A9%23%3F%22.md:7"),
        ("obsidian://open?path={path}", "obsidian://open?path=%2Fhome%2Fa%20b%2F%C3%A9%23%3F%22.md"),
        (
            "txmt://open?url=file://{path}&line={line}",
            "txmt://open?url=file://%2Fhome%2Fa%20b%2F%C3%A9%23%3F%22.md&line=7",
        ),
    ],
)
def test_the_path_is_encoded_as_its_place_in_the_address_needs(editor: str, link: str) -> None:
    """So that no name of a file ends the address, or an attribute."""
    assert editor_link(editor, Path('/home/a b/é#?".md'), 7) == link


def test_the_page_of_an_article_that_cannot_be_read_stays(preview: Preview) -> None:
    """With the message above it, and the link to mend it; it cannot be written to, and comes back when it is mended."""

    async def visit() -> None:
        good = await preview.text()
        assert "forty patients" in good
        preview.write(CALL, ARTICLE.replace("title: The trial", "title: [The trial"))
        broken = await preview.until("digest-problems")
        assert "forty patients" in broken
        assert "<h1>The trial</h1>" in broken
        assert "Draft:" not in broken
        assert f"{CALL}:" in broken.partition("digest-problems.css")[2]
        assert ">Edit</a>" in broken
        config = await preview.config()
        assert config["fingerprint"] == ""
        assert (await preview.post({"action": "add", **config, "quote": "ended early"})).code == 409
        preview.write(CALL, ARTICLE.replace("forty", "fifty"))
        assert "fifty patients" in await preview.until("fifty patients", without="digest-problems")

    preview.run(visit)


def test_a_page_whose_file_was_seen_empty_stays_until_the_next_build(preview: Preview) -> None:
    """An editor that empties a file before it writes it takes no page away from who looks at it."""
    name = "2025/w12/call/index.html"

    async def visit() -> None:
        assert "forty patients" in await preview.text()
        (preview.folder / ".digest/serve" / name).unlink()
        assert preview.server.state.page(name) is None
        preview.write(CALL, ARTICLE)
        page = preview.server.state.page(name)
        assert page is not None
        assert "forty patients" in page.html

    preview.run(visit)


def test_a_browser_loads_its_page_again_only_when_that_has_changed(preview: Preview) -> None:
    """It says which page it shows, and which version; what it is told is about that page alone."""
    far = "---\ntitle: Far\ndate: 2025-07-21\nrights: full\n---\nOne thing.\n"
    preview.write("content/2025-W30/far.md", far)

    async def visit() -> None:
        text = await preview.text()
        options = text.partition("/livereload.js?")[2].partition('"')[0].replace("&amp;", "&")
        query = options[options.index("page=") :]
        address = f"{preview.origin.replace('http', 'ws')}/livereload/{preview.server.state.generation}?{query}"
        connection = await websocket_connect(address)
        await connection.write_message('{"command": "hello"}')
        assert json.loads(str(await connection.read_message()))["command"] == "hello"
        preview.write("content/2025-W30/far.md", far.replace("One", "Another"))
        await preview.until("Another thing", "2025/w30/far/")
        sheet = (Path(__file__).parents[2] / "themes/paper/assets/paper.css").read_text()
        preview.write("themes/paper/assets/paper.css", sheet + "\nbody { color: red }\n")
        styles = json.loads(str(await connection.read_message()))
        assert (styles["command"], styles["path"]) == ("reload", "digest-styles")
        assert json.loads(styles["originalPath"])[0] in await preview.text()
        preview.write(CALL, ARTICLE.replace("forty", "fifty"))
        assert json.loads(str(await connection.read_message()))["path"] == "*"
        connection.close()

    preview.run(visit)


def test_versions_tell_a_page_from_its_style_sheets() -> None:
    """Their first part is the page, their second the style sheets."""
    assert same_content("va-b", "va-c")
    assert not same_content("va-b", "vc-b")


@pytest.fixture
def rebuild(tmp_path: Path, monkeypatch):
    """What `digest serve` does at each edit, without the server."""
    import digest.serve

    (tmp_path / "digest.yml").write_text("title: Test\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/call.txt").write_text("A call\n\nMarch 18, 2025\n\nThe methane of the lakes was counted.\n")
    builds = []
    monkeypatch.setattr(digest.serve, "serve", lambda _project, _site, build, **_: builds.append(build))

    def started(*arguments: str):
        assert run(["-C", str(tmp_path), "serve", *arguments]) == 0
        return lambda: builds[-1].whole(frozenset())

    return started


def test_serve_converts_new_sources_unless_it_is_told_not_to(rebuild, tmp_path: Path) -> None:
    """And it builds drafts."""
    rebuild("--no-convert")()
    assert not list(tmp_path.glob("content/*/call*.md"))
    rebuild()()
    assert len(list(tmp_path.glob("content/*/*.md"))) == 1
    (tmp_path / "content/2025-W12").mkdir(exist_ok=True)
    (tmp_path / "content/2025-W12/draft.md").write_text("---\ntitle: D\ndate: 2025-03-18\ndraft: true\n---\nWords.\n")
    rebuild()()
    assert (tmp_path / ".digest/serve/2025/w12/draft/index.html").exists()


def test_a_mistake_in_digest_yml_converts_nothing(rebuild, tmp_path: Path) -> None:
    """Options decide what is written, so that a wrong one may write nothing."""
    (tmp_path / "digest.yml").write_text("title: Test\nannotators: [sumary]\n")
    problems = rebuild()()
    assert any("sumary" in problem.message for problem in problems)
    assert not list(tmp_path.glob("content/*/*.md"))


def test_it_says_how_it_ends(preview: Preview) -> None:
    """Beside its address."""

    async def visit() -> None:
        assert f"serving {preview.server.url}  (Ctrl+C ends it)" in preview.events

    preview.run(visit)
