"""Looks at a page of each kind of sites as a browser does, at three widths, light and dark, and names every fault.

    python tests/benchmarks/looking.py
    python tests/benchmarks/looking.py --sites example,1000
    python tests/benchmarks/looking.py --sites FOLDER     a project, or the folder of a built site

A fault is what axe-core finds (`.ci/run` fetches it into `.tools/`), a layout shift of 0.02 while each font comes 0.2 s
after the one before, 120 KB or more of a first visit without its images (compressed; the search's index does not count),
what the console says, a request that fails or asks another host, and a page wider than its window. The command ends with
1 if there is one. Nothing here is timed: a busy machine finds the same.
"""

from __future__ import annotations

import argparse
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, Page, Response, sync_playwright
from served_sites import ALL, COMPRESSED, pages, served
from tools import REPOSITORY

WAYS: Final = tuple((width, scheme) for width in (390, 1024, 1440) for scheme in ("light", "dark"))
MOST_SHIFT: Final = 0.02
MOST_BYTES: Final = 120_000
FONT_DELAY: Final = 0.2
OBSERVE: Final = """window.shift = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});"""
SETTLED: Final = "document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))"
VIOLATIONS: Final = (
    "axe.run().then(found => found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html)[0]}`))"
)
SIDEWAYS: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(slots=True, kw_only=True)
class Visit:
    """What one visit of a page showed: a layout shift, bytes without images, and faults in words."""

    shift: float = 0.0
    weight: int = 0
    faults: list[str] = field(default_factory=list)


def visit(browser: Browser, axe: str, address: str, way: tuple[int, str], host: str) -> Visit:
    """Look at a page that was never seen before."""
    width, scheme = way
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page, seen, answers = context.new_page(), Visit(), []
    page.add_init_script(OBSERVE)
    page.route("**/*.woff2", lambda route: (time.sleep(FONT_DELAY), route.continue_()))
    listen(page, seen, answers, host)
    page.goto(address)
    page.evaluate(SETTLED)
    seen.weight = sum(weight(answer) for answer in answers)
    seen.shift = page.evaluate("window.shift")
    if (wider := page.evaluate(SIDEWAYS)) > 0:
        seen.faults.append(f"{wider} px wider than the window")
    if seen.shift >= MOST_SHIFT:
        seen.faults.append(f"layout shift {seen.shift:.3f}")
    if seen.weight >= MOST_BYTES:
        seen.faults.append(f"{seen.weight / 1000:.0f} KB at the first visit")
    page.evaluate(axe)
    seen.faults += page.evaluate(VIOLATIONS)
    context.close()
    return seen


def listen(page: Page, seen: Visit, answers: list[Response], host: str) -> None:
    """Collect the answers to requests, and what the console says."""

    def answered(response: Response) -> None:
        answers.append(response)
        if response.status >= 400 and response.request.resource_type != "document":
            seen.faults.append(f"{response.status} {response.url}")
        if not response.url.startswith((host, "data:")):
            seen.faults.append(f"asks {response.url}")

    page.on("response", answered)
    page.on("requestfailed", lambda request: seen.faults.append(f"{request.failure} {request.url}"))
    page.on("console", lambda message: seen.faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: seen.faults.append(f"script: {error}"))


def weight(answer: Response) -> int:
    """The bytes that came, of what is not an image and not the index of the search."""
    path = answer.url.partition("?")[0]
    if "/search/" in path and path.endswith(".js"):
        return 0
    if path.endswith((".woff2", "/", *COMPRESSED)) and not path.endswith(".svg"):
        return int(answer.header_value("content-length") or 0)
    return 0


def look_at(browser: Browser, axe: str, name: str) -> Counter[str]:
    """Print a site's row; gives its faults with the pages that have them."""
    shift, heaviest, visits, faults = (0.0, ""), (0, ""), 0, Counter[str]()
    with served(name) as (site, address):
        kinds = pages(site)
        for kind, path in kinds.items():
            for way in WAYS:
                seen = visit(browser, axe, address + path, way, address)
                visits += 1
                shift = max(shift, (seen.shift, f"{kind}, {way[0]} px"))
                heaviest = max(heaviest, (seen.weight, kind))
                faults.update(f"{kind}: {fault}" for fault in seen.faults)
    row: tuple[Any, ...] = (
        name, len(kinds), visits, sum(faults.values()), f"{shift[0]:.3f} ({shift[1]})",
        f"{heaviest[0] / 1000:.0f} ({heaviest[1]})",
    )  # fmt: skip
    print(f"| {' | '.join(str(cell) for cell in row)} |", flush=True)
    return faults


def main() -> None:
    """Print a row for each site, and its faults below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", default=ALL, help="names and folders, see served_sites.py")
    given, any_fault = parser.parse_args(), False
    axe = max((REPOSITORY / ".tools").glob("axe-*.min.js")).read_text("utf-8")
    print(f"| site | kinds of page | visits | faults | largest layout shift | heaviest KB |\n|{' --- |' * 6}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in given.sites.split(","):
            faults = look_at(browser, axe, name)
            any_fault = any_fault or bool(faults)
            for fault, times in sorted(faults.items()):
                print(f"  {times} of {len(WAYS)}  {fault}", flush=True)
        browser.close()
    raise SystemExit(any_fault)


if __name__ == "__main__":
    main()
