"""Evidence, handed in: what is held by now is shown to who handed it in, who may go on with the next."""

import re
from datetime import datetime
from typing import Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.modals.evidence import handed_in
from bot.domain.keeping import Taken
from bot.errors import InvalidField
from bot.ids import Field
from bot.limits import LONGEST
from bot.service import evidence, look
from bot.service.evidence import Handed
from handlers.door import office
from handlers.form import Form
from handlers.payload import Json, Submission

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


async def submitted(body: Json, ack: AsyncAck, client: AsyncWebClient, context: AsyncBoltContext) -> None:
    """Keep it once, and show the list: in the place of the form, or in the list from which the form was opened."""
    submission, desk = Submission.of(body), office(context)
    request = handed(submission, desk.clock.now())
    await desk.ask_once(submission.key, evidence.hand_in, request)
    incident = await desk.ask(look.incident, request.incident)
    step = submission.context.step if request.settles is None else None
    shown = handed_in(incident, desk.rules.library.evidence_kinds(incident.type), step)
    if submission.below is None:
        await ack(response_action="update", view=shown.view)
    else:
        await client.views_update(view_id=submission.below, view=shown.view)
        await ack()


def handed(submission: Submission, now: datetime) -> Handed:
    """A reference, or the reason why there is none; at least one of them unless the step is only to be closed."""
    form = submission.form
    taken, reason = _taken(form, submission.user, now), form.text(Field.REASON, limit=LONGEST[Field.REASON])
    settles = submission.context.step if form.ticked(Field.SETTLES) else None
    if taken is not None and reason is not None:
        raise InvalidField(field=Field.REASON, problem="reference_or_reason")
    if taken is None and reason is None and settles is None:
        raise InvalidField(field=Field.REFERENCE, problem="reference_or_reason")
    return Handed(
        incident=submission.incident,
        by=submission.user,
        kind=form.choice(Field.EVIDENCE_KIND),
        taken=taken,
        reason=reason,
        settles=settles,
    )


def _taken(form: Form, by: str, now: datetime) -> Taken | None:
    reference = form.text(Field.REFERENCE, limit=LONGEST[Field.REFERENCE])
    sha256 = _digest(form)
    if reference is None:
        if sha256 is not None:
            raise InvalidField(field=Field.REFERENCE, problem="empty")
        return None
    return Taken(
        reference=reference,
        collector=form.optional_person(Field.COLLECTOR) or by,
        at=form.past_moment(Field.TAKEN_AT, now) or now,
        sha256=sha256,
        note=form.text(Field.NOTE, limit=LONGEST[Field.NOTE]),
    )


def _digest(form: Form) -> str | None:
    """A SHA-256 as people paste it, in whichever case."""
    typed = form.text(Field.SHA256)
    if typed is not None and _SHA256.fullmatch(typed.lower()) is None:
        raise InvalidField(field=Field.SHA256, problem="not_a_sha256")
    return typed.lower() if typed is not None else None
