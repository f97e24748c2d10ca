"""What Slack is told when an incident changes: one-off words follow from events, standing messages from the state."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from bot.blocks import posts, standing
from bot.domain import checklist as checklists
from bot.domain import events as happened
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.records import Record
from bot.domain.runbook import Phase
from bot.ids import Slot
from bot.messages import (
    AddBookmark,
    Direct,
    IncidentChannel,
    Invite,
    LookUp,
    Message,
    OpenChannel,
    Pin,
    Post,
    Remove,
    SetTopic,
    Stand,
)
from bot.service.area_consequences import Area, said_of_area
from bot.service.lever_consequences import board_kept_true, board_of
from bot.service.rollback_consequences import rollbacks_kept_true, rollbacks_of
from bot.service.rollout_consequences import rollouts_kept_true, rollouts_of
from bot.service.rules import Rules
from bot.service.sample_consequences import samples_kept_true, samples_of
from bot.service.saying import line, post
from bot.service.watch_consequences import watch_kept_true, watch_of
from bot.wording import channel_name

_Plain = happened.TypeChanged | happened.StepsAdded | happened.Mitigated
_Judging = happened.SeverityChanged | happened.ClassificationAsked | happened.Classified
_Manning = (
    happened.CommandTaken
    | happened.ResponseMissed
    | happened.RoleAssigned
    | happened.HandOverOffered
    | happened.HandOverAccepted
)
_Updating = happened.StatusUpdated | happened.UpdatePinged | happened.UpdateSnoozed
_Ending = happened.Resolved | happened.ResolveUndone | happened.Reopened
_Silent = (
    happened.Declared
    | happened.HelpOffered
    | happened.StepDone
    | happened.StepSkipped
    | happened.StepAssigned
    | happened.StepUndone
    | happened.PhaseAdvanced
    | happened.MessagePinned
    | happened.ChangeNoted
    | happened.FactorNoted
    | happened.LessonNoted
    | happened.ActionNoted
    | happened.PostMortemCompiled
)
_ON_THE_CARD = frozenset(Incident.model_fields) - {"checklist", "review"}
_ON_THE_ANNOUNCEMENT = ("status", "watch", "severity", "provisional", "type", "roles", "latest_update", "private")


def consequences(events: Iterable[Event], before: Incident | None, after: Incident, rules: Rules) -> Iterator[Message]:
    """Everything to send, in the order in which it should be seen."""
    if before is None:
        yield from _opening(after, rules)
    for event in events:
        yield from _said(event, after, rules)
    if before is not None:
        yield from _standing(before, after, rules)


def opened(incident: Incident, rules: Rules) -> Iterator[Message]:
    """The channel and what stands in it."""
    number = incident.number
    name = channel_name(rules.policy.channel_prefix, number, incident.title, private=incident.private)
    yield OpenChannel(incident=number, name=name, private=incident.private)
    yield Invite(incident=number, targets=(incident.reporter,))
    yield Stand(incident=number, slot=Slot.CARD)
    yield Pin(incident=number, slot=Slot.CARD)
    yield SetTopic(incident=number)
    yield AddBookmark(incident=number, slot=Slot.CARD, title="Incident card")
    yield Stand(incident=number, slot=checklist_slot(incident))
    yield from board_of(incident)
    yield from rollbacks_of(incident)
    yield from samples_of(incident)
    yield from watch_of(incident)
    yield from rollouts_of(incident)


def checklist_slot(incident: Incident, phase: Phase | None = None) -> str:
    """The slot of a phase of the incident's checklist; of the current one when none is named."""
    return standing.checklist_slot(incident.checklist.runbook, phase or incident.checklist.phase)


def _opening(incident: Incident, rules: Rules) -> Iterator[Message]:
    yield from opened(incident, rules)
    yield from _call(incident, rules.policy.called(incident.severity))
    if rules.policy.announce_channel:
        yield Stand(incident=incident.number, slot=Slot.ANNOUNCEMENT)
    yield LookUp(user=incident.reporter)


def _call(incident: Incident, targets: tuple[str, ...]) -> Iterator[Message]:
    if targets:
        yield post(incident, posts.called(incident, targets))
        yield Invite(incident=incident.number, targets=targets)


def _said(event: Event, after: Incident, rules: Rules) -> Iterator[Message]:
    """The one-off words of an event; every kind is in one of the families, so that a new one cannot be forgotten."""
    if isinstance(event, _Plain):
        yield line(after, event, rules)
    elif isinstance(event, _Judging):
        yield from _judged(event, after, rules)
    elif isinstance(event, _Manning):
        yield from _manned(event, after, rules)
    elif isinstance(event, _Updating):
        yield from _updated(event, after, rules)
    elif isinstance(event, _Ending):
        yield from _ended(event, after, rules)
    elif isinstance(event, Area):
        yield from said_of_area(event, after, rules)
    elif not isinstance(event, _Silent):
        assert_never(event)


def _judged(event: _Judging, after: Incident, rules: Rules) -> Iterator[Message]:
    match event:
        case happened.SeverityChanged():
            yield line(after, event, rules)
            yield from _call(after, _newly_called(event, rules))
        case happened.ClassificationAsked():
            yield from replacing(after, Slot.CLASSIFY, rules)
        case happened.Classified():
            yield Remove(incident=after.number, slot=Slot.CLASSIFY)
        case _:
            assert_never(event)


def _manned(event: _Manning, after: Incident, rules: Rules) -> Iterator[Message]:
    match event:
        case happened.CommandTaken():
            yield line(after, event, rules)
            if event.late_by is not None:
                yield Stand(incident=after.number, slot=Slot.RESPONSE_MISSED)
        case happened.ResponseMissed():
            yield from _response_missed(after, event, rules)
        case happened.RoleAssigned():
            yield line(after, event, rules)
            yield Invite(incident=after.number, targets=(event.to,))
        case happened.HandOverOffered():
            yield Invite(incident=after.number, targets=(event.to,))
            yield from replacing(after, Slot.HAND_OVER, rules)
        case happened.HandOverAccepted():
            yield Remove(incident=after.number, slot=Slot.HAND_OVER)
            yield line(after, event, rules)
        case _:
            assert_never(event)


def _updated(event: _Updating, after: Incident, rules: Rules) -> Iterator[Message]:
    match event:
        case happened.StatusUpdated():
            yield Remove(incident=after.number, slot=Slot.REMINDER)
            yield post(after, posts.status_update(after, event))
        case happened.UpdatePinged():
            yield from replacing(after, Slot.REMINDER, rules)
        case happened.UpdateSnoozed():
            yield Remove(incident=after.number, slot=Slot.REMINDER)
            yield line(after, event, rules)
        case _:
            assert_never(event)


def _ended(event: _Ending, after: Incident, rules: Rules) -> Iterator[Message]:
    match event:
        case happened.Resolved():
            yield Remove(incident=after.number, slot=Slot.REMINDER)
            yield Remove(incident=after.number, slot=Slot.HAND_OVER)
            yield Remove(incident=after.number, slot=Slot.REVIEW)
            yield from replacing(after, Slot.RESOLVED, rules)
        case happened.ResolveUndone() | happened.Reopened():
            yield Remove(incident=after.number, slot=Slot.RESOLVED)
            yield line(after, event, rules)
        case _:
            assert_never(event)


def _newly_called(event: happened.SeverityChanged, rules: Rules) -> tuple[str, ...]:
    """Whom the new severity names and the old one did not: each is mentioned once."""
    if not event.after.is_worse_than(event.before):
        return ()
    before = rules.policy.called(event.before)
    return tuple(target for target in rules.policy.called(event.after) if target not in before)


def _response_missed(incident: Incident, event: happened.ResponseMissed, rules: Rules) -> Iterator[Message]:
    to, slot = IncidentChannel(incident=incident.number), Slot.RESPONSE_MISSED
    yield Post(to=to, says=posts.response_missed(incident, event), incident=incident.number, slot=slot)
    says = posts.called_next(incident, rules.standing.channel_of(incident.number))
    for target in event.told:
        if target.startswith(("U", "W")):
            yield Post(to=Direct(user=target), says=says, incident=incident.number)


def replacing(incident: Incident, slot: Slot, rules: Rules) -> Iterator[Message]:
    """A new message in the place of the old one: an edit would notify nobody."""
    yield Remove(incident=incident.number, slot=slot)
    says = rules.standing.stand(incident, slot)
    if says is not None:
        to = IncidentChannel(incident=incident.number)
        yield Post(to=to, says=says, incident=incident.number, slot=slot)


def _standing(before: Incident, after: Incident, rules: Rules) -> Iterator[Message]:
    """The standing messages that are no longer true."""
    number = after.number
    if _differ(before, after, _ON_THE_CARD) or _records(before) != _records(after):
        yield Stand(incident=number, slot=Slot.CARD)
    for slot in _changed_checklists(before, after):
        yield _kept_true(after, slot, rules)
    yield from board_kept_true(before, after)
    yield from watch_kept_true(before, after)
    yield from rollbacks_kept_true(before, after)
    yield from samples_kept_true(before, after)
    yield from rollouts_kept_true(before, after)
    if rules.standing.topic(before) != rules.standing.topic(after):
        yield SetTopic(incident=number)
    if rules.policy.announce_channel and _differ(before, after, _ON_THE_ANNOUNCEMENT):
        yield Stand(incident=number, slot=Slot.ANNOUNCEMENT)


def _kept_true(incident: Incident, slot: str, rules: Rules) -> Message:
    """A replaced checklist of which nothing was done goes: its buttons would still be pressed."""
    if rules.standing.stand(incident, slot) is None:
        return Remove(incident=incident.number, slot=slot)
    return Stand(incident=incident.number, slot=slot)


def _records(incident: Incident) -> tuple[Record, ...]:
    return tuple(item.record for item in incident.checklist.items if item.record is not None)


def _differ(before: Incident, after: Incident, fields: Iterable[str]) -> bool:
    return any(getattr(before, field) != getattr(after, field) for field in fields)


def _changed_checklists(before: Incident, after: Incident) -> Iterator[str]:
    """A phase stands from the moment it is reached; of another runbook, all that were reached and the new one."""
    if before.checklist.runbook != after.checklist.runbook:
        reached = (phase for phase in Phase if phase.place <= before.checklist.phase.place)
        yield from (checklist_slot(before, phase) for phase in reached)
        yield checklist_slot(after)
        return
    for phase in Phase:
        is_reached = phase.place <= after.checklist.phase.place
        if is_reached and _shown(before, phase) != _shown(after, phase):
            yield checklist_slot(after, phase)
    if before.is_over is not after.is_over:
        yield from _of_earlier_runbooks(after.checklist)


def _shown(incident: Incident, phase: Phase) -> tuple[bool, bool, tuple[checklists.Item, ...]]:
    """What a phase's message shows: the one being worked also has what is left of earlier ones, and buttons.

    The others have buttons where something is settled, until the end.
    """
    is_worked = incident.checklist.phase is phase and not incident.is_over
    items = incident.checklist.items if is_worked else checklists.of_phase(incident.checklist, phase)
    return is_worked, incident.is_over and any(item.is_settled for item in items), items


def _of_earlier_runbooks(work: checklists.Checklist) -> Iterator[str]:
    """The messages of replaced runbooks that stand because something was settled under them."""
    kept = (item for item in work.items if item.is_settled and item.runbook != work.runbook)
    yield from dict.fromkeys(standing.checklist_slot(item.runbook, item.phase) for item in kept)
