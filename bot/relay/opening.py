"""Making the channel of an incident, also when the answer to an earlier attempt was lost or its name is taken."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Final

from bot.domain.incident import Incident
from bot.messages import OpenChannel
from bot.relay.effects import ChannelMade, Nothing
from bot.relay.ready import Ready
from bot.slack import CallFailed, GiveUp, Slack
from bot.slack import channels as calls

NAME_LENGTH: Final = 80
NAMES_TRIED: Final = 9
SKEW: Final = timedelta(minutes=1)
"""Slack gives a channel's age in whole seconds of its own clock."""


class Opening:
    """Makes channels; `bot` is the bot's own user id."""

    def __init__(self, slack: Slack, bot: str) -> None:
        self._client = slack.client
        self._bot = bot

    async def open(self, message: OpenChannel, ready: Ready, incident: Incident) -> ChannelMade | Nothing:
        """Make the channel, or find the one that an earlier attempt has made.

        An incident that became private while this waited needs no public channel: its title would be in the name.

        Raises:
            CallFailed: Slack does not make it. A private channel is never replaced by a public one.
        """
        if message.private != incident.private:
            return Nothing()
        names = tuple(_names(message.name))
        if ready.row.doubtful and (made := await self._made(names, message, ready, incident)):
            return ChannelMade(made, message.private)
        for name in names:
            channel = await self._create(name, message) or await self._made((name,), message, ready, incident)
            if channel is not None:
                return ChannelMade(channel, message.private)
        raise CallFailed(GiveUp("name_taken"))

    async def _create(self, name: str, message: OpenChannel) -> str | None:
        try:
            return await calls.create(self._client, name, private=message.private)
        except CallFailed as failure:
            if failure.code == "name_taken":
                return None
            raise

    async def _made(self, names: Collection[str], message: OpenChannel, ready: Ready, incident: Incident) -> str | None:
        """Find a channel that only this incident's lost attempts can have made."""
        since = incident.declared_at - SKEW
        found = await calls.own_channels(self._client, self._bot, names, since, private=message.private)
        return next((channel for channel in found if channel not in ready.taken), None)


def _names(wanted: str) -> Iterator[str]:
    """Offer the name, then the same with a number after it, each short enough for Slack."""
    yield wanted[:NAME_LENGTH]
    for number in range(2, NAMES_TRIED + 1):
        ending = f"-{number}"
        yield f"{wanted[: NAME_LENGTH - len(ending)]}{ending}"
