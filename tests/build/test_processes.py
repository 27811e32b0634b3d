"""One process or several, forked or started anew: the same bytes. And a plan that writes nothing."""

from __future__ import annotations

import os

import pytest

from digest.build import Options, Selection, build, plan_site
from digest.cache.workers import WORTH_A_POOL
from digest.config import parse_config


@pytest.fixture
def site(project):
    """A site of enough pages to be worth several processes, with something of everything."""
    for number in range(WORTH_A_POOL):
        project.article(
            f"n{number:02}.md",
            title=f"Note {number}",
            date=f"2025-0{1 + number % 4}-{1 + number % 28:02}",
            topics="[climate, health]" if number % 3 else "[]",
            source=f"Source {number % 3}",
            body=f"It ==fell=={number}[^a1]. See [it](n00.md).\n\n[^a1]: @ann #tag: See [[n01]].",
        )
    project.write("content/2025-W12/_index.md", "---\ntitle: The middle week\n---\nRead [one](../n01.md).\n")
    project.write("content/pages/about.md", "# About\n\nWe read.\n")
    return project


def built(site, output: str, *, jobs: int, cache: bool = True) -> dict[str, bytes]:
    config, _ = parse_config(site.read("digest.yml"))
    build(site.folder, config, Options(output=site.folder / output, jobs=jobs, cache=cache))
    return site.tree(output)


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_write_the_bytes_of_one(site, monkeypatch, method, cache):
    """Pages, feeds and images travel as what they are made from; texts are read where they are needed."""
    here = built(site, "one", jobs=1, cache=cache)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: [method])
    monkeypatch.setattr("digest.cache.workers.WORTH_SPAWNING", WORTH_A_POOL)
    monkeypatch.setattr("digest.theme.theme.Theme.render", in_another_process(os.getpid()))
    assert built(site, "two", jobs=2, cache=cache) == here


def in_another_process(parent: int):
    """A rendering that fails in this process, to show that pages are rendered elsewhere."""
    from digest.theme.theme import Theme

    render = Theme.render

    def elsewhere(self, page):
        assert os.getpid() != parent
        return render(self, page)

    return elsewhere


def test_a_site_is_planned_without_an_output_folder(site):
    """Every file that a build writes is planned, and none is written."""
    config, _ = parse_config(site.read("digest.yml"))
    planned = plan_site(site.folder, config, Selection())
    assert not (site.folder / "site").exists()
    files = {file.path for file in planned.files}
    assert files == {path for path in built(site, "site", jobs=1) if path != ".digest-manifest"}
    assert planned.articles == WORTH_A_POOL
    assert planned.problems == ()
