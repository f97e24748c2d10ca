"""What Slack is told of levers: who sets or removes one is said in the channel, all else stands on the board."""

from collections.abc import Iterator

from bot.blocks.levers import nudge
from bot.domain.incident import Incident
from bot.domain.lever_events import LeverEffectSeen, LeverEvent, LeverNudged, LeverRemoved, LeverSet
from bot.domain.rollback_lever import ID as ROLLBACK
from bot.domain.rolling_back import under_way
from bot.ids import Slot
from bot.messages import IncidentChannel, Invite, Message, Pin, Stand, Whisper
from bot.service.rules import Rules
from bot.service.saying import line


def said_of_lever(event: LeverEvent, after: Incident, rules: Rules) -> Iterator[Message]:
    """What changes the running system is news; the closing of an incident tells all of it at once."""
    match event:
        case LeverSet() | LeverEffectSeen() if _is_of_a_rollback(event, after):
            pass
        case LeverSet():
            yield line(after, event, rules)
            if event.owner != event.by:
                yield Invite(incident=after.number, targets=(event.owner,))
        case LeverEffectSeen() | LeverRemoved() if not after.is_over:
            yield line(after, event, rules)
        case LeverNudged():
            to = IncidentChannel(incident=after.number)
            yield Whisper(to=to, user=event.owner, says=nudge(after, event), incident=after.number)
        case _:
            pass


def _is_of_a_rollback(event: LeverSet | LeverEffectSeen, after: Incident) -> bool:
    """The message of a rollback under way and its closing line tell this already."""
    lever = next((one for one in after.levers if one.number == event.number), None)
    return lever is not None and lever.lever == ROLLBACK and under_way(after) is not None


def board_of(incident: Incident) -> Iterator[Message]:
    """The board where none stands yet: it is pinned, because people come back to it."""
    if incident.levers:
        yield Stand(incident=incident.number, slot=Slot.LEVERS)
        yield Pin(incident=incident.number, slot=Slot.LEVERS)


def board_kept_true(before: Incident, after: Incident) -> Iterator[Message]:
    """The board appears with the first lever, and follows what differs on it."""
    if not before.levers:
        yield from board_of(after)
    elif (before.levers, before.is_over) != (after.levers, after.is_over):
        yield Stand(incident=after.number, slot=Slot.LEVERS)
