"""The one slash command: it declares, or hands on to a sub-command."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot import wording
from bot.domain.declaring import Declaration
from bot.errors import InvalidField
from bot.ids import Field, Sub
from bot.limits import LONGEST
from bot.messages import Context
from bot.service import declare, look
from handlers.commands import readiness, subs, words
from handlers.commands.words import Words
from handlers.door import office
from handlers.opening import first_form
from handlers.payload import Json, SlashCommand


async def ai_incident(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Read the words and do what they say."""
    command = SlashCommand.of(body)
    around = await office(context).ask(look.around, look.InChannel(command.channel, command.text))
    read = words.read(command.text, in_incident=around.in_incident, names_system=around.names_system)
    if read.sub is Sub.READINESS:
        await readiness.answer(read, command, ack, context)
    elif read.sub is not None:
        await subs.run(read, command, ack, client, office(context))
    elif read.severity is not None and read.title:
        await _declare_at_once(command, read, ack, context)
    else:
        await _open_form(command, read, client, context)
        await ack()


async def _declare_at_once(command: SlashCommand, read: Words, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """No form at all: at three in the morning a title and a severity are enough."""
    declaration = Declaration(
        title=_titled(read),
        system=wording.UNNAMED_SYSTEM,
        reporter=command.user,
        severity=read.severity,
    )
    number = await office(context).ask_once(f"command:{command.trigger}", declare.declare, declaration)
    await ack(response_type="ephemeral", text=wording.declared_at_once(int(number)))


async def _open_form(command: SlashCommand, read: Words, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    title, about = _titled(read), Context(channel=command.channel)
    form = await first_form(office(context), "now", about, title=title, severity=read.severity)
    await client.views_open(trigger_id=command.trigger, view=form.view)


def _titled(read: Words) -> str:
    limit = LONGEST[Field.TITLE]
    if len(read.title) > limit:
        raise InvalidField(field=Field.TITLE, problem="too_long", limit=limit, length=len(read.title))
    return read.title
