"""What a person has before them: a message, a modal, and the outcome of what they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import labels
from sandbox.blockkit.elements import all_options
from sandbox.client import CannotError
from sandbox.shapes import Json


@dataclass(frozen=True)
class Said:
    """A message as the control API tells it."""

    raw: Json

    @property
    def ts(self) -> str:
        """Its timestamp."""
        return str(self.raw["ts"])

    @property
    def text(self) -> str:
        """Its text, which notifications show."""
        return str(self.raw["text"])

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.raw["blocks"]
        return blocks

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees it."""
        return bool(self.raw["ephemeral"])

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return "\n".join([self.text, *labels.readable(self.blocks), *(file["title"] for file in self.raw["files"])])


@dataclass(frozen=True)
class Screen:
    """A modal or a Home tab as the control API tells it."""

    raw: Json

    @classmethod
    def within(cls, told: Json) -> Screen | None:
        """The view that an answer of the control API carries, if any."""
        return cls(told["view"]) if told["view"] else None

    @property
    def id(self) -> str:
        """The view's id."""
        return str(self.raw["id"])

    @property
    def callback_id(self) -> str:
        """The app's name for it."""
        return str(self.raw["callback_id"])

    @property
    def title(self) -> str:
        """What stands above it; a Home tab has nothing there."""
        return str((self.raw.get("title") or {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.raw["blocks"]
        return blocks

    @property
    def labels(self) -> list[str]:
        """What stands beside its elements."""
        return [labels.label_of(spot) for spot in labels.spots(self.blocks)]

    @property
    def words(self) -> str:
        """Everything that can be read in it."""
        return "\n".join([self.title, *labels.readable(self.blocks)])

    def label_of(self, block_id: str) -> str:
        """The label of one block."""
        return next((labels.label_of(s) for s in labels.spots(self.blocks) if s.place[0] == block_id), block_id)


@dataclass(frozen=True)
class Offered:
    """What a menu shows that the app looks up: option texts, or why there are none."""

    options: list[Json]
    notice: str
    asked: bool

    @classmethod
    def of(cls, told: Json) -> Offered:
        """From the control API's answer."""
        return cls(all_options(told), told["notice"] or "", told["asked"])

    @property
    def texts(self) -> list[str]:
        """The options as they read."""
        return [option["text"]["text"] for option in self.options]

    def value(self, wanted: Any) -> str:
        """The value of the option of that text or value.

        Raises:
            CannotError: it is not there.
        """
        for option in self.options:
            if wanted in (option["text"]["text"], option["value"]):
                return str(option["value"])
        raise CannotError(f"{wanted!r} is not among {self.texts}: {self.notice or 'the app does not offer it'}")


@dataclass(frozen=True)
class Outcome:
    """What came of an act; `errors` are the app's, `client_errors` Slack's own, both by block id."""

    ok: bool
    errors: Mapping[str, str]
    client_errors: Mapping[str, str]
    response_action: str
    notice: str
    view: Screen | None

    @classmethod
    def of(cls, told: Json) -> Outcome:
        """From the control API's answer."""
        words = told["response_action"] or "", told["notice"] or ""
        return cls(told["ok"], told["errors"], told["client_errors"], *words, Screen.within(told))
