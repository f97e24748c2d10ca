"""What the four outcomes are told apart by, on a server that answers whatever it is asked to."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.config import Settings
from bot.slack import AlreadyDone, CallFailed, Failure, GiveUp, Lost, Retry, Slack, channels, chat
from bot.slack.outcome import answered


async def answer(request: web.Request) -> web.StreamResponse:
    """Answer with the status and body that the text of the message asks for."""
    given = await request.json()
    status, _, body = given["text"].partition(" ")
    if status == "hang":
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    retry = {"Retry-After": "7"} if status == "429" else {}
    kind = "application/json" if body.startswith("{") else "text/html"
    return web.Response(status=int(status), text=body, content_type=kind, headers=retry)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    app = web.Application()
    app.router.add_post("/api/chat.postMessage", answer)
    async with TestServer(app) as server:
        settings = Settings.read(slack_bot_token="xoxb-1", slack_api_url=str(server.make_url("/api/")), _env_file=None)
        async with Slack(settings) as slack:
            yield slack


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('429 {"ok": false, "error": "ratelimited"}', Retry("ratelimited", 7.0), id="429"),
        pytest.param(
            '200 {"ok": false, "error": "service_unavailable"}', Retry("service_unavailable"), id="unavailable"
        ),
        pytest.param('500 {"ok": false, "error": "internal_error"}', Lost("internal_error"), id="500"),
        pytest.param('200 {"ok": false, "error": "fatal_error"}', Lost("fatal_error"), id="fatal"),
        pytest.param("503 <html>Sorry</html>", Lost("http_503"), id="a page instead of an answer"),
        pytest.param("502 {not json", Lost("http_502"), id="half an answer"),
        pytest.param("hang up", Lost("no_answer"), id="no answer"),
        pytest.param('200 {"ok": false, "error": "already_pinned"}', AlreadyDone("already_pinned"), id="done already"),
        pytest.param(
            '200 {"ok": false, "error": "missing_scope", "needed": "pins:write"}',
            GiveUp("missing_scope", "needed: pins:write"),
            id="forbidden",
        ),
        pytest.param(
            '200 {"ok": false, "error": "invalid_blocks", "response_metadata": {"messages": ["[ERROR] too long"]}}',
            GiveUp("invalid_blocks", "[ERROR] too long"),
            id="refused",
        ),
    ],
)
async def test_a_failed_call_has_one_of_four_outcomes(slack: Slack, text: str, expected: Failure) -> None:
    with pytest.raises(CallFailed) as failure:
        await answered(slack.client.chat_postMessage(channel="C1", text=text))

    assert failure.value.outcome == expected


async def test_a_server_that_is_not_there_has_not_heard_anything() -> None:
    settings = Settings.read(slack_bot_token="xoxb-1", slack_api_url="http://127.0.0.1:9/api/", _env_file=None)

    async with Slack(settings) as slack:
        with pytest.raises(CallFailed) as failure:
            await chat.delete(slack.client, "C1", "1.2")

    assert failure.value.outcome == Retry("unreachable")


async def test_a_channel_is_found_on_a_later_page() -> None:
    async def pages(request: web.Request) -> web.Response:
        first = request.query.get("cursor") is None
        page = {"channels": [{"id": "C1", "name": "one"}], "response_metadata": {"next_cursor": "more"}}
        last = {"channels": [{"id": "C2", "name": "two"}], "response_metadata": {"next_cursor": ""}}
        return web.json_response({"ok": True, **(page if first else last)})

    app = web.Application()
    app.router.add_get("/api/conversations.list", pages)
    async with TestServer(app) as server:
        settings = Settings.read(slack_bot_token="xoxb-1", slack_api_url=str(server.make_url("/api/")), _env_file=None)
        async with Slack(settings) as slack:
            found = [await channels.find(slack.client, name) for name in ("two", "three")]

    assert found == ["C2", None]
