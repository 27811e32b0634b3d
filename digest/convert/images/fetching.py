"""Fetches images of articles, because a person asked for it: the only way in which conversion uses the network."""

from __future__ import annotations

import http.client
import time
from typing import Final
from urllib.error import URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from digest import __version__
from digest.articles.kinds import LARGEST_IMAGE

PATIENCE: Final = 15.0
"""Seconds without a byte after which a server is given up."""

DEADLINE: Final = 60.0
"""Seconds for one image, however busy its server seems."""

_CHUNK: Final = 2**16


def fetch(address: str, seconds: float = DEADLINE) -> bytes | str:
    """The bytes at an address of the web, or in words why they cannot be had.

    Redirections are followed to http and https only.

    Args:
        address: http or https.
        seconds: the most that it may take.
    """
    end = time.monotonic() + min(seconds, DEADLINE)
    try:
        # what an address may not hold is encoded, what it holds encoded already is left
        request = Request(quote(address, safe="%/:=&?~#+!$,;'@()*[]"), headers=_HEADERS)  # noqa: S310  (see _opener)
        if urlsplit(request.full_url).scheme not in {"http", "https"}:
            return "it is not an address of the web"
        with _opener().open(request, timeout=PATIENCE) as answer:
            return _read(answer, end)
    except URLError as error:
        return str(getattr(error, "code", "") or error.reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return str(error) or type(error).__name__


_HEADERS: Final = {"User-Agent": f"digest/{__version__}", "Accept": "image/*"}


def _opener() -> OpenerDirector:
    """What speaks http and https alone, even where a redirection names something else."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPRedirectHandler(), HTTPErrorProcessor(),
        HTTPDefaultErrorHandler(), UnknownHandler(),
    ):  # fmt: skip
        opener.add_handler(handler)
    return opener


def _read(answer: http.client.HTTPResponse, end: float) -> bytes | str:
    body = bytearray()
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > LARGEST_IMAGE:
            return f"larger than {LARGEST_IMAGE // 2**20} MiB"
        if time.monotonic() > end:
            return "its server takes too long"
    return bytes(body)
