import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.domain.incident import Incident, Role
from bot.messages import Direct, IncidentChannel, Invite, Pin, Post, Rendered, SetTopic, Stand, Upload
from tests.relay.desk import ADA, BEN, Desk

CARD = Stand(incident=1, slot="card")


def post(text: str) -> Post:
    return Post(to=IncidentChannel(incident=1), says=Rendered(text=text), incident=1)


def damage(folder: Path, statement: str) -> None:
    """Change the desk's database behind the program's back."""
    with closing(sqlite3.connect(folder / "relay.db")) as database, database:
        database.execute(statement)


async def test_whoever_leads_is_told_what_did_not_work_and_what_to_do(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident.with_role(Role.COMMANDER, BEN))
    await desk.send(Invite(incident=1, targets=(ADA, BEN)), CARD)
    await desk.sandbox.fault("pins.add", "error:missing_scope")

    await desk.send(Pin(incident=1, slot="card"))

    told = desk.calls("chat.postEphemeral")
    assert [call["user"] for call in told] == [BEN]
    assert told[0]["text"].startswith(":warning: I could not pin the card of incident 1. The app lacks a permission.")


async def test_the_same_trouble_is_told_once(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.sandbox.fault("conversations.setTopic", "error:restricted_action", count=2)

    await desk.send(SetTopic(incident=1))
    await desk.send(SetTopic(incident=1))

    assert len(desk.calls("chat.postEphemeral")) == 1


async def test_an_apology_that_fails_is_counted_and_not_apologised_for(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("conversations.setTopic", "error:restricted_action")
    await desk.sandbox.fault("chat.postEphemeral", "error:restricted_action")

    await desk.send(SetTopic(incident=1))

    assert desk.relay.tally["apologies_failed"] == 1
    assert desk.calls("conversations.open") == []


async def test_in_an_archived_channel_nothing_can_be_told_so_it_is_told_directly(
    desk: Desk, incident: Incident
) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await (await desk.sandbox.person("ada")).archives(channel)

    await desk.send(post("hello"))

    assert [call["users"] for call in desk.calls("conversations.open")] == [ADA]
    assert "unarchive it" in desk.calls("chat.postMessage")[-1]["text"]


async def test_who_is_not_in_the_channel_is_told_directly(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("conversations.invite", "error:missing_scope")

    await desk.send(Invite(incident=1, targets=(ADA,)))

    assert [call["users"] for call in desk.calls("conversations.open")] == [ADA]
    assert "I could not invite people" in desk.calls("chat.postMessage")[-1]["text"]


async def test_a_person_is_written_to_without_the_scope_that_opens_a_conversation(desk: Desk) -> None:
    await desk.sandbox.fault("conversations.open", "error:missing_scope")

    await desk.send(Post(to=Direct(user=ADA), says=Rendered(text="hello")))

    assert [(call["channel"], call["text"]) for call in desk.calls("chat.postMessage")] == [(ADA, "hello")]


async def test_a_file_that_cannot_be_shared_is_posted_as_text(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.sandbox.fault("files.getUploadURLExternal", "error:file_uploads_disabled")
    content = "\n".join(f"line {number} of the document, <b> & all" for number in range(200))

    await desk.send(
        Upload(to=IncidentChannel(incident=1), filename="p.md", title="P", content=content, comment="", incident=1)
    )

    parts = [text for text in await desk.texts(channel) if text.startswith("*P*")]
    assert [part.splitlines()[0] for part in parts] == [f"*P* ({number} of 3)" for number in (1, 2, 3)]
    assert sum(part.count("of the document, &lt;b&gt; &amp; all") for part in parts) == 200
    assert "posted as messages instead" in desk.calls("chat.postEphemeral")[-1]["text"]


async def test_who_asked_for_a_file_hears_that_it_did_not_come(desk: Desk) -> None:
    await desk.sandbox.fault("files.getUploadURLExternal", "error:file_uploads_disabled")

    await desk.send(Upload(to=Direct(user=ADA), filename="plan.md", title="Plan", content="# Plan", comment="Here"))

    assert "file_uploads_disabled" in desk.calls("chat.postMessage")[0]["text"]


async def test_decoration_is_given_up_after_an_hour_and_the_incident_never_is(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.sandbox.fault("conversations.setTopic", "429", count=2, retry_after=3500)
    await desk.sandbox.fault("chat.postMessage", "429", count=3, retry_after=3500)

    await desk.send(SetTopic(incident=1), post("hello"))
    for _ in range(3):
        await desk.pass_time(timedelta(seconds=3500))

    assert len(desk.calls("conversations.setTopic")) == 2
    assert desk.relay.tally["refused"] == 1
    assert "hello" in await desk.texts(channel)


async def test_a_bug_in_rendering_writes_off_its_own_row_and_holds_up_nobody(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))

    await desk.send(Stand(incident=1, slot="broken"), post("hello"))

    assert desk.relay.tally["bugs"] == 1
    assert "hello" in await desk.texts(channel)
    assert "The fault is mine" in desk.calls("chat.postEphemeral")[0]["text"]


async def test_an_incident_that_cannot_be_read_holds_up_no_other(
    desk: Desk, incident: Incident, tmp_path: Path
) -> None:
    await desk.open_channel(incident)
    channel = await desk.open_channel(incident.having(number=2))
    damage(tmp_path, "UPDATE incidents SET state = '{}' WHERE number = 1")

    await desk.send(CARD, Post(to=IncidentChannel(incident=2), says=Rendered(text="hello"), incident=2))

    assert desk.relay.tally["bugs"] == 1
    assert "hello" in await desk.texts(channel)


async def test_a_row_that_another_version_wrote_holds_up_no_other(
    desk: Desk, incident: Incident, tmp_path: Path
) -> None:
    channel = await desk.open_channel(incident)
    await desk.sandbox.fault("chat.postMessage", "429", retry_after=5)
    await desk.send(post("of another version"))
    damage(tmp_path, """UPDATE outbox SET message = '{"call": "sing"}' WHERE state = 'waiting'""")

    await desk.send(post("hello"))
    await desk.pass_time(timedelta(seconds=5))

    assert await desk.texts(channel) == ["hello"]
