"""What messages say of an incident whose content may be illegal to possess."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.blocks.checked import rendered
from bot.blocks.parts import buttons, section
from bot.blocks.text import mention, said
from bot.domain.incident import Incident, Role
from bot.ids import COMMAND, Action
from bot.messages import Context, Rendered

_RULES = (
    "Content may be illegal to possess. *Do not open, copy, attach, download, hash, search for or forward it, and do "
    "not describe it here.* Sampling, replay, red-teaming and quarantine are off, and files shared here are not kept."
)


def notice(incident: Incident) -> Iterator[Block]:
    """Yield the warning that stands first on the card."""
    if incident.restricted:
        yield section(f":no_entry: *Restricted*\n{_RULES}", block_id="restricted")


def restricted(incident: Incident) -> Rendered:
    """Return word that the incident is restricted now, and what everybody does about it."""
    text = f"Incident {incident.number} is restricted. Legal and Trust & Safety are called."
    todo = (
        "The first steps of the checklist say what to do. Take messages that show or quote the content out of the "
        "record with their shortcut Restrict. Nobody has to see it: anybody may stop at any time."
    )
    return rendered(text, [section(f":no_entry: *{text.replace('&', '&amp;')}*\n{_RULES}"), section(todo)])


def lift(incident: Incident) -> Rendered:
    """Return the question to the legal counsel whether the restriction may be lifted; what came of it later."""
    if not incident.restricted or incident.lift_asked is None:
        text = f"Nobody asks to lift a restriction of incident {incident.number}."
        return rendered(text, [section(text)])
    legal = incident.roles.get(Role.LEGAL)
    commander = mention(incident.commander) if incident.commander else "The commander"
    text = f"{mention(legal) if legal else 'Legal'}: {commander} asks to lift the restriction. Only Legal can agree."
    about = Context(incident=incident.number)
    reason = f"*Reason:* {said(incident.lift_asked, 600)}"
    agree = buttons((Action.AGREE_TO_LIFT,), about, block_id="lift")
    return rendered(text, [section(f"{text}\n{reason}"), agree])


def lifted(incident: Incident) -> Rendered:
    """Return word that the restriction is lifted."""
    text = f"The restriction of incident {incident.number} is lifted: Legal agreed. The channel stays private."
    return rendered(text, [section(text)])


def editions_withdrawn(incident: Incident) -> Rendered:
    """Return word that post-mortems compiled so far may quote a message that was restricted since."""
    count = incident.review.editions
    which = "Edition 1" if count == 1 else f"Editions 1 to {count}"
    text = f"{which} of the post-mortem may quote a message that was restricted since, and must not be used any more."
    todo = f"Compile anew with `{COMMAND} postmortem`, and have the old files deleted here and wherever they went."
    return rendered(text, [section(f":warning: {text}\n{todo}")])
