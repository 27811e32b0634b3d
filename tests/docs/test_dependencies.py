"""What is declared in pyproject.toml is what is imported: nothing comes by way of another package, nothing for nothing."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]

OF_ANOTHER_PACKAGE = {"lxml-html-clean": "justext"}
"""Declared and not imported: the package that needs it, and asks for it in a way that pip before 23.3 does not read."""

NOT_INSTALLED_HERE = {"numpy": "numpy", "scipy": "scipy", "sklearn": "scikit-learn"}
"""Modules of the extra `fit`, which the tests do not need: their distributions."""

MODULES_OF_EXTRAS = {"digest/check/external/http_client.py"}
"""Modules that are made of an extra, and are themselves imported only where they are used."""

TOOLS = {
    "build": ("tests/site/test_wheel.py", '"-m", "build"'),
    "hatchling": ("pyproject.toml", 'build-backend = "hatchling.build"'),
    "import-linter": ("Makefile", "lint-imports"),
    "lxml-stubs": ("pyproject.toml", "[tool.mypy]"),
    "mypy": ("Makefile", "mypy"),
    "pytest-xdist": ("Makefile", "pytest -n"),
    "ruff": ("Makefile", "ruff check"),
    "types-pyyaml": ("pyproject.toml", "[tool.mypy]"),
}
"""Declared for developers and not imported: a file that uses each, and how."""


def names_of(requirements):
    """The distributions that requirements name, as PEP 503 normalises them, as often as they are named."""
    return sorted(normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements)


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def extras_for_users():
    """The distributions of all extras but those for developers."""
    return {name for extra in sorted(set(EXTRAS) - {"dev", "fit"}) for name in names_of(EXTRAS[extra])}


def imported(folder):
    """The distributions that the modules below a folder import, wherever in a module the import stands."""
    files = list((REPOSITORY / folder).rglob("*.py"))
    ours = {"digest", "tests", *(path.stem for path in files)}
    known = packages_distributions()
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module)
    modules = {name.partition(".")[0] for name in found} - ours - sys.stdlib_module_names
    return {normal(NOT_INSTALLED_HERE.get(name) or known[name][0]) for name in modules}


def test_the_program_imports_what_it_declares_and_nothing_else():
    """Every import of digest/ is a dependency or an extra for users, and each of those is imported."""
    declared = {*names_of(PROJECT["dependencies"]), *extras_for_users()}
    assert imported("digest") == declared - set(OF_ANOTHER_PACKAGE)


@pytest.mark.parametrize(("name", "other"), OF_ANOTHER_PACKAGE.items())
def test_what_is_declared_for_another_package_is_asked_for_by_it(name, other):
    """Once that package does without it, so does digest."""
    package, _, extra = name.partition("-")
    assert any(requirement.startswith(f"{package}[{extra.replace('-', '_')}]") for requirement in requires(other))


def test_an_extra_for_users_is_imported_where_it_is_used():
    """An import at the head of a module would make an extra a dependency."""
    extras = extras_for_users()
    known = packages_distributions()
    heads = [
        module
        for path in (REPOSITORY / "digest").rglob("*.py")
        if path.relative_to(REPOSITORY).as_posix() not in MODULES_OF_EXTRAS
        for node in ast.parse(path.read_bytes()).body
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    modules_of_extras = {path.removesuffix(".py").replace("/", ".") for path in MODULES_OF_EXTRAS}
    assert not modules_of_extras & set(heads)
    assert not extras & {normal(known.get(name.partition(".")[0], [name])[0]) for name in heads}


def test_developers_get_what_the_tests_import():
    """Every import of tests/ is declared, and what is declared for developers is imported or is a tool that is called."""
    declared = {*names_of(PROJECT["dependencies"]), *names_of(EXTRAS["dev"]), *names_of(EXTRAS["fit"])}
    needed = imported("tests")
    assert needed <= declared
    both = {*needed, *imported("digest"), *TOOLS}
    assert {*names_of(EXTRAS["dev"]), *names_of(EXTRAS["fit"])} <= both


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_is_called_where_it_is_said_to_be(tool):
    """Else it goes."""
    path, call = TOOLS[tool]
    assert call in (REPOSITORY / path).read_text("utf-8")


@pytest.mark.parametrize("name", ["dependencies", *EXTRAS])
def test_nothing_is_declared_twice(name):
    """Two lines of one name are two answers to one question."""
    names = names_of(PROJECT["dependencies"] if name == "dependencies" else EXTRAS[name])
    assert names == sorted(set(names))
