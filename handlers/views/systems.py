"""The forms that put a system on record, submitted: each leads on to the next, the last says whether it is ready."""

from datetime import datetime

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot import wording
from bot.blocks import modals
from bot.blocks.modals import of_systems
from bot.domain import shorthand
from bot.domain.policy import is_slack_id
from bot.domain.systems import Registry, Rehearsal, Triggers
from bot.errors import InvalidField, StaleButton
from bot.ids import Field
from bot.limits import LONGEST
from bot.messages import Modal
from bot.service import systems
from bot.service.desk import Office
from bot.service.systems import Bundles, Facts, Tried
from handlers.door import office, registered
from handlers.form import Form
from handlers.opening import system_form
from handlers.payload import Json, Submission

_LONGEST_MINUTES = 10_080


async def named(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Go on to the facts of the named system."""
    form = Submission.of(body).form
    name = form.text(Field.SYSTEM, limit=LONGEST[Field.SYSTEM]) or form.choice(Field.SYSTEM_KNOWN)
    if name is None:
        raise InvalidField(field=Field.SYSTEM, problem="system_needed")
    following = await system_form(office(context), name)
    await ack(response_action="update", view=following.view)


async def facts(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Keep the facts, and go on to the bundles."""
    submission, desk = Submission.of(body), office(context)
    await desk.ask_once(submission.key, systems.keep_facts, _facts(submission))
    system = await desk.ask(systems.editable, _system(submission))
    await ack(response_action="update", view=of_systems.system_bundles(system, await registered(context, system)).view)


async def bundles(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Keep the bundles, and say whether the system is ready."""
    submission, desk = Submission.of(body), office(context)
    typed = submission.form.text(Field.BUNDLES, limit=LONGEST[Field.BUNDLES]) or ""
    request = Bundles(_system(submission), submission.user, shorthand.read_bundles(typed))
    await desk.ask_once(submission.key, systems.keep_bundles, request)
    await ack(response_action="update", view=(await _judged(desk, request.system)).view)


async def rehearsed(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Keep a rehearsal, and say whether the system is ready."""
    submission, desk = Submission.of(body), office(context)
    request = _tried(submission, desk.clock.now())
    await desk.ask_once(submission.key, systems.rehearsed, request)
    await ack(response_action="update", view=(await _judged(desk, request.system)).view)


async def _judged(desk: Office, name: str) -> Modal:
    known = await desk.ask(systems.on_record, name)
    return modals.notice("On record", f"{known.system.name}: {wording.ready(known.readiness)}")


def _facts(submission: Submission) -> Facts:
    form, traits = submission.form, submission.form.ticked(Field.TRAITS)
    triggers = Triggers(
        quality=shorthand.read_trigger(_text(form, Field.QUALITY_FLOOR), Field.QUALITY_FLOOR),
        errors=shorthand.read_trigger(_text(form, Field.ERROR_THRESHOLD), Field.ERROR_THRESHOLD),
        safety_event=of_systems.SAFETY_EVENT in traits,
    )
    purpose = _text(form, Field.PURPOSE)
    return Facts(
        system=_system(submission),
        by=submission.user,
        purpose=" ".join(purpose.split()) if purpose else None,
        owner=_owner(form),
        rollback=_text(form, Field.ROLLBACK),
        triggers=triggers,
        log_retention=shorthand.read_retention(_text(form, Field.LOG_RETENTION) or ""),
        eu_high_risk=of_systems.EU_HIGH_RISK in traits,
        registry=_registry(form),
    )


def _owner(form: Form) -> str | None:
    group = _text(form, Field.OWNER_GROUP)
    if group is None:
        return form.optional_person(Field.OWNER)
    if not group.startswith("S") or not is_slack_id(group):
        raise InvalidField(field=Field.OWNER_GROUP, problem="not_a_group")
    return group


def _registry(form: Form) -> Registry | None:
    model, alias = _text(form, Field.REGISTRY_MODEL), _text(form, Field.REGISTRY_ALIAS)
    if model is None and alias is not None:
        raise InvalidField(field=Field.REGISTRY_MODEL, problem="alone")
    return None if model is None else Registry(model=model, **({"alias": alias} if alias else {}))


def _tried(submission: Submission, now: datetime) -> Tried:
    form = submission.form
    day, minutes, note = form.day(Field.REHEARSED_ON), form.count(Field.MINUTES), _text(form, Field.WHAT)
    if day > now.date():
        raise InvalidField(field=Field.REHEARSED_ON, problem="in_the_future")
    if minutes is None or minutes > _LONGEST_MINUTES:
        raise InvalidField(field=Field.MINUTES, problem="not_a_count", least=0)
    by = form.person(Field.PERSON)
    rehearsal = Rehearsal(on=day, minutes=minutes, by=by, note=" ".join(note.split()) if note else None)
    return Tried(_system(submission), submission.user, rehearsal)


def _text(form: Form, field: Field) -> str | None:
    return form.text(field, limit=LONGEST[field])


def _system(submission: Submission) -> str:
    if submission.context.system is None:
        raise StaleButton(now="unknown")
    return submission.context.system
