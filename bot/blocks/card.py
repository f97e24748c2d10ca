"""The incident card: the pinned message that says what is known, who does what, and what is due."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, SectionBlock

from bot.blocks import rollback, triage, watch
from bot.blocks.checked import rendered
from bot.blocks.evidence import evidence_line
from bot.blocks.levers import summary
from bot.blocks.of_systems import on_record
from bot.blocks.parts import buttons, context, fields, header, section
from bot.blocks.restricted import notice
from bot.blocks.text import NOTHING, counted, date, escape, link, mention, said, said_in_line
from bot.domain.catalogue import EvidenceKind
from bot.domain.clocks import Deadline, DeadlineKind, DeadlineState
from bot.domain.incident import Incident, Status
from bot.domain.offering import GRAVE
from bot.domain.policy import WATCH
from bot.domain.records import FOUND
from bot.domain.runbook import Runbook
from bot.domain.systems import Judged
from bot.domain.taxonomy import SEVERITIES, UNCLASSIFIED, HarmOngoing
from bot.domain.triage import Reason, Suggestion
from bot.domain.watching import phase
from bot.ids import Action
from bot.messages import Context, Rendered
from bot.printing import capital, duration
from bot.wording import recorded

_MOST_FOUND: Final = 5
_ONGOING: Final[Mapping[HarmOngoing, str]] = {
    HarmOngoing.YES: "Yes",
    HarmOngoing.NO: "No",
    HarmOngoing.UNKNOWN: "Not known yet",
}


def card(
    incident: Incident,
    runbook: Runbook,
    bot: str,
    suspected: Sequence[Runbook] = (),
    known: Judged | None = None,
    kinds: Sequence[EvidenceKind] = (),
) -> Rendered:
    """Return the card.

    `runbook` is that of the incident's type, `suspected` are those of the others, `bot` is the bot's own user id,
    `known` is what is on record of the system, `kinds` are those of the evidence to keep.
    """
    return rendered(fallback(incident), [*_blocks(incident, runbook, bot, suspected, known, kinds)])


def fallback(incident: Incident) -> str:
    """Return the card in one line, for notifications."""
    severity = severity_label(incident)
    return f"{named(incident)} · {severity} · {phase(incident)}"


def named(incident: Incident) -> str:
    """Return the incident with its title; a restricted one by its number alone, since titles may say too much."""
    number = f"Incident {incident.number}"
    return number if incident.restricted else f"{number}: {said_in_line(incident.title)}"


def severity_label(incident: Incident) -> str:
    """Return the severity's label, marked while nobody has decided it."""
    label = SEVERITIES[incident.severity].label
    return f"{label}, provisional (not sure yet)" if incident.provisional else label


def harm_going_on(incident: Incident) -> str:
    """Return whether harm is going on: what was declared, until somebody has said that it stopped or closed it."""
    if incident.mitigated_at is not None:
        return f"No: it stopped {date(incident.mitigated_at)}"
    return "No: the incident is closed" if incident.is_over else _ONGOING[incident.harm_ongoing]


def response_clock(deadline: Deadline | None) -> str:
    """Return where the response SLA stands."""
    if deadline is None:
        return NOTHING
    match deadline.state:
        case DeadlineState.RUNNING:
            return f"Take command by {date(deadline.due_at)}"
        case DeadlineState.MET:
            return "Met: somebody took command in time"
        case DeadlineState.MISSED:
            late = deadline.missed_by
            return f"Missed by {duration(late)}" if late else f"Missed: was due {date(deadline.due_at)}"
        case DeadlineState.STOPPED:
            return "No longer applies"


def because(suggestion: Suggestion, limit: int = 1500) -> str:
    """Return a suggested severity with its reasons and where each comes from."""
    reasons = "\n".join(f"• {reason.text} ({_source(reason)})" for reason in suggestion.reasons)
    return f"Suggested: *{suggestion.severity}* because\n{said(reasons, limit)}"


def _source(reason: Reason) -> str:
    """Name the rule as a reader of the severity table knows it, not the document behind the table."""
    return reason.source.removeprefix("brief, ").removeprefix("own: ")


def _blocks(
    incident: Incident,
    runbook: Runbook,
    bot: str,
    suspected: Sequence[Runbook],
    known: Judged | None,
    kinds: Sequence[EvidenceKind],
) -> Iterator[Block]:
    yield header(f"Incident {incident.number}{'' if incident.restricted else f': {incident.title}'}")
    yield from notice(incident)
    yield _type(incident, runbook)
    yield from triage.also_suspected(runbook, suspected)
    yield section(f"*{severity_label(incident)}*\n{SEVERITIES[incident.severity].definition}")
    yield _facts(incident)
    if known is not None:
        yield context(on_record(known))
    yield from watch.line(incident)
    yield _reach(incident)
    yield section(f"*Roles*\n{_roles(incident)}")
    if incident.suggestion and incident.provisional:
        yield section(because(incident.suggestion), block_id="suggestion")
    if incident.levers:
        yield section(f"*Levers:* {summary(incident)}")
    yield from rollback.line(incident)
    yield from _found(incident)
    if kinds:
        yield context(evidence_line(incident, kinds))
    yield from _updates(incident)
    yield context(_origin(incident, bot))
    if not incident.is_over:
        yield _actions(incident)


def _type(incident: Incident, runbook: Runbook) -> SectionBlock:
    title = "Not sure yet" if incident.type == UNCLASSIFIED else escape(runbook.title)
    return section(f"*Type: {title}*\n{escape(runbook.definition)}")


def _facts(incident: Incident) -> SectionBlock:
    response = incident.deadlines.get(DeadlineKind.RESPONSE)
    return fields(
        [
            ("Status", phase(incident).capitalize()),
            ("Response SLA", response_clock(response)),
            ("Harm going on", harm_going_on(incident)),
            ("AI system", said_in_line(incident.system)),
        ]
    )


def _reach(incident: Incident) -> SectionBlock:
    answers = incident.answers
    return fields(
        [
            ("Affected", said_in_line(answers.affected or "Not known yet")),
            ("Blast radius", said_in_line(answers.blast_radius or "Not known yet")),
        ]
    )


def _roles(incident: Incident) -> str:
    held = [f"{capital(role.value)}: {mention(person)}" for role, person in incident.roles.items()]
    if incident.commander is None:
        held.insert(0, "Incident commander: nobody yet")
    if incident.helpers:
        held.append(f"Helping: {_some(incident.helpers)}")
    return "\n".join(held)


def _some(people: tuple[str, ...], most: int = 30) -> str:
    more = f" and {counted(len(people) - most, 'other', 'others')}" if len(people) > most else ""
    return ", ".join(map(mention, people[:most])) + more


def _found(incident: Incident) -> Iterator[Block]:
    """The newest records of the checklist, so that nobody has to search for a number that was taken."""
    items = [item for item in incident.checklist.items if isinstance(item.record, FOUND) and item.at is not None]
    newest = sorted(items, key=lambda item: item.at or incident.declared_at)[-_MOST_FOUND:]
    lines = [f"• {said_in_line(recorded(item.record), 300)}" for item in newest if item.record is not None]
    if lines:
        yield section("*Found so far*\n" + "\n".join(lines), block_id="found")


def _updates(incident: Incident) -> Iterator[Block]:
    latest, due = incident.latest_update, incident.deadlines.get(DeadlineKind.STATUS_UPDATE)
    if latest is not None:
        yield section(f"*Latest update* ({date(latest.at)})\n{said(latest.known, 1000)}\n{said(latest.doing, 1000)}")
    if due is not None and due.is_running and not incident.is_over:
        missed = due.first_missed_at
        next_one = f"Next status update due {date(due.due_at)}"
        yield context(f"A status update has been due since {date(missed)}" if missed else next_one)


def _origin(incident: Incident, bot: str) -> str:
    declared = f"Declared by {mention(incident.reporter)} {date(incident.declared_at)}"
    source = link(incident.source, "The message it began with") if incident.source else ""
    return " · ".join(filter(None, (declared, source, f"Kept up to date by {mention(bot)}" if bot else "")))


def _actions(incident: Incident) -> ActionsBlock:
    """Only what can be done now: command is taken once, harm stops once, only a commander hands over or resolves."""
    about = Context(incident=incident.number)
    stopped = (Action.OPEN_MITIGATED,) if incident.status is Status.OPEN else ()
    watched = (Action.OPEN_WATCH,) if _can_be_watched(incident) else ()
    unsure = (Action.OPEN_INTERVIEW,) if incident.type == UNCLASSIFIED else ()
    mitigating = (Action.OPEN_LEVERS, *_rolling_back(incident), *stopped, *watched)
    everyone = (Action.HELPING, Action.OPEN_CLASSIFY, *unsure, Action.OPEN_UPDATE, *mitigating)
    if incident.commander is None:
        return buttons((Action.TAKE_COMMAND, *everyone), about, block_id="card")
    return buttons((*everyone, Action.OPEN_HAND_OVER, Action.OPEN_RESOLVE), about, block_id="card")


def _rolling_back(incident: Incident) -> tuple[Action, ...]:
    return (Action.OPEN_ROLLBACK,) if incident.severity in GRAVE and rollback.can_begin(incident) else ()


def _can_be_watched(incident: Incident) -> bool:
    """Policy may ask for a watch at other severities too: the sub-command begins it there."""
    return incident.status is Status.MITIGATED and incident.watch is None and incident.severity in WATCH
