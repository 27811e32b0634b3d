"""The table of kinds of mistakes, and the places that name them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from digest.codes import CODES

PACKAGE = Path(__file__).resolve().parents[2] / "digest"


def named_codes() -> set[str]:
    """Every text that is given as `code=`, or returned where a parameter of that name is filled."""
    names = set()
    for module in PACKAGE.rglob("*.py"):
        if module.parent.name == "codes":
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                names |= {leaf.value for leaf in ast.walk(node.value) if isinstance(leaf, ast.Constant)}
    return {name for name in names if isinstance(name, str) and name}


def test_every_code_that_is_raised_has_a_row_and_every_row_is_raised():
    """What a message names can be explained, and what is explained can happen."""
    assert named_codes() == set(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_row_says_what_it_is_about(code):
    """In sentences, under a name that people can type."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.severity in {"error", "warning"}
    for text in (code.meaning, code.reason, code.remedy):
        assert re.fullmatch(r"[A-Zdc%].*\.", text, re.DOTALL), text
