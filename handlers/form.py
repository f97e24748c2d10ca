"""What a person typed and chose in a modal: Slack's `state.values` as typed answers, refused beside their field."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from bot.errors import InvalidField
from bot.ids import Field

_Enum = TypeVar("_Enum", bound=StrEnum)
LONGEST_TEXT = 3000
_NUMBER = re.compile(r"[+-]?\d{1,6}([.]\d{1,6}|,\d{1,2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,10}", re.ASCII)
_SPAN = re.compile(r"(\d{1,6})(s?)")


class Upload(NamedTuple):
    """A file that somebody attached: where Slack keeps it, for who has the token, and its name."""

    url: str
    name: str


class Form:
    """The answers of one submitted (or still open) modal, by field."""

    def __init__(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        self._elements = {
            action: element for actions in values.values() for action, element in actions.items() if element
        }

    def text(self, field: Field, *, limit: int = LONGEST_TEXT) -> str | None:
        """What was typed, without white space around it; None when nothing was.

        Raises:
            InvalidField: it is longer than `limit` characters.
        """
        typed = (self._of(field).get("value") or "").strip()
        if len(typed) > limit:
            raise InvalidField(field=field, problem="too_long", limit=limit, length=len(typed))
        return typed or None

    def required(self, field: Field, *, limit: int = LONGEST_TEXT) -> str:
        """What was typed, where something has to be.

        Raises:
            InvalidField: nothing was, or too much.
        """
        typed = self.text(field, limit=limit)
        if typed is None:
            raise InvalidField(field=field, problem="empty")
        return typed

    def choice(self, field: Field) -> str | None:
        """The value of the chosen option."""
        option = self._of(field).get("selected_option")
        return option["value"] if option else None

    def chosen(self, field: Field, options: type[_Enum]) -> _Enum | None:
        """The chosen option as a member of a closed set.

        Raises:
            InvalidField: something else was sent.
        """
        value = self.choice(field)
        return None if value is None else self._member(field, value, options)

    def ticked(self, field: Field) -> tuple[str, ...]:
        """The values of the ticked boxes."""
        return tuple(option["value"] for option in self._of(field).get("selected_options") or ())

    def all_ticked(self, field: Field, options: type[_Enum]) -> frozenset[_Enum]:
        """The ticked boxes as members of a closed set."""
        return frozenset(self._member(field, value, options) for value in self.ticked(field))

    def person(self, field: Field) -> str:
        """The chosen person's user id.

        Raises:
            InvalidField: nobody was chosen.
        """
        user = self._of(field).get("selected_user")
        if not user:
            raise InvalidField(field=field, problem="empty")
        return str(user)

    def optional_person(self, field: Field) -> str | None:
        """The chosen person's user id; None when nobody was chosen."""
        user = self._of(field).get("selected_user")
        return str(user) if user else None

    def rows(self, field: Field, options: type[_Enum]) -> Mapping[str, _Enum]:
        """The chosen options of a field that stands in the form several times, by row.

        Raises:
            InvalidField: something else was sent.
        """
        chosen = {
            action.removeprefix(f"{field}:"): element["selected_option"]["value"]
            for action, element in self._elements.items()
            if action.startswith(f"{field}:") and element.get("selected_option")
        }
        return {row: self._member(field, value, options) for row, value in chosen.items()}

    def moment(self, field: Field) -> datetime | None:
        """The chosen date and time, in UTC."""
        seconds = self._of(field).get("selected_date_time")
        return datetime.fromtimestamp(int(seconds), UTC) if seconds else None

    def past_moment(self, field: Field, now: datetime) -> datetime | None:
        """The chosen date and time of something that has happened.

        Raises:
            InvalidField: it lies in the future.
        """
        chosen = self.moment(field)
        if chosen is not None and chosen > now + timedelta(minutes=1):
            raise InvalidField(field=field, problem="in_the_future")
        return chosen

    def day(self, field: Field) -> date:
        """The chosen day.

        Raises:
            InvalidField: none was chosen.
        """
        chosen = self._of(field).get("selected_date")
        if not chosen:
            raise InvalidField(field=field, problem="empty")
        return date.fromisoformat(chosen)

    def number(self, field: Field) -> float | None:
        """The typed number; `12,5` is read as people write it, `1,000` could be two numbers and is refused.

        Raises:
            InvalidField: it is none, or absurd.
        """
        typed = self.text(field)
        if typed is None:
            return None
        plain = typed.replace("%", "").strip()
        if _NUMBER.fullmatch(plain) is None:
            raise InvalidField(field=field, problem="not_a_number")
        return float(plain.replace(",", "."))

    def count(self, field: Field) -> int | None:
        """The typed whole number.

        Raises:
            InvalidField: it is none, or less than nothing.
        """
        typed = self.text(field)
        if typed is not None and _COUNT.fullmatch(typed) is None:
            raise InvalidField(field=field, problem="not_a_count", least=0)
        return None if typed is None else int(typed)

    def span(self, field: Field) -> timedelta:
        """A chosen span of time: whole minutes, or seconds with an `s`.

        Raises:
            InvalidField: nothing was chosen.
        """
        found = _SPAN.fullmatch(self.choice(field) or "")
        if found is None:
            raise InvalidField(field=field, problem="empty")
        return timedelta(seconds=int(found[1])) if found[2] else timedelta(minutes=int(found[1]))

    def file(self, field: Field) -> Upload | None:
        """The attached file."""
        files = self._of(field).get("files") or ()
        if not files:
            return None
        one = files[0]
        return Upload(one.get("url_private_download") or one.get("url_private") or "", one.get("name") or "")

    def _of(self, field: Field) -> Mapping[str, Any]:
        element: Mapping[str, Any] = self._elements.get(field, {})
        return element

    @staticmethod
    def _member(field: Field, value: str, options: type[_Enum]) -> _Enum:
        try:
            return options(value)
        except ValueError:
            raise InvalidField(field=field, problem="not_offered") from None
