"""A whole site in German: around the content no word of the interface is English."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from interface_words import english_texts, spoken

from digest.cli import run

PROJECT = Path(__file__).resolve().parents[1] / "golden/project"

ARTICLE = """\
---
title: Eine Warnung
date: 2025-01-02
date_basis: inferred
language: de
---

> [!warning]
> Vorsicht.

> [!faq]-
> Oft gefragt.

- [ ] offen
- [x] fertig

![Ein Bild](https://bild.example/a.png) und ![](https://bild.example/b.png)
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> tuple[dict[str, str], dict[str, str]]:
    """The golden site in English and in German: the text of every page and feed by its path."""
    folder = tmp_path_factory.mktemp("sites")
    built = []
    for language in ("en", "de"):
        project = folder / language
        shutil.copytree(PROJECT, project)
        (project / "content/2025-W01/warnung.md").write_text(ARTICLE, "utf-8")
        options = project / "digest.yml"
        lines = [line for line in options.read_text("utf-8").splitlines() if not line.startswith("language:")]
        options.write_text("\n".join([*lines, f"language: {language}", ""]), "utf-8")
        assert run(["-C", str(project), "build"]) == 0
        pages = [path for path in sorted((project / "site").rglob("*")) if path.suffix in (".html", ".xml", ".json")]
        built.append({path.relative_to(project / "site").as_posix(): spoken(path) for path in pages})
    return built[0], built[1]


def test_no_word_of_the_interface_is_left_in_english(sites):
    """Wherever the English site has an English text of the catalogue more often, the German one has its own."""
    english, german = sites
    assert sorted(english) == sorted(german)
    texts = english_texts("de", PROJECT)
    left = {
        f"{path}: {key}: {found.strip()!r}"
        for path, text in german.items()
        for key, pattern in texts.items()
        for found in pattern.findall(text)
    }
    assert sorted(left) == []


def test_dates_and_weeks_are_german(sites):
    """No English month is left, and every week is a Woche."""
    _, german = sites
    everything = "\n".join(german.values())
    months = "January|February|March|May|June|July|October|December"
    assert re.findall(rf"\b\d{{1,2}} (?:{months}) \d{{4}}\b|\bWeek \d+, \d{{4}}", everything) == []
    assert re.search(r"\bWoche \d+, \d{4}", everything)
