"""The one script that every page has, the switch between light and dark: what a page may hold of it, and must say."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from lxml import etree

_TEMPLATE = Path(__file__).resolve().parents[2] / "themes/paper/_switch.js"
SCRIPT = _TEMPLATE.read_text("utf-8").partition("#}\n")[2].rstrip("\n")
CONTROL = (
    '<p class="theme"><select aria-label="Colours" title="Colours" autocomplete="off">'
    '<option value="auto">A</option><option value="light">L</option><option value="dark">D</option></select></p>'
)
_NAMES = {"aria-label", "title", "autocomplete"}
_OPTIONS = [[("value", value)] for value in ("auto", "light", "dark")]


def policy(*, search: bool = False) -> str:
    """The policy of a page: it runs the switch alone, known by its hash; that of the search its own files too."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    scripts = f"script-src 'sha256-{digest}'" + (" 'self'" if search else "")
    own = "style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'"
    return f"default-src 'none'; {scripts}; {own}; base-uri 'none'; form-action 'none'"


def take_out(page: etree._Element) -> list[str]:
    """Take the switch out of a page, a tree of html5lib; gives what is wrong with it, and then leaves it there."""
    head, header = page.find("head"), page.find("body/header")
    scripts = [element for element in head.iter("script") if not element.attrib]
    controls = header.findall("p[@class='theme']/select")
    if [script.text for script in scripts] != [SCRIPT] or len(controls) != 1:
        return [f"scripts {[script.text for script in scripts]}, {len(controls)} lists"]
    options = [sorted(option.attrib.items()) for option in controls[0]]
    if set(controls[0].attrib) != _NAMES or options != _OPTIONS:
        return [f"list {dict(controls[0].attrib)}, {options}"]
    head.remove(scripts[0])
    header.remove(header.find("p[@class='theme']"))
    return []
