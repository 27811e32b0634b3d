"""What a new project is given in the language of its site: three topics, to be replaced, and a page about it.

The words are those of `languages.yml`, by the languages of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, Final, cast

from digest.model.topic import Topic
from digest.yaml.load import load, plain

_SLUGS: Final = ("science", "technology", "society")


def starting_topics(language: str) -> tuple[Topic, ...]:
    """The topics with names in a language and keywords in it and in English, in English where there are none in it."""
    words, english = _words(language), _words("en")
    return tuple(
        Topic(
            slug=slug,
            name=words[slug]["name"],
            description=words[slug]["description"],
            keywords=(
                *(words[slug]["keywords"].split(", ") if words != english else ()),
                *english[slug]["keywords"].split(", "),
            ),
        )
        for slug in _SLUGS
    )


def starting_page(language: str) -> str:
    """The page about the site, as Markdown; in English where there are no words in the language."""
    words = _words(language)
    return f"---\ntitle: {words['title']}\n---\n{words['page']}\n"


def _words(language: str) -> Mapping[str, Any]:
    name = "languages.yml"
    root, _ = load(files("digest.new").joinpath(name).read_text("utf-8"), PurePosixPath(name))
    assert root is not None
    languages = cast("Mapping[str, Mapping[str, Any]]", plain(root))
    return languages.get(language.split("-", maxsplit=1)[0].lower(), languages["en"])
