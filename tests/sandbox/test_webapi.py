"""The Web API as Slack's own client uses it: what works, what is kept, and faults on demand."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp
import pytest

from sandbox.process import Running
from sandbox.shapes import SlackError
from sandbox.webapi import perform
from tests.sandbox.world import ADA, BEN, TOKEN, World, code_of

Json = dict[str, Any]
META = {"event_type": "incident", "event_payload": {"id": 7}}


def history(world: World, **more: Any) -> list[Json]:
    """What the bot reads in its channel."""
    found = perform(world.stand, "conversations.history", {"channel": world.inc.id, **more}, TOKEN)
    messages: list[Json] = found["messages"]
    return messages


def test_the_identity_of_the_app_is_that_of_its_messages(world: World) -> None:
    who = perform(world.stand, "auth.test", {}, TOKEN)
    said = perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": "x"}, TOKEN)["message"]

    assert [who["user_id"], who["bot_id"]] == [said["user"], said["bot_id"]]


def test_timestamps_are_unique_and_increase_while_the_clock_stands_still(world: World) -> None:
    sent = [perform(world.stand, "chat.postMessage", {"channel": ADA, "text": "x"}, TOKEN)["ts"] for _ in range(50)]

    assert sent == sorted(set(sent))


def test_metadata_survives_the_round_trip_for_who_asks(world: World) -> None:
    perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": "x", "metadata": META}, TOKEN)

    silent, told = history(world)[0], history(world, include_all_metadata=True)[0]

    assert "metadata" not in silent
    assert told["metadata"] == META


@pytest.mark.parametrize(
    ("change", "text", "blocks"),
    [
        ({"text": "new"}, "new", 0),
        ({"text": "new", "blocks": [{"type": "divider"}]}, "new", 1),
        ({"metadata": META}, "old", 2),
    ],
    ids=["text alone takes the blocks away", "both are replaced", "neither keeps both"],
)
def test_an_update_replaces_blocks_as_slack_does(world: World, change: Json, text: str, blocks: int) -> None:
    old = {"channel": world.inc.id, "text": "old", "blocks": [{"type": "divider"}, {"type": "divider"}]}
    ts = perform(world.stand, "chat.postMessage", old, TOKEN)["ts"]

    perform(world.stand, "chat.update", {"channel": world.inc.id, "ts": ts, **change}, TOKEN)

    message = history(world)[0]
    assert [message["text"], len(message.get("blocks", []))] == [text, blocks]
    assert message["edited"]["user"] == world.stand.slack.bot


def test_history_is_newest_first_within_its_bounds_and_without_replies(world: World) -> None:
    reply = {"channel": world.inc.id, "text": "reply", "thread_ts": world.posted}
    perform(world.stand, "chat.postMessage", reply, TOKEN)

    everything = [m["ts"] for m in history(world)]
    between = [m["ts"] for m in history(world, oldest=world.posted, latest=world.pinned)]
    inclusive = [m["ts"] for m in history(world, oldest=world.posted, latest=world.pinned, inclusive=True)]

    assert everything[:3] == [world.pinned, world.ada_said, world.posted]
    assert between == [world.ada_said]
    assert inclusive == [world.pinned, world.ada_said, world.posted]


def test_a_thread_is_read_from_its_first_message_also_by_a_replys_timestamp(world: World) -> None:
    args = {"channel": world.inc.id, "text": "one", "thread_ts": world.ada_said}
    one = perform(world.stand, "chat.postMessage", args, TOKEN)["ts"]
    two = perform(world.stand, "chat.postMessage", args | {"thread_ts": one}, TOKEN)["ts"]

    found = perform(world.stand, "conversations.replies", {"channel": world.inc.id, "ts": one}, TOKEN)["messages"]

    assert [m["ts"] for m in found] == [world.ada_said, one, two]
    assert [found[0]["reply_count"], found[2]["thread_ts"]] == [2, world.ada_said]


def test_a_listing_is_read_page_by_page(world: World) -> None:
    seen, cursor = [], ""
    for _ in range(3):
        page = perform(world.stand, "users.list", {"limit": "4", "cursor": cursor}, TOKEN)
        seen += [user["id"] for user in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]

    assert [len(seen), len(set(seen)), cursor] == [11, 11, ""]


def test_a_message_to_a_persons_id_stands_in_their_direct_conversation(world: World) -> None:
    sent = perform(world.stand, "chat.postMessage", {"channel": BEN, "text": "psst"}, TOKEN)
    opened = perform(world.stand, "conversations.open", {"users": BEN, "return_im": True}, TOKEN)

    assert sent["channel"] == opened["channel"]["id"]
    assert [opened["already_open"], opened["channel"]["user"]] == [True, BEN]


def test_a_channel_can_be_made_described_renamed_and_closed(world: World) -> None:
    def done(method: str, **args: Any) -> Json:
        return perform(world.stand, method, args, TOKEN)

    channel = done("conversations.create", name="inc-7", is_private="true")["channel"]["id"]
    done("conversations.setTopic", channel=channel, topic="Topic")
    done("conversations.setPurpose", channel=channel, purpose="Purpose")
    done("conversations.rename", channel=channel, name="inc-8")
    done("conversations.archive", channel=channel)
    done("conversations.unarchive", channel=channel)
    info = done("conversations.info", channel=channel, include_num_members="1")["channel"]

    assert [info["name"], info["topic"]["value"], info["purpose"]["value"]] == ["inc-8", "Topic", "Purpose"]
    assert [info["is_private"], info["is_archived"], info["num_members"]] == [True, False, 1]
    subtypes = [m.subtype for m in world.stand.slack.standing(world.stand.slack.channels[channel])]
    assert subtypes == [
        "channel_join", "channel_topic", "channel_purpose", "channel_name", "channel_archive", "channel_unarchive",
    ]  # fmt: skip


def test_members_can_be_removed_and_joining_twice_is_a_warning(world: World) -> None:
    perform(world.stand, "conversations.kick", {"channel": world.inc.id, "user": ADA}, TOKEN)

    again = perform(world.stand, "conversations.join", {"channel": world.inc.id}, TOKEN)
    members = perform(world.stand, "conversations.members", {"channel": world.inc.id}, TOKEN)["members"]

    assert [again["warning"], members] == ["already_in_channel", [world.stand.slack.bot]]


def test_bookmarks_are_added_edited_listed_and_removed(world: World) -> None:
    def done(method: str, **args: Any) -> Json:
        return perform(world.stand, f"bookmarks.{method}", {"channel_id": world.inc.id, **args}, TOKEN)

    added = done("add", title="Card", type="link", link="https://example.org/")["bookmark"]["id"]
    edited = done("edit", bookmark_id=added, title="Incident card")["bookmark"]
    listed = done("list")["bookmarks"]
    done("remove", bookmark_id=added)

    assert [edited["title"], edited["link"]] == ["Incident card", "https://example.org/"]
    assert [listed, done("list")["bookmarks"]] == [[edited], []]


def test_pins_and_reactions_can_be_read_and_taken_back(world: World) -> None:
    place = {"channel": world.inc.id, "timestamp": world.pinned}
    perform(world.stand, "reactions.add", {**place, "name": "eyes"}, TOKEN)

    pins = perform(world.stand, "pins.list", place, TOKEN)["items"]
    reactions = perform(world.stand, "reactions.get", place, TOKEN)["message"]["reactions"]
    perform(world.stand, "pins.remove", place, TOKEN)
    perform(world.stand, "reactions.remove", {**place, "name": "eyes"}, TOKEN)

    assert [pin["message"]["ts"] for pin in pins] == [world.pinned]
    assert reactions == [{"name": "eyes", "users": [world.stand.slack.bot], "count": 1}]
    assert "reactions" not in history(world)[0]


def test_groups_and_their_members_are_listed(world: World) -> None:
    groups = perform(world.stand, "usergroups.list", {"include_users": "true"}, TOKEN)["usergroups"]
    members = perform(world.stand, "usergroups.users.list", {"usergroup": groups[0]["id"]}, TOKEN)["users"]

    assert [groups[0]["handle"], groups[0]["users"]] == ["legal", members]


def test_a_deactivated_person_is_described_as_such(world: World) -> None:
    user = perform(world.stand, "users.info", {"user": world.names["ivo"]}, TOKEN)["user"]

    assert user["deleted"] is True
    assert "tz" not in user


def test_a_permalink_leads_into_the_thread(world: World) -> None:
    reply = {"channel": world.inc.id, "text": "x", "thread_ts": world.posted}
    ts = perform(world.stand, "chat.postMessage", reply, TOKEN)["ts"]

    link = perform(world.stand, "chat.getPermalink", {"channel": world.inc.id, "message_ts": ts}, TOKEN)["permalink"]

    place = f"https://sandbox.slack.com/archives/{world.inc.id}/p{ts.replace('.', '')}"
    assert link == f"{place}?thread_ts={world.posted}&cid={world.inc.id}"


def test_loose_signs_in_the_apps_text_are_escaped_and_references_stay(world: World) -> None:
    text = "a < b & c &lt; <@U1> <!channel> <https://x.example|x>"

    sent = perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": text}, TOKEN)["message"]

    assert sent["text"] == "a &lt; b &amp; c &lt; <@U1> <!channel> <https://x.example|x>"


def test_text_beyond_forty_thousand_characters_is_cut(world: World) -> None:
    sent = perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": "x" * 40_001}, TOKEN)["message"]

    assert len(sent["text"]) == 40_000


def test_a_direct_conversation_with_several_is_found_again(world: World) -> None:
    users = f"{ADA},{BEN}"

    first = perform(world.stand, "conversations.open", {"users": users}, TOKEN)
    second = perform(world.stand, "conversations.open", {"users": users}, TOKEN)

    assert [second["channel"], second["already_open"]] == [first["channel"], True]


def test_a_home_tab_keeps_its_id_when_it_is_published_again(world: World) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}

    first = perform(world.stand, "views.publish", {"user_id": ADA, "view": home}, TOKEN)["view"]
    second = perform(world.stand, "views.publish", {"user_id": ADA, "view": home, "hash": first["hash"]}, TOKEN)["view"]

    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", "invalid_json"),
        ("[]", "json_not_object"),
        ('{"a": NaN}', "invalid_json"),
        ('{"limit": Infinity}', "invalid_json"),
        ('{"a": ' + "[" * 20_000 + "]" * 20_000 + "}", "invalid_json"),
    ],
    ids=["cut off", "a list", "no number", "without end", "too deep"],
)
async def test_a_body_that_is_no_json_object_is_refused(running: Running, body: str, code: str) -> None:
    async with (
        aiohttp.ClientSession(headers={"Content-Type": "application/json"}) as session,
        session.post(f"{running.api_url}auth.test", data=body) as answer,
    ):
        refused = await answer.json()

    assert refused["error"] == code


async def test_a_form_without_its_boundary_is_refused(running: Running) -> None:
    kind = {"Content-Type": "multipart/form-data"}

    async with (
        aiohttp.ClientSession(headers=kind) as session,
        session.post(f"{running.api_url}auth.test", data=b"x") as answer,
    ):
        refused = await answer.json()

    assert refused["error"] == "invalid_form_data"


@pytest.mark.parametrize("method", ["conversations.history", "conversations.replies"])
def test_what_is_said_between_two_pages_is_not_read_twice_and_hides_nothing(world: World, method: str) -> None:
    def says(text: str) -> None:
        said = {"channel": world.inc.id, "text": text, "thread_ts": root}
        perform(
            world.stand, "chat.postMessage", said if method.endswith("replies") else said | {"thread_ts": ""}, TOKEN
        )

    root = perform(world.stand, "chat.postMessage", {"channel": world.inc.id, "text": "0"}, TOKEN)["ts"]
    for number in range(1, 5):
        says(str(number))
    args: Json = {"channel": world.inc.id, "ts": root, "limit": 3}

    first = perform(world.stand, method, args, TOKEN)
    says("new")
    cursor = first["response_metadata"]["next_cursor"]
    second = perform(world.stand, method, {**args, "cursor": cursor}, TOKEN)

    both = [message["text"] for message in [*first["messages"], *second["messages"]]]
    assert both[:5] == (["4", "3", "2", "1", "0"] if method.endswith("history") else ["0", "1", "2", "3", "4"])


@pytest.mark.parametrize("cursor", ["next:-3", "next:", "-3", "next:1_0"])
def test_a_cursor_that_nobody_gave_out_is_refused(world: World, cursor: str) -> None:
    args = {"cursor": base64.b64encode(cursor.encode()).decode()}

    assert code_of(world, "users.list", args) == "invalid_cursor"


def test_a_refusal_explains_itself_to_a_programmer(world: World) -> None:
    with pytest.raises(SlackError) as refusal:
        perform(world.stand, "chat.postMessage", {}, TOKEN)

    assert refusal.value.body() == {
        "ok": False,
        "error": "invalid_arguments",
        "response_metadata": {"messages": ["[ERROR] missing required field: channel"]},
    }
