import asyncio

from bot.domain.incident import Incident
from bot.messages import Direct, IncidentChannel, Invite, OpenChannel, Post, Rendered, Stand
from tests.relay.desk import ADA, BEN, Desk

EVERYONE = (ADA, BEN, "U0000CHI03", "U0000DEV04", "U0000ELI05", "U0000FAT06", "U0000GAO07", "U0000HAN08")


async def test_two_replicas_send_everything_once(shared_desk: Desk, incident: Incident) -> None:
    desk = shared_desk
    desk.start_another()
    await desk.has(incident)
    channel = IncidentChannel(incident=1)
    said = [Post(to=channel, says=Rendered(text=f"line {n}"), incident=1) for n in range(12)]
    told = [Post(to=Direct(user=user), says=Rendered(text="for you")) for user in EVERYONE]

    await desk.send(OpenChannel(incident=1, name="inc-1", private=False), Invite(incident=1, targets=(ADA,)))
    await desk.send(Stand(incident=1, slot="card"), *said, *told)

    texts = [call["text"] for call in desk.calls("chat.postMessage")]
    assert sorted(texts) == sorted(
        ["card: Refund answers are made up", *(f"line {n}" for n in range(12)), *["for you"] * 8]
    )
    assert [text for text in texts if text.startswith("line")] == [f"line {n}" for n in range(12)]


async def test_a_replica_that_starts_takes_nothing_from_one_that_is_sending(shared_desk: Desk) -> None:
    desk = shared_desk
    await desk.sandbox.fault("chat.postMessage", "slow", ms=300)

    sending = asyncio.create_task(desk.send(Post(to=Direct(user=ADA), says=Rendered(text="for you"))))
    other = desk.start_another()
    await sending

    assert len(desk.calls("chat.postMessage")) == 1
    assert desk.relay.tally["sent"] + other.tally["sent"] == 1
