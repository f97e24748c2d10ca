"""What the bot asks for in the channel and edits once it is answered: updates, the classification, a successor."""

from typing import Final

from bot.blocks.card import fallback
from bot.blocks.checked import rendered
from bot.blocks.parts import buttons, context, header, section
from bot.blocks.text import counted, date, mention, mentions
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Answers, Incident
from bot.domain.taxonomy import UNCLASSIFIED
from bot.ids import Action
from bot.messages import Context, Rendered
from bot.printing import duration

_REVIEW: Final = (
    Action.OPEN_FACTOR,
    Action.OPEN_LESSON,
    Action.OPEN_ACTION,
    Action.OPEN_CHANGE,
    Action.OPEN_CLASSIFY,
    Action.COMPILE,
)
_FOR_THE_REVIEW: Final = (
    "*For the review:* what changed, which factors contributed, what was learned, what will be done."
)
_QUESTIONS: Final = (
    ("purpose", "what the system does"),
    ("affected", "who is affected"),
    ("blast_radius", "how far it reaches"),
    ("began_at", "since when"),
    ("noticed_by", "who noticed"),
    ("harms", "what harm is seen"),
)


def reminder(incident: Incident) -> Rendered | None:
    """Return the reminder that a status update is due; None when none is being waited for."""
    deadline = incident.deadlines.get(DeadlineKind.STATUS_UPDATE)
    if incident.is_over or deadline is None or not deadline.is_running:
        return None
    since = deadline.first_missed_at or deadline.due_at
    text = f"{_addressee(incident)} since {date(since)}."
    again = f"Reminder {deadline.misses} in a row." if deadline.misses > 1 else "Post one, or snooze it with a reason."
    return rendered(
        text,
        [
            section(f"*Status update is due*\n{text}"),
            context(again),
            buttons(_reminder_actions(incident), Context(incident=incident.number), block_id="reminder"),
        ],
    )


def resolved(incident: Incident) -> Rendered:
    """Return the closing message with what is left to do for the review."""
    about = Context(incident=incident.number)
    if not incident.is_over or incident.resolved_at is None:
        text = f"Incident {incident.number} is open again."
        return rendered(text, [section(text)])
    took = duration(incident.resolved_at - incident.declared_at)
    text = f"Incident {incident.number} is resolved, {took} after it was declared."
    return rendered(
        text,
        [
            header(f"Incident {incident.number} is resolved"),
            section(f"Resolved {date(incident.resolved_at)}, {took} after it was declared.{_left_open(incident)}"),
            section(_FOR_THE_REVIEW),
            buttons(_REVIEW, about, block_id="review"),
            buttons((Action.UNDO_RESOLVE,), about, block_id="undo"),
        ],
    )


def review(incident: Incident) -> Rendered:
    """Return the buttons of the review, for a post-mortem that is compiled before the end."""
    about = Context(incident=incident.number)
    text = f"What still belongs in the post-mortem of incident {incident.number} can be entered here."
    return rendered(text, [section(_FOR_THE_REVIEW), buttons(_REVIEW, about, block_id="review")])


def questions(incident: Incident) -> Rendered:
    """Return the question for what the classification still lacks."""
    if incident.is_classified:
        text = "The classification questions are answered."
        return rendered(text, [section(text)])
    text = f"These questions are still open: {', '.join(unanswered(incident.answers))}."
    asked = "The answers choose the checklist and the severity. Answer what you know, the rest can stay open."
    about = Context(incident=incident.number)
    ways = (Action.OPEN_CLASSIFY, *((Action.OPEN_INTERVIEW,) if incident.type == UNCLASSIFIED else ()))
    return rendered(text, [section(text), context(asked), buttons(ways, about, block_id="classify")])


def unanswered(answers: Answers) -> tuple[str, ...]:
    """Return the classification questions without an answer; the type, which may stay unsure, comes last."""
    return (*(question for name, question in _QUESTIONS if not getattr(answers, name)), "which type it is")


def hand_over(incident: Incident) -> Rendered:
    """Return the question to the successor; once accepted, who commands."""
    if incident.successor is None:
        commander = mention(incident.commander) if incident.commander else "Nobody"
        text = f"{commander} commands incident {incident.number}."
        return rendered(text, [section(text)])
    asks = mention(incident.commander) if incident.commander else "The team"
    text = f"{mention(incident.successor)}: {asks} asks you to take command of incident {incident.number}."
    about = Context(incident=incident.number)
    return rendered(text, [section(text), buttons((Action.ACCEPT_HAND_OVER,), about, block_id="hand_over")])


def response_missed(incident: Incident, called: tuple[str, ...]) -> Rendered:
    """Return word that nobody took command in time, and who is called; the button goes once somebody has."""
    if incident.commander is not None:
        text = f"Nobody took command in time; {mention(incident.commander)} commands now."
        return rendered(text, [section(text)])
    due = incident.deadlines.get(DeadlineKind.RESPONSE)
    when = f" by {date(due.due_at)}" if due else ""
    text = f"Nobody took command{when}: the response SLA is missed. {mentions(called)}".strip()
    about = Context(incident=incident.number)
    return rendered(
        f"{text} {fallback(incident)}",
        [section(text), buttons((Action.TAKE_COMMAND, Action.HELPING), about, block_id="missed")],
    )


def called_next(incident: Incident, channel: str | None) -> Rendered:
    """Return the same for the person who is called next, in a direct message: which incident it is, and where."""
    due = incident.deadlines.get(DeadlineKind.RESPONSE)
    when = f" by {date(due.due_at)}" if due else ""
    where = f" Everything is in <#{channel}>." if channel else ""
    text = f"Nobody took command{when}: the response SLA is missed, and you are called next.{where}"
    about = Context(incident=incident.number)
    return rendered(
        f"{fallback(incident)}. {text}",
        [
            section(f"*{fallback(incident)}*\n{text}"),
            buttons((Action.TAKE_COMMAND, Action.HELPING), about, block_id="missed"),
        ],
    )


def _addressee(incident: Incident) -> str:
    if incident.commander is None:
        return "Nobody commands yet; a status update has been due"
    return f"{mention(incident.commander)}: a status update has been due"


def _reminder_actions(incident: Incident) -> tuple[Action, ...]:
    if incident.commander is None:
        return (Action.TAKE_COMMAND, Action.OPEN_UPDATE, Action.OPEN_SNOOZE)
    return (Action.OPEN_UPDATE, Action.OPEN_SNOOZE, Action.OPEN_HAND_OVER)


def _left_open(incident: Incident) -> str:
    count = sum(not item.is_settled for item in incident.checklist.items)
    return f" {counted(count, 'step of the checklist was', 'steps of the checklist were')} left open." if count else ""
