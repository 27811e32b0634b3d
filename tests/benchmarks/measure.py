"""Times whole commands on generated projects: medians of several runs, the tools taking turns within each run.

    python tests/benchmarks/measure.py --articles 1000 --runs 5
    python tests/benchmarks/measure.py --articles 10000 --runs 3 --peers hugo,eleventy --tools ~/.cache/digest-peers
    python tests/benchmarks/measure.py --scale 10000,100000
    python tests/benchmarks/measure.py --articles 10000 --profile

Wall and processor seconds are of the command with all it started; memory is that of the largest single process. Peers
are installed from their package registries into the folder of tools when they are not there.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import NEWEST, entry
from tools import DIGEST_YML, TOOLS, Tool, environment, install, version


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall and processor seconds, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


def edit_body(tool: Tool, folder: Path) -> None:
    """Write a sentence more into the newest article."""
    path = folder / tool.place(entry(0, NEWEST))
    path.write_text(path.read_text("utf-8") + f"\nEdited at {time.monotonic_ns()}.\n", "utf-8")


def edit_title(tool: Tool, folder: Path) -> None:
    """Give the newest article another title."""
    path = folder / tool.place(entry(0, NEWEST))
    head, _, rest = path.read_text("utf-8").partition('title: "')
    path.write_text(f'{head}title: "{time.monotonic_ns()} {rest.partition(" ")[2]}', "utf-8")


def add_article(tool: Tool, folder: Path) -> None:
    """Write one more article of the newest week."""
    tool.write(folder, entry(10**8 + time.monotonic_ns() % 10**8, NEWEST))


def edit_template(_tool: Tool, folder: Path) -> None:
    """Replace a template that every page includes."""
    source = Path(__file__).resolve().parents[2] / "themes" / "paper" / "_macros.html"
    target = folder / "themes" / "paper" / "_macros.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source.read_text("utf-8") + f"{{# {time.monotonic_ns()} #}}\n", "utf-8")


KINDS: dict[str, Callable[[Tool, Path], None]] = {
    "cold": lambda tool, folder: tool.forget(folder),
    "unchanged": lambda _tool, _folder: None,
    "body": edit_body,
    "title": edit_title,
    "article": add_article,
    "template": edit_template,
}
"""What happens before each build. Only digest does those after the third."""

NAMES = {
    "cold": "cold", "unchanged": "nothing changed", "body": "one body edited", "title": "one title edited",
    "article": "one article added", "template": "a template that all pages include edited",
}  # fmt: skip
FOR_PEERS = ("cold", "unchanged", "body")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default="", help="hugo,eleventy,pelican,nikola,mkdocs")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--tools", type=Path, default=Path(tempfile.gettempdir()) / "digest-peers")
    parser.add_argument("--scale", default="", help="sizes, to compare the time per article")
    parser.add_argument("--profile", action="store_true", help="where the time of one process goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digest-benchmark-") as folder:
        if options.scale:
            scale(Path(folder), [int(size) for size in options.scale.split(",")])
        elif options.profile:
            profile(Path(folder), options.articles)
        else:
            peers = [TOOLS[name] for name in options.peers.split(",") if name]
            compare(Path(folder), options.articles, options.runs, peers, options.kinds.split(","), options.tools)


def compare(
    folder: Path, articles: int, runs: int, peers: Sequence[Tool], kinds: Sequence[str], tools: Path
) -> dict[tuple[str, str], list[Run]]:
    """Print a table for each kind of build; gives every run by kind and tool."""
    every = [TOOLS["digest"], *peers]
    for tool in every:
        install(tool, tools)
        prepare(tool, folder / tool.name, articles)
    print(f"{articles:,} articles, median of {runs} runs, {os.cpu_count()} cores")
    print("; ".join(f"{tool.name}: {version(tool, tools)}" for tool in every), flush=True)
    found: dict[tuple[str, str], list[Run]] = {}
    for kind in kinds:
        taking_part = [tool for tool in every if tool.name == "digest" or kind in FOR_PEERS]
        for _ in range(runs):
            for tool in taking_part:
                KINDS[kind](tool, folder / tool.name)
                found.setdefault((kind, tool.name), []).append(build(tool, folder / tool.name, tools))
                check(tool, folder / tool.name, articles)
    report(found, kinds, every)
    return found


def prepare(tool: Tool, folder: Path, articles: int) -> None:
    """Write a tool's project."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    tool.prepare(folder, articles)
    if tool.name == "digest":
        (folder / "digest.yml").write_text(DIGEST_YML, "utf-8")


def build(tool: Tool, folder: Path, tools: Path) -> Run:
    """Run a tool's build once."""
    start = time.perf_counter()
    process = subprocess.Popen(
        tool.command(tools), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stderr is not None
    words = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{tool.name} ended with {process.returncode}: {words.decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def check(tool: Tool, folder: Path, articles: int) -> None:
    """Stop where a tool has not written a page of each article."""
    pages = tool.pages(folder)
    if pages < articles:
        sys.exit(f"{tool.name} wrote {pages} pages of {articles} articles")


def report(found: dict[tuple[str, str], list[Run]], kinds: Sequence[str], every: Sequence[Tool]) -> None:
    """Print the medians, and how many times digest's wall time each tool took."""
    for kind in kinds:
        print(f"\n{NAMES[kind]}\n\n| tool | wall s | times digest | processor s | peak MiB |")
        print("| --- | --- | --- | --- | --- |")
        ours = statistics.median(run.wall for run in found[kind, "digest"])
        for tool in every:
            if (kind, tool.name) in found:
                runs = found[kind, tool.name]
                wall, cpu, memory = (statistics.median(getattr(run, key) for run in runs) for key in Run.__slots__)
                print(f"| {tool.name} | {wall:.2f} | {wall / ours:.2f} | {cpu:.2f} | {memory:.0f} |", flush=True)


def scale(folder: Path, sizes: Sequence[int]) -> None:
    """Print what a cold build of each size takes for one article."""
    print("| articles | cold wall s | ms an article | peak MiB of the largest process |\n| --- | --- | --- | --- |")
    for size in sizes:
        project = folder / str(size)
        prepare(TOOLS["digest"], project, size)
        run = build(TOOLS["digest"], project, folder)
        check(TOOLS["digest"], project, size)
        print(f"| {size:,} | {run.wall:.1f} | {1000 * run.wall / size:.2f} | {run.memory:.0f} |", flush=True)


def profile(folder: Path, articles: int) -> None:
    """Print where the time of a cold build, and of one after an edit, goes within one process."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from digest.cli import run

    project = folder / "digest"
    prepare(TOOLS["digest"], project, articles)
    for kind in ("cold", "body"):
        KINDS[kind](TOOLS["digest"], project)
        profiler = cProfile.Profile()
        profiler.runcall(run, ["-C", str(project), "build", "--jobs", "1"])
        words = io.StringIO()
        stats = pstats.Stats(profiler, stream=words).sort_stats("cumulative")
        stats.print_stats(r"digest/(build|content|incremental|plan|theme)/", 25)
        print(f"{NAMES[kind]}, {articles:,} articles\n")
        for line in words.getvalue().splitlines():
            if line.strip() and line.split()[0].replace("/", "").isdigit() and ".py" in line:
                count, _, _, total, _, where = line.split(None, 5)
                print(f"{float(total):8.2f} s {count:>12}  {where.rpartition('digest/')[2]}")
        print()


if __name__ == "__main__":
    main()
