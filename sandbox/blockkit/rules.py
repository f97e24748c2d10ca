"""The grammar in which the tables of Block Kit are written; each rule tells what is wrong with a value, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from sandbox.shapes import Json

PLAIN = ("plain_text",)
ANY_TEXT = ("plain_text", "mrkdwn")


def fault(message: str, at: str) -> str:
    """One fault in Slack's words, such as `must be less than 3001 characters [json-pointer:/blocks/1/text/text]`."""
    return f"{message} [json-pointer:{at}]"


class Rule(Protocol):
    """What a value must be."""

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """Everything wrong with a value that stands at a JSON pointer."""
        ...


@dataclass(frozen=True)
class Str:
    """A string of `least` to `most` characters."""

    most: int
    least: int = 1

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if not isinstance(value, str):
            yield fault("must provide a string", at)
        elif len(value) > self.most:
            yield fault(f"must be less than {self.most + 1} characters", at)
        elif len(value) < self.least:
            yield fault(f"must be more than {self.least - 1} characters", at)


@dataclass(frozen=True)
class Moment:
    """A date or a time of day, written as `form` says."""

    form: str
    words: str

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if not isinstance(value, str) or not self._fits(value):
            yield fault(f"must be {self.words}", at)

    def _fits(self, value: str) -> bool:
        try:
            return datetime.strptime(value, self.form).replace(tzinfo=UTC).strftime(self.form) == value
        except ValueError:
            return False


@dataclass(frozen=True)
class Flag:
    """A boolean."""

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if not isinstance(value, bool):
            yield fault("must provide a boolean", at)


@dataclass(frozen=True)
class Number:
    """A whole number within bounds."""

    least: int
    most: int

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield fault("must provide a number", at)
        elif not self.least <= value <= self.most:
            yield fault(f"must be between {self.least} and {self.most}", at)


@dataclass(frozen=True)
class Word:
    """One of a few words."""

    words: tuple[str, ...]

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if value not in self.words:
            yield fault("must be a valid enum value", at)


@dataclass(frozen=True)
class Anything:
    """A value whose inside is not looked at."""

    def faults(self, _value: Any, _at: str) -> Iterator[str]:
        """See Rule."""
        return iter(())


@dataclass(frozen=True)
class ListOf:
    """A list of `least` to `most` values of one rule."""

    rule: Rule
    most: int
    least: int = 1

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if not isinstance(value, list):
            yield fault("must provide an array", at)
            return
        if len(value) > self.most:
            yield fault(f"no more than {self.most} items allowed", at)
        if len(value) < self.least:
            yield fault(f"no fewer than {self.least} items allowed", at)
        for place, item in enumerate(value):
            yield from self.rule.faults(item, f"{at}/{place}")


@dataclass(frozen=True)
class Shape:
    """An object: its fields, which must be there, what they are together, and whether others may stand beside them."""

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    together: Callable[[Json, str], Iterator[str]] | None = field(default=None)
    others: bool = False

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        if not isinstance(value, dict):
            yield fault("must provide an object", at)
            return
        found = [*self._one_by_one(value, at)]
        yield from found
        # What the fields are together can only be asked of fields that are what they must be.
        if self.together is not None and not found:
            yield from self.together(value, at)

    def _one_by_one(self, value: Json, at: str) -> Iterator[str]:
        yield from (fault(f"missing required field: {name}", at) for name in self.required if value.get(name) is None)
        for name, inner in value.items():
            if name in self.fields and inner is not None:
                yield from self.fields[name].faults(inner, f"{at}/{name}")
            elif name not in self.fields and not self.others:
                yield fault(f"invalid additional property: {name}", at)


@dataclass(frozen=True)
class Variant:
    """An object whose `type` says which shape it has."""

    shapes: Mapping[str, Shape]

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in self.shapes:
            yield fault(f"unsupported type: {kind}", f"{at}/type")
        else:
            yield from self.shapes[kind].faults(value, at)


@dataclass(frozen=True)
class Text:
    """A text object of at most `most` characters, of one of the kinds."""

    most: int
    kinds: tuple[str, ...] = ANY_TEXT

    def faults(self, value: Any, at: str) -> Iterator[str]:
        """See Rule."""
        yield from Variant({kind: _text_shape(kind, self.most) for kind in self.kinds}).faults(value, at)


def _text_shape(kind: str, most: int) -> Shape:
    own = {"emoji": Flag()} if kind == "plain_text" else {"verbatim": Flag()}
    return Shape({"type": Str(20), "text": Str(most), **own}, ("text",))
