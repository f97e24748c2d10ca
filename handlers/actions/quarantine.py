"""The button that shows a quarantined text, to those alone whom policy names."""

from collections.abc import Sequence
from itertools import chain

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals.quarantine import quarantined
from bot.domain.quarantine import readers
from bot.service import quarantine
from bot.service.quarantine import Look
from bot.slack import CallFailed, people
from handlers.door import office
from handlers.payload import Click, Json

_log = structlog.get_logger(__name__)


async def show(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Put the look on the timeline, then show the text."""
    click, desk = Click.of(body), office(context)
    allowed = await _people_behind(client, readers(desk.rules.policy))
    shown = await desk.ask(quarantine.look, Look(click.incident, click.user, click.item, allowed))
    await client.views_open(trigger_id=click.trigger, view=quarantined(shown.kept, shown.text).view)
    await ack()


async def _people_behind(client: AsyncWebClient, ids: Sequence[str]) -> frozenset[str]:
    """The people among the ids, and those of the user groups among them."""
    groups = [await _members(client, one) for one in ids if one.startswith("S")]
    return frozenset(chain((one for one in ids if not one.startswith("S")), *groups))


async def _members(client: AsyncWebClient, group: str) -> tuple[str, ...]:
    """A group that Slack does not open counts as empty: it must not let in whoever asks."""
    try:
        return await people.group_members(client, group)
    except CallFailed as failure:
        _log.warning("quarantine.readers_unread", group=group, code=failure.code)
        return ()
