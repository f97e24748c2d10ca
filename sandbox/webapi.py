"""The door of the Web API: reads the call, checks token and scopes, runs the method, and writes the journal."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox import strictjson
from sandbox.delivery import elapsed
from sandbox.faults import Fault
from sandbox.journal import TO_SLACK, Exchange, of_other_app
from sandbox.limits import RateLimited
from sandbox.manifest import App
from sandbox.methods import chat
from sandbox.methods.call import Args, Call
from sandbox.methods.table import METHODS, Method
from sandbox.shapes import Json, SlackError
from sandbox.stand import Stand

NESTED = ("blocks", "attachments", "metadata", "view", "files", "unfurls", "document_content", "changes", "criteria")
TRANSPORT = "sandbox.transport"
UNANSWERED = ("reset", "timeout")
APP_SCOPES = ("connections:write",)


@dataclass(frozen=True)
class _Judged:
    """What was asked, by which app, and what is answered; a rate limit also says when to come again, in seconds."""

    args: Json
    app: App | None
    answer: Json
    retry_after: int | None = None


async def call(request: Request) -> Response:
    """POST or GET /api/{method}."""
    stand: Stand = request.app.state.stand
    method, started = request.path_params["method"], time.monotonic()
    fault = await _fault(stand, request, method)
    if fault is not None and fault.kind in UNANSWERED:
        return await _unanswered(stand, request, method, fault.kind)
    if fault is not None and fault.kind == "slow":
        await asyncio.sleep(fault.ms / 1000)
    judged = await _judge(stand, request, method, fault)
    lost = "lost_answer" if fault is not None and fault.kind == "lost_answer" else ""
    _keep(stand, method, judged, elapsed(started), lost)
    if lost:
        return await _reset(request)
    return _response(fault, judged, _granted(judged.app, method) if judged.answer["ok"] else ())


async def _fault(stand: Stand, request: Request, method: str) -> Fault | None:
    """What the call runs into; faults are lined up for the bot, and other apps pass them by."""
    if stand.slack.bearer(_in_header(request)) in stand.slack.others:
        return None
    fault = stand.faults.take(method)
    await stand.faults.lag()
    return fault


def _in_header(request: Request) -> str:
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""


def _keep(stand: Stand, method: str, judged: _Judged, ms: int, lost: str) -> None:
    """The file is about the app that the sandbox is run for; the calls of others stand in the inspector alone."""
    if judged.app is not None and judged.app in stand.slack.others:
        stand.journal.note(of_other_app(judged.app.name, method, judged.args, judged.answer, ms))
    else:
        stand.journal.call(method, judged.args, judged.answer, ms, lost=lost)


async def _judge(stand: Stand, request: Request, method: str, fault: Fault | None) -> _Judged:
    args: Json = {}
    app: App | None = None
    try:
        args, token = await _read(request)
        app = stand.slack.bearer(token)
        _refuse_by_fault(fault)
        return _Judged(args, app, perform(stand, method, args, token))
    except RateLimited as refusal:
        return _limited(stand, method, _Judged(args, app, refusal.body(), refusal.retry_after))
    except SlackError as refusal:
        return _Judged(args, app, refusal.body())


def _limited(stand: Stand, method: str, judged: _Judged) -> _Judged:
    """Remember a refusal for who looks at the limits."""
    account = stand.limits.of((judged.app or stand.slack.app).app_id)
    account.remember(method, judged.retry_after or 0, stand.slack.clock.now())
    stand.slack.hub.change("limits")
    return judged


def _refuse_by_fault(fault: Fault | None) -> None:
    if fault is None:
        return
    if fault.kind == "429":
        raise RateLimited(fault.retry_after)
    code = "internal_error" if fault.kind == "500" else fault.code
    if code:
        raise SlackError(code)


def perform(stand: Stand, name: str, args: Json, token: str) -> Json:
    """Run a method for the app that bears the token, and give its answer.

    Raises:
        SlackError: Slack would refuse.
    """
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    app = _caller(stand, method, token) if name != "api.test" else stand.slack.app
    limits, now = stand.limits.of(app.app_id), stand.slack.clock.now()
    limits.call(name, method.tier, now)
    one = Call(stand.slack, app, Args(args))
    _check(one, method)
    if method.paced:
        limits.message(chat.addressee(one).id, now)
    return {"ok": True, **method.run(one)}


def _caller(stand: Stand, method: Method, token: str) -> App:
    if not token:
        raise SlackError("not_authed")
    app = stand.slack.bearer(token)
    if app is None:
        raise SlackError("invalid_auth")
    if token != (app.app_token if method.by_app else app.token):
        raise SlackError("not_allowed_token_type")
    return app


def _granted(app: App | None, name: str) -> Iterable[str]:
    """The scopes of the token that a method was called with."""
    if app is None:
        return ()
    return APP_SCOPES if METHODS[name].by_app else app.scopes


def _check(one: Call, method: Method) -> None:
    if method.scopes:
        one.need(*method.scopes)
    missing = [name for name in method.required if not one.args.has(name)]
    if missing:
        raise SlackError("invalid_arguments", [f"missing required field: {name}" for name in missing])


async def _read(request: Request) -> tuple[Json, str]:
    """The arguments of query, form and JSON body together, and the token."""
    given: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        given |= _json_object(await request.body())
    else:
        form = await _form(request)
        given |= {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
    in_body = str(given.pop("token", "") or "")
    token = _in_header(request) or in_body
    return {name: _decoded(name, value) for name, value in given.items()}, token


async def _form(request: Request) -> FormData:
    try:
        return await request.form()
    except HTTPException:
        raise SlackError("invalid_form_data") from None


def _json_object(body: bytes) -> Json:
    try:
        given = strictjson.loads(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(given, dict):
        raise SlackError("json_not_object")
    return given


def _decoded(name: str, value: Any) -> Any:
    if name not in NESTED or not isinstance(value, str):
        return value
    try:
        return strictjson.loads(value)
    except ValueError:
        return value


def _response(fault: Fault | None, judged: _Judged, scopes: Iterable[str]) -> Response:
    """Slack tells with each answer which scopes the token has."""
    if judged.retry_after is not None:
        return JSONResponse(judged.answer, 429, {"Retry-After": str(judged.retry_after)})
    headers = {"x-oauth-scopes": ",".join(sorted(scopes))} if scopes else {}
    return JSONResponse(judged.answer, 500 if fault is not None and fault.kind == "500" else 200, headers)


async def _unanswered(stand: Stand, request: Request, method: str, kind: str) -> Response:
    """Do nothing, and say nothing either: break the connection, or keep it until the bot has given up."""
    args: Json = {}
    with contextlib.suppress(SlackError):
        args, _ = await _read(request)
    stand.journal.note(Exchange(TO_SLACK, method, args, {}, kind))
    if kind == "reset":
        return await _reset(request)
    await _gone(request)
    return PlainTextResponse("", 504)


async def _gone(request: Request) -> None:
    """Wait until the connection has ended."""
    while (await request.receive())["type"] != "http.disconnect":
        continue


async def _reset(request: Request) -> Response:
    """Break the connection; without a transport to break, the nearest thing to say is a bad gateway."""
    transport = request.scope.get("extensions", {}).get(TRANSPORT)
    if transport is None:
        return PlainTextResponse("connection reset", 502)
    transport["abort"]()
    await _gone(request)
    return PlainTextResponse("", 502)
