"""Promise 24: each heavy input ends within sixty seconds and two GiB of memory, in words or with a result.

What takes long is here at a quarter of the weight that can be met, and has a quarter of the time, in seconds of the
processor: that time grows with weight and not with its square is shown in tests/extract/test_time_grows_with_size.py.
"""

from __future__ import annotations

import os
import random
from contextlib import contextmanager

import pytest

MIB = 2**20

QUARTER = 15
"""Seconds of the processor for a quarter of the weight that sixty are promised for."""


@contextmanager
def processor_time(most):
    """What is started within ends after so many seconds of the processor, however busy the machine is."""
    before = os.times()
    yield
    after = os.times()
    assert after.children_user + after.children_system - before.children_user - before.children_system <= most


def _entities() -> bytes:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10) for level in range(1, 30))
    return (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY e0 "lol">' + levels + b"]>"
        b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The lake &e29; is still.</p></body></html>'
    )


HEAVY = {
    "line.txt": lambda: b"a" * 50_000_000,
    "line.html": lambda: b"<p>" + b"word " * 1_000_000,
    "line.md": lambda: b"word " * 10_000_000,
    "nested.html": lambda: b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
    "nested.xhtml": lambda: b"<b><i>" * 100_000 + b"deep",
    "nested.md": lambda: b"> " * 100_000 + b"deep",
    "less.txt": lambda: b"<" * 2_500_000,
    "less.html": lambda: b"<" * 2_500_000,
    "less.md": lambda: b"<" * 10_000_000,
    "brackets.md": lambda: b"[" * 10_000_000,
    "stars.md": lambda: b"*a_ " * 2_000_000,
    "entities.xhtml": _entities,
    "yaml.md": lambda: b"---\na: " + b"[" * 1_000_000 + b"\n---\n\nThe lake is still.\n",
    "nul.txt": lambda: b"\0" * 10_000_000,
    "attributes.html": lambda: b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">deep",
    "class.html": lambda: b'<p class="' + b"note " * 100_000 + b'">deep',
    "powers.html": lambda: b"<p>" + b"x<sup>2</sup>" * 25_000,
    "formulas.html": lambda: b"<p>" + b"<math><mi>x</mi></math>" * 25_000,
    "references.html": lambda: b"<p>" + b'x<sup><a href="#fn1">1</a></sup>' * 12_500 + b"<ol><li id=fn1>deep",
    "lines.txt": lambda: b"A line of text.\n" * 250_000,
    "noise.html": lambda: random.Random(5).randbytes(2_000_000),
    "noise.md": lambda: random.Random(5).randbytes(2_000_000),
}

WARNED = {"yaml.md"}
"""Those that become an article of which a person is told what is wrong."""


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_heavy_source_ends_in_time(program, tmp_path, name):
    """Promise 24: a source of any weight gives an article or a problem, in a process that is held to the limit."""
    path = tmp_path / name
    path.write_bytes(HEAVY[name]())
    with processor_time(QUARTER):
        result = program("convert", "--stdout", path)
    assert "Traceback" not in result.stderr
    assert (result.returncode, bool(result.stdout)) in {(0, True), (1, False)}, result.stderr[-500:]
    assert bool(result.stderr) == (result.returncode == 1 or name in WARNED)
    assert len(result.stderr) < 10_000


def test_a_source_too_heavy_is_named_and_the_others_are_converted(program, project):
    """Promises 19, 20, 24: what is over the limit is said to be so; a sparse file costs nothing to make."""
    with project.write("seeds/huge.txt", "").open("wb") as file:
        file.truncate(3 * 2**30)
    project.write("seeds/good.txt", "A lake\n\nThe methane of the lakes was counted.\n")
    result = program("-C", project.folder, "convert")
    assert result.returncode == 1
    assert "seeds/huge.txt  too large: 3072 MiB" in result.stderr
    assert len([path for path in project.tree("content") if path.endswith(".md")]) == 1


def test_heavy_content_is_built_in_time(program, project):
    """Promise 24: the same in content/, where all of it is rendered."""
    weights = {
        "line": b"word " * 100_000,
        "less": b"<" * 2_000_000,
        "nested": b"> " * 25_000 + b"deep",
        "brackets": b"[" * 2_000_000,
        "marks": b"==a " * 25_000,
        "notes": b"".join(b"x[^a%d] \n\n[^a%d]: y\n\n" % (number, number) for number in range(750)),
        "comments": b"<!--\n" * 7_500,
        "details": b"<details>\n" * 7_500,
        "missing": b"[^a] " * 7_500,
        "addresses": b"https://a.example/==x== " * 2_500,
        "yaml": b"---\na: " + b"{a: " * 50_000 + b"\n---\n\ntext\n",
        "huge": b"a" * (17 * MIB),
    }
    for name, body in weights.items():
        head = b"" if body.startswith(b"---") else b"---\ntitle: T\ndate: 2025-03-18\n---\n\n"
        project.write(f"content/{name}.md", head + body)
    with processor_time(QUARTER):
        result = program("-C", project.folder, "build")
    assert result.returncode == 1
    assert "content/huge.md  too large" in result.stderr
    assert "content/yaml.md:" in result.stderr
    assert "Traceback" not in result.stderr
    built = {*weights} - {"yaml", "huge"}
    assert {f"2025/w12/{name}/index.html" for name in built} <= set(project.tree("site"))


def test_heavy_options_are_refused_in_time(program, project):
    """Promises 8, 24: a deep or endless digest.yml."""
    for text in (
        "a: " + "[" * 250_000,
        "- " * 125_000,
        "title: " + "x" * 1_250_000,
        "\n" * 1_250_000,
        "a: 1\n" * 25_000,
    ):
        project.write("digest.yml", text)
        with processor_time(QUARTER):
            result = program("-C", project.folder, "build")
        assert result.returncode in {0, 1}
        assert "Traceback" not in result.stderr
