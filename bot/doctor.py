"""`ai-incident doctor`: looks at everything that the bot needs, and says what to do about each failure."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

from bot.app import open_store
from bot.config import Settings
from bot.errors import BadSetting, StartFailure
from bot.library import data_folder
from bot.service.knowledge import read_files
from bot.slack import CallFailed, Slack
from bot.slack.outcome import answered

_ADVICE: Final = {
    "invalid_auth": "{token} is not accepted: copy it anew from the app's page, under {page}",
    "not_allowed_token_type": "{token} is not accepted: copy it anew from the app's page, under {page}",
    "account_inactive": "the app was removed from the workspace: install it again",
    "token_revoked": "the token was revoked: install the app again",
    "missing_scope": "{token} lacks a scope: make it anew on the app's page, under {page}",
    "unreachable": "Slack cannot be reached: check the network and SLACK_API_URL",
    "no_answer": "Slack does not answer: check the network and SLACK_API_URL",
}
"""By Slack's error code, or the bot's own."""

_BOT_TOKEN: Final = {"token": "SLACK_BOT_TOKEN", "page": "OAuth & Permissions"}
_APP_TOKEN: Final = {"token": "SLACK_APP_TOKEN", "page": "Basic Information, App-Level Tokens"}


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
    return _examined("runbooks, policy, templates and systems", lambda: read_files(settings))


def _tokens(settings: Settings) -> Finding:
    return _examined("tokens", settings.require_slack)


def _database(settings: Settings) -> Finding:
    return _examined("database", lambda: open_store(settings).close())


async def _slack(settings: Settings) -> tuple[Finding, ...]:
    async with Slack(settings) as slack:
        token = await _asked("bot token", _BOT_TOKEN, lambda: _scopes(slack))
        if not settings.uses_socket_mode:
            return (token,)
        app_token = settings.slack_app_token.get_secret_value()
        return token, await _asked("app token (Socket Mode)", _APP_TOKEN, lambda: _connects(slack, app_token))


async def _connects(slack: Slack, app_token: str) -> str:
    await answered(slack.client.apps_connections_open(app_token=app_token))
    return ""


async def _scopes(slack: Slack) -> str:
    """What is missing among the manifest's scopes; nothing where Slack does not say which it granted."""
    answer = await answered(slack.client.auth_test())
    granted = answer.headers.get("x-oauth-scopes")
    missing = _wanted() - {scope.strip() for scope in granted.split(",")} if granted else set()
    return f"scopes are missing ({', '.join(sorted(missing))}): install the app again from manifest.yml" * bool(missing)


def _wanted() -> set[str]:
    manifest = yaml.safe_load(data_folder("manifest.yml").read_text(encoding="utf-8"))
    scopes: Iterable[str] = manifest["oauth_config"]["scopes"]["bot"]
    return set(scopes)


async def _asked(what: str, token: Mapping[str, str], ask: Callable[[], Awaitable[str]]) -> Finding:
    try:
        return Finding(what, await ask())
    except CallFailed as failure:
        advice = _ADVICE.get(failure.code, f"Slack answered {failure.code}")
        return Finding(what, advice.format_map(token))
