"""Everything that can stand on a timeline: a closed union, so that a new event must be given words."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.evidence_events import EvidenceEvent
from bot.domain.happening import Happening
from bot.domain.lever_events import LeverEvent
from bot.domain.notifying_events import GroupsTold
from bot.domain.records import Record
from bot.domain.restricting_events import Restricting
from bot.domain.rollback_events import RollbackEvent
from bot.domain.rollout_events import RolloutEvent
from bot.domain.sampling_events import SamplingEvent
from bot.domain.taxonomy import ChangeKind, Layer, Severity
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.domain.watch_events import WatchEvent


class Declared(Happening):
    """An incident was declared. `source` is the permalink of the message that it was declared from."""

    kind: Literal["declared"] = "declared"
    title: str
    system: str
    severity: Severity
    provisional: bool
    source: str | None = None


class Classified(Happening):
    """The classification questions were answered; the answers themselves are the incident's `answers`."""

    kind: Literal["classified"] = "classified"
    answered: tuple[str, ...]


class SeverityChanged(Happening):
    """Severity was set. When `suggested` differs from `after`, a person overrode the suggestion and gave a `reason`.

    `basis` are the reasons of the suggestion, each with its source.
    """

    kind: Literal["severity_changed"] = "severity_changed"
    before: Severity
    after: Severity
    provisional_before: bool
    suggested: Severity | None = None
    reason: str | None = None
    basis: tuple[str, ...] = ()

    @property
    def is_override(self) -> bool:
        """Whether a person chose another severity than the one suggested."""
        return self.suggested is not None and self.suggested != self.after


class TypeChanged(Happening):
    """The incident was (re)classified; type slugs."""

    kind: Literal["type_changed"] = "type_changed"
    before: str
    after: str


class CommandTaken(Happening):
    """Somebody became incident commander, which stops the response clock. `late_by` is None when it was in time."""

    kind: Literal["command_taken"] = "command_taken"
    late_by: timedelta | None = None


class HelpOffered(Happening):
    """Somebody said that they are helping."""

    kind: Literal["help_offered"] = "help_offered"


class RoleAssigned(Happening):
    """Somebody was given a role (a `Role` value)."""

    kind: Literal["role_assigned"] = "role_assigned"
    role: str
    to: str


class HandOverOffered(Happening):
    """The commander asked somebody to take over."""

    kind: Literal["hand_over_offered"] = "hand_over_offered"
    to: str


class HandOverAccepted(Happening):
    """The successor (`by`) accepted and commands from now on."""

    kind: Literal["hand_over_accepted"] = "hand_over_accepted"
    before: str


class StepDone(Happening):
    """A checklist step was done; `text` as it stood, `record` what its kind of work asks for."""

    kind: Literal["step_done"] = "step_done"
    step: str
    phase: str
    text: str
    note: str | None = None
    record: Record | None = None


class StepSkipped(Happening):
    """A checklist step was skipped, with a reason."""

    kind: Literal["step_skipped"] = "step_skipped"
    step: str
    phase: str
    text: str
    reason: str


class StepAssigned(Happening):
    """Somebody took a checklist step."""

    kind: Literal["step_assigned"] = "step_assigned"
    step: str
    text: str
    to: str


class StepUndone(Happening):
    """A checklist step was opened again."""

    kind: Literal["step_undone"] = "step_undone"
    step: str
    text: str


class StepsAdded(Happening):
    """A raise of severity brought steps; their texts."""

    kind: Literal["steps_added"] = "steps_added"
    texts: tuple[str, ...]


class PhaseAdvanced(Happening):
    """The checklist moved to its next phase (Phase values)."""

    kind: Literal["phase_advanced"] = "phase_advanced"
    before: str
    after: str
    open_steps: int


class StatusUpdated(Happening):
    """A status update was posted."""

    kind: Literal["status_updated"] = "status_updated"
    known: str
    doing: str
    impact: str
    next_update_at: datetime
    late_by: timedelta | None = None


class UpdatePinged(Happening):
    """A status update was due and was asked for: the `count`-th time in a row, `late_by` after the due time."""

    kind: Literal["update_pinged"] = "update_pinged"
    due_at: datetime
    count: int
    late_by: timedelta


class UpdateSnoozed(Happening):
    """The reminder for a status update was put off, with a reason."""

    kind: Literal["update_snoozed"] = "update_snoozed"
    until: datetime
    reason: str


class ResponseMissed(Happening):
    """Nobody took command within the response SLA; `told` are the Slack ids that were called next."""

    kind: Literal["response_missed"] = "response_missed"
    due_at: datetime
    told: tuple[str, ...]


class ClassificationAsked(Happening):
    """The classification questions were still open, and the bot asked for them once."""

    kind: Literal["classification_asked"] = "classification_asked"


class Mitigated(Happening):
    """The harm has stopped; people keep watching."""

    kind: Literal["mitigated"] = "mitigated"
    note: str


class Resolved(Happening):
    """The commander closed the incident; `unwatched` says why without what was `lacking` (`watch.Lacking`)."""

    kind: Literal["resolved"] = "resolved"
    note: str
    open_steps: int
    lacking: tuple[str, ...] = ()
    unwatched: str | None = None
    false_alarm: bool = False


class ResolveUndone(Happening):
    """The closing was taken back within its ten minutes."""

    kind: Literal["resolve_undone"] = "resolve_undone"


class Reopened(Happening):
    """A closed incident was opened again."""

    kind: Literal["reopened"] = "reopened"
    reason: str


class MessagePinned(Happening):
    """A message was put on the timeline; `at` is its own time, `by` its author, `pinned_by` who chose it."""

    kind: Literal["message_pinned"] = "message_pinned"
    channel: str
    ts: str
    pinned_by: str


class ChangeNoted(Happening):
    """Something changed in the system before or during the incident; `at` is the time of the change."""

    kind: Literal["change_noted"] = "change_noted"
    change: ChangeKind
    text: str


class FactorNoted(Happening):
    """A contributing factor, entered in the review."""

    kind: Literal["factor_noted"] = "factor_noted"
    layer: Layer
    text: str


class LessonNoted(Happening):
    """What went well or was hard."""

    kind: Literal["lesson_noted"] = "lesson_noted"
    lesson: Literal["went_well", "was_hard"]
    text: str


class ActionNoted(Happening):
    """A prevention action with its owner (Slack user id) and due date."""

    kind: Literal["action_noted"] = "action_noted"
    text: str
    owner: str
    due_on: date


class PostMortemCompiled(Happening):
    """A post-mortem was compiled; `edition` counts from 1."""

    kind: Literal["postmortem_compiled"] = "postmortem_compiled"
    edition: int


Event = Annotated[
    Declared
    | Classified
    | SeverityChanged
    | TypeChanged
    | CommandTaken
    | HelpOffered
    | RoleAssigned
    | HandOverOffered
    | HandOverAccepted
    | StepDone
    | StepSkipped
    | StepAssigned
    | StepUndone
    | StepsAdded
    | PhaseAdvanced
    | StatusUpdated
    | UpdatePinged
    | UpdateSnoozed
    | ResponseMissed
    | ClassificationAsked
    | Mitigated
    | Resolved
    | ResolveUndone
    | Reopened
    | MessagePinned
    | ChangeNoted
    | FactorNoted
    | LessonNoted
    | ActionNoted
    | PostMortemCompiled
    | TrialsPlanned
    | TrialsFellShort
    | GroupsTold
    | Interviewed
    | TypesSuspected
    | HarmReported
    | EvidenceEvent
    | LeverEvent
    | RollbackEvent
    | Restricting
    | SamplingEvent
    | WatchEvent
    | RolloutEvent,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
