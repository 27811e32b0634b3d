"""The schemas say what the readers say."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from jsonschema import Draft7Validator, FormatChecker

from digest.articles.front_matter import KEYS, dump, foreign_properties, parse, split
from digest.articles.properties import PROPERTIES
from digest.config import Config, parse_config
from digest.model.article import FrontMatter
from digest.model.topic import Topic
from digest.new.editors import generated
from digest.new.json_schemas import article_schema, options_schema
from digest.new.languages import starting_topics

REPOSITORY = Path(__file__).resolve().parents[2]
TOPICS = starting_topics("en")
SLUGS = [topic.slug for topic in TOPICS]

SAMPLES = (
    "", "~", '""', "word", "two words", "7", "1.5", "true", "2025-03-18", "2025-02-30", "2025-3-1", "2025-03-18T10:30:00",
    "2025-03-18 noon", "[]", "[a, 7, null]", "[true]", "[[a]]", "{a: b}", "science", "[science, society]", "[science, sience]",
    "https://a.example.org/x?y#z", "HTTP://A.example", "https:///x", "//a.example", "example.org", '"https://a b.example/"',
    "full", "Full", "auto", "pretty", "en", "pt-BR", "e", "a..b", "https://a.example/b..c/", "reading.example.org", "gh-pages", "-x", "feature/a",
)  # fmt: skip
"""Values in YAML of every kind, right and wrong ones."""


def as_json(value: object) -> object:
    """A value of YAML as editors see it: they know no dates."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def faults(schema: dict[str, object], yaml_text: str) -> list[str]:
    """What an editor underlines."""
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(as_json(foreign_properties(yaml_text)))]


ARTICLE = article_schema(TOPICS)
OPTIONS = options_schema()


@pytest.mark.parametrize("schema", [ARTICLE, OPTIONS, article_schema(())], ids=["article", "options", "no topics"])
def test_a_schema_is_one(schema: dict[str, object]) -> None:
    """Draft 7, and it can be written as JSON."""
    Draft7Validator.check_schema(json.loads(json.dumps(schema)))


def test_every_option_and_every_property_is_explained() -> None:
    """What an editor shows beside a key is there for each of them, in their order."""
    for schema, names in ((OPTIONS, [option.name for option in fields(Config)]), (ARTICLE, list(KEYS))):
        properties = schema["properties"]
        assert list(properties) == names
        assert all(item["description"] for item in properties.values())


@pytest.mark.parametrize("key", PROPERTIES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_schema_of_a_property_agrees_with_its_reader(key: str, sample: str) -> None:
    """A value is underlined where `digest build` reports it, and nowhere else."""
    yaml_text = f"{key}: {sample}"
    *_, problems = parse(f"---\n{yaml_text}\n---\n", PurePosixPath("a.md"), topics=SLUGS)
    assert bool(faults(ARTICLE, yaml_text)) == bool(problems), problems


@pytest.mark.parametrize("name", [option.name for option in fields(Config) if option.name not in {"theme", "topics"}])
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_schema_of_an_option_agrees_with_its_reader(name: str, sample: str) -> None:
    """A theme may be named in any alphabet, which no pattern can say that all editors understand: it is left out."""
    _, problems = parse_config(f"{name}: {sample}\n")
    assert bool(faults(OPTIONS, f"{name}: {sample}")) == bool(problems), problems


@pytest.mark.parametrize(
    "topics",
    [
        "[]", "", "Health", "[Health]", "[{name: Health}]", "[{slug: health}]", "[{slug: Health}]", "[{description: x}]",
        "[{name: A, keyword: [a]}]", "[{name: A, keywords: [a, 7]}]", "[{name: A, keywords: a}]", "[{slug: unsorted}]",
        "{name: A}", "[7]", "[[a]]", "[{name: A, slug: a-b-1}]", "[{name: A, slug: a_b}]", "[{name: true}]",
        "[{name: A, names: {ja: x}}]", "[{name: A, names: {japanese: x}}]", "[{name: A, names: [x]}]", "[{slug: 気候}]",
    ],
)  # fmt: skip
def test_the_schema_of_topics_agrees_with_their_reader(topics: str) -> None:
    """Topics are named, or described by four keys."""
    _, problems = parse_config(f"topics: {topics}\n")
    assert bool(faults(OPTIONS, f"topics: {topics}")) == bool(problems), problems


def test_the_example_has_no_fault() -> None:
    """`digest.yml` and every text of this repository satisfy the schemas made from them."""
    text = (REPOSITORY / "digest.yml").read_text("utf-8")
    assert faults(OPTIONS, text) == []
    schema = article_schema(parse_config(text)[0].topics)
    texts = sorted((REPOSITORY / "content").rglob("*.md"))
    assert len(texts) > 15
    assert {
        path.name: found for path in texts if (found := faults(schema, split(path.read_text("utf-8"))[0] or ""))
    } == {}


def test_the_example_has_the_files_of_today() -> None:
    """Where options or properties change, `digest schema` in this repository writes them anew."""
    topics = parse_config((REPOSITORY / "digest.yml").read_text("utf-8"))[0].topics
    for name, body in generated(topics).items():
        assert (REPOSITORY / name).read_text("utf-8") == body, f"{name}: run `digest schema`"


@pytest.mark.parametrize(
    ("yaml_text", "named"),
    [
        ("topics: [sience]", "sience"),
        ("topics:\n  - science\n  - heath", "heath"),
        ("rights: ful", "ful"),
        ("draft: yes", "yes"),
    ],
)
def test_a_mistake_in_front_matter_is_underlined(yaml_text: str, named: str) -> None:
    """One fault, and it names what is wrong."""
    (found,) = faults(ARTICLE, yaml_text)
    assert f"'{named}'" in found


@pytest.mark.parametrize(
    "yaml_text", ["langage: en", "links: prety", "topics: [{name: A, keyword: a}]", "base_url: ftp://a"]
)
def test_a_mistake_in_the_options_is_underlined(yaml_text: str) -> None:
    """A misspelt option is one too."""
    assert len(faults(OPTIONS, yaml_text)) == 1


def test_other_keys_are_a_persons_own() -> None:
    """As in the reader: an article may hold what Obsidian or a theme wants there."""
    assert faults(ARTICLE, "tags: [a]\naliases: [b]\ncssclasses: []\nmood:\n  of: [the, day]\n") == []


def test_topics_are_offered_with_their_names() -> None:
    """An editor shows what a slug stands for."""
    topics = (Topic(slug="a", name="Astronomy"), Topic(slug="b", name="Biology"))
    items = article_schema(topics)["properties"]["topics"]["then"]["items"]
    assert dict(zip(items["enum"], items["enumDescriptions"], strict=True)) == {
        "a": "Astronomy",
        "b": "Biology",
        "": "",
        None: "",
    }


def test_what_digest_writes_has_no_fault() -> None:
    """Front matter without any value, as the converter leaves it to be filled in."""
    assert faults(ARTICLE, split(dump(FrontMatter(title="T")))[0] or "") == []
