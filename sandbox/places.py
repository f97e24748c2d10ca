"""The other doors of Slack: response URLs, uploads, and downloads of private files."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sandbox import answers, strictjson
from sandbox.journal import TO_SLACK, Exchange
from sandbox.shapes import Json, SlackError
from sandbox.stand import Stand

GONE = frozenset({"no_service", "expired_url", "used_url"})


async def respond(request: Request) -> Response:
    """POST /response/{token}: an answer to an interaction."""
    stand: Stand = request.app.state.stand
    await stand.faults.lag()
    answer, error = await _answer(request), ""
    try:
        url = stand.slack.response_urls.use(request.path_params["token"], stand.slack.clock.now())
        answers.through_url(stand.slack, url, answer)
    except SlackError as refusal:
        error = refusal.code
    stand.journal.note(Exchange(TO_SLACK, "response_url", answer, {"text": error or "ok"}, error))
    return PlainTextResponse(error or "ok", 200 if not error else 404 if error in GONE else 400)


async def _answer(request: Request) -> Json:
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            given = strictjson.loads(await request.body())
        else:
            given = strictjson.loads(str((await request.form())["payload"]))
    except (ValueError, KeyError):
        return {}
    return given if isinstance(given, dict) else {}


async def upload(request: Request) -> Response:
    """POST /upload/v1/{file}: the content, raw or as a form's first file."""
    stand: Stand = request.app.state.stand
    await stand.faults.lag()
    file = stand.slack.files.get(request.path_params["file"])
    if file is None or file.uploaded:
        return PlainTextResponse("no such upload", 404)
    content = await _content(request)
    if len(content) != file.expected:
        return PlainTextResponse(f"{file.expected} bytes were announced, {len(content)} came", 400)
    file.content, file.uploaded = content, True
    return PlainTextResponse(f"OK - {len(content)}")


async def _content(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        files = [value for value in form.values() if isinstance(value, UploadFile)]
        return await files[0].read() if files else b""


async def download(request: Request) -> Response:
    """GET /files-pri/{place}/...: for the token of a bot with `files:read`."""
    stand: Stand = request.app.state.stand
    await stand.faults.lag()
    app = stand.slack.bearer(request.headers.get("authorization", "").removeprefix("Bearer "))
    file = stand.slack.files.get(request.path_params["place"].rpartition("-")[2])
    allowed = app is not None and "files:read" in app.scopes
    if not allowed or file is None or file.deleted:
        return PlainTextResponse("no access", 403)
    return Response(file.content, media_type=file.mimetype)
