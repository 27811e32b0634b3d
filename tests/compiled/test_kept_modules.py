"""Modules of packages are run as one file keeps their bytecode, while they are what that was made of."""

from __future__ import annotations

import importlib.util
import py_compile
import shutil
import sys
from pathlib import Path

import pytest

from digest.compiled.kept_modules import kept_modules

room = sys.modules["digest.compiled.kept_modules"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Imports modules of a package anew, as the next run would, and gives them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "kept" / "__pycache__").mkdir(parents=True)
    monkeypatch.setattr(room, "__file__", str(tmp_path / "kept" / "modules.py"))
    monkeypatch.setattr(room, "_CODE", f"{room.place_of(room.__file__)}.code")
    inner = tmp_path / "package_to_keep" / "inner"
    inner.mkdir(parents=True)
    (inner.parent / "__init__.py").write_text("")
    (inner / "__init__.py").write_text("HERE = __file__\n")
    (inner / "leaf.py").write_text("VALUE = 7\n")
    monkeypatch.syspath_prepend(tmp_path)

    def run():
        for name in [name for name in sys.modules if name.startswith("package_to_keep")]:
            del sys.modules[name]
        importlib.invalidate_caches()
        with kept_modules():
            leaf = importlib.import_module("package_to_keep.inner.leaf")
        return sys.modules["package_to_keep"], sys.modules["package_to_keep.inner"], leaf

    return run


def is_kept(module):
    """Whether a module came out of the one file."""
    return isinstance(module.__spec__.loader, room._Loader)


def told(module):
    """What a module and its specification say of it."""
    spec = module.__spec__
    shown = {name: value for name, value in vars(module).items() if name not in {"__spec__", "__loader__", "leaf"}}
    return shown | {"spec": (spec.name, spec.origin, spec.cached, spec.has_location, spec.submodule_search_locations)}


def test_a_kept_module_is_the_one_that_python_finds(run):
    """Its files, its package, what it holds, and its source, though Python's own bytecode is gone."""
    first = run()
    for module in first:
        Path(module.__cached__).unlink()
    second = run()
    assert [is_kept(module) for module in (*first, *second)] == [False, False, False, False, True, True]
    for old, new in zip(first, second, strict=True):
        assert {**told(old), "__builtins__": None, "inner": None} == {**told(new), "__builtins__": None, "inner": None}
    leaf = second[2]
    assert leaf.__loader__.get_source(leaf.__name__) == "VALUE = 7\n"
    assert importlib.reload(leaf).VALUE == 7


def test_a_module_in_no_package_is_left_to_python(run):
    """A folder that is searched before may have come to hold another one of its name."""
    run()
    assert not is_kept(run()[0])


def test_an_edited_source_counts_at_once_and_is_kept_again(run):
    """By its size or its time, as for Python's own bytecode."""
    source = Path(run()[2].__file__)
    source.write_text("VALUE = 88\n")
    edited = run()[2]
    assert (edited.VALUE, is_kept(edited)) == (88, False)
    assert (run()[2].VALUE, is_kept(run()[2])) == (88, True)


@pytest.mark.parametrize("change", [lambda body: body[:-1], lambda body: b"x" * len(body), lambda _: b""])
def test_what_is_damaged_is_found_by_python_and_kept_again(run, change):
    """Another process may also have written the code, and not yet what names it."""
    run()
    code = Path(room._CODE)
    code.write_bytes(change(code.read_bytes()))
    assert run()[2].VALUE == 7
    assert is_kept(run()[2])


def test_where_nothing_is_new_nothing_is_written(run):
    """Nor is it where Python writes no bytecode."""
    run()
    code, index = Path(room._CODE), Path(room.place_of(room.__file__))
    before = [file.stat().st_mtime_ns for file in (code, index)]
    run()
    assert [file.stat().st_mtime_ns for file in (code, index)] == before
    code.unlink()
    sys.dont_write_bytecode = True
    run()
    assert not code.exists()


def test_afterwards_modules_are_found_as_ever(run):
    """Also after a run that ends by an exception."""
    before = [*sys.meta_path]
    run()
    with pytest.raises(SystemExit), kept_modules():
        sys.exit(2)
    assert sys.meta_path == before


def test_code_says_where_its_source_is_though_its_bytecode_came_from_elsewhere(run, tmp_path):
    """As Python has it: of an installation that was moved, a traceback names files that are there."""
    source, other = (tmp_path / name for name in ("package_to_keep/inner/leaf.py", "elsewhere.py"))
    source.write_text("def value():\n    return 7\n")
    shutil.copy2(source, other)
    py_compile.compile(str(other), importlib.util.cache_from_source(str(source)), doraise=True)
    leaves = [run()[2], run()[2]]
    assert [is_kept(leaf) for leaf in leaves] == [False, True]
    assert {leaf.value.__code__.co_filename for leaf in leaves} == {str(source)}


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError])
def test_a_file_that_cannot_be_opened_is_as_none(run, monkeypatch, error):
    """Another user may have kept it, for nobody else to read."""
    run()

    def opened(place, mode):
        if place == room._CODE:
            raise error(place)
        return Path(place).open(mode)

    monkeypatch.setattr(room, "open", opened, raising=False)
    assert [is_kept(module) for module in run()] == [False, False, False]
