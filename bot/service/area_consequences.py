"""What Slack is told of events that areas define for themselves."""

from collections.abc import Iterator

from bot.blocks import posts
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.evidence_events import EvidenceAnswered
from bot.domain.incident import Incident
from bot.domain.lever_events import LeverEvent
from bot.domain.notifying_events import GroupsTold
from bot.domain.rollback_events import RollbackEvent
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.messages import Invite, Message
from bot.service.lever_consequences import said_of_lever
from bot.service.rollback_consequences import said_of_rollback
from bot.service.rules import Rules
from bot.service.saying import post

_Silent = TrialsPlanned | TrialsFellShort | Interviewed | TypesSuspected | HarmReported | EvidenceAnswered
Area = _Silent | GroupsTold | LeverEvent | RollbackEvent


def said_of_area(event: Area, after: Incident, rules: Rules) -> Iterator[Message]:
    """The one-off words of an event."""
    if isinstance(event, LeverEvent):
        yield from said_of_lever(event, after, rules)
        return
    if isinstance(event, RollbackEvent):
        yield from said_of_rollback(event, after, rules)
        return
    match event:
        case GroupsTold():
            yield post(after, posts.groups_told(after, event))
            if event.ids:
                yield Invite(incident=after.number, targets=event.ids)
        case _:
            pass
