"""Which channel a place is: found once, remembered while the process lives."""

from typing import Final

from bot.messages import AnnounceChannel, Channel, Direct, IncidentChannel, Place
from bot.relay.ready import Ready
from bot.slack import CallFailed, GiveUp, Slack
from bot.slack import channels as channel_calls
from bot.slack import chat as chat_calls

_NOT_ALLOWED: Final = frozenset({"missing_scope", "unknown_method"})
"""Codes after which a look-up is of no use, today or later."""


class Doors:
    """Turns places into channel ids; `announce_channel` is policy's, an id or a name."""

    def __init__(self, slack: Slack, announce_channel: str | None) -> None:
        self._slack = slack
        self._announce_channel = announce_channel.removeprefix("#") if announce_channel else None
        self._announce_id: str | None = None
        self._direct: dict[str, str] = {}

    async def channel(self, place: Place, ready: Ready) -> str | None:
        """Name the channel of a place; None when there is none on purpose (policy names no announce channel).

        Raises:
            CallFailed: Slack does not give the answer, or knows no such channel.
        """
        match place:
            case IncidentChannel():
                return _existing(ready)
            case AnnounceChannel():
                return await self.announce()
            case Direct(user=user):
                return await self._direct_with(user)
            case Channel(id=channel):
                return channel

    async def announce(self) -> str | None:
        """Name the channel of policy's `announce_channel`.

        Raises:
            CallFailed: as for `channel`.
        """
        if self._announce_channel is None:
            return None
        if self._announce_id is None:
            self._announce_id = await self._find(self._announce_channel)
        return self._announce_id

    async def _find(self, named: str) -> str:
        """Look the name up; where the bot may not look, Slack takes the name itself."""
        if _is_id(named):
            return named
        try:
            found = await channel_calls.find(self._slack.client, named)
        except CallFailed as failure:
            return _unless_it_works_without(failure, f"#{named}")
        if found is None:
            raise CallFailed(GiveUp("channel_not_found", f"#{named}"))
        return found

    async def _direct_with(self, user: str) -> str:
        """Open the conversation; where the bot may not, a message can be sent to the person's own id as well."""
        if user not in self._direct:
            try:
                self._direct[user] = await chat_calls.open_direct(self._slack.client, user)
            except CallFailed as failure:
                return _unless_it_works_without(failure, user)
        return self._direct[user]


def _existing(ready: Ready) -> str:
    if ready.channel is None:
        raise LookupError(f"row {ready.row.id} was claimed before its channel was known")
    return ready.channel


def _unless_it_works_without(failure: CallFailed, otherwise: str) -> str:
    if failure.code in _NOT_ALLOWED:
        return otherwise
    raise failure


def _is_id(named: str) -> bool:
    """Tell an id from a name: names of channels have no upper case."""
    return named[:1] in {"C", "G"} and named == named.upper()
