"""The sandbox's own API, the part that lets things go wrong: faults of calls, detours of deliveries, and limits."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox import detours, faults, orders
from sandbox.acts import read
from sandbox.control import stand_of
from sandbox.methods.table import METHODS


async def kinds(_request: Request) -> Response:
    """GET /control/faults/kinds: what can go wrong, each with what it is, and the methods that there are."""
    calls = {**faults.KINDS, "error": faults.REFUSED}
    return JSONResponse({"calls": calls, "detours": dict(detours.KINDS), "methods": sorted(METHODS)})


async def look(request: Request) -> Response:
    """GET /control/faults."""
    return JSONResponse(stand_of(request).faults.as_json())


async def _changed(request: Request) -> Response:
    stand_of(request).slack.hub.change("faults")
    return await look(request)


async def line_up(request: Request) -> Response:
    """POST /control/faults."""
    order = await read(request, orders.Fault)
    stand_of(request).faults.add(faults.Fault(**order.model_dump()))
    return await _changed(request)


async def leave_to_chance(request: Request) -> Response:
    """POST /control/faults/random."""
    order = await read(request, orders.Chance)
    stand_of(request).faults.chance = faults.Chance(**order.model_dump()) if order.share else None
    return await _changed(request)


async def delay_all(request: Request) -> Response:
    """POST /control/faults/latency."""
    stand_of(request).faults.latency = (await read(request, orders.Latency)).ms
    return await _changed(request)


async def remove(request: Request) -> Response:
    """DELETE /control/faults/{number}."""
    stand_of(request).faults.remove(request.path_params["number"])
    return await _changed(request)


async def clear(request: Request) -> Response:
    """DELETE /control/faults."""
    stand_of(request).faults.clear()
    return await _changed(request)


async def look_at_detours(request: Request) -> Response:
    """GET /control/detours."""
    return JSONResponse({"detours": stand_of(request).delivery.detours.as_json()})


async def _rerouted(request: Request) -> Response:
    stand_of(request).slack.hub.change("detours")
    return await look_at_detours(request)


async def detour(request: Request) -> Response:
    """POST /control/detours."""
    order = await read(request, orders.Detour)
    stand_of(request).delivery.detours.add(detours.Detour(**order.model_dump()))
    return await _rerouted(request)


async def remove_detour(request: Request) -> Response:
    """DELETE /control/detours/{number}."""
    stand_of(request).delivery.detours.remove(request.path_params["number"])
    return await _rerouted(request)


async def clear_detours(request: Request) -> Response:
    """DELETE /control/detours."""
    stand_of(request).delivery.detours.waiting.clear()
    return await _rerouted(request)


async def switch_limits(request: Request) -> Response:
    """POST /control/limits."""
    stand = stand_of(request)
    stand.limits.switch(on=(await read(request, orders.Limits)).on)
    stand.slack.hub.change("limits")
    return await look_at_limits(request)


async def look_at_limits(request: Request) -> Response:
    """GET /control/limits: of the bot, or of the `app` of the query, by its id."""
    stand = stand_of(request)
    account = stand.limits.of(request.query_params.get("app", stand.slack.app.app_id))
    return JSONResponse({"on": stand.limits.on, **account.as_json(stand.slack.clock.now())})
