"""Buttons that open a modal on an incident: one row each."""

from collections.abc import Callable
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import modals
from bot.blocks.modals import exposing, levers, rolling, watching
from bot.blocks.modals.quarantine import quarantine
from bot.domain.admitting import admit
from bot.domain.catalogue import Lever
from bot.domain.incident import Incident
from bot.domain.quarantine import readers
from bot.domain.rollback import Stage
from bot.ids import Action, View
from bot.messages import Modal
from bot.service import look
from bot.service.desk import Office
from handlers.answers import type_in
from handlers.door import office
from handlers.payload import Click, Json
from handlers.views.exposing import number_of, stage_of
from handlers.views.rolling import place_of


def _on_step(build: Callable[[Incident, str], Modal]) -> Callable[[Incident, Click, Office], Modal]:
    def form(incident: Incident, click: Click, _office: Office) -> Modal:
        return build(incident, click.step)

    return form


def _levers(office: Office) -> tuple[Lever, ...]:
    return office.rules.library.catalogue.levers


def _rollback(build: Callable[[Incident, int, Stage], Modal]) -> Callable[[Incident, Click, Office], Modal]:
    def form(incident: Incident, click: Click, _office: Office) -> Modal:
        return build(incident, *place_of(click.context))

    return form


OPENED: Final[dict[str, Callable[[Incident, Click, Office], Modal]]] = {
    Action.OPEN_INTERVIEW: lambda incident, _click, office: modals.interviewing(incident, office.rules.library),
    Action.TYPE_DETAILS: lambda incident, click, office: modals.type_details(
        type_in(click.form) or incident.type, office.rules.library
    ),
    Action.OPEN_QUARANTINE: lambda incident, _click, office: quarantine(incident, readers(office.rules.policy)),
    Action.OPEN_UPDATE: lambda incident, _click, office: modals.status_update(incident, office.rules.policy),
    Action.OPEN_SNOOZE: lambda incident, _click, _office: modals.snooze(incident),
    Action.OPEN_HAND_OVER: lambda incident, _click, _office: modals.hand_over(incident),
    Action.OPEN_MITIGATED: lambda incident, _click, _office: modals.mitigated(incident),
    Action.OPEN_RESOLVE: lambda incident, _click, office: modals.resolve(incident, office.rules.policy),
    Action.OPEN_WATCH: lambda incident, _click, office: watching.begin(incident, office.rules.policy),
    Action.OPEN_REGRESSED: lambda incident, _click, _office: watching.regressed(incident),
    Action.STEP_NOTE: _on_step(modals.note_step),
    Action.STEP_SKIP: _on_step(modals.skip_step),
    Action.OPEN_LEVERS: lambda incident, _click, office: levers.set_lever(incident, _levers(office)),
    Action.LEVER_EFFECT: lambda incident, click, _office: levers.lever_effect(incident, click.lever),
    Action.OPEN_ROLLBACK: lambda incident, _click, _office: rolling.helps(incident),
    Action.OPEN_ROLLBACK_STAGE: _rollback(rolling.stage),
    Action.OPEN_ABORT_ROLLBACK: _rollback(rolling.abort),
    Action.OPEN_ROLLOUT_STAGE: lambda incident, click, office: exposing.stage(
        incident, stage_of(click.context)[0], office.rules.policy.rollout_stages
    ),
    Action.OPEN_GO_BACK: lambda incident, click, _office: exposing.back(incident, number_of(click.context)),
    Action.OPEN_FACTOR: lambda incident, _click, _office: modals.factor(incident),
    Action.OPEN_LESSON: lambda incident, _click, _office: modals.lesson(incident),
    Action.OPEN_ACTION: lambda incident, _click, _office: modals.action(incident),
    Action.OPEN_CHANGE: lambda incident, _click, _office: modals.change(incident),
}


async def open_form(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the button's modal with the incident as it is now; above the modal that the button stands in."""
    click = Click.of(body)
    incident = await office(context).ask(look.incident, click.incident)
    form = OPENED[click.action](incident, click, office(context))
    admit(incident, View(form.view["callback_id"]), click.user)
    opens = client.views_push if click.in_modal else client.views_open
    await opens(trigger_id=click.trigger, view=form.view)
    await ack()
