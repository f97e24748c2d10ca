"""The transcript and what people put on the timeline."""

from datetime import timedelta

from sandbox.people import Person
from tests.stories.looking import document
from tests.stories.reading import ask, has
from tests.stories.town import MONDAY, Town


def stamp(minutes: float) -> str:
    """A moment as the timeline writes it where Slack cannot show the reader's own time zone."""
    return f"{MONDAY + timedelta(minutes=minutes):%Y-%m-%d %H:%M} UTC"


async def compiled(town: Town, person: Person, channel: str) -> str:
    """Compile the post-mortem; returns its text."""
    await person.types("/ai-incident postmortem", channel)
    await town.settle()
    return await document(person, channel)


def line_of(text: str, words: str) -> str:
    return next((line for line in text.splitlines() if words in line), "")


async def test_pushpins_put_messages_and_replies_on_the_timeline_at_their_own_time_and_take_them_off(
    town: Town,
) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await town.declared(ada)
    await gao.joins(channel)
    await town.passes(minutes=1)
    first = await ada.says(channel, "Scores fell after the deploy of 08:40")
    await town.passes(minutes=1)
    reply = await gao.says(channel, "The judge model was swapped too", thread_ts=first)
    other = await gao.says(channel, "Lunch is at noon")
    await town.passes(minutes=10)

    for ts in (reply, first, other):
        await gao.reacts(channel, ts, "pushpin")
        await town.settle()
    await ada.reacts(channel, other, "eyes")
    with_all = await ask(town, ada, channel, "timeline")
    await gao.unreacts(channel, other, "pushpin")
    await ada.edits(channel, first, "Scores fell after the deploy of 08:45")
    await town.settle()
    text = await compiled(town, ada, channel)

    assert with_all.words.count("was put on the timeline") == 3
    assert has(with_all, stamp(1), stamp(2))
    assert "09:01" in line_of(text, "Scores fell after the deploy of 08:45")
    assert "(edited)" in line_of(text, "Scores fell after the deploy of 08:45")
    assert "09:02" in line_of(text, "The judge model was swapped too")
    assert "08:40" not in text
    assert "Lunch" not in text


async def test_of_a_deleted_message_only_time_and_role_remain(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await town.passes(minutes=3)
    ts = await ada.says(channel, "Customer 4711 wrote: my salary is 5,000")
    await town.settle()
    await ada.reacts(channel, ts, "pushpin")
    await town.settle()

    await ada.deletes(channel, ts)
    await town.settle()
    text = await compiled(town, ada, channel)

    assert "4711" not in text
    assert "salary" not in (await ask(town, ada, channel, "timeline")).words
    assert "09:03" in line_of(text, "wrote a message that was deleted later")


async def test_the_shortcut_puts_a_message_on_the_timeline_once_and_says_so_to_that_person_alone(town: Town) -> None:
    ada, gao = await town.person("ada"), await town.person("gao")
    channel = await town.declared(ada)
    await gao.joins(channel)
    await town.passes(minutes=4)
    ts = await ada.attaches(channel, "scores.csv", "day,score\n1,0.9\n", text="Scores of the week")
    elsewhere = await ada.says("#general", "Anyone for coffee?")
    await town.passes(minutes=4)

    for place, message in ((channel, ts), (channel, ts), ("#general", elsewhere)):
        await gao.picks("Add to timeline", place, message)
        await town.settle()
    told = [said.text for place in (channel, "#general") for said in await gao.messages(place) if said.ephemeral]
    shown = await ask(town, gao, channel, "timeline")
    text = await compiled(town, gao, channel)

    assert "is on the timeline, at its own time" in told[0]
    assert "is on the timeline already" in told[1]
    assert "channel of an incident" in told[2]
    assert shown.words.count("was put on the timeline") == 1
    assert "09:04" in line_of(text, "Scores of the week")
    assert "scores.csv" in text
    assert not [said for said in await ada.messages(channel) if said.ephemeral]
