"""Indexes of Pagefind are kept whole, whatever another run does with the same folder at the same time."""

from __future__ import annotations

import os

import pytest

from digest.build.pagefind import kept_indexes
from digest.build.pagefind.kept_indexes import forget, keep, kept_files


@pytest.fixture
def index(tmp_path):
    """What Pagefind wrote: a script, a part of an interface, and a file in a folder."""
    folder = tmp_path / "index"
    (folder / "fragment").mkdir(parents=True)
    for name in ("pagefind.js", "pagefind-ui.js", "fragment/en_1.pf_fragment"):
        (folder / name).write_text(name)
    return folder


def test_what_a_site_needs_is_kept(tmp_path, index):
    """The parts of an interface are left out, and a file in a folder keeps its path."""
    assert keep(index, tmp_path / "new", tmp_path / "kept")
    files = kept_files(tmp_path, (tmp_path / "kept").relative_to(tmp_path))
    assert [file.path for file in files] == ["search/pagefind/fragment/en_1.pf_fragment", "search/pagefind/pagefind.js"]
    assert files[0].read(tmp_path) == b"fragment/en_1.pf_fragment"


def test_of_two_runs_at_once_the_quicker_one_keeps_its_index(tmp_path, index, monkeypatch):
    """A folder that is not empty is not replaced, and that is not an error: it holds an index of the same pages."""
    monkeypatch.setattr(kept_indexes, "rmtree", lambda *_, **__: None)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "files.json").write_text("{}")
    assert keep(index, tmp_path / "new", tmp_path / "kept")
    assert (tmp_path / "kept" / "files.json").read_text() == "{}"


def test_an_index_that_cannot_be_moved_is_an_error(tmp_path, index):
    """Where there is no folder for it nobody was quicker."""
    with pytest.raises(OSError, match="missing"):
        keep(index, tmp_path / "new", tmp_path / "missing" / "kept")


def test_those_that_were_used_last_stay(tmp_path, monkeypatch):
    """Four of them; one that another run removed meanwhile is not missed, and a file is not an index."""
    for age in range(6):
        (tmp_path / str(age)).mkdir()
        os.utime(tmp_path / str(age), (1000 - age, 1000 - age))
    (tmp_path / "note").write_text("")
    seen = kept_indexes.Path.is_dir
    removed = tmp_path / "0"

    def is_dir(path):
        there = seen(path)
        if path == removed and there:
            path.rmdir()
        return there

    monkeypatch.setattr(kept_indexes.Path, "is_dir", is_dir)
    forget(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "3", "4", "note"]
