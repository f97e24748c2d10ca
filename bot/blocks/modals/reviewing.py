"""The modals of the review: factors, lessons, actions and changes, each a fact about the system."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.inputs import Asked
from bot.domain.incident import Incident
from bot.ids import Field, View
from bot.messages import Context, Modal


def factor(incident: Incident) -> Modal:
    """Return the form for a contributing factor, with its layer and times."""
    hint = "What about the system let this happen? Several factors are usual."
    blocks = [
        inputs.select(Asked(Field.LAYER, "Layer"), choices.LAYERS),
        inputs.text(Asked(Field.TEXT, "Contributing factor", hint=hint), multiline=True),
        inputs.moment(Asked(Field.BEGAN_AT, "Began at", optional=True), incident.answers.began_at),
        inputs.moment(Asked(Field.DETECTED_AT, "Detected at", optional=True)),
        inputs.moment(Asked(Field.FIXED_AT, "Fixed at", optional=True)),
    ]
    return _form(View.FACTOR, "Add factor", blocks, incident)


def lesson(incident: Incident) -> Modal:
    """Return the form for what went well or was hard."""
    blocks = [
        inputs.radio(Asked(Field.LESSON_KIND, "Kind"), choices.LESSONS, choices.LESSONS[0].value),
        inputs.text(Asked(Field.TEXT, "Lesson"), multiline=True),
    ]
    return _form(View.LESSON, "Add lesson", blocks, incident)


def action(incident: Incident) -> Modal:
    """Return the form for a prevention action, which has one owner and a date."""
    hint = "A change to the system that prevents this, or makes it harmless"
    blocks = [
        inputs.text(Asked(Field.TEXT, "Prevention action", hint=hint), multiline=True),
        inputs.person(Asked(Field.OWNER, "Owner", hint="The document names the role, not the person")),
        inputs.day(Asked(Field.DUE_ON, "Due")),
    ]
    return _form(View.ACTION, "Add action", blocks, incident)


def change(incident: Incident) -> Modal:
    """Return the form for something that changed before or during the incident."""
    blocks = [
        inputs.select(Asked(Field.CHANGE_KIND, "What changed"), choices.CHANGES),
        inputs.text(Asked(Field.TEXT, "Change"), multiline=True),
        inputs.moment(Asked(Field.CHANGED_AT, "When")),
    ]
    return _form(View.CHANGE, "What changed", blocks, incident)


def _form(view: View, title: str, blocks: Sequence[Block], incident: Incident) -> Modal:
    return modal(view, Texts(title, "Save"), blocks, Context(incident=incident.number))
