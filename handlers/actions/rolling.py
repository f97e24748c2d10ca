"""The plain button of a rollback's stage; where it moved a pointer, the model registry is asked what it says now."""

from dataclasses import replace

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.service import rollback
from bot.service.rollback import AtStage
from bot.wording import pointer_says
from handlers.door import office, registered
from handlers.payload import Click, Json
from handlers.views.rolling import place_of


async def passed(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Pass a stage once, with what the registry says as the note of it."""
    click = Click.of(body)
    request = AtStage(click.incident, click.user, *place_of(click.context))
    seen = await _seen(request, context)
    await office(context).ask_once(click.key, rollback.advance, replace(request, words=seen))
    await ack()


async def _seen(request: AtStage, context: AsyncBoltContext) -> str | None:
    pointed = await office(context).ask(rollback.pointed_at, request)
    return None if pointed is None else pointer_says(await registered(context, pointed.system), pointed.target)
