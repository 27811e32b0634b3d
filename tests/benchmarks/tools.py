"""The tools that are compared: how each gets its articles, builds, and forgets what it knew.

All make a page of each article, of each week, topic and source, a home page and a feed of the newest; the layouts in
`sites/` are plain for all but digest, which renders its own theme, searches what is marked, lays notes beside the text
and writes a feed for each topic with its archive. What a tool does less is said beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus import TOPICS, Entry, entries

SITES = Path(__file__).parent / "sites"
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool.

    Attributes:
        name: as its makers write it.
        place: where the file of an article lies in its project.
        text: that file.
        command: what builds the project in the current folder, given the folder with the installed tools.
        output: where the site is written.
        memory: what it keeps between builds.
        install: what installs it into a folder, given that folder; None for what is here already.
        version: what prints its version.
    """

    name: str
    place: Callable[[Entry], str]
    text: Callable[[Entry], str]
    command: Callable[[Path], list[str]]
    output: str
    memory: tuple[str, ...] = ()
    install: Callable[[Path], list[list[str]]] | None = None
    version: Callable[[Path], list[str]] | None = None

    def prepare(self, folder: Path, articles: int) -> None:
        """Write a project of so many articles."""
        site = SITES / self.name
        if site.is_dir():
            shutil.copytree(site, folder)
        for entry in entries(articles):
            self.write(folder, entry)

    def write(self, folder: Path, entry: Entry) -> None:
        """Write one article."""
        path = folder / self.place(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(entry), "utf-8")

    def forget(self, folder: Path) -> None:
        """Remove the site and what is kept between builds."""
        for name in (self.output, *self.memory):
            target = folder / name
            if target.is_dir():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)

    def pages(self, folder: Path) -> int:
        """How many pages of articles were written."""
        return sum(1 for _ in (folder / self.output).rglob("article-*/index.html"))


def _yaml(entry: Entry, **more: object) -> str:
    lines = {"title": entry.title, "date": str(entry.day), "summary": entry.summary, **more}
    head = "".join(f"{key}: {value if key == 'date' else json.dumps(value)}\n" for key, value in lines.items())
    return f"---\n{head}---\n\n{entry.body}"


def _pelican(entry: Entry) -> str:
    return (
        f"Title: {entry.title}\nDate: {entry.day}\nSlug: {entry.slug}\nCategory: {entry.topic}\nTags: {entry.week}\n"
        f"Authors: {entry.source}\nSummary: {entry.summary}\n\n{entry.body}"
    )


def _nikola(entry: Entry) -> str:
    return (
        f"<!--\n.. title: {entry.title}\n.. slug: {entry.slug}\n.. date: {entry.day} 00:00:00 UTC\n"
        f".. category: {entry.topic}\n.. tags: {entry.week}, {entry.source}\n.. description: {entry.summary}\n-->\n\n"
        f"{entry.body}"
    )


def _python(*packages: str) -> Callable[[Path], list[list[str]]]:
    return lambda folder: [
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages],
    ]


def _program(tool: str, *arguments: str) -> Callable[[Path], list[str]]:
    return lambda tools: [str(tools / tool / "bin" / tool), *arguments]


def _eleventy(*arguments: str) -> Callable[[Path], list[str]]:
    return lambda tools: [str(tools / "eleventy" / "node_modules" / ".bin" / "eleventy"), *arguments]


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            name="digest",
            place=lambda entry: f"content/{entry.week}/{entry.slug}.md",
            text=lambda entry: _yaml(entry, source=entry.source, topics=[entry.topic]),
            command=lambda _: [sys.executable, "-m", "digest", "build"],
            output="site",
            memory=(".digest",),
            version=lambda _: [sys.executable, "-m", "digest", "--version"],
        ),
        Tool(
            name="hugo",
            place=lambda entry: f"content/articles/{entry.week}/{entry.slug}.md",
            text=lambda entry: _yaml(
                entry, topic=entry.topic, topics=[entry.topic], sources=[entry.source], weeks=[entry.week]
            ),
            command=_program("hugo", "--quiet"),
            output="public",
            memory=("resources", ".hugo_build.lock"),
            install=_python("hugo"),
            version=_program("hugo", "version"),
        ),
        Tool(
            name="eleventy",
            place=lambda entry: f"content/articles/{entry.week}/{entry.slug}.md",
            text=lambda entry: _yaml(entry, topic=entry.topic, source=entry.source, week=entry.week),
            command=_eleventy("--quiet"),
            output="_site",
            install=lambda folder: [["npm", "install", "--silent", "--prefix", str(folder), "@11ty/eleventy"]],
            version=_eleventy("--version"),
        ),
        Tool(
            name="pelican",
            place=lambda entry: f"content/{entry.week}/{entry.slug}.md",
            text=_pelican,
            command=_program("pelican", "--quiet", "-s", "pelicanconf.py"),
            output="output",
            memory=("cache",),
            install=_python("pelican[markdown]"),
            version=_program("pelican", "--version"),
        ),
        Tool(
            name="nikola",
            place=lambda entry: f"posts/{entry.week}/{entry.slug}.md",
            text=_nikola,
            command=_program("nikola", "build", "-v", "0"),
            output="output",
            memory=("cache", ".doit.db", ".doit.db.db", "state_data.json"),
            install=_python("nikola", "Markdown"),
            version=_program("nikola", "version"),
        ),
        Tool(  # has no taxonomies and no feed: the articles' pages and a home page alone
            name="mkdocs",
            place=lambda entry: f"content/articles/{entry.week}/{entry.slug}.md",
            text=lambda entry: _yaml(entry, topic=entry.topic, source=entry.source, week=entry.week),
            command=_program("mkdocs", "build", "--quiet"),
            output="site",
            install=_python("mkdocs"),
            version=_program("mkdocs", "--version"),
        ),
    )
}


def install(tool: Tool, tools: Path) -> None:
    """Install a tool from its package registry, unless it is there."""
    if tool.install is None or (tools / tool.name).exists():
        return
    for command in tool.install(tools / tool.name):
        subprocess.run(command, check=True)


def version(tool: Tool, tools: Path) -> str:
    """What a tool says of itself."""
    if tool.version is None:
        return ""
    done = subprocess.run(tool.version(tools), check=True, capture_output=True, text=True, env=environment())
    return done.stdout.strip().splitlines()[-1]


def environment() -> dict[str, str]:
    """The environment of every run: this checkout's digest, and no colours."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_COLOR": "1"}


DIGEST_YML = "title: Benchmark\nbase_url: https://example.org/\ntopics:\n" + "".join(
    f"  - name: {topic.title()}\n    slug: {topic}\n" for topic in TOPICS
)
