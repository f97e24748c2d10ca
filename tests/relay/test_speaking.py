from datetime import timedelta

from bot.domain.incident import Incident
from bot.messages import (
    AddBookmark,
    AnnounceChannel,
    Channel,
    Direct,
    IncidentChannel,
    Invite,
    LookUp,
    Pin,
    Post,
    Remove,
    Rendered,
    Stand,
    Upload,
    Whisper,
)
from tests.relay.desk import ADA, Desk

HERE = IncidentChannel(incident=1)
CARD = Stand(incident=1, slot="card")


def post(text: str) -> Post:
    return Post(to=HERE, says=Rendered(text=text), incident=1)


def upload() -> Upload:
    return Upload(to=HERE, filename="p.md", title="Post-mortem", content="# What happened", comment="Here it is")


async def test_messages_of_one_channel_arrive_in_order_and_urgent_ones_first(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.sandbox.fault("chat.postMessage", "429", retry_after=5)

    await desk.send(post("first"), post("second"), post("third"))
    await desk.send(post("urgent"), urgent=True)
    await desk.pass_time(timedelta(seconds=5))

    assert await desk.texts(channel) == ["urgent", "first", "second", "third"]


async def test_a_standing_message_is_posted_once_and_then_edited(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)

    await desk.send(CARD)
    await desk.store.run(lambda work: work.incidents.save(incident.having(title="Answers are invented")))
    await desk.send(CARD)

    assert await desk.texts(channel) == ["card: Answers are invented"]


async def test_edits_that_wait_for_each_other_become_one(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.send(CARD)

    await desk.send(CARD, CARD, CARD)

    assert len(desk.calls("chat.update")) == 1


async def test_an_edit_that_is_to_be_tried_again_takes_the_next_along(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.send(CARD)
    await desk.sandbox.fault("chat.update", "429", retry_after=5)

    await desk.send(CARD)
    await desk.send(CARD)
    await desk.pass_time(timedelta(seconds=5))

    assert len(desk.calls("chat.update")) == 2


async def test_a_standing_message_that_somebody_deleted_is_posted_anew(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(CARD)
    ref = await desk.standing("card")
    await desk.slack.sandbox.post(
        "/control/delete", {"user": desk.identity.bot_user_id, "channel": channel, "ts": ref.ts}
    )

    await desk.send(CARD)

    assert await desk.texts(channel) == ["card: Refund answers are made up"]
    assert await desk.store.run(lambda work: work.places.message(1, "card")) != ref


async def test_a_slot_that_shows_nothing_is_passed_over(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)

    await desk.send(Stand(incident=1, slot="nothing"), post("next"))

    assert await desk.texts(channel) == ["next"]


async def test_a_new_reminder_replaces_the_old_one(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    remove = Remove(incident=1, slot="reminder")
    remind = [Post(to=HERE, says=Rendered(text=f"reminder {n}"), incident=1, slot="reminder") for n in (1, 2)]

    await desk.send(remove, remind[0], remove, remind[1])

    assert await desk.texts(channel) == ["reminder 2"]


async def test_a_post_whose_answer_was_lost_is_found_and_not_repeated(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.sandbox.fault("chat.postMessage", "lost_answer")

    await desk.send(CARD)
    await desk.pass_time(timedelta(seconds=2))

    assert await desk.texts(channel) == ["card: Refund answers are made up"]
    assert len(desk.calls("chat.postMessage")) == 1
    assert await desk.store.run(lambda work: work.places.message(1, "card")) is not None


async def test_a_post_that_slack_failed_on_is_repeated_once_it_is_clear_that_it_is_not_there(
    desk: Desk, incident: Incident
) -> None:
    channel = await desk.open_channel(incident)
    await desk.sandbox.fault("chat.postMessage", "500", count=3)

    await desk.send(post("hello"))
    for seconds in (1, 2, 4):
        await desk.pass_time(timedelta(seconds=seconds))

    assert await desk.texts(channel) == ["hello"]
    assert len(desk.calls("conversations.history")) == 3


async def test_a_direct_message_whose_answer_was_lost_is_found_and_not_repeated(desk: Desk) -> None:
    await desk.sandbox.fault("chat.postMessage", "lost_answer")

    await desk.send(Post(to=Direct(user=ADA), says=Rendered(text="for you")))
    await desk.pass_time(timedelta(seconds=2))

    assert len(desk.calls("conversations.history")) == 1
    assert [call["text"] for call in desk.calls("chat.postMessage")] == ["for you"]


async def test_a_whisper_whose_answer_was_lost_is_not_repeated(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))
    await desk.sandbox.fault("chat.postEphemeral", "lost_answer")

    await desk.send(Whisper(to=HERE, user=ADA, says=Rendered(text="psst"), incident=1))
    await desk.pass_time(timedelta(minutes=5))

    assert len(desk.calls("chat.postEphemeral")) == 1


async def test_a_file_is_shared_with_its_comment(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)
    await desk.send(Invite(incident=1, targets=(ADA,)))

    await desk.send(upload())

    ada = await desk.sandbox.person("ada")
    said = next(one for one in await ada.messages(channel) if one.raw["files"])
    assert said.text == "Here it is"
    assert await ada.reads_file(said.raw["files"][0]["id"]) == "# What happened"


async def test_a_file_whose_answer_was_lost_is_shared_once(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("files.completeUploadExternal", "lost_answer")

    await desk.send(upload())
    await desk.pass_time(timedelta(minutes=1))

    assert len(desk.calls("files.completeUploadExternal")) == 1


async def test_a_file_whose_way_to_slack_was_cut_is_brought_again(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("files.getUploadURLExternal", "lost_answer")

    await desk.send(upload())
    await desk.pass_time(timedelta(seconds=1))

    assert len(desk.calls("files.completeUploadExternal")) == 1


async def test_a_file_that_was_not_shared_is_brought_again(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)
    await desk.sandbox.fault("files.completeUploadExternal", "500")

    await desk.send(upload())
    await desk.pass_time(timedelta(seconds=1))

    answers = [
        call["ok"] for call in desk.slack.stand.journal.entries if call["what"] == "files.completeUploadExternal"
    ]
    assert answers == [False, True]


async def test_the_bot_enters_the_announce_channel_to_speak_there(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)

    await desk.send(Stand(incident=1, slot="announcement"))
    await desk.send(Post(to=AnnounceChannel(), says=Rendered(text="all quiet")))

    assert await desk.texts("#ai-incidents") == ["announcement: Refund answers are made up", "all quiet"]
    assert len(desk.calls("conversations.join")) == 1
    assert len(desk.calls("conversations.list")) == 1


async def test_the_bookmark_leads_to_the_card(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)

    await desk.send(AddBookmark(incident=1, slot="card", title="Incident card"), CARD)

    ref = await desk.standing("card")
    link = f"{desk.identity.team_url}archives/{channel}/p{ref.ts.replace('.', '')}"
    assert [(call["title"], call["link"]) for call in desk.calls("bookmarks.add")] == [("Incident card", link)]


async def test_what_is_done_already_counts_as_done(desk: Desk, incident: Incident) -> None:
    await desk.open_channel(incident)

    await desk.send(CARD, Pin(incident=1, slot="card"))
    await desk.send(Pin(incident=1, slot="card"))
    await desk.send(Remove(incident=1, slot="reminder"))

    assert desk.relay.tally["refused"] == 0
    assert desk.calls("chat.postEphemeral") == []


async def test_what_the_bot_says_in_an_incident_channel_is_in_the_transcript(desk: Desk, incident: Incident) -> None:
    channel = await desk.open_channel(incident)

    await desk.send(CARD, post("hello"), Post(to=Direct(user=ADA), says=Rendered(text="for you"), incident=1))
    await desk.send(Remove(incident=1, slot="card"))

    said = [(entry.text, entry.user, entry.by_bot, entry.channel) for entry in await desk.transcript()]
    assert said == [("", desk.identity.bot_user_id, True, channel), ("hello", desk.identity.bot_user_id, True, channel)]


async def test_a_person_is_known_by_all_their_names(desk: Desk) -> None:
    await desk.send(LookUp(user=ADA))

    person = await desk.store.run(lambda work: work.people.get(ADA))
    assert person is not None
    assert {"Ada Moreno", "ada", "Ada"} <= set(person.names)
    assert person.tz == "Europe/Madrid"


async def test_a_channel_is_addressed_by_its_id(desk: Desk) -> None:
    await desk.send(Post(to=AnnounceChannel(), says=Rendered(text="one")))
    announce = desk.slack.stand.slack.channel("#ai-incidents", ADA).id

    await desk.send(Post(to=Channel(id=announce), says=Rendered(text="two")))

    assert await desk.texts("#ai-incidents") == ["one", "two"]
