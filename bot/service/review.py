"""What people enter for the post-mortem, and its compilation."""

from dataclasses import dataclass

from bot.blocks import posts
from bot.domain import blameless
from bot.domain import review as reviewing
from bot.domain.blameless import Finding
from bot.domain.incident import Change, Factor, Incident, Lesson, NotedChange, PreventionAction
from bot.domain.phrasing import Level
from bot.domain.postmortem import compile_postmortem
from bot.ids import Field, Slot
from bot.messages import IncidentChannel, Upload
from bot.service.command import ByPerson
from bot.service.consequences import replacing
from bot.service.desk import Desk


@dataclass(frozen=True, slots=True)
class Noted:
    """Something entered in the review."""

    incident: int
    by: str
    what: Factor | Lesson | PreventionAction | NotedChange


def note(desk: Desk, request: Noted) -> None:
    """Record it; it stands in the next edition of the post-mortem."""
    if isinstance(request.what, PreventionAction):
        desk.require_person(request.what.owner, Field.OWNER)
    before = desk.incident(request.incident)
    desk.keep(before, _change(desk, before, request))
    if isinstance(request.what, PreventionAction):
        desk.get_to_know(request.what.owner)


def _change(desk: Desk, before: Incident, request: Noted) -> Change:
    match request.what:
        case Factor():
            return reviewing.note_factor(before, request.what, request.by, desk.now)
        case Lesson():
            return reviewing.note_lesson(before, request.what, request.by, desk.now)
        case PreventionAction():
            return reviewing.note_action(before, request.what, request.by, desk.now)
        case NotedChange():
            return reviewing.note_change(before, request.what, request.by, desk.now)


@dataclass(frozen=True, slots=True)
class Prose:
    """What somebody wrote freely; `is_action` when it says what will be done."""

    text: str
    is_action: bool = False


def blame_in(desk: Desk, prose: Prose) -> tuple[Finding, ...]:
    """What in a text points at people rather than at the system; for its author's eyes."""
    people = (person for person in desk.work.people.known() if not person.is_bot)
    names = tuple(name for person in people for name in person.names)
    found = blameless.check(prose.text, names, is_action=prose.is_action)
    told = tuple(finding for finding in found if finding.severity is not Level.INFO)
    return tuple(one for one in told if not any(_lies_within(one, other) for other in told))


def _lies_within(one: Finding, other: Finding) -> bool:
    """A name in a sentence of blame is told with the sentence, whose rewrite has no name in it."""
    is_longer = other.end - other.start > one.end - one.start
    return is_longer and other.start <= one.start and one.end <= other.end


def compile_now(desk: Desk, request: ByPerson) -> str:
    """Compile the next edition, save it, and post it with the file attached; returns the Markdown."""
    before = desk.incident(request.incident)
    incident = desk.keep(before, reviewing.compiled(before, desk.now))
    document = _printed(desk, incident)
    edition = incident.review.editions
    desk.work.documents.save(incident.number, edition, document, desk.now)
    desk.send(
        Upload(
            to=IncidentChannel(incident=incident.number),
            filename=f"postmortem-{incident.number}-v{edition}.md",
            title=f"Post-mortem of incident {incident.number}, edition {edition}",
            content=document,
            comment=posts.postmortem_comment(
                incident, desk.rules.library.runbook(incident.type).title, desk.rules.printer
            ),
            incident=incident.number,
            edition=edition,
        )
    )
    if not incident.is_over:
        for message in replacing(incident, Slot.REVIEW, desk.rules):
            desk.send(message)
    return document


def _printed(desk: Desk, incident: Incident) -> str:
    work, rules = desk.work, desk.rules
    postmortem = compile_postmortem(
        incident,
        events=work.timeline.of(incident.number),
        transcript=work.transcript.of(incident.number),
        people=work.people.known(),
        runbook_title=rules.library.runbook(incident.type).title,
        now=desk.now,
        policy=rules.policy,
        link=rules.link,
    )
    return rules.printer.markdown("postmortem.md.j2", postmortem=postmortem)
