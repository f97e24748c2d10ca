"""The modals that end an incident or open it again."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.modals.levers import fates
from bot.blocks.modals.watching import unwatched
from bot.blocks.parts import section
from bot.blocks.text import counted, date, said_in_line
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.ids import Field, View
from bot.messages import Context, Modal

_MOST_LISTED: Final = 5
_CLOCKS: Final = {
    DeadlineKind.RESPONSE: "response",
    DeadlineKind.STATUS_UPDATE: "status update",
    DeadlineKind.CLASSIFICATION: "classification",
    DeadlineKind.LEVER: "effect of a lever",
    DeadlineKind.WATCH: "end of the watch",
    DeadlineKind.EVIDENCE: "warning that evidence vanishes",
}


def mitigated(incident: Incident, *, note: str = "") -> Modal:
    """Return the form that says that the harm has stopped."""
    asked = Asked(Field.NOTE, "What stopped the harm?", hint="The incident stays open while you watch")
    blocks = [inputs.text(asked, initial=note, multiline=True)]
    return modal(View.MITIGATED, Texts("Mitigated", "Save"), blocks, Context(incident=incident.number))


def resolve(incident: Incident, policy: Policy, *, note: str = "") -> Modal:
    """Return the form that resolves the incident: what is still open is listed and has to be confirmed."""
    box = Choice(choices.CONFIRMED, "Yes, resolve it", "It can be undone for ten minutes")
    blocks = [
        section(_open_steps(incident), block_id="open_steps"),
        section(_running_clocks(incident), block_id="running_clocks"),
        *unwatched(incident, policy),
        *fates(incident),
        inputs.text(Asked(Field.NOTE, "How was it resolved?"), initial=note, multiline=True),
        inputs.checkboxes(Asked(Field.CONFIRM, "Confirm"), [box]),
    ]
    return modal(View.RESOLVE, Texts("Resolve the incident", "Resolve"), blocks, Context(incident=incident.number))


def reopen(incident: Incident, *, reason: str = "") -> Modal:
    """Return the form that opens a resolved incident again."""
    blocks: list[Block] = [inputs.text(Asked(Field.REASON, "Reason"), initial=reason, multiline=True)]
    return modal(View.REOPEN, Texts("Reopen the incident", "Reopen"), blocks, Context(incident=incident.number))


def _open_steps(incident: Incident) -> str:
    left = [item for item in incident.checklist.items if not item.is_settled]
    if not left:
        return "*Open steps:* none"
    listed = "\n".join(f"• {said_in_line(item.text, 90)}" for item in left[:_MOST_LISTED])
    more = f"\n… and {len(left) - _MOST_LISTED} more" if len(left) > _MOST_LISTED else ""
    return f"*{counted(len(left), 'open step', 'open steps')}:*\n{listed}{more}"


def _running_clocks(incident: Incident) -> str:
    return "*Running clocks:*\n" + ("\n".join(_clocks(incident)) or "none")


def _clocks(incident: Incident) -> Iterator[str]:
    for kind, clock in incident.deadlines.items():
        if clock.is_running:
            yield f"• {_CLOCKS[kind]}, due {date(clock.due_at)}"
