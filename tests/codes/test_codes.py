"""The table of kinds of mistakes, and the places that name them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from digest.codes import CODES

PACKAGE = Path(__file__).resolve().parents[2] / "digest"


def texts(value: ast.expr | None) -> set[str]:
    """The texts that an expression may be: itself, or the two ends of a condition."""
    match value:
        case ast.Constant(str() as text) if text:
            return {text}
        case ast.IfExp():
            return texts(value.body) | texts(value.orelse)
        case _:
            return set()


def named_codes() -> set[str]:
    """Every text that is given as `code`, or is the default of a parameter of that name."""
    names = set()
    for module in PACKAGE.rglob("*.py"):
        if module.parent.name in {"codes", "serve"}:  # what serve answers a page of its own is not in a file
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            match node:
                case ast.keyword(arg="code", value=value) | ast.Assign(targets=[ast.Name("code")], value=value):
                    names |= texts(value)
                case ast.arguments():
                    given = zip(node.args[::-1], node.defaults[::-1], strict=False)
                    keywords = zip(node.kwonlyargs, node.kw_defaults, strict=True)
                    names |= {
                        text for name, value in (*given, *keywords) if name.arg == "code" for text in texts(value)
                    }
    return names


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
