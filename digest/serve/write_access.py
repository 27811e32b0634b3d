"""Who may write, and which files: a page that this run of the server made itself, in a browser on this machine.

A page of another site can make a browser send requests here (cross-site request forgery), and can make a name of its
own lead here (DNS rebinding). So a request that writes must name this server as its host and as its origin, must be
JSON, which no form can send, and must carry a token that stands only in pages of this run.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, is_article, is_text

TOKEN: Final = "X-Digest-Token"  # noqa: S105 (the name of a header)
"""The header with the token. A page of another site cannot even send it without asking first, and is refused that."""

LARGEST_REQUEST: Final = 128 * 1024
"""Bytes of a request: a passage and a note of many pages."""


def new_token() -> str:
    """A token for one run of the server, which nobody can guess."""
    return secrets.token_urlsafe(32)


def write_hosts(port: int) -> frozenset[str]:
    """The hosts that a request that writes may name."""
    names = ("localhost", "127.0.0.1", "[::1]")
    return frozenset([f"{name}:{port}" for name in names] + (list(names) if port == 80 else []))


def refusal(method: str, headers: Mapping[str, str], *, token: str, port: int) -> tuple[int, str] | None:
    """Why a request may not write, with the status to answer it with; None if it may. Headers have any case."""
    given = {name.lower(): value for name, value in headers.items()}
    host = given.get("host", "").lower()
    if host not in write_hosts(port):
        return 403, "this is not the host of the preview"
    if method != "POST":
        return 405, "only POST writes"
    if (
        given.get("origin", "").lower() != f"http://{host}"
        or given.get("sec-fetch-site", "same-origin") != "same-origin"
    ):
        return 403, "the request comes from another site"
    if given.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return 415, "the request is not JSON"
    if not secrets.compare_digest(given.get(TOKEN.lower(), "").encode(), token.encode()):
        return 403, "the page is of an earlier run of the preview; load it again"
    return None


def article_path(name: object) -> PurePosixPath | None:
    """The path of an article, relative to the project, if the text is one in its plainest form."""
    if not isinstance(name, str) or any(character in name for character in "\\:\0\n\r"):
        return None
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    is_plain = name == path.as_posix() and not path.is_absolute() and name.isprintable()
    inside = path.parts[:1] == (FOLDER.name,) and len(path.parts) > 1
    return path if is_plain and inside and not hidden and is_text(path) and is_article(path) else None
