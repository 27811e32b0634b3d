"""axe-core finds nothing on any kind of page.

`make test` looks at each kind once, in one of six ways (three widths, light and dark), so that all ways are tried.
DIGEST_AXE=all looks at every kind in every way.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from page_kinds import page_kinds
from static_server import served

REPOSITORY = Path(__file__).resolve().parents[2]
WAYS = tuple((width, scheme) for width in (390, 1440, 1024) for scheme in ("light", "dark"))
VIOLATIONS = "axe.run().then(found => found.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"


@pytest.fixture(scope="module")
def axe(need):
    """The program."""
    scripts = sorted((REPOSITORY / ".tools").glob("axe-*.min.js"))
    need(scripts, "axe-core")
    return scripts[-1].read_text("utf-8")


def _addresses(address, site):
    """Where a server has a page of each kind: opened from disk, the one for addresses that lead nowhere has no style."""
    return {kind: address + path.relative_to(site).as_posix() for kind, path in page_kinds(site).items()}


def _violations(axe, browser, addresses, share):
    """What axe finds on pages, by kind and way; in each way only one page in so many, unless all are asked for."""
    step = 1 if os.environ.get("DIGEST_AXE") == "all" else share
    found = {}
    for number, (width, scheme) in enumerate(WAYS):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
        )
        page = context.new_page()
        for kind, address in list(addresses.items())[number % step :: step]:
            page.goto(address)
            page.evaluate(axe)
            if violations := page.evaluate(VIOLATIONS):
                found[kind, width, scheme] = violations
        context.close()
    return found


def test_axe_finds_nothing(example_site, browser, axe, address):
    kinds = _addresses(address, example_site)
    assert {"home", "week", "article", "topic", "source", "archive", "highlights", "timeline"} <= set(kinds)
    assert not _violations(axe, browser, kinds, len(WAYS))


def test_axe_finds_nothing_in_any_script(scripts, browser, axe):
    """Arabic, Japanese and German: where not all is asked for, an article or a week in each way."""
    with ExitStack() as servers:
        found = [
            (kind not in {"article", "week"}, f"{kind} {language}", address)
            for language, project in scripts.items()
            for kind, address in _addresses(servers.enter_context(served(project / "site")), project / "site").items()
        ]
        kinds = {name: address for _, name, address in sorted(found)}
        assert len(kinds) > 30
        assert not _violations(axe, browser, kinds, len(kinds))
