"""What a person does with a message: declare from it, keep it, or take it out of the record."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot import wording
from bot.messages import Context
from bot.service import listen
from bot.service import restrict as restricting
from handlers.door import office
from handlers.opening import first_form
from handlers.payload import Json, OnMessage


async def declare(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the form with the message's first line as title and a link back to it."""
    used = OnMessage.of(body)
    source = office(context).rules.link(used.entry.channel, used.entry.ts)
    about = Context(channel=used.entry.channel, source=source)
    form = await first_form(office(context), "now", about, title=wording.title_from(used.entry.text))
    await client.views_open(trigger_id=used.trigger, view=form.view)
    await ack()


async def add_to_timeline(body: Json, ack: AsyncAck, respond: AsyncRespond, context: AsyncBoltContext) -> None:
    """Put the message on the timeline and say so to the person."""
    used = OnMessage.of(body)
    is_new = await office(context).ask(listen.add_to_timeline, listen.WithMessage(used.entry, used.user))
    await respond(text=wording.on_the_timeline(is_new=is_new), response_type="ephemeral", replace_original=False)
    await ack()


async def restrict(body: Json, ack: AsyncAck, respond: AsyncRespond, context: AsyncBoltContext) -> None:
    """Take the message out of the record at once, and tell the person what that did and what it could not do."""
    used = OnMessage.of(body)
    done = await office(context).ask(restricting.message, listen.WithMessage(used.entry, used.user))
    said = wording.message_restricted(done.editions, by_bot=done.by_bot)
    await respond(text=said, response_type="ephemeral", replace_original=False)
    await ack()
