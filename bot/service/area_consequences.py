"""What Slack is told of events that areas define for themselves."""

from collections.abc import Iterator
from typing import assert_never

from bot.blocks import posts, restricted
from bot.blocks.evidence import expiring
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.evidence_events import EvidenceEvent, EvidenceExpiring
from bot.domain.incident import Incident
from bot.domain.lever_events import LeverEvent
from bot.domain.notifying_events import GroupsTold
from bot.domain.restricting_events import IncidentRestricted, LiftAsked, MessageRestricted, RestrictionLifted
from bot.domain.rollback_events import RollbackEvent
from bot.domain.rollout_events import RolloutEvent
from bot.domain.sampling_events import SamplingEvent
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.domain.watch_events import WatchEvent
from bot.ids import Slot
from bot.messages import IncidentChannel, Invite, Message, Post, Remove
from bot.service.lever_consequences import said_of_lever
from bot.service.rollback_consequences import said_of_rollback
from bot.service.rollout_consequences import said_of_rollout
from bot.service.rules import Rules
from bot.service.saying import post
from bot.service.watch_consequences import said_of_watch

_Evaluating = TrialsPlanned | TrialsFellShort | SamplingEvent
_Silent = _Evaluating | Interviewed | TypesSuspected | HarmReported | EvidenceEvent | MessageRestricted
_Restricting = IncidentRestricted | LiftAsked | RestrictionLifted
Area = _Silent | GroupsTold | LeverEvent | RollbackEvent | RolloutEvent | _Restricting | WatchEvent


def said_of_area(event: Area, after: Incident, rules: Rules) -> Iterator[Message]:
    """The one-off words of an event."""
    if isinstance(event, LeverEvent):
        yield from said_of_lever(event, after, rules)
    elif isinstance(event, RollbackEvent):
        yield from said_of_rollback(event, after, rules)
    elif isinstance(event, WatchEvent):
        yield from said_of_watch(event, after, rules)
    elif isinstance(event, RolloutEvent):
        yield from said_of_rollout(event, after, rules)
    elif isinstance(event, _Restricting):
        yield from _restricting(event, after)
    elif isinstance(event, GroupsTold):
        yield from _told(event, after)
    elif isinstance(event, EvidenceExpiring):
        yield post(after, expiring(after, event))
    elif not isinstance(event, _Silent):
        assert_never(event)


def _told(event: GroupsTold, after: Incident) -> Iterator[Message]:
    yield post(after, posts.groups_told(after, event))
    if event.ids:
        yield Invite(incident=after.number, targets=event.ids)


def _restricting(event: _Restricting, after: Incident) -> Iterator[Message]:
    """The question to Legal is a new message each time: an edit would notify nobody."""
    match event:
        case IncidentRestricted():
            yield post(after, restricted.restricted(after))
        case LiftAsked():
            yield Remove(incident=after.number, slot=Slot.LIFT)
            to = IncidentChannel(incident=after.number)
            yield Post(to=to, says=restricted.lift(after), incident=after.number, slot=Slot.LIFT)
        case RestrictionLifted():
            yield Remove(incident=after.number, slot=Slot.LIFT)
            yield post(after, restricted.lifted(after))
