"""Everything that can stand on a timeline: a closed union, so that a new event must be given words."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.records import Record
from bot.domain.taxonomy import ChangeKind, Layer, Severity


class _Event(BaseModel):
    """When it happened (UTC) and who did it: a Slack user id; None when the clock or the bot did."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    at: datetime
    by: str | None = None


class Declared(_Event):
    """An incident was declared. `source` is the permalink of the message that it was declared from."""

    kind: Literal["declared"] = "declared"
    title: str
    system: str
    severity: Severity
    provisional: bool
    source: str | None = None


class Classified(_Event):
    """The classification questions were answered; the answers themselves are the incident's `answers`."""

    kind: Literal["classified"] = "classified"
    answered: tuple[str, ...]


class SeverityChanged(_Event):
    """Severity was set. When `suggested` differs from `after`, a person overrode the suggestion and gave a `reason`."""

    kind: Literal["severity_changed"] = "severity_changed"
    before: Severity
    after: Severity
    provisional_before: bool
    suggested: Severity | None = None
    reason: str | None = None

    @property
    def is_override(self) -> bool:
        """Whether a person chose another severity than the one suggested."""
        return self.suggested is not None and self.suggested != self.after


class TypeChanged(_Event):
    """The incident was (re)classified; type slugs."""

    kind: Literal["type_changed"] = "type_changed"
    before: str
    after: str


class CommandTaken(_Event):
    """Somebody became incident commander, which stops the response clock. `late_by` is None when it was in time."""

    kind: Literal["command_taken"] = "command_taken"
    late_by: timedelta | None = None


class HelpOffered(_Event):
    """Somebody said that they are helping."""

    kind: Literal["help_offered"] = "help_offered"


class RoleAssigned(_Event):
    """Somebody was given a role (a `Role` value)."""

    kind: Literal["role_assigned"] = "role_assigned"
    role: str
    to: str


class HandOverOffered(_Event):
    """The commander asked somebody to take over."""

    kind: Literal["hand_over_offered"] = "hand_over_offered"
    to: str


class HandOverAccepted(_Event):
    """The successor (`by`) accepted and commands from now on."""

    kind: Literal["hand_over_accepted"] = "hand_over_accepted"
    before: str


class StepDone(_Event):
    """A checklist step was done; `text` as it stood, `record` what its kind of work asks for."""

    kind: Literal["step_done"] = "step_done"
    step: str
    phase: str
    text: str
    note: str | None = None
    record: Record | None = None


class StepSkipped(_Event):
    """A checklist step was skipped, with a reason."""

    kind: Literal["step_skipped"] = "step_skipped"
    step: str
    phase: str
    text: str
    reason: str


class StepAssigned(_Event):
    """Somebody took a checklist step."""

    kind: Literal["step_assigned"] = "step_assigned"
    step: str
    text: str
    to: str


class StepUndone(_Event):
    """A checklist step was opened again."""

    kind: Literal["step_undone"] = "step_undone"
    step: str
    text: str


class StepsAdded(_Event):
    """A raise of severity brought steps; their texts."""

    kind: Literal["steps_added"] = "steps_added"
    texts: tuple[str, ...]


class PhaseAdvanced(_Event):
    """The checklist moved to its next phase (Phase values)."""

    kind: Literal["phase_advanced"] = "phase_advanced"
    before: str
    after: str
    open_steps: int


class StatusUpdated(_Event):
    """A status update was posted."""

    kind: Literal["status_updated"] = "status_updated"
    known: str
    doing: str
    impact: str
    next_update_at: datetime
    late_by: timedelta | None = None


class UpdatePinged(_Event):
    """A status update was due and was asked for: the `count`-th time in a row, `late_by` after the due time."""

    kind: Literal["update_pinged"] = "update_pinged"
    due_at: datetime
    count: int
    late_by: timedelta


class UpdateSnoozed(_Event):
    """The reminder for a status update was put off, with a reason."""

    kind: Literal["update_snoozed"] = "update_snoozed"
    until: datetime
    reason: str


class ResponseMissed(_Event):
    """Nobody took command within the response SLA; `told` are the Slack ids that were called next."""

    kind: Literal["response_missed"] = "response_missed"
    due_at: datetime
    told: tuple[str, ...]


class ClassificationAsked(_Event):
    """The classification questions were still open, and the bot asked for them once."""

    kind: Literal["classification_asked"] = "classification_asked"


class Mitigated(_Event):
    """The harm has stopped; people keep watching."""

    kind: Literal["mitigated"] = "mitigated"
    note: str


class Resolved(_Event):
    """The commander closed the incident."""

    kind: Literal["resolved"] = "resolved"
    note: str
    open_steps: int


class ResolveUndone(_Event):
    """The closing was taken back within its ten minutes."""

    kind: Literal["resolve_undone"] = "resolve_undone"


class Reopened(_Event):
    """A closed incident was opened again."""

    kind: Literal["reopened"] = "reopened"
    reason: str


class MessagePinned(_Event):
    """A message was put on the timeline; `at` is its own time, `by` its author, `pinned_by` who chose it."""

    kind: Literal["message_pinned"] = "message_pinned"
    channel: str
    ts: str
    pinned_by: str


class ChangeNoted(_Event):
    """Something changed in the system before or during the incident; `at` is the time of the change."""

    kind: Literal["change_noted"] = "change_noted"
    change: ChangeKind
    text: str


class FactorNoted(_Event):
    """A contributing factor, entered in the review."""

    kind: Literal["factor_noted"] = "factor_noted"
    layer: Layer
    text: str


class LessonNoted(_Event):
    """What went well or was hard."""

    kind: Literal["lesson_noted"] = "lesson_noted"
    lesson: Literal["went_well", "was_hard"]
    text: str


class ActionNoted(_Event):
    """A prevention action with its owner (Slack user id) and due date."""

    kind: Literal["action_noted"] = "action_noted"
    text: str
    owner: str
    due_on: date


class PostMortemCompiled(_Event):
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
    | PostMortemCompiled,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
