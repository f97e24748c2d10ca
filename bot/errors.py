"""Every refusal that the bot knows, with what a person needs to act on it.

BotError
├── Refusal                 a person asked for something that cannot be; worded in `bot.wording`, shown to them alone
│   ├── InvalidField        a form value that is not acceptable (field: beside which input the words go)
│   ├── UnknownCommand      one word that is nearly a sub-command
│   ├── NotAnIncident       a sub-command used outside an incident channel
│   ├── UnknownStep, StepAlready, StepGated, StaleButton
│   ├── AnsweredAlready, EvidenceUnanswered, NotAReader
│   ├── UnknownLever, LeverAlready, TooManyLevers
│   ├── NotTheCommander, NoCommander, NotTheSuccessor, AlreadyCommander
│   ├── FiledSystem, UnknownSystem, RegistryFailed
│   ├── RollbackUnderWay
│   ├── SampleState, NotTheirSample
│   ├── Restricted, NotLegalCounsel, NotTheOwner
│   └── WrongStatus, UndoTooLate, NothingToShow
└── StartFailure            the program cannot start
    ├── BadFile             a runbook, policy or template that cannot be used: file, place, reason
    └── BadSetting          an environment variable that is missing or not usable
"""

from collections.abc import Mapping, Sequence
from pathlib import Path


class BotError(Exception):
    """Something that the bot refuses, as a code and values; `bot.wording` turns it into a sentence."""

    code = "refused"

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        self.field = field
        self.values: Mapping[str, str] = {name: str(value) for name, value in values.items()}
        super().__init__(f"{self.code}: {dict(self.values)}" if self.values else self.code)


class Refusal(BotError):
    """A person asked for something that cannot be."""


class InvalidField(Refusal):
    """A form value that is not acceptable; values: `problem` and what the problem needs (`limit`, ...)."""

    code = "invalid_field"


class UnknownCommand(Refusal):
    """One word within two edits of a sub-command; values: `word`, `nearest`."""

    code = "unknown_command"


class NotAnIncident(Refusal):
    """A sub-command of incidents, used where there is none; values: `command`."""

    code = "not_an_incident"


class UnknownStep(Refusal):
    """A checklist step that does not exist (any more); values: `step`."""

    code = "unknown_step"


class StepAlready(Refusal):
    """A step that stands in another state than the click supposed; values: `step`, `state`, `by` (user id or empty)."""

    code = "step_already"


class StepGated(Refusal):
    """A step that waits for others; values: `first` (the text of the first of them), `more` (how many besides)."""

    code = "step_gated"


class AnsweredAlready(Refusal):
    """Somebody said before whether the evidence is held; values: `by` (user id), `held` (True or False)."""

    code = "answered_already"


class EvidenceUnanswered(Refusal):
    """A step that alters the system, of which nobody has said yet whether the evidence is held; values: `step`."""

    code = "evidence_unanswered"


class UnknownLever(Refusal):
    """A lever that is not on the board; values: `lever` (its number)."""

    code = "unknown_lever"


class LeverAlready(Refusal):
    """A lever that stands in another state than the click supposed; values: `title`, `state`."""

    code = "lever_already"


class TooManyLevers(Refusal):
    """More levers at a time than the board shows; values: `limit`."""

    code = "too_many_levers"


class NotAReader(Refusal):
    """What is quarantined is shown to others only; values: `readers` (Slack ids with spaces between them)."""

    code = "not_a_reader"


class StaleButton(Refusal):
    """A button of a message that is no longer true; values: `now` (what is true)."""

    code = "stale_button"


class RollbackUnderWay(Refusal):
    """A rollback is under way, and one at a time is; values: `before`, `after` (labels of bundles)."""

    code = "rollback_under_way"


class NotTheCommander(Refusal):
    """Only the incident commander may do this; values: `commander` (user id)."""

    code = "not_the_commander"


class NoCommander(Refusal):
    """Nobody has taken command yet."""

    code = "no_commander"


class AlreadyCommander(Refusal):
    """Somebody commands already; values: `commander` (user id)."""

    code = "already_commander"


class NotTheSuccessor(Refusal):
    """A hand-over that was offered to somebody else; values: `successor` (user id)."""

    code = "not_the_successor"


class SampleState(Refusal):
    """A sample that is not in the state that a click supposed; values: `now` (its state)."""

    code = "sample_state"


class NotTheirSample(Refusal):
    """Only who drew a sample, or the commander, may do this; values: `keeper` (user id)."""

    code = "not_their_sample"


class WrongStatus(Refusal):
    """The incident is in a state where this cannot be done; values: `status`, `wanted`."""

    code = "wrong_status"


class Restricted(Refusal):
    """An incident with suspected illegal content, where nobody copies, samples, replays or hashes anything."""

    code = "restricted"


class NotLegalCounsel(Refusal):
    """What the incident's legal counsel has to agree to."""

    code = "not_legal_counsel"


class NotTheOwner(Refusal):
    """What only the owner of the system may do."""

    code = "not_the_owner"


class UndoTooLate(Refusal):
    """An undo after its time; values: `limit` (minutes)."""

    code = "undo_too_late"


class FiledSystem(Refusal):
    """The record of a system stands in a file, where it is to be changed; values: `system`, `file`."""

    code = "filed_system"


class UnknownSystem(Refusal):
    """There is no record of this system; values: `system`."""

    code = "unknown_system"


class RegistryFailed(Refusal):
    """The model registry did not say; values: `problem`, `detail` (its own code, or nothing)."""

    code = "registry_failed"


class NothingToShow(Refusal):
    """A list that is empty; values: `what`."""

    code = "nothing_to_show"


class StartFailure(BotError):
    """The program cannot start."""


class BadFile(StartFailure):
    """A file that cannot be used; values: `path`, `place`, `reason`. `also` is what else is wrong in files."""

    code = "bad_file"

    def __init__(self, path: Path | str, place: str, reason: str, also: Sequence["BadFile"] = ()) -> None:
        super().__init__(path=path, place=place, reason=reason)
        self.also = tuple(also)

    @classmethod
    def of(cls, faults: Sequence["BadFile"]) -> "BadFile":
        """Return several faults as one refusal: the first, with the others in it."""
        path, place, reason = faults[0].values.values()
        return cls(path, place, reason, faults[1:])

    @property
    def each(self) -> tuple["BadFile", ...]:
        """All that is wrong, one by one."""
        path, place, reason = self.values.values()
        return (BadFile(path, place, reason), *self.also)

    def __str__(self) -> str:
        more = f" (and {len(self.also)} more)" if self.also else ""
        return f"{self.values['path']}: {self.values['place']}: {self.values['reason']}{more}"


class BadSetting(StartFailure):
    """An environment variable that is missing or not usable; values: `name`, `reason`."""

    code = "bad_setting"

    def __str__(self) -> str:
        return f"{self.values['name']}: {self.values['reason']}"
