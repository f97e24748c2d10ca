"""What an app reads and changes of people, user groups and files through the Web API, and what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sandbox import attachments, personnel, sharing, talk
from sandbox.directory import Person
from sandbox.hub import Happening
from sandbox.quiet import Quiet
from sandbox.talk import Draft
from sandbox.webapi import perform
from tests.sandbox.world import ADA, BEN, TOKEN, World

Json = dict[str, Any]
MADRID = ZoneInfo("Europe/Madrid")
LEGAL = "S0000LEGAL"


def heard_by(world: World) -> list[Happening]:
    """What happens in the workspace from now on."""
    heard: list[Happening] = []
    world.stand.slack.hub.listeners.append(heard.append)
    return heard


def call(world: World, method: str, **args: Any) -> Json:
    """A method of the Web API, by the bot."""
    return perform(world.stand, method, args, TOKEN)


def test_a_person_is_found_by_the_address_in_their_profile(world: World) -> None:
    profile = call(world, "users.profile.get", user=ADA)["profile"]

    found = call(world, "users.lookupByEmail", email=profile["email"].upper())["user"]

    assert [profile["email"], found["id"]] == ["ada@sandbox.example", ADA]


@pytest.mark.parametrize("method", ["users.info", "users.list"])
def test_addresses_are_shown_to_who_may_ask_for_them(world: World, method: str) -> None:
    answer = call(world, method, user=ADA)

    users = answer["members"] if method == "users.list" else [answer["user"]]
    assert next(user for user in users if user["id"] == ADA)["profile"]["email"] == "ada@sandbox.example"


def test_presence_is_what_the_person_shows(world: World) -> None:
    ada = world.stand.slack.directory.people[ADA]
    before = call(world, "users.getPresence", user=ADA)

    personnel.show(world.stand.slack, ada, away=True)
    call(world, "users.setPresence", presence="away")

    assert [before, call(world, "users.getPresence", user=ADA)] == [
        {"ok": True, "presence": p} for p in ("active", "away")
    ]
    assert [call(world, "users.getPresence")[key] for key in ("presence", "manual_away")] == ["away", True]


@pytest.mark.parametrize(
    ("quiet", "now", "hours"),
    [
        (Quiet(), datetime(2025, 4, 27, 17, tzinfo=UTC), None),
        (Quiet(enabled=True), datetime(2025, 4, 27, 17, tzinfo=UTC), ("27 22:00", "28 08:00")),
        (Quiet(enabled=True), datetime(2025, 4, 27, 22, 30, tzinfo=UTC), ("27 22:00", "28 08:00")),
        (Quiet(enabled=True), datetime(2025, 4, 28, 6, tzinfo=UTC), ("28 22:00", "29 08:00")),
        (
            Quiet(enabled=True, start=time(12), end=time(14)),
            datetime(2025, 4, 27, 11, tzinfo=UTC),
            ("27 12:00", "27 14:00"),
        ),
    ],
    ids=["no hours", "the next night", "this night", "at its very end", "a midday rest"],
)
def test_hours_of_rest_are_those_of_the_persons_own_zone(
    quiet: Quiet, now: datetime, hours: tuple[str, str] | None
) -> None:
    stretch = quiet.stretch(MADRID, now)

    assert (tuple(f"{edge:%d %H:%M}" for edge in stretch) if stretch else None) == hours


def test_who_wants_to_be_left_alone_is_told_to_apps(world: World) -> None:
    slack, heard = world.stand.slack, heard_by(world)
    ada = slack.directory.people[ADA]

    personnel.pause(slack, ada, 30)
    told = call(world, "dnd.info", user=ADA)
    everyone = call(world, "dnd.teamInfo", users=f"{ADA},{BEN},U404")["users"]

    now = slack.unix()
    assert told == {"ok": True, "dnd_enabled": True, "next_dnd_start_ts": now, "next_dnd_end_ts": now + 1800}
    assert {user: status["dnd_enabled"] for user, status in everyone.items()} == {ADA: True, BEN: False}
    assert [(one.subscription, one.event["dnd_status"]["dnd_enabled"]) for one in heard] == [("dnd_updated_user", True)]


def test_a_bot_is_never_left_alone(world: World) -> None:
    told = call(world, "dnd.info")

    assert told == {"ok": True, "dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def test_who_is_deactivated_is_in_no_channel_and_no_group_and_comes_back_to_none(world: World) -> None:
    slack, heard = world.stand.slack, heard_by(world)

    personnel.deactivate(slack, slack.directory.people[ADA])
    gone = call(world, "users.info", user=ADA)["user"]
    members = call(world, "conversations.members", channel=world.inc.id)["members"]
    personnel.reactivate(slack, slack.directory.people[ADA])

    assert [gone["deleted"], ADA in members] == [True, False]
    assert ADA not in call(world, "usergroups.users.list", usergroup="S0000MLONC")["users"]
    kinds = [one.subscription for one in heard]
    assert kinds[0] == kinds[-1] == "user_change"
    assert {"member_left_channel", "subteam_members_changed"} <= set(kinds)
    assert call(world, "users.info", user=ADA)["user"]["deleted"] is False


def test_somebody_new_is_told_of_and_can_be_spoken_to(world: World) -> None:
    slack, heard = world.stand.slack, heard_by(world)

    personnel.add(slack, Person("U0000ZOE10", "zoe", "Zoe Adler", tz="Europe/Vienna"))

    assert [one.subscription for one in heard] == ["team_join", "member_joined_channel"]
    assert heard[0].event["user"]["tz"] == "Europe/Vienna"
    assert call(world, "chat.postMessage", channel="U0000ZOE10", text="Welcome")["ok"] is True


def test_a_user_group_is_made_filled_renamed_disabled_and_enabled(world: World) -> None:
    heard = heard_by(world)

    made = call(world, "usergroups.create", name="Data stewards", description="Who owns data")["usergroup"]
    filled = call(world, "usergroups.users.update", usergroup=made["id"], users=f"{ADA},{BEN}", include_count=True)
    renamed = call(world, "usergroups.update", usergroup=made["id"], name="Stewards", channels=world.inc.id)
    disabled = call(world, "usergroups.disable", usergroup=made["id"])["usergroup"]
    enabled = call(world, "usergroups.enable", usergroup=made["id"])["usergroup"]

    assert [made["handle"], made["users"], made["created_by"]] == ["data-stewards", [], world.stand.slack.bot]
    assert [filled["usergroup"][key] for key in ("users", "user_count")] == [[ADA, BEN], 2]
    assert [renamed["usergroup"][key] for key in ("name", "description")] == ["Stewards", "Who owns data"]
    assert renamed["usergroup"]["prefs"]["channels"] == [world.inc.id]
    assert [disabled["date_delete"], enabled["date_delete"]] == [world.stand.slack.unix(), 0]
    kinds = ["subteam_created", "subteam_members_changed", "subteam_updated", "subteam_updated", "subteam_updated"]
    assert [one.subscription for one in heard] == kinds
    assert heard[1].event["added_users"] == [ADA, BEN]


def test_a_group_of_the_same_people_is_no_news(world: World) -> None:
    before = call(world, "usergroups.users.list", usergroup=LEGAL)["users"]
    heard = heard_by(world)

    call(world, "usergroups.users.update", usergroup=LEGAL, users=before)

    assert heard == []


def test_a_disabled_group_is_listed_for_who_asks(world: World) -> None:
    call(world, "usergroups.disable", usergroup=LEGAL)

    listed = [
        {group["id"] for group in call(world, "usergroups.list", include_disabled=flag)["usergroups"]}
        for flag in (False, True)
    ]

    assert [LEGAL in ids for ids in listed] == [False, True]


def test_a_bot_that_leaves_is_gone_and_may_say_so_twice(world: World) -> None:
    first = call(world, "conversations.leave", channel=world.inc.id)
    again = call(world, "conversations.leave", channel=world.inc.id)

    assert [first, again] == [{"ok": True}, {"ok": True, "not_in_channel": True}]
    assert world.stand.slack.bot not in world.inc.members


def test_a_direct_conversation_is_put_away_and_opened_again(world: World) -> None:
    direct = world.names["dm"]

    closed = [call(world, "conversations.close", channel=direct) for _ in range(2)]
    opened = [call(world, "conversations.open", users=ADA) for _ in range(2)]

    assert [answer.get("already_closed", False) for answer in closed] == [False, True]
    assert [answer.get("already_open", False) for answer in opened] == [False, True]


def test_what_is_marked_is_read(world: World) -> None:
    call(world, "conversations.mark", channel=world.inc.id, ts=world.posted)

    assert world.inc.read[world.stand.slack.bot] == world.posted


def test_files_are_listed_by_who_kind_and_place_in_pages(world: World) -> None:
    slack = world.stand.slack
    for name in ("a.md", "b.png", "c.md"):
        sharing.share(slack, attachments.attach(slack, ADA, name, "x"), world.inc)
    sharing.share(slack, attachments.attach(slack, ADA, "hidden.md", "x"), world.secret)

    everything = call(world, "files.list", channel=world.inc.id, count=2)
    images = call(world, "files.list", types="images", user=ADA, ts_from="0", ts_to=str(slack.unix()))

    assert [file["name"] for file in everything["files"]] == ["c.md", "b.png"]
    assert everything["paging"] == {"count": 2, "total": 3, "page": 1, "pages": 2}
    assert [file["name"] for file in images["files"]] == ["b.png"]
    assert call(world, "files.list", ts_to="1")["files"] == []


def test_a_file_is_told_of_when_it_comes_and_when_it_goes(world: World) -> None:
    slack, heard = world.stand.slack, heard_by(world)
    file = attachments.attach(slack, slack.bot, "plan.md", "# Plan")
    sharing.share(slack, file, world.inc)
    talk.say(slack, world.inc, slack.bot, Draft("see", files=[file]))

    call(world, "files.delete", file=file.id)

    told = [one.subscription for one in heard if one.subscription.startswith("file_")]
    assert told == ["file_created", "file_shared", "file_public", "file_deleted"]
    newest = call(world, "conversations.history", channel=world.inc.id)["messages"][0]
    assert newest["files"] == [{"id": file.id, "mode": "tombstone"}]
    assert call(world, "files.list")["files"] == []


def test_reactions_are_listed_by_who_gave_them(world: World) -> None:
    slack = world.stand.slack
    talk.react(slack, slack.message(world.inc, world.posted), ADA, "eyes")
    call(world, "reactions.add", channel=world.inc.id, timestamp=world.ada_said, name="pushpin")

    listed = [
        [item["message"]["ts"] for item in call(world, "reactions.list", **who)["items"]] for who in ({"user": ADA}, {})
    ]

    assert listed == [[world.posted], [world.ada_said]]


def test_an_app_learns_who_another_one_is(world: World) -> None:
    other = world.stand.slack.others[0]

    bot = call(world, "bots.info", bot=other.bot_id)["bot"]

    assert [bot["user_id"], bot["name"]] == [other.bot_user_id, other.name]


def test_an_app_learns_who_it_is_and_where(world: World) -> None:
    slack = world.stand.slack

    bot, team = call(world, "bots.info", bot=slack.app.bot_id)["bot"], call(world, "team.info")["team"]

    assert [bot["user_id"], bot["app_id"], bot["deleted"]] == [slack.bot, slack.app.app_id, False]
    assert [team["id"], team["name"]] == [slack.team_id, slack.team_name]
    assert call(world, "emoji.list")["emoji"] == {}
