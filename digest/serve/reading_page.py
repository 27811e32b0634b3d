"""The whole text of an article for its editor, whatever of it is published: `/-/read/content/2025-W12/call.md`.

The site shows of other people's texts what `rights` allows, by default the passages that are highlighted already. To
highlight any, one must see the rest. The page is made when it is asked for, and is in no file.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Final

from digest.articles.library import read_file
from digest.config import Config
from digest.plan.linking.references import resolve
from digest.plan.routes import Addresses
from digest.render import render
from digest.serve.page_sources import PageSource
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files

READING: Final = "/-/read/"
"""Where these pages stand; the path of the article follows."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The policy of the site's own pages."""

_LINK = re.compile(r"<link\b[^>]*\brel=\"?(stylesheet|icon)\b[^>]*\bhref=\"(?:\./)?([^\"]+)\"")


def reading_page(project: Path, config: Config, source: PageSource, home: str) -> str:
    """The page of an article's whole text, with the style sheets and the icon of the site's first page.

    Raises:
        ProblemsError: the theme cannot be used.
    """
    words, _ = find_words(theme_files(config.theme, project, config.language))
    article, _ = read_file(source.path, source.body, topics=config.topic_slugs, slugs=config.slugs)
    front_matter = article.front_matter
    math = front_matter.extra.get("math") is True
    rendering = render(article.body, words, confirmed=not front_matter.date_inferred, math=math)
    text = resolve(rendering.html, None, "/", Addresses(base_url="", pretty=True))
    links = "".join(f'<link rel="{kind}" href="/{escape(href)}">\n' for kind, href in _LINK.findall(home))
    direction = ' dir="rtl"' if words.rules.direction == "rtl" else ""
    language = f' lang="{escape(front_matter.language)}"' if front_matter.language else ""
    return f"""<!DOCTYPE html>
<html lang="{escape(config.language)}"{direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
<meta name="color-scheme" content="light dark">
<title>{escape(front_matter.title)}</title>
{links}</head>
<body class="kind-article">
<main id="main">
<article class="article">
<header class="article-head"><h1 dir="auto"{language}>{escape(front_matter.title)}</h1></header>
<div class="prose body" dir="auto"{language}>
{text}</div>
</article>
</main>
</body>
</html>
"""
