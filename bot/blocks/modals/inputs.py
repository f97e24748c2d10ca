"""The inputs of modals: block id and action id are the field's name, so that what is typed survives an update."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from slack_sdk.models.blocks import (
    CheckboxesElement,
    DatePickerElement,
    DateTimePickerElement,
    InputBlock,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig
from slack_sdk.models.blocks.block_elements import FileInputElement

from bot.blocks.text import plain, shortened
from bot.ids import Field
from bot.limits import LONGEST

MOST_CHOICES: Final = 100
MOST_BOXES: Final = 10
_WHILE_TYPING: Final = DispatchActionConfig(trigger_actions_on=["on_character_entered"])
_LONGEST_CHOICE: Final = 75


class Choice(NamedTuple):
    """One option: what comes back, what is shown, and a line below it."""

    value: str
    label: str
    description: str | None = None


class Asked(NamedTuple):
    """What an input asks: under which label, whether it may stay empty, and whether a change of it is told at once.

    `row` tells apart inputs of one field that stand in a form several times.
    """

    field: Field
    label: str
    optional: bool = False
    dispatch: bool = False
    hint: str | None = None
    row: str | None = None

    @property
    def id(self) -> str:
        """The block id and action id of the input."""
        return f"{self.field}:{self.row}" if self.row else self.field


def text(asked: Asked, *, initial: str = "", multiline: bool = False) -> InputBlock:
    """Return an input for text, as long as `limits.LONGEST` says."""
    limit = LONGEST[asked.field]
    element = PlainTextInputElement(
        action_id=asked.field,
        multiline=multiline,
        max_length=limit,
        initial_value=shortened(initial, limit) if initial.strip() else None,
    )
    return _input(asked, element)


def radio(asked: Asked, choices: Sequence[Choice], initial: str | None = None) -> InputBlock:
    """Return radio buttons, at most ten."""
    options = _options(choices)
    element = RadioButtonsElement(
        action_id=asked.field, options=options, initial_option=_chosen(options, [initial])[0] if initial else None
    )
    return _input(asked, element)


def select(asked: Asked, choices: Iterable[Choice], initial: str | None = None) -> InputBlock:
    """Return a menu of at most a hundred choices; an initial one that is not among them is none."""
    options = _options(choices)
    chosen = _chosen(options, [initial])
    element = StaticSelectElement(
        action_id=asked.id, options=options, initial_option=chosen[0] if chosen else None, placeholder="Choose"
    )
    return _input(asked, element)


def checkboxes(asked: Asked, choices: Sequence[Choice], initial: Iterable[str] = ()) -> InputBlock:
    """Return checkboxes; more than ten choices become a menu, because Slack shows no more boxes."""
    options = _options(choices)
    chosen = _chosen(options, initial) or None
    if len(options) > MOST_BOXES:
        menu = StaticMultiSelectElement(
            action_id=asked.field, options=options, initial_options=chosen, placeholder="Choose"
        )
        return _input(asked, menu)
    return _input(asked, CheckboxesElement(action_id=asked.field, options=options, initial_options=chosen))


def number(asked: Asked, initial: float | None = None) -> InputBlock:
    """Return an input for a decimal number."""
    shown = f"{initial:g}" if initial is not None else None
    element = NumberInputElement(
        action_id=asked.field,
        is_decimal_allowed=True,
        initial_value=shown,
        dispatch_action_config=_WHILE_TYPING if asked.dispatch else None,
    )
    return _input(asked, element)


def moment(asked: Asked, initial: datetime | None = None) -> InputBlock:
    """Return an input for a date and a time of day; Slack shows it in the person's own time zone."""
    stamp = int(initial.timestamp()) if initial else None
    return _input(asked, DateTimePickerElement(action_id=asked.field, initial_date_time=stamp))


def day(asked: Asked, initial: date | None = None) -> InputBlock:
    """Return an input for a date."""
    shown = initial.isoformat() if initial else None
    return _input(asked, DatePickerElement(action_id=asked.field, placeholder="Choose a date", initial_date=shown))


def person(asked: Asked, initial: str | None = None) -> InputBlock:
    """Return a menu of the people of the workspace."""
    element = UserSelectElement(action_id=asked.field, placeholder="Choose a person", initial_user=initial)
    return _input(asked, element)


def file(asked: Asked, kinds: Iterable[str]) -> InputBlock:
    """Return an input for one file, whose name ends in one of these kinds."""
    return _input(asked, FileInputElement(action_id=asked.field, filetypes=list(kinds), max_files=1))


def _input(asked: Asked, element: object) -> InputBlock:
    return InputBlock(
        block_id=asked.id,
        label=PlainTextObject(text=asked.label),
        element=element,  # type: ignore[arg-type]  # the SDK's union names each element; every caller passes one of them
        optional=asked.optional,
        dispatch_action=asked.dispatch or None,
        hint=PlainTextObject(text=asked.hint) if asked.hint else None,
    )


def _options(choices: Iterable[Choice]) -> list[Option]:
    return [_option(choice) for choice in list(choices)[:MOST_CHOICES]]


def _option(choice: Choice) -> Option:
    below = plain(choice.description, _LONGEST_CHOICE) if choice.description else None
    return Option(value=choice.value, text=plain(choice.label, _LONGEST_CHOICE), description=below)


def _chosen(options: Sequence[Option], values: Iterable[str | None]) -> list[Option]:
    wanted = set(values)
    return [option for option in options if option.value in wanted]
