"""Calls about channels: making and finding them, who is in them, what hangs at their top."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from typing import Any, Final, NamedTuple

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.outcome import CallFailed, answered

PAGE: Final = 200
MOST_INVITED: Final = 100
TOPIC_LENGTH: Final = 250


ABOUT_A_PERSON: Final = frozenset(
    {
        "cant_invite",
        "cant_invite_self",
        "invitee_cant_see_channel",
        "org_user_not_in_team",
        "ura_max_channels",
        "user_is_restricted",
        "user_not_found",
    }
)
"""Codes of conversations.invite that speak of who is invited rather than of the channel or the bot."""


class Refused(NamedTuple):
    """Somebody whom Slack did not let in, and why."""

    user: str
    code: str


async def create(client: AsyncWebClient, name: str, *, private: bool) -> str:
    """Make a channel; return its id."""
    return str((await answered(client.conversations_create(name=name, is_private=private)))["channel"]["id"])


async def own_channels(
    client: AsyncWebClient, bot: str, names: Collection[str], since: datetime, *, private: bool
) -> Sequence[str]:
    """Find the channels of these names that the bot has made since; return their ids."""
    kinds = "private_channel" if private else "public_channel"
    made = []
    async for channel in _pages(client, "users.conversations", types=kinds, exclude_archived=True):
        is_own = channel.get("name") in names and channel.get("creator") == bot
        if is_own and datetime.fromtimestamp(channel.get("created", 0), UTC) >= since:
            made.append(str(channel["id"]))
    return made


async def find(client: AsyncWebClient, name: str) -> str | None:
    """Find a channel by its name, among the public ones and those that the bot is in; return its id."""
    async for channel in _pages(
        client, "conversations.list", types="public_channel,private_channel", exclude_archived=True
    ):
        if channel.get("name") == name:
            return str(channel["id"])
    return None


async def join(client: AsyncWebClient, channel: str) -> None:
    """Enter a public channel."""
    await answered(client.conversations_join(channel=channel))


async def invite(client: AsyncWebClient, channel: str, users: Sequence[str]) -> tuple[Refused, ...]:
    """Let everyone in who can be let in; return the others. Who is in already counts as let in."""
    refused: list[Refused] = []
    for start in range(0, len(users), MOST_INVITED):
        refused += await _invite(client, channel, users[start : start + MOST_INVITED])
    return tuple(one for one in refused if one.code != "already_in_channel")


async def _invite(client: AsyncWebClient, channel: str, users: Sequence[str]) -> Sequence[Refused]:
    try:
        body = await answered(client.conversations_invite(channel=channel, users=list(users), force=True))
    except CallFailed as failure:
        if failure.errors:
            return _refused(failure.errors)
        if len(users) == 1 and failure.code in ABOUT_A_PERSON:
            return [Refused(users[0], failure.code)]
        raise
    return _refused(body.get("errors") or ())


def _refused(errors: Iterable[Mapping[str, Any]]) -> Sequence[Refused]:
    return [Refused(str(one.get("user", "")), str(one.get("error", ""))) for one in errors]


async def set_topic(client: AsyncWebClient, channel: str, topic: str) -> None:
    """Set the topic of a channel."""
    await answered(client.conversations_setTopic(channel=channel, topic=topic[:TOPIC_LENGTH]))


async def has_topic(client: AsyncWebClient, channel: str, topic: str) -> bool:
    """Say whether a channel has that topic."""
    found = (await answered(client.conversations_info(channel=channel)))["channel"]
    # Slack gives texts back with its three characters escaped.
    return unescape(str((found.get("topic") or {}).get("value") or "")) == unescape(topic[:TOPIC_LENGTH])


async def has_bookmark(client: AsyncWebClient, channel: str, link: str) -> bool:
    """Say whether a channel has a bookmark that leads there."""
    found = (await answered(client.bookmarks_list(channel_id=channel))).get("bookmarks") or ()
    return any(unescape(str(bookmark.get("link") or "")) == link for bookmark in found)


async def pin(client: AsyncWebClient, channel: str, ts: str) -> None:
    """Pin a message."""
    await answered(client.pins_add(channel=channel, timestamp=ts))


async def add_bookmark(client: AsyncWebClient, channel: str, title: str, link: str) -> None:
    """Add a bookmark to a channel."""
    await answered(client.bookmarks_add(channel_id=channel, title=title, type="link", link=link))


async def _pages(client: AsyncWebClient, method: str, **given: Any) -> AsyncIterator[Mapping[str, Any]]:
    """Walk through the channels that a method lists."""
    cursor = ""
    while True:
        asked = {**given, "limit": PAGE, **({"cursor": cursor} if cursor else {})}
        page = await answered(client.api_call(method, http_verb="GET", params=asked))
        for channel in page["channels"]:
            yield channel
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
