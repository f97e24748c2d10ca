"""A power cut: what was due is made up for once, what was said is not said again, what was on its way arrives."""

from datetime import timedelta

from sandbox.process import run_bot
from tests.stories.conftest import OpenTown
from tests.stories.looking import from_the_bot, incident_channels
from tests.stories.reading import announcement, direct, has, reading
from tests.stories.town import ANNOUNCE, Town

DUE = "Status update is due"
BEN, DEVIKA = "U0000BEN02", "U0000DEV04"


async def test_what_fell_due_while_the_bot_was_down_is_said_once_when_it_is_back(build_town: OpenTown) -> None:
    town = await build_town(escalation={"P1": [BEN, DEVIKA]})
    ada, devika = await town.person("ada"), await town.person("devika")
    channel = await town.declared(ada)
    await town.passes(minutes=31)
    [before] = await reading(ada, channel, DUE)
    said = {message.ts for message in await ada.messages(channel)}

    await town.bot.kill()
    await town.sandbox.advance(timedelta(minutes=75))
    async with run_bot(town.env) as town.bot:
        await town.settle()
        await _is_quiet_for_a_while(town)
        [reminder] = await reading(ada, channel, DUE)
        [missed] = await reading(ada, channel, "response SLA is missed")
        new = [message for message in await ada.messages(channel) if message.ts not in said]
        await town.presses(devika, channel, "Take command")
        await town.passes(minutes=14)
        after = await reading(ada, channel, DUE)

    assert before.ts != reminder.ts
    assert has(reminder, "Reminder 2 in a row")
    assert has(missed, f"<@{DEVIKA}>")
    assert sorted(message.ts for message in new) == sorted([reminder.ts, missed.ts])
    assert len(await reading(devika, await direct(devika), "you are called next")) == 1
    assert len(after) == 1
    assert has(after[0], f"<@{DEVIKA}>: a status update has been due")


async def _is_quiet_for_a_while(town: Town) -> None:
    """Ten more minutes, in which nothing is due."""
    await town.passes(minutes=10)


async def test_a_declaration_cut_off_in_the_middle_is_completed_and_nothing_of_it_doubles(town: Town) -> None:
    ada = await town.person("ada")
    await town.sandbox.fault("chat.postMessage", "429", count=1, retry_after=30)
    await town.sandbox.fault("pins.add", "429", count=1, retry_after=40)
    await ada.types("/ai-incident p0 Answers invent refund rules")
    await town.settle()

    await town.bot.kill()
    async with run_bot(town.env) as town.bot:
        await town.settle()
        await town.passes(minutes=2)
        channel = await town.channel_of(ada)
        told = [said.text for said in await from_the_bot(ada, channel)]
        pinned = await town.card(ada, channel)
        await town.bot.kill()
    async with run_bot(town.env) as town.bot:
        await town.passes(minutes=1)

    assert await incident_channels(ada) == ["inc-1-answers-invent-refund-rules"]
    assert len([text for text in told if text.startswith("Incident 1:")]) == 1
    assert len([text for text in told if text.startswith("Evidence: ")]) == 1
    assert has(pinned, "P0 — Critical")
    assert [said.text for said in await from_the_bot(ada, channel)] == told
    assert has(await announcement(ada), "P0 — Critical")
    assert len(await from_the_bot(ada, ANNOUNCE)) == 1
