"""Patterns of the program are compiled once in an installation, and mean the same ever after."""

from __future__ import annotations

import importlib
import re
import sys

import pytest

from digest.compiled.kept_code import compiled, kept_code

room = sys.modules["digest.compiled.kept_code"]

MODULE = r"""
import re

WORD = re.compile(r"(?P<word>[^\W\d_]+)(?:-(\d{2,}))?", re.IGNORECASE)
NAMES = re.compile("|".join(["Müller", "Ærø", "日本"]) + r"|(?<!a)b\Z", re.VERBOSE)
BYTES = re.compile(rb"a+")


def later(text):
    return re.compile(re.escape(text))
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Imports a module anew, as the next run would, and gives it with the patterns that were compiled."""
    kept = {}
    monkeypatch.setattr(room, "read_kept", lambda file: dict(kept[file]) if file in kept else None)
    monkeypatch.setattr(room, "keep", kept.__setitem__)
    (tmp_path / "module_with_patterns.py").write_text(MODULE, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    compiled = []
    compile_new = room._COMPILER.compile
    monkeypatch.setattr(room._COMPILER, "compile", lambda p, flags=0: (compiled.append(p), compile_new(p, flags))[1])

    def run():
        re.purge()
        compiled.clear()
        sys.modules.pop("module_with_patterns", None)
        with kept_code():
            module = importlib.import_module("module_with_patterns")
            module.later("a private word")
        return module, [*compiled], kept

    return run


def test_a_second_run_compiles_nothing_of_a_module_again(run):
    """What is compiled later is not kept: it may be made of a person's words."""
    assert len(run()[1]) == 4
    _, compiled, kept = run()
    assert compiled == [b"a+", "a\\ private\\ word"]
    assert not any("private" in str(source) for source in kept[room.__file__])


def test_a_kept_pattern_means_the_same(run):
    """Source, flags, groups and what it finds."""
    first, second = run()[0], run()[0]
    text = "Müller-12 of Ærø, 日本, Straße-7 b"
    for name in ("WORD", "NAMES"):
        old, new = getattr(first, name), getattr(second, name)
        assert (old.pattern, old.flags, old.groups, old.groupindex) == (
            new.pattern,
            new.flags,
            new.groups,
            new.groupindex,
        )
        assert [match.groups() for match in old.finditer(text)] == [match.groups() for match in new.finditer(text)]
        assert old == new


@pytest.mark.usefixtures("run")
def test_a_source_text_is_compiled_once(monkeypatch):
    """Functions that are generated for dataclasses are texts that every run would compile anew."""
    texts = []
    monkeypatch.setattr(room, "compile", lambda *given: (texts.append(given[0]), compile(*given))[1], raising=False)
    for _ in range(3):
        with kept_code():
            space: dict[str, int] = {}
            exec(compiled("seven = 3 + 4"), space)
            assert (space["seven"], eval(compiled("5 + 6", "eval"))) == (7, 11)
    assert texts == ["seven = 3 + 4", "5 + 6"]


def test_afterwards_patterns_are_compiled_as_ever(run):
    """Nothing stays behind, also after a run that ends by an exception."""
    run()
    with pytest.raises(SystemExit), kept_code():
        sys.exit(2)
    assert room._COMPILER._sre is room._ENGINE
    assert room._COMPILER.compile.__name__ == "<lambda>"
