"""What a person reads where the workspace refuses them with a code of Slack's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sandbox.channels import LONGEST_NAME, LONGEST_TOPIC

SENTENCES: Mapping[str, str] = MappingProxyType({
    "already_archived": "that channel is archived already",
    "already_pinned": "that message is pinned already",
    "already_reacted": "you reacted like that already",
    "cant_archive_general": "#general cannot be archived",
    "cant_leave_general": "nobody leaves #general",
    "channel_not_found": "there is no such channel, or you cannot see it",
    "invalid_name_maxlength": f"a channel's name has at most {LONGEST_NAME} characters",
    "invalid_name_punctuation": "a channel's name has letters or digits in it",
    "invalid_name_required": "a channel has a name",
    "invalid_name_specials": "a channel's name has small letters, digits, hyphens and underscores only",
    "message_not_found": "that message is not there any more",
    "name_taken": "another channel has that name, perhaps one that you cannot see",
    "not_archived": "that channel is open",
    "not_in_channel": "that person is not in the channel",
    "too_long": f"that is longer than {LONGEST_TOPIC} characters",
    "too_many_emoji": "that message has no room for another emoji",
})  # fmt: skip


def sentence(code: str) -> str:
    """A refusal for people, with its code behind it; the code alone where there are no better words."""
    words = SENTENCES.get(code)
    return f"{words} ({code})" if words else code
