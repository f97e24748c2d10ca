"""Refusals that need a story about files, channels and presence."""

from __future__ import annotations

from sandbox import attachments, rooms, sharing
from sandbox.webapi import perform
from tests.sandbox.world import ADA, TOKEN, World, code_of


def shared_file(world: World, user: str) -> str:
    """A file that stands in the bot's channel."""
    file = attachments.attach(world.stand.slack, user, "plan.md", "# Plan")
    sharing.share(world.stand.slack, file, world.inc)
    return file.id


def test_a_bot_deletes_its_own_files_once_and_nobody_elses(world: World) -> None:
    own, other = shared_file(world, world.stand.slack.bot), shared_file(world, ADA)
    perform(world.stand, "files.delete", {"file": own}, TOKEN)

    refused = [code_of(world, "files.delete", {"file": file}) for file in (own, other)]
    looked_at = code_of(world, "files.info", {"file": own})

    assert refused == ["file_deleted", "cant_delete_file"]
    assert looked_at == "file_deleted"


def test_a_file_has_no_comments_to_delete(world: World) -> None:
    file = shared_file(world, world.stand.slack.bot)

    kept = code_of(world, "files.comments.delete", {"file": file, "id": "Fc1"})
    perform(world.stand, "files.delete", {"file": file}, TOKEN)
    gone = code_of(world, "files.comments.delete", {"file": file, "id": "Fc1"})

    assert [kept, gone] == ["cant_delete", "file_deleted"]


def test_the_last_member_does_not_leave_a_private_channel(world: World) -> None:
    alone = rooms.create(world.stand.slack, "alone", world.stand.slack.bot, private=True)

    assert code_of(world, "conversations.leave", {"channel": alone.id}) == "last_member"


def test_a_bot_does_not_leave_general(world: World) -> None:
    perform(world.stand, "conversations.join", {"channel": world.names["general"]}, TOKEN)

    assert code_of(world, "conversations.leave", {"channel": world.names["general"]}) == "cant_leave_general"
