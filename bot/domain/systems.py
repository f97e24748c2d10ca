"""AI systems on record: what runs, what it can be rolled back to, and whether that would work tonight."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from bot.domain.policy import Duration, is_slack_id
from bot.domain.taxonomy import ROLLBACK
from bot.domain.works import FromFile, Label, Line

REHEARSED_WITHIN: Final = timedelta(days=90)
"""A rollback that nobody has tried for a quarter is a plan, not a way out (standards, 1.6: rehearse quarterly)."""


class Part(StrEnum):
    """The parts that fail, and are rolled back, together."""

    MODEL = "model"
    ADAPTERS = "adapters"
    PROMPT = "prompt"
    GUARDRAILS = "guardrails"
    ROUTER = "router"
    INDEX = "index"
    TOOLS = "tools"
    DECODING = "decoding"
    EVALUATOR = "evaluator"


def _slack_id(value: str) -> str:
    if not is_slack_id(value):
        raise ValueError(f"{value!r} is not the id of a Slack user (U…, W…) or user group (S…)")
    return value


def _number_as_version(value: Any) -> Any:
    """Read `41` and `1.10` as the words that they are: versions are no numbers."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


_Version = Annotated[
    str,
    BeforeValidator(_number_as_version),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
]
_Owner = Annotated[str, AfterValidator(_slack_id)]
SystemName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


def key_of(name: str) -> str:
    """Return what two names of one system have in common: neither case nor white space tell systems apart."""
    return " ".join(name.split()).casefold()


class Bundle(FromFile):
    """What was in service together: versions by part, under a label that people use; `minutes` it takes to deploy."""

    label: Label
    parts: Mapping[Part, _Version] = {}
    minutes: Annotated[int, Field(ge=1, le=10_080)] | None = None


_NAMES: Final[Mapping[Any, str]] = {"date": "on", True: "on"}


class Rehearsal(FromFile):
    """A rollback that was tried: when, and how many minutes it took."""

    on: date
    minutes: Annotated[int, Field(ge=0, le=10_080)]
    by: str | None = None
    note: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _date_in_files(cls, given: Any) -> Any:
        """Files say `date`: a bare `on` is the same as `true` in YAML."""
        return {_NAMES.get(key, key): value for key, value in given.items()} if isinstance(given, Mapping) else given


class Trigger(FromFile):
    """A value of a metric at which a rollback is offered."""

    metric: Label
    at: float
    direction: Literal["below", "above"]

    def is_crossed_by(self, value: float) -> bool:
        """Whether a measured value lies on the wrong side."""
        return value < self.at if self.direction == "below" else value > self.at


class Triggers(FromFile):
    """What sets a rollback off (brief, "Model rollback procedures"): quality, errors, a P0 or P1 safety event."""

    quality: Trigger | None = None
    errors: Trigger | None = None
    safety_event: bool = True


class Registry(FromFile):
    """Where the pointer to the model in service is kept: a registered model of MLflow and its alias."""

    model: Label
    alias: Label = "production"


class System(FromFile):
    """One AI system.

    Attributes:
        name: As incidents name it.
        purpose: What it does.
        owner: A Slack user or user group.
        bundles: What is in service, then what was before it, newest first.
        rehearsal: The last time a rollback was tried.
        triggers: What sets a rollback off.
        rollback: The command, or the address of the instructions.
        log_retention: How long each log source keeps what it has.
        eu_high_risk: Whether it is a high-risk system under the EU AI Act, as the organisation judges it.
        registry: Where the pointer to the model is kept.
    """

    name: SystemName
    purpose: Line | None = None
    owner: _Owner | None = None
    bundles: tuple[Bundle, ...] = ()
    rehearsal: Rehearsal | None = None
    triggers: Triggers = Triggers()
    rollback: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)] | None = None
    log_retention: Mapping[str, Duration] = {}
    eu_high_risk: bool = False
    registry: Registry | None = None

    @property
    def current(self) -> Bundle | None:
        """What is in service."""
        return self.bundles[0] if self.bundles else None

    @property
    def earlier(self) -> tuple[Bundle, ...]:
        """What was in service before, newest first."""
        return self.bundles[1:]

    def rehearsed(self, rehearsals: Iterable[Rehearsal]) -> "System":
        """The same system with the newest of its own rehearsal and these."""
        tried = (*rehearsals, *filter(None, (self.rehearsal,)))
        return self.model_copy(update={"rehearsal": max(tried, key=lambda one: one.on, default=None)})

    @model_validator(mode="after")
    def _labels_differ(self) -> "System":
        labels = [bundle.label for bundle in self.bundles]
        twice = sorted({label for label in labels if labels.count(label) > 1})
        if twice:
            raise ValueError(f"bundles need labels of their own; given more than once: {', '.join(twice)}")
        return self


class Lack(StrEnum):
    """What a rollback lacks."""

    NO_CURRENT = "no_current"
    TOO_FEW = "too_few"
    TOO_SLOW = "too_slow"
    NEVER_REHEARSED = "never_rehearsed"
    REHEARSAL_OLD = "rehearsal_old"
    REHEARSAL_SLOW = "rehearsal_slow"
    NO_WAY = "no_way"


class Lacking(FromFile):
    """One thing that a rollback lacks, with the figure that shows it (bundles, minutes or days)."""

    lack: Lack
    figure: int = 0


class Readiness(FromFile):
    """Whether a system could be rolled back now; `lacks` is empty when it could."""

    system: str
    lacks: tuple[Lacking, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks


class Judged(NamedTuple):
    """What is on record of a system, and whether it could be rolled back now."""

    system: System
    readiness: Readiness


def judged(system: System, now: datetime) -> Judged:
    """Return a system's record with its judgement."""
    return Judged(system, readiness(system, now))


def readiness(system: System, now: datetime) -> Readiness:
    """Judge whether a system could be rolled back now.

    It takes two earlier bundles that are deployable within 15 minutes each (brief), a rehearsal within 90 days that
    took no longer, and a way to do it.
    """
    return Readiness(system=system.name, lacks=tuple(_lacks(system, now)))


def _lacks(system: System, now: datetime) -> Iterator[Lacking]:
    quick = [bundle for bundle in system.earlier if bundle.minutes is not None and bundle.minutes <= _limit()]
    if system.current is None:
        yield Lacking(lack=Lack.NO_CURRENT)
    if len(system.earlier) < ROLLBACK.prior_versions:
        yield Lacking(lack=Lack.TOO_FEW, figure=len(system.earlier))
    elif len(quick) < ROLLBACK.prior_versions:
        yield Lacking(lack=Lack.TOO_SLOW, figure=len(quick))
    yield from _unrehearsed(system.rehearsal, now)
    if system.rollback is None:
        yield Lacking(lack=Lack.NO_WAY)


def _unrehearsed(rehearsal: Rehearsal | None, now: datetime) -> Iterator[Lacking]:
    if rehearsal is None:
        yield Lacking(lack=Lack.NEVER_REHEARSED)
        return
    age = (now.date() - rehearsal.on).days
    if age > REHEARSED_WITHIN.days:
        yield Lacking(lack=Lack.REHEARSAL_OLD, figure=age)
    if rehearsal.minutes > _limit():
        yield Lacking(lack=Lack.REHEARSAL_SLOW, figure=rehearsal.minutes)


def _limit() -> int:
    return int(ROLLBACK.deployable_within.total_seconds() // 60)
