"""A message and a file, as the workspace keeps them and as Slack shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.shapes import Json

TOMBSTONE = "This message was deleted."
# What a bot says under another name, or through a webhook: such a message has no user.
BOT_MESSAGE = "bot_message"
# A reply that stands in its channel as well as in its thread.
BROADCAST = "thread_broadcast"


@dataclass
class File:
    """An uploaded file; `channels` are those that it is shared in."""

    id: str
    name: str
    title: str
    mimetype: str
    user: str
    created: int
    content: bytes = b""
    expected: int = 0
    uploaded: bool = False
    completed: bool = False
    channels: list[str] = field(default_factory=list)
    is_public: bool = False
    deleted: bool = False

    def as_slack(self, base_url: str, team: str) -> Json:
        """The file object; of a deleted one, what is left of it."""
        if self.deleted:
            return {"id": self.id, "mode": "tombstone"}
        kind = self.name.rpartition(".")[2].lower() or "text"
        place = f"{base_url}/files-pri/{team}-{self.id}"
        links = {"url_private": f"{place}/{self.name}", "url_private_download": f"{place}/download/{self.name}"}
        facts = {"id": self.id, "created": self.created, "timestamp": self.created, "name": self.name}
        facts |= {"title": self.title, "mimetype": self.mimetype, "filetype": kind, "pretty_type": kind}
        facts |= {"user": self.user, "size": len(self.content), "mode": "hosted", "is_external": False}
        return facts | links | {"channels": self.channels, "permalink": f"{place}/view", "is_public": self.is_public}

    def brief(self) -> Json:
        """What the page shows."""
        facts = {key: getattr(self, key) for key in ("id", "name", "title", "mimetype")}
        return facts | {"size": len(self.content), "url": f"/control/files/{self.id}", "deleted": self.deleted}


@dataclass
class Message:
    """A message; `only_for` makes it ephemeral, `state` is what people have chosen in its elements.

    `bot_id` and `app_id` say which app wrote it; people's messages have neither.
    """

    ts: str
    channel: str
    user: str
    text: str
    bot_id: str = ""
    app_id: str = ""
    username: str = ""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    thread_ts: str = ""
    subtype: str = ""
    edited: str = ""
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str = ""
    deleted: bool = False
    more: Json = field(default_factory=dict)
    state: dict[tuple[str, str], Json] = field(default_factory=dict)

    @property
    def author(self) -> str:
        """By whom others find it said: a user, or the bot itself where it speaks under another name."""
        return self.bot_id if self.subtype == BOT_MESSAGE else self.user

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread below another one."""
        return bool(self.thread_ts) and self.thread_ts != self.ts

    @property
    def in_channel(self) -> bool:
        """Whether it stands in the channel itself."""
        return not self.is_reply or self.subtype == BROADCAST

    def as_json(self) -> Json:
        """Author, words and place: what `history` and every event about the message share."""
        body: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, **self.more}
        if self.subtype == BOT_MESSAGE:
            del body["user"]
        optional: Json = {"subtype": self.subtype, "username": self.username, "blocks": self.blocks}
        optional |= {"attachments": self.attachments, "thread_ts": self.thread_ts}
        body |= {key: value for key, value in optional.items() if value}
        if self.edited:
            body["edited"] = {"user": self.user, "ts": self.edited}
        if self.reactions:
            body["reactions"] = self.reaction_list(counted=True)
        return body

    def reaction_list(self, *, counted: bool) -> list[Json]:
        """Reactions with who gave them, and on request how many."""
        entries: list[Json] = [{"name": name, "users": list(users)} for name, users in self.reactions.items()]
        return [entry | {"count": len(entry["users"])} for entry in entries] if counted else entries
