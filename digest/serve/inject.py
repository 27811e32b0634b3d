"""What the development server adds to a page: the script that reloads it, and the problems of the last build.

Published pages have a Content-Security-Policy that forbids both. In the response it is relaxed as far as these two
need, and no further.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Final

SCRIPT: Final = "/livereload.js"
STYLE: Final = "/digest-problems.css"

CSS: Final = """\
#digest-problems { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
  margin: 0; padding: 1rem 1.25rem; background: #fff4f2; color: #2b0b06; border-top: 4px solid #c62b12;
  text-align: left; direction: ltr; }
#digest-problems h2 { margin: 0 0 .5rem; font: bold 1rem/1.4 system-ui, sans-serif; color: inherit; }
#digest-problems pre { margin: 0; padding: 0; border: 0; background: none; color: inherit; white-space: pre-wrap;
  overflow-wrap: anywhere; font: .875rem/1.5 ui-monospace, monospace; }
@media (prefers-color-scheme: dark) { #digest-problems { background: #2b1410; color: #ffe3dd; border-color: #ff6a4d; } }
@media print { #digest-problems { display: none; } }
"""

_POLICY = re.compile(r"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def inject(page: str, *, host: str, generation: int, problems: tuple[str, ...]) -> str:
    """A page of the site with livereload's script and, where there are any, the problems.

    Args:
        page: HTML.
        host: that the browser asked for, with its port; already checked.
        generation: number of the build that made the page. A browser with a page of an earlier build is told to reload.
        problems: the text of each error; it is escaped.
    """
    page = _POLICY.sub(lambda found: _relaxed(found[0], host), page)
    additions = _overlay(problems)
    additions += f'<script src="{SCRIPT}?generation={generation}&amp;mindelay=200&amp;maxdelay=2000"></script>'
    end = page.lower().rfind("</body>")
    return page[:end] + additions + page[end:] if end >= 0 else page + additions


def _overlay(problems: tuple[str, ...]) -> str:
    if not problems:
        return ""
    title = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return (
        f'<link rel="stylesheet" href="{STYLE}"><section id="digest-problems" role="alert">'
        f"<h2>{title}: this is the last good site</h2><pre>{escape(chr(10).join(problems))}</pre></section>"
    )


def _relaxed(meta: str, host: str) -> str:
    return _CONTENT.sub(lambda found: f'content="{escape(relax(unescape(found[1][1:-1]), host))}"', meta, count=1)


def relax(policy: str, host: str) -> str:
    """A policy that also allows the server's script and style sheet, and the connection for reloading."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), sources)
    for name, needed in (("script-src", "'self'"), ("style-src", "'self'"), ("connect-src", f"ws://{host}")):
        sources = directives.get(name, directives.get("default-src", []))
        kept = [source for source in sources if source != "'none'"]
        directives[name] = [*kept, *([] if needed in kept else [needed])]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
