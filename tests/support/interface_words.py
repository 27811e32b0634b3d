"""The machine-written words that a reader meets on a page or in a feed, held against the catalogue of the interface."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files


def spoken(path: Path) -> str:
    """What a reader sees or hears of a page, a line each: its texts, titles, labels and descriptions."""
    text = re.sub(r"(?s)<script>.*?</script>", "", path.read_text("utf-8"))
    if path.suffix == ".xml":
        text = unescape(text)
    attributes = re.findall(r'\b(?:title|alt|aria-label|content|data-(?!by\b|tags)[a-z-]+)="([^"]*)"', text)
    return unescape("\n".join([*attributes, re.sub(r"<[^>]*>", "\n", text)]))


def english_texts(language: str, project: Path) -> dict[str, re.Pattern[str]]:
    """An expression for each text of the English catalogue that is another one in this language."""
    english, own = (find_words(theme_files("paper", project, each))[0] for each in ("en", language))
    texts = {key: text for key, text in english.texts.items() if text != own.texts[key]}
    for key, forms in english.plurals.items():
        texts |= {f"{key}, {form}": text for form, text in forms.items() if text != own.plurals[key].get(form)}
    return {
        key: re.compile(r"(?m)^\W*" + ".+?".join(map(re.escape, re.split(r"\{\w+\}", text.strip(" ,")))) + r"\W*$")
        for key, text in texts.items()
        if re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text))
    }
