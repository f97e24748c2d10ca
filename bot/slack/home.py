"""The call that shows a person their Home."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Home
from bot.slack.outcome import answered


async def publish(client: AsyncWebClient, user: str, home: Home) -> None:
    """Put a Home in the place of what the person's Home has shown."""
    await answered(client.views_publish(user_id=user, view=home.view))
