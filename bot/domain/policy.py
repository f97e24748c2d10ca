"""What an organisation decides for itself: channels, clocks, groups and whom a severity calls."""

import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from itertools import pairwise
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.taxonomy import SEVERITIES, Severity

UPDATE_EVERY: Final = timedelta(minutes=30)
"""The default between two status updates, at every severity (brief: "Updates every 30 minutes")."""

WATCH: Final[Mapping[Severity, timedelta]] = {
    Severity.P0: timedelta(hours=72),
    Severity.P1: timedelta(hours=72),
    Severity.P2: timedelta(hours=24),
}
"""How long a mitigation is watched before the incident is closed, where the file says nothing; P3 is not watched."""

WATCH_UPDATE_EVERY: Final[Mapping[Severity, timedelta]] = {
    Severity.P0: timedelta(hours=4),
    Severity.P1: timedelta(hours=4),
    Severity.P2: timedelta(hours=24),
    Severity.P3: timedelta(hours=24),
}
"""The default between two status updates while a mitigation is watched."""

LONGEST: Final = timedelta(days=366)
"""No clock of an incident runs longer: a longer one is a slip of the pen, and would overflow dates."""

GROUPS: Final = frozenset(
    {
        "communications",
        "customer_support",
        "data_engineering",
        "executive_sponsor",
        "legal",
        "ml",
        "platform",
        "privacy",
        "product",
        "responsible_ai",
        "security",
        "trust_and_safety",
    }
)
"""The names of groups that runbooks ask for; an organisation says who stands behind them, and may name more."""

_ALL: Final = 100
_MOST_STAGES: Final = 10
_SLACK_ID: Final = re.compile(r"[USW][A-Z0-9]+")


def is_slack_id(value: str) -> bool:
    """Say whether this is the id of a Slack user (U…, W…) or user group (S…) rather than a name."""
    return _SLACK_ID.fullmatch(value) is not None


def _iso_only(value: Any) -> Any:
    """Refuse bare numbers and clock times: 15 may mean seconds or minutes, PT15M may not."""
    if isinstance(value, timedelta) or (isinstance(value, str) and value.startswith("P")):
        return value
    raise ValueError("must be an ISO 8601 duration such as PT30M or P1D")


def _sensible(value: timedelta) -> timedelta:
    if not timedelta(0) < value <= LONGEST:
        raise ValueError("must be longer than zero and at most 366 days")
    return value


def _one_or_many(value: Any) -> Any:
    """Let one entry stand for a list of one."""
    return (value,) if isinstance(value, str) else value


def _quoted_time(value: Any) -> Any:
    """Refuse numbers: YAML reads 10:30 without quotes as one."""
    if isinstance(value, int | float):
        raise ValueError("must be a time of day in quotes, such as '09:00'")  # noqa: TRY004  # as all of these
    return value


def _without_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("must have no time zone: it is the owner's")
    return value


def _slack_id(value: str) -> str:
    if not is_slack_id(value):
        raise ValueError(f"{value!r} is not the id of a Slack user (U…, W…) or user group (S…)")
    return value


def _group_name(value: str) -> str:
    if not value or is_slack_id(value):
        raise ValueError(f"{value!r} cannot be told from an id: choose another name for the group")
    return value


def _same_for_all(value: Any) -> Any:
    """Let one duration stand for every severity."""
    return dict.fromkeys(Severity, value) if isinstance(value, str | timedelta) else value


def _read_severity(value: Any) -> Any:
    """Read P0 and p0 alike; anything else is left for the type to refuse."""
    return value.upper() if isinstance(value, str) else value


def _with_default_slas(given: Mapping[Severity, timedelta]) -> Mapping[Severity, timedelta]:
    return {severity: given.get(severity, facts.sla) for severity, facts in SEVERITIES.items()}


def _with_default_cadence(given: Mapping[Severity, timedelta]) -> Mapping[Severity, timedelta]:
    return {severity: given.get(severity, UPDATE_EVERY) for severity in Severity}


def _with_default_watch(given: Mapping[Severity, timedelta | None]) -> Mapping[Severity, timedelta | None]:
    return {**WATCH, **given}


def _with_default_watch_cadence(given: Mapping[Severity, timedelta]) -> Mapping[Severity, timedelta]:
    return {**WATCH_UPDATE_EVERY, **given}


def _rising_to_all(stages: tuple[int, ...]) -> tuple[int, ...]:
    """Refuse stages that do not rise, or that leave a part of the traffic without the fix."""
    rising = all(before < after for before, after in pairwise((0, *stages)))
    if not stages or not rising or stages[-1] != _ALL:
        raise ValueError("must rise, above 0, and end with 100")
    if len(stages) > _MOST_STAGES:
        raise ValueError(f"must be at most {_MOST_STAGES} stages")
    return stages


Duration = Annotated[timedelta, BeforeValidator(_iso_only), AfterValidator(_sensible)]
_SeverityKey = Annotated[Severity, BeforeValidator(_read_severity)]
_PerSeverity = Mapping[_SeverityKey, Duration]
_Watches = Mapping[_SeverityKey, Duration | None]
_SlackIds = Annotated[tuple[Annotated[str, AfterValidator(_slack_id)], ...], BeforeValidator(_one_or_many)]
_Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
_Channel = Annotated[
    str, StringConstraints(pattern=r"^#?[A-Za-z0-9_-]{1,80}$"), AfterValidator(lambda name: name.removeprefix("#"))
]
_Prefix = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,19}$")]
_TimeOfDay = Annotated[time, BeforeValidator(_quoted_time), AfterValidator(_without_zone)]
_TypeSlug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]


class Policy(BaseModel):
    """The organisation's file, every key optional.

    Attributes:
        announce_channel: Name (with or without ``#``) or id of the channel that hears of every incident once.
        response_sla: From declaration until someone takes command; what the file leaves out is the brief's.
        update_every: Between two status updates; one duration may stand for all severities.
        watch_period: From the mitigation until the incident may be closed; null where nothing is watched.
        watch_update_every: Between two status updates during the watch; one duration may stand for all severities.
        private_channel_for: Incident types (slugs) whose channel is private.
        groups: Names such as ``legal`` and the Slack users or user groups that stand behind them.
        escalation: Per severity whom an incident calls, in order: Slack ids, or names of ``groups``.
        log_retention: How long each log source keeps what it has, where the system's record does not say.
        rollout_stages: The shares of the traffic, in per cent, through which a fix is exposed; the last is 100.
        channel_prefix: How the names of incident channels begin.
        readiness_check_at: The time of day, in the owner's time zone, at which it is looked whether systems on record
            could be rolled back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    announce_channel: _Channel | None = None
    response_sla: Annotated[_PerSeverity, AfterValidator(_with_default_slas)] = Field({}, validate_default=True)
    update_every: Annotated[_PerSeverity, BeforeValidator(_same_for_all), AfterValidator(_with_default_cadence)] = (
        Field({}, validate_default=True)
    )
    watch_period: Annotated[_Watches, BeforeValidator(_same_for_all), AfterValidator(_with_default_watch)] = Field(
        {}, validate_default=True
    )
    watch_update_every: Annotated[
        _PerSeverity, BeforeValidator(_same_for_all), AfterValidator(_with_default_watch_cadence)
    ] = Field({}, validate_default=True)
    private_channel_for: frozenset[_TypeSlug] = frozenset()
    groups: Mapping[Annotated[str, AfterValidator(_group_name)], _SlackIds] = Field({})
    escalation: Mapping[_SeverityKey, _Names] = Field({})
    log_retention: Mapping[
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=75)], Duration
    ] = Field({})
    rollout_stages: Annotated[tuple[int, ...], AfterValidator(_rising_to_all)] = (1, 10, 50, 100)
    channel_prefix: _Prefix = "inc"
    readiness_check_at: _TimeOfDay = time(9)

    @model_validator(mode="after")
    def _escalation_names_groups_that_exist(self) -> "Policy":
        """Refuse a name behind which nobody stands: it would be found out in the middle of an incident."""
        for severity, names in self.escalation.items():
            for name in names:
                if not is_slack_id(name) and name not in self.groups:
                    raise ValueError(f"escalation.{severity}: {name!r} is neither a Slack id nor one of groups")
        return self

    def sla(self, severity: Severity) -> timedelta:
        """Return how long the first response may take."""
        return self.response_sla[severity]

    def cadence(self, severity: Severity) -> timedelta:
        """Return how long may pass between two status updates."""
        return self.update_every[severity]

    def watch(self, severity: Severity) -> timedelta | None:
        """Return how long a mitigation is watched; None when it is not."""
        return self.watch_period.get(severity)

    def watch_cadence(self, severity: Severity) -> timedelta:
        """Return how long may pass between two status updates during the watch."""
        return self.watch_update_every[severity]

    def members(self, group: str) -> tuple[str, ...]:
        """Return the Slack ids behind a group's name: none when policy does not know it."""
        return self.groups.get(group, ())

    def called(self, severity: Severity) -> tuple[str, ...]:
        """Return the Slack ids that an incident of this severity calls, in order and each once."""
        return tuple(dict.fromkeys(self._resolved(self.escalation.get(severity, ()))))

    def _resolved(self, names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            yield from (name,) if is_slack_id(name) else self.members(name)
