"""A page of each kind of a built site."""

from __future__ import annotations

from pathlib import Path


def page_kinds(site: Path) -> dict[str, Path]:
    """The page of each kind that has most elements, by the class of its body; one that only leads on is of no kind."""
    pages: dict[str, tuple[int, Path]] = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if 'http-equiv="refresh"' not in text:
            kind = text.split('<body class="kind-', 1)[1].split('"', 1)[0]
            pages[kind] = max(pages.get(kind, (0, path)), (text.count("<"), path))
    return {kind: path for kind, (_, path) in sorted(pages.items())}
