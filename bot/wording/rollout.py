"""The staged exposure of a fix in sentences."""

from typing import assert_never

from bot.domain.rollout_events import RolloutAdvanced, RolloutEvent, RolloutWentBack
from bot.wording.voice import Voice


def exposing(event: RolloutEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case RolloutAdvanced():
            return (
                f"{voice.by(event)} exposed the fix to {event.percent} % of the traffic: {voice.sentence(event.seen)}"
            )
        case RolloutWentBack():
            return (
                f"{voice.by(event)} took the fix back at {event.percent} % of the traffic.{voice.because(event.reason)}"
            )
        case _:
            assert_never(event)
