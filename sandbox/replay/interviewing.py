"""Who is unsure of the type takes the interview, and then the type that its answers speak for most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sandbox import labels
from sandbox.blockkit.elements import all_options
from sandbox.people import Person
from sandbox.replay.play import Play, quoted
from sandbox.screen import Screen
from sandbox.values import SEVERAL_OPTIONS

OFFER = "Classify as "
TO_INTERVIEW = 1


async def interview(play: Play, role: str) -> None:
    """Answer the questions whose answers triage has, and take the first type of the ranking."""
    await play.wait(TO_INTERVIEW)
    person, observed = play.person(role), play.scenario.triage.interview
    await play.tell(role, f"answers the interview: {', '.join(observed).replace('_', ' ')}")
    form = await play.opens(person, "interview")
    await person.fills(dict(_answers(form, observed)))
    first = _first_offer(await person.must_view())
    play.must(first, "the interview leads to no type")
    if first:
        await _take(play, person, first)
    await person.closes()
    await play.answered()


async def _take(play: Play, person: Person, offer: str) -> None:
    await play.presses(person, offer)
    await play.stage.settle()
    kind = offer.removeprefix(OFFER)
    play.must(kind in (await play.card()).words, f"the card does not say {quoted(kind)}")


def _answers(form: Screen, observed: Iterable[str]) -> Iterator[tuple[str, str | list[str]]]:
    """The answers by the questions that offer them."""
    for spot in labels.spots(form.blocks):
        offered = [option["value"] for option in all_options(spot.element)]
        given = [answer for answer in observed if answer in offered]
        if given:
            yield labels.label_of(spot), given if spot.element["type"] in SEVERAL_OPTIONS else given[0]


def _first_offer(form: Screen) -> str:
    """The first button that takes a type; empty where none is offered."""
    read = (str((spot.element.get("text") or {}).get("text", "")) for spot in labels.spots(form.blocks))
    return next((label for label in read if label.startswith(OFFER)), "")
