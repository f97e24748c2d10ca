"""What is on record of a system as people type it, one thing in a line: written and read in one place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from pydantic import TypeAdapter, ValidationError

from bot.domain.policy import Duration
from bot.domain.systems import Bundle, Part, Trigger
from bot.errors import InvalidField
from bot.ids import Field

_DURATION: Final[TypeAdapter[timedelta]] = TypeAdapter(Duration)
_MINUTES: Final = re.compile(r"(\d{1,5})\s*(?:m|min|minutes?)?", re.ASCII)
_DAYS: Final = re.compile(r"(\d{1,3})\s*(d|days?|h|hours?)", re.ASCII | re.IGNORECASE)
_TRIGGER: Final = re.compile(r"(.+?)\s*\b(below|above)\s+(-?\d{1,9}(?:\.\d{1,6})?)", re.ASCII | re.IGNORECASE)


def write_bundles(bundles: Iterable[Bundle]) -> str:
    """Return one line a bundle: ``v41; 12 min; model: 41; prompt: p-7``."""
    return "\n".join(map(_bundle, bundles))


def _bundle(bundle: Bundle) -> str:
    minutes = [] if bundle.minutes is None else [f"{bundle.minutes} min"]
    return "; ".join((bundle.label, *minutes, *(f"{part}: {version}" for part, version in bundle.parts.items())))


def read_bundles(text: str) -> tuple[Bundle, ...]:
    """Read what `write_bundles` writes.

    Raises:
        InvalidField: a line cannot be read, or a label stands twice.
    """
    found: dict[str, Bundle] = {}
    for number, line in _lines(text):
        bundle = _read_bundle(line, number)
        if bundle.label in found:
            raise InvalidField(field=Field.BUNDLES, problem="same_label", line=number)
        found[bundle.label] = bundle
    return tuple(found.values())


def _read_bundle(line: str, number: int) -> Bundle:
    label, *rest = (piece.strip() for piece in line.split(";") if piece.strip())
    minutes = _MINUTES.fullmatch(rest[0]) if rest else None
    parts = dict(_part(piece, number) for piece in rest[1 if minutes else 0 :])
    try:
        return Bundle(label=label, parts=parts, minutes=int(minutes[1]) if minutes else None)
    except ValidationError:
        raise InvalidField(field=Field.BUNDLES, problem="bad_bundle", line=number) from None


def _part(piece: str, number: int) -> tuple[Part, str]:
    name, colon, version = piece.partition(":")
    if not colon:
        raise InvalidField(field=Field.BUNDLES, problem="bad_bundle", line=number)
    known = {part.value: part for part in Part}
    part = known.get(name.strip().casefold())
    if part is None:
        raise InvalidField(
            field=Field.BUNDLES, problem="bad_part", line=number, name=name.strip()[:40], parts=", ".join(known)
        )
    return part, version.strip()


def write_retention(kept: Mapping[str, timedelta]) -> str:
    """Return one line a log source: ``inference log: P30D``."""
    return "\n".join(f"{source}: {_DURATION.dump_python(span, mode='json')}" for source, span in kept.items())


def read_retention(text: str) -> Mapping[str, timedelta]:
    """Read what `write_retention` writes; ``30 days`` and ``12 hours`` are understood as well.

    Raises:
        InvalidField: a line cannot be read.
    """
    found: dict[str, timedelta] = {}
    for number, line in _lines(text):
        source, _, span = (piece.strip() for piece in line.rpartition(":"))
        if not source or len(source) > 75:  # noqa: PLR2004  # as long as any label
            raise InvalidField(field=Field.LOG_RETENTION, problem="bad_retention", line=number)
        found[source] = _span(span, number)
    return found


def _span(text: str, number: int) -> timedelta:
    plain = _DAYS.fullmatch(text)
    unit = "days" if plain and plain[2].casefold().startswith("d") else "hours"
    try:
        return _DURATION.validate_python(timedelta(**{unit: int(plain[1])}) if plain else text.upper())
    except ValidationError:
        raise InvalidField(field=Field.LOG_RETENTION, problem="bad_retention", line=number) from None


def write_trigger(trigger: Trigger | None) -> str:
    """Return a trigger as ``groundedness below 0.8``."""
    return f"{trigger.metric} {trigger.direction} {trigger.at:g}" if trigger else ""


def read_trigger(text: str | None, field: Field) -> Trigger | None:
    """Read what `write_trigger` writes; None of nothing.

    Raises:
        InvalidField: it cannot be read.
    """
    if text is None:
        return None
    found = _TRIGGER.fullmatch(text.strip())
    try:
        if found is not None:
            read = {"metric": found[1], "direction": found[2].casefold(), "at": float(found[3])}
            return Trigger.model_validate(read)
    except ValidationError:
        pass
    raise InvalidField(field=field, problem="bad_trigger")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line in which something stands, with its number."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip(" ;"):
            yield number, line.strip()
