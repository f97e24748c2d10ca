"""Every error code of the Web API, provoked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import sandbox
from sandbox.methods.table import METHODS
from tests.sandbox.refusals_canvases import DRAWN
from tests.sandbox.refusals_chat import LONG_BLOCKS, SAID
from tests.sandbox.refusals_people import PEOPLE
from tests.sandbox.world import HOME, LINK, MODAL, World, code_of

BIG_VIEW = {**MODAL, "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 100}
META = {"event_type": "e", "event_payload": {"k": "v"}}
ATTACHMENTS = [{"text": "a"}] * 101

# Method, arguments ($names are those of the prepared world), and the code that answers.
REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("no.such", {}, "unknown_method"),
    ("api.test", {"error": "my_error"}, "my_error"),
    ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "$secret", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "$ivo", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "#support", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "$archived", "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": "$inc"}, "no_text"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "thread_ts": "1.000001"}, "cannot_reply_to_message"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "blocks": {}}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "blocks": [{"type": "no"}]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "blocks": LONG_BLOCKS}, "msg_blocks_too_long"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "attachments": {}}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "attachments": ATTACHMENTS}, "too_many_attachments"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "metadata": "no"}, "invalid_metadata_format"),
    ("chat.postMessage", {"channel": "$inc", "text": "x", "metadata": {}}, "invalid_metadata_schema"),
    (
        "chat.postMessage",
        {"channel": "$inc", "text": "x", "metadata": {**META, "event_payload": {"k": "x" * 9000}}},
        "metadata_too_large",
    ),
    ("chat.postEphemeral", {"channel": "$inc", "user": "$ben", "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": "$inc", "user": "$ada"}, "no_text"),
    ("chat.postEphemeral", {"channel": "$inc", "user": "$ada", "text": "x", "blocks": LONG_BLOCKS}, "msg_too_long"),
    ("chat.update", {"channel": "$inc", "ts": "$posted", "text": "x", "blocks": LONG_BLOCKS}, "msg_too_long"),
    ("chat.update", {"channel": "$inc", "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "$inc", "ts": "$said", "text": "x"}, "cant_update_message"),
    ("chat.update", {"channel": "$inc", "ts": "$posted"}, "no_text"),
    ("chat.update", {"channel": "$inc", "ts": "$posted", "text": ""}, "no_text"),
    ("chat.delete", {"channel": "$inc", "ts": "$said"}, "cant_delete_message"),
    ("chat.getPermalink", {"channel": "$inc", "message_ts": "1.000001"}, "message_not_found"),
    *SAID,
    *DRAWN,
    ("conversations.create", {}, "invalid_name_required"),
    ("conversations.create", {"name": "inc-1"}, "name_taken"),
    ("conversations.create", {"name": "$s80s"}, "invalid_name_maxlength"),
    ("conversations.create", {"name": "Upper"}, "invalid_name_specials"),
    ("conversations.create", {"name": "a b"}, "invalid_name_specials"),
    ("conversations.create", {"name": "--"}, "invalid_name_punctuation"),
    ("conversations.invite", {"channel": "$inc"}, "no_user"),
    ("conversations.invite", {"channel": "$inc", "users": "$bot"}, "cant_invite_self"),
    ("conversations.invite", {"channel": "$inc", "users": "U404"}, "user_not_found"),
    ("conversations.invite", {"channel": "$inc", "users": "$ivo"}, "user_not_found"),
    ("conversations.invite", {"channel": "$inc", "users": "$ada"}, "already_in_channel"),
    ("conversations.invite", {"channel": "$support", "users": "$ada"}, "not_in_channel"),
    ("conversations.invite", {"channel": "$archived", "users": "$ben"}, "is_archived"),
    ("conversations.invite", {"channel": "$inc", "users": ["U1"] * 101}, "invalid_arguments"),
    ("conversations.invite", {"channel": "$dm", "users": "$ben"}, "method_not_supported_for_channel_type"),
    ("conversations.join", {"channel": "$archived"}, "is_archived"),
    ("conversations.join", {"channel": "$dm"}, "method_not_supported_for_channel_type"),
    ("conversations.kick", {"channel": "$inc", "user": "$bot"}, "cant_kick_self"),
    ("conversations.kick", {"channel": "$inc", "user": "U404"}, "user_not_found"),
    ("conversations.kick", {"channel": "$inc", "user": "$ben"}, "not_in_channel"),
    ("conversations.info", {"channel": "C404"}, "channel_not_found"),
    ("conversations.info", {"channel": "#general"}, "channel_not_found"),
    ("conversations.list", {"types": "nonsense"}, "invalid_types"),
    ("conversations.list", {"limit": "-1"}, "invalid_limit"),
    ("conversations.list", {"limit": "many"}, "invalid_arguments"),
    ("conversations.list", {"cursor": "no cursor"}, "invalid_cursor"),
    ("conversations.members", {"channel": "$inc", "cursor": "bmV4dDo5OQ=="}, "invalid_cursor"),
    ("conversations.history", {"channel": "$support"}, "not_in_channel"),
    ("conversations.history", {"channel": "$inc", "oldest": "then"}, "invalid_ts_oldest"),
    ("conversations.history", {"channel": "$inc", "latest": "then"}, "invalid_ts_latest"),
    ("conversations.history", {"channel": "$inc", "limit": "-1"}, "invalid_arguments"),
    ("users.list", {"limit": "-1"}, "invalid_arguments"),
    ("conversations.replies", {"channel": "$inc", "ts": "1.000001"}, "thread_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U404"}, "user_not_found"),
    ("conversations.open", {"users": "$ivo"}, "user_disabled"),
    ("conversations.open", {"users": ["$ada"] * 9}, "too_many_users"),
    ("conversations.setTopic", {"channel": "$inc", "topic": "x" * 251}, "too_long"),
    ("conversations.setTopic", {"channel": "$support", "topic": "x"}, "not_in_channel"),
    ("conversations.setTopic", {"channel": "$archived", "topic": "x"}, "is_archived"),
    ("conversations.setPurpose", {"channel": "$inc", "purpose": "x" * 251}, "too_long"),
    ("conversations.rename", {"channel": "$inc", "name": "support"}, "name_taken"),
    ("conversations.rename", {"channel": "$support", "name": "help"}, "not_in_channel"),
    ("conversations.archive", {"channel": "$archived"}, "already_archived"),
    ("conversations.archive", {"channel": "$support"}, "not_in_channel"),
    ("conversations.unarchive", {"channel": "$inc"}, "not_archived"),
    ("users.info", {"user": "U404"}, "user_not_found"),
    ("usergroups.users.list", {"usergroup": "S404"}, "no_such_subteam"),
    ("pins.add", {"channel": "$inc"}, "no_item_specified"),
    ("pins.add", {"channel": "$inc", "timestamp": "yesterday"}, "bad_timestamp"),
    ("pins.add", {"channel": "$inc", "timestamp": "1.000001"}, "message_not_found"),
    ("pins.add", {"channel": "$inc", "timestamp": "$pinned"}, "already_pinned"),
    ("pins.remove", {"channel": "$inc", "timestamp": "$posted"}, "no_pin"),
    ("bookmarks.add", {"channel_id": "$inc", **LINK, "type": "folder"}, "invalid_bookmark_type"),
    ("bookmarks.add", {"channel_id": "$inc", "title": "t", "type": "link"}, "invalid_link"),
    ("bookmarks.add", {"channel_id": "$inc", **LINK, "link": "javascript:1"}, "invalid_link"),
    ("bookmarks.add", {"channel_id": "$inc", **LINK, "emoji": "not an emoji"}, "invalid_emoji"),
    ("bookmarks.add", {"channel_id": "$inc", **LINK, "title": "x" * 257}, "invalid_arguments"),
    ("bookmarks.add", {"channel_id": "$support", **LINK}, "not_in_channel"),
    ("bookmarks.edit", {"channel_id": "$inc", "bookmark_id": "Bk404"}, "not_found"),
    ("bookmarks.remove", {"channel_id": "$inc", "bookmark_id": "Bk404"}, "not_found"),
    ("reactions.add", {"channel": "$inc", "timestamp": "$said", "name": "A B"}, "invalid_name"),
    ("reactions.add", {"channel": "$archived", "timestamp": "1.000001", "name": "eyes"}, "message_not_found"),
    ("reactions.remove", {"channel": "$inc", "timestamp": "$said", "name": "eyes"}, "no_reaction"),
    ("views.open", {"view": MODAL}, "invalid_arguments"),
    ("views.open", {"view": {"type": "modal"}, "trigger_id": "t"}, "invalid_arguments"),
    ("views.open", {"view": BIG_VIEW, "trigger_id": "t"}, "view_too_large"),
    ("views.open", {"view": MODAL, "trigger_id": "1.2.3"}, "invalid_trigger_id"),
    ("views.update", {"view": MODAL}, "invalid_arguments"),
    ("views.update", {"view": MODAL, "view_id": "V404"}, "not_found"),
    ("views.publish", {"user_id": "U404", "view": HOME}, "user_not_found"),
    ("views.publish", {"user_id": "$ada", "view": MODAL}, "invalid_arguments"),
    ("views.publish", {"user_id": "$ada", "view": HOME, "hash": "old"}, "hash_conflict"),
    ("files.getUploadURLExternal", {"filename": "a", "length": "0"}, "missing_argument"),
    ("files.getUploadURLExternal", {"filename": "a", "length": "2000000000"}, "file_upload_size_restricted"),
    ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
    ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
    ("files.info", {"file": "F404"}, "file_not_found"),
    *PEOPLE,
]


def filled(value: Any, names: dict[str, str]) -> Any:
    """The arguments with the world's own ids in the places of $names."""
    if isinstance(value, dict):
        return {key: filled(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, names) for inner in value]
    return re.sub(r"\$([a-z0-9]+?)(?=s?$)", lambda m: names[m[1]], value) if isinstance(value, str) else value


@pytest.mark.parametrize(("method", "args", "code"), REFUSALS, ids=[f"{m}-{code}" for m, _, code in REFUSALS])
def test_a_call_that_slack_would_refuse_is_refused_with_slacks_own_code(
    world: World, method: str, args: dict[str, Any], code: str
) -> None:
    given = filled(args, world.names)

    refused = code_of(world, method, given)

    assert refused == code


def test_every_code_that_stands_in_a_method_is_provoked_in_these_tests() -> None:
    here = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*refusals*.py"))
    methods = Path(sandbox.__file__).parent / "methods"
    sources = "".join(path.read_text(encoding="utf-8") for path in methods.glob("*.py"))

    codes = set(re.findall(r'SlackError\("([a-z_]+)"', sources))

    assert {code for code in codes if f'"{code}"' not in here} == set()


def test_every_method_of_the_table_is_tried_here_or_works_without_conditions() -> None:
    harmless = {"auth.test", "emoji.list", "usergroups.list", "users.conversations"}
    listings = {"pins.list", "bookmarks.list", "reactions.get"}

    tried = {method for method, _, _ in REFUSALS} | {"views.push", "apps.connections.open"}

    assert set(METHODS) - tried == harmless | listings
