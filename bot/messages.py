"""Outgoing calls as frozen values: what the bot wants said or done in Slack, before anyone knows ids or times.

Places are symbolic: the channel of incident 7 has no id until Slack has made it. A row of the outbox holds one of
these.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Rendered(_Value):
    """Words ready for Slack: fallback text, and Block Kit blocks checked by `bot.blocks` (Slack's own JSON)."""

    text: str
    blocks: tuple[dict[str, Any], ...] = ()


class IncidentChannel(_Value):
    """The channel of an incident; known once it has been made."""

    place: Literal["incident_channel"] = "incident_channel"
    incident: int


class AnnounceChannel(_Value):
    """The channel of policy's `announce_channel`."""

    place: Literal["announce_channel"] = "announce_channel"


class Direct(_Value):
    """A direct message to one person."""

    place: Literal["direct"] = "direct"
    user: str


class Channel(_Value):
    """A channel whose id is known."""

    place: Literal["channel"] = "channel"
    id: str


Place = Annotated[IncidentChannel | AnnounceChannel | Direct | Channel, Field(discriminator="place")]


class OpenChannel(_Value):
    """Make the channel of an incident. Core: without it nothing else of the incident can be sent."""

    call: Literal["open_channel"] = "open_channel"
    incident: int
    name: str
    private: bool


class Invite(_Value):
    """Invite people (Slack user ids, or user group ids, which are resolved when sent) into the incident's channel."""

    call: Literal["invite"] = "invite"
    incident: int
    targets: tuple[str, ...]


class SetTopic(_Value):
    """Set the topic of the incident's channel to what is true when it is sent.

    With `left`, set that of a channel that the incident has left, to `says`.
    """

    call: Literal["set_topic"] = "set_topic"
    incident: int
    left: str | None = None
    says: str = ""


class AddBookmark(_Value):
    """Bookmark a standing message of the incident in its channel, under `title`."""

    call: Literal["add_bookmark"] = "add_bookmark"
    incident: int
    slot: str
    title: str


class Stand(_Value):
    """Make a standing message show what is true when it is sent: posted the first time, edited in place later.

    `slot` is a `Slot`, with `:` and more where an incident has several (`checklist:bias_detection:scope`). Several
    waiting edits become one.
    """

    call: Literal["stand"] = "stand"
    incident: int
    slot: str


class Remove(_Value):
    """Delete a standing message, if it stands."""

    call: Literal["remove"] = "remove"
    incident: int
    slot: str


class TakeBack(_Value):
    """Delete a message that an incident left behind in a former channel, once the new one has been made."""

    call: Literal["take_back"] = "take_back"
    to: Channel
    ts: str
    incident: int


class Pin(_Value):
    """Pin a standing message."""

    call: Literal["pin"] = "pin"
    incident: int
    slot: str


class Post(_Value):
    """Say something once. `slot`, when given, remembers where it stands, so that it can be edited or removed."""

    call: Literal["post"] = "post"
    to: Place
    says: Rendered
    incident: int | None = None
    slot: str | None = None


class Whisper(_Value):
    """Say something that one person in a channel sees, once at most."""

    call: Literal["whisper"] = "whisper"
    to: Place
    user: str
    says: Rendered
    incident: int | None = None


class Upload(_Value):
    """Share a text file, with a comment, once at most. `edition` says of which post-mortem it is the file."""

    call: Literal["upload"] = "upload"
    to: Place
    filename: str
    title: str
    content: str
    comment: str
    incident: int | None = None
    edition: int | None = None


class TellGroup(_Value):
    """Say something once to each person of a user group, who are looked up when it is sent."""

    call: Literal["tell_group"] = "tell_group"
    group: str
    says: Rendered


class FetchOutputs(_Value):
    """Read the file that somebody attached to a sample, and keep its outputs to be labelled.

    `drawn_at` tells the sample from others of the same step, `by` attached the file, `column` says where in it the
    outputs stand.
    """

    call: Literal["fetch_outputs"] = "fetch_outputs"
    incident: int
    step: str
    drawn_at: datetime
    by: str
    url: str
    filename: str
    column: str | None = None


class LookUp(_Value):
    """Learn a person's names and time zone, so that documents can leave the names out."""

    call: Literal["look_up"] = "look_up"
    user: str


class PublishHome(_Value):
    """Make somebody's Home show what is true for them when it is sent. Several waiting become one."""

    call: Literal["publish_home"] = "publish_home"
    user: str


Message = Annotated[
    OpenChannel
    | Invite
    | SetTopic
    | AddBookmark
    | Stand
    | Remove
    | TakeBack
    | Pin
    | Post
    | Whisper
    | Upload
    | TellGroup
    | FetchOutputs
    | LookUp
    | PublishHome,
    Field(discriminator="call"),
]
MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


class Context(_Value):
    """What a modal has to know when it comes back (Slack's `private_metadata`), or a button's `value`."""

    incident: int | None = None
    step: str | None = None
    lever: int | None = None
    channel: str | None = None
    source: str | None = None
    mode: str | None = None
    title: str | None = None
    answers: str | None = None
    item: int | None = None
    ongoing: str | None = None
    type: str | None = None
    shown: tuple[str, ...] | None = None
    system: str | None = None
    place: int | None = None

    def dump(self) -> str:
        """As short JSON, without what is not set."""
        return self.model_dump_json(exclude_none=True)


class Modal(_Value):
    """A modal ready for Slack, checked by `bot.blocks` (Slack's own JSON)."""

    view: dict[str, Any]


class Home(_Value):
    """A Home ready for Slack, checked by `bot.blocks` (Slack's own JSON)."""

    view: dict[str, Any]
