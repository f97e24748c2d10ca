"""The bodies of the control API's requests."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from sandbox.detours import EVENTS
from sandbox.faults import BY_CHANCE


class Order(BaseModel):
    """What every request has in common: fields that are not known are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ByPerson(Order):
    """Someone does something."""

    user: str


class InChannel(ByPerson):
    """Someone does something in a channel."""

    channel: str


class OnMessage(InChannel):
    """Someone does something to a message."""

    ts: str


# In seconds.
CENTURY = 100 * 365 * 86_400


class MoveClock(Order):
    """POST /control/clock: one of the three; `advance` in seconds."""

    advance: float | None = Field(default=None, ge=0, le=CENTURY)
    to: AwareDatetime | None = None
    rate: float | None = None


class Command(InChannel):
    """POST /control/command."""

    text: str


class Shortcut(ByPerson):
    """POST /control/shortcut; global without a message."""

    callback_id: str
    channel: str | None = None
    ts: str | None = None


class Home(ByPerson):
    """POST /control/home."""

    tab: Literal["home", "messages"] = "home"


class OnElement(ByPerson):
    """Someone does something to an element of a message or of a view."""

    block_id: str
    action_id: str
    channel: str | None = None
    ts: str | None = None
    view_id: str | None = None


class Suggest(OnElement):
    """POST /control/suggest: what stands in the field of a menu that the app looks up."""

    typed: str = ""


class Press(OnElement):
    """POST /control/press."""

    value: Any = None
    state: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Submit(ByPerson):
    """POST /control/submit."""

    view_id: str
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Close(ByPerson):
    """POST /control/close."""

    view_id: str


class Attached(Order):
    """A file that a person attaches, as text."""

    name: str
    content: str


class Say(InChannel):
    """POST /control/say."""

    text: str = ""
    thread_ts: str | None = None
    files: list[Attached] = Field(default_factory=list)
    blocks: list[dict[str, Any]] = Field(default_factory=list)


class Edit(OnMessage):
    """POST /control/edit."""

    text: str


class React(OnMessage):
    """POST /control/react and /control/unreact."""

    name: str


class NewChannel(ByPerson):
    """POST /control/channel."""

    name: str
    is_private: bool = False


class Rename(InChannel):
    """POST /control/rename."""

    name: str


class Invite(InChannel):
    """POST /control/invite."""

    people: tuple[str, ...] = Field(min_length=1)


class Remove(InChannel):
    """POST /control/remove."""

    person: str


class Note(InChannel):
    """POST /control/topic and /control/purpose."""

    text: str


class Direct(ByPerson):
    """POST /control/direct: with up to eight others."""

    people: tuple[str, ...] = Field(min_length=1, max_length=8)


class CanvasPlan(Order):
    """POST /control/canvases."""

    plan: Literal["on", "free", "off"]


class Fault(Order):
    """POST /control/faults."""

    method: str
    kind: str
    count: int = Field(default=1, ge=1)
    retry_after: int = Field(default=1, ge=0)
    ms: int = Field(default=0, ge=0)


class Latency(Order):
    """POST /control/faults/latency: milliseconds of wall time for every call."""

    ms: int = Field(ge=0, le=600_000)


class Chance(Order):
    """POST /control/faults/random: a share of 0 leaves nothing to chance any more."""

    share: float = Field(ge=0, le=1)
    seed: int = 0
    kinds: tuple[str, ...] = Field(default=BY_CHANCE, min_length=1)
    retry_after: int = Field(default=1, ge=0)
    ms: int = Field(default=500, ge=0)
    spare: tuple[str, ...] = ()


class Detour(Order):
    """POST /control/detours."""

    kind: str
    count: int = Field(default=1, ge=1)
    what: str = EVENTS
    seconds: float = Field(default=60, ge=0)
    seed: int | None = None


class Socket(Order):
    """POST /control/socket: what Slack does to every open connection."""

    do: Literal["warn", "refresh", "drop"]


class Limits(Order):
    """POST /control/limits."""

    on: bool
