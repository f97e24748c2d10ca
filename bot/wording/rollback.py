"""A rollback in sentences: what was decided, each stage, and how long it took."""

from typing import assert_never

from bot.domain.rollback import STAGES, Stage
from bot.domain.rollback_events import (
    RollbackAborted,
    RollbackAdvanced,
    RollbackCompleted,
    RollbackDeclined,
    RollbackEvent,
    RollbackOffered,
    RollbackStarted,
)
from bot.domain.systems import Part
from bot.printing import duration
from bot.wording.voice import Voice

PARTIAL = "a combination that nobody has tested"


def rollback_stage(stage: str) -> str:
    """Return a stage, by its value, in words."""
    return STAGES[Stage(stage)]


def rolling(event: RollbackEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case RollbackDeclined():
            return _declined(event, voice)
        case RollbackStarted():
            return _started(event, voice)
        case RollbackAdvanced():
            note = f" {voice.sentence(event.note)}" if event.note else ""
            return f"{voice.by(event)} passed a stage of the rollback: {rollback_stage(event.stage)}.{note}"
        case RollbackCompleted():
            return _completed(event, voice)
        case RollbackAborted():
            where = rollback_stage(event.stage)
            return f"{voice.by(event)} gave the rollback up, before this stage: {where}.{voice.because(event.reason)}"
        case RollbackOffered():
            return f"{voice.by(event)} offered a rollback. {voice.sentence(event.because)}"
        case _:
            assert_never(event)


def _declined(event: RollbackDeclined, voice: Voice) -> str:
    note = f" {voice.sentence(event.note)}" if event.note else ""
    instead = f" What helps instead: {voice.text('; '.join(event.instead))}." if event.instead else ""
    return f"{voice.by(event)} found that a rollback would not help: {'; '.join(event.reasons)}.{note}{instead}"


def _started(event: RollbackStarted, voice: Voice) -> str:
    is_whole = set(event.parts) == set(Part)
    moving = "" if is_whole else f" Only these parts move, {PARTIAL}: {', '.join(event.parts)}."
    decided = f"{voice.by(event)} decided to roll back from {voice.text(event.before)} to {voice.text(event.after)}."
    return f"{decided}{moving} Criteria: {voice.sentence(event.criteria)}"


def _completed(event: RollbackCompleted, voice: Voice) -> str:
    over = f", {duration(event.over)} over the 15 minutes" if event.over else ", within the 15 minutes"
    bundles = f"from {voice.text(event.before)} to {voice.text(event.after)}"
    return f"{voice.by(event)} completed the rollback {bundles} in {duration(event.took)}{over}."
