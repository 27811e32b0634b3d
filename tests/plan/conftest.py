"""A small site."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """A site with something of everything: two weeks, an undated article, an introduction, free pages, an image."""
    return {
        "2025-W12/_index.md": "---\ntitle: A quiet week\n---\nRead [the call](call.md) first.\n",
        "2025-W12/call.md": (
            "---\ntitle: The call\ndate: 2025-03-18\ntopics: [energy, climate]\nsource: Daily <News> & Co\n"
            "source_url: https://www.example.org/call\nauthors: [Ann Lee]\nsummary: What was said.\n"
            "key_points:\n  - Gas was named.\n---\nIt was long. ==Gas was named.==[^a1] See ![plan](plan.png).\n\n"
            "[^a1]: @ann: Really?\n"
        ),
        "2025-W12/talk.md": "---\ntitle: A talk\ndate: 2025-03-17\ntopics: [climate]\n---\nShort.\n",
        "2025-W11/old.md": "---\ntitle: Old news\ndate: 2025-03-16\n---\nBack to [the call](../2025-W12/call.md#a1).\n",
        "someday.md": "---\ntitle: Someday\nsource: Daily <News> & Co\n---\nNo date.\n",
        "topics/energy.md": "---\ntitle: Energy\n---\nOn [a talk](../2025-W12/talk.md).\n",
        "pages/about.md": "---\ntitle: About\n---\nSee [the guide](guide/index.md).\n",
        "pages/guide/index.md": "---\ntitle: Guide\n---\nStart.\n",
        "pages/guide/second.md": "---\ntitle: Second\norder: 2\n---\nMore.\n",
        "pages/guide/first.md": "---\ntitle: First\norder: 1\n---\nMore.\n",
    }
