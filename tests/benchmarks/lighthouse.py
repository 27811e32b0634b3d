"""Runs Lighthouse (mobile) on the home, a week, an article with notes and a topic of sites (`served_sites.py`).

    python tests/benchmarks/lighthouse.py
    python tests/benchmarks/lighthouse.py --lighthouse node_modules/.bin/lighthouse --runs 5 --sites example,1000,ar

Scores are medians of the runs. Those of
performance come from Lighthouse's simulated throttling, a slow phone and a slow network that are computed from what
was observed, so that a busy machine still adds noise: look at the median, and at the metrics beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from served_sites import ALL, noted, pages, served

CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
METRICS: Final = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def report(lighthouse: Sequence[str], address: str) -> dict[str, object]:
    """What Lighthouse says of a page."""
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [*lighthouse, address, "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
    environment = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"Lighthouse ended with {done.returncode}: {done.stderr.strip()}")
    found: dict[str, object] = json.loads(done.stdout)
    return found


def faults(found: dict) -> list[str]:
    """The audits that cost points, but for measured times."""
    counted = [item for name in CATEGORIES[1:] for item in found["categories"][name]["auditRefs"] if item["weight"]]
    audits = (found["audits"][item["id"]] for item in counted)
    return [f"{audit['id']}: {audit['title']}" for audit in audits if audit["score"] not in {None, 1}]


def looked_at(site: Path) -> dict[str, str]:
    """The address below the base path of each page to look at."""
    kinds = pages(site)
    return {"home": "", "week": kinds["week"], "article with notes": noted(site), "topic": kinds["topic"]}


def main() -> None:
    """Print a row for each page, and below it what costs points."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lighthouse", default="npx --yes lighthouse@13", help="the command to run")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sites", default=ALL, help="names and folders, see served_sites.py")
    parser.add_argument("--keep", type=Path, help="a folder for the whole reports")
    given = parser.parse_args()
    print(f"| page | {' | '.join((*CATEGORIES, *METRICS))} |\n|{' --- |' * 9}")
    for name in given.sites.split(","):
        with served(name) as (site, address):
            for page, path in looked_at(site).items():
                found = [report(shlex.split(given.lighthouse), address + path) for _ in range(given.runs)]
                print_row(f"{name}, {page}", found)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{Path(name).name}, {page}.json").write_text(json.dumps(found[-1]), "utf-8")


def print_row(name: str, found: Sequence[dict]) -> None:
    """Print the medians of several reports of a page, and what cost points in any."""
    scores = [[round(one["categories"][key]["score"] * 100) for one in found] for key in CATEGORIES]
    metrics = [[one["audits"][key]["numericValue"] for one in found] for key in METRICS]
    middle = [f"{statistics.median(values):.0f}" for values in scores]
    middle += [f"{statistics.median(values):.4g}" for values in metrics]
    print(f"| {name} | {' | '.join(middle)} |", flush=True)
    for fault in sorted({fault for one in found for fault in faults(one)}):
        print(f"  {fault}", flush=True)


if __name__ == "__main__":
    main()
