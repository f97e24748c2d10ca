"""Saying what is planned, when the sandbox's clock has come to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from sandbox import talk
from sandbox.scheduled import Planned
from sandbox.workspace import Workspace


@dataclass
class Timetable:
    """Says what is planned at its time."""

    slack: Workspace
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def watch(self, one: Planned) -> None:
        """Wait for the time of something, whatever else happens."""
        task = asyncio.get_running_loop().create_task(self._at_its_time(one))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _at_its_time(self, one: Planned) -> None:
        await self.slack.clock.until(one.due)
        say(self.slack, one)

    async def close(self) -> None:
        """Wait no longer."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def say(slack: Workspace, one: Planned) -> None:
    """Say what was planned and is still wanted, if the bot may still speak there."""
    channel = slack.channels[one.channel]
    wanted = slack.scheduled.planned.pop(one.id, None) is not None
    if wanted and not channel.archived and one.app.bot_user_id in channel.members:
        talk.say(slack, channel, one.app.bot_user_id, one.draft)
