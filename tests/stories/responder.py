"""A responder who knows nothing of the type: they press what the checklist shows, and fill in what it asks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox import labels
from sandbox.blockkit.elements import all_options
from sandbox.labels import Spot
from sandbox.people import Person
from sandbox.screen import Said, Screen
from tests.stories.looking import from_the_bot
from tests.stories.town import Town

ASIDE: Final = frozenset(
    {"Quarantine a text", "Skip", "Assign to me", "Done, with note", "Undo", "Not held, harm goes on"}
)
"""Buttons of a step that do not bring it forward."""
FIRST: Final = "first"
ANSWERS: Final[Mapping[str, Any]] = {
    "Groups": "men, 400, 240\nwomen, 400, 190",
    "Families of attack": "role play, 30, 4, 30, 0\nbase64, 25, 1, 25, 0",
    "Failures among them": "0",
    "Kind": FIRST,
    "Nothing more to keep?": FIRST,
    "Levers that are set now": FIRST,
    "Direction of the score": FIRST,
    "Threshold before": "0.8",
    "Threshold now": "0.6",
    "Answer": FIRST,
    "Is the evidence held?": FIRST,
    "Outputs (about 50)": "Refunds take ninety days\nAn order number is needed",
    "In service now": "v41",
    "Roll back to": "v40",
    "What were they told?": FIRST,
    "What is seen?": FIRST,
    "Reference": "s3://evidence/incident-1",
}
"""What a form wants in a shape of its own, by the label of the field; FIRST is the first of what is offered."""
STAGES: Final = frozenset(
    {"Target checked", "Pointer updated", "Redeployed", "Routing verified", "Metrics recover", "Word to users settled"}
)
"""The one button of each stage of a rollback."""
_WORDS: Final = "Looked at in the console"
_MOST: Final = 600
_PAGES: Final = 12
_OFTEN: Final = 14
"""Some steps want several answers, one after the other: pieces of evidence, a plan and its results."""


@dataclass
class Responder:
    """Somebody who works through the checklist of an incident."""

    town: Town
    person: Person
    channel: str
    refused: list[str] = field(default_factory=list)

    async def works_through(self) -> None:
        """Settle every step that can be settled, phase after phase."""
        tried: Counter[str] = Counter()
        for _ in range(_MOST):
            step = await self._next(tried)
            if step is None:
                return
            said, spot = step
            before = await self._settled()
            await self._press(said, spot)
            if await self._settled() > before:
                tried.clear()
            else:
                tried[spot.place[0]] += 1
        raise AssertionError("the checklist has no end")

    async def _next(self, tried: Counter[str]) -> tuple[Said, Spot] | None:
        for said in reversed(await from_the_bot(self.person, self.channel)):
            for spot in _steps(said):
                if tried[spot.place[0]] < _OFTEN:
                    return said, spot
        return None

    async def _settled(self) -> int:
        """How many steps and stages are behind, by the marks before them."""
        said = await from_the_bot(self.person, self.channel)
        return sum(one.words.count(":white_check_mark: ") for one in said)

    async def _press(self, said: Said, spot: Spot) -> None:
        await self.person._press(spot, spot.value, channel=self.channel, ts=said.ts)  # noqa: SLF001  # this very button
        await self.town.settle()
        for _ in range(_PAGES):
            view = await self.person.view()
            if view is None:
                return
            await self._fill_in(view)

    async def _fill_in(self, view: Screen) -> None:
        """Answer what has to be answered, label what is shown; a page without a question is read and closed."""
        if not view.raw.get("submit"):
            await self._goes_on(view)
            return
        outcome = await self.town.submits(self.person, dict(_answers(view)))
        if not outcome.ok:
            self.refused += [f"{view.title}: {outcome.errors or outcome.client_errors or outcome.notice}"]
            await self.person.closes()

    async def _goes_on(self, view: Screen) -> None:
        """Press the first label of an output, or finish; there is nothing else to do on a page without a form."""
        offered = [
            spot.element["text"]["text"] for spot in labels.spots(view.blocks) if spot.element["type"] == "button"
        ]
        label = next((spot for spot in labels.spots(view.blocks) if spot.block["block_id"] == "labels"), None)
        if label is not None:
            await self.town.presses(self.person, None, label.element["text"]["text"])
        elif "Finish" in offered:
            await self.town.presses(self.person, None, "Finish")
        else:
            await self.person.closes()


def _steps(said: Said) -> Iterator[Spot]:
    """The button that brings each open step forward."""
    seen: set[str] = set()
    for spot in labels.spots(said.blocks):
        block = spot.block["block_id"]
        if spot.element["type"] != "button" or block in seen:
            continue
        reads = spot.element["text"]["text"]
        if reads in STAGES or (block.startswith("step:") and reads not in ASIDE):
            seen.add(block)
            yield spot


def _answers(view: Screen) -> Iterator[tuple[str, Any]]:
    for spot in labels.spots(view.blocks):
        label = labels.label_of(spot)
        if spot.block["type"] != "input" or (spot.block.get("optional") and label not in ANSWERS):
            continue
        given = ANSWERS.get(label, FIRST)
        answer = _usual(spot.element) if given == FIRST else given
        if answer is not None and not _is_filled(spot.element):
            yield label, answer


def _is_filled(element: Mapping[str, Any]) -> bool:
    return any(key.startswith("initial_") and value not in (None, "", []) for key, value in element.items())


def _usual(element: Mapping[str, Any]) -> Any:
    match element["type"]:
        case "plain_text_input" | "email_text_input":
            return _WORDS
        case "number_input":
            return "10"
        case "checkboxes" | "multi_static_select":
            return [all_options(dict(element))[0]["value"]]
        case "radio_buttons" | "static_select":
            return all_options(dict(element))[0]["value"]
        case _:
            return None
