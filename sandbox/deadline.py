"""When the bot has something due next: asked of the bot itself, for who wants to move the clock there."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.control import stand_of
from sandbox.shapes import ActError, Json

PATIENCE = aiohttp.ClientTimeout(total=3)
# How the bot's door for operators names it.
READY, DUE = "/readyz", "next_due"


async def following(request: Request) -> Response:
    """GET /control/next: `next` is an instant ahead of the sandbox's clock, or null.

    Raises:
        ActError: the bot does not say.
    """
    stand = stand_of(request)
    said = (await _asked(urljoin(stand.delivery.url, READY))).get(DUE)
    ahead = said is not None and datetime.fromisoformat(said) > stand.slack.clock.now()
    return JSONResponse({"next": said if ahead else None})


async def _asked(url: str) -> Json:
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
            body: Json = await answer.json()
            return body
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise ActError("the bot does not say what is due next", 502) from error
