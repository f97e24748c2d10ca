"""The post-mortem as a value: everything that its template prints, with roles for people and without words of blame."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from bot.domain.custody import Custody
from bot.domain.events import Event
from bot.domain.incident import Status
from bot.domain.interview import Candidate
from bot.domain.lever_lines import LeverLine
from bot.domain.records import PastOutputs, Record
from bot.domain.roles import Safe
from bot.domain.rollback_lines import RollbackRecord
from bot.domain.sla_record import SlaRecord
from bot.domain.taxonomy import SEVERITIES, ChangeKind, HarmOngoing, Layer, Severity, SeverityFacts
from bot.domain.timeline import Durations
from bot.domain.watch_record import WatchRecord


class Missing(StrEnum):
    """What nobody has recorded, or what makes a review less useful than it could be."""

    TYPE = "type"
    AFFECTED = "affected"
    BLAST_RADIUS = "blast_radius"
    FIGURES = "figures"
    ONSET = "onset"
    NOTICED_BY = "noticed_by"
    CHANGES = "changes"
    FACTORS = "factors"
    ONLY_ONE_FACTOR = "only_one_factor"
    ONLY_HUMAN_FACTORS = "only_human_factors"
    MITIGATION = "mitigation"
    WENT_WELL = "went_well"
    WAS_HARD = "was_hard"
    ACTIONS = "actions"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SeverityStep(_Value):
    """A severity and since when it held; `suggested` is set where a person chose another than the one suggested."""

    at: datetime
    severity: Severity
    who: Safe | None
    provisional: bool = False
    suggested: Severity | None = None
    reason: Safe | None = None
    basis: tuple[str, ...] = ()


class Impact(_Value):
    """Who was affected, how far it reached, what harm was seen, how bad it was taken to be."""

    affected: Safe | None
    blast_radius: Safe | None
    harm_ongoing: HarmOngoing
    harms: tuple[str, ...]
    worse: tuple[str, ...]
    error_rate: str | None
    quality: str | None
    reasons: tuple[str, ...]
    severities: tuple[SeverityStep, ...]

    @property
    def later_reasons(self) -> tuple[str, ...]:
        """The reasons of the last suggestion, where the last severity was not set by them."""
        told = self.severities[-1].basis if self.severities else ()
        return () if self.reasons == told else self.reasons

    @property
    def worst(self) -> SeverityFacts | None:
        """The gravest severity that somebody decided; the provisional one where nobody did."""
        decided = [step.severity for step in self.severities if not step.provisional]
        known = decided or [step.severity for step in self.severities]
        return SEVERITIES[min(known)] if known else None


class Detection(_Value):
    """When quality began to degrade, who noticed, and how long that took."""

    began_at: datetime | None
    noticed_by: str | None
    declared_at: datetime
    source: str | None


class ChangeLine(_Value):
    """Something that changed in the system."""

    at: datetime
    change: ChangeKind
    text: Safe


class FactorLine(_Value):
    """A contributing factor."""

    layer: Layer
    text: Safe
    began_at: datetime | None
    detected_at: datetime | None
    fixed_at: datetime | None


class ActionLine(_Value):
    """A prevention action; its owner stands by role."""

    text: Safe
    owner: Safe
    due_on: date


class ReviewLines(_Value):
    """What people entered in the review."""

    changes: tuple[ChangeLine, ...]
    factors: tuple[FactorLine, ...]
    went_well: tuple[Safe, ...]
    was_hard: tuple[Safe, ...]
    actions: tuple[ActionLine, ...]


class FileLine(_Value):
    """A file, by name: its address would say who shared it, and what it was called."""

    name: Safe


class Line(_Value):
    """One line of the timeline, in UTC; `silence` is how long nothing stood before it, where that is remarkable."""

    at: datetime
    kind: str
    who: Safe | None
    event: Event | None = None
    quote: Safe | None = None
    is_edited: bool = False
    is_deleted: bool = False
    files: tuple[FileLine, ...] = ()
    permalink: str | None = None
    count: int = 1
    until: datetime | None = None
    silence: timedelta | None = None


class DayOfLines(_Value):
    """The lines of one day in UTC."""

    on: date
    lines: tuple[Line, ...]


class TypeStep(_Value):
    """A type (slug) and since when it held."""

    at: datetime
    type: str
    who: Safe | None


class InterviewLine(_Value):
    """A question of the interview with its answers."""

    question: str
    answers: tuple[str, ...]


class TriageRecord(_Value):
    """How people found out what it was: types in order, what else was suspected (slugs), what the interview said."""

    types: tuple[TypeStep, ...]
    suspected: tuple[str, ...]
    interview: tuple[InterviewLine, ...]
    ranking: tuple[Candidate, ...]


class StepLine(_Value):
    """A step of the checklist, with what was found or why it was skipped."""

    phase: str
    text: str
    who: Safe | None
    at: datetime | None
    note: Safe | None
    record: Record | None = None


class Evidence(_Value):
    """A step whose record holds counted evidence: a sample, trials, a comparison, variations of an attack."""

    text: str
    record: Record
    at: datetime | None


class Mitigation(_Value):
    """What stopped the harm, and the steps that were done to contain, fix and recover."""

    at: datetime | None
    note: Safe | None
    steps: tuple[StepLine, ...]


class ChecklistRecord(_Value):
    """What of the checklist was done, skipped, left open."""

    done: tuple[StepLine, ...]
    skipped: tuple[StepLine, ...]
    left_open: tuple[StepLine, ...]


class Head(_Value):
    """What the incident was; `outcome` is the words with which it was closed."""

    number: int
    edition: int
    compiled_at: datetime
    title: Safe
    system: Safe
    purpose: Safe | None
    type: str
    status: Status
    severity: Severity
    declared_at: datetime
    mitigated_at: datetime | None
    resolved_at: datetime | None
    outcome: Safe | None


class PostMortem(_Value):
    """One edition of an incident's post-mortem; `replaced` counts sentences that were reworded or left out as blame."""

    head: Head
    durations: Durations
    triage: TriageRecord
    impact: Impact
    detection: Detection
    days: tuple[DayOfLines, ...]
    mitigation: Mitigation
    levers: tuple[LeverLine, ...]
    rollbacks: RollbackRecord | None
    watch: WatchRecord | None
    review: ReviewLines
    sla: SlaRecord
    checklist: ChecklistRecord
    evaluations: tuple[Evidence, ...]
    past_outputs: tuple[PastOutputs, ...]
    custody: Custody
    responders: tuple[Safe, ...]
    missing: tuple[Missing, ...]
    replaced: int
