from datetime import timedelta

import pytest

from bot.domain.incident import Incident
from bot.messages import (
    Channel,
    IncidentChannel,
    Invite,
    OpenChannel,
    Pin,
    Post,
    Rendered,
    SetTopic,
    Stand,
    TakeBack,
)
from bot.store import Work
from tests.relay.desk import ADA, BEN, IVO, Desk


def hello(number: int = 1) -> Post:
    return Post(to=IncidentChannel(incident=number), says=Rendered(text="hello"), incident=number)


async def test_what_waits_for_the_channel_goes_out_once_it_is_there(desk: Desk, incident: Incident) -> None:
    await desk.has(incident)

    await desk.send(
        hello(),
        Stand(incident=1, slot="card"),
        Pin(incident=1, slot="card"),
        SetTopic(incident=1),
        Invite(incident=1, targets=(ADA,)),
        OpenChannel(incident=1, name="inc-1-refunds", private=False),
    )

    channels = await (await desk.sandbox.person("ada")).channels()
    channel = channels["inc-1-refunds"]
    assert channel["topic"] == "topic: Refund answers are made up"
    assert len(channel["pins"]) == 1
    assert await desk.texts(channel["id"]) == ["hello", "card: Refund answers are made up"]


async def test_a_lost_answer_makes_no_second_channel(desk: Desk, incident: Incident) -> None:
    await desk.has(incident)
    await desk.sandbox.fault("conversations.create", "lost_answer")

    await desk.send(OpenChannel(incident=1, name="inc-1-refunds", private=False), Invite(incident=1, targets=(ADA,)))
    await desk.pass_time(timedelta(seconds=2))

    names = await (await desk.sandbox.person("ada")).channels()
    assert [name for name in names if name.startswith("inc-")] == ["inc-1-refunds"]
    assert len(desk.calls("conversations.create")) == 1


async def test_a_name_that_somebody_took_gets_a_number(desk: Desk, incident: Incident) -> None:
    await desk.has(incident)
    await (await desk.sandbox.person("ben")).creates("inc-1-refunds")

    await desk.send(OpenChannel(incident=1, name="inc-1-refunds", private=False), Invite(incident=1, targets=(ADA,)))

    names = await (await desk.sandbox.person("ada")).channels()
    assert "inc-1-refunds-2" in names


async def test_the_channel_of_an_older_incident_is_not_taken_over(desk: Desk, incident: Incident) -> None:
    older = await desk.open_channel(incident.having(number=7))

    await desk.has(incident)
    await desk.send(OpenChannel(incident=1, name="inc-7", private=False))

    assert await desk.store.run(lambda work: work.places.channel_of(1)) not in {None, older}


async def test_an_incident_that_became_private_while_its_channel_waited_gets_no_public_one(
    desk: Desk, incident: Incident
) -> None:
    await desk.has(incident.having(private=True))

    await desk.send(
        OpenChannel(incident=1, name="inc-1-a-telling-title", private=False),
        OpenChannel(incident=1, name="inc-1", private=True),
        hello(),
    )

    assert [call["name"] for call in desk.calls("conversations.create")] == ["inc-1"]


@pytest.mark.parametrize("private", [True, False], ids=["private", "public"])
async def test_when_no_channel_can_be_made_the_reporter_is_told_and_nothing_waits_for_it(
    desk: Desk, incident: Incident, *, private: bool
) -> None:
    await desk.has(incident.having(private=private))
    await desk.sandbox.fault("conversations.create", "error:restricted_action")

    await desk.send(OpenChannel(incident=1, name="inc-1", private=private), hello(), Stand(incident=1, slot="card"))

    direct = desk.calls("conversations.open")
    assert [call["users"] for call in direct] == [ADA]
    told = desk.calls("chat.postMessage")[0]["text"]
    assert "could not open the channel of incident 1" in told
    assert ("had to be private" in told) is private
    assert [call["is_private"] for call in desk.calls("conversations.create")] in ([private], [str(int(private))])


async def test_an_incident_without_a_channel_is_closed_so_that_its_clocks_call_nobody(
    desk: Desk, incident: Incident
) -> None:
    await desk.has(incident)
    await desk.sandbox.fault("conversations.create", "error:restricted_action")

    await desk.send(OpenChannel(incident=1, name="inc-1", private=False))

    closed = await desk.store.run(lambda work: work.incidents.get(1))
    told = await desk.store.run(lambda work: work.timeline.of(1))
    assert closed.is_over
    assert [(event.kind, event.by) for event in told] == [("resolved", None)]


async def test_where_the_private_channel_cannot_be_made_the_incident_goes_on_where_it_was(
    desk: Desk, incident: Incident
) -> None:
    public = await desk.open_channel(incident)
    await desk.send(Stand(incident=1, slot="card"))
    await desk.sandbox.fault("conversations.create", "error:restricted_action")

    def leave(work: Work) -> None:
        work.incidents.save(incident.having(private=True))
        for channel, ts in work.places.leave_channel(1):
            work.outbox.add(TakeBack(to=Channel(id=channel), ts=ts, incident=1))

    await desk.store.run(leave)
    await desk.send(OpenChannel(incident=1, name="inc-1", private=True), Stand(incident=1, slot="card"))

    assert await desk.store.run(lambda work: work.places.channel_of(1)) == public
    assert not (await desk.store.run(lambda work: work.incidents.get(1))).is_over
    assert [text for text in await desk.texts(public) if text.startswith("card")] == [f"card: {incident.title}"]
    assert any("goes on in its public channel" in call["text"] for call in desk.calls("chat.postMessage"))


async def test_everyone_who_can_be_invited_is_and_the_rest_is_reported(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)

    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.send(Invite(incident=1, targets=(BEN, IVO, "S0000SECUR", "S0NOBODY00")))

    members = desk.slack.stand.slack.channels[channel].members
    assert {ADA, BEN, "U0000DEV04", "U0000GAO07"} <= set(members)
    whispered = [call["text"] for call in desk.calls("chat.postEphemeral")]
    assert len(whispered) == 1
    assert IVO in whispered[0]
    assert "S0NOBODY00" in whispered[0]


async def test_a_reporter_who_cannot_be_invited_is_told_directly(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("conversations.invite", "error:user_is_restricted")

    await desk.send(Invite(incident=1, targets=(ADA,)))

    assert [call["users"] for call in desk.calls("conversations.open")] == [ADA]
    assert desk.calls("chat.postEphemeral") == []
