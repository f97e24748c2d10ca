"""Files become known, stand in channels, and go: the same for the bot and for people."""

from __future__ import annotations

from sandbox import news
from sandbox.channels import Channel, Kind
from sandbox.messages import File
from sandbox.workspace import Workspace


def share(slack: Workspace, file: File, channel: Channel) -> None:
    """Put a file into a channel; who is there hears of it, first of all that it exists."""
    events = ["shared"] if file.channels else ["created", "shared"]
    if channel.kind is Kind.PUBLIC and not file.is_public:
        file.is_public = True
        events.append("public")
    file.channels.append(channel.id)
    for what in events:
        slack.hub.tell(news.file(slack, what, file, channel))


def delete(slack: Workspace, file: File) -> None:
    """Take a file away; the messages that it was in say so."""
    file.deleted, file.content = True, b""
    for number, channel in enumerate(file.channels):
        slack.hub.change("message", channel=channel)
        if number == 0:
            slack.hub.tell(news.file(slack, "deleted", file, slack.channels[channel]))
