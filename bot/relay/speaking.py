"""Saying things in a channel, keeping what stands there true, and taking it away."""

from typing import assert_never

from bot.ids import Slot
from bot.messages import AnnounceChannel, Direct, Place, Post, Remove, Rendered, Stand, TakeBack, Upload, Whisper
from bot.relay.doors import Doors
from bot.relay.effects import Edited, Effect, Nothing, Posted, Removed, Shared
from bot.relay.ready import Ready
from bot.slack import CallFailed, GiveUp, Lost, Retry, Slack, chat
from bot.slack import channels as channel_calls
from bot.store import MessageRef


class Speaking:
    """The chat calls."""

    def __init__(self, slack: Slack, doors: Doors) -> None:
        self._slack = slack
        self._client = slack.client
        self._doors = doors

    async def speak(self, message: Post | Stand | Remove | TakeBack | Whisper | Upload, ready: Ready) -> Effect:
        """Make the calls that a message stands for.

        Raises:
            CallFailed: one of them was not answered with `ok`.
        """
        match message:
            case Post():
                return await self._post(message, ready)
            case Stand():
                return await self._stand(message, ready)
            case Remove():
                return await self._remove(message, ready)
            case TakeBack():
                return await self._take_back(message)
            case Whisper():
                return await self._whisper(message, ready)
            case Upload():
                return await self._upload(message, ready)
            case _:
                assert_never(message)

    async def _post(self, message: Post, ready: Ready) -> Effect:
        """Say something once."""
        channel = await self._doors.channel(message.to, ready)
        if channel is None:
            return Nothing()
        ref = await self._say(channel, message.to, message.says, ready)
        return Posted(ref, message.says, message.slot)

    async def _stand(self, message: Stand, ready: Ready) -> Effect:
        """Make a standing message show what is true; post it where it does not stand, or no longer."""
        if ready.says is None:
            return Nothing()
        if ready.ref is not None and await self._edited(ready.ref, ready.says):
            return Edited(ready.ref, ready.says)
        is_announced = message.slot == Slot.ANNOUNCEMENT
        channel = await self._doors.announce() if is_announced else ready.channel
        if channel is None:
            return Nothing()
        place = AnnounceChannel() if is_announced else None
        ref = await self._say(channel, place, ready.says, ready)
        return Posted(ref, ready.says, message.slot)

    async def _remove(self, message: Remove, ready: Ready) -> Effect:
        """Take a standing message away, if it stands."""
        if ready.ref is None:
            return Nothing()
        await self._delete(ready.ref)
        return Removed(ready.ref, message.slot)

    async def _take_back(self, message: TakeBack) -> Effect:
        """Take away what an incident left behind."""
        await self._delete(MessageRef(message.to.id, message.ts))
        return Nothing()

    async def _delete(self, ref: MessageRef) -> None:
        try:
            await chat.delete(self._client, *ref)
        except CallFailed as failure:
            if failure.code != "message_not_found":
                raise

    async def _whisper(self, message: Whisper, ready: Ready) -> Effect:
        """Say something that one person sees."""
        channel = await self._doors.channel(message.to, ready)
        if channel is not None:
            await chat.whisper(self._client, channel, message.user, message.says)
        return Nothing()

    async def _upload(self, message: Upload, ready: Ready) -> Effect:
        """Share a text file."""
        channel = await self._doors.channel(message.to, ready)
        if channel is None:
            return Nothing()
        file = await self._brought(message)
        try:
            return Shared(await chat.share(self._slack, channel, file, message.title, message.comment), message.edition)
        except CallFailed as failure:
            if not isinstance(failure.outcome, Lost) or isinstance(message.to, Direct):
                raise
            await self._must_be_there(channel, file, ready)
        return Nothing()

    async def _brought(self, message: Upload) -> str:
        """Bring the file to Slack: nobody sees it there yet, so after a lost answer it is safe to do it again."""
        try:
            return await chat.upload(self._slack, message.filename, message.content)
        except CallFailed as failure:
            if isinstance(failure.outcome, Lost):
                raise CallFailed(Retry(failure.code)) from failure
            raise

    async def _must_be_there(self, channel: str, file: str, ready: Ready) -> None:
        """See whether a file whose answer was lost can be seen; the file of another attempt would be another file."""
        if not await chat.find_file(self._client, channel, file, ready.row.first_tried_at):
            raise CallFailed(Retry("not_shared"))

    async def _edited(self, ref: MessageRef, says: Rendered) -> bool:
        try:
            await chat.update(self._client, ref.channel, ref.ts, says)
        except CallFailed as failure:
            if failure.code == "message_not_found":
                return False
            raise
        return True

    async def _say(self, channel: str, place: Place | None, says: Rendered, ready: Ready) -> MessageRef:
        """Post, unless an earlier attempt turns out to have done so; enter the announce channel where need be."""
        if ready.row.doubtful and (ts := await self._found(channel, ready)):
            return MessageRef(channel, ts)
        try:
            return MessageRef(*await chat.post(self._client, channel, says, ready.row.key))
        except CallFailed as failure:
            if failure.code != "not_in_channel" or not isinstance(place, AnnounceChannel):
                raise
        await channel_calls.join(self._client, channel)
        return MessageRef(*await chat.post(self._client, channel, says, ready.row.key))

    async def _found(self, channel: str, ready: Ready) -> str | None:
        """Look for what an earlier attempt may have posted; where the bot may not look, it has not posted either."""
        try:
            return await chat.find_posted(self._client, channel, ready.row.key, ready.row.first_tried_at)
        except CallFailed as failure:
            if isinstance(failure.outcome, GiveUp):
                return None
            raise
