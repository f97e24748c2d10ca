"""The forms of levers: setting one, setting those of a step, saying what one does, and what becomes of each."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block, InputBlock

from bot.blocks.checked import Texts, modal
from bot.blocks.modals import gate, inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.modals.recording import recording
from bot.blocks.parts import context, section
from bot.blocks.text import date, escape, said_in_line
from bot.domain.catalogue import Lever
from bot.domain.checklist import Item
from bot.domain.incident import Incident
from bot.domain.lever_board import Stricter
from bot.domain.levers import ROLLBACK, USUAL_MINUTES, Fate, already_set, lever_of
from bot.ids import COMMAND, Field, Sub, View
from bot.messages import Context, Modal

_FATES: Final = (
    Choice(Fate.REMOVED, "Removed"),
    Choice(Fate.ADOPTED, "Adopted for good"),
    Choice(Fate.LEFT_ON, "Left on for now"),
)
_DIRECTIONS: Final = (
    Choice(Stricter.LOWER, "A lower number is stricter"),
    Choice(Stricter.HIGHER, "A higher number is stricter"),
)


def set_lever(incident: Incident, offered: Sequence[Lever], *, words: str = "", chosen: str | None = None) -> Modal:
    """Return the form that sets one lever, of the catalogue or of the incident's own.

    Args:
        incident: Where.
        offered: The catalogue's levers.
        words: What was typed after the command: the title of a lever, or of one of the incident's own.
        chosen: The id of the lever that is chosen in the open form.
    """
    free = [lever for lever in offered if not already_set(incident, lever.id, lever.title)]
    named = next((lever for lever in free if words and lever.title.casefold() == words.casefold()), None)
    lever = next((lever for lever in free if lever.id == chosen), named)
    hint = f"Left empty: the usual time of the lever; {USUAL_MINUTES} for one of your own"
    blocks = [
        *_choice(free, named),
        *([section(f"{escape(lever.text)}. Usually takes {lever.minutes} min.")] if lever else []),
        *_guided([lever] if lever else []),
        inputs.text(
            Asked(Field.OWN_LEVER, "Or another one", optional=True, hint="In a few words, if none of these"),
            initial="" if named else words,
        ),
        *_questions([lever] if lever else []),
        *_evidence(lever),
        _owner(),
        inputs.number(
            Asked(Field.EXPECTED, "Minutes until its effect is seen", optional=True, hint=hint),
            named.minutes if named else None,
        ),
    ]
    return modal(View.LEVER, Texts("Set a lever", "Set"), blocks, Context(incident=incident.number))


def pull(incident: Incident, item: Item, offered: Sequence[Lever]) -> Modal:
    """Return the form that does a step by setting levers that it names; those that are set already stay out."""
    free = [lever for lever in offered if not already_set(incident, lever.id, lever.title)]
    boxes = [Choice(lever.id, lever.title, f"{lever.minutes} min: {lever.text}") for lever in free]
    alone = free[0] if len(free) == 1 else None
    standing = [lever.title for lever in offered if lever not in free]
    asked: list[Block] = [
        *([context(f"Set already: {said_in_line(', '.join(standing))}")] if standing else []),
        *([_boxes(boxes, alone, optional=bool(standing))] if boxes else []),
        *_guided(free),
        *_questions(free),
        *([] if item.gate else _evidence_of_some(free)),
        _owner(),
        inputs.number(
            Asked(
                Field.EXPECTED,
                "Minutes until the effect is seen",
                optional=True,
                hint="Left empty: the usual time of each",
            ),
            alone.minutes if alone else None,
        ),
    ]
    return recording(View.PULL, Texts("Set levers", "Set"), incident.number, item, asked)


def lever_effect(incident: Incident, number: int) -> Modal:
    """Return the form that says what a lever does.

    Raises:
        UnknownLever: There is no such lever.
    """
    lever = lever_of(incident, number)
    hint = "Such as: error rate back to 2 % since 14:10. It stands on the board and on the timeline"
    blocks = [
        section(f"*{said_in_line(lever.title, 100)}*, set {date(lever.set_at)}"),
        inputs.text(Asked(Field.NOTE, "What effect is seen?", hint=hint), initial=lever.effect or ""),
    ]
    about = Context(incident=incident.number, lever=number)
    return modal(View.LEVER_EFFECT, Texts("Effect of a lever", "Save"), blocks, about)


def fates(incident: Incident) -> Iterator[InputBlock]:
    """Yield, for the form that closes an incident, a question for every lever that is still set."""
    standing = [lever for lever in incident.levers if lever.is_set]
    for lever in standing:
        asked = Asked(Field.LEVER_END, f"Lever “{lever.title}”", row=str(lever.number))
        yield inputs.select(asked, _FATES, Fate.LEFT_ON if lever.kept_because else None)
    if standing:
        asked = Asked(Field.LEFT_ON, "Why are levers left on?", optional=True, hint="Needed where one is")
        earlier = next((lever.kept_because for lever in standing if lever.kept_because), None)
        yield inputs.text(asked, initial=earlier or "")


def _choice(free: Sequence[Lever], named: Lever | None) -> Iterator[Block]:
    """A menu without options would be refused by Slack."""
    if free:
        asked = Asked(Field.LEVER, "Lever", optional=True, dispatch=True)
        offered = [Choice(lever.id, lever.title, lever.text) for lever in free]
        yield inputs.select(asked, offered, named.id if named else None)


def _boxes(boxes: Sequence[Choice], alone: Lever | None, *, optional: bool) -> InputBlock:
    asked = Asked(Field.LEVERS, "Levers that are set now", optional=optional)
    return inputs.checkboxes(asked, boxes, [alone.id] if alone else [])


def _guided(levers: Sequence[Lever]) -> Iterator[Block]:
    """A rollback has stages of its own: whoever sets it here is told of them."""
    if any(lever.id == ROLLBACK for lever in levers):
        yield context(f"`{COMMAND} {Sub.ROLLBACK}` leads through a rollback, and sets this lever once it is complete.")


def _owner() -> InputBlock:
    return inputs.person(Asked(Field.OWNER, "Owner", optional=True, hint="Left empty: you"))


def _evidence(lever: Lever | None) -> Iterator[Block]:
    """Asked where the lever alters the system; of one of the incident's own, nobody knows."""
    if lever is None or lever.alters:
        yield from gate.asked(optional=lever is None)


def _evidence_of_some(levers: Sequence[Lever]) -> Iterator[Block]:
    """Needed only if one that alters the system is set."""
    altering = ", ".join(lever.title for lever in levers if lever.alters)
    if altering:
        yield context(f"These alter the system: {escape(altering)}")
        yield from gate.asked(optional=not all(lever.alters for lever in levers))


def _questions(levers: Sequence[Lever]) -> Iterator[Block]:
    """What has to be said where a lever asks; needed only if that lever is set."""
    asking = [lever for lever in levers if lever.asks]
    for lever in asking:
        yield context(f"{escape(lever.title)}: {escape(lever.asks or '')}")
    if any(lever.score for lever in asking):
        yield inputs.radio(Asked(Field.STRICTER, "Direction of the score", optional=True), _DIRECTIONS)
        yield inputs.number(Asked(Field.SCORE_BEFORE, "Threshold before", optional=True))
        yield inputs.number(Asked(Field.SCORE_AFTER, "Threshold now", optional=True))
    if any(not lever.score for lever in asking):
        yield inputs.text(Asked(Field.SAID, "Answer", optional=True))
