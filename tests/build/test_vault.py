"""`content/` as a vault of Obsidian: what Obsidian leaves there is neither published nor in the way."""

from __future__ import annotations

import pytest

DRAWING = "---\nexcalidraw-plugin: parsed\ntags: [excalidraw]\n---\n\n# Text Elements\nKeep out ^abc\n\n%%\n## Drawing\n```compressed-json\nN4Kg\n```\n%%\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

LEFT_BEHIND = {
    ".obsidian/app.json": "{}",
    ".obsidian/workspace.json": '{"main": "Keep out"}',
    ".obsidian/plugins/p/README.md": "# Keep out\n",
    ".trash/Old note.md": "---\ntitle: Keep out\ndate: 2025-03-18\n---\nKeep out.\n",
    ".DS_Store": "\0\0\0\1Bud1",
    "2025-W12/.DS_Store": "\0\0\0\1Bud1",
    "2025-W12/._a.md": "\0\5\26\7",
    "2025-W12/.~lock.a.md#": "Ann",
    "Untitled.md": "",
    "2025-W12/Untitled 1.md": "\n",
    "Untitled.canvas": '{"nodes": [{"text": "Keep out"}], "edges": []}',
    "Untitled.base": "views:\n  - type: table\n    name: Keep out\n",
    "Drawing.excalidraw": '{"type": "excalidraw", "text": "Keep out"}',
    "Drawing 2025-03-18.excalidraw.md": DRAWING,
    "2025-W12/a (Conflicted copy laptop 202503181030).md": "---\ntitle: Keep out\ndate: 2025-03-18\n---\nKeep out.\n",
    "2025-W12/a.sync-conflict-20250318-103000-ABCDEFG.md": "---\ntitle: Keep out\ndate: 2025-03-18\n---\nKeep out.\n",
}


@pytest.fixture
def vault(project):
    """A project whose content was edited in Obsidian."""
    project.article(
        "2025-W12/a.md",
        title="First",
        body="Ice, in [the next](../2025.03%20notes/b.md). ![A dot](../attachments/dot.png)",
    )
    project.article(
        "2025.03 notes/b.md", title="Second", date="2025-03-19", body="Back to [the first](<../2025-W12/a.md>)."
    )
    project.write("content/attachments/dot.png", PIXEL)
    for path, text in LEFT_BEHIND.items():
        project.write(f"content/{path}", text)
    return project


def test_what_obsidian_leaves_behind_is_not_published(vault):
    """No byte of it is on the site, and a build is good all the same."""
    assert vault.digest("build").code == 0
    site = vault.tree("site")
    assert not [path for path, body in site.items() if b"Keep out" in body or b"excalidraw" in body.lower()]
    assert not [path for path in site if path.endswith((".canvas", ".base", ".excalidraw"))]
    assert [path for path in site if path.startswith("2025/w12/") and path.count("/") == 3] == [
        "2025/w12/a/index.html",
        "2025/w12/b/index.html",
    ]


def test_what_a_person_may_not_know_of_is_named(vault):
    """Five files look like articles and are none: a warning each, in the first build and in the next."""
    for _ in range(2):
        result = vault.digest("build")
        assert result.err.count("warning: ") == 5
        assert result.err.count(" is empty, and not published") == 2
        assert result.err.count("is a drawing of Excalidraw, and not published") == 1
        assert result.err.count("is a second version that a program for synchronising made, and not published") == 2


def test_a_link_to_what_is_not_published_is_a_mistake(vault):
    """It would be dead on the site: file, line and link are named."""
    vault.article("2025-W12/c.md", title="Third", body="See [the map](../Untitled.canvas) and [this](../Untitled.md).")
    result = vault.digest("build")
    assert result.code == 1
    for name in ("../Untitled.canvas", "../Untitled.md"):
        assert f'content/2025-W12/c.md:6  the link "{name}" leads to nothing that is published' in result.err


def test_an_empty_note_that_is_filled_is_published(vault):
    """The warning goes with its cause."""
    vault.write("content/Untitled.md", "---\ntitle: Third\ndate: 2025-03-18\n---\nText.\n")
    assert vault.digest("build").err.count("is empty, and not published") == 1
    assert "2025/w12/untitled/index.html" in vault.tree("site")


def test_links_and_images_of_a_vault_are_those_of_the_site(vault):
    """Relative to the file, as Obsidian writes them with the settings of a new project, spaces as %20."""
    vault.digest("build")
    site = vault.tree("site")
    first, second = (site[f"2025/w12/{name}/index.html"].decode() for name in "ab")
    assert '2025/w12/b/index.html">the next</a>' in first
    assert '2025/w12/a/index.html">the first</a>' in second
    (image,) = [path for path in site if path.endswith(".png")]
    assert image in first


def test_convert_passes_them_by(vault):
    """It neither reads nor counts them as articles that were made of a source, and changes none."""
    before = vault.tree("content")
    vault.write("seeds/a.txt", "Late ice\n\nThe methane of the lakes was counted for nine years.\n")
    assert vault.digest("convert").code == 0
    after = vault.tree("content")
    assert {path: after[path] for path in before} == before
