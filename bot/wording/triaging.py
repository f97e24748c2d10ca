"""What happens while people find out which type it is and how bad, as sentences."""

from collections.abc import Mapping
from typing import Final, assert_never

from bot.domain.taxonomy import HarmOngoing
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.wording.voice import Voice

Triaging = Interviewed | TypesSuspected | HarmReported

HARM: Final[Mapping[HarmOngoing, str]] = {
    HarmOngoing.YES: "harm is going on",
    HarmOngoing.NO: "no harm is going on",
    HarmOngoing.UNKNOWN: "it is not known whether harm is going on",
}


def triaging(event: Triaging, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case Interviewed():
            said = f"{voice.by(event)} answered the interview: {voice.text('; '.join(event.says))}."
            return f"{said} {_speaks_for(event.ranking, voice)}"
        case TypesSuspected():
            return f"{voice.by(event)} {_suspects(event.after, voice)}."
        case HarmReported():
            return f"{voice.by(event)} said that {HARM[event.after]} (before: {HARM[event.before]})."
        case _:
            assert_never(event)


def _speaks_for(ranking: tuple[str, ...], voice: Voice) -> str:
    if not ranking:
        return "That speaks for no type."
    return f"That speaks for: {', '.join(map(voice.type, ranking))}."


def _suspects(types: tuple[str, ...], voice: Voice) -> str:
    if not types:
        return "no longer suspects any other type"
    return f"marked as also suspected: {', '.join(map(voice.type, types))}"
