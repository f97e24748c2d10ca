"""The bot's one connection to Slack: a client of the official SDK on a shared session."""

from typing import Final, NamedTuple, Self

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.clock import Clock
from bot.config import Settings, is_loopback
from bot.domain.transcript import permalink
from bot.errors import BadSetting
from bot.slack.outcome import CallFailed, GiveUp, Lost, answered

log = structlog.get_logger(__name__)

CALL_TIMEOUT: Final = aiohttp.ClientTimeout(total=15, connect=5)
"""On the session, because it overrides whatever the client is told."""

CONNECTIONS: Final = 32

AFTER_EACH_FAILURE: Final = 2.0


class Identity(NamedTuple):
    """Who the bot is in its workspace; `team_url` ends in a slash."""

    bot_user_id: str
    bot_id: str
    team_id: str
    team_url: str

    def permalink(self, channel: str, ts: str) -> str:
        """Return the address of a message, as Slack writes it."""
        return permalink(self.team_url, channel, ts)


class Slack:
    """Slack's Web API, from `start` until `close`; usable as an asynchronous context.

    Attributes:
        client: For Bolt and for the calls of this package. It repeats nothing by itself: the relay decides.
    """

    def __init__(self, settings: Settings) -> None:
        self.client = AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, retry_handlers=[]
        )
        if is_loopback(settings.slack_api_url):
            # The SDK takes a proxy from the environment and knows no exceptions from it.
            self.client.proxy = None

    async def start(self) -> Self:
        """Open the session."""
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        self.client.session = aiohttp.ClientSession(connector=connector, timeout=CALL_TIMEOUT)
        return self

    async def close(self) -> None:
        """Close the session."""
        if self.client.session is not None:
            await self.client.session.close()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session, for what is not the Web API.

        Raises:
            RuntimeError: it has not been opened.
        """
        if self.client.session is None:
            raise RuntimeError("the session with Slack has not been opened")
        return self.client.session

    async def identify(self, clock: Clock) -> Identity:
        """Ask Slack who the bot is, as often as it takes while Slack cannot be reached.

        Raises:
            BadSetting: Slack does not know the token.
        """
        while True:
            try:
                found = await answered(self.client.auth_test())
            except CallFailed as failure:
                await _again_or_refuse(failure, clock)
            else:
                return _identity(found)


def _identity(found: AsyncSlackResponse) -> Identity:
    """Without the workspace's address permalinks lead to Slack's front door, which knows the way."""
    return Identity(
        found["user_id"],
        found.get("bot_id") or "",
        found.get("team_id") or "",
        found.get("url") or "https://slack.com/",
    )


async def _again_or_refuse(failure: CallFailed, clock: Clock) -> None:
    match failure.outcome:
        case GiveUp(code) | Lost(code="http_404" as code):
            raise BadSetting(name="SLACK_BOT_TOKEN", reason=f"Slack answers {code}") from failure
        case outcome:
            log.warning("slack.unreachable", code=outcome.code)
            await clock.wait(getattr(outcome, "after", None) or AFTER_EACH_FAILURE)
