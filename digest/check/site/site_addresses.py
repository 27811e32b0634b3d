"""Where an address on a page of the site leads, as browsers resolve it (WHATWG URL, RFC 3986 section 5).

A site may stand below a path of its host, such as `/reading/`. Addresses that begin with a slash, and whole addresses
of the site's own host, lead into the site where they lie below that path.
"""

from __future__ import annotations

import re
from posixpath import normpath
from typing import Final, Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from digest.plan.routes import output_file

Kind = Literal["inside", "outside", "above", "other", "malformed"]

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_STRIPPED: Final = "".join(map(chr, range(0x21)))
_REMOVED: Final = re.compile(r"[\t\r\n]")
_SIMPLE: Final = re.compile(
    r"((?:\.\./)*)((?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*)?)(?:#([\w.-]*))?"
)
"""An address such as builds write: ways up, then names, then an id; nothing in it has to be decoded."""

_TEXT_DIRECTIVE: Final = ":~:"
"""Begins the part of a fragment that is meant for the browser and names no element (URL Fragment Text Directives)."""


class Target(NamedTuple):
    """Where an address leads.

    Attributes:
        kind: into the site; to another host; above the site's own path, which only its host knows; to what is not of
            the web, such as `mailto:`; or nowhere, since it cannot be read.
        path: inside, the file that a server would send, relative to the site's root; outside, the whole address
            without its fragment; else the address as written.
        fragment: decoded; empty where there is none.
    """

    kind: Kind
    path: str
    fragment: str = ""


def resolve_address(page: str, address: str, base_url: str) -> Target:
    """Where an address leads.

    Args:
        page: the file on which it stands, relative to the site's root.
        address: as written in the attribute, without the escapes of HTML.
        base_url: where the site stands, with a slash at its end; empty where that is not known.
    """
    simple = _SIMPLE.fullmatch(address)
    if simple and (simple[1] or simple[2]):
        folders = page.split("/")[:-1]
        up = len(simple[1]) // len("../")
        if up <= len(folders):
            path = "/".join([*folders[: len(folders) - up], simple[2]])
            return Target("inside", output_file(path), simple[3] or "")
    address = _REMOVED.sub("", address.strip(_STRIPPED))
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in {"http", "https"}:
        return Target("other", address)
    try:
        parts = urlsplit(address if scheme else address.replace("\\", "/"))
        if scheme or parts.netloc:
            return _whole(address, parts, base_url)
    except ValueError:  # a bracket without its other half, or a port that is not a number
        return Target("malformed", address)
    return _within(page, parts, base_url)


def _whole(address: str, parts: SplitResult, base_url: str) -> Target:
    """Of an address that names its host."""
    base = urlsplit(base_url)
    if not parts.hostname or parts.port == 0:
        return Target("malformed", address)
    if base_url and parts.netloc.lower() == base.netloc.lower():
        if unquote(parts.path or "/").startswith(unquote(base.path)):
            return _within("", parts, base_url)
        if f"{parts.path}/" == base.path:  # servers add the slash
            return _within("", parts._replace(path=base.path), base_url)
    scheme = parts.scheme or base.scheme or "https"
    return Target("outside", parts._replace(scheme=scheme, fragment="").geturl())


def _within(page: str, parts: SplitResult, base_url: str) -> Target:
    """Of an address without a host, or with the site's own."""
    fragment = unquote(parts.fragment.partition(_TEXT_DIRECTIVE)[0])
    path = unquote(parts.path)
    if not path and not parts.netloc:
        return Target("inside", page, fragment)
    home = unquote(urlsplit(base_url).path) or "/"
    if path.startswith("/"):
        if not (path.startswith(home) or f"{path}/" == home):
            return Target("above", parts.geturl())
        path = path[len(home) :]
    else:
        path = page.rpartition("/")[0] + "/" + path
    joined = normpath(path.lstrip("/") or ".")
    if joined == ".." or joined.startswith("../"):
        return Target("above", parts.geturl())
    is_folder = path.endswith(("/", "/.", "/..")) or joined == "."
    return Target("inside", output_file("" if joined == "." else f"{joined}/" if is_folder else joined), fragment)
