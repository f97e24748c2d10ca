"""Calls that say something, show something, or take it back."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.models.blocks import Block
from slack_sdk.models.metadata import Metadata
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Rendered
from bot.slack.connection import Slack
from bot.slack.outcome import answered

EVENT_TYPE: Final = "ai_incident_message"
"""Type of the metadata that carries the key of what was sent."""

SKEW: Final = timedelta(minutes=1)
"""How far this machine's clock and Slack's may differ when a message is looked for by time."""

PAGE: Final = 200


async def post(client: AsyncWebClient, channel: str, says: Rendered, key: str) -> tuple[str, str]:
    """Post a message that carries its key; return its channel's id, also where that was given by name, and its time."""
    marked = Metadata(event_type=EVENT_TYPE, event_payload={"key": key})
    call = client.chat_postMessage(
        channel=channel, text=says.text, blocks=_blocks(says), metadata=marked, unfurl_links=False, unfurl_media=False
    )
    answer = await answered(call)
    return str(answer.get("channel") or channel), str(answer["ts"])


async def update(client: AsyncWebClient, channel: str, ts: str, says: Rendered) -> None:
    """Change what a message shows."""
    await answered(client.chat_update(channel=channel, ts=ts, text=says.text, blocks=_blocks(says)))


async def delete(client: AsyncWebClient, channel: str, ts: str) -> None:
    """Take a message back."""
    await answered(client.chat_delete(channel=channel, ts=ts))


async def whisper(client: AsyncWebClient, channel: str, user: str, says: Rendered) -> None:
    """Say something that one member of the channel sees."""
    await answered(client.chat_postEphemeral(channel=channel, user=user, text=says.text, blocks=_blocks(says)))


async def open_direct(client: AsyncWebClient, user: str) -> str:
    """Open the direct messages with a person; return their channel."""
    return str((await answered(client.conversations_open(users=user)))["channel"]["id"])


async def find_posted(client: AsyncWebClient, channel: str, key: str, since: datetime) -> str | None:
    """Look for the message with this key among what the channel has seen since; return its timestamp."""
    async for message in _history(client, channel, since):
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == EVENT_TYPE and (metadata.get("event_payload") or {}).get("key") == key:
            return str(message["ts"])
    return None


async def find_file(client: AsyncWebClient, channel: str, file: str, since: datetime) -> bool:
    """Whether a file has been shared in the channel since."""
    async for message in _history(client, channel, since):
        if any(one.get("id") == file for one in message.get("files") or ()):
            return True
    return False


async def share(slack: Slack, channel: str, file: str, title: str, comment: str) -> str | None:
    """Show an uploaded file in a channel, with a comment; return its address, where Slack tells it."""
    files: list[dict[str, str | None]] = [{"id": file, "title": title}]
    call = slack.client.files_completeUploadExternal(files=files, channel_id=channel, initial_comment=comment)
    shared = (await answered(call)).get("files") or [{}]
    permalink = shared[0].get("permalink")
    return str(permalink) if permalink else None


async def upload(slack: Slack, filename: str, content: str) -> str:
    """Bring a text file to Slack, where nobody sees it yet; return its id."""
    data = content.encode()
    place = await answered(slack.client.files_getUploadURLExternal(filename=filename, length=len(data)))
    await answered(_send(slack, str(place["upload_url"]), data))
    return str(place["file_id"])


async def _send(slack: Slack, url: str, data: bytes) -> None:
    async with slack.session.post(url, data=data) as response:
        response.raise_for_status()


async def _history(client: AsyncWebClient, channel: str, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
    """Walk through what the channel has seen since, newest first."""
    oldest, cursor = f"{(since - SKEW).timestamp():.6f}", ""
    while True:
        page = await answered(
            client.conversations_history(
                channel=channel, oldest=oldest, cursor=cursor, limit=PAGE, include_all_metadata=True
            )
        )
        for message in page["messages"]:
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _blocks(says: Rendered) -> "Sequence[dict[str, Any] | Block]":
    """Return the blocks; an empty list takes those away that a message had."""
    return list(says.blocks)
