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
READY, DUE, AGAIN = "/readyz", "next_due", "next_try"


async def following(request: Request) -> Response:
    """GET /control/next: `next` is what is due, `again` what failed and is tried again; instants ahead, or null.

    Raises:
        ActError: the bot does not say.
    """
    stand = stand_of(request)
    said, now = await _asked(urljoin(stand.delivery.url, READY)), stand.slack.clock.now()
    return JSONResponse({"next": _ahead(said.get(DUE), now), "again": _ahead(said.get(AGAIN), now)})


def _ahead(said: str | None, now: datetime) -> str | None:
    return said if said is not None and datetime.fromisoformat(said) > now else None


async def _asked(url: str) -> Json:
    try:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
            body: Json = await answer.json()
            return body
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise ActError("the bot does not say what is due next", 502) from error
