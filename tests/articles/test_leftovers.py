"""What other programs leave in `content/` is named, and not published."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from digest.articles.library import read_file

DRAWING = "---\nexcalidraw-plugin: parsed\ntags: [excalidraw]\n---\n==⚠  Switch to EXCALIDRAW VIEW in the MORE OPTIONS menu. ⚠==\n"
WRITTEN = "---\ntitle: Ice\n---\nText.\n"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("Untitled.md", "", "is empty"),
        ("Untitled 1.md", "\n \n", "is empty"),
        ("Untitled.md", "---\n---\n", "is empty"),
        ("Untitled.md", "\ufeff---\r\n\r\n---\r\n", "is empty"),
        ("Drawing 2025-03-18.excalidraw.md", DRAWING, "is a drawing of Excalidraw"),
        ("ice.sync-conflict-20250318-103000-ABCDEFG.md", WRITTEN, "is a second version that a program"),
        ("ice (Conflicted copy laptop 202503181030).md", WRITTEN, "is a second version that a program"),
        ("ice (Ann's conflicted copy 2025-03-18).md", WRITTEN, "is a second version that a program"),
    ],
)
def test_a_leftover_is_a_draft_with_a_warning(name: str, text: str, message: str) -> None:
    """It says why, what to do, and is no error: nobody has done anything wrong."""
    path = PurePosixPath("content") / name
    article, (problem,) = read_file(path, text.encode(), topics=())
    assert article.front_matter.draft
    assert problem.message.startswith(message)
    assert problem.message.endswith("and not published")
    assert problem.hint
    assert (problem.severity, problem.location and problem.location.path) == ("warning", path)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("the-conflicted-copy.md", WRITTEN),
        ("untitled.md", WRITTEN),
        ("link-alone.md", "---\ntitle: Only a title\n---\n"),
        ("drawing.md", "---\ntitle: On Excalidraw\ntags: [excalidraw]\n---\nText.\n"),
        ("conflicts.md", "A conflicted copy, and sync-conflict-20250318-, are words.\n"),
    ],
)
def test_what_a_person_wrote_is_no_leftover(name: str, text: str) -> None:
    """However it is called, and however short it is."""
    article, problems = read_file(PurePosixPath("content") / name, text.encode(), topics=())
    assert (article.front_matter.draft, problems) == (False, ())
