"""MLflow's model registry over REST: which version an alias points to, and which there are. It is only read."""

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Annotated, Final, Self, TypeVar

import aiohttp
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.config import Settings
from bot.domain.registry import ModelVersion, Registered
from bot.domain.systems import Registry, System
from bot.errors import RegistryFailed

ANSWERS_WITHIN: Final = 2.0
"""Seconds: Slack waits 3 for the form in which the answer is shown."""

MOST_READ: Final = 4_000_000
MOST_VERSIONS: Final = 200
_OK: Final = 200
_CODES: Final[Mapping[int, str]] = {401: "not_allowed", 403: "not_allowed", 404: "not_found"}
_NO_SUCH_ALIAS: Final = "INVALID_PARAMETER_VALUE"

_Answer = TypeVar("_Answer", bound=BaseModel)
_Number = Annotated[str, BeforeValidator(str), Field(max_length=40)]


class _Alias(BaseModel):
    alias: str
    version: _Number


class _Model(BaseModel):
    name: str
    aliases: tuple[_Alias, ...] = ()


class _Version(BaseModel):
    version: _Number
    creation_timestamp: int = 0


class _GotModel(BaseModel):
    registered_model: _Model


class _GotVersion(BaseModel):
    model_version: _Version


class _GotVersions(BaseModel):
    model_versions: tuple[_Version, ...] = ()


class Mlflow(AbstractAsyncContextManager["Mlflow"]):
    """A tracking server, between `async with`."""

    def __init__(self, url: str, token: str = "", within: float = ANSWERS_WITHIN) -> None:
        self._within = within
        self._base = f"{url.rstrip('/')}/api/2.0/mlflow/"
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """The server that the settings name, if they do."""
        if settings.mlflow_url is None:
            return None
        return cls(settings.mlflow_url, settings.mlflow_token.get_secret_value())

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._within), headers=self._headers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def look(self, system: System | None) -> Registered | RegistryFailed | None:
        """Read what is registered of a system, or why that cannot be read; None where nothing is to be asked."""
        if system is None or system.registry is None:
            return None
        try:
            return await self.registered(system.registry)
        except RegistryFailed as failure:
            return failure

    async def registered(self, registry: Registry) -> Registered:
        """Read what an alias points to and which versions there are.

        Raises:
            RegistryFailed: MLflow does not answer, or does not know the model.
        """
        listing = {"filter": _named(registry.model), "max_results": str(MOST_VERSIONS)}
        # Side by side: both together have no longer than one.
        got, listed = await asyncio.gather(
            self._get("registered-models/get", _GotModel, name=registry.model),
            self._get("model-versions/search", _GotVersions, **listing),
        )
        aliased = {one.alias: one.version for one in got.registered_model.aliases}
        versions = sorted(map(_version, listed.model_versions), key=_place, reverse=True)
        return Registered(registry.model, registry.alias, aliased.get(registry.alias), tuple(versions))

    async def version_of(self, registry: Registry) -> str | None:
        """Read which version an alias points to; None when the model has no such alias.

        Raises:
            RegistryFailed: MLflow does not answer, or does not know the model.
        """
        try:
            got = await self._get("registered-models/alias", _GotVersion, name=registry.model, alias=registry.alias)
        except RegistryFailed as failure:
            if failure.values["detail"] == _NO_SUCH_ALIAS:
                return None
            raise
        return got.model_version.version

    async def _get(self, method: str, answer: type[_Answer], **asked: str) -> _Answer:
        """Ask once; a redirection is not followed, since it would carry the token elsewhere."""
        if self._session is None:
            raise RuntimeError("the session with MLflow has not been opened")
        try:
            async with self._session.get(self._base + method, params=asked, allow_redirects=False) as response:
                body = await _read(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise RegistryFailed(problem="no_answer", detail="") from error
        if response.status != _OK:
            raise RegistryFailed(problem=_CODES.get(response.status, "refused"), detail=_code(body))
        try:
            return answer.model_validate_json(body)
        except ValidationError as error:
            raise RegistryFailed(problem="unreadable", detail="") from error


class _Error(BaseModel):
    error_code: str = ""


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """Read no more than any registry has to say."""
    body = b""
    async for chunk in response.content.iter_chunked(65_536):
        body += chunk
        if len(body) > MOST_READ:
            raise RegistryFailed(problem="unreadable", detail="")
    return body


def _code(body: bytes) -> str:
    try:
        return _Error.model_validate_json(body).error_code
    except ValidationError:
        return ""


def _named(model: str) -> str:
    """A filter for one name; MLflow takes either kind of quotes around it."""
    quote = '"' if "'" in model else "'"
    return f"name = {quote}{model}{quote}"


def _version(one: _Version) -> ModelVersion:
    return ModelVersion(one.version, datetime.fromtimestamp(one.creation_timestamp / 1000, UTC))


def _place(version: ModelVersion) -> tuple[int, str]:
    return (int(version.number) if version.number.isdecimal() else 0, version.number)
