"""Quarantine in modals: the form that puts a text apart, and the text as its readers see it."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import PlainTextObject, SectionBlock

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked
from bot.blocks.parts import context, section
from bot.blocks.quarantine import who_may_read
from bot.blocks.text import said_in_line
from bot.domain.incident import Incident
from bot.domain.quarantine import Quarantined
from bot.ids import Field, View
from bot.messages import Context, Modal

_LABEL: Final = "Everybody reads it: name the attack, and quote nothing of it"
_TEXT: Final = "It stands in no channel, post-mortem or export; those show the label and a hash"
_CAREFUL: Final = ":warning: This worked once. Paste it into no channel, ticket or tool."


def quarantine(incident: Incident, readers: Sequence[str]) -> Modal:
    """Return the form; `readers` are the Slack users and groups that may read it afterwards."""
    blocks = [
        context(who_may_read(readers)),
        inputs.text(Asked(Field.LABEL, "Label", hint=_LABEL)),
        inputs.text(Asked(Field.QUARANTINED, "Text", hint=_TEXT), multiline=True),
    ]
    about = Context(incident=incident.number)
    return modal(View.QUARANTINE, Texts("Quarantine a text", "Put apart"), blocks, about)


def put_apart(label: str, digest: str) -> Modal:
    """Return what is told of a text that was put apart."""
    words = f"*{said_in_line(label, 150)}* is in quarantine.\nSHA-256 `{digest}`"
    return modal(View.NOTICE, Texts("In quarantine", close="Close"), [section(words)], Context())


def quarantined(kept: Quarantined, text: str) -> Modal:
    """Return a text for one of its readers: plain, so that nothing in it has a meaning."""
    blocks = [
        section(f"*{kept.number}.* {said_in_line(kept.label, 150)}"),
        context(_CAREFUL),
        SectionBlock(text=PlainTextObject(text=text, emoji=False)),
        context(f"SHA-256 `{kept.sha256}`"),
    ]
    return modal(View.NOTICE, Texts("Quarantined text", close="Close"), blocks, Context())
