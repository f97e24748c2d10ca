"""Messages, edits and deletions."""

from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import listen
from bot.service.desk import Desk
from bot.store import Work
from handlers import payload
from handlers.door import Door


async def message(event: dict[str, Any], context: AsyncBoltContext) -> None:
    """Store what was said; messages that arrive together are stored in one transaction."""
    serve = _request(event)
    if serve is not None:
        door: Door = context["door"]
        office, now = door.office, door.office.clock.now()

        def store(work: Work) -> None:
            serve(Desk(work, office.rules, now))

        await door.ingest.put(store)


def _request(event: payload.Json) -> Callable[[Desk], None] | None:
    """What a message event asks for; None for joins, topics and the like."""
    channel = event["channel"]
    match event.get("subtype"):
        case "message_changed" if event["message"].get("subtype") == "tombstone":
            return partial(_deleted, channel=channel, ts=event["message"]["ts"], event=event)
        case "message_changed":
            return partial(_edited, channel=channel, event=event)
        case "message_deleted":
            return partial(_deleted, channel=channel, ts=event["deleted_ts"], event=event)
        case _ if payload.is_said(event):
            return partial(listen.said, entry=payload.entry(channel, event))
        case _:
            return None


def _edited(desk: Desk, *, channel: str, event: payload.Json) -> None:
    entry = payload.entry(channel, event["message"])
    listen.edited(desk, listen.Edited(entry, entry.edited_at or payload.moment(event["ts"])))


def _deleted(desk: Desk, *, channel: str, ts: str, event: payload.Json) -> None:
    previous = event.get("previous_message")
    before = payload.entry(channel, previous) if previous else None
    listen.deleted(desk, listen.Deleted(channel, ts, payload.moment(event["ts"]), before))
