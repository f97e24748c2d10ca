"""The first modal: now or plan ahead, and then only what is needed to open a channel or to write a plan."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.choices import NOT_SURE, Mode
from bot.blocks.modals.inputs import Asked, Choice
from bot.domain.policy import Policy
from bot.domain.taxonomy import HarmOngoing, Severity
from bot.ids import Field, View
from bot.library import Library
from bot.limits import LONGEST
from bot.messages import Context, Modal

_TITLE: Final = "AI incident"


def start(  # noqa: PLR0913  # each is one thing that may be known before the form opens
    mode: str,
    known_systems: Sequence[str],
    library: Library,
    *,
    title: str = "",
    severity: Severity | None = None,
    context: Context | None = None,
    policy: Policy | None = None,
) -> Modal:
    """Return the first form.

    Args:
        mode: A `Mode` value: what the person has chosen so far.
        known_systems: The names of the AI systems that earlier incidents had.
        library: The types that a plan can be written for.
        title: Pre-filled; cut where it is too long.
        severity: Pre-chosen; "Not sure yet" otherwise.
        context: What the form has to know when it comes back; its `mode` is set here.
        policy: Whose SLAs the severities show.
    """
    about = (context or Context()).model_copy(update={"mode": mode})
    if mode == Mode.PLAN:
        return modal(View.START, Texts(_TITLE, "Write plan"), list(_plan(known_systems, library)), about)
    asked_severity = inputs.radio(
        Asked(Field.SEVERITY, "Severity"), _severities(policy or Policy()), severity or NOT_SURE
    )
    blocks = [_mode(Mode.NOW), *_now(known_systems, title), asked_severity, _private()]
    return modal(View.START, Texts(_TITLE, "Open incident"), blocks, about)


def _now(known_systems: Sequence[str], title: str) -> Iterator[Block]:
    yield inputs.text(Asked(Field.TITLE, "Title", hint="What is going wrong, in a few words"), initial=title)
    yield from _system(known_systems)
    yield inputs.radio(Asked(Field.HARM_ONGOING, "Is harm going on?"), choices.ONGOING, HarmOngoing.UNKNOWN)


def _plan(known_systems: Sequence[str], library: Library) -> Iterator[Block]:
    yield _mode(Mode.PLAN)
    yield from _system(known_systems)
    yield inputs.text(Asked(Field.PURPOSE, "What does the system do?", optional=True), multiline=True)
    yield inputs.checkboxes(Asked(Field.TYPES, "Plan for these types", optional=True), choices.types(library))


def _mode(mode: Mode) -> Block:
    return inputs.radio(Asked(Field.MODE, "Is this an incident or a plan?", dispatch=True), choices.MODES, mode)


def _system(known: Sequence[str]) -> Iterator[Block]:
    """A menu where systems are known; a name too long to come back as a choice is left for typing."""
    offered = [
        Choice(name, name) for name in dict.fromkeys(known) if name.strip() and len(name) <= LONGEST[Field.SYSTEM]
    ]
    if offered:
        yield inputs.select(Asked(Field.SYSTEM_KNOWN, "AI system", optional=True), offered)
    label = "Or a new one" if offered else "AI system"
    yield inputs.text(Asked(Field.SYSTEM, label, optional=bool(offered)))


def _severities(policy: Policy) -> tuple[Choice, ...]:
    return (*choices.severities(policy), Choice(NOT_SURE, "Not sure yet", "Runs as P2 until somebody decides"))


def _private() -> Block:
    box = Choice(choices.PRIVATE, "Make it private", "Only invited people see the channel")
    return inputs.checkboxes(Asked(Field.PRIVATE, "Privacy", optional=True), [box])
