"""What Slack is told of the watch: one message that is kept true, and a new one when it is over."""

from collections.abc import Iterator

from bot.blocks.watch import watch
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident
from bot.domain.watch_events import Regressed, WatchEnded, WatchEvent, WatchStarted
from bot.ids import Slot
from bot.messages import IncidentChannel, Invite, Message, Post, Remove, Stand
from bot.service.rules import Rules
from bot.service.saying import line


def said_of_watch(event: WatchEvent, after: Incident, rules: Rules) -> Iterator[Message]:
    """Who has to sign is called by a new message: an edit would notify nobody."""
    match event:
        case WatchStarted():
            yield line(after, event, rules)
            if event.owner not in {None, event.by}:
                yield Invite(incident=after.number, targets=(str(event.owner),))
        case WatchEnded():
            yield Remove(incident=after.number, slot=Slot.WATCH)
            to = IncidentChannel(incident=after.number)
            yield Post(to=to, says=watch(after), incident=after.number, slot=Slot.WATCH)
        case Regressed():
            yield line(after, event, rules)
        case _:
            pass


def watch_of(incident: Incident) -> Iterator[Message]:
    """The watch's message where none stands yet."""
    if incident.watch is not None:
        yield Stand(incident=incident.number, slot=Slot.WATCH)


def watch_kept_true(before: Incident, after: Incident) -> Iterator[Message]:
    """The watch's message follows the watch, and goes with it."""
    if before.watch is not None and after.watch is None:
        yield Remove(incident=after.number, slot=Slot.WATCH)
    elif after.watch is not None and _state(before) != _state(after):
        yield Stand(incident=after.number, slot=Slot.WATCH)


def _state(incident: Incident) -> tuple[object, ...]:
    return incident.watch, incident.is_over, incident.roles, incident.deadlines.get(DeadlineKind.WATCH)
