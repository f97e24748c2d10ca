"""One message, one or a few calls to Slack, and what they have changed."""

from collections.abc import Awaitable
from typing import assert_never

from bot.domain import outputs
from bot.errors import InvalidField
from bot.messages import (
    AddBookmark,
    FetchOutputs,
    Invite,
    LookUp,
    OpenChannel,
    Pin,
    Post,
    PublishHome,
    Remove,
    SetTopic,
    Stand,
    TakeBack,
    TellGroup,
    Upload,
    Whisper,
)
from bot.relay.doors import Doors
from bot.relay.effects import Effect, Fetched, Heard, Met, Nothing, NotInvited
from bot.relay.opening import Opening
from bot.relay.ready import Ready
from bot.relay.speaking import Speaking
from bot.slack import CallFailed, GiveUp, Identity, Slack, channels, files, home, people
from bot.slack.channels import Refused
from bot.store import MessageRef


class Sending:
    """Sends whatever is ready."""

    def __init__(self, slack: Slack, identity: Identity, announce_channel: str | None) -> None:
        self._slack = slack
        self._client = slack.client
        self._identity = identity
        self._opening = Opening(slack, identity.bot_user_id)
        self._speaking = Speaking(slack, Doors(slack, announce_channel))

    async def send(self, ready: Ready) -> Effect:
        """Make the calls that a message stands for.

        Raises:
            CallFailed: one of them was not answered with `ok`.
        """
        match ready.message:
            case Post() | Stand() | Remove() | TakeBack() | Whisper() | Upload() as message:
                return await self._speaking.speak(message, ready)
            case OpenChannel() | Invite() | SetTopic() | AddBookmark() | Pin() as message:
                return await self._about_channel(message, ready)
            case LookUp(user=user):
                return Met(await people.look_up(self._client, user))
            case TellGroup(group=group, says=says):
                return Heard(await people.group_members(self._client, group), says)
            case PublishHome(user=user):
                return await self._publish(user, ready)
            case FetchOutputs() as message:
                return await self._fetch(message, ready)
            case _:
                assert_never(ready.message)

    async def _fetch(self, message: FetchOutputs, ready: Ready) -> Effect:
        """Read a file; what is in it is data, and nothing in it is followed. Of a restricted incident none is read."""
        if ready.incident is not None and ready.incident.restricted:
            return Nothing()
        content = await files.download(self._slack, message.url)
        try:
            return Fetched(message, outputs.in_file(message.filename, content, message.column))
        except InvalidField as problem:
            raise CallFailed(GiveUp(problem.values["problem"])) from problem

    async def _publish(self, user: str, ready: Ready) -> Effect:
        if ready.home is None:
            raise LookupError(f"row {ready.row.id} was not rendered")
        await home.publish(self._client, user, ready.home)
        return Nothing()

    async def _about_channel(
        self, message: OpenChannel | Invite | SetTopic | AddBookmark | Pin, ready: Ready
    ) -> Effect:
        if ready.incident is None:
            raise LookupError(f"row {ready.row.id} belongs to no incident")
        match message:
            case OpenChannel():
                return await self._opening.open(message, ready, ready.incident)
            case Invite(targets=targets):
                return await self._invite(_channel(ready), targets)
            case SetTopic(left=left):
                await self._set_topic(left or _channel(ready), ready)
            case AddBookmark(title=title):
                await self._bookmark(title, ready)
            case Pin():
                await channels.pin(self._client, *_standing(ready))
            case _:
                assert_never(message)
        return Nothing()

    async def _set_topic(self, channel: str, ready: Ready) -> None:
        """Set it, unless an earlier attempt turns out to have done so: each time writes a line into the channel."""
        if ready.row.doubtful and await self._has(
            channels.has_topic(self._client, channel, ready.topic), unknown=False
        ):
            return
        await channels.set_topic(self._client, channel, ready.topic)

    async def _bookmark(self, title: str, ready: Ready) -> None:
        """Add it, unless it is there; where the bot may not look it is taken to be there, for two would be worse."""
        channel, link = _channel(ready), self._identity.permalink(*_standing(ready))
        if ready.row.doubtful and await self._has(channels.has_bookmark(self._client, channel, link), unknown=True):
            return
        await channels.add_bookmark(self._client, channel, title, link)

    @staticmethod
    async def _has(look: Awaitable[bool], *, unknown: bool) -> bool:
        try:
            return await look
        except CallFailed as failure:
            if isinstance(failure.outcome, GiveUp):
                return unknown
            raise

    async def _invite(self, channel: str, targets: tuple[str, ...]) -> Effect:
        users, refused = await self._resolved(targets)
        if users:
            refused += await channels.invite(self._client, channel, users)
        return NotInvited(tuple(refused)) if refused else Nothing()

    async def _resolved(self, targets: tuple[str, ...]) -> tuple[tuple[str, ...], list[Refused]]:
        """Put people in the place of user groups; a group that cannot be read is somebody not invited."""
        users: dict[str, None] = {}
        refused: list[Refused] = []
        for target in targets:
            try:
                users |= dict.fromkeys(await self._members(target))
            except CallFailed as failure:
                if not isinstance(failure.outcome, GiveUp):
                    raise
                refused.append(Refused(target, failure.code))
        users.pop(self._identity.bot_user_id, None)
        return tuple(users), refused

    async def _members(self, target: str) -> tuple[str, ...]:
        return await people.group_members(self._client, target) if target.startswith("S") else (target,)


def _channel(ready: Ready) -> str:
    if ready.channel is None:
        raise LookupError(f"row {ready.row.id} was claimed before its channel was known")
    return ready.channel


def _standing(ready: Ready) -> MessageRef:
    if ready.ref is None:
        raise LookupError(f"row {ready.row.id} was claimed before its message stood")
    return ready.ref
