"""What happens around content that may be illegal to possess, as sentences; never what the content is."""

from typing import assert_never

from bot.domain.restricting_events import (
    IncidentRestricted,
    LiftAsked,
    MessageRestricted,
    Restricting,
    RestrictionLifted,
)
from bot.wording.voice import Voice


def restricting(event: Restricting, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    match event:
        case IncidentRestricted():
            where = f" Reference: {voice.text(event.reference)}" if event.reference else ""
            return f"{voice.by(event)} restricted the incident: content may be illegal to possess.{where}"
        case LiftAsked():
            return f"{voice.by(event)} asked Legal to lift the restriction.{voice.because(event.reason)}"
        case RestrictionLifted():
            return f"{voice.by(event)} lifted the restriction for Legal.{voice.because(event.reason)}"
        case MessageRestricted():
            return f"a message was restricted by {voice.by(event)}: its words and files are taken out of the record."
        case _:
            assert_never(event)


def message_restricted(editions: int, *, by_bot: bool) -> str:
    """Return what was done with a message that somebody took out of the record, and what they have to do still."""
    done = (
        "Done: this message is out of transcript, timeline and exports. Only its time and its author's part stay. "
        "This cannot be undone."
    )
    slack = (
        " Slack still has its own copy, which I cannot delete: its author or an admin deletes it, once Legal agrees "
        "where it may be evidence."
    )
    form = " If its words came from a form or a command, they stand in the incident as well: tell Legal."
    again = " Post-mortems that were compiled before are withdrawn: compile a new one, and have the old files deleted."
    return f"{done}{slack}{form if by_bot else ''}{again if editions else ''}"
