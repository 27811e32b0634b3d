"""The W3C model as a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator


@pytest.fixture(scope="session")
def is_valid() -> Callable[[object], bool]:
    """Whether a value is an Annotation Page."""
    schema = json.loads(Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    return lambda page: bool(validator.is_valid(page))
