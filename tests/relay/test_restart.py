from datetime import timedelta

from bot.clock import SystemClock
from bot.domain.incident import Incident
from bot.messages import IncidentChannel, Invite, Message, Post, Rendered, Whisper
from tests.relay.desk import ADA, Desk

HERE = IncidentChannel(incident=1)


async def test_what_was_on_its_way_when_the_process_died_is_sent_once(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.stop()
    await _claim_and_die(desk, Post(to=HERE, says=Rendered(text="hello"), incident=1))

    desk.start()
    await desk.settle()

    assert await desk.texts(channel) == ["hello"]


async def test_a_whisper_that_may_have_been_heard_is_not_repeated_after_a_crash(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.stop()
    await _claim_and_die(desk, Whisper(to=HERE, user=ADA, says=Rendered(text="psst"), incident=1))

    desk.start()
    await desk.settle()

    assert desk.calls("chat.postEphemeral") == []


async def test_rows_written_while_the_relay_is_away_are_sent_when_it_is_back(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.stop()
    await desk.store.run(lambda work: work.outbox.add(Post(to=HERE, says=Rendered(text="late"), incident=1)))

    desk.start()
    await desk.settle()

    assert await desk.texts(channel) == ["late"]


async def _claim_and_die(desk: Desk, message: Message) -> None:
    wall = SystemClock().now()
    await desk.store.run(lambda work: work.outbox.add(message))
    await desk.store.run(
        lambda work: work.deliveries.claim(desk.clock.now(), wall, wall + timedelta(minutes=2), limit=1)
    )
