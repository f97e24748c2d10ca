"""What other apps bring into the workspace: Alertbot, which posts alerts with a token or through a webhook."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sandbox import manifest
from sandbox.manifest import App

MANIFEST = Path(__file__).parent / "alertbot.yml"
# Nothing is sent to it, so that it has no token for Socket Mode.
IDENTITY: Mapping[str, Any] = {
    "token": "xoxb-alertbot",
    "app_token": "",
    "signing_secret": "alertbot-signing-secret",
    "app_id": "A0ALERTBOT1",
    "bot_id": "B0ALERTBOT1",
    "bot_user_id": "U0ALERTBOT1",
}


def alertbot() -> App:
    """The second app of every sandbox."""
    return replace(manifest.load(MANIFEST), **IDENTITY)


@dataclass(frozen=True)
class Webhook:
    """An address at which whoever knows it may post to one channel; it writes under a bot id of its own."""

    app: App
    channel: str
    bot_id: str
    secret: str

    def path(self, team: str) -> str:
        """The part of its address that follows the host."""
        return f"/services/{team}/{self.bot_id}/{self.secret}"


@dataclass
class Webhooks:
    """The incoming webhooks of the workspace, by their bot id."""

    _known: dict[str, Webhook] = field(default_factory=dict)

    def add(self, app: App, channel: str) -> Webhook:
        """A new one."""
        hook = Webhook(app, channel, f"B0HOOK{len(self._known) + 1:05d}", secrets.token_hex(12))
        self._known[hook.bot_id] = hook
        return hook

    @property
    def first(self) -> Webhook:
        """The one that was there from the first day."""
        return next(iter(self._known.values()))

    def of(self, bot_id: str) -> Webhook | None:
        """The one with that bot id."""
        return self._known.get(bot_id)
