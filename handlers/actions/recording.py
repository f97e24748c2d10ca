"""The main button of a step whose kind of work has a form of its own: one row per kind."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals import evaluating, exposing, finding, levers, recording, rolling, sampling
from bot.blocks.modals.gate import gate
from bot.domain.admitting import admit
from bot.domain.checklist import Item, item_of
from bot.domain.gate import is_unanswered
from bot.domain.incident import Incident
from bot.domain.preparing import is_waiting_for_results
from bot.domain.sampling import require_drawable
from bot.errors import StepAlready
from bot.ids import View
from bot.messages import Modal
from bot.service import look
from bot.service import sampling as samples
from bot.service.desk import Office
from bot.service.drafting import drafted
from handlers.actions.evidence import form_of as form_of_evidence
from handlers.door import office
from handlers.payload import Click, Json


class Asking(NamedTuple):
    """Which step is to be recorded, by whom, and whom to ask for what the form has to know."""

    incident: Incident
    item: Item
    click: Click
    office: Office


async def _decide(asking: Asking, work: Any) -> Modal:
    return recording.decide(asking.incident.number, asking.item, work)


async def _trials(asking: Asking, work: Any) -> Modal:
    """The plan first; then the results; after results that fell short, a new plan."""
    number, item = asking.incident.number, asking.item
    if item.plan is not None and is_waiting_for_results(item):
        return evaluating.trials(number, item, item.plan)
    return evaluating.plan_trials(number, item, work)


async def _disparity(asking: Asking, _work: Any) -> Modal:
    return evaluating.disparity(asking.incident.number, asking.item)


async def _red_team(asking: Asking, work: Any) -> Modal:
    return evaluating.red_team(asking.incident.number, asking.item, work)


async def _measure(asking: Asking, work: Any) -> Modal:
    return finding.measure(asking.incident.number, asking.item, work)


async def _notify(asking: Asking, work: Any) -> Modal:
    policy = asking.office.rules.policy
    behind = {group: policy.members(group) for group in work.groups}
    return finding.notify(asking.incident.number, asking.item, work, behind)


async def _draft(asking: Asking, work: Any) -> Modal:
    text = drafted(asking.incident, work.notice, asking.office.rules)
    return finding.draft(asking.incident.number, asking.item, text)


async def _past_outputs(asking: Asking, _work: Any) -> Modal:
    return finding.past_outputs(asking.incident, asking.item)


async def _lever(asking: Asking, work: Any) -> Modal:
    offered = asking.office.rules.library.catalogue.named(work.levers)
    return levers.pull(asking.incident, asking.item, offered)


async def _rollback(asking: Asking, _work: Any) -> Modal:
    return rolling.helps(asking.incident, asking.item.step_id)


async def _evidence(asking: Asking, _work: Any) -> Modal:
    return form_of_evidence(asking.incident, asking.office, asking.item.step_id)


async def _sample(asking: Asking, work: Any) -> Modal:
    """First the outputs are brought; then everybody labels with the same button."""
    number, item = asking.incident.number, asking.item
    if item.sample is None or item.sample.removed:
        return sampling.draw(number, require_drawable(asking.incident, item.step_id), work)
    turn = samples.Turn(number, asking.click.user, item.step_id)
    return sampling.page(number, item, (await asking.office.ask(samples.page, turn)).page)


async def _rollout(asking: Asking, _work: Any) -> Modal:
    return exposing.stage(asking.incident, asking.item.step_id, asking.office.rules.policy.rollout_stages)


FORMS: Final[dict[str, Callable[[Asking, Any], Awaitable[Modal]]]] = {
    "decide": _decide,
    "measure": _measure,
    "notify": _notify,
    "draft": _draft,
    "past_outputs": _past_outputs,
    "evidence": _evidence,
    "sample": _sample,
    "trials": _trials,
    "disparity": _disparity,
    "red_team": _red_team,
    "lever": _lever,
    "rollback": _rollback,
    "rollout": _rollout,
}


async def form_of(click: Click, office: Office) -> Modal | None:
    """The form of a step; None where its kind of work has none. What alters the system asks for the evidence first.

    Raises:
        StepAlready, UnknownStep, WrongStatus: it cannot be filled in.
    """
    incident = await office.ask(look.incident, click.incident)
    item = item_of(incident.checklist, click.step)
    if item.is_settled:
        raise StepAlready(step=item.step_id, state=item.state, by=item.by or "")
    if is_unanswered(item):
        form = gate(incident.number, item)
    elif item.work.kind in FORMS:
        form = await FORMS[item.work.kind](Asking(incident, item, click, office), item.work)
    else:
        return None
    admit(incident, View(form.view["callback_id"]), click.user)
    return form


async def open_record(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Open the form of the step's kind of work."""
    click = Click.of(body)
    form = await form_of(click, office(context))
    if form is not None:
        await client.views_open(trigger_id=click.trigger, view=form.view)
    await ack()
