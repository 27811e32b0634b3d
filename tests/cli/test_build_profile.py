"""`digest build --profile`: what a cold build costs, in lines that add up to the whole."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from digest.cli import run
from digest.cli.build_profile import profiled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no timer of processor time")


def seconds(line: str) -> float:
    return float(line.split(maxsplit=1)[0])


def test_stages_and_their_parts_add_up_to_the_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever was built before, all of it is made anew."""
    (tmp_path / "digest.yml").write_text("title: Test\n")
    (tmp_path / "content/2025-W12").mkdir(parents=True)
    for number in range(8):
        block = "> - Some *words*\n>   of the [text](https://example.org/).\n>\n>   | a | b |\n>   | - | - |\n>   | c | d |\n"
        text = f"{block}\n" * 100
        (tmp_path / f"content/2025-W12/a{number}.md").write_text(f"---\ntitle: T\ndate: 2025-03-18\n---\n{text}")
    assert run(["-C", str(tmp_path), "build"]) == 0
    capsys.readouterr()
    assert run(["-C", str(tmp_path), "build", "--profile"]) == 0
    table, _, files = capsys.readouterr().out.partition("the files that took longest:\n")
    *lines, whole = table.splitlines()
    stages = [line for line in lines if "%" in line]
    parts = [line for line in lines if "%" not in line]
    _, alone = whole.split(" ms an article; ")
    shared = [line for line in stages if line.endswith(("reading texts", "making files"))]
    assert len(shared) == 2
    assert seconds(alone) == pytest.approx(seconds(whole) - sum(map(seconds, shared)), abs=0.02)
    assert sum(map(seconds, stages)) == pytest.approx(seconds(whole), abs=0.005 * (len(stages) + 1))
    assert sum(map(seconds, parts)) == pytest.approx(seconds(whole), abs=0.005 * (len(parts) + 1))
    assert any("reading texts" in line for line in stages)
    assert any("markdown-it" in line for line in parts)
    assert "content/2025-W12/a" in files


def test_all_processor_time_counts() -> None:
    """Also that of one long call, in which no signal is heard."""
    before = time.process_time()
    with profiled() as profile:
        sorted(range(400_000, 0, -1), key=str)
    spent = time.process_time() - before
    assert sum(profile.parts.values()) == pytest.approx(spent, abs=0.02)
    assert len(list(profile.lines(0))) >= 3
