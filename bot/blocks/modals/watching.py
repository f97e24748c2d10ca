"""The modals of the watch: to begin it, to say that it is back, and to close without it."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import section
from bot.domain import watching
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.ids import Field, View
from bot.messages import Context, Modal
from bot.printing import duration
from bot.wording import lacks

UNWATCHED = "unwatched"
"""The value of the box that closes an incident without what is lacking."""
FALSE_ALARM = "false_alarm"
"""The value of the box that says that there was no incident."""


def begin(incident: Incident, policy: Policy) -> Modal:
    """Return the form that begins the watch."""
    period, every = policy.watch(incident.severity), policy.watch_cadence(incident.severity)
    asked_for = f"{duration(period)} at {incident.severity}" if period else f"none at {incident.severity}"
    says = f"*Watch:* {asked_for}. Status updates come every {duration(every)} meanwhile, and you hear when it is over."
    who = "Signs the watch off beside the commander. Left empty: who is ML on-call"
    what = "Metrics, thresholds, and what would reopen the incident"
    blocks: list[Block] = [
        section(says, block_id="watch_period"),
        inputs.person(Asked(Field.OWNER, "Owner of the system", optional=True, hint=who), watching.owner_of(incident)),
        inputs.text(Asked(Field.NOTE, "What is watched?", optional=True, hint=what), multiline=True),
    ]
    return modal(View.WATCH, Texts("Start the watch", "Start"), blocks, _about(incident))


def regressed(incident: Incident) -> Modal:
    """Return the form that says that it is back."""
    says = "The watch ends, the incident is open again, and status updates come as often as before."
    blocks: list[Block] = [
        section(says, block_id="what_follows"),
        inputs.text(Asked(Field.NOTE, "What is seen?", optional=True), multiline=True),
    ]
    return modal(View.REGRESSED, Texts("It is back", "It is back"), blocks, _about(incident))


def unwatched(incident: Incident, policy: Policy) -> Iterator[Block]:
    """Yield what the form that resolves asks where the watch is not over, or not signed off."""
    lacking = watching.lacking(incident, policy)
    if not lacking:
        return
    boxes = [
        Choice(UNWATCHED, "Close without the watch or sign-off", "The reason goes into the post-mortem"),
        Choice(FALSE_ALARM, "False alarm", "Nothing was wrong, so there is nothing to watch"),
    ]
    yield section(f":warning: *Lacking:* {lacks(lacking)}.", block_id="lacking")
    yield inputs.checkboxes(Asked(Field.UNWATCHED, "Close all the same?", optional=True), boxes)
    yield inputs.text(Asked(Field.UNWATCHED_REASON, "Why without them?", optional=True))


def _about(incident: Incident) -> Context:
    return Context(incident=incident.number)
