"""The sections of a post-mortem, each from what was recorded for it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Literal

from bot.domain.checklist import Item, StepState
from bot.domain.document import (
    ActionLine,
    ChangeLine,
    ChecklistRecord,
    Detection,
    Evidence,
    FactorLine,
    Head,
    Impact,
    Mitigation,
    ReviewLines,
    SeverityStep,
    StepLine,
)
from bot.domain.editing import Editor
from bot.domain.events import Declared, Event, Mitigated, Resolved, SeverityChanged
from bot.domain.incident import Incident
from bot.domain.raises import RAISE_LABELS, Raise
from bot.domain.records import COUNTED, PastOutputs
from bot.domain.roles import Safe
from bot.domain.runbook import Phase
from bot.domain.taxonomy import HARM_LABELS, NOTICED_BY_LABELS, Harm, Layer
from bot.domain.triage_record import harm_at_declaration

_MITIGATING: Final = (Phase.CONTAIN, Phase.FIX_AND_VERIFY, Phase.RECOVER)


def head(incident: Incident, events: Sequence[Event], editor: Editor, runbook_title: str, now: datetime) -> Head:
    """Return what the incident was."""
    closing = [event.note for event in events if isinstance(event, Resolved)]
    return Head(
        number=incident.number,
        edition=max(1, incident.review.editions),
        compiled_at=now,
        title=editor.title(incident.title),
        system=editor.title(incident.system),
        purpose=editor.optional(incident.answers.purpose),
        type=runbook_title,
        status=incident.status,
        severity=incident.severity,
        declared_at=incident.declared_at,
        mitigated_at=incident.mitigated_at,
        resolved_at=incident.resolved_at,
        outcome=editor.optional(closing[-1]) if closing and incident.is_over else None,
    )


def impact(incident: Incident, events: Sequence[Event], editor: Editor) -> Impact:
    """Return who was affected, how far it reached, and the path of the severity."""
    answers = incident.answers
    return Impact(
        affected=editor.optional(answers.affected),
        blast_radius=editor.optional(answers.blast_radius),
        harm_ongoing=harm_at_declaration(incident, events),
        harms=tuple(HARM_LABELS[harm] for harm in Harm if harm in answers.harms),
        worse=tuple(RAISE_LABELS[fact] for fact in Raise if fact in answers.raises),
        error_rate=str(answers.error_rate) if answers.error_rate else None,
        quality=str(answers.quality) if answers.quality else None,
        reasons=tuple(map(str, incident.suggestion.reasons)) if incident.suggestion else (),
        severities=tuple(_severities(events, editor)),
    )


def _severities(events: Sequence[Event], editor: Editor) -> Iterator[SeverityStep]:
    for event in events:
        who = editor.roster.label(event.by) if event.by else None
        match event:
            case Declared():
                yield SeverityStep(at=event.at, severity=event.severity, who=who, provisional=event.provisional)
            case SeverityChanged():
                yield SeverityStep(
                    at=event.at,
                    severity=event.after,
                    who=who,
                    suggested=event.suggested if event.is_override else None,
                    reason=editor.optional(event.reason),
                    basis=event.basis,
                )
            case _:
                pass


def detection(incident: Incident) -> Detection:
    """Return when it began, when it was declared, and who noticed."""
    noticed_by = incident.answers.noticed_by
    return Detection(
        began_at=incident.answers.began_at,
        noticed_by=NOTICED_BY_LABELS[noticed_by] if noticed_by else None,
        declared_at=incident.declared_at,
        source=incident.source,
    )


def review(incident: Incident, editor: Editor) -> ReviewLines:
    """Return what people entered: changes, factors, lessons, actions."""
    return ReviewLines(
        changes=_changes(incident, editor),
        factors=_factors(incident, editor),
        went_well=_lessons(incident, "went_well", editor),
        was_hard=_lessons(incident, "was_hard", editor),
        actions=_actions(incident, editor),
    )


def _changes(incident: Incident, editor: Editor) -> tuple[ChangeLine, ...]:
    """Return what changed, by time."""
    noted = sorted(incident.review.changes, key=lambda change: change.at)
    return tuple(ChangeLine(at=one.at, change=one.change, text=editor.text(one.text)) for one in noted)


def _factors(incident: Incident, editor: Editor) -> tuple[FactorLine, ...]:
    """Return the contributing factors along the layers, from the data to the people who use the system."""
    along = sorted(incident.review.factors, key=lambda factor: tuple(Layer).index(factor.layer))
    return tuple(
        FactorLine(
            layer=one.layer,
            text=editor.text(one.text),
            began_at=one.began_at,
            detected_at=one.detected_at,
            fixed_at=one.fixed_at,
        )
        for one in along
    )


def _lessons(incident: Incident, kind: Literal["went_well", "was_hard"], editor: Editor) -> tuple[Safe, ...]:
    """Return the lessons of one kind, as they were entered."""
    return tuple(editor.text(lesson.text) for lesson in incident.review.lessons if lesson.lesson == kind)


def _actions(incident: Incident, editor: Editor) -> tuple[ActionLine, ...]:
    """Return the prevention actions by due date, their owners as roles."""
    due = sorted(incident.review.actions, key=lambda action: action.due_on)
    return tuple(
        ActionLine(text=editor.text(one.text), owner=editor.roster.label(one.owner), due_on=one.due_on) for one in due
    )


def mitigation(incident: Incident, events: Sequence[Event], editor: Editor) -> Mitigation:
    """Return what stopped the harm: the note of that moment, and the steps done to contain, fix and recover."""
    notes = [event.note for event in events if isinstance(event, Mitigated)]
    done = (item for item in incident.checklist.items if item.state is StepState.DONE and item.phase in _MITIGATING)
    return Mitigation(
        at=incident.mitigated_at,
        note=editor.optional(notes[-1]) if notes and incident.mitigated_at else None,
        steps=tuple(_step(item, editor) for item in done),
    )


def checklist(incident: Incident, editor: Editor) -> ChecklistRecord:
    """Return every step by what became of it."""
    return ChecklistRecord(
        done=_steps(incident, StepState.DONE, editor),
        skipped=_steps(incident, StepState.SKIPPED, editor),
        left_open=_steps(incident, StepState.OPEN, editor),
    )


def evaluations(incident: Incident, editor: Editor) -> tuple[Evidence, ...]:
    """Return what was counted, whether or not its step was closed by it."""
    counted = (item for item in incident.checklist.items if isinstance(item.record, COUNTED))
    return tuple(
        Evidence(text=item.text, record=editor.record(item.record), at=item.at) for item in counted if item.record
    )


def past_outputs(incident: Incident, editor: Editor) -> tuple[PastOutputs, ...]:
    """Return every account of past outputs."""
    records = (item.record for item in incident.checklist.items)
    return tuple(editor.record(record) for record in records if isinstance(record, PastOutputs))


def _steps(incident: Incident, state: StepState, editor: Editor) -> tuple[StepLine, ...]:
    return tuple(_step(item, editor) for item in incident.checklist.items if item.state is state)


def _step(item: Item, editor: Editor) -> StepLine:
    return StepLine(
        phase=item.phase.title,
        text=item.text,
        who=editor.roster.label(item.by) if item.by else None,
        at=item.at,
        note=editor.optional(item.note),
        record=editor.record(item.record) if item.record else None,
    )
