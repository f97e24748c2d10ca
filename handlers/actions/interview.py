"""The click with which a type of the interview's ranking is taken."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import modals
from bot.errors import StaleButton
from bot.service import look, triage
from bot.service.triage import ClassifyAs, Interviewed
from handlers.actions.live import show
from handlers.answers import interview_in
from handlers.door import office
from handlers.payload import Click, Json


async def classify_as(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Keep the answers of the open form, set the type, and show what became of it."""
    click = Click.of(body)
    if click.context.type is None:
        raise StaleButton(now="unknown")
    asked = Interviewed(click.incident, click.user, interview_in(click.form))
    desk = office(context)
    await desk.ask_once(click.key, triage.classify_as, ClassifyAs(asked, click.context.type))
    incident = await desk.ask(look.incident, click.incident)
    await show(modals.classified(incident, desk.rules.library), click, client, context["door"])
    await ack()
