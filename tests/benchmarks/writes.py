"""What the write side of the preview costs: processor time of a note, of a decision of the review page, and of its cards.

    python tests/benchmarks/writes.py --articles 1000

Requests are answered in this process, as `digest serve` answers them in a thread, without a browser and without the
build that follows; `reload.py` times the whole way to the page. Processor time hardly depends on what else runs.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from corpus import Entry, entries
from measure import prepare
from tools import TOOLS

from digest.model.fingerprint import fingerprint
from digest.serve.annotation_requests import respond
from digest.serve.preview_pages import PreviewPages
from digest.serve.week_review import WeekReviews

TODAY = date(2026, 1, 3)
"""In the last week of the corpus."""

EDITS = 30


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-writes-") as name:
        folder = Path(name) / "digest"
        prepare(TOOLS["digest"], folder, options.articles)
        time.sleep(3)  # files that were written just now are read again each time
        pages = PreviewPages(folder, folder, lambda: TODAY)
        chosen = list(entries(options.articles))[:EDITS]
        report(
            "a note, to its file", [processor_time(lambda entry=entry: note(pages, folder, entry)) for entry in chosen]
        )
        reviews = WeekReviews(folder, pages.writer, pages.config, lambda: (), pages.today)
        report("the review page at first", [processor_time(lambda: reviews.page(""))])
        cards = re.findall(r'data-path="([^"]+)" data-seen="([^"]+)"', reviews.page("")[1])
        report("a comment on a card", [processor_time(lambda card=card: comment(reviews, *card)) for card in cards])
        shown = {path: fingerprint((folder / path).read_bytes())[:16] for path, _ in cards}
        report("cards that changed, after a build", [processor_time(lambda: update(reviews, shown)) for _ in range(5)])


def processor_time(step: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    began = time.process_time()
    step()
    return (time.process_time() - began) * 1000


def note(pages: PreviewPages, folder: Path, entry: Entry) -> None:
    """Write a note on the first words of the last paragraph."""
    path = TOOLS["digest"].place(entry)
    body = (folder / path).read_bytes()
    paragraph = [text for text in body.decode().split("\n\n") if re.match(r"[A-Z]", text) and "==" not in text][-1]
    quote, suffix = paragraph[:12], paragraph[12:44]
    seen = {"path": str(path), "fingerprint": fingerprint(body)}
    answer = respond(pages.writer, {"action": "add", **seen, "quote": quote, "suffix": suffix, "note": "#why Why?"})
    assert answer[0] == 200, answer


def comment(reviews: WeekReviews, path: str, seen: str) -> None:
    """Write a comment."""
    request = {"action": "set", "path": path, "fingerprint": seen, "name": "comment", "value": "Why it matters."}
    answer = reviews.respond({"week": "2026-W01", **request})
    assert answer[0] == 200, answer


def update(reviews: WeekReviews, shown: dict[str, str]) -> None:
    """Ask for the cards that changed, as the page does after each build."""
    answer = reviews.respond({"week": "2026-W01", "action": "cards", "shown": shown})
    assert answer[0] == 200, answer


def report(what: str, times: Sequence[float]) -> None:
    """A row of the table."""
    print(f"| {what} | {statistics.median(times):.1f} | {max(times):.1f} |")


if __name__ == "__main__":
    main()
