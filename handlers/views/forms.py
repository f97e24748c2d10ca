"""Modals that end with their submission: one row each, from the form to the use case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.blocks import modals
from bot.blocks.modals import outcomes
from bot.blocks.modals.quarantine import put_apart
from bot.domain.quarantine import digest
from bot.ids import Field, View
from bot.messages import Modal
from bot.service import (
    checklist,
    classify,
    command,
    ending,
    finding,
    gate,
    quarantine,
    restrict,
    review,
    rollback,
    rollout,
    sampling,
    updates,
    verify,
    watch,
)
from bot.service import levers as lever_cases
from bot.service.desk import Desk
from bot.service.review import Prose
from handlers.door import office
from handlers.payload import Json, Submission
from handlers.views import evaluations, exposing, levers, records, requests, rolling, watches
from handlers.views import sampling as samples


@dataclass(frozen=True, slots=True)
class Row:
    """How a modal's answers become a request, who serves it, and in which fields people write freely.

    `shows` is what the person reads after the submission, from the request; nothing by itself.
    """

    request: Callable[[Submission, datetime], Any]
    use_case: Callable[[Desk, Any], object]
    prose: tuple[Field, ...] = ()
    shows: Callable[[Any], Modal] | None = None


SERVED: Final[dict[str, Row]] = {
    View.UPDATE: Row(requests.status_update, updates.post, (Field.KNOWN, Field.DOING, Field.IMPACT)),
    View.SEVERITY: Row(requests.severity, classify.set_severity, (Field.REASON,)),
    View.TYPE: Row(requests.incident_type, classify.set_type),
    View.ROLE: Row(requests.role, command.assign_role),
    View.NOTE_STEP: Row(requests.noted_step, checklist.done, (Field.NOTE,)),
    View.SKIP_STEP: Row(requests.skipped_step, checklist.skip, (Field.REASON,)),
    View.DECIDE: Row(records.decision, finding.answered, (Field.NOTE,)),
    View.MEASURE: Row(records.measurement, finding.measured, (Field.NOTE,)),
    View.NOTIFY: Row(records.notification, finding.notified, (Field.MESSAGE, Field.NOTE)),
    View.DRAFT: Row(records.notice, finding.drafted, (Field.NOTE,)),
    View.PAST_OUTPUTS: Row(records.past_outputs, finding.answered, (Field.NOTE,)),
    View.PLAN_TRIALS: Row(
        evaluations.plan, verify.plan, (Field.WHAT,), lambda request: outcomes.planned(request.tolerated)
    ),
    View.TRIALS: Row(evaluations.results, verify.results, (Field.NOTE,)),
    View.DISPARITY: Row(
        evaluations.groups, checklist.record, (Field.NOTE,), lambda request: outcomes.groups(request.record)
    ),
    View.RED_TEAM: Row(
        evaluations.variations, verify.variations, (Field.NOTE,), lambda request: outcomes.variations(request.record)
    ),
    View.QUARANTINE: Row(
        requests.quarantined, quarantine.put, (), lambda request: put_apart(request.label, digest(request.text))
    ),
    View.GATE: Row(requests.gate, gate.answer_step),
    View.PULL: Row(levers.pulled, lever_cases.pull, (Field.NOTE, Field.SAID)),
    View.LEVER: Row(levers.set_one, lever_cases.put, (Field.SAID,)),
    View.LEVER_EFFECT: Row(levers.effect, lever_cases.note_effect, (Field.NOTE,)),
    View.ROLL_BACK: Row(rolling.decision, rollback.begin, (Field.CRITERIA,)),
    View.ROLLBACK_STAGE: Row(rolling.stage_passed, rollback.advance, (Field.NOTE,)),
    View.ABORT_ROLLBACK: Row(rolling.aborted, rollback.abort, (Field.REASON,)),
    View.DRAW_SAMPLE: Row(samples.drawn, sampling.draw),
    View.FINISH_SAMPLE: Row(samples.finished, sampling.finish, (Field.NOTE,)),
    View.ROLLOUT_STAGE: Row(exposing.reached, rollout.reach, (Field.NOTE,)),
    View.ROLLOUT_BACK: Row(exposing.back, rollout.go_back, (Field.REASON,)),
    View.SNOOZE: Row(requests.snooze, updates.snooze, (Field.REASON,)),
    View.HAND_OVER: Row(requests.hand_over, command.hand_over),
    View.MITIGATED: Row(requests.with_note, ending.mitigated, (Field.NOTE,)),
    View.RESOLVE: Row(requests.resolve, ending.resolve, (Field.NOTE, Field.LEFT_ON, Field.UNWATCHED_REASON)),
    View.REOPEN: Row(requests.with_reason, ending.reopen, (Field.REASON,)),
    View.WATCH: Row(watches.begun, watch.begin, (Field.NOTE,)),
    View.REGRESSED: Row(watches.regressed, watch.regressed, (Field.NOTE,)),
    View.RESTRICT: Row(requests.restriction, restrict.incident),
    View.LIFT: Row(requests.with_reason, restrict.lift, (Field.REASON,)),
    View.FACTOR: Row(requests.factor, review.note, (Field.TEXT,)),
    View.LESSON: Row(requests.lesson, review.note, (Field.TEXT,)),
    View.ACTION: Row(requests.action, review.note, (Field.TEXT,)),
    View.CHANGE: Row(requests.change, review.note, (Field.TEXT,)),
}


async def submitted(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Serve it once; where the words blame somebody, show that to their author alone, with a rewrite."""
    submission, desk = Submission.of(body), office(context)
    row = SERVED[submission.callback]
    request = row.request(submission, desk.clock.now())
    await desk.ask_once(submission.key, row.use_case, request)
    written = "\n".join(submission.form.text(field) or "" for field in row.prose)
    prose = Prose(written, is_action=submission.callback == View.ACTION)
    findings = await desk.ask(review.blame_in, prose) if written.strip() else ()
    if findings:
        await ack(response_action="update", view=modals.blame(findings).view)
    elif row.shows is not None:
        await ack(response_action="update", view=row.shows(request).view)
    else:
        await ack()


async def read(ack: AsyncAck) -> None:
    """A message in a modal was read."""
    await ack()
