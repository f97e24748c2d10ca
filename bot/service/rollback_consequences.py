"""What Slack is told of rollbacks: an offer and the decisions in a line, the rest in the message that stands."""

from collections.abc import Iterator
from typing import assert_never

from bot.blocks.rollback import offer, slot_of
from bot.domain.incident import Incident
from bot.domain.rollback_events import (
    RollbackAborted,
    RollbackAdvanced,
    RollbackCompleted,
    RollbackDeclined,
    RollbackEvent,
    RollbackOffered,
    RollbackStarted,
)
from bot.messages import Message, Stand
from bot.service.rules import Rules
from bot.service.saying import line, post


def said_of_rollback(event: RollbackEvent, after: Incident, rules: Rules) -> Iterator[Message]:
    """The one-off words of an event: the standing message edits itself silently, so its ends are told."""
    match event:
        case RollbackOffered():
            yield post(after, offer(after, event))
        case RollbackDeclined() | RollbackCompleted() | RollbackAborted():
            yield line(after, event, rules)
        case RollbackStarted() | RollbackAdvanced():
            pass
        case _:
            assert_never(event)


def rollbacks_of(incident: Incident) -> Iterator[Message]:
    """The standing messages of all rollbacks, for a channel that has none yet."""
    for run in incident.rollbacks:
        yield Stand(incident=incident.number, slot=slot_of(run))


def rollbacks_kept_true(before: Incident, after: Incident) -> Iterator[Message]:
    """The rollbacks whose message is no longer true: the latest also has buttons while the incident runs."""
    earlier = dict(enumerate(before.rollbacks))
    has_changed = before.is_over is not after.is_over or len(before.rollbacks) != len(after.rollbacks)
    buttons_at = (len(before.rollbacks) - 1, len(after.rollbacks) - 1) if has_changed else ()
    for place, run in enumerate(after.rollbacks):
        if earlier.get(place) != run or place in buttons_at:
            yield Stand(incident=after.number, slot=slot_of(run))
