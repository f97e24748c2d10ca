"""The first form: declare now, or plan ahead."""

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot import wording
from bot.blocks import modals
from bot.blocks.modals import choices
from bot.domain.declaring import Declaration
from bot.domain.taxonomy import HarmOngoing, Severity
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.messages import Modal
from bot.service import declare, look, plan
from bot.service.desk import Office
from bot.service.plan import Plan
from handlers.door import office
from handlers.form import Form
from handlers.opening import questions
from handlers.payload import Json, Submission


async def submitted(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Open the incident and go on to the classification questions, or write the plan."""
    form = Submission.of(body)
    lead_on = _planned if form.form.choice(Field.MODE) == "plan" else _declared
    following = await lead_on(form, office(context))
    await ack(response_action="update", view=following.view)


async def _declared(submission: Submission, desk: Office) -> Modal:
    """A submission that Slack delivers twice opens one incident; both get its questions."""
    number = await desk.ask_once(submission.key, declare.declare, _declaration(submission))
    incident = await desk.ask(look.incident, int(number))
    return await questions(desk, incident)


async def _planned(submission: Submission, desk: Office) -> Modal:
    form = submission.form
    request = Plan(
        by=submission.user,
        system=_system(form),
        purpose=form.text(Field.PURPOSE, limit=LONGEST[Field.PURPOSE]),
        types=form.ticked(Field.TYPES),
    )
    await desk.ask_once(submission.key, plan.write, request)
    return modals.notice("Response plan", wording.plan_on_its_way(request.system))


def _declaration(submission: Submission) -> Declaration:
    form = submission.form
    severity = form.choice(Field.SEVERITY)
    return Declaration(
        title=form.required(Field.TITLE, limit=LONGEST[Field.TITLE]),
        system=_system(form),
        reporter=submission.user,
        severity=None if severity in {None, choices.NOT_SURE} else form.chosen(Field.SEVERITY, Severity),
        harm_ongoing=form.chosen(Field.HARM_ONGOING, HarmOngoing) or HarmOngoing.UNKNOWN,
        private=choices.PRIVATE in form.ticked(Field.PRIVATE),
        source=submission.context.source,
    )


def _system(form: Form) -> str:
    """A new system's name goes before a known one: it was typed on purpose."""
    system = form.text(Field.SYSTEM, limit=LONGEST[Field.SYSTEM]) or form.choice(Field.SYSTEM_KNOWN)
    if system is None:
        raise InvalidField(field=Field.SYSTEM, problem="system_needed")
    return system
