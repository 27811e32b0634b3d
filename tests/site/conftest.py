"""A browser for the tests that look at pages as readers see them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from static_server import served

from digest.cli import run


@pytest.fixture(scope="module")
def browser(in_ci):
    """Headless Chromium, all pages of a reader in one process: what one stores, the next knows at once."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        (pytest.fail if in_ci else pytest.skip)("Chromium is not installed; .ci/run installs it")
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",
        "--process-per-site",
        "--renderer-process-limit=1",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(example_site):
    """Where a server has the example."""
    with served(example_site) as found:
        yield found


@pytest.fixture(scope="session")
def scripts(tmp_path_factory):
    """Three projects, in Arabic, Japanese and German, built once: their folders by the codes of the languages."""
    folder = tmp_path_factory.mktemp("scripts")
    for language in ("ar", "ja", "de"):
        shutil.copytree(Path(__file__).parent / "projects" / language, folder / language)
        assert run(["-C", str(folder / language), "build"]) == 0
    return {language: folder / language for language in ("ar", "ja", "de")}
