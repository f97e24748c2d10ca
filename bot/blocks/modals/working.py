"""The modals of a running incident: status update, severity, role, skipping a step, snooze, hand-over."""

from datetime import timedelta

from slack_sdk.models.blocks import InputBlock

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.inputs import Asked
from bot.blocks.parts import context, section
from bot.blocks.text import said_in_line
from bot.domain.checklist import item_of
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.watching import cadence
from bot.ids import Field, View
from bot.messages import Context, Modal


def status_update(incident: Incident, policy: Policy, *, known: str = "") -> Modal:
    """Return the form of a status update; the next one is offered at policy's cadence."""
    blocks = [
        inputs.text(Asked(Field.KNOWN, "What we know"), initial=known, multiline=True),
        inputs.text(Asked(Field.DOING, "What we do"), multiline=True),
        inputs.text(Asked(Field.IMPACT, "Customer impact"), multiline=True),
        _next_update(cadence(incident, policy)),
    ]
    return modal(View.UPDATE, Texts("Status update", "Post update"), blocks, _about(incident))


def change_severity(incident: Incident, policy: Policy | None = None) -> Modal:
    """Return the form that sets the severity, with a reason."""
    offered = choices.severities(policy or Policy())
    blocks = [
        inputs.radio(Asked(Field.SEVERITY, "Severity"), offered, incident.severity),
        inputs.text(
            Asked(Field.REASON, "Reason", optional=True, hint="Needed where it differs from what is suggested")
        ),
    ]
    return modal(View.SEVERITY, Texts("Change severity", "Save"), blocks, _about(incident))


def assign_role(incident: Incident) -> Modal:
    """Return the form that gives somebody a role; command is taken or handed over, never assigned."""
    blocks = [
        inputs.select(Asked(Field.ROLE, "Role"), choices.ROLES),
        inputs.person(Asked(Field.PERSON, "Person")),
    ]
    return modal(View.ROLE, Texts("Assign a role", "Assign"), blocks, _about(incident))


def note_step(incident: Incident, step: str) -> Modal:
    """Return the form that marks a step as done with what was found.

    Raises:
        UnknownStep: There is no such step.
    """
    item = item_of(incident.checklist, step)
    blocks = [
        section(said_in_line(item.text)),
        *([context(f"Write down: {said_in_line(item.records)}")] if item.records else []),
        inputs.text(
            Asked(Field.NOTE, "What was found or done?", hint="It stands in the checklist and on the timeline")
        ),
    ]
    return modal(
        View.NOTE_STEP, Texts("Done, with a note", "Done"), blocks, Context(incident=incident.number, step=step)
    )


def skip_step(incident: Incident, step: str) -> Modal:
    """Return the form that skips a step.

    Raises:
        UnknownStep: There is no such step.
    """
    item = item_of(incident.checklist, step)
    blocks = [
        section(said_in_line(item.text)),
        inputs.text(Asked(Field.REASON, "Reason", hint="It stands in the checklist and on the timeline")),
    ]
    return modal(View.SKIP_STEP, Texts("Skip a step", "Skip"), blocks, Context(incident=incident.number, step=step))


def snooze(incident: Incident) -> Modal:
    """Return the form that puts the reminder off."""
    offered = choices.minutes(choices.SNOOZE_MINUTES)
    blocks = [
        inputs.radio(Asked(Field.MINUTES, "Remind again in"), offered, offered[0].value),
        inputs.text(Asked(Field.REASON, "Reason", hint="It stands on the timeline")),
    ]
    return modal(View.SNOOZE, Texts("Snooze the reminder", "Snooze"), blocks, _about(incident))


def hand_over(incident: Incident) -> Modal:
    """Return the form that asks somebody to take command."""
    hint = "They command from the moment they accept; until then you do."
    blocks = [inputs.person(Asked(Field.PERSON, "Successor", hint=hint))]
    return modal(View.HAND_OVER, Texts("Hand over command", "Hand over"), blocks, _about(incident))


def _next_update(cadence: timedelta) -> InputBlock:
    """Policy's cadence is offered first, whatever it is."""
    usual = (timedelta(minutes=length) for length in choices.UPDATE_MINUTES)
    offered = choices.spans({*usual, cadence})
    return inputs.select(Asked(Field.NEXT_UPDATE, "Next update in"), offered, choices.span_value(cadence))


def _about(incident: Incident) -> Context:
    return Context(incident=incident.number)
