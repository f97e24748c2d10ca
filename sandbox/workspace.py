"""The workspace: everything that Slack would keep, and how to find it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.canvases import Canvases
from sandbox.channels import LISTED_AS, Channel, Kind
from sandbox.clock import Clock
from sandbox.directory import Directory, Person
from sandbox.hub import Hub
from sandbox.manifest import App
from sandbox.messages import File, Message
from sandbox.offers import Offers
from sandbox.otherapps import Webhooks
from sandbox.scheduled import Scheduled
from sandbox.shapes import SlackError
from sandbox.tickets import ResponseUrls, SocketTickets, Triggers
from sandbox.views import Views

MICROSECOND = 1_000_000


@dataclass
class Workspace:
    """State, without the rules: conversations, messages, files, people and the installed apps.

    `app` is the one that the sandbox is run for: it is told what happens, and people use its commands. `others` are
    apps that share the workspace with it; they call, and nothing is sent to them.
    """

    app: App
    clock: Clock
    directory: Directory
    base_url: str = ""
    others: tuple[App, ...] = ()
    hub: Hub = field(default_factory=Hub)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, dict[str, Message]] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    views: Views = field(default_factory=Views)
    offers: Offers = field(default_factory=Offers)
    triggers: Triggers = field(default_factory=Triggers)
    response_urls: ResponseUrls = field(default_factory=ResponseUrls)
    socket_tickets: SocketTickets = field(default_factory=SocketTickets)
    canvases: Canvases = field(default_factory=Canvases)
    scheduled: Scheduled = field(default_factory=Scheduled)
    webhooks: Webhooks = field(default_factory=Webhooks)
    team_id: str = "T0SANDBOX01"
    team_name: str = "Sandbox"
    team_domain: str = "sandbox"
    _last_stamp: int = 0
    _last_id: int = 0

    def __post_init__(self) -> None:
        for app in self.apps:
            bot = Person(app.bot_user_id, app.bot_name, app.name, is_bot=True)
            self.directory.people[bot.id] = bot

    @property
    def apps(self) -> tuple[App, ...]:
        """Every installed app."""
        return (self.app, *self.others)

    @property
    def bot(self) -> str:
        """The user id of the app's bot."""
        return self.app.bot_user_id

    def app_of(self, user: str) -> App | None:
        """The app whose bot that user is."""
        return next((app for app in self.apps if app.bot_user_id == user), None)

    def app_named(self, app_id: str) -> App:
        """The app of that id."""
        return next(app for app in self.apps if app.app_id == app_id)

    def bearer(self, token: str) -> App | None:
        """The app that a token was given to: as its bot, or as the app itself."""
        return next((app for app in self.apps if token and token in (app.token, app.app_token)), None)

    def new_id(self, prefix: str) -> str:
        """A fresh id of Slack's form, such as C0000000001."""
        self._last_id += 1
        return f"{prefix}{self._last_id:010X}"

    def stamp(self) -> str:
        """A fresh timestamp: sandbox time to the microsecond, unique and increasing."""
        self._last_stamp = max(int(self.clock.now().timestamp() * MICROSECOND), self._last_stamp + 1)
        return f"{self._last_stamp // MICROSECOND}.{self._last_stamp % MICROSECOND:06d}"

    def unix(self) -> int:
        """Sandbox time in whole seconds."""
        return int(self.clock.now().timestamp())

    def add_channel(self, name: str, kind: Kind, creator: str, members: Iterable[str]) -> Channel:
        """Keep a new conversation."""
        identity = self.new_id("D" if kind is Kind.IM else "C")
        channel = Channel(identity, name, kind, creator, self.unix(), list(members))
        self.channels[channel.id], self.messages[channel.id] = channel, {}
        return channel

    def can_see(self, user: str, channel: Channel) -> bool:
        """Whether a conversation exists for that user."""
        return channel.kind is Kind.PUBLIC or user in channel.members

    def visible(self, user: str, types: Iterable[str] = tuple(LISTED_AS.values())) -> list[Channel]:
        """The conversations of those types that the user can see."""
        wanted = set(types)
        return [c for c in self.channels.values() if LISTED_AS[c.kind] in wanted and self.can_see(user, c)]

    def channel(self, reference: str, user: str, *, by_name: bool = True) -> Channel:
        """The conversation of that id or, where names are allowed, `#name`, if that user can see it.

        Raises:
            SlackError: channel_not_found.
        """
        named = self.channel_named(reference.removeprefix("#")) if by_name else None
        found = self.channels.get(reference) or named
        if found is None or not self.can_see(user, found):
            raise SlackError("channel_not_found")
        return found

    def channel_named(self, name: str) -> Channel | None:
        """The channel of that name, whoever may see it; an archived one keeps its name."""
        return next((c for c in self.channels.values() if name and c.name == name and not c.is_direct), None)

    def direct(self, one: str, other: str) -> Channel | None:
        """The direct conversation of two users."""
        pair = {one, other}
        return next((c for c in self.channels.values() if c.kind is Kind.IM and set(c.members) == pair), None)

    def standing(self, channel: Channel) -> list[Message]:
        """The messages that everyone in a channel can read, oldest first."""
        kept = self.messages[channel.id].values()
        return [message for message in kept if not message.only_for and not message.deleted]

    def message(self, channel: Channel, ts: str) -> Message:
        """A message that everyone in the channel can read.

        Raises:
            SlackError: message_not_found.
        """
        found = self.messages[channel.id].get(ts)
        if found is None or found.only_for or found.deleted:
            raise SlackError("message_not_found")
        return found

    def replies(self, channel: Channel, ts: str) -> list[Message]:
        """The replies in the thread of that message."""
        return [message for message in self.standing(channel) if message.thread_ts == ts and message.is_reply]
