"""A rehearsal at the start: every document is printed once, so that no template turns out broken when it is needed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.blocks import posts
from bot.domain import commanding, declaring, ending, working
from bot.domain.checklist import Finding
from bot.domain.declaring import Declaration
from bot.domain.events import Event
from bot.domain.incident import Answers, Change, Factor, Incident, Lesson, NotedChange, PreventionAction, Review
from bot.domain.plan import TEMPLATE, Planned, prepare
from bot.domain.policy import Policy
from bot.domain.postmortem import compile_postmortem
from bot.domain.systems import Bundle, Part, Rehearsal, System, Trigger, Triggers, judged
from bot.domain.taxonomy import UNCLASSIFIED, ChangeKind, Layer, NoticedBy, Severity
from bot.library import Library
from bot.printing import Printer

_BEGAN: Final = datetime(2025, 1, 1, tzinfo=UTC)
_WHO: Final = "U0"
_WORDS: Final = "rehearsed"
_ANSWERS: Final = Answers(
    purpose=_WORDS, affected=_WORDS, blast_radius=_WORDS, began_at=_BEGAN, noticed_by=NoticedBy.USERS
)
_SYSTEM: Final = System(
    name=_WORDS,
    bundles=(Bundle(label=_WORDS, parts={Part.MODEL: _WORDS, Part.PROMPT: _WORDS}, minutes=1),),
    rehearsal=Rehearsal(on=_BEGAN.date(), minutes=1),
    triggers=Triggers(quality=Trigger(metric=_WORDS, at=1, direction="below")),
    log_retention={_WORDS: timedelta(days=1)},
)
_REVIEW: Final = Review(
    changes=(NotedChange(change=ChangeKind.MODEL, text=_WORDS, at=_BEGAN),),
    factors=(Factor(layer=Layer.DATA, text=_WORDS, began_at=_BEGAN, detected_at=_BEGAN, fixed_at=_BEGAN),),
    lessons=(Lesson(lesson="went_well", text=_WORDS), Lesson(lesson="was_hard", text=_WORDS)),
    actions=(PreventionAction(text=_WORDS, owner=_WHO, due_on=_BEGAN.date()),),
)


def rehearse(library: Library, policy: Policy, printer: Printer) -> None:
    """Print what is printed in an incident: of one of which nothing is known, and of one of which everything is.

    Raises:
        BadFile: a template asks for what it is not given.
    """

    def print_all() -> None:
        incident, events = _declared(library, policy)
        _post_mortem(incident, events, policy, printer)
        _post_mortem(*_resolved(incident, events), policy, printer)
        for known in (None, judged(_SYSTEM, _BEGAN)):
            planned = Planned(_WORDS, _WORDS, known=known)
            plan = prepare(planned, library.types(), policy, library.catalogue.public, _BEGAN)
            printer.markdown(TEMPLATE, plan=plan)
        posts.help_text(printer)

    printer.rehearse(print_all)


def _post_mortem(incident: Incident, events: Sequence[Event], policy: Policy, printer: Printer) -> None:
    postmortem = compile_postmortem(
        incident,
        events=events,
        transcript=(),
        people=(),
        runbook_title=_WORDS,
        now=_BEGAN + timedelta(hours=2),
        policy=policy,
    )
    printer.markdown("postmortem.md.j2", postmortem=postmortem)
    posts.postmortem_comment(incident, _WORDS, printer)


def _declared(library: Library, policy: Policy) -> tuple[Incident, Sequence[Event]]:
    declaration = Declaration(title=_WORDS, system=_WORDS, reporter=_WHO, severity=Severity.P0)
    change = declaring.declare(declaration, 1, library.runbook(UNCLASSIFIED), policy, _BEGAN)
    return change.incident, change.events


def _resolved(incident: Incident, events: Sequence[Event]) -> tuple[Incident, Sequence[Event]]:
    known = incident.having(answers=_ANSWERS, review=_REVIEW, source="https://example.org/archives/C1/p1")
    late = _BEGAN + timedelta(hours=1)
    changes: list[Change] = [commanding.take_command(known, _WHO, late)]
    for item in known.checklist.items[:1]:
        changes.append(working.complete(changes[-1].incident, item.step_id, _WHO, late, Finding(note=_WORDS)))
    changes.append(ending.mitigate(changes[-1].incident, _WORDS, _WHO, late))
    changes.append(ending.resolve(changes[-1].incident, _WORDS, _WHO, late))
    return changes[-1].incident, (*events, *(event for change in changes for event in change.events))
