"""What people do to channels, to user groups and to each other's accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.acting import Member


@dataclass
class Keeper(Member):
    """Someone who keeps the workspace in order; what only owners may, others are refused."""

    async def joins(self, channel: str) -> None:
        """Join a public channel."""
        await self._act("join", channel=channel)

    async def leaves(self, channel: str) -> None:
        """Leave a channel."""
        await self._act("leave", channel=channel)

    async def archives(self, channel: str) -> None:
        """Archive a channel."""
        await self._act("archive", channel=channel)

    async def unarchives(self, channel: str) -> None:
        """Open an archived channel again."""
        await self._act("unarchive", channel=channel)

    async def creates(self, name: str, *, private: bool = False) -> str:
        """Make a channel; returns its id."""
        return str((await self._act("channel", name=name, is_private=private))["channel"])

    async def renames(self, channel: str, name: str) -> None:
        """Give a channel another name."""
        await self._act("rename", channel=channel, name=name)

    async def invites(self, channel: str, *people: str) -> None:
        """Bring others into a channel, by their ids."""
        await self._act("invite", channel=channel, people=people)

    async def removes(self, channel: str, person: str) -> None:
        """Take somebody out of a channel, by their id."""
        await self._act("remove", channel=channel, person=person)

    async def sets_topic(self, channel: str, text: str) -> None:
        """Say what a channel is at."""
        await self._act("topic", channel=channel, text=text)

    async def sets_purpose(self, channel: str, text: str) -> None:
        """Say what a channel is for."""
        await self._act("purpose", channel=channel, text=text)

    async def makes_private(self, channel: str) -> None:
        """Make a public channel a private one."""
        await self._act("convert", channel=channel)

    async def talks_with(self, *people: str) -> str:
        """Open the direct conversation with others; returns its id."""
        return str((await self._act("direct", people=people))["channel"])

    async def adds(self, name: str, real_name: str, *, title: str = "", tz: str = "Etc/UTC") -> str:
        """Let somebody into the workspace; returns their id."""
        return str((await self._act("person", name=name, real_name=real_name, title=title, tz=tz))["person"])

    async def deactivates(self, person: str) -> None:
        """Close somebody's account."""
        await self._act("deactivate", person=person)

    async def reactivates(self, person: str) -> None:
        """Open somebody's account again."""
        await self._act("reactivate", person=person)

    async def moves(self, tz: str, person: str | None = None) -> None:
        """Change a time zone: one's own, unless somebody else is named."""
        await self._act("zone", person=person or self.id, tz=tz)

    async def rests(self, start: str, end: str, person: str | None = None, *, enabled: bool = True) -> None:
        """Set the daily hours of do not disturb, such as 22:00 to 08:00."""
        await self._act("quiet", person=person or self.id, enabled=enabled, start=start, end=end)

    async def pauses(self, minutes: int, person: str | None = None) -> None:
        """Be disturbed by nothing for some minutes; none ends it."""
        await self._act("pause", person=person or self.id, minutes=minutes)

    async def shows_away(self, *, away: bool = True) -> None:
        """Say whether one is away."""
        await self._act("presence", person=self.id, away=away)

    async def makes_group(self, name: str, users: Sequence[str], *, handle: str = "") -> str:
        """Make a user group; returns its id."""
        return str((await self._act("group", name=name, handle=handle, users=users))["group"])

    async def fills_group(self, group: str, users: Sequence[str]) -> None:
        """Say who is in a user group."""
        await self._act("group/edit", group=group, users=users)

    async def renames_group(self, group: str, *, name: str | None = None, handle: str | None = None) -> None:
        """Call a user group otherwise."""
        await self._act("group/edit", group=group, name=name, handle=handle)

    async def switches_group(self, group: str, *, disabled: bool) -> None:
        """Disable a user group, or enable it again."""
        await self._act("group/switch", group=group, disabled=disabled)
