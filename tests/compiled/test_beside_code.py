"""What an installation finds out once is kept beside its code, as Python's bytecode is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from digest.compiled import beside_code
from digest.compiled.beside_code import keep, read_kept

VALUE = {("a", 1): (0, b"\0\1", [3, {"group": 1}, (None, "group")])}


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module whose bytecode is written, whatever Python was told for the tests."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "__pycache__").mkdir()
    return str(tmp_path / "module.py")


def kept_file(module):
    (file,) = Path(module).parent.glob("__pycache__/*")
    return file


def test_a_value_comes_back_as_it_was(module):
    """Nothing is left beside it of the writing."""
    keep(module, VALUE)
    assert read_kept(module) == VALUE
    assert kept_file(module).suffix == ".kept"


def test_without_a_file_nothing_is_kept(module):
    """A first run finds nothing."""
    assert read_kept(module) is None


@pytest.mark.parametrize("change", [lambda body: body[:-1], lambda body: body[:9] + b"x" + body[10:], lambda _: b""])
def test_what_is_damaged_is_nothing(module, change):
    """A file that was cut off or changed counts as not there."""
    keep(module, VALUE)
    file = kept_file(module)
    file.write_bytes(change(file.read_bytes()))
    assert read_kept(module) is None


def test_what_another_python_kept_is_nothing(module, monkeypatch):
    """Another version may mean something else by the same value."""
    keep(module, VALUE)
    monkeypatch.setattr(beside_code, "_VERSION", ("another", "little"))
    assert read_kept(module) is None


def test_nothing_is_written_where_python_writes_no_bytecode(module, monkeypatch):
    """PYTHONDONTWRITEBYTECODE counts here too, and a folder that cannot be written to is not an error."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(module, VALUE)
    assert read_kept(module) is None
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    keep(str(Path(module).parent / "missing" / "module.py"), VALUE)


def test_what_cannot_be_put_in_place_leaves_nothing(module, monkeypatch):
    """Each process writes under a name of its own, so that what stayed would become more with each."""

    def refused(*_):
        raise PermissionError

    monkeypatch.setattr(beside_code.os, "replace", refused)
    keep(module, VALUE)
    assert not list(Path(module).parent.glob("__pycache__/*"))
