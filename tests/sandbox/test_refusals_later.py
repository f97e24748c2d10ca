"""Refusals that need a story: tokens, scopes, limits that must be reached first, things done twice."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox import manifest, talk
from sandbox.shapes import SlackError
from sandbox.talk import Draft
from sandbox.webapi import perform
from tests.sandbox.world import ADA, HOME, LINK, MANIFEST, MODAL, TOKEN, World, code_of, new_stand


def test_a_call_without_a_token_and_one_with_a_strange_token_are_told_apart(world: World) -> None:
    refused = [code_of(world, "auth.test", {}, token) for token in ("", "xoxb-other")]

    assert refused == ["not_authed", "invalid_auth"]


def test_a_scope_that_the_manifest_does_not_ask_for_is_named_in_the_refusal() -> None:
    stand = new_stand(manifest.read({"display_information": {"name": "Poor"}}))

    with pytest.raises(SlackError) as refusal:
        perform(stand, "users.info", {"user": ADA}, TOKEN)

    assert refusal.value.body() == {"ok": False, "error": "missing_scope", "needed": "users:read", "provided": ""}


@pytest.mark.parametrize(
    ("method", "args"),
    [
        ("conversations.create", {"name": "x", "is_private": True}),
        ("conversations.open", {"users": ADA}),
        ("conversations.list", {"types": "private_channel"}),
    ],
)
def test_the_scope_of_a_conversation_method_depends_on_the_kind_of_conversation(
    method: str, args: dict[str, Any]
) -> None:
    bot = {"oauth_config": {"scopes": {"bot": ["channels:manage", "channels:read"]}}}
    stand = new_stand(manifest.read({"display_information": {"name": "Public"}, **bot}))

    with pytest.raises(SlackError) as refusal:
        perform(stand, method, args, TOKEN)

    assert refusal.value.code == "missing_scope"


def test_an_invitation_of_several_is_all_or_nothing_unless_forced(world: World) -> None:
    users = f"{world.names['ben']},U404,{world.names['ada']}"

    with pytest.raises(SlackError) as refusal:
        perform(world.stand, "conversations.invite", {"channel": world.inc.id, "users": users}, TOKEN)
    forced = perform(
        world.stand, "conversations.invite", {"channel": world.inc.id, "users": users, "force": True}, TOKEN
    )

    errors = [
        {"user": "U404", "ok": False, "error": "user_not_found"},
        {"user": ADA, "ok": False, "error": "already_in_channel"},
    ]
    assert refusal.value.more["errors"] == errors
    assert forced["errors"] == errors
    assert world.names["ben"] in world.inc.members


def test_general_can_neither_be_archived_nor_left_nor_emptied(world: World) -> None:
    perform(world.stand, "conversations.join", {"channel": world.names["general"]}, TOKEN)

    refused = [
        code_of(world, "conversations.archive", {"channel": world.names["general"]}),
        code_of(world, "conversations.kick", {"channel": world.names["general"], "user": ADA}),
    ]

    assert refused == ["cant_archive_general", "cant_kick_from_general"]


def test_only_a_channels_creator_renames_it(world: World) -> None:
    perform(world.stand, "conversations.join", {"channel": world.names["support"]}, TOKEN)

    assert (
        code_of(world, "conversations.rename", {"channel": world.names["support"], "name": "help"}) == "not_authorized"
    )


@pytest.mark.parametrize(
    ("method", "filling", "code"),
    [
        ("pins.add", 100, "too_many_pins"),
        ("reactions.add", 23, "too_many_emoji"),
        ("bookmarks.add", 100, "too_many_bookmarks"),
    ],
)
def test_what_a_channel_or_message_holds_is_limited(world: World, method: str, filling: int, code: str) -> None:
    slack, channel = world.stand.slack, world.inc
    channel.pins = [str(number) for number in range(filling)]
    slack.message(channel, world.posted).reactions = {f"e{number}": [ADA] for number in range(filling)}
    for _ in range(filling if method == "bookmarks.add" else 0):
        perform(world.stand, "bookmarks.add", {"channel_id": channel.id, **LINK}, TOKEN)
    args = {"channel": channel.id, "timestamp": world.posted, "name": "eyes", "channel_id": channel.id}

    refused = code_of(world, method, args | LINK | {"name": "eyes"})

    assert refused == code


def test_a_reaction_given_twice_and_one_in_an_archived_channel_are_refused(world: World) -> None:
    args = {"channel": world.inc.id, "timestamp": world.posted, "name": "eyes"}
    perform(world.stand, "reactions.add", args, TOKEN)

    twice = code_of(world, "reactions.add", args)
    world.inc.archived = True
    late = code_of(world, "reactions.add", args)

    assert [twice, late] == ["already_reacted", "is_archived"]


def test_direct_messages_need_the_messages_tab() -> None:
    scopes = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    stand = new_stand(manifest.read({"display_information": {"name": "No tab"}, **scopes}))

    with pytest.raises(SlackError) as refusal:
        perform(stand, "chat.postMessage", {"channel": ADA, "text": "x"}, TOKEN)

    assert refusal.value.code == "messages_tab_disabled"


def test_a_home_tab_that_the_manifest_does_not_enable_cannot_be_published(world: World) -> None:
    without = {**MANIFEST, "features": {}}
    world.stand.slack.app = manifest.read(without)

    assert code_of(world, "views.publish", {"user_id": ADA, "view": HOME}) == "not_enabled"


def test_a_file_cannot_be_shared_where_the_bot_is_not_or_where_nobody_may_write(world: World) -> None:
    slack = world.stand.slack
    asked = perform(world.stand, "files.getUploadURLExternal", {"filename": "a.md", "length": 2}, TOKEN)
    slack.files[asked["file_id"]].uploaded = True
    places = ["C404", world.names["support"], world.archived.id]

    refused = [
        code_of(world, "files.completeUploadExternal", {"files": [{"id": asked["file_id"]}], "channel_id": place})
        for place in places
    ]

    assert refused == ["channel_not_found", "not_in_channel", "posting_to_channel_denied"]


def test_a_trigger_serves_once_and_for_three_seconds(world: World) -> None:
    triggers = world.stand.slack.triggers
    used, old = triggers.issue(ADA), triggers.issue(ADA)
    perform(world.stand, "views.open", {"view": MODAL, "trigger_id": used}, TOKEN)
    triggers.age(old, 3.1)

    refused = [code_of(world, "views.open", {"view": MODAL, "trigger_id": trigger}) for trigger in (used, old)]

    assert refused == ["exchanged_trigger_id", "expired_trigger_id"]


def test_views_stand_three_high_and_nothing_is_pushed_upon_nothing(world: World) -> None:
    def push() -> dict[str, Any]:
        return {"view": MODAL, "trigger_id": world.stand.slack.triggers.issue(ADA)}

    on_nothing = code_of(world, "views.push", push())
    perform(world.stand, "views.open", push(), TOKEN)
    perform(world.stand, "views.push", push(), TOKEN)
    perform(world.stand, "views.push", push(), TOKEN)
    fourth = code_of(world, "views.push", push())

    assert [on_nothing, fourth] == ["not_found", "push_limit_reached"]


def test_an_external_id_is_borne_by_one_view_and_an_old_hash_conflicts(world: World) -> None:
    named = {**MODAL, "external_id": "mine"}
    triggers = world.stand.slack.triggers
    opened = perform(world.stand, "views.open", {"view": named, "trigger_id": triggers.issue(ADA)}, TOKEN)["view"]
    again = code_of(world, "views.push", {"view": named, "trigger_id": triggers.issue(ADA)})
    updated = perform(world.stand, "views.update", {"view": named, "external_id": "mine"}, TOKEN)["view"]

    late = code_of(world, "views.update", {"view": named, "view_id": opened["id"], "hash": opened["hash"]})

    assert [again, late] == ["duplicate_external_id", "hash_conflict"]
    assert updated["id"] == opened["id"]


def test_a_deleted_message_is_not_found_again(world: World) -> None:
    perform(world.stand, "chat.delete", {"channel": world.inc.id, "ts": world.posted}, TOKEN)

    assert code_of(world, "chat.delete", {"channel": world.inc.id, "ts": world.posted}) == "message_not_found"


def test_an_ephemeral_message_is_no_message_for_the_web_api(world: World) -> None:
    whisper = talk.say(world.stand.slack, world.inc, world.stand.slack.bot, Draft("psst", only_for=ADA))

    refused = code_of(world, "chat.update", {"channel": world.inc.id, "ts": whisper.ts, "text": "x"})

    assert refused == "message_not_found"
