"""axe-core finds nothing on any kind of page.

`make test` looks at each kind once, in one of six ways (three widths, light and dark), so that all ways are tried.
DIGEST_AXE=all looks at every kind in every way.
"""

from __future__ import annotations

import os
from pathlib import Path

from page_kinds import page_kinds

REPOSITORY = Path(__file__).resolve().parents[2]
WAYS = tuple((width, scheme) for width in (390, 1440, 1024) for scheme in ("light", "dark"))
VIOLATIONS = "axe.run().then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"


def test_axe_finds_nothing(example_site, browser, need):
    scripts = sorted((REPOSITORY / ".tools").glob("axe-*.min.js"))
    need(scripts, "axe-core")
    axe = scripts[-1].read_text("utf-8")
    kinds = page_kinds(example_site)
    assert {"home", "week", "article", "topic", "source", "archive", "highlights", "timeline"} <= set(kinds)
    everything = os.environ.get("DIGEST_AXE") == "all"
    found = {}
    for number, (width, scheme) in enumerate(WAYS):
        chosen = list(kinds.items()) if everything else list(kinds.items())[number :: len(WAYS)]
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
        )
        page = context.new_page()
        for kind, path in chosen:
            page.goto(path.as_uri())
            page.evaluate(axe)
            if violations := page.evaluate(VIOLATIONS):
                found[kind, width, scheme] = violations
        context.close()
    assert not found
