"""Reading a file that somebody gave to the bot's own file input."""

from typing import Final
from urllib.parse import urlsplit

from bot.config import is_loopback
from bot.slack.connection import Slack
from bot.slack.outcome import SERVER_ERRORS, TOO_MANY, CallFailed, GiveUp, Retry, answered

LARGEST: Final = 1_000_000
"""Bytes: what is larger is no sample that people label by hand."""

_FOUND: Final = 200
_PIECE: Final = 65_536


async def download(slack: Slack, url: str) -> bytes:
    """Read a file from Slack, and from nowhere else: the bot's token goes along.

    Raises:
        CallFailed: it is not Slack's, not to be had, or too large.
    """
    if not is_from_slack(url, slack.client.base_url):
        raise CallFailed(GiveUp("not_from_slack"))
    return await answered(_read(slack, url))


def is_from_slack(url: str, api: str) -> bool:
    """Whether an address is where the Web API is, or beside it: on this machine if that is, else under its domain."""
    if is_loopback(api):
        return is_loopback(url)
    parts, domain = urlsplit(url), urlsplit(api).hostname
    return parts.scheme == "https" and f".{parts.hostname}".endswith(f".{domain}")


async def _read(slack: Slack, url: str) -> bytes:
    """Slack answers those who may not read with a redirection to its front door."""
    headers = {"Authorization": f"Bearer {slack.client.token}"}
    async with slack.session.get(url, headers=headers, allow_redirects=False) as response:
        if response.status == TOO_MANY or response.status >= SERVER_ERRORS:
            raise CallFailed(Retry(f"http_{response.status}"))
        if response.status != _FOUND:
            raise CallFailed(GiveUp("file_not_readable", f"http_{response.status}"))
        content = bytearray()
        async for piece in response.content.iter_chunked(_PIECE):
            content += piece
            if len(content) > LARGEST:
                raise CallFailed(GiveUp("file_too_large"))
    return bytes(content)
