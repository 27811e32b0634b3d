"""The client that asks real hosts, made of httpx (extra `check`).

A host is resolved here, and what is connected to is the very address that was looked at, so that a name cannot have
another address a moment later. No cookie, no password and no proxy is used; of an answer the head alone is read.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from typing import Final

import httpx

from digest import __version__
from digest.check.external.clients import Reply, UnreachableError
from digest.check.external.public_hosts import is_private_name, is_public

_AGENT: Final = f"digest/{__version__} (link check; +https://pypi.org/project/research-digest/)"
"""Tells hosts who asks, so that they can refuse."""

_SECONDS: Final = 10.0
"""For connecting, and for each piece of an answer."""

_SECONDS_IN_ALL: Final = 30.0
"""For one request, however many pieces it comes in."""

_HEADERS: Final = {"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"}

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses behind a name.

    Raises:
        OSError: there are none.
    """
    return tuple(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class HttpClient:
    """Asks hosts of the public internet.

    Attributes:
        resolve: finds the addresses behind a name; it runs in a thread.
    """

    def __init__(self, *, allow_private: bool = False, resolve: Resolve = resolve) -> None:
        """Make a client.

        Args:
            allow_private: whether hosts of this machine and its network may be asked; for tests alone.
            resolve: finds the addresses behind a name.
        """
        self._allow_private = allow_private
        self._resolve = resolve
        self._transport = httpx.AsyncHTTPTransport(trust_env=False, limits=httpx.Limits(keepalive_expiry=5))

    async def request(self, method: str, address: str) -> Reply:
        """The head of an answer; as of `Client`."""
        try:
            async with asyncio.timeout(_SECONDS_IN_ALL):
                return await self._request(method, httpx.URL(address).copy_with(userinfo=b"", fragment=None))
        except (httpx.InvalidURL, UnicodeError) as error:
            raise UnreachableError(f"it is not an address: {error}") from error
        except TimeoutError as error:
            raise UnreachableError(f"no answer within {_SECONDS_IN_ALL:.0f} seconds") from error
        except httpx.TimeoutException as error:
            raise UnreachableError(f"no answer within {_SECONDS:.0f} seconds") from error
        except httpx.HTTPError as error:
            raise UnreachableError(str(error) or type(error).__name__) from error

    async def close(self) -> None:
        """Let all connections go."""
        await self._transport.aclose()

    async def _request(self, method: str, url: httpx.URL) -> Reply:
        host, port = url.raw_host.decode("ascii"), url.port or {"http": 80, "https": 443}[url.scheme]
        ip = await self._address(host, port)
        request = httpx.Request(
            method,
            url.copy_with(host=ip),
            headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
            extensions={"timeout": httpx.Timeout(_SECONDS).as_dict(), "sni_hostname": host},
        )
        response = await self._transport.handle_async_request(request)
        await response.aclose()
        headers = response.headers
        return Reply(response.status_code, headers.get("location", ""), headers.get("retry-after", ""))

    async def _address(self, host: str, port: int) -> str:
        """The address to connect to.

        Raises:
            UnreachableError: there is none, or any of them is not of the public internet.
        """
        if not self._allow_private and is_private_name(host):
            raise UnreachableError(f"{host} is a name within a network", private=True, lasting=True)
        try:
            found = await asyncio.to_thread(self._resolve, host, port)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(f"there is no host {host}", lasting=True) from error
        hidden = None if self._allow_private else next((ip for ip in found if not is_public(ip)), None)
        if hidden is not None:
            raise UnreachableError(f"{host} is {hidden}, within a network", private=True, lasting=True)
        return found[0]
