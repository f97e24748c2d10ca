"""The Home: open incidents, what waits for the person, and what was closed lately; at most what fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never

from slack_sdk.models.blocks import ActionsBlock, Block, SectionBlock

from bot.blocks import checked
from bot.blocks.card import severity_label
from bot.blocks.checklist import main_button
from bot.blocks.parts import button, buttons, context, header, section
from bot.blocks.text import NOTHING, counted, date, escape, link, mention, said_in_line
from bot.domain.agenda import ActionOwned, CommandOffered, Due, LeverOwned, StepTaken, UpdateOwed, Waiting, next_due
from bot.domain.checklist import progress
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident, Status
from bot.domain.lever_board import SetLever
from bot.ids import COMMAND, Action, Sub
from bot.messages import Context, Home

MOST_CLOSED: Final = 5
_MOST_WAITING: Final = 12
_LONGEST_TITLE: Final = 150
_DUE: Final[Mapping[DeadlineKind, str]] = {
    DeadlineKind.RESPONSE: "response",
    DeadlineKind.STATUS_UPDATE: "status update",
    DeadlineKind.CLASSIFICATION: "classification",
    DeadlineKind.LEVER: "effect of a lever",
    DeadlineKind.WATCH: "end of the watch",
    DeadlineKind.EVIDENCE: "warning that evidence vanishes",
}
_NEWCOMER: Final = (
    "*No open incidents.*\n"
    "Does an AI system do something that it should not? *Declare an incident* opens a channel with a card, a "
    "checklist for its type, and clocks that remind. Nobody has to be sure: it can be closed again at any time.\n"
    "Nothing is wrong yet? *Plan ahead* writes a response plan for one of your systems. *Help* shows all commands."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """An open incident, its type as people call it, and its channel's id, where known."""

    incident: Incident
    type: str
    channel: str | None


@dataclass(frozen=True, slots=True)
class Closed:
    """A resolved incident, its channel's id, and the address of its post-mortem, where known."""

    incident: Incident
    channel: str | None
    postmortem: str | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What one person may see, at a moment; the last closed first."""

    now: datetime
    waiting: Sequence[Waiting] = ()
    running: Sequence[Seen] = ()
    closed: Sequence[Closed] = ()


def home(overview: Overview) -> Home:
    """Return the Home; of the open incidents as many as there is room for, the worst first."""
    before = [_actions(), *_waiting(overview.waiting)]
    after = [*_closed(overview.closed), context(f"As of {date(overview.now)}. Open this tab again to see what is new.")]
    room = checked.MOST_VIEW_BLOCKS - len(before) - len(after)
    return checked.home([*before, *_running(overview, room), *after])


def _actions() -> ActionsBlock:
    return buttons((Action.DECLARE, Action.PLAN, Action.HELP), Context(), block_id="start")


def _running(overview: Overview, room: int) -> Iterator[Block]:
    """Two blocks each, below a heading; the line that says how many more there are needs one as well."""
    if not overview.running:
        yield section(_NEWCOMER)
        return
    ordered = sorted(overview.running, key=lambda seen: (seen.incident.severity, seen.incident.number))
    shown = ordered[: (room - 2) // 2]
    yield header(f"Open incidents: {len(ordered)}")
    for seen in shown:
        yield section(_headline(seen))
        yield context(" · ".join(_facts(seen, overview.now)))
    if len(ordered) > len(shown):
        yield context(f"… and {len(ordered) - len(shown)} more, see `{COMMAND} {Sub.LIST}`")


def _headline(seen: Seen) -> str:
    incident = seen.incident
    status = f" ({incident.status})" if incident.status is not Status.OPEN else ""
    phase = f"{incident.checklist.phase.title}{status}"
    return f"*{_named(incident)}*\n{severity_label(incident)} · {escape(seen.type)} · {phase}"


def _facts(seen: Seen, now: datetime) -> Iterator[str]:
    incident, due = seen.incident, next_due(seen.incident, now)
    if seen.channel:
        yield _channel(seen.channel)
    yield f"Commander: {mention(incident.commander) if incident.commander else 'nobody yet'}"
    if due is not None:
        yield _due(due)
    yield _steps(incident)


def _due(due: Due) -> str:
    what = _DUE[due.kind]
    return f":warning: *Late:* {what} was due {date(due.at)}" if due.is_late else f"Next: {what} due {date(due.at)}"


def _steps(incident: Incident) -> str:
    count = progress(incident.checklist.items)
    return f"{counted(count.open, 'step', 'steps')} open, {count.done} done, {count.skipped} skipped"


def _waiting(waiting: Sequence[Waiting]) -> Iterator[Block]:
    if not waiting:
        return
    yield header(f"Waiting for you: {len(waiting)}")
    yield from map(_wait, waiting[:_MOST_WAITING])
    if len(waiting) > _MOST_WAITING:
        yield context(f"… and {len(waiting) - _MOST_WAITING} more")


def _wait(one: Waiting) -> SectionBlock:
    """One thing, with the button that does it, where one does."""
    about, name = Context(incident=one.incident.number), _named(one.incident)
    match one:
        case CommandOffered():
            text = f"*You are asked to take command*\n{name}"
            return section(text, accessory=button(Action.ACCEPT_HAND_OVER, about))
        case UpdateOwed(due=due):
            return section(f"*Post a status update*\n{_due(due)} · {name}", accessory=button(Action.OPEN_UPDATE, about))
        case StepTaken(item=item):
            done = main_button(one.incident.number, item)
            return section(f"*Your step:* {said_in_line(item.text)}\n{name}", accessory=done)
        case LeverOwned(lever=lever):
            return _lever(one, lever, name)
        case ActionOwned(action=action, is_late=is_late):
            when = f"{':warning: *Late:* was due' if is_late else 'Due'} {action.due_on.isoformat()}"
            return section(f"*Your action:* {said_in_line(action.text)}\n{when} · {name}")
        case _:
            assert_never(one)


def _lever(one: LeverOwned, lever: SetLever, name: str) -> SectionBlock:
    title = said_in_line(lever.title, 100)
    about = Context(incident=one.incident.number, lever=lever.number)
    if one.incident.is_over:
        left = said_in_line(lever.kept_because or NOTHING, 150)
        return section(f"*Still set:* {title}\nLeft on: {left} · {name}", accessory=button(Action.LEVER_REMOVE, about))
    asks = f"*Is its effect seen?* {title}\nExpected by {date(lever.expected_at)} · {name}"
    return section(asks, accessory=button(Action.LEVER_EFFECT, about))


def _closed(closed: Sequence[Closed]) -> Iterator[Block]:
    if closed:
        yield header("Recently closed")
        yield from (section(" · ".join(_record(one))) for one in closed[:MOST_CLOSED])


def _record(one: Closed) -> Iterator[str]:
    incident = one.incident
    yield f"*{_named(incident)}*"
    yield incident.severity
    yield f"resolved {date(incident.resolved_at) if incident.resolved_at else NOTHING}"
    if one.postmortem:
        yield link(one.postmortem, "Post-mortem")
    if one.channel:
        yield _channel(one.channel)


def _named(incident: Incident) -> str:
    """The title of a restricted incident may say what nobody is to say; the card leaves it out as well."""
    lock = ":lock: " if incident.private else ""
    title = "" if incident.restricted else f": {said_in_line(incident.title, _LONGEST_TITLE)}"
    return f"{lock}Incident {incident.number}{title}"


def _channel(channel: str) -> str:
    return f"<#{escape(channel)}>"
