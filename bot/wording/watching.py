"""What happens while a mitigation is watched, as sentences, and what closing an incident lacks."""

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from bot.domain.watch import Lacking
from bot.domain.watch_events import Regressed, SignedOff, WatchEnded, WatchEvent, WatchStarted
from bot.printing import duration
from bot.wording.voice import Voice

_LACKING: Final[Mapping[str, str]] = {
    Lacking.WATCH: "the end of the watch",
    Lacking.COMMANDER: "the commander's sign-off",
    Lacking.OWNER: "the owner's sign-off",
}


def lacks(what: Iterable[str]) -> str:
    """Return what an incident was, or would be, closed without."""
    *most, last = [_LACKING[one] for one in what]
    return f"{', '.join(most)} and {last}" if most else last


def watching(event: WatchEvent, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case WatchStarted():
            said = f"{voice.by(event)} began the watch, until {voice.when(event.ends_at)}."
            owner = f" {voice.who(event.owner)} signs it off for the system." if event.owner else ""
            return f"{said}{owner}{f' Watched: {voice.text(event.watched)}' if event.watched else ''}"
        case WatchEnded():
            return f"the watch of {duration(event.lasted)} is over, and nothing came back."
        case Regressed():
            seen = f": {voice.text(event.note)}" if event.note else "."
            return f"{voice.by(event)} said that it is back, {duration(event.after)} after the watch had begun{seen}"
        case SignedOff():
            part = "commander" if event.part == "commander" else "owner of the system"
            return f"{voice.by(event)} signed the watch off as {part}."
        case _:
            assert_never(event)
