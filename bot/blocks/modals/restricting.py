"""The modals that restrict an incident, and ask to lift that."""

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked
from bot.blocks.parts import section
from bot.domain.incident import Incident, Role
from bot.ids import Field, View
from bot.messages import Context, Modal

_WHAT_FOLLOWS = (
    "For suspected sexual content of children, and other content that may be illegal to possess.\n"
    "• the incident becomes P0 and goes on in a private channel without a title\n"
    "• Legal and Trust &amp; Safety are called\n"
    "• nothing is sampled, replayed, attacked, quarantined or hashed, and files are not kept\n"
    "Only commander and Legal together can lift this. The channel stays private for good."
)


def restrict(incident: Incident) -> Modal:
    """Return the form that restricts the incident."""
    hint = "A trace id or an address. Nothing of the content itself, not even in words"
    blocks: list[Block] = [
        section(_WHAT_FOLLOWS, block_id="what_follows"),
        inputs.text(Asked(Field.REASON, "Reference", optional=True, hint=hint)),
    ]
    return modal(View.RESTRICT, Texts("Restrict the incident", "Restrict"), blocks, _about(incident))


def lift(incident: Incident) -> Modal:
    """Return the form that asks to lift the restriction."""
    needs = "" if Role.LEGAL in incident.roles else "Give somebody the role of legal counsel first. "
    says = f"{needs}The legal counsel of the incident is asked to agree. The channel stays private in any case."
    blocks: list[Block] = [
        section(says, block_id="what_follows"),
        inputs.text(
            Asked(Field.REASON, "Reason", hint="What Legal established; nothing of the content"), multiline=True
        ),
    ]
    return modal(View.LIFT, Texts("Lift the restriction", "Ask Legal"), blocks, _about(incident))


def _about(incident: Incident) -> Context:
    return Context(incident=incident.number)
