"""The bytes of a small site of every kind of page. `pytest tests/golden --rewrite-golden` writes them anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from digest.cli import run

HERE = Path(__file__).resolve().parent
EXPECTED = HERE / "site"


def test_the_golden_site_is_built_byte_for_byte(tmp_path, request):
    """Every page, feed and index; the theme's own files are compared by their names, which hold a fingerprint."""
    output = tmp_path / "site"
    assert run(["-C", str(HERE / "project"), "build", "--output", str(output), "--no-cache"]) == 0
    built = {
        path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()
    }
    assets = "".join(f"{path}\n" for path in built if path.startswith("assets/"))
    site = {path: body for path, body in built.items() if not path.startswith(("assets/", "."))}
    site["assets.txt"] = assets.encode()
    if request.config.getoption("--rewrite-golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for path, body in site.items():
            (EXPECTED / path).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / path).write_bytes(body)
    expected = {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes()
        for path in sorted(EXPECTED.rglob("*"))
        if path.is_file()
    }
    assert expected, "the golden site is missing; write it with --rewrite-golden and look at it"
    assert sorted(site) == sorted(expected)
    for path, body in site.items():
        assert body.decode() == expected[path].decode(), path
