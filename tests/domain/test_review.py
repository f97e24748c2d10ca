from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import review
from bot.domain.checklist import Checklist
from bot.domain.events import ActionNoted, ChangeNoted, FactorNoted, LessonNoted, PostMortemCompiled
from bot.domain.incident import Factor, Incident, Lesson, NotedChange, PreventionAction, Status
from bot.domain.runbook import Phase
from bot.domain.taxonomy import ChangeKind, Layer, Severity
from bot.errors import InvalidField

ADA, BEN = "U0ADA", "U0BEN"
AT = datetime(2025, 4, 27, 17, 25, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=30)


def incident(status: Status = Status.RESOLVED) -> Incident:
    return Incident(
        number=7,
        title="Odd answers",
        system="chat-assistant",
        reporter=ADA,
        declared_at=AT,
        status=status,
        severity=Severity.P2,
        checklist=Checklist(runbook="unclassified", phase=Phase.CONFIRM, items=()),
    )


@pytest.mark.parametrize("status", Status)
def test_a_factor_is_noted_at_any_time(status: Status) -> None:
    factor = Factor(layer=Layer.TRAINING, text="Reward weighted too strongly", began_at=LONG_AGO, fixed_at=AT)

    after, events = review.note_factor(incident(status), factor, ADA, AT)

    assert after.review.factors == (factor,)
    assert events == (FactorNoted(at=AT, by=ADA, layer=Layer.TRAINING, text=factor.text),)


def test_a_lesson_is_noted_after_those_before_it() -> None:
    well, hard = Lesson(lesson="went_well", text="Rollback ready"), Lesson(lesson="was_hard", text="Flat dashboards")

    first = review.note_lesson(incident(), well, ADA, AT)
    second = review.note_lesson(first.incident, hard, BEN, AT)

    assert second.incident.review.lessons == (well, hard)
    assert second.events == (LessonNoted(at=AT, by=BEN, lesson="was_hard", text="Flat dashboards"),)


def test_an_action_is_noted_with_owner_and_date() -> None:
    action = PreventionAction(text="Add a sycophancy evaluation", owner=BEN, due_on=date(2025, 6, 1))

    after, events = review.note_action(incident(), action, ADA, AT)

    assert after.review.actions == (action,)
    assert events == (ActionNoted(at=AT, by=ADA, text=action.text, owner=BEN, due_on=action.due_on),)


def test_a_change_stands_at_the_time_of_the_change() -> None:
    change = NotedChange(change=ChangeKind.MODEL, text="Update of 25 April", at=LONG_AGO)

    after, events = review.note_change(incident(), change, ADA, AT)

    assert after.review.changes == (change,)
    assert events == (ChangeNoted(at=LONG_AGO, by=ADA, change=ChangeKind.MODEL, text=change.text),)


def test_editions_count_from_one() -> None:
    first = review.compiled(incident(), AT)
    second = review.compiled(first.incident, AT)

    assert [first.events, second.events] == [
        (PostMortemCompiled(at=AT, edition=1),),
        (PostMortemCompiled(at=AT, edition=2),),
    ]


FACTORS = (
    ("text", "empty", Factor(layer=Layer.DATA, text="  ")),
    ("fixed_at", "before_it_began", Factor(layer=Layer.DATA, text="Drift", began_at=AT, fixed_at=LONG_AGO)),
    ("detected_at", "before_it_began", Factor(layer=Layer.DATA, text="Drift", began_at=AT, detected_at=LONG_AGO)),
    ("began_at", "in_the_future", Factor(layer=Layer.DATA, text="Drift", began_at=AT + timedelta(hours=1))),
)


@pytest.mark.parametrize(("field", "problem", "factor"), FACTORS, ids=[f"{row[0]} {row[1]}" for row in FACTORS])
def test_a_factor_that_cannot_be_is_refused_beside_its_field(field: str, problem: str, factor: Factor) -> None:
    with pytest.raises(InvalidField) as refused:
        review.note_factor(incident(), factor, ADA, AT)

    assert (refused.value.field, refused.value.values["problem"]) == (field, problem)


def test_a_change_in_the_future_is_refused() -> None:
    change = NotedChange(change=ChangeKind.DATA, text="New crawl", at=AT + timedelta(hours=1))

    with pytest.raises(InvalidField, match="in_the_future"):
        review.note_change(incident(), change, ADA, AT)


@pytest.mark.parametrize(("due_on", "refused"), [(date(2025, 4, 25), True), (date(2025, 4, 26), False)])
def test_an_action_is_due_from_today_on_wherever_its_author_lives(due_on: date, refused: bool) -> None:  # noqa: FBT001  # a column of the table
    action = PreventionAction(text="Add an evaluation", owner=BEN, due_on=due_on)

    try:
        review.note_action(incident(), action, ADA, AT)
        was_refused = False
    except InvalidField:
        was_refused = True

    assert was_refused is refused
