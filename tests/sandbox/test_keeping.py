"""People who keep the workspace in order: channels, user groups, accounts, quiet hours; and who may not."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.people import CannotError, Person
from sandbox.process import Running
from tests.sandbox.echo import EchoBot, at_rest
from tests.sandbox.world import ADA, BEN, IVO

Json = dict[str, Any]
LEGAL = "S0000LEGAL"
CHIARA = "U0000CHI03"


@pytest.fixture
async def ada(running: Running) -> Person:
    """The workspace's owner."""
    return await running.sandbox.person("ada")


@pytest.fixture
async def ben(running: Running) -> Person:
    return await running.sandbox.person("ben")


async def known(running: Running, person: str) -> Json:
    """What everyone sees of a person."""
    people: list[Json] = (await running.sandbox.get("/control/state"))["people"]
    return next(entry for entry in people if entry["id"] == person)


async def group(running: Running, identity: str) -> Json:
    """What everyone sees of a user group."""
    groups: list[Json] = (await running.sandbox.get("/control/state"))["groups"]
    return next(entry for entry in groups if entry["id"] == identity)


async def test_an_owner_closes_an_account_and_opens_it_again(running: Running, ada: Person, ben: Person) -> None:
    await ada.deactivates(BEN)
    gone = await known(running, BEN)
    with pytest.raises(CannotError, match="no active person"):
        await ben.says("#general", "am I here?")

    await ada.reactivates(BEN)
    await ben.joins("#general")
    await ben.says("#general", "I am back")

    assert [gone["deleted"], (await known(running, BEN))["deleted"]] == [True, False]


async def test_somebody_new_is_in_general_and_can_speak_to_the_app(running: Running, ada: Person) -> None:
    await ada.adds("zoe", "Zoe Adler", title="Auditor", tz="Europe/Vienna")

    zoe = await running.sandbox.person("Zoe Adler")

    await zoe.says("#general", "hello")
    assert {"general", "echo"} <= set(await zoe.channels())


async def test_everyone_sets_their_own_zone_hours_pause_and_presence(running: Running, ben: Person) -> None:
    await ben.moves("Asia/Tokyo")
    await ben.rests("21:00", "07:30")
    await ben.shows_away()
    resting = await known(running, BEN)
    await ben.rests("21:00", "07:30", enabled=False)
    await ben.pauses(30)
    paused = await known(running, BEN)
    await ben.pauses(0)

    # It is 17:25 in UTC, which is 02:25 of the next day in Tokyo.
    until = "2025-04-28T07:30:00+09:00"
    assert [resting["tz"], resting["away"]] == ["Asia/Tokyo", True]
    assert resting["quiet"] == {"enabled": True, "start": "21:00", "end": "07:30", "until": until}
    assert paused["quiet"]["until"] == "2025-04-27T17:55:00+00:00"
    assert (await known(running, BEN))["quiet"]["until"] is None


async def test_an_owner_sets_anybodys_zone_and_hours(running: Running, ada: Person) -> None:
    await ada.moves("Asia/Tokyo", BEN)
    await ada.rests("20:00", "06:00", BEN)

    ben = await known(running, BEN)
    assert [ben["tz"], ben["quiet"]["start"]] == ["Asia/Tokyo", "20:00"]


async def test_an_owner_makes_fills_renames_and_disables_a_user_group(running: Running, ada: Person) -> None:
    made = await ada.makes_group("Data stewards", [ADA])
    await ada.fills_group(made, [ADA, BEN])
    await ada.renames_group(made, name="Stewards", handle="stewards")
    await ada.switches_group(made, disabled=True)

    assert await group(running, made) == {
        "id": made, "handle": "stewards", "name": "Stewards", "description": "", "disabled": True, "users": [ADA, BEN],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("deed", "body", "words"),
    [
        ("deactivate", {"person": CHIARA}, "only a workspace owner can deactivate people"),
        ("reactivate", {"person": IVO}, "only a workspace owner can reactivate people"),
        ("person", {"name": "zoe", "real_name": "Zoe"}, "only a workspace owner can add people"),
        ("zone", {"person": ADA, "tz": "Asia/Tokyo"}, "only a workspace owner can change the time zone"),
        ("quiet", {"person": ADA, "enabled": True}, "only a workspace owner can change the quiet hours"),
        ("pause", {"person": ADA, "minutes": 5}, "only a workspace owner can change the notifications"),
        ("presence", {"person": ADA, "away": True}, "everyone says for themselves"),
        ("group", {"name": "New", "users": [BEN]}, "only a workspace owner can make user groups"),
        ("group/edit", {"group": LEGAL, "users": [BEN]}, "only a workspace owner can change user groups"),
        ("group/switch", {"group": LEGAL, "disabled": True}, "only a workspace owner can change user groups"),
        ("convert", {"channel": "#support"}, "only a workspace owner can make a channel private"),
        ("rename", {"channel": "#support", "name": "help"}, "only who made #support, or a workspace owner"),
        ("remove", {"channel": "#support", "person": CHIARA}, "only who made #support, or a workspace owner"),
    ],
)
async def test_what_is_for_others_is_refused_in_a_sentence(
    running: Running, ben: Person, deed: str, body: Json, words: str
) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post(f"/control/{deed}", {"user": ben.id, **body})


@pytest.mark.parametrize(
    ("deed", "body", "words"),
    [
        ("deactivate", {"person": ADA}, "nobody deactivates themselves"),
        ("deactivate", {"person": IVO}, "Ivo Petrov is deactivated already"),
        ("deactivate", {"person": "U404"}, "there is no person"),
        ("reactivate", {"person": BEN}, "Ben Okafor is active"),
        ("person", {"name": "ben", "real_name": "Ben"}, "@ben is taken"),
        ("person", {"name": "legal", "real_name": "Leo"}, "@legal is taken"),
        ("person", {"name": "No Handle", "real_name": "Leo"}, "a person has a handle"),
        ("zone", {"person": BEN, "tz": "Mars/Olympus"}, "there is no time zone"),
        ("zone", {"person": BEN, "tz": "../etc/passwd"}, "there is no time zone"),
        ("quiet", {"person": BEN, "enabled": True, "start": "08:00", "end": "08:00"}, "at different times"),
        ("pause", {"person": BEN, "minutes": -1}, "minutes: "),
        ("group", {"name": "Legal", "handle": "lawyers", "users": [ADA]}, "name already exists"),
        ("group", {"name": "New", "users": []}, "has somebody in it"),
        ("group/edit", {"group": LEGAL, "users": [IVO]}, "active people in it"),
        ("group/edit", {"group": "S404"}, "there is no user group"),
        ("convert", {"channel": "#general"}, "#general is for everybody"),
        ("rename", {"channel": "#support", "name": "general"}, r"another channel has that name.* \(name_taken\)"),
        ("invite", {"channel": "#support", "people": [BEN]}, "Ben Okafor is in #support already"),
        ("invite", {"channel": "#support", "people": [IVO]}, "there is no active person"),
        ("remove", {"channel": "#support", "person": ADA}, "who wants to go leaves"),
        ("remove", {"channel": "#support", "person": IVO}, "not_in_channel"),
        ("unarchive", {"channel": "#support"}, "not_archived"),
        ("topic", {"channel": "#support", "text": "x" * 251}, "too_long"),
        ("direct", {"people": [ADA]}, "there is no other active person"),
        ("direct", {"people": []}, "people: "),
    ],
)
async def test_what_an_owner_cannot_do_is_refused_too(
    running: Running, ada: Person, deed: str, body: Json, words: str
) -> None:
    with pytest.raises(CannotError, match=words):
        await running.sandbox.post(f"/control/{deed}", {"user": ada.id, **body})


async def test_a_channel_is_renamed_filled_emptied_archived_and_opened_again(ada: Person, ben: Person) -> None:
    channel = await ada.creates("plans")
    await ada.renames(channel, "big-plans")
    await ada.sets_topic(channel, "The next year")
    await ada.sets_purpose(channel, "What we will do")
    await ada.invites(channel, BEN, CHIARA)
    await ada.removes(channel, CHIARA)
    await ada.archives(channel)
    archived = (await ben.channels())["big-plans"]
    await ben.unarchives(channel)
    opened = (await ben.channels())["big-plans"]

    assert [archived["is_archived"], opened["is_archived"]] == [True, False]
    assert [opened["topic"], opened["purpose"]] == ["The next year", "What we will do"]
    assert opened["people"] == [ADA, BEN]


async def test_a_channel_that_was_made_private_is_seen_by_its_members_only(ada: Person, ben: Person) -> None:
    channel = await ada.creates("plans")

    await ada.makes_private(channel)

    assert (await ada.channels())["plans"]["is_private"] is True
    assert "plans" not in await ben.channels()


async def test_two_and_several_people_talk_apart_from_the_rest(running: Running, ada: Person, ben: Person) -> None:
    chiara = await running.sandbox.person("chiara")
    pair = await ada.talks_with(BEN)
    three = await ada.talks_with(BEN, CHIARA)
    await ada.says(pair, "for you two")
    await ben.says(three, "for us three")

    again = await ben.talks_with(ADA)

    assert again == pair
    assert await chiara.sees(three, "for us three")
    with pytest.raises(CannotError, match="channel_not_found"):
        await chiara.messages(pair)
    assert (await chiara.channels())["mpdm-ada--ben--chiara-1"]["is_mpim"] is True


@pytest.mark.parametrize("deed", ["leave", "archive", "rename", "topic"])
async def test_a_direct_conversation_is_no_channel(running: Running, ada: Person, deed: str) -> None:
    pair = await ada.talks_with(BEN)
    more = {"rename": {"name": "x"}, "topic": {"text": "x"}}.get(deed, {})

    with pytest.raises(CannotError, match="no channel"):
        await running.sandbox.post(f"/control/{deed}", {"user": ADA, "channel": pair, **more})


async def test_an_app_hears_of_what_its_manifest_asks_for(running: Running, bot: EchoBot, ada: Person) -> None:
    await ada.rests("22:00", "08:00", BEN)
    await ada.deactivates(BEN)
    await ada.fills_group(LEGAL, [ADA])
    await at_rest(running)

    told = {"user_change", "dnd_updated_user", "subteam_members_changed"}
    heard = {heard.payload["event"]["type"] for heard in bot.heard if "event" in heard.payload}
    assert heard & told == told


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
async def test_what_happens_to_a_channel_is_told_by_its_kind(running: Running, ada: Person, *, private: bool) -> None:
    heard: list[str] = []
    channel = await ada.creates("plans", private=private)
    await ada.invites(channel, running.stand.slack.bot)
    running.stand.slack.hub.listeners.append(lambda one: heard.append(one.subscription))

    await ada.renames(channel, "other-plans")
    await ada.archives(channel)
    await ada.unarchives(channel)
    await ada.removes(channel, running.stand.slack.bot)

    kind = "group" if private else "channel"
    told = [f"{kind}_{word}" for word in ("rename", "archive", "unarchive")] + ["member_left_channel", f"{kind}_left"]
    assert [one for one in heard if not one.startswith("message")] == told
