"""The app as its own manifest describes it: what it may call, what it is told, and what it offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox.shapes import Json

METADATA = "metadata.message:read"


@dataclass(frozen=True)
class Command:
    """A slash command."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """A global or a message shortcut."""

    callback_id: str
    name: str
    type: str
    description: str = ""


@dataclass(frozen=True)
class App:
    """An installed app: identity, secrets, scopes and subscriptions; `metadata` names app ids and event types."""

    name: str
    bot_name: str
    scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    messages_tab: bool
    home_tab: bool
    metadata: frozenset[tuple[str, str]] = frozenset()
    unfurl_domains: tuple[str, ...] = ()
    token: str = "xoxb-sandbox"  # noqa: S105 - the well-known token of a local stand-in opens nothing
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105 - as above
    app_token: str = "xapp-sandbox"  # noqa: S105 - as above
    app_id: str = "A0SANDBOX01"
    bot_id: str = "B0SANDBOX01"
    bot_user_id: str = "U0SANDBOXAI"

    def subscribes(self, event: str, metadata: tuple[str, str] | None = None) -> bool:
        """Whether it is told of an event; of metadata, that of an app and of a type that it names."""
        wanted = metadata is None or (metadata in self.metadata and METADATA in self.scopes)
        return event in self.events and wanted

    def command(self, word: str) -> Command | None:
        """The slash command of that name."""
        return next((command for command in self.commands if command.command == word), None)

    def has_tab(self, tab: str) -> bool:
        """Whether the app's Home has that tab: `home` or `messages`."""
        return self.home_tab if tab == "home" else self.messages_tab

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """The shortcut of that callback id."""
        return next((shortcut for shortcut in self.shortcuts if shortcut.callback_id == callback_id), None)


def load(path: Path, **secrets: str) -> App:
    """Read a manifest file; `secrets` may give `token`, `signing_secret` and `app_token`."""
    return read(yaml.safe_load(path.read_text(encoding="utf-8")), **secrets)


def read(manifest: Json, **secrets: str) -> App:
    """Make an App from a manifest's content."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home = features.get("app_home", {})
    return App(
        name=manifest["display_information"]["name"],
        bot_name=features.get("bot_user", {}).get("display_name", "bot"),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        commands=tuple(_command(entry) for entry in features.get("slash_commands", [])),
        shortcuts=tuple(_shortcut(entry) for entry in features.get("shortcuts", [])),
        messages_tab=bool(home.get("messages_tab_enabled", False)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        unfurl_domains=tuple(features.get("unfurl_domains", [])),
        metadata=frozenset(_watched(settings.get("event_subscriptions", {}))),
        **_given(secrets),
    )


def _watched(subscriptions: Json) -> Iterator[tuple[str, str]]:
    for entry in subscriptions.get("metadata_subscriptions", []):
        yield entry["app_id"], entry["event_type"]


def _command(entry: Json) -> Command:
    hint = entry.get("usage_hint", "")
    return Command(entry["command"], entry["description"], hint, bool(entry.get("should_escape", False)))


def _shortcut(entry: Json) -> Shortcut:
    return Shortcut(entry["callback_id"], entry["name"], entry["type"], entry.get("description", ""))


def _given(secrets: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in secrets.items() if value}
