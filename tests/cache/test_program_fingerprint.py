"""The fingerprint of the program follows its code and its libraries, and is not computed twice."""

from __future__ import annotations

import importlib.metadata
import os
import sys
import time

import pytest

import digest
from digest.cache import program_fingerprint as room

AN_HOUR_AGO = time.time() - 3600


@pytest.fixture
def fingerprint(tmp_path, monkeypatch):
    """Computes the fingerprint of a small program, as a new process would."""
    (tmp_path / "rooms").mkdir()
    (tmp_path / "__init__.py").write_bytes(b"")
    (tmp_path / "rooms" / "a.py").write_bytes(b"a = 1")
    kept = {}
    monkeypatch.setattr(digest, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr(room, "read_kept", kept.get)
    monkeypatch.setattr(room, "keep", kept.__setitem__)
    monkeypatch.setattr(room, "is_reliable", lambda _stamp, _started: True)
    return room.program_fingerprint.__wrapped__


def test_code_is_read_only_after_a_change(fingerprint, tmp_path, monkeypatch):
    """Equal stamps are believed; another file, other bytes or another name are seen."""
    first = fingerprint()
    with monkeypatch.context() as patch:
        patch.setattr(room, "_fingerprint_of", None)
        assert fingerprint() == first
    (tmp_path / "rooms" / "a.py").write_bytes(b"a = 2")
    os.utime(tmp_path / "rooms" / "a.py", (AN_HOUR_AGO, AN_HOUR_AGO))
    second = fingerprint()
    (tmp_path / "rooms" / "a.py").rename(tmp_path / "rooms" / "b.py")
    assert len({first, second, fingerprint()}) == 3


def test_equal_code_has_one_fingerprint_wherever_it_is(fingerprint, tmp_path, monkeypatch):
    """The folder and the times of the files do not count."""
    first = fingerprint()
    (tmp_path / "copy" / "rooms").mkdir(parents=True)
    (tmp_path / "copy" / "__init__.py").write_bytes(b"")
    (tmp_path / "copy" / "rooms" / "a.py").write_bytes(b"a = 1")
    monkeypatch.setattr(digest, "__file__", str(tmp_path / "copy" / "__init__.py"))
    assert fingerprint() == first


def test_libraries_are_told_with_their_versions(fingerprint, tmp_path, monkeypatch):
    """Names of folders tell what the metadata within them tells, and the first on the path counts."""
    libraries = (*room._LIBRARIES, "pillow")
    assert room.installed_versions(libraries) == {name: importlib.metadata.version(name) for name in libraries}
    first = fingerprint()
    (tmp_path / "Babel-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert room.installed_versions(["babel"]) == {"babel": "99.0"}
    assert fingerprint() != first
