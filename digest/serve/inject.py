"""What the development server adds to a page: scripts, the bar of the preview, and the problems of the last build.

Published pages have a Content-Security-Policy that forbids all of these. In the response it is relaxed as far as they
need, and no further: a script runs only with the nonce of the response, which nothing in a source can know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from html import escape, unescape
from importlib.resources import files as package_files
from typing import Final
from urllib.parse import quote

from digest.dataclass import dataclass

SCRIPT: Final = "/livereload.js"
STYLE: Final = "/digest-problems.css"
PREVIEW_SCRIPT: Final = "/-/preview.js"
PREVIEW_STYLE: Final = "/-/preview.css"
REVIEW: Final = "/-/review"
"""Where the candidates of this week are reviewed; another week may follow, after a slash."""

REVIEW_SCRIPT: Final = "/-/review.js"
REVIEW_STYLE: Final = "/-/review.css"
REVIEW_ICON: Final = "/-/review.svg"

_OPTIONS: Final = b'"/" + this.options.generation + "?page=" + this.options.page + "&version=" + this.options.version'
_CONNECT: Final = (b'this.options.port + "/livereload"', b'this.options.port + "/livereload" + ' + _OPTIONS)
"""livereload's script connects to a fixed path. Here the page says which it is, so that the server knows an old one."""

_TYPES: Final = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"}

_POLICY = re.compile(r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_OPEN_TO_ALL: Final = frozenset({"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:", "blob:"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """What is added to one response.

    Attributes:
        host: that the browser asked for, with its port; already checked.
        generation: number of the build that made the page. A browser with a page of an earlier build is told to reload.
        nonce: of this response, for its scripts.
        problems: the text of each error; it is escaped.
        page: the address of the page, and its version, by which it is reloaded only when it has changed.
        version: of the page.
        bar: HTML above the page.
        writing: what the page needs to write to its article; empty where it may not.
        script: of the preview, for this kind of page.
    """

    host: str
    generation: int
    nonce: str
    problems: tuple[str, ...] = ()
    page: str = ""
    version: str = ""
    bar: str = ""
    writing: Mapping[str, str] = field(default_factory=dict)
    script: str = PREVIEW_SCRIPT


def inject(page: str, additions: Additions) -> str:
    """A page of the site with what the development server adds.

    A page whose policy would let other scripts run, or that has none, may not write: then nothing in a source could
    be kept from writing too.
    """
    writing = additions.writing if is_protected(page) else {}
    page = _POLICY.sub(lambda match: _relaxed(match[0], additions), page)
    page = _with_script(page, additions, writing)
    body = _BODY.search(page)
    if additions.bar and body:
        page = page[: body.end()] + additions.bar + page[body.end() :]
    end = page.lower().rfind("</body>")
    last = _overlay(additions.problems) + _livereload(additions)
    return page[:end] + last + page[end:] if end >= 0 else page + last


def is_protected(page: str) -> bool:
    """Whether a page has a policy, before its body, under which no script of a source can run."""
    meta = _POLICY.search(page)
    body = _BODY.search(page)
    content = _CONTENT.search(meta[0]) if meta else None
    if meta is None or content is None or (body is not None and body.start() < meta.start()):
        return False
    directives = _directives(unescape(content[1][1:-1]))
    scripts = directives.get("script-src", directives.get("default-src"))
    return scripts is not None and not _OPEN_TO_ALL.intersection(map(str.lower, scripts))


def _with_script(page: str, additions: Additions, writing: Mapping[str, str]) -> str:
    """The page with the preview's script, directly behind the policy and so before all that a source says."""
    meta = _POLICY.search(page)
    at = meta.end() if meta else 0
    config = escape(json.dumps(writing)) if writing else ""
    script = (
        f'<link rel="stylesheet" href="{PREVIEW_STYLE}">'
        f'<script nonce="{additions.nonce}" src="{additions.script}" data-config="{config}"></script>'
    )
    return page[:at] + script + page[at:] if meta else page


def _livereload(additions: Additions) -> str:
    query = f"generation={additions.generation}&amp;mindelay=200&amp;maxdelay=2000"
    if additions.version:
        query += f"&amp;page={quote(additions.page, safe='')}&amp;version={additions.version}"
    return f'<script nonce="{additions.nonce}" src="{SCRIPT}?{query}"></script>'


def _overlay(problems: tuple[str, ...]) -> str:
    if not problems:
        return ""
    title = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return (
        f'<link rel="stylesheet" href="{STYLE}"><section id="digest-problems" role="alert">'
        f"<h2>{title}: this is the last good site</h2><pre>{escape(chr(10).join(problems))}</pre></section>"
    )


def _relaxed(meta: str, additions: Additions) -> str:
    def content(match: re.Match[str]) -> str:
        return f'content="{escape(relax(unescape(match[1][1:-1]), additions.host, additions.nonce))}"'

    return _CONTENT.sub(content, meta, count=1)


def relax(policy: str, host: str, nonce: str) -> str:
    """A policy that also allows scripts with a nonce, the server's style sheets, and its own connections.

    A page that runs no file of the site connects to nothing. What the site's own policy leaves open there, for tools
    that look at a published page, is closed: in the preview other pages may write.
    """
    directives = _directives(policy)
    if "connect-src" in directives and not _runs_files(directives):
        directives["connect-src"] = [source for source in directives["connect-src"] if source != "'self'"]
    needs = (
        ("script-src", (f"'nonce-{nonce}'",)),
        ("style-src", ("'self'",)),
        ("connect-src", (f"ws://{host}", f"http://{host}/-/")),
    )
    for name, needed in needs:
        sources = directives.get(name, directives.get("default-src", []))
        kept = [source for source in sources if source != "'none'"]
        directives[name] = [*kept, *(source for source in needed if source not in kept)]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _runs_files(directives: Mapping[str, list[str]]) -> bool:
    """Whether a policy allows scripts other than those known by a hash or a nonce."""
    scripts = directives.get("script-src", directives.get("default-src", ["*"]))
    return any(not source.startswith(("'none'", "'sha", "'nonce-")) for source in scripts)


def _directives(policy: str) -> dict[str, list[str]]:
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    return directives


def preview_assets() -> tuple[tuple[str, str, bytes], ...]:
    """The scripts and style sheets of the server itself: the address of each, its type, and its bytes."""
    folder = package_files("digest.serve").joinpath("assets")
    livereload = package_files("livereload").joinpath("vendors/livereload.js").read_bytes().replace(*_CONNECT)
    own = (STYLE, PREVIEW_SCRIPT, PREVIEW_STYLE, REVIEW_SCRIPT, REVIEW_STYLE, REVIEW_ICON)
    bodies = {address: folder.joinpath(address.rpartition("/")[2]).read_bytes() for address in own}
    return tuple(
        (address, _TYPES[address.rpartition(".")[2]], body) for address, body in {SCRIPT: livereload, **bodies}.items()
    )
