"""What each kind of event means: somebody does it in Slack, and it is looked whether it came to pass."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from sandbox.people import Person
from sandbox.replay.opening import SUPPORT, declare
from sandbox.replay.play import Play, quoted, said_by
from sandbox.scenario import Event, Kind

PUSHPIN = "pushpin"
GOING_ON = "The response goes on as the checklist lays it out."
UNWATCHED: Mapping[str, object] = MappingProxyType(
    {
        "Close all the same?": ["Close without the watch or sign-off"],
        "Why without them?": "What is replayed says nothing of who watched and who signed",
    }
)
"""The sources of scenarios do not tell of a watch, so that none is played."""
Act = Callable[[Play, Event], Awaitable[None]]


async def message(play: Play, event: Event) -> None:
    """Say it: to customers' questions before the declaration, in the incident's channel after it."""
    channel = play.channel or f"#{SUPPORT}"
    person = await play.comes_in(event.role) if play.channel else play.person(event.role)
    await play.tell(event.role, f"says in {'the channel' if play.channel else channel}: {quoted(event.text)}")
    ts = await person.says(channel, event.text)
    if not play.channel:
        play.noticed = (channel, ts)
    await play.answered()


async def pin(play: Play, event: Event) -> None:
    """Say it, and put it on the timeline with a pushpin."""
    person = await play.comes_in(event.role)
    await play.tell(event.role, f"says and pins: {quoted(event.text)}")
    ts = await person.says(play.channel, event.text)
    await play.stage.settle()
    await person.reacts(play.channel, ts, PUSHPIN)
    await play.stage.settle()
    play.must(await _is_on_the_timeline(play, person, ts), f"the timeline lacks {said_by(event)}")
    await play.answered()


async def _is_on_the_timeline(play: Play, person: Person, ts: str) -> bool:
    """Whether the timeline has something of that person at the time of their message."""
    await play.types(person, "timeline")
    shown = [said.words for said in await person.messages(play.channel) if said.ephemeral]
    entry = rf"<!date\^{int(float(ts))}\^[^>]*>\s[^\n]*<@{person.id}>[^\n]*timeline"
    return bool(shown) and re.search(entry, shown[-1]) is not None


async def update(play: Play, event: Event) -> None:
    """Post a status update by its form."""
    person, (known, doing) = await play.comes_in(event.role), event.update
    await play.tell(event.role, f"posts a status update: {quoted(event.text)}")
    await play.opens(person, "update")
    values = {"What we know": known, "What we do": doing or GOING_ON, "Customer impact": _impact(play)}
    await play.submits(person, values | ({"Next update in": event.next_update} if event.next_update else {}))
    await play.stage.settle()
    play.must(await play.reads(known), f"the channel lacks the update {said_by(event)}")
    play.must(await play.is_announced(known), f"the announcement lacks the update {said_by(event)}")
    await play.answered()


def _impact(play: Play) -> str:
    triage = play.scenario.triage
    return ". ".join(filter(None, (triage.affected, triage.reach))) or play.scenario.summary


async def severity(play: Play, event: Event) -> None:
    """Change the severity by its form."""
    person, (level, reason) = await play.comes_in(event.role), event.severity
    await play.tell(event.role, f"sets severity to {level}: {quoted(reason)}")
    view = await play.opens(person, "severity")
    await play.submits(person, {"Severity": play.option(view, "Severity", level), "Reason": reason})
    await play.stage.settle()
    play.must((await play.topic()).startswith(level), f"the severity is not {level}")
    await play.answered()


async def step(play: Play, event: Event) -> None:
    """Tick the first open step of the current phase, with what was found as its note."""
    person = await play.comes_in(event.role)
    await play.tell(event.role, f"does a step of the checklist: {quoted(event.text)}")
    before = await _done_by(play, person)
    await play.presses(person, "Done, with note")
    await play.submits(person, {"What was found or done?": event.text})
    await play.stage.settle()
    play.must(await _done_by(play, person) > before, f"no step is ticked for {said_by(event)}")
    play.must(await play.reads(event.text), f"the checklist lacks the note {said_by(event)}")
    await play.answered()


async def _done_by(play: Play, person: Person) -> int:
    said = await person.messages(play.channel)
    return sum(message.words.count(f"done by <@{person.id}>") for message in said if message.raw["bot_id"])


async def mitigated(play: Play, event: Event) -> None:
    """Say by its form that the harm has stopped."""
    person = await play.comes_in(event.role)
    await play.tell(event.role, f"reports that the harm has stopped: {quoted(event.text)}")
    await play.opens(person, "mitigated")
    await play.submits(person, {"What stopped the harm?": event.text})
    await play.stage.settle()
    play.must("mitigated" in await play.topic(), "the incident is not mitigated")
    await play.answered()


async def resolved(play: Play, event: Event) -> None:
    """Resolve by its form: only who commands may."""
    person = await play.comes_in(play.commander)
    await play.tell(play.commander, f"resolves the incident: {quoted(event.text)}")
    view = await play.opens(person, "resolve")
    unwatched = UNWATCHED if "Close all the same?" in view.words else {}
    await play.submits(person, {"How was it resolved?": event.text, "Confirm": ["Yes, resolve it"], **unwatched})
    await play.stage.settle()
    play.must("resolved" in await play.topic(), "the incident is not resolved")
    await play.answered()


ACTS: Mapping[Kind, Act] = MappingProxyType({
    Kind.MESSAGE: message,
    Kind.DECLARE: declare,
    Kind.PIN: pin,
    Kind.UPDATE: update,
    Kind.SEVERITY: severity,
    Kind.STEP: step,
    Kind.MITIGATED: mitigated,
    Kind.RESOLVED: resolved,
})  # fmt: skip
