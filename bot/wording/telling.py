"""What happened, as plain sentences: the matches are exhaustive, so an event without words fails type-checking."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import assert_never

from bot.domain import events
from bot.domain.runbook import Phase
from bot.printing import duration, utc
from bot.wording.areas import of_area
from bot.wording.recording import recorded
from bot.wording.voice import Voice
from bot.wording.watching import lacks

Calling = (
    events.Declared
    | events.Classified
    | events.SeverityChanged
    | events.TypeChanged
    | events.ClassificationAsked
    | events.ResponseMissed
)
Manning = (
    events.CommandTaken | events.HelpOffered | events.RoleAssigned | events.HandOverOffered | events.HandOverAccepted
)
Updating = events.StatusUpdated | events.UpdatePinged | events.UpdateSnoozed
Working = (
    events.StepDone
    | events.StepSkipped
    | events.StepAssigned
    | events.StepUndone
    | events.StepsAdded
    | events.PhaseAdvanced
)
Ending = events.Mitigated | events.Resolved | events.ResolveUndone | events.Reopened
Reviewing = (
    events.MessagePinned
    | events.ChangeNoted
    | events.FactorNoted
    | events.LessonNoted
    | events.ActionNoted
    | events.PostMortemCompiled
)

Common = Calling | Manning | Updating | Working | Ending | Reviewing


def _as_it_is(text: str) -> str:
    return text


def told(
    event: events.Event,
    who: Callable[[str], str],
    names: Mapping[str, str],
    *,
    text: Callable[[str], str] = _as_it_is,
    when: Callable[[datetime], str] = utc,
) -> str:
    """Return a plain sentence, without markup of its own.

    Args:
        event: What happened.
        who: From a Slack user id to a mention, or to a role.
        names: From a type's slug to its title.
        text: What is done to words that people wrote; escape them where the sentence will be markup.
        when: How a moment is written.
    """
    sentence = _told(event, Voice(who, names, text, when))
    return sentence[0].upper() + sentence[1:]


def _told(event: events.Event, voice: Voice) -> str:
    return _common(event, voice) if isinstance(event, Common) else of_area(event, voice)


def _common(event: Common, voice: Voice) -> str:
    if isinstance(event, Calling):
        return _calling(event, voice)
    if isinstance(event, Manning):
        return _manning(event, voice)
    if isinstance(event, Updating):
        return _updating(event, voice)
    if isinstance(event, Working):
        return _working(event, voice)
    if isinstance(event, Ending):
        return _ending(event, voice)
    if isinstance(event, Reviewing):
        return _reviewing(event, voice)
    assert_never(event)


def _calling(event: Calling, voice: Voice) -> str:
    match event:
        case events.Declared():
            unsure = " (not sure yet)" if event.provisional else ""
            return f"{voice.by(event)} declared the incident at {event.severity}{unsure}: {voice.text(event.title)}"
        case events.Classified():
            return f"{voice.by(event)} answered the classification questions."
        case events.SeverityChanged():
            return _severity(event, voice)
        case events.TypeChanged():
            was = voice.type(event.before)
            return f"{voice.by(event)} classified the incident as {voice.type(event.after)} (before: {was})."
        case events.ClassificationAsked():
            return "the classification questions were still open, and the bot asked for them."
        case events.ResponseMissed():
            return f"nobody had taken command by {voice.when(event.due_at)}: the response SLA was missed."
        case _:
            assert_never(event)


def _severity(event: events.SeverityChanged, voice: Voice) -> str:
    if event.before == event.after:
        said = f"{voice.by(event)} confirmed severity {event.after}."
    else:
        unsure = ", not sure yet" if event.provisional_before else ""
        said = f"{voice.by(event)} set severity to {event.after} (before: {event.before}{unsure})."
    override = f" Suggested was {event.suggested}." if event.is_override else ""
    return f"{said}{override}{voice.because(event.reason)}"


def _manning(event: Manning, voice: Voice) -> str:
    match event:
        case events.CommandTaken():
            late = f", {duration(event.late_by)} after the response was due" if event.late_by else ""
            return f"{voice.by(event)} took command{late}."
        case events.HelpOffered():
            return f"{voice.by(event)} joined to help."
        case events.RoleAssigned():
            return f"{voice.by(event)} gave {voice.who(event.to)} the role of {event.role}."
        case events.HandOverOffered():
            return f"{voice.by(event)} asked {voice.who(event.to)} to take over command."
        case events.HandOverAccepted():
            return f"{voice.by(event)} took over command from {voice.who(event.before)}."
        case _:
            assert_never(event)


def _updating(event: Updating, voice: Voice) -> str:
    match event:
        case events.StatusUpdated():
            return _update(event, voice)
        case events.UpdatePinged():
            again = f" (reminder {event.count} in a row)" if event.count > 1 else ""
            return f"a status update had been due since {voice.when(event.due_at)}, and the bot asked for it{again}."
        case events.UpdateSnoozed():
            until = voice.when(event.until)
            return f"{voice.by(event)} put the reminder off until {until}.{voice.because(event.reason)}"
        case _:
            assert_never(event)


def _update(event: events.StatusUpdated, voice: Voice) -> str:
    late = f", {duration(event.late_by)} late" if event.late_by else ""
    known, doing, impact = map(voice.sentence, (event.known, event.doing, event.impact))
    return f"{voice.by(event)} posted a status update{late}. Known: {known} Being done: {doing} Impact: {impact}"


def _working(event: Working, voice: Voice) -> str:
    match event:
        case events.StepDone():
            found = f" ({voice.text(event.note)})" if event.note else ""
            record = f" {voice.text(recorded(event.record))}" if event.record else ""
            return f"{voice.by(event)} completed a step: {voice.text(event.text)}{found}{record}"
        case events.StepSkipped():
            return f"{voice.by(event)} skipped a step: {voice.sentence(event.text)}{voice.because(event.reason)}"
        case events.StepAssigned():
            return f"{voice.who(event.to)} took a step: {voice.text(event.text)}"
        case events.StepUndone():
            return f"{voice.by(event)} opened a step again: {voice.text(event.text)}"
        case events.StepsAdded():
            return f"the severity brought {_steps(len(event.texts))}: {_listed(event.texts, voice)}"
        case events.PhaseAdvanced():
            phases = f"from {Phase(event.before).title} to {Phase(event.after).title}"
            left = f", with {_steps(event.open_steps)} left open" if event.open_steps else ""
            return f"{voice.by(event)} moved the checklist {phases}{left}."
        case _:
            assert_never(event)


def _ending(event: Ending, voice: Voice) -> str:
    match event:
        case events.Mitigated():
            return f"{voice.by(event)} reported that the harm has stopped: {voice.text(event.note)}"
        case events.Resolved():
            left = f", with {_steps(event.open_steps)} left open" if event.open_steps else ""
            return f"{voice.by(event)} resolved the incident{left}: {_outcome(event, voice)}"
        case events.ResolveUndone():
            return f"{voice.by(event)} took the resolution back."
        case events.Reopened():
            return f"{voice.by(event)} reopened the incident.{voice.because(event.reason)}"
        case _:
            assert_never(event)


def _outcome(event: events.Resolved, voice: Voice) -> str:
    if not event.lacking:
        return voice.text(event.note)
    how = "as a false alarm, " if event.false_alarm else ""
    without = f"Closed {how}without {lacks(event.lacking)}."
    return f"{voice.sentence(event.note)} {without}{voice.because(event.unwatched)}"


def _reviewing(event: Reviewing, voice: Voice) -> str:
    match event:
        case events.MessagePinned():
            return f"a message of {voice.by(event)} was put on the timeline."
        case events.ChangeNoted():
            return f"change ({event.change}): {voice.text(event.text)}"
        case events.FactorNoted():
            return f"contributing factor noted ({event.layer}): {voice.text(event.text)}"
        case events.LessonNoted():
            kind = "what went well" if event.lesson == "went_well" else "what was hard"
            return f"lesson noted ({kind}): {voice.text(event.text)}"
        case events.ActionNoted():
            due = f"{voice.who(event.owner)}, due {event.due_on.isoformat()}"
            return f"prevention action noted ({due}): {voice.text(event.text)}"
        case events.PostMortemCompiled():
            return f"{voice.by(event)} compiled the post-mortem, edition {event.edition}."
        case _:
            assert_never(event)


def _listed(texts: tuple[str, ...], voice: Voice, most: int = 6) -> str:
    more = f"; and {len(texts) - most} more" if len(texts) > most else ""
    return "; ".join(map(voice.text, texts[:most])) + more


def _steps(count: int) -> str:
    return f"{count} {'step' if count == 1 else 'steps'}"
