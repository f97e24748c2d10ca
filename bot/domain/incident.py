"""An incident's state; the transitions, in the modules beside this one, return the new state and what happened."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from bot.domain.checklist import Checklist
from bot.domain.clocks import Deadline, DeadlineKind
from bot.domain.events import Event, StatusUpdated
from bot.domain.evidence import EvidenceLog, GateAnswer
from bot.domain.interview import Interview
from bot.domain.lever_board import SetLever
from bot.domain.raises import Raise
from bot.domain.rollback import Offer, Run
from bot.domain.rollout import Rollout
from bot.domain.taxonomy import UNCLASSIFIED, ChangeKind, Harm, HarmOngoing, Layer, NoticedBy, Severity
from bot.domain.triage import Measure, Suggestion
from bot.domain.watch import Watch
from bot.errors import NoCommander, NotTheCommander, Restricted, WrongStatus


class Status(StrEnum):
    """The phases of an incident's life."""

    OPEN = "open"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class Role(StrEnum):
    """Roles in an incident, as they appear in the post-mortem."""

    COMMANDER = "incident commander"
    ML_ON_CALL = "ML on-call"
    COMMUNICATIONS = "communications lead"
    SAFETY = "safety lead"
    LEGAL = "legal counsel"
    SUPPORT = "support lead"
    DATA = "data lead"
    SCRIBE = "scribe"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Answers(_Value):
    """The answers to the classification questions; None or empty means not answered.

    `system` is asked only where the declaration did not name it.
    """

    system: str | None = None
    purpose: str | None = None
    affected: str | None = None
    blast_radius: str | None = None
    began_at: datetime | None = None
    noticed_by: NoticedBy | None = None
    harms: frozenset[Harm] = frozenset()
    error_rate: Measure | None = None
    quality: Measure | None = None
    raises: frozenset[Raise] = frozenset()

    @property
    def digest(self) -> str:
        """Tell these answers from others, in a few characters that are the same in every process."""
        told = [(name, sorted(value) if isinstance(value, frozenset) else str(value)) for name, value in self]
        return sha256(repr(told).encode()).hexdigest()[:12]

    def over(self, earlier: "Answers") -> "Answers":
        """Return these, with the earlier ones where these say nothing; harm that either saw was seen."""
        given = {name: value for name, value in self if value}
        seen = {"harms": earlier.harms | self.harms, "raises": earlier.raises | self.raises}
        return earlier.model_copy(update={**given, **seen})


class Factor(_Value):
    """A contributing factor with its layer and times (UTC, where known)."""

    layer: Layer
    text: str
    began_at: datetime | None = None
    detected_at: datetime | None = None
    fixed_at: datetime | None = None


class Lesson(_Value):
    """What went well or was hard."""

    lesson: Literal["went_well", "was_hard"]
    text: str


class PreventionAction(_Value):
    """What will be done so that it does not happen again; `owner` is a Slack user id."""

    text: str
    owner: str
    due_on: date


class NotedChange(_Value):
    """Something that changed in the system before or during the incident."""

    change: ChangeKind
    text: str
    at: datetime


class Review(_Value):
    """What people enter for the post-mortem; `editions` counts the compiled ones."""

    changes: tuple[NotedChange, ...] = ()
    factors: tuple[Factor, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    actions: tuple[PreventionAction, ...] = ()
    editions: int = 0


class Incident(_Value):
    """One incident. `severity` is what the clocks run on; while nobody has decided it, `provisional` is true.

    `restricted` is true while its content may be illegal to possess: nothing may copy, hash or repeat it.
    `lift_asked` is why the commander wants that lifted, while the legal counsel has not agreed.
    `suggestion` is the last severity suggested, with its reasons. `successor` was asked to take over and has not
    answered. `first_window_ends_at` is when the first response was due at the severity of the declaration;
    `suspected` are other types (slugs) that it may be as well.
    """

    number: int
    title: str
    system: str
    private: bool = False
    restricted: bool = False
    lift_asked: str | None = None
    reporter: str
    declared_at: datetime
    source: str | None = None
    harm_ongoing: HarmOngoing = HarmOngoing.UNKNOWN
    status: Status = Status.OPEN
    severity: Severity
    provisional: bool = False
    suggestion: Suggestion | None = None
    type: str = UNCLASSIFIED
    suspected: tuple[str, ...] = ()
    interview: Interview | None = None
    first_window_ends_at: datetime | None = None
    answers: Answers = Answers()
    is_classified: bool = False
    roles: Mapping[Role, str] = {}
    helpers: tuple[str, ...] = ()
    successor: str | None = None
    checklist: Checklist
    levers: tuple[SetLever, ...] = ()
    rollbacks: tuple[Run, ...] = ()
    rollback_offers: tuple[Offer, ...] = ()
    rollouts: tuple[Rollout, ...] = ()
    deadlines: Mapping[DeadlineKind, Deadline] = {}
    latest_update: StatusUpdated | None = None
    mitigated_at: datetime | None = None
    watch: Watch | None = None
    resolved_at: datetime | None = None
    review: Review = Review()
    gates: Mapping[str, GateAnswer] = {}
    evidence: EvidenceLog = EvidenceLog()

    @property
    def commander(self) -> str | None:
        """The incident commander's Slack user id."""
        return self.roles.get(Role.COMMANDER)

    @property
    def is_over(self) -> bool:
        """Whether it is resolved."""
        return self.status is Status.RESOLVED

    def having(self, **changes: object) -> "Incident":
        """The same incident with other values."""
        return self.model_copy(update=changes)

    def with_deadline(self, deadline: Deadline) -> "Incident":
        """The same incident with one clock set."""
        return self.having(deadlines={**self.deadlines, deadline.kind: deadline})

    def with_role(self, role: Role, person: str) -> "Incident":
        """The same incident with a role filled."""
        return self.having(roles={**self.roles, role: person})

    def require_running(self) -> None:
        """Refuse what makes no sense once the incident is resolved.

        Raises:
            WrongStatus: it is resolved.
        """
        if self.is_over:
            raise WrongStatus(status=self.status, wanted=Status.OPEN)

    def require_unrestricted(self) -> None:
        """Refuse what would copy, sample, replay, attack with or hash content that may be illegal to possess.

        Raises:
            Restricted: the incident is restricted.
        """
        if self.restricted:
            raise Restricted

    def require_commander(self, person: str) -> None:
        """Refuse anyone but the incident commander.

        Raises:
            NoCommander: nobody commands yet.
            NotTheCommander: somebody else does.
        """
        if self.commander is None:
            raise NoCommander
        if self.commander != person:
            raise NotTheCommander(commander=self.commander)


class Change(NamedTuple):
    """What a transition returns: the new state, and the events in the order in which they happened."""

    incident: Incident
    events: tuple[Event, ...] = ()
