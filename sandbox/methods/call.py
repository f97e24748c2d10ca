"""One call of the Web API: its arguments, typed on demand, and what every method needs to judge it."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from sandbox import strictjson
from sandbox.channels import Channel, Kind
from sandbox.manifest import App
from sandbox.shapes import Json, SlackError
from sandbox.workspace import Workspace

Item = TypeVar("Item")
MOST_LISTED = 1000
# For listings whose page has no code for a limit that is none.
BAD_LIMIT = "invalid_arguments"
CURSOR = re.compile(r"next:(\d{1,9})", re.ASCII)
TRUE = frozenset({"1", "true", "True"})

# Which scopes a conversation method needs one of, by the kind of the conversation (docs.slack.dev, conversations.*).
Scopes = Mapping[Kind, tuple[str, ...]]


def _scopes(public: str, private: str, direct: str, *, named: str = "") -> Scopes:
    more = (f"channels:{named}", f"groups:{named}") if named else ()
    table = {Kind.PUBLIC: (public, *more[:1]), Kind.PRIVATE: (private, *more[1:])}
    return MappingProxyType({**table, Kind.IM: (f"im:{direct}",), Kind.MPIM: (f"mpim:{direct}",)})


READ = _scopes("channels:read", "groups:read", "read")
HISTORY = _scopes("channels:history", "groups:history", "history")
MANAGE = _scopes("channels:manage", "groups:write", "write")
INVITE = _scopes("channels:manage", "groups:write", "write", named="write.invites")
TOPIC = _scopes("channels:manage", "groups:write", "write", named="write.topic")


@dataclass(frozen=True)
class Args:
    """The arguments as they came: strings from a form, anything from JSON."""

    given: Json

    def text(self, name: str) -> str:
        """A string; empty when absent."""
        value = self.given.get(name)
        return "" if value is None else str(value)

    def has(self, name: str) -> bool:
        """Whether it was given at all."""
        return self.given.get(name) is not None

    def flag(self, name: str) -> bool:
        """A boolean; false when absent."""
        value = self.given.get(name)
        return value if isinstance(value, bool) else str(value) in TRUE

    def number(self, name: str, otherwise: int) -> int:
        """A whole number.

        Raises:
            SlackError: invalid_arguments.
        """
        try:
            return int(self.given.get(name) or otherwise)
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments", [f"must provide an integer [json-pointer:/{name}]"]) from None

    def names(self, name: str) -> list[str]:
        """A list, written with commas or as a JSON array."""
        value = self.given.get(name) or []
        parts = value if isinstance(value, list) else str(value).split(",")
        return [part.strip() for part in map(str, parts) if part.strip()]

    def nested(self, name: str) -> Any:
        """A structure, from JSON text or as it is; None when absent or not readable."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return strictjson.loads(value)
        except ValueError:
            return None


@dataclass(frozen=True)
class Call:
    """A call by one of the installed apps."""

    slack: Workspace
    app: App
    args: Args

    @property
    def bot(self) -> str:
        """The user id of the bot that calls."""
        return self.app.bot_user_id

    def need(self, *any_of: str) -> None:
        """Refuse what the app's manifest asks for none of the scopes of.

        Raises:
            SlackError: missing_scope.
        """
        scopes = self.app.scopes
        if not scopes & set(any_of):
            raise SlackError("missing_scope", needed=any_of[0], provided=",".join(sorted(scopes)))

    def channel(self, scopes: Scopes | None = None, name: str = "channel") -> Channel:
        """The conversation that the call is about, by its id, if the bot can see it.

        Raises:
            SlackError: channel_not_found, missing_scope.
        """
        found = self.slack.channel(self.args.text(name), self.bot, by_name=False)
        if scopes is not None:
            self.need(*scopes[found.kind])
        return found

    def joined(self, scopes: Scopes | None = None, name: str = "channel") -> Channel:
        """The conversation that the call is about, if the bot is a member.

        Raises:
            SlackError: channel_not_found, missing_scope, not_in_channel.
        """
        found = self.channel(scopes, name)
        if self.bot not in found.members:
            raise SlackError("not_in_channel")
        return found

    def page(
        self,
        items: Sequence[Item],
        shown: Callable[[Item], Any],
        key: str,
        most: int = MOST_LISTED,
        refusal: str = "invalid_limit",
    ) -> Json:
        """One page of a listing, with the cursor of the next; a limit above `most` is cut to it.

        Raises:
            SlackError: invalid_cursor, or `refusal` for a limit that is none: not every method's page lists one.
        """
        limit, start = min(self.args.number("limit", 100), most), _offset(self.args.text("cursor"))
        if limit <= 0:
            raise SlackError(refusal)
        if start > len(items):
            raise SlackError("invalid_cursor")
        rest = start + limit < len(items)
        cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if rest else ""
        return {key: list(map(shown, items[start : start + limit])), "response_metadata": {"next_cursor": cursor}}


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        place = CURSOR.fullmatch(base64.b64decode(cursor, validate=True).decode())
    except (binascii.Error, ValueError):
        place = None
    if place is None:
        raise SlackError("invalid_cursor")
    return int(place[1])
