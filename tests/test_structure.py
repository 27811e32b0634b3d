"""The shape of the code: rooms that can be overlooked, modules and functions that can be read."""

from __future__ import annotations

import ast
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from statistics import quantiles

PACKAGE = Path(__file__).resolve().parents[1] / "digest"
MODULES = sorted(PACKAGE.rglob("*.py"))

MOST_MODULES = 16
"""Modules of a folder; its face, `__init__.py`, is not counted."""

MOST_LINES = 300
LONGEST_FUNCTION = 45
NINTH_DECILE = 20


def functions() -> dict[str, int]:
    """The lines of each function by its place, without its docstring."""
    lengths = {}
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                documented = ast.get_docstring(node, clean=False) is not None
                docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
                length = (node.end_lineno or 0) - node.lineno + 1 - docstring
                lengths[f"{module.relative_to(PACKAGE)}:{node.lineno} {node.name}"] = length
    return lengths


def test_no_folder_holds_more_modules_than_a_screen_shows() -> None:
    counts = Counter(module.parent.relative_to(PACKAGE) for module in MODULES if module.name != "__init__.py")
    assert {str(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_no_module_is_longer_than_one_sitting() -> None:
    lengths = {str(module.relative_to(PACKAGE)): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {module: length for module, length in lengths.items() if length > MOST_LINES} == {}


def test_functions_are_short() -> None:
    lengths = functions()
    assert {place: length for place, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert quantiles(lengths.values(), n=10)[-1] <= NINTH_DECILE


def test_every_module_and_room_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(PACKAGE)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_name_of_a_module_has_two_meanings() -> None:
    """Rooms apart, a name leads to one file; commands are named as people type them."""
    names = Counter(
        module.name for module in MODULES if module.name != "__init__.py" and module.parent.name != "commands"
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_folder_of_tests_is_passed_over(request):
    """Pytest passes over folders of some names in silence, `build` among them by default."""
    tests = Path(__file__).resolve().parent
    folders = {part for module in tests.rglob("test_*.py") for part in module.relative_to(tests).parts[:-1]}
    passed_over = request.config.getini("norecursedirs")
    assert "build" in folders
    assert [name for name in sorted(folders) for pattern in passed_over if fnmatch(name, pattern)] == []
