"""A small MLflow: the three questions that the bot asks, answered as version 3.17 answers them, and faults."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

BASE = "/api/2.0/mlflow"


@dataclass
class Registry:
    """What is registered (by model: its aliases), how many versions each has, and what was asked."""

    aliases: dict[str, dict[str, str]] = field(default_factory=dict)
    versions: int = 3
    fault: web.Response | None = None
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    url: str = ""


def _refused(status: int, code: str) -> web.Response:
    return web.json_response({"error_code": code, "message": f"{code} <!channel>"}, status=status)


def _version(number: int) -> dict[str, Any]:
    return {"name": "support", "version": str(number), "creation_timestamp": 1_795_425_136_000 + number, "run_id": ""}


def _answer(registry: Registry, method: str, asked: dict[str, str]) -> web.Response:
    name = asked.get("name") or asked["filter"].partition("= ")[2][1:-1]
    if method == "model-versions/search":
        return web.json_response({"model_versions": [_version(n) for n in range(1, registry.versions + 1)]})
    if name not in registry.aliases:
        return _refused(404, "RESOURCE_DOES_NOT_EXIST")
    if method == "registered-models/get":
        aliases = [{"alias": alias, "version": version} for alias, version in registry.aliases[name].items()]
        return web.json_response({"registered_model": {"name": name, **({"aliases": aliases} if aliases else {})}})
    if asked["alias"] not in registry.aliases[name]:
        return _refused(400, "INVALID_PARAMETER_VALUE")
    return web.json_response({"model_version": _version(int(registry.aliases[name][asked["alias"]]))})


@asynccontextmanager
async def open_registry() -> AsyncIterator[Registry]:
    """A registry on loopback."""
    registry = Registry()

    async def serve(request: web.Request) -> web.Response:
        method, asked = request.match_info["method"], dict(request.query)
        registry.asked.append((method, asked, request.headers.get("Authorization", "")))
        return registry.fault or _answer(registry, method, asked)

    app = web.Application()
    app.router.add_get(f"{BASE}/{{method:.+}}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    registry.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield registry
    finally:
        await runner.cleanup()
