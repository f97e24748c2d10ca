"""How an incident opens: declared, classified, commanded, and its roles given out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox import labels
from sandbox.blockkit.elements import all_options
from sandbox.people import CannotError, Person
from sandbox.replay.interviewing import interview
from sandbox.replay.play import COMMAND, Play, quoted
from sandbox.scenario import Event, Triage
from sandbox.screen import Screen

SHORTCUT = "Declare AI incident"
SUPPORT = "support"
UNSURE = "unsure"
HARM_FIELDS = ("What harm is seen?", "Where, and how far?")
TO_CLASSIFY, TO_COMMAND, TO_ROLES = 1, 1, 1


async def declare(play: Play, event: Event) -> None:
    """Declare the incident, answer the questions, take command, give out the roles."""
    person = play.person(event.role)
    before = {entry["id"] for entry in (await person.channels()).values()}
    await play.tell(event.role, f"declares{' from that message' if play.noticed else ''}: {quoted(event.text)}")
    await _open_form(play, person, event.text)
    await play.submits(person, _start(play, event.text))
    await play.stage.settle()
    await _find_channel(play, person, before)
    await play.answered()
    if play.channel:
        await _classify(play, event.role)
        if play.scenario.triage.type == UNSURE and play.scenario.triage.interview:
            await interview(play, event.role)
        await _take_command(play)
        await _give_roles(play)


async def _open_form(play: Play, person: Person, title: str) -> None:
    if play.noticed is None:
        await person.types(f"{COMMAND} {title}", f"#{SUPPORT}")
    else:
        await person.picks(SHORTCUT, *play.noticed)


def _start(play: Play, title: str) -> Mapping[str, Any]:
    triage = play.scenario.triage
    return {
        "Title": title,
        "AI system": triage.system or play.scenario.system.name,
        "Is harm going on?": triage.harm_ongoing,
        "Severity": "Not sure yet",
    }


async def _find_channel(play: Play, person: Person, before: Iterable[str]) -> None:
    opened = [entry for entry in (await person.channels()).values() if entry["id"] not in before]
    if not opened:
        raise CannotError("no channel was opened for the incident")
    play.channel, play.outcome.channel = opened[0]["id"], opened[0]["name"]
    play.story.here = f"#{play.outcome.channel}"
    play.story.tell(await play.stage.sandbox.now(), "→ bot opens", play.story.here)
    play.must(opened[0]["member"], "who declared was not invited into the channel")
    play.must(opened[0]["pins"], "no card is pinned in the incident's channel")
    play.must(await play.is_announced(f"<#{play.channel}>"), "the incident is not announced")


async def _classify(play: Play, role: str) -> None:
    await play.wait(TO_CLASSIFY)
    person, triage = play.person(role), play.scenario.triage
    await play.tell(role, f"answers the classification questions: {_answers(triage)}")
    view = await person.must_view()
    known = {harm for label in HARM_FIELDS for harm in _offered(view, label, triage.harms)}
    for harm in triage.harms:
        play.must(harm in known, f"the classification does not offer the harm {quoted(harm)}")
    await play.submits(person, _classification(view, triage))
    await play.stage.settle()
    for answer in filter(None, (triage.affected, triage.reach)):
        play.must(await play.reads(answer), f"the card does not say {quoted(answer)}")
    await play.answered()


def _answers(triage: Triage) -> str:
    given = triage.type, *triage.harms, triage.affected, triage.reach
    return ", ".join(answer.replace("_", " ") for answer in given if answer)


def _classification(view: Screen, triage: Triage) -> Mapping[str, Any]:
    """What triage answers, by the form's labels; what it does not answer stays untouched."""
    kind = "Not sure yet" if triage.type == UNSURE else triage.type
    answers = {
        "What does the system do?": triage.purpose,
        "Who is affected?": triage.affected,
        "Blast radius": triage.reach,
        "Since when?": int(triage.began_at.timestamp()) if triage.began_at else None,
        "Who noticed?": triage.noticed_by,
        "Type": kind,
        **{label: _offered(view, label, triage.harms) for label in HARM_FIELDS},
        "What makes it worse?": list(triage.raise_),
        "Severity": "As suggested",
    }
    return {label: answer for label, answer in answers.items() if answer}


def _offered(view: Screen, label: str, harms: Iterable[str]) -> list[str]:
    """The harms that a group of checkboxes offers."""
    spot = labels.field(view.blocks, label)
    values = [option["value"] for option in all_options(spot.element)] if spot else []
    return [harm for harm in harms if harm in values]


async def _take_command(play: Play) -> None:
    await play.wait(TO_COMMAND)
    play.commander = play.commands_by_role
    person = await play.comes_in(play.commander)
    await play.tell(play.commander, "takes command")
    await play.presses(person, "Take command")
    await play.stage.settle()
    play.must(f"<@{person.id}>" in (await play.card()).words, f"the card does not name {play.commander}")
    await play.answered()


async def _give_roles(play: Play) -> None:
    """Whoever plays a role that the form offers is given it; who commands has theirs."""
    await play.wait(TO_ROLES)
    given = {play.person(play.commander).id}
    for role in play.scenario.roles:
        offered, person = play.stage.cast.offered(role), play.person(role)
        if offered is not None and person.id not in given:
            given.add(person.id)
            await _give_role(play, offered, person)


async def _give_role(play: Play, offered: str, person: Person) -> None:
    commander = await play.comes_in(play.commander)
    await play.tell(play.commander, f"gives @{person.name} the role: {offered}")
    await play.opens(commander, "role")
    await play.submits(commander, {"Role": offered, "Person": person.id})
    await play.stage.settle()
    play.must(f"<@{person.id}>" in (await play.card()).words, f"the card does not name the {offered}")
    await play.answered()
