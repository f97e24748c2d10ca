"""The connection to a stand-in's own API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import aiohttp

from sandbox.shapes import Json

ERRORS = 400


class CannotError(AssertionError):
    """A person could not do what a test or a replay wanted of them; says what there was instead."""


def _query(given: Mapping[str, str]) -> Mapping[str, str]:
    """`as` is a word of Python's own, so that it is written `as_`."""
    return {key.rstrip("_"): value for key, value in given.items()}


class Client:
    """A client of a stand-in's own API."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the connection."""
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("a sandbox's client is used as an async context manager")
        return self._session

    async def _call(self, verb: str, path: str, **more: Any) -> Json:
        async with self._open().request(verb, f"{self.base_url}{path}", **more) as answer:
            body: Json = await answer.json()
        if answer.status >= ERRORS:
            raise CannotError(f"{path}: {body['error']}")
        return body

    async def get(self, path: str, **query: str) -> Json:
        """Look; `as_` stands for `as`."""
        return await self._call("GET", path, params=_query(query))

    async def text(self, path: str, **query: str) -> str:
        """Look at something that is not JSON.

        Raises:
            CannotError: it cannot be seen.
        """
        async with self._open().get(f"{self.base_url}{path}", params=_query(query)) as answer:
            if answer.status >= ERRORS:
                raise CannotError(f"{path}: {await answer.text()}")
            return await answer.text()

    async def post(self, path: str, body: Json) -> Json:
        """Do."""
        return await self._call("POST", path, json=body)
