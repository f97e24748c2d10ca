"""What apps have planned to say: kept until its time comes, or until it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sandbox.manifest import App
from sandbox.shapes import Json

if TYPE_CHECKING:
    from sandbox.talk import Draft


@dataclass(frozen=True)
class Planned:
    """A message for later; `post_at` and `created` are unix seconds."""

    id: str
    app: App
    channel: str
    post_at: int
    created: int
    draft: Draft

    @property
    def due(self) -> datetime:
        """When it is to be said."""
        return datetime.fromtimestamp(self.post_at, UTC)

    def as_slack(self) -> Json:
        """The entry of `chat.scheduledMessages.list`."""
        times = {"post_at": self.post_at, "date_created": self.created}
        return {"id": self.id, "channel_id": self.channel, **times, "text": self.draft.text}


@dataclass
class Scheduled:
    """Everything that is planned, by id; `hear` is told of what is added."""

    planned: dict[str, Planned] = field(default_factory=dict)
    hear: Callable[[Planned], None] | None = None

    def add(self, one: Planned) -> None:
        """Plan something."""
        self.planned[one.id] = one
        if self.hear is not None:
            self.hear(one)

    def of(self, app: App) -> list[Planned]:
        """What one app has planned, earliest first."""
        return sorted((one for one in self.planned.values() if one.app is app), key=lambda one: (one.post_at, one.id))

    @property
    def next_due(self) -> datetime | None:
        """When the next of it is to be said."""
        return min((one.due for one in self.planned.values()), default=None)
