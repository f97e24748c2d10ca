"""What happens to levers, as sentences."""

from datetime import timedelta
from typing import assert_never

from bot.domain.lever_board import ScoreMove
from bot.domain.lever_events import (
    LeverAdopted,
    LeverEffectSeen,
    LeverEvent,
    LeverLeftOn,
    LeverNudged,
    LeverRemoved,
    LeverSet,
    LeverStillSet,
)
from bot.printing import duration
from bot.wording.voice import Voice


def score_move(score: ScoreMove) -> str:
    """Write how a threshold was moved."""
    return f"{score.before:g} → {score.after:g}, {score.stricter} is stricter"


def levers(event: LeverEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    if isinstance(event, LeverSet | LeverEffectSeen | LeverNudged):
        return _watched(event, voice)
    return _ended(event, voice)


def _watched(event: LeverSet | LeverEffectSeen | LeverNudged, voice: Voice) -> str:
    title = voice.text(event.title)
    match event:
        case LeverSet():
            return f"{voice.by(event)} set the lever {title}{_details(event, voice)}"
        case LeverEffectSeen():
            since = f" {duration(event.after)} after it was set" if event.after else ""
            return f"{voice.by(event)} saw the effect of the lever {title}{since}: {voice.text(event.effect)}"
        case LeverNudged():
            owner = voice.who(event.owner)
            return f"the effect of the lever {title} was expected by now, and the bot asked {owner} for it."
        case _:
            assert_never(event)


def _ended(event: LeverRemoved | LeverAdopted | LeverStillSet | LeverLeftOn, voice: Voice) -> str:
    title = voice.text(event.title)
    match event:
        case LeverRemoved():
            return f"{voice.by(event)} removed the lever {title}."
        case LeverAdopted():
            return f"{voice.by(event)} adopted the lever {title} for good."
        case LeverStillSet():
            return f"{voice.by(event)} said that the lever {title} is still set."
        case LeverLeftOn():
            return f"{voice.by(event)} left the lever {title} on as the incident closed.{voice.because(event.reason)}"
        case _:
            assert_never(event)


def _details(event: LeverSet, voice: Voice) -> str:
    """Whose it is where that is somebody else, how long its effect takes, and what was said."""
    owner = f", owned by {voice.who(event.owner)}" if event.owner != event.by else ""
    score = f" ({score_move(event.score)})" if event.score else ""
    said = f" Said about it: {voice.text(event.said)}" if event.said else ""
    return f"{score}{owner}; its effect is expected within {duration(timedelta(minutes=event.minutes))}.{said}"
