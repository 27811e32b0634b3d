"""The files that help editors: what to complete and underline in VS Code, and property types for Obsidian.

The generated files follow from the options. They contain `MARK`, and `digest schema` writes them again. The starter
files are written only if they do not exist; after that they belong to the person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from digest.articles.properties import PROPERTIES
from digest.model.topic import Topic
from digest.new.json_schemas import article_schema, options_schema
from digest.output.file_writes import write_file

MARK: Final = "Written by `digest schema`, which writes it anew."
"""A file that contains this is digest's own and may be replaced."""

OPTIONS_SCHEMA: Final = "schemas/digest.schema.json"
ARTICLE_SCHEMA: Final = "schemas/article.schema.json"

MODELINE: Final = f"# yaml-language-server: $schema={OPTIONS_SCHEMA}\n"
"""The first line of a `digest.yml`: editors with yaml-language-server need no more."""

_SNIPPETS: Final = ".vscode/digest.code-snippets"


def refresh(project: Path, topics: Sequence[Topic]) -> tuple[Sequence[str], Sequence[str]]:
    """Write the generated files again, and the starter files that are missing.

    Returns:
        The names of those that are new or changed; and of those that digest did not write, though they have the name
        of a generated file, and that were left as they are.

    Raises:
        DigestError: a file cannot be written.
    """
    foreign = [name for name in generated(topics) if _is_foreign(project / name)]
    missing = {name: body for name, body in starter_files().items() if not _exists(project / name)}
    wanted = missing | {name: body for name, body in generated(topics).items() if name not in foreign}
    written = [name for name, body in wanted.items() if write_file(project / name, body.encode())]
    return written, foreign


def generated(topics: Sequence[Topic]) -> Mapping[str, str]:
    """The files that follow from the options, by their paths in the project."""
    return {
        OPTIONS_SCHEMA: _json({"$comment": MARK, **options_schema()}),
        ARTICLE_SCHEMA: _json({"$comment": MARK, **article_schema(topics)}),
        _SNIPPETS: f"// {MARK}\n{_json(_snippets(topics))}",
    }


def starter_files() -> Mapping[str, str]:
    """The files that belong to the person once they are written, by their paths in the project."""
    return {
        ".vscode/settings.json": _json({"yaml.schemas": {f"./{OPTIONS_SCHEMA}": "/digest.yml"}}),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml", "bierner.markdown-footnotes"]}),
        ".vscode/tasks.json": files("digest.new").joinpath("tasks.json").read_text("utf-8"),
        "content/.obsidian/app.json": _json(_OBSIDIAN),
        "content/.obsidian/types.json": _json({"types": _property_types()}),
    }


def _is_foreign(file: Path) -> bool:
    """Whether there is something that digest did not write, or that cannot be read."""
    if not _exists(file):
        return False
    try:
        return file.is_symlink() or MARK.encode() not in file.read_bytes()
    except OSError:
        return True


def _exists(file: Path) -> bool:
    return file.is_symlink() or file.exists()


_OBSIDIAN: Final = {
    "alwaysUpdateLinks": True,
    "attachmentFolderPath": "./",
    "newLinkFormat": "relative",
    "useMarkdownLinks": True,
}
"""Settings with which Obsidian writes links as the site and GitHub resolve them: relative, images beside the note."""


def _snippets(topics: Sequence[Topic]) -> Mapping[str, Any]:
    """Completions for Markdown files, which VS Code does not check against a schema."""
    slugs = ",".join(topic.slug for topic in topics)
    topic = {
        "topic": {
            "scope": "markdown",
            "prefix": "topic",
            "description": "A topic of digest.yml",
            "body": [f"${{1|{slugs}|}}"],
        }
    }
    note = {
        "scope": "markdown",
        "prefix": "note",
        "description": "Mark the selected passage and write a note on it",
        "body": ["==${TM_SELECTED_TEXT:${1:passage}}==[^${2:a1}]", "", "[^${2:a1}]: ${0:What you think of it.}"],
    }
    return (topic if topics else {}) | {"note": note}


def _property_types() -> Mapping[str, str]:
    """Obsidian's name for the type of each property (`.obsidian/types.json`); the last three are its own."""
    others = {"texts": "multitext", "topics": "multitext", "flag": "checkbox"}
    known = {key: others.get(item.kind, item.kind) for key, item in PROPERTIES.items()}
    return known | {"aliases": "aliases", "cssclasses": "multitext", "tags": "tags"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
