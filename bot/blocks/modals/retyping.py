"""The type anew: the form that sets it with what else is suspected, and everything about a type on request."""

from bot.blocks import triage
from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.inputs import Asked
from bot.blocks.parts import buttons
from bot.domain.incident import Incident
from bot.ids import Action, Field, View
from bot.library import Library
from bot.messages import Context, Modal


def change_type(incident: Incident, library: Library) -> Modal:
    """Return the form that classifies the incident anew."""
    about = Context(incident=incident.number)
    offered = choices.types(library)
    hint = "Steps that are done stay; open ones are replaced by those of the new type."
    suspected = Asked(Field.SUSPECTED, "Also suspected", optional=True, hint="What else it may be; the card says so")
    blocks = [
        inputs.select(Asked(Field.TYPE, "Type", hint=hint), offered, incident.type),
        inputs.checkboxes(suspected, [choice._replace(description=None) for choice in offered], incident.suspected),
        buttons((Action.TYPE_DETAILS, Action.OPEN_INTERVIEW), about, block_id="about_types"),
    ]
    # What somebody else suspects meanwhile is not in the form, and must not be lost by that.
    shown = about.model_copy(update={"shown": incident.suspected})
    return modal(View.TYPE, Texts("Change type", "Save"), blocks, shown)


def type_details(slug: str, library: Library) -> Modal:
    """Return what the runbook of a type says about it: definition, signals, look-alikes, owner, references."""
    blocks = list(triage.details(library.runbook(slug), library.catalogue.public))
    return modal(View.NOTICE, Texts("About this type", close="Close"), blocks, Context())
