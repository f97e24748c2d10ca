"""What people enter for the post-mortem: factors, lessons, prevention actions, changes; before and after the end."""

from datetime import date, datetime, timedelta
from typing import Final

from bot.domain.events import ActionNoted, ChangeNoted, FactorNoted, LessonNoted, PostMortemCompiled
from bot.domain.incident import Change, Factor, Incident, Lesson, NotedChange, PreventionAction
from bot.errors import InvalidField
from bot.ids import Field

_DATE_LINE: Final = timedelta(days=1)
"""Today is still yesterday somewhere: a person's own date may lie one day behind UTC's."""


def note_factor(incident: Incident, factor: Factor, by: str, at: datetime) -> Change:
    """Note a contributing factor.

    Raises:
        InvalidField: no words, a time in the future, or times that run backwards.
    """
    _require_words(factor.text)
    _require_order(factor, at)
    review = incident.review.model_copy(update={"factors": (*incident.review.factors, factor)})
    event = FactorNoted(at=at, by=by, layer=factor.layer, text=factor.text)
    return Change(incident.having(review=review), (event,))


def note_lesson(incident: Incident, lesson: Lesson, by: str, at: datetime) -> Change:
    """Note what went well or was hard.

    Raises:
        InvalidField: no words.
    """
    _require_words(lesson.text)
    review = incident.review.model_copy(update={"lessons": (*incident.review.lessons, lesson)})
    event = LessonNoted(at=at, by=by, lesson=lesson.lesson, text=lesson.text)
    return Change(incident.having(review=review), (event,))


def note_action(incident: Incident, action: PreventionAction, by: str, at: datetime) -> Change:
    """Note a prevention action with its owner and due date.

    Raises:
        InvalidField: no words, or a due date that has passed.
    """
    _require_words(action.text)
    _require_ahead(action.due_on, at)
    review = incident.review.model_copy(update={"actions": (*incident.review.actions, action)})
    event = ActionNoted(at=at, by=by, text=action.text, owner=action.owner, due_on=action.due_on)
    return Change(incident.having(review=review), (event,))


def note_change(incident: Incident, change: NotedChange, by: str, at: datetime) -> Change:
    """Note something that changed in the system; its event stands on the timeline at the time of the change.

    Raises:
        InvalidField: no words, or a time in the future.
    """
    _require_words(change.text)
    if change.at > at:
        raise InvalidField(field=Field.CHANGED_AT, problem="in_the_future")
    review = incident.review.model_copy(update={"changes": (*incident.review.changes, change)})
    event = ChangeNoted(at=change.at, by=by, change=change.change, text=change.text)
    return Change(incident.having(review=review), (event,))


def compiled(incident: Incident, at: datetime) -> Change:
    """Count another edition of the post-mortem."""
    review = incident.review.model_copy(update={"editions": incident.review.editions + 1})
    return Change(incident.having(review=review), (PostMortemCompiled(at=at, edition=review.editions),))


def _require_words(text: str) -> None:
    if not text.strip():
        raise InvalidField(field=Field.TEXT, problem="empty")


def _require_order(factor: Factor, now: datetime) -> None:
    """A factor begins, is detected, and is fixed, all of it by now."""
    named = (
        (Field.BEGAN_AT, factor.began_at),
        (Field.DETECTED_AT, factor.detected_at),
        (Field.FIXED_AT, factor.fixed_at),
    )
    latest = None
    for field, at in named:
        if at is not None and at > now:
            raise InvalidField(field=field, problem="in_the_future")
        if at is not None and latest is not None and at < latest:
            raise InvalidField(field=field, problem="before_it_began")
        latest = at or latest


def _require_ahead(due_on: date, now: datetime) -> None:
    if due_on < (now - _DATE_LINE).date():
        raise InvalidField(field=Field.DUE_ON, problem="in_the_past")
