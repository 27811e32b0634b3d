"""A project whose preview runs while a test visits it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import date
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from digest.build import Extent
from digest.config import parse_config
from digest.errors import Problem
from digest.serve import ProjectBuild, Server

TODAY = date(2025, 3, 19)
"""In the week of `ARTICLE`."""

PATIENCE = 60  # seconds: a deadline for slow machines; nothing waits for so long

ARTICLE = """\
---
title: The trial
date: 2025-03-18
rights: full
---
The trial had ==forty patients, all from one clinic==[^a1] and ended early.

The dose was low. The dose was low.

[^a1]: @ann #method: Too small.
"""
CALL = "content/2025-W12/call.md"
PAGE = "2025/w12/call/"


class WholeBuild:
    """A build that makes the whole site each time."""

    def __init__(self, build: Callable[[], tuple[Problem, ...]]) -> None:
        self.build = build

    def whole(self, _changed: frozenset[PurePosixPath]) -> tuple[Problem, ...]:
        return self.build()

    def pages(self, _changed: frozenset[PurePosixPath]) -> Extent:
        return "nothing"


class Preview:
    """The preview of a project, as a browser sees it that opens its pages."""

    def __init__(self, folder: Path, config: str = "title: Test\n") -> None:
        self.folder = folder
        self.events: list[str] = []
        self.server: Server
        self.write("digest.yml", config)
        self.write(CALL, ARTICLE)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def read(self, name: str = CALL) -> str:
        return (self.folder / name).read_bytes().decode()

    def run(self, visit: Callable[[], Awaitable[None]], patience: float = PATIENCE) -> None:
        asyncio.run(asyncio.wait_for(self._run(visit), patience))

    async def _run(self, visit: Callable[[], Awaitable[None]]) -> None:
        output = self.folder / ".digest/serve"
        build = ProjectBuild(
            self.folder, output, lambda: parse_config((self.folder / "digest.yml").read_text()), converts=False
        )
        self.server = Server(self.folder, output, build, port=0, on_event=self.events.append, today=lambda: TODAY)
        ready = asyncio.Event()
        running = asyncio.create_task(self.server.run(ready.set))
        try:
            await ready.wait()
            await visit()
        finally:
            running.cancel()
            await asyncio.wait([running])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def get(self, address: str = PAGE, **headers: str) -> HTTPResponse:
        request = HTTPRequest(self.server.url + address, headers=headers, follow_redirects=False)
        return await AsyncHTTPClient().fetch(request, raise_error=False)

    async def text(self, address: str = PAGE, **headers: str) -> str:
        return (await self.get(address, **headers)).body.decode()

    async def until(self, words: str, address: str = PAGE, *, without: str = "\0") -> str:
        """The page as soon as it holds these words, and not those."""
        while words not in (text := await self.text(address)) or without in text:  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # only browsers are told when it is built
        return text

    async def config(self, address: str = PAGE) -> dict[str, str]:
        """What the page's script is told."""
        return config_in(await self.text(address))

    async def post(
        self, request: object, *, to: str = "annotations", without: str = "", method: str = "POST", **headers: str
    ) -> HTTPResponse:
        """Send a request that writes, with everything that it must carry but for what is said otherwise."""
        all_headers = {
            "Origin": self.origin,
            "Content-Type": "application/json",
            "X-Digest-Token": self.server.state.token,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        all_headers.pop(without, None)
        body = request if isinstance(request, bytes) else json.dumps(request).encode()
        sent = HTTPRequest(
            f"{self.server.url}-/{to}", method=method, headers=all_headers,
            body=body if method not in {"GET", "HEAD"} else None, allow_nonstandard_methods=True, follow_redirects=False,
        )  # fmt: skip
        return await AsyncHTTPClient().fetch(sent, raise_error=False)

    async def ask(self, action: str, **request: str) -> tuple[int, dict[str, Any]]:
        """The status and answer of an action on the article, over the bytes that its page has now."""
        while not (config := await self.config())["fingerprint"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)  # its file is newer than the page until that is built
        response = await self.post({"action": action, **config, **request})
        return response.code, json.loads(response.body)


def config_in(page: str) -> dict[str, str]:
    found = re.search(r'data-config="([^"]*)"', page)
    return json.loads(unescape(found[1])) if found and found[1] else {}
