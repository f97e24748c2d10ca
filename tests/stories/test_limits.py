"""An incident under Slack's rate limits: slower, but complete, in order and without doubles."""

from collections import Counter

from sandbox.people import Person
from tests.stories.looking import checklist
from tests.stories.reading import announcement, has, offers, reading
from tests.stories.town import Town

UPDATES = [f"Finding {number} of the refund index" for number in range(1, 7)]
_MOST = 80
PHASES = ("Evidence", "Confirm", "Scope", "Contain", "Root cause", "Fix and verify", "Recover", "Learn")


async def limited(town: Town) -> None:
    await town.sandbox.post("/control/limits", {"on": True})


async def updates(person: Person, channel: str, known: str) -> None:
    """Post an update without waiting until the bot has said everything."""
    await person.types("/ai-incident update", channel)
    await person.submits({"What we know": known, "What we do": "Rolling it back", "Customer impact": "Wrong answers"})


async def told(person: Person, channel: str) -> list[str]:
    """Which updates stand in the channel, in their order."""
    posted = await reading(person, channel, "*Status update*")
    return [known for said in posted for known in UPDATES if known in said.words]


async def refused(town: Town) -> Counter[str]:
    """How often each method was limited."""
    return Counter(entry["what"] for entry in await town.sandbox.log() if entry["error"] == "ratelimited")


async def works_through(town: Town, person: Person, channel: str) -> None:
    """Press Done until no step is open; skip what only its form would settle, and what others wait for."""
    for _ in range(_MOST):
        waited = len(await reading(person, channel, "Something comes first"))
        if await offers(person, channel, "Done"):
            await town.presses(person, channel, "Done")
        waits = len(await reading(person, channel, "Something comes first")) > waited
        if waits or not await offers(person, channel, "Done"):
            if not await offers(person, channel, "Skip"):
                return
            await town.presses(person, channel, "Skip")
            await town.submits(person, {"Reason": "Not needed in this story"})
        await town.passes(seconds=2)
    raise AssertionError("the checklist has no end")


async def test_an_incident_under_limits_arrives_complete_in_order_and_without_doubles(town: Town) -> None:
    await limited(town)
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    await town.passes(seconds=10)

    await works_through(town, ada, channel)
    for known in UPDATES:
        await updates(ada, channel, known)
    await town.settle()
    at_once = await told(ada, channel)
    await town.passes(minutes=2)
    phases = [(await checklist(ada, channel, phase)).ts for phase in PHASES]
    use = await town.sandbox.get("/control/limits")

    assert (await refused(town))["chat.postMessage"] > 0
    assert at_once == UPDATES[: len(at_once)] != UPDATES
    assert await told(ada, channel) == UPDATES
    assert phases == sorted(phases)
    assert has(await checklist(ada, channel, PHASES[-1]), "(11 of 27, 16 skipped in all)")
    assert has(await town.card(ada, channel), UPDATES[-1])
    assert has(await announcement(ben), UPDATES[-1])
    assert (use["methods"], use["channels"]) == ({}, {})
