"""`ai-incident doctor`: looks at everything that the bot needs, and says what to do about each failure."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import read_files
from bot.config import Settings
from bot.errors import BadSetting, StartFailure
from bot.library import data_folder
from bot.store import Store

_ADVICE: Final = {
    "invalid_auth": "SLACK_BOT_TOKEN is not accepted: copy it anew from the app's page, under OAuth & Permissions",
    "not_authed": "SLACK_BOT_TOKEN is empty: set it",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `what_to_do` is empty when it is fine."""

    what: str
    what_to_do: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether nothing has to be done."""
        return not self.what_to_do

    @property
    def line(self) -> str:
        """How it is printed."""
        return f"ok    {self.what}" if self.is_fine else f"FAIL  {self.what}: {self.what_to_do}"


async def examine() -> tuple[Finding, ...]:
    """Look at everything; one failure does not hide the next."""
    try:
        settings = Settings.read()
    except BadSetting as failure:
        return (Finding("settings", str(failure)),)
    found = [_files(settings), _database(settings), _tokens(settings)]
    return (*found, *await _slack(settings)) if found[-1].is_fine else tuple(found)


def _examined(what: str, look: Callable[[], object]) -> Finding:
    try:
        look()
    except StartFailure as failure:
        return Finding(what, str(failure))
    return Finding(what)


def _files(settings: Settings) -> Finding:
    return _examined("runbooks, policy and templates", lambda: read_files(settings))


def _tokens(settings: Settings) -> Finding:
    return _examined("tokens", settings.require_slack)


def _database(settings: Settings) -> Finding:
    def look() -> None:
        url = settings.sqlalchemy_url()
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        store = Store(url)
        try:
            store.migrate()
            store.check()
        finally:
            store.close()

    return _examined("database", look)


async def _slack(settings: Settings) -> tuple[Finding, ...]:
    client = AsyncWebClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url)
    token = await _asked("bot token", lambda: _scopes(client))
    if not settings.uses_socket_mode:
        return (token,)
    app_token = settings.slack_app_token.get_secret_value()

    async def connect() -> str:
        await client.apps_connections_open(app_token=app_token)
        return ""

    return token, await _asked("app token (Socket Mode)", connect)


async def _scopes(client: AsyncWebClient) -> str:
    """What is missing among the manifest's scopes; nothing where Slack does not say which it granted."""
    answer = await client.auth_test()
    granted = answer.headers.get("x-oauth-scopes")
    missing = _wanted() - {scope.strip() for scope in granted.split(",")} if granted else set()
    return f"scopes are missing ({', '.join(sorted(missing))}): install the app again from manifest.yml" * bool(missing)


def _wanted() -> set[str]:
    manifest = yaml.safe_load(data_folder("manifest.yml").read_text(encoding="utf-8"))
    scopes: Iterable[str] = manifest["oauth_config"]["scopes"]["bot"]
    return set(scopes)


async def _asked(what: str, ask: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, await ask())
    except SlackApiError as refusal:
        code = str(refusal.response.get("error"))
        return Finding(what, _ADVICE.get(code, f"Slack answered {code}"))
    except (OSError, TimeoutError) as failure:
        return Finding(what, f"Slack cannot be reached ({failure}): check the network and SLACK_API_URL")
