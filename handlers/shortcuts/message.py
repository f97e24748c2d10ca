"""What a person does with a message: declare from it, or keep it."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import modals
from bot.messages import Context
from bot.service import listen, look
from bot.wording import answering
from handlers.door import office
from handlers.payload import Json, OnMessage


async def declare(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the form with the message's first line as title and a link back to it."""
    used = OnMessage.of(body)
    systems = await office(context).ask(look.systems, None)
    rules = office(context).rules
    source = rules.link(used.entry.channel, used.entry.ts)
    form = modals.start(
        "now",
        systems,
        rules.library,
        title=answering.title_from(used.entry.text),
        context=Context(channel=used.entry.channel, source=source),
    )
    await client.views_open(trigger_id=used.trigger, view=form.view)
    await ack()


async def add_to_timeline(body: Json, ack: AsyncAck, respond: AsyncRespond, context: AsyncBoltContext) -> None:
    """Put the message on the timeline and say so to the person."""
    used = OnMessage.of(body)
    is_new = await office(context).ask(listen.add_to_timeline, listen.WithMessage(used.entry, used.user))
    await respond(text=answering.on_the_timeline(is_new=is_new), response_type="ephemeral", replace_original=False)
    await ack()
