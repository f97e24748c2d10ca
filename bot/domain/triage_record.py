"""The post-mortem's record of how people found out what it was."""

from collections.abc import Iterator, Sequence

from bot.domain.document import InterviewLine, TriageRecord, TypeStep
from bot.domain.editing import Editor
from bot.domain.events import Event, TypeChanged
from bot.domain.incident import Incident
from bot.domain.interview import Interview
from bot.domain.taxonomy import HarmOngoing
from bot.domain.triage_events import HarmReported


def triage_record(incident: Incident, events: Sequence[Event], editor: Editor) -> TriageRecord:
    """Return every type that it was taken for, what else is suspected, and the interview."""
    changed = [event for event in events if isinstance(event, TypeChanged)]
    asked = incident.interview or Interview()
    return TriageRecord(
        types=tuple(
            TypeStep(at=event.at, type=event.after, who=editor.roster.label(event.by) if event.by else None)
            for event in changed
        ),
        suspected=incident.suspected,
        interview=tuple(_lines(asked)),
        ranking=asked.likely,
    )


def harm_at_declaration(incident: Incident, events: Sequence[Event]) -> HarmOngoing:
    """Return whether harm was going on as it was declared: what the first later report changed."""
    before = (event.before for event in events if isinstance(event, HarmReported))
    return next(before, incident.harm_ongoing)


def _lines(asked: Interview) -> Iterator[InterviewLine]:
    for question in dict.fromkeys(one.question for one in asked.said):
        yield InterviewLine(
            question=question, answers=tuple(one.answer for one in asked.said if one.question == question)
        )
