"""`/ai-incident readiness`: whether systems could be rolled back, told to who asks."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.blocks import of_systems
from bot.messages import Rendered
from bot.service import look, systems
from bot.service.desk import Office
from bot.wording import registry_says
from handlers.commands.words import Words
from handlers.door import office, registered
from handlers.payload import SlashCommand


async def answer(read: Words, command: SlashCommand, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Say whether a system is ready; without one in sight, whether each is."""
    name = await meant(read, command, office(context))
    if name is None:
        says = of_systems.readiness_list(await office(context).ask(systems.all_on_record, None))
    else:
        says = await _of_one(name, context)
    await ack(response_type="ephemeral", text=says.text, blocks=list(says.blocks))


async def meant(read: Words, command: SlashCommand, desk: Office) -> str | None:
    """The named system, or else that of the incident of the channel."""
    return read.rest or await desk.ask(look.system_in, command.channel)


async def _of_one(name: str, context: AsyncBoltContext) -> Rendered:
    known = await office(context).ask(systems.on_record, name)
    filed = office(context).rules.inventory.get(name)
    found = await registered(context, known.system)
    return of_systems.readiness(known, filed.path.name if filed else None, registry_says(found, known.system))
