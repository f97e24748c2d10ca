"""Buttons that do something at once: one row each."""

from collections.abc import Callable
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.ids import Action
from bot.service import checklist, command, ending, levers, restrict, review, sampling, watch
from bot.service.checklist import LeavePhase, OnStep
from bot.service.command import ByPerson
from bot.service.desk import Desk
from bot.service.levers import OnLever
from handlers.door import office
from handlers.payload import Click, Json


def _by_person(click: Click) -> ByPerson:
    return ByPerson(click.incident, click.user)


def _on_step(click: Click) -> OnStep:
    return OnStep(click.incident, click.user, click.step)


def _on_lever(click: Click) -> OnLever:
    return OnLever(click.incident, click.user, click.lever)


def _leave_phase(click: Click) -> LeavePhase:
    return LeavePhase(click.incident, click.user, click.step)


SERVED: Final[dict[str, tuple[Callable[[Click], Any], Callable[[Desk, Any], object]]]] = {
    Action.STEP_DONE: (_on_step, checklist.done),
    Action.STEP_ASSIGN: (_on_step, checklist.assign),
    Action.STEP_UNDO: (_on_step, checklist.undo),
    Action.DISCARD_SAMPLE: (_on_step, sampling.discard),
    Action.REMOVE_OUTPUTS: (_on_step, sampling.remove_outputs),
    Action.PHASE_NEXT: (_leave_phase, checklist.next_phase),
    Action.TAKE_COMMAND: (_by_person, command.take_command),
    Action.HELPING: (_by_person, command.offer_help),
    Action.ACCEPT_HAND_OVER: (_by_person, command.accept),
    Action.UNDO_RESOLVE: (_by_person, ending.undo_resolve),
    Action.COMPILE: (_by_person, review.compile_now),
    Action.LEVER_REMOVE: (_on_lever, levers.remove),
    Action.LEVER_ADOPT: (_on_lever, levers.adopt),
    Action.LEVER_UNDO: (_on_lever, levers.undo),
    Action.AGREE_TO_LIFT: (_by_person, restrict.agree),
    Action.SIGN_AS_COMMANDER: (_by_person, watch.sign_as_commander),
    Action.SIGN_AS_OWNER: (_by_person, watch.sign_as_owner),
}


async def serve(body: Json, ack: AsyncAck, context: AsyncBoltContext) -> None:
    """Serve a click once, however often Slack delivers it."""
    click = Click.of(body)
    request, use_case = SERVED[click.action]
    await office(context).ask_once(click.key, use_case, request(click))
    await ack()
