"""From the record of an incident to its post-mortem: a pure function, the same record gives the same document."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain import sections, timeline
from bot.domain.chronicle import chronicle
from bot.domain.completeness import missing_from
from bot.domain.custody import custody
from bot.domain.document import PostMortem
from bot.domain.editing import Editor
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.lever_lines import lever_lines
from bot.domain.policy import Policy
from bot.domain.roles import Roster
from bot.domain.rollback_lines import rollback_record
from bot.domain.sla_record import sla_record
from bot.domain.timeline import Link
from bot.domain.transcript import Entry, Person
from bot.domain.triage_record import triage_record
from bot.domain.watch_record import watch_record


def compile_postmortem(  # noqa: PLR0913  # the parts of one record, each by its keyword
    incident: Incident,
    *,
    events: Sequence[Event],
    transcript: Sequence[Entry],
    people: Sequence[Person],
    runbook_title: str,
    now: datetime,
    policy: Policy,
    link: Link | None = None,
) -> PostMortem:
    """Return the post-mortem of what was recorded by `now`; with `link`, its timeline points to the messages."""
    told = tuple(sorted(events, key=lambda event: event.at))
    editor = Editor(Roster(incident, tuple(people), told, tuple(transcript)))
    mitigation = sections.mitigation(incident, told, editor)
    return PostMortem(
        head=sections.head(incident, told, editor, runbook_title, now),
        durations=timeline.durations(incident, told),
        triage=triage_record(incident, told, editor),
        impact=sections.impact(incident, told, editor),
        detection=sections.detection(incident),
        days=chronicle(timeline.rows(incident, told, transcript, link), editor),
        mitigation=mitigation,
        levers=lever_lines(incident, editor),
        rollbacks=rollback_record(incident, told, editor),
        watch=watch_record(incident, told, editor),
        sla=sla_record(incident, told, policy, now),
        review=sections.review(incident, editor),
        checklist=sections.checklist(incident, editor),
        evaluations=sections.evaluations(incident, editor),
        custody=custody(incident, told, editor),
        past_outputs=sections.past_outputs(incident, editor),
        responders=editor.roster.responders,
        missing=missing_from(incident, editor.roster, is_mitigation_told=bool(mitigation.note or mitigation.steps)),
        replaced=editor.replaced,
    )
