"""Clocks: the response SLA, the pings for status updates, snoozing and handing over."""

from tests.stories.conftest import OpenTown
from tests.stories.reading import ask, direct, has, offers, reading
from tests.stories.town import Town

BEN, DEVIKA = "U0000BEN02", "U0000DEV04"
CALLS = {"escalation": {"P0": [BEN, DEVIKA], "P1": [BEN]}}
DUE = "Status update is due"
UPDATE = {
    "What we know": "The refund answers come from a stale index",
    "What we do": "Rolling the index back",
    "Customer impact": "Refund questions are answered wrongly",
}


async def test_help_does_not_stop_the_response_clock_and_its_miss_calls_the_next_in_line_once(
    build_town: OpenTown,
) -> None:
    town = await build_town(**CALLS)
    ada, gao, devika = [await town.person(name) for name in ("ada", "gao", "devika")]
    channel = await town.declared(ada, severity="p0")

    await town.passes(minutes=5)
    await town.presses(gao, channel, "I'm helping")
    await town.passes(minutes=9)
    before = await reading(ada, channel, "response SLA is missed")
    await town.passes(minutes=40)

    assert before == []
    [miss] = await reading(ada, channel, "response SLA is missed")
    assert f"<@{DEVIKA}>" in miss.words
    assert f"<@{BEN}>" not in miss.words
    [told] = await reading(devika, await direct(devika), "response SLA is missed")
    assert has(told, "Incident 1: Answers invent refund rules", f"<#{channel}>", "you are called next", "Take command")
    assert has(await town.card(ada, channel), "Missed: was due", f"Helping: <@{gao.id}>", "nobody yet")


async def test_whoever_takes_command_in_time_stops_the_response_clock(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada, severity="p0")

    await town.passes(minutes=14)
    await town.presses(ben, channel, "Take command")
    await town.passes(minutes=10)

    card = await town.card(ada, channel)
    assert has(card, "Met: somebody took command in time", f"Incident commander: <@{ben.id}>")
    assert not await offers(ada, channel, "Take command")
    assert await reading(ada, channel, "response SLA is missed") == []
    assert len(await reading(ada, channel, f"<@{ben.id}> took command.")) == 1


async def test_the_next_in_line_takes_command_from_the_direct_message(build_town: OpenTown) -> None:
    town = await build_town(**CALLS)
    ada, devika = await town.person("ada"), await town.person("devika")
    channel = await town.declared(ada, severity="p0")
    await town.passes(minutes=16)

    await town.presses(devika, await direct(devika), "Take command")

    assert has(await town.card(ada, channel), f"Incident commander: <@{DEVIKA}>", "Missed by 1 min")
    assert len(await reading(ada, channel, f"<@{DEVIKA}> took command, 1 min after the response was due")) == 1
    assert not await offers(ada, channel, "Take command")


async def test_whoever_takes_command_second_is_told_who_has_it(build_town: OpenTown) -> None:
    town = await build_town(**CALLS)
    ada, ben, devika = [await town.person(name) for name in ("ada", "ben", "devika")]
    channel = await town.declared(ada, severity="p0")
    await town.passes(minutes=16)
    await town.presses(ben, channel, "Take command")

    await town.presses(devika, await direct(devika), "Take command")

    [refusal] = [said for said in await devika.messages(await direct(devika)) if said.ephemeral]
    assert has(refusal, f"<@{BEN}> commands already")


async def test_one_reminder_stands_at_a_time_pings_the_commander_and_goes_with_the_update(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada)
    await town.presses(ben, channel, "Take command")

    await town.passes(minutes=29)
    early = await reading(ada, channel, DUE)
    await town.passes(minutes=1)
    [first] = await reading(ada, channel, DUE)
    await town.passes(minutes=30)
    [second] = await reading(ada, channel, DUE)
    await town.presses(ben, channel, "Post update", within=second.ts)
    await town.submits(ben, {**UPDATE, "Next update in": "15 min"})
    after = await reading(ada, channel, DUE)
    await town.passes(minutes=14)
    quiet = await reading(ada, channel, DUE)
    await town.passes(minutes=1)
    [third] = await reading(ada, channel, DUE)

    assert early == after == quiet == []
    assert has(first, f"<@{ben.id}>", "Post update", "Snooze", "Hand over")
    assert first.ts != second.ts
    assert has(second, "Reminder 2 in a row")
    assert has(third, f"<@{ben.id}>")
    assert "in a row" not in third.words


async def test_a_snooze_needs_a_reason_stands_on_the_timeline_and_the_reminder_comes_back_when_it_ends(
    town: Town,
) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await town.passes(minutes=30)

    standing = []
    for label, minutes in (("15 min", 15), ("30 min", 30), ("1 h", 60)):
        await ada.presses(channel, "Snooze")
        without_reason = await town.submits(ada, {"Remind again in": label})
        await town.submits(ada, {"Reason": f"The roll-back needs {label}"})
        standing += [len(await reading(ada, channel, DUE))]
        await town.passes(minutes=minutes - 1)
        standing += [len(await reading(ada, channel, DUE))]
        await town.passes(minutes=1)
        standing += [len(await reading(ada, channel, DUE))]

    assert not without_reason.ok
    assert standing == [0, 0, 1] * 3
    assert len(await reading(ada, channel, "put the reminder off")) == 3
    timeline = await ask(town, ada, channel, "timeline")
    assert has(timeline, *(f"Reason: The roll-back needs {label}" for label in ("15 min", "30 min", "1 h")))


async def test_command_passes_when_the_successor_accepts_and_nobody_else_can(town: Town) -> None:
    ada, ben, gao = [await town.person(name) for name in ("ada", "ben", "gao")]
    channel = await town.declared(ada)
    await town.presses(ada, channel, "Take command")
    await town.passes(minutes=30)

    await town.presses(gao, channel, "Hand over")
    await ada.presses(channel, "Hand over")
    await town.submits(ada, {"Successor": ben.id})
    [asked] = await reading(ben, channel, "asks you to take command")
    await town.presses(gao, channel, "Accept command")
    not_the_commander, not_the_successor = [said for said in await gao.messages(channel) if said.ephemeral]
    before = await town.card(ada, channel)
    await town.presses(ben, channel, "Accept command")
    await town.passes(minutes=30)

    assert has(not_the_commander, f"Only <@{ada.id}> may do this")
    assert await gao.view() is None
    assert has(asked, f"<@{ben.id}>")
    assert has(not_the_successor, f"Command was offered to <@{ben.id}>")
    assert has(before, f"Incident commander: <@{ada.id}>")
    assert has(await town.card(ada, channel), f"Incident commander: <@{ben.id}>")
    assert await reading(ada, channel, "asks you to take command") == []
    assert len(await reading(ada, channel, f"<@{ben.id}> took over command from <@{ada.id}>")) == 1
    [reminder] = await reading(ada, channel, DUE)
    assert has(reminder, f"<@{ben.id}>: a status update has been due")


async def test_policy_says_per_severity_how_often_an_update_is_due(build_town: OpenTown) -> None:
    town = await build_town(update_every={"P0": "PT10M", "P3": "PT2H"})
    ada = await town.person("ada")
    urgent, minor = await town.declared(ada, severity="p0"), await town.declared(ada, "Odd spelling", "p3")

    await town.passes(minutes=11)
    early = len(await reading(ada, urgent, DUE)), len(await reading(ada, minor, DUE))
    await town.passes(minutes=110)

    assert early == (1, 0)
    assert len(await reading(ada, minor, DUE)) == 1
