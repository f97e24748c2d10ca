"""Slack's requests come in here: each is parsed, served by one use case, and answered."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from handlers import actions, commands, events, refusals, shortcuts, views
from handlers.door import Door


def register(app: AsyncApp, door: Door) -> None:
    """Register every listener, the busiest first: Bolt tries them one after the other."""

    async def through_the_door(context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002  # Bolt's name
        context["door"] = door
        await next()

    app.use(through_the_door)
    events.register(app)
    actions.register(app)
    views.register(app)
    commands.register(app)
    shortcuts.register(app)
    app.error(refusals.answer)
