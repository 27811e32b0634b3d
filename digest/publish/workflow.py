"""The GitHub workflow that builds and publishes a digest on every push."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from digest import __version__
from digest.errors import DigestError
from digest.publish.git import repository

WORKFLOW: Final = Path(".github/workflows/pages.yml")


def write_workflow(project: Path) -> Path:
    """Write the GitHub workflow that builds and publishes the project, unless it is there already.

    Returns:
        Its path, at the top of the repository, which is where GitHub looks.

    Raises:
        DigestError: there is no repository, another file has this name, or it cannot be written.
    """
    top = repository(project).folder
    subfolder = project.resolve().relative_to(top.resolve()).as_posix()
    path = top / WORKFLOW
    text = _workflow(subfolder)
    try:
        if not path.resolve().is_relative_to(top.resolve()):
            raise DigestError(
                f"{WORKFLOW.as_posix()} leads out of the repository\n  replace the symbolic link by a folder"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != text:
            raise DigestError(
                f"{WORKFLOW.as_posix()} is there already, with other content\n  move it away and try again"
            ) from None
    except OSError as error:
        raise DigestError(f"{WORKFLOW.as_posix()} cannot be written: {error.strerror}") from None
    return path


def _workflow(subfolder: str) -> str:
    release = ".".join(__version__.split(".")[:2])
    site, cache = (
        ("" if subfolder == "." else f"{subfolder}/") + "site",
        ("" if subfolder == "." else f"{subfolder}/") + ".digest/cache",
    )
    values = {
        "release": release,
        "project": json.dumps(subfolder),
        "cache": cache,
        "site": site,
        "path": json.dumps(site),
    }
    return re.sub(r"<(\w+)>", lambda match: values[match[1]], _TEMPLATE)


_TEMPLATE: Final = """\
# Builds this digest and publishes it on GitHub Pages. In the repository's settings, choose
# Pages > Source > GitHub Actions. What `digest convert` wrote to content/ has to be committed.
name: Publish the digest
on:
  push:
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  build:
    if: github.ref_name == github.event.repository.default_branch
    runs-on: ubuntu-latest
    defaults:
      run:
        working-directory: <project>
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - id: pages
        uses: actions/configure-pages@v5
      - run: pip install "research-digest==<release>.*"
      - uses: actions/cache@v4
        with:
          path: |
            <cache>
            <site>
          key: digest-${{ github.run_id }}
          restore-keys: digest-
      - run: digest build --base-url "${{ steps.pages.outputs.base_url }}"
      - uses: actions/upload-pages-artifact@v5
        with:
          path: <path>
  deploy:
    needs: build
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v5
"""
