"""The forms that put an AI system on record: its name, its facts, its bundles; and the one for a rehearsal."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import context, section
from bot.blocks.text import mention, said_in_line
from bot.domain import shorthand
from bot.domain.registry import Registered, bundles_of
from bot.domain.systems import Part, System
from bot.errors import RegistryFailed
from bot.ids import Field, View
from bot.limits import LONGEST
from bot.messages import Context, Modal
from bot.wording import registry_says

EU_HIGH_RISK: Final = "eu_high_risk"
SAFETY_EVENT: Final = "safety_event"
_TRAITS: Final = (
    Choice(SAFETY_EVENT, "A P0 or P1 safety event offers a rollback"),
    Choice(EU_HIGH_RISK, "It is a high-risk system under the EU AI Act", "As your Legal judges it"),
)
_BUNDLE: Final = f"Parts: {', '.join(Part)}. What has no version is left out."
_EXAMPLE: Final = "2026-05-02 v41; 12 min; model: 41; prompt: p-7"


def system_name(known: Sequence[str]) -> Modal:
    """Return the question which system is to be put on record."""
    offered = [Choice(name, name) for name in known if name.strip() and len(name) <= LONGEST[Field.SYSTEM]]
    menu = [inputs.select(Asked(Field.SYSTEM_KNOWN, "AI system", optional=True), offered)] if offered else []
    label = "Or a new one" if offered else "AI system"
    blocks = [*menu, inputs.text(Asked(Field.SYSTEM, label, optional=bool(offered)))]
    return modal(View.SYSTEM_NAME, Texts("AI system", "Next"), blocks, Context())


def system_facts(system: System) -> Modal:
    """Return the form for the facts of a system; its bundles follow."""
    blocks = [section(f"*{said_in_line(system.name)}*"), *_who(system), *_rollback(system), *_rest(system)]
    return modal(View.SYSTEM_FACTS, Texts("AI system", "Save, then bundles"), blocks, Context(system=system.name))


def _who(system: System) -> Iterator[Block]:
    is_group = system.owner is not None and system.owner.startswith("S")
    purpose = Asked(Field.PURPOSE, "What does the system do?", optional=True)
    yield inputs.text(purpose, initial=system.purpose or "")
    owner = Asked(Field.OWNER, "Owner", optional=True, hint="Is told when a rollback would not work any more")
    yield inputs.person(owner, None if is_group else system.owner)
    if is_group and system.owner:
        yield context(f"Owned by {mention(system.owner)}")
    group = Asked(Field.OWNER_GROUP, "Or a user group, by its id", optional=True, hint="Such as S0123ABCD; goes first")
    yield inputs.text(group, initial=system.owner or "" if is_group else "")


def _rollback(system: System) -> Iterator[Block]:
    triggers = system.triggers
    way = Asked(Field.ROLLBACK, "How it is rolled back", optional=True, hint="A command, or where instructions are")
    yield inputs.text(way, initial=system.rollback or "", multiline=True)
    floor = Asked(Field.QUALITY_FLOOR, "Quality floor", optional=True, hint="Such as: groundedness below 0.8")
    yield inputs.text(floor, initial=shorthand.write_trigger(triggers.quality))
    errors = Asked(Field.ERROR_THRESHOLD, "Error threshold", optional=True, hint="Such as: error rate above 5")
    yield inputs.text(errors, initial=shorthand.write_trigger(triggers.errors))
    ticked = [SAFETY_EVENT] * triggers.safety_event + [EU_HIGH_RISK] * system.eu_high_risk
    yield inputs.checkboxes(Asked(Field.TRAITS, "What holds for it", optional=True), _TRAITS, ticked)


def _rest(system: System) -> Iterator[Block]:
    registry = system.registry
    kept = Asked(Field.LOG_RETENTION, "How long logs are kept", optional=True, hint="A line each: traces: 30 days")
    yield inputs.text(kept, initial=shorthand.write_retention(system.log_retention), multiline=True)
    model = Asked(Field.REGISTRY_MODEL, "Registered model in MLflow", optional=True)
    yield inputs.text(model, initial=registry.model if registry else "")
    alias = Asked(Field.REGISTRY_ALIAS, "Its alias", optional=True, hint="“production” when nothing is said")
    yield inputs.text(alias, initial=registry.alias if registry else "")


def system_bundles(system: System, found: Registered | RegistryFailed | None = None) -> Modal:
    """Return the form for the bundles of a system; where none is on record, those that its registry knows stand there.

    `found` is what the registry says, or why it does not.
    """
    bundles = system.bundles or (bundles_of(found) if isinstance(found, Registered) else ())
    says = registry_says(found, system)
    asked = Asked(Field.BUNDLES, "Bundles, newest first", optional=True, hint=f"A line each: {_EXAMPLE}")
    blocks = [
        section(f"*{said_in_line(system.name)}*: what is in service stands first, below it what was before."),
        context(_BUNDLE),
        *([context(said_in_line(says, 900))] if says else []),
        inputs.text(asked, initial=shorthand.write_bundles(bundles), multiline=True),
    ]
    return modal(View.SYSTEM_BUNDLES, Texts("Bundles", "Save"), blocks, Context(system=system.name))


def rehearsed(name: str, by: str, today: date) -> Modal:
    """Return the form for a rehearsal of a system's rollback."""
    blocks = [
        section(f"A rollback of *{said_in_line(name)}* was rehearsed"),
        inputs.day(Asked(Field.REHEARSED_ON, "When?"), today),
        inputs.number(Asked(Field.MINUTES, "How many minutes did it take?", hint="From the decision to the traffic")),
        inputs.person(Asked(Field.PERSON, "Who did it?"), by),
        inputs.text(Asked(Field.WHAT, "Note", optional=True)),
    ]
    return modal(View.REHEARSED, Texts("Rehearsed", "Save"), blocks, Context(system=name))
